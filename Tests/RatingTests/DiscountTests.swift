import Billing
import Rating
import TestSupport
import Testing

@Suite struct DiscountTests {
    private func discount(_ extent: Extent, fees: Bool = true, costs: Bool = false) -> FeeTerm {
        .discount(Discount(extent: extent, onFees: fees, onCosts: costs, reason: "Courtesy"))
    }

    @Test(
        "a percentage of fees, costs or both, each rounded once",
        arguments: [
            // 10 % of 100.05 = 10.005; of 30.04 = 3.004
            (true, false, 9_004, 3_004), (false, true, 10_005, 2_704), (true, true, 9_004, 2_704),
        ])
    func percentage(_ fees: Bool, _ costs: Bool, _ feesLeft: Int, _ costsLeft: Int) throws {
        var bench = TermBench(discount(.percent(percent(10)), fees: fees, costs: costs))
        let billed = try bench.bill("2026-10-31", [10_005], costs: [3_004])
        #expect(billed.fees == feesLeft)
        #expect(billed.rated.costsTotal == usd(costsLeft))
        #expect(
            billed.rated.costItems.map(\.working)
                == (costs
                    ? [
                        [.percent(.share, percent(10), of: usd(3_004))]
                    ] : []))
    }

    @Test(
        "an amount is taken off the fees first, and not beyond zero",
        arguments: [
            // fees and costs of the statement, fees and costs left of them: 50.00 off
            (true, true, 10_000, 3_000, 5_000, 3_000), (true, true, 5_000, 3_000, 0, 3_000),
            (true, true, 4_999, 3_000, 0, 2_999), (true, true, 1_000, 3_000, 0, 0),
            (true, true, 0, 6_000, 0, 1_000), (true, false, 4_000, 3_000, 0, 3_000),
            (false, true, 4_000, 6_000, 4_000, 1_000), (true, true, -1_000, 6_000, -1_000, 1_000),
        ])
    func amount(
        _ onFees: Bool, _ onCosts: Bool, _ fees: Int, _ costs: Int, _ feesLeft: Int,
        _ costsLeft: Int
    ) throws {
        var bench = TermBench(discount(.amount(5_000), fees: onFees, costs: onCosts))
        let billed = try bench.bill("2026-10-31", fees == 0 ? [] : [fees], costs: [costs])
        #expect(billed.fees == feesLeft)
        #expect(billed.rated.costsTotal == usd(costsLeft))
    }

    @Test func aCreditIsDiscountedAsTheChargeWas() throws {
        var bench = TermBench(discount(.percent(percent(10))))
        #expect(try bench.bill("2026-10-31", [-10_005]).fees == -9_004)
    }

    @Test func withoutWorkThereIsNothingToTakeOff() throws {
        for extent in [Extent.percent(percent(10)), .amount(5_000)] {
            var bench = TermBench(discount(extent, costs: true))
            #expect(try bench.bill("2026-10-31").rated.isEmpty)
        }
    }

    @Test func eachAgreementDiscountsItsOwnWorkAndCosts() throws {
        var bench = TermBench([
            agreed(discount(.percent(percent(10)), costs: true)),
            agreed(discount(.percent(percent(20)), costs: true), from: "2026-11-01"),
        ])
        let time = [
            bench.price(at: 10_000, on: "2026-10-31"), bench.price(at: 10_000, on: "2026-11-01"),
        ]
        let costs = [cost(90, on: "2026-10-31", 1_000), cost(91, on: "2026-11-01", 2_000)]
        let billed = try bench.bill("2026-11-30", time: time, costs: costs)
        #expect(billed.fees == 17_000)
        // 10 % of 10.00 and 20 % of 20.00. What they are of is told: the page has no such sums.
        #expect(billed.rated.costItems.map(\.amount) == [usd(-100), usd(-400)])
        #expect(
            billed.rated.costItems.map(\.working.first) == [
                .given(.costs, usd(1_000)), .given(.costs, usd(2_000)),
            ])
    }
}
