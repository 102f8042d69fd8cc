extension ExportProfile {
    /// The time sheets of QuickBooks Time. The deepest job code that is filled in is the matter.
    package static let quickBooksTime: ExportProfile = {
        var profile = ExportProfile(
            name: "quickbooks-time", header: ["username", "local_date", "hours", "jobcode_1"],
            columns: [
                .date: ["local_date"], .hours: ["hours"], .billing: ["billable"],
                .start: ["local_start_time"],
            ],
            matter: [["jobcode_3"], ["jobcode_2"], ["jobcode_1"], ["jobcode"]],
            timekeeper: [["payroll_id"], ["number"], ["username"], ["fname", "lname"]],
            narrative: [["notes"], ["service item"]],
            billing: [
                "yes": .billable, "no": .nonBillable, "true": .billable, "false": .nonBillable,
                "1": .billable, "0": .nonBillable,
            ])
        profile.otherHeaders = [["username", "local_date", "hours", "jobcode"]]
        return profile
    }()
}
