import Billing
import Rating
import TestSupport
import Testing

@Suite struct AdjustmentTests {
    private func adjustment(_ thousandths: Int, _ reason: String = "Volume") -> FeeTerm {
        .adjustment(PercentAdjustment(percent: Percent(thousandths: thousandths), reason: reason))
    }

    @Test(
        "an adjustment is a share of the fee, rounded half up once",
        arguments: [
            // 400.00 × 10 %, 12.5 %, 0.001 % = 0.004, 0.00125 … of 400.04: 12.5 % = 50.005
            (40_000, -10_000, -4_000), (40_000, 10_000, 4_000), (40_004, -12_500, -5_001),
            (40_004, 12_500, 5_001), (40_003, -12_500, -5_000), (40_000, 1, 0), (50_000, 1, 1),
            (50_000, -1, -1), (33_333, -33_333, -11_111),
        ])
    func onHourly(_ rate: Int, _ thousandths: Int, _ expected: Int) throws {
        var bench = Bench()
        bench.rates[0].perHour = usd(rate)
        bench.arrangement = FeeArrangement(
            name: "Less", basis: .hourly, terms: [adjustment(thousandths)])
        let (rated, found) = bench.rate([entry(1)])
        #expect(found == [])
        #expect(
            rated?.items == [
                FeeItem(
                    kind: .adjustment, description: "Volume",
                    working: [
                        .percent(.share, Percent(thousandths: thousandths), of: usd(rate))
                    ],
                    amount: usd(expected))
            ])
        #expect(rated?.charges.map(\.amount) == [usd(rate)])
        #expect(rated?.fees == usd(rate + expected))
    }

    @Test func itIsRoundedOnTheSumAndNotLineByLine() {
        var bench = Bench()
        bench.rates[0].perHour = usd(1_005)
        bench.arrangement = FeeArrangement(
            name: "Less", basis: .hourly, terms: [adjustment(-10_000)])
        // Three lines of 10.05: 10 % of 30.15 = 3.015, 3.02; a line 1.005, 1.01, would give 3.03.
        #expect(
            bench.rate([entry(1), entry(2), entry(3)]).rated?.items.map(\.amount) == [usd(-302)])
    }

    @Test func adjustmentsApplyInTheirOrderToWhatIsLeft() {
        var bench = Bench()
        bench.arrangement = FeeArrangement(
            name: "Both", basis: .hourly,
            terms: [adjustment(-10_000, "Volume"), adjustment(5_000, "Urgency")])
        // 400.00 - 40.00 = 360.00; 5 % of 360.00 = 18.00
        let rated = bench.rate([entry(1)]).rated
        #expect(rated?.items.map(\.amount) == [usd(-4_000), usd(1_800)])
        #expect(rated?.fees == usd(37_800))
    }

    @Test func aFlatFeeIsAdjustedToo() {
        var bench = Bench()
        bench.arrangement = flat(
            [part(nil, 123_456, billed: "2026-10-01")], terms: [adjustment(-7_500)])
        // 1,234.56 × 7.5 % = 92.592
        let rated = bench.rate([entry(1)]).rated
        #expect(rated?.items.map(\.amount) == [usd(123_456), usd(-9_259)])
        #expect(rated?.fees == usd(114_197))
    }

    @Test func costsAreNotAdjusted() {
        var bench = Bench()
        bench.arrangement = FeeArrangement(
            name: "Less", basis: .hourly, terms: [adjustment(-10_000)])
        let rated = bench.rate([], costs: [cost(1, 10_000)]).rated
        #expect(rated?.items == [])
        #expect(rated?.costs.map(\.amount) == [usd(10_000)])
    }
}
