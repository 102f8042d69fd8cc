import Billing
import TestSupport
import Testing

@Suite struct TaxTests {
    private struct Cost {
        var units: Int
        var isTaxed = true
    }

    /// Amounts are in minor units.
    private func matter(
        _ id: String = "M1", lines: [Int] = [], items: [Int] = [], costs: [Cost] = [],
        costItems: [Int] = [], _ currency: Currency = .usd
    ) -> MatterStatement {
        func money(_ units: Int) -> Money { Money(minorUnits: units, currency) }
        let zero = money(0)
        return MatterStatement(
            id: MatterID(id), caption: id, reference: nil, arrangement: nil,
            lines: lines.enumerated().map { index, units in
                FeeLine(
                    id: LineID(EntryKey(index + 1)), entry: EntryKey(index + 1),
                    date: day("2026-10-05"),
                    timekeeper: Person(id: TimekeeperID("AA"), name: "Ada Ayers"),
                    narrative: "Work", task: nil, activity: nil, workedSeconds: 3_600,
                    worked: hours(100), hours: hours(100), perHour: money(units),
                    amount: money(units), standard: money(units), display: .amount, trace: [])
            },
            sections: [
                FeeSection(
                    agreement: "Hourly", time: money(lines.reduce(0, +)),
                    items: items.map { FeeItem(kind: .discount, amount: money($0)) })
            ],
            costLines: costs.enumerated().map { index, cost in
                CostLine(
                    id: LineID(EntryKey(index + 90)), entry: EntryKey(index + 90),
                    date: day("2026-10-05"), timekeeper: nil, description: "Cost", code: nil,
                    amount: money(cost.units), display: .amount, isTaxed: cost.isTaxed)
            }, costItems: costItems.map { FeeItem(kind: .discount, amount: money($0)) },
            timekeepers: [], tasks: [], currency: currency,
            review: Review(
                oldestDays: 0, workedHours: .zero, standard: zero, billed: zero, budget: nil,
                billedBefore: zero, owed: zero))
    }

    private func tax(
        _ percent: Int, code: String = "t", onFees: Bool = true, onCosts: Bool = true,
        onTaxes: [String] = [], _ rounding: Tax.Rounding = .sum
    ) -> Tax {
        Tax(
            code: code, name: code, percent: Percent(thousandths: percent), onFees: onFees,
            onCosts: onCosts, onTaxes: onTaxes, rounding: rounding)
    }

    // MARK: Rounding

    @Test(
        "a tax is rounded once on the sum, or line by line",
        arguments: [
            // 3 × 0.10 × 5 %: 0.015, or 0.005 three times
            ("USD", [10, 10, 10], 5_000, 2, 3),
            // 0.29 × 5 % = 0.0145; 0.10 is 0.005, 0.09 0.0045, and 0.10 again
            ("USD", [10, 9, 10], 5_000, 1, 2),
            // 14 yen × 10 % = 1.4; 0.5, 0.5 and 0.4
            ("JPY", [5, 5, 4], 10_000, 1, 2),
            // 0.030 dinars × 5 % = 0.0015; 0.0005 three times
            ("KWD", [10, 10, 10], 5_000, 2, 3),
            // credits: -0.30 × 5 % = -0.015, -0.005 each; and one beside a charge, 0.40 × 5 % = 0.02
            ("USD", [-10, -10, -10], 5_000, -2, -3), ("USD", [50, -10], 5_000, 2, 2),
            ("USD", [10, -10], 5_000, 0, 0), ("USD", [], 5_000, 0, 0), ("USD", [100], 0, 0, 0),
        ])
    func rounding(
        _ code: String, _ lines: [Int], _ percent: Int, _ sum: Int, _ byLine: Int
    ) throws {
        let currency = try #require(Currency(code: code))
        let matter = matter(lines: lines, currency)
        for (rounding, expected) in [(Tax.Rounding.sum, sum), (.line, byLine)] {
            let line = TaxLine(tax(percent, rounding), on: [matter], after: [], currency)
            #expect(line.base.minorUnits == lines.reduce(0, +))
            #expect(line.amount.minorUnits == expected, "\(rounding)")
        }
    }

    @Test func everyLineOfFeesAndCostsCountsByItself() {
        // 0.10 twice, a discount of 0.10, a cost of 0.30 and one of 0.10, at 5 %:
        // 0.005, 0.005, -0.005, 0.015, 0.005
        let matter = matter(
            lines: [10, 10], items: [-10], costs: [Cost(units: 30), Cost(units: 10)])
        let line = TaxLine(tax(5_000, .line), on: [matter], after: [], .usd)
        #expect(line.amount == usd(1 + 1 - 1 + 2 + 1))
        #expect(line.base == usd(50))
    }

    @Test func theMattersSharesSumToTheTax() {
        // 20 % of 100.00; 6.666, 13.332 and 20.00 so far
        let matters = [("M1", 33_33), ("M2", 33_33), ("M3", 33_34)].map {
            matter($0, lines: [$1])
        }
        let line = TaxLine(tax(20_000), on: matters, after: [], .usd)
        #expect(line.amount == usd(20_00))
        #expect(line.shares.map(\.amount) == [usd(6_67), usd(6_66), usd(6_67)])
        #expect(line.shares.map(\.base) == [usd(33_33), usd(33_33), usd(33_34)])
    }

    // MARK: What is taxed

    @Test(
        "a tax is on fees, on costs, or on both, after all terms",
        arguments: [
            // fees 100.00 - 20.00, costs 10.00 - 1.00, at 10 %
            (true, false, 80_00, 8_00), (false, true, 9_00, 90), (true, true, 89_00, 8_90),
            (false, false, 0, 0),
        ])
    func bases(_ onFees: Bool, _ onCosts: Bool, _ base: Int, _ amount: Int) {
        let matter = matter(
            lines: [60_00, 40_00], items: [-20_00], costs: [Cost(units: 10_00)],
            costItems: [-1_00])
        let line = TaxLine(
            tax(10_000, onFees: onFees, onCosts: onCosts), on: [matter], after: [], .usd)
        #expect(line.base == usd(base))
        #expect(line.amount == usd(amount))
    }

    @Test func exemptCostsAreLeftOutWithTheirPartOfADiscount() {
        // 10 % off 150.00 is 15.00, of which 10.00 are off the 100.00 that are taxed.
        let matter = matter(
            costs: [Cost(units: 100_00), Cost(units: 50_00, isTaxed: false)],
            costItems: [-15_00])
        let line = TaxLine(tax(20_000), on: [matter], after: [], .usd)
        #expect(line.base == usd(90_00))
        #expect(line.amount == usd(18_00))
    }

    @Test func whereNothingIsTaxedNorIsADiscount() {
        let matter = matter(
            lines: [1_00], costs: [Cost(units: 50_00, isTaxed: false)], costItems: [-5_00])
        #expect(TaxLine(tax(20_000), on: [matter], after: [], .usd).base == usd(1_00))
    }

    @Test func aTaxOnATaxIsReckonedOnBoth() {
        let matter = matter(lines: [100_00])
        let first = TaxLine(tax(5_000, code: "GST"), on: [matter], after: [], .usd)
        #expect(first.amount == usd(5_00))
        // 105.00 × 9.975 % = 10.47375
        let second = TaxLine(
            tax(9_975, code: "QST", onTaxes: ["GST"]), on: [matter], after: [first], .usd)
        #expect(second.base == usd(105_00))
        #expect(second.amount == usd(10_47))
        // Beside it, 100.00 × 9.975 % = 9.975.
        let beside = TaxLine(tax(9_975, code: "QST"), on: [matter], after: [first], .usd)
        #expect(beside.amount == usd(9_98))
    }

    @Test func aMatterBearsNoTaxOnAnothersTax() {
        let (one, other) = (matter("M1", lines: [100_00]), matter("M2", lines: [100_00]))
        let first = TaxLine(tax(5_000, code: "GST"), on: [one], after: [], .usd)
        let second = TaxLine(
            tax(10_000, code: "PST", onTaxes: ["GST"]), on: [one, other], after: [first], .usd)
        // 105.00 and 100.00
        #expect(second.shares.map(\.base) == [usd(105_00), usd(100_00)])
        #expect(second.amount == usd(20_50))
    }

    @Test func whatTheRecipientAccountsForIsShownAtNothing() {
        let line = TaxLine(
            Tax(
                code: "RC", name: "VAT", percent: Percent(thousandths: 0),
                category: .reverseCharge, note: "Reverse charge"),
            on: [matter(lines: [100_00])], after: [], .usd)
        #expect(line.base == usd(100_00))
        #expect(line.amount == usd(0))
    }
}
