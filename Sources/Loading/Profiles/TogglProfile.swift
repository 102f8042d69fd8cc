extension ExportProfile {
    /// Toggl Track's detailed report: the whole one, and the one of which people pick the columns.
    package static let toggl: ExportProfile = {
        var profile = ExportProfile(
            name: "toggl",
            header: ["Project", "Start date", "Start time", "End time", "Duration"],
            columns: [
                .date: ["Start date"], .client: ["Client"], .hours: ["Duration"],
                .billing: ["Billable"], .amount: ["Amount"], .start: ["Start time"],
                .end: ["End time", "Stop time"],
            ],
            matter: [["Project"]], timekeeper: [["Email"], ["User"]],
            narrative: [["Description"], ["Task"]],
            billing: ["yes": .billable, "no": .nonBillable])
        profile.otherHeaders = [["Project", "Start date", "Start time", "Stop time", "Duration"]]
        return profile
    }()
}
