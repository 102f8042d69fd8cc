extension ExportProfile {
    /// TMetric's detailed report, in which time that is not billable has no amount.
    package static let tmetric: ExportProfile = {
        var profile = ExportProfile(
            name: "tmetric", header: ["Day", "User", "Time Entry", "Project", "Duration"],
            columns: [
                .date: ["Day"], .client: ["Client"], .hours: ["Duration"],
                .amount: ["Billable Amount"], .currency: ["Billable Currency"],
                .start: ["Start Time"], .end: ["End Time"],
            ],
            matter: [["Project Code"], ["Project"]], timekeeper: [["User"]],
            narrative: [["Time Entry"], ["Work Type"]])
        profile.blankAmount = .nonBillable
        return profile
    }()
}
