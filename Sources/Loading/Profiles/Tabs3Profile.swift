extension ExportProfile {
    /// Transactions in the form "ASCII variable" of Tabs3: ten cells in a fixed order, and no line
    /// of column names. A transaction code after `$` is a cost; one of five digits begins with the
    /// bill code.
    package static let tabs3: ExportProfile = {
        var profile = ExportProfile(
            name: "tabs3", header: [],
            columns: [
                .kind: [.position(3)], .billing: [.position(3)], .phase: [.position(4)],
                .task: [.position(4)], .activity: [.position(5)], .expense: [.position(5)],
                .date: [.position(6)], .hours: [.position(7)], .rate: [.position(8)],
                .amount: [.position(9)],
            ],
            matter: [[.position(1)]], timekeeper: [[.position(2)]], narrative: [[.position(10)]],
            kinds: ["$*": .cost],
            billing: [
                "10???": .nonBillable, "$10???": .nonBillable, "20???": .noCharge,
                "$20???": .noCharge,
            ])
        profile.hasHeader = false
        profile.columnCount = 10
        profile.otherKind = .time
        profile.otherBilling = .billable
        profile.spelling.dates = DateForm(.monthFirst, allowsTwoDigitYears: true)
        profile.spelling.durations = .hours
        return profile
    }()
}
