import Billing
import TestSupport
import Testing

/// How much a statement takes of what is held, and what it asks for.
@Suite struct RetainersTests {
    /// A matter that owed this much before and is billed this much now.
    private func matter(_ id: String, owed: Int, fees: Int) -> MatterStatement {
        MatterStatement(
            id: MatterID(id), caption: id, reference: nil, arrangement: "Fixed fee", lines: [],
            sections: [
                FeeSection(
                    agreement: "Fixed fee", time: usd(0),
                    items: [FeeItem(kind: .flatFee, amount: usd(fees))])
            ], costLines: [], timekeepers: [], tasks: [], currency: .usd,
            review: Review(
                oldestDays: 0, workedHours: .zero, standard: usd(0), billed: usd(fees),
                budget: nil, billedBefore: usd(0), owed: usd(owed)))
    }

    private func statement(_ matters: [MatterStatement], taxed: Bool = false) -> Statement {
        let tax = Tax(code: "T", name: "Tax", percent: Percent(thousandths: 10_000))
        return Statement(
            kind: .invoice, number: "1", date: day("2026-10-31"), due: nil,
            periodStart: day("2026-10-01"), periodEnd: day("2026-10-31"),
            letterhead: Letterhead(name: "Firm", lines: [], taxID: nil, payment: []),
            billTo: BillTo(id: ClientID("C1"), name: "Client", address: [], reference: nil),
            attorney: nil, currency: .usd, hoursDecimals: 2, matters: matters,
            taxes: taxed ? [TaxLine(tax, on: matters, after: [], .usd)] : [],
            account: Account(previousBalance: matters.map(\.review.owed).sum(.usd)), terms: "",
            template: "standard", paper: "letter")
    }

    private func held(_ cents: Int, _ terms: RetainerTerms? = RetainerTerms()) -> HeldRetainer {
        HeldRetainer(terms: terms, before: usd(cents), available: usd(cents))
    }

    @Test(arguments: [
        // held, owed before, fees, applied, left to pay
        (500_00, 0, 600_00, 500_00, 100_00),
        (600_00, 0, 600_00, 600_00, 0),
        (700_00, 0, 600_00, 600_00, 0),
        (700_00, 50_00, 600_00, 650_00, 0),
        // What the client has overpaid is used first.
        (700_00, -50_00, 600_00, 550_00, 0),
        (700_00, -650_00, 600_00, 0, -50_00),
        (700_00, 0, -20_00, 0, -20_00),
        (0, 0, 600_00, 0, 600_00),
    ])
    func asMuchAsThereIsAndAsIsDue(
        held cents: Int, owed: Int, fees: Int, applied: Int, due: Int
    ) {
        var statement = statement([matter("M1", owed: owed, fees: fees)])
        statement.apply([MatterID("M1"): held(cents)])
        #expect(statement.retainer?.applied == usd(applied))
        #expect(statement.retainer?.after == usd(cents - applied))
        #expect(statement.amountDue == usd(due))
        #expect(statement.addsUp)
    }

    /// 10 % of 600.00 is 60.00.
    @Test func taxesArePaidFromItToo() {
        var statement = statement([matter("M1", owed: 0, fees: 600_00)], taxed: true)
        statement.apply([MatterID("M1"): held(1_000_00)])
        #expect(statement.retainer?.applied == usd(660_00) && statement.amountDue == usd(0))
    }

    @Test func eachMatterIsPaidFromItsOwn() throws {
        var statement = statement([
            matter("M1", owed: 0, fees: 400_00), matter("M2", owed: 0, fees: 800_00),
            matter("M3", owed: 0, fees: 50_00),
        ])
        statement.apply([MatterID("M1"): held(100_00), MatterID("M2"): held(1_000_00)])
        let retainer = try #require(statement.retainer)
        #expect(retainer.accounts.map(\.matter.text) == ["M1", "M2"])
        #expect(retainer.accounts.map(\.applied) == [usd(100_00), usd(800_00)])
        #expect(retainer.before == usd(1_100_00) && retainer.after == usd(200_00))
        // 300.00 of the first and 50.00 of the third.
        #expect(statement.amountDue == usd(350_00) && statement.addsUp)
    }

    /// The one matter owes 400.00, the other has 300.00 to its credit: 100.00 are due.
    @Test func neverMoreIsTakenThanTheStatementAsksFor() {
        var statement = statement([
            matter("M1", owed: 0, fees: 400_00), matter("M2", owed: -500_00, fees: 200_00),
        ])
        statement.apply([MatterID("M1"): held(1_000_00)])
        #expect(statement.retainer?.applied == usd(100_00) && statement.amountDue == usd(0))
    }

    @Test func withoutAnAgreementOrAgainstItNothingIsTaken() {
        for terms in [nil, RetainerTerms(isApplied: false)] {
            var statement = statement([matter("M1", owed: 0, fees: 600_00)])
            statement.apply([MatterID("M1"): held(500_00, terms)])
            #expect(statement.retainer?.applied == usd(0))
            #expect(statement.retainer?.after == usd(500_00) && statement.amountDue == usd(600_00))
        }
    }

    /// A later day has use for some of what is held on this one.
    @Test func whatIsNotAvailableStaysWhereItIs() {
        var statement = statement([matter("M1", owed: 0, fees: 600_00)])
        statement.apply([
            MatterID("M1"): HeldRetainer(
                terms: RetainerTerms(), before: usd(500_00), available: usd(20_00))
        ])
        #expect(statement.retainer?.applied == usd(20_00))
        #expect(statement.retainer?.after == usd(480_00))
    }

    // MARK: What is asked for

    @Test(
        arguments: [
            // held, minimum, replenish to; asked for
            (1_600_00, 1_000_00, 1_500_00, nil),
            (1_599_99, 1_000_00, 1_500_00, 500_01),
            (1_599_99, 1_000_00, nil, 1),
            (600_00, 0, nil, nil),
            (0, 1_000_00, 1_500_00, 1_500_00),
        ] as [(Int, Int, Int?, Int?)])
    func whatIsMissingBelowTheMinimumIsAskedFor(
        held cents: Int, minimum: Int, target: Int?, asked: Int?
    ) {
        var statement = statement([matter("M1", owed: 0, fees: 600_00)])
        let terms = RetainerTerms(minimum: minimum, replenishTo: target)
        statement.apply([MatterID("M1"): held(cents, terms)])
        #expect(statement.retainer?.replenishment == asked.map(usd))
        #expect(statement.addsUp)
    }

    // MARK: Statements that do not add up

    @Test func aRetainerThatDoesNotAddUpIsNoticed() {
        var statement = statement([matter("M1", owed: 0, fees: 600_00)])
        statement.apply([MatterID("M1"): held(500_00)])
        let changes: [(inout RetainerAccount) -> Void] = [
            { $0.after = usd(1) }, { $0.applied = usd(499_99) },
            { ($0.before, $0.applied) = (usd(700_00), usd(700_00)) },
            { ($0.applied, $0.after) = (usd(-1), usd(500_01)) },
            { ($0.before, $0.after) = (usd(400_00), usd(-100_00)) },
            { $0.target = usd(0) }, { $0.matter = MatterID("M9") },
        ]
        for (index, change) in changes.enumerated() {
            var wrong = statement
            wrong.retainer = wrong.retainer.map { retainer in
                var retainer = retainer
                change(&retainer.accounts[0])
                return retainer
            }
            #expect(!wrong.addsUp, "change \(index)")
        }
    }
}
