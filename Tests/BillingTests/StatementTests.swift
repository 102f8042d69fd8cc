import Billing
import TestSupport
import Testing

@Suite struct StatementTests {
    @Test func aStatementAddsUpWithItsPencil() {
        let statement = Sample.statement
        #expect(statement.addsUp)
        // 600.00 + 82.50 - 68.25 + 1,000.00
        #expect(statement.fees == usd(161_425))
        #expect(statement.costs == usd(1_234))
        // 1,614.25 × 8.875 % = 143.2646875
        #expect(statement.tax == usd(14_326))
        // 1,614.25 + 12.34 + 143.26
        #expect(statement.total == usd(176_985))
        // 1,769.85 + 500.00 - 120.00
        #expect(statement.amountDue == usd(214_985))
        #expect(statement.matters[0].hoursTotal == hours(233))
    }

    @Test("a changed figure is noticed", arguments: Mutation.all)
    func aChangedFigureIsNoticed(_ mutation: Mutation) {
        var statement = Sample.statement
        mutation.apply(&statement)
        #expect(statement != Sample.statement)
        #expect(!statement.addsUp)
    }

    @Test func twoCoveringErrorsAreNoticed() {
        // A cent moved from one line to the other leaves every sum as it was.
        var statement = Sample.statement
        statement.matters[0].lines[0].amount += usd(1)
        statement.matters[0].lines[1].amount += usd(-1)
        #expect(!statement.addsUp)
    }

    @Test func aChargedLineNeedsARate() {
        var statement = Sample.statement
        statement.matters[0].lines[0].perHour = nil
        #expect(!statement.addsUp)
    }

    @Test func realizationIsBilledOverStandard() {
        var review = Sample.statement.matters[0].review
        // 614.25 / 807.50 = 76.0681… %
        #expect(review.realization == Percent(thousandths: 76_068))
        // 5,000.00 - 1,000.00 - 614.25
        #expect(review.budgetLeft == usd(338_575))
        review.standard = usd(0)
        review.budget = nil
        #expect(review.realization == nil)
        #expect(review.budgetLeft == nil)
    }

    @Test func titlesNameTheVersionOfAProForma() {
        var statement = Sample.statement
        #expect(statement.title == "10421")
        statement.kind = .proforma
        statement.number = "PF-00012"
        statement.version = 2
        #expect(statement.title == "PF-00012 v2")
    }
}

/// One figure of the sample statement made wrong by its least unit.
struct Mutation: Sendable, CustomTestStringConvertible {
    var name: String
    var apply: @Sendable (inout Statement) -> Void

    init(_ name: String, _ apply: @escaping @Sendable (inout Statement) -> Void) {
        self.name = name
        self.apply = apply
    }

    var testDescription: String { name }

    static let all: [Mutation] = sums + details + explanations

    private static let sums = [
        Mutation("fees") { $0.fees += usd(1) },
        Mutation("costs") { $0.costs += usd(1) },
        Mutation("tax") { $0.tax += usd(-1) },
        Mutation("total") { $0.total += usd(1) },
        Mutation("fees and total") {
            $0.fees += usd(1)
            $0.total += usd(1)
        },
        Mutation("a matter's lines") { $0.matters[0].linesTotal += usd(1) },
        Mutation("a matter's hours") { $0.matters[0].hoursTotal += hours(1) },
        Mutation("a matter's fees") { $0.matters[1].fees += usd(-1) },
        Mutation("a matter's costs") { $0.matters[0].costsTotal += usd(1) },
    ]

    private static let details = [
        Mutation("a line's amount") { $0.matters[0].lines[1].amount += usd(1) },
        Mutation("a line's hours") { $0.matters[0].lines[1].hours += hours(1) },
        Mutation("a line's rate") { $0.matters[0].lines[0].perHour? += usd(100) },
        Mutation("an uncharged line's amount") { $0.matters[0].lines[2].amount += usd(1) },
        Mutation("an uncharged line's hours") { $0.matters[0].lines[2].hours += hours(1) },
        Mutation("a hidden line's amount") { $0.matters[1].lines[0].amount += usd(1) },
        Mutation("an adjustment") { $0.matters[0].sections[0].items[0].amount += usd(1) },
        Mutation("a flat fee") { $0.matters[1].sections[0].items[0].amount += usd(1) },
        Mutation("a cost") { $0.matters[0].costLines[0].amount += usd(1) },
        Mutation("a timekeeper's amount") { $0.matters[0].timekeepers[0].amount += usd(1) },
        Mutation("a timekeeper's hours") { $0.matters[0].timekeepers[1].hours += hours(1) },
        Mutation("a timekeeper left out") { $0.matters[0].timekeepers.removeFirst() },
        Mutation("a task's amount") { $0.matters[0].tasks[1].amount += usd(1) },
        Mutation("a task's hours") { $0.matters[0].tasks[0].hours += hours(1) },
        Mutation("a task left out") { $0.matters[0].tasks.removeLast() },
        Mutation("a tax") { $0.taxes[0].amount += usd(1) },
        Mutation("a matter's share of a tax") {
            $0.taxes[0].shares[0].amount += usd(1)
            $0.taxes[0].shares[1].amount += usd(-1)
        },
        Mutation("a line left out") { $0.matters[0].lines.removeFirst() },
        Mutation("a matter left out") { $0.matters.removeLast() },
    ]

    /// Figures that explain others, printed beside them.
    private static let explanations = [
        Mutation("what a tax is reckoned on") { $0.taxes[0].base += usd(1) },
        Mutation("a tax's percentage") { $0.taxes[0].tax.percent.thousandths += 125 },
        Mutation("what an adjustment is reckoned on") {
            $0.matters[0].sections[0].items[0].working = [
                .percent(.share, Percent(thousandths: -10_000), of: usd(68_251))
            ]
        },
        Mutation("an adjustment's percentage") {
            $0.matters[0].sections[0].items[0].working = [
                .percent(.share, Percent(thousandths: -10_125), of: usd(68_250))
            ]
        },
        Mutation("the billed value in the attorney's box") {
            $0.matters[0].review.billed += usd(1)
        },
        Mutation("the standard value in the attorney's box") {
            $0.matters[0].review.standard += usd(1)
        },
        Mutation("the worked hours in the attorney's box") {
            $0.matters[0].review.workedHours += hours(1)
        },
    ]
}

/// A consolidated invoice with one of everything, reckoned with a pencil.
enum Sample {
    static let statement = Statement(
        kind: .invoice, number: "10421", date: day("2026-10-31"), due: day("2026-11-30"),
        periodStart: day("2026-10-01"), periodEnd: day("2026-10-31"),
        letterhead: Letterhead(name: "Firm", lines: [], taxID: nil, payment: []),
        billTo: BillTo(id: ClientID("C1"), name: "Client", address: [], reference: nil),
        attorney: nil, currency: .usd, hoursDecimals: 2, matters: [hourly, flat],
        taxes: [
            TaxLine(
                Tax(
                    code: "tax", name: "Tax", percent: Percent(thousandths: 8_875),
                    onCosts: false),
                shares: [
                    // 614.25 × 8.875 % = 54.5146…, and the rest of 143.26
                    TaxLine.Share(
                        matter: MatterID("M1"), base: usd(61_425), amount: usd(5_451)),
                    TaxLine.Share(
                        matter: MatterID("M2"), base: usd(100_000), amount: usd(8_875)),
                ], .usd)
        ],
        account: Account(
            previousBalance: usd(50_000),
            payments: [
                Account.Payment(
                    date: day("2026-10-12"), description: "Wire", amount: usd(-12_000))
            ]), terms: "", template: "standard", paper: "letter")

    /// 1.50 h × 400.00 = 600.00; 0.33 h × 250.00 = 82.50; 0.50 h not charged; 10 % of 682.50 off.
    private static let hourly = MatterStatement(
        id: MatterID("M1"), caption: "Hourly", reference: nil, arrangement: "Hourly less 10 %",
        lines: [
            line(1, senior, 150, 40_000, 60_000, task: "L110"), line(2, junior, 33, 25_000, 8_250),
            line(3, junior, 50, 25_000, 0, standard: 12_500, .noCharge),
        ],
        sections: [
            FeeSection(
                agreement: "Hourly less 10 %", time: usd(68_250),
                items: [
                    FeeItem(
                        kind: .adjustment, description: "Volume",
                        working: [.percent(.share, Percent(thousandths: -10_000), of: usd(68_250))],
                        amount: usd(-6_825))
                ])
        ],
        costLines: [
            CostLine(
                id: LineID(EntryKey(8)), entry: EntryKey(8), date: day("2026-10-08"),
                timekeeper: nil, description: "Courier", code: "E107", amount: usd(1_234),
                display: .amount),
            CostLine(
                id: LineID(EntryKey(9)), entry: EntryKey(9), date: day("2026-10-09"),
                timekeeper: nil, description: "Copies", code: "E101", amount: usd(0),
                display: .noCharge),
        ],
        timekeepers: [
            TimekeeperTotal(
                timekeeper: senior, hours: hours(150), perHour: usd(40_000), amount: usd(60_000)),
            TimekeeperTotal(
                timekeeper: junior, hours: hours(33), perHour: usd(25_000), amount: usd(8_250)),
            TimekeeperTotal(timekeeper: junior, hours: hours(50), perHour: nil, amount: usd(0)),
        ],
        tasks: [
            TaskTotal(code: "L110", name: "Analysis", hours: hours(150), amount: usd(60_000)),
            TaskTotal(code: nil, name: nil, hours: hours(83), amount: usd(8_250)),
        ], currency: .usd,
        // 600.00 + 82.50 + 125.00 at standard rates; 682.50 - 68.25 billed.
        review: Review(
            oldestDays: 30, workedHours: hours(233), standard: usd(80_750), billed: usd(61_425),
            budget: usd(500_000), billedBefore: usd(100_000), owed: usd(0)))

    private static let flat = MatterStatement(
        id: MatterID("M2"), caption: "Flat", reference: nil, arrangement: "Flat",
        lines: [line(4, senior, 100, 40_000, 0, standard: 40_000, .hidden)],
        sections: [
            FeeSection(
                agreement: "Flat", time: usd(0),
                items: [FeeItem(kind: .flatFee, description: "All of it", amount: usd(100_000))])
        ],
        costLines: [],
        timekeepers: [
            TimekeeperTotal(timekeeper: senior, hours: hours(100), perHour: nil, amount: usd(0))
        ], tasks: [], currency: .usd,
        review: Review(
            oldestDays: 3, workedHours: hours(100), standard: usd(40_000), billed: usd(100_000),
            budget: nil, billedBefore: usd(0), owed: usd(0)))

    private static let senior = Person(id: TimekeeperID("AA"), name: "Ada Ayers")
    private static let junior = Person(id: TimekeeperID("BB"), name: "Ben Boyd")

    private static func line(
        _ key: Int, _ person: Person, _ time: Int, _ rate: Int, _ amount: Int,
        standard: Int? = nil, task: String? = nil, _ display: ChargeDisplay = .amount
    ) -> FeeLine {
        FeeLine(
            id: LineID(EntryKey(key)), entry: EntryKey(key), date: day("2026-10-0\(key)"),
            timekeeper: person, narrative: "Work \(key)", task: task, activity: nil,
            workedSeconds: time * 36, worked: hours(time), hours: hours(time), perHour: usd(rate),
            amount: usd(amount), standard: usd(standard ?? amount), display: display, trace: [])
    }
}
