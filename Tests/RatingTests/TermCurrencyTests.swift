import Billing
import Rating
import TestSupport
import Testing

/// Amounts are in the minor unit of the matter's currency, whether that has decimals or not.
@Suite struct TermCurrencyTests {
    private let terms: [FeeTerm] = [
        .adjustment(PercentAdjustment(percent: percent(-12, thousandths: -500), reason: "Volume")),
        .discount(Discount(extent: .amount(3), reason: "Courtesy")),
        .volumeDiscount(
            VolumeDiscount(
                scope: .matter, span: .matter, method: .marginal,
                tiers: [Tier(from: 0, percent: percent(5))])),
        .cap(FeeCap(minorUnits: 800, span: .matter)),
        .floor(FeeFloor(minorUnits: 900, span: .month)),
        .collar(
            FeeCollar(
                target: 1_000, up: .percent(percent(5)), down: .amount(30), inside: .target,
                measured: .fromEdge, clientPaysAbove: percent(50), clientSavesBelow: percent(50),
                settlement: .eachStatement)),
        .sharedSavings(
            SharedSavings(target: 1_000, firmShare: percent(30), settlement: .eachStatement)),
        .successFee(SuccessFee(name: "Success", event: "verdict", amount: .ofFees(percent(5)))),
        .valueAdjustment(
            ValueAdjustment(event: "review", up: .amount(10), down: .amount(10))),
        .holdback(Holdback(percent: percent(10), release: "end", reason: "Held")),
    ]

    @Test(arguments: ["JPY", "USD", "KWD"])
    func eachTermIsReckonedInMinorUnits(_ code: String) throws {
        let currency = try #require(Currency(code: code))
        var bench = TermBench([Agreement(name: "All", basis: .hourly, terms: terms)])
        bench.bench.client.currency = currency
        bench.events = [
            event("verdict", on: "2026-10-10"), event("review", on: "2026-10-20", amount: -7),
        ]
        let billed = try bench.bill("2026-10-31", [1_010])
        let expected = [
            // 12.5 % of 1010 = 126.25: 884; less 3: 881; 5 % of 881 = 44.05: 837; above 800: 37
            -126, -3, -44, -37,
            // Up to 900; 70 under the lower edge of 970, half: 965; 30 % of 35 = 10.5
            100, 65, 11,
            // 5 % of 976 = 48.8: 1025; 7 less: 1018; 10 % of it = 101.8
            49, -7, -102,
        ]
        #expect(billed.items.map(\.amount) == expected.map { Money(minorUnits: $0, currency) })
        #expect(billed.fees == 916)
    }
}
