import Billing
import TestSupport

/// Statements to compose: an hourly matter with one of everything, and one at a fixed price.
enum SampleStatement {
    static func make(
        _ kind: Statement.Kind, _ matters: [MatterStatement], taxed: Bool = true
    ) -> Statement {
        let tax = TaxLine(
            Tax(
                code: "sales", name: "Sales tax", percent: Percent(thousandths: 8_875),
                onCosts: false), on: matters, after: [], .usd)
        return Statement(
            kind: kind, number: kind == .invoice ? "10421" : "PF-00012", date: day("2026-11-05"),
            due: kind == .invoice ? day("2026-12-05") : nil, periodStart: day("2026-10-01"),
            periodEnd: day("2026-10-31"),
            letterhead: Letterhead(
                name: "Hale & Partners", lines: ["12 Main Street", "Springfield"], taxID: "98-76",
                payment: ["Bank 123"]),
            billTo: BillTo(
                id: ClientID("C1"), name: "Client <b>One</b>", address: ["2 Road", "Town"],
                reference: "PO 77"),
            attorney: Person(id: TimekeeperID("AA"), name: "Ada Ayers"), currency: .usd,
            hoursDecimals: 2, matters: matters, taxes: taxed ? [tax] : [],
            account: Account(
                previousBalance: usd(50_001),
                payments: [
                    Account.Payment(
                        date: day("2026-10-12"), description: "Wire", amount: usd(-12_003))
                ]), terms: "Due in 30 days.", template: "standard", paper: "letter")
    }

    /// 1.50 h × 400.00 = 600.00; 0.33 h × 250.00 = 82.50; 0.50 h not charged; 10 % of 682.50 off.
    static let hourly = MatterStatement(
        id: MatterID("M1"), caption: "Smith v. Jones", reference: "Claim 9",
        arrangement: "Hourly less 10 %",
        lines: [
            line(
                1, senior, 150, 40_000, 60_000, "Drafted {{ motion }} & <i>brief</i>", task: "L210"),
            line(2, junior, 33, 25_000, 8_250, "Ενημέρωση του πελάτη"),
            line(3, junior, 50, 25_000, 0, "Filed papers", standard: 12_500, .noCharge),
        ],
        sections: [
            FeeSection(
                agreement: "Hourly less 10 %", time: usd(68_250),
                items: [
                    FeeItem(
                        kind: .adjustment, description: "Volume discount",
                        working: [.percent(.share, Percent(thousandths: -10_000), of: usd(68_250))],
                        amount: usd(-6_825))
                ])
        ],
        costLines: [
            cost(8, 1_234, "Courier to court"),
            cost(9, 0, "Copies", .noCharge),
        ],
        timekeepers: [
            TimekeeperTotal(
                timekeeper: senior, hours: hours(150), perHour: usd(40_000), amount: usd(60_000)),
            TimekeeperTotal(
                timekeeper: junior, hours: hours(33), perHour: usd(25_000), amount: usd(8_250)),
            TimekeeperTotal(timekeeper: junior, hours: hours(50), perHour: nil, amount: usd(0)),
        ],
        tasks: [
            TaskTotal(code: "L210", name: "Pleadings", hours: hours(150), amount: usd(60_000)),
            TaskTotal(code: nil, name: nil, hours: hours(83), amount: usd(8_250)),
        ], currency: .usd,
        review: Review(
            oldestDays: 35, workedHours: hours(233), standard: usd(80_750), billed: usd(61_425),
            budget: usd(500_000), billedBefore: usd(100_000), owed: usd(37_998)))

    /// 1,777.00 whatever it takes; the entries shown as `display` says.
    static func flat(_ display: ChargeDisplay) -> MatterStatement {
        MatterStatement(
            id: MatterID("M2"), caption: "Incorporation", reference: nil, arrangement: "Fixed fee",
            lines: [
                line(
                    4, senior, 125, 41_000, 0, "Wrote the articles", standard: 51_250, display),
                line(5, junior, 75, 25_000, 0, "Filed the articles", standard: 18_750, display),
            ],
            sections: [
                FeeSection(
                    agreement: "Fixed fee", time: usd(0),
                    items: [
                        FeeItem(
                            kind: .flatFee, description: "The whole of it", amount: usd(177_700))
                    ])
            ], costLines: [],
            timekeepers: [
                TimekeeperTotal(
                    timekeeper: senior, hours: hours(125), perHour: nil, amount: usd(0)),
                TimekeeperTotal(timekeeper: junior, hours: hours(75), perHour: nil, amount: usd(0)),
            ], tasks: [], currency: .usd,
            review: Review(
                oldestDays: 3, workedHours: hours(200), standard: usd(70_000),
                billed: usd(177_700), budget: nil, billedBefore: usd(0), owed: usd(0)))
    }

    /// 75 h × 400.00 = 30,000.00; 45 h × 250.00 = 11,250.00; together 41,250.00.
    static let longMonth = [
        line(1, senior, 7_500, 40_000, 3_000_000, "Prepared for trial"),
        line(2, junior, 4_500, 25_000, 1_125_000, "Reviewed documents"),
    ]

    /// A matter whose agreement makes these items of these lines.
    static func matter(
        _ lines: [FeeLine], _ items: [FeeItem] = [], costs: [CostLine] = [],
        costItems: [FeeItem] = [], standing: ArrangementStanding = ArrangementStanding()
    ) -> MatterStatement {
        let time = lines.map(\.amount).sum(.usd)
        return matter(
            lines, sections: [FeeSection(agreement: "As agreed", time: time, items: items)],
            costs: costs, costItems: costItems, standing: standing)
    }

    static func matter(
        _ lines: [FeeLine], sections: [FeeSection], costs: [CostLine] = [],
        costItems: [FeeItem] = [], standing: ArrangementStanding = ArrangementStanding()
    ) -> MatterStatement {
        MatterStatement(
            id: MatterID("M3"), caption: "Long v. Short", reference: nil, arrangement: "As agreed",
            lines: lines, sections: sections, costLines: costs, costItems: costItems,
            timekeepers: lines.map { line in
                TimekeeperTotal(
                    timekeeper: line.timekeeper, hours: line.hours,
                    perHour: line.display == .amount && line.adjustment.isZero
                        ? line.perHour : nil, amount: line.amount)
            }, tasks: [], currency: .usd,
            review: Review(
                oldestDays: 3, workedHours: lines.map(\.worked).sum(),
                standard: lines.map(\.standard).sum(.usd), billed: sections.map(\.fee).sum(.usd),
                budget: nil, billedBefore: usd(0), owed: usd(0), standing: standing))
    }

    static let senior = Person(
        id: TimekeeperID("AA"), name: "Ada Ayers", title: "Partner")
    static let junior = Person(id: TimekeeperID("BB"), name: "Ben Boyd")

    static func line(
        _ key: Int, _ person: Person, _ time: Int, _ rate: Int, _ amount: Int, _ narrative: String,
        standard: Int? = nil, task: String? = nil, _ display: ChargeDisplay = .amount
    ) -> FeeLine {
        FeeLine(
            id: LineID(EntryKey(key)), entry: EntryKey(key), date: day("2026-10-0\(key)"),
            timekeeper: person, narrative: narrative, task: task, activity: nil,
            workedSeconds: time * 36, worked: hours(time), hours: hours(time), perHour: usd(rate),
            amount: usd(amount), standard: usd(standard ?? amount), display: display, trace: [])
    }

    static func cost(
        _ key: Int, _ amount: Int, _ description: String, _ display: ChargeDisplay = .amount
    ) -> CostLine {
        CostLine(
            id: LineID(EntryKey(key)), entry: EntryKey(key), date: day("2026-10-0\(key)"),
            timekeeper: nil, description: description, code: "E10\(key)", amount: usd(amount),
            display: display)
    }
}
