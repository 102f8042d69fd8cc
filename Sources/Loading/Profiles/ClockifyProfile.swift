extension ExportProfile {
    /// Clockify's detailed report. Decimal hours are rounded to two places, so that the column with
    /// hours, minutes and seconds is read where there is one.
    package static let clockify: ExportProfile = {
        var profile = ExportProfile(
            name: "clockify", header: ["Project", "User", "Start Date", "Duration (h)"],
            columns: [
                .date: ["Start Date"], .client: ["Client"],
                .hours: ["Duration (h)", "Duration (decimal)"], .billing: ["Billable"],
                .billed: ["Invoiced"], .rate: ["Billable Rate"], .amount: ["Billable Amount"],
                .start: ["Start Time"], .end: ["End Time"],
            ],
            matter: [["Project"]], timekeeper: [["Email"], ["User"]],
            narrative: [["Description"], ["Task"], ["Activity"]],
            billing: ["yes": .billable, "no": .nonBillable], billedWords: ["yes"])
        profile.otherHeaders = [["Project", "User", "Start Date", "Duration (decimal)"]]
        return profile
    }()
}
