extension ExportProfile {
    /// A time report as TimeSolv's, where a project is a matter and a professional a timekeeper.
    package static let timesolv: ExportProfile = {
        var profile = ExportProfile(
            name: "timesolv",
            header: ["Date", "Client", "Project ID", "Timekeeper", "Hours", "Billed Status"],
            columns: [
                .id: ["Entry ID"], .date: ["Date"], .client: ["Client"], .hours: ["Hours"],
                .billing: ["Billable"], .billed: ["Billed Status"], .rate: ["Rate"],
                .task: ["Task Code"],
            ],
            matter: [["Project ID"]], timekeeper: [["Timekeeper"]], narrative: [["Description"]],
            billing: [
                "yes": .billable, "no": .nonBillable, "billable": .billable,
                "non-billable": .nonBillable, "no charge": .noCharge,
            ],
            billedWords: ["billed"])
        profile.statuses = ["written off": .nonBillable, "non-billable": .nonBillable]
        profile.preamble = .automatic
        return profile
    }()
}
