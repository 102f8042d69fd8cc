/// What an invoice came to for one matter, for terms that go on from it.
package struct PastStatement: Sendable, Equatable {
    /// The last day of its period: the month and year it belongs to.
    package var periodEnd: CivilDate
    package var fees: Int
    package var costs: Int
    package var tallies: [Tally]

    package init(
        periodEnd: CivilDate, fees: Int, costs: Int, tallies: [Tally] = []
    ) {
        self.periodEnd = periodEnd
        self.fees = fees
        self.costs = costs
        self.tallies = tallies
    }
}

/// What was billed before, as of a run.
package struct Past: Sendable, Equatable {
    package var statements: [MatterID: [PastStatement]]
    /// Parts of arrangements that invoices carry.
    package var billedParts: Set<FeePartID>

    package init(
        statements: [MatterID: [PastStatement]] = [:], billedParts: Set<FeePartID> = []
    ) {
        self.statements = statements
        self.billedParts = billedParts
    }

    package func feesBilled(of matter: MatterID) -> Int {
        (statements[matter] ?? []).reduce(0) { $0 + $1.fees }
    }
}
