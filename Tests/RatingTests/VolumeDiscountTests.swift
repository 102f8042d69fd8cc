import Billing
import Rating
import TestSupport
import Testing

@Suite struct VolumeDiscountTests {
    /// Nothing up to 100,000.00, then 5 %, 10 % from 200,000.00, unless said otherwise.
    private func discount(
        _ method: VolumeDiscount.Method, _ span: TermSpan = .matter,
        over scope: VolumeDiscount.Scope = .matter, before: Int = 0,
        tiers: [(Int, Int)] = [(0, 0), (10_000_000, 5), (20_000_000, 10)]
    ) -> FeeTerm {
        .volumeDiscount(
            VolumeDiscount(
                scope: scope, span: span, method: method,
                tiers: tiers.map { Tier(from: $0.0, percent: percent($0.1)) },
                countedBefore: before))
    }

    @Test(
        "each tier's percentage of the fees that lie in it",
        arguments: [
            (9_999_999, nil), (10_000_000, nil), (10_000_001, nil),
            // 5 % of 0.10 = 0.005; of 100,000, and 10 % of 50,000
            (10_000_010, -1), (20_000_000, -500_000), (20_000_010, -500_001),
            (25_000_000, -1_000_000), (-5_000, nil),
        ] as [(Int, Int?)])
    func marginal(_ work: Int, _ expected: Int?) throws {
        var bench = TermBench(discount(.marginal))
        #expect(try bench.bill("2026-10-31", [work]).amount(.volumeDiscount) == expected)
    }

    @Test(
        "the percentage of the tier reached on everything",
        arguments: [
            (9_999_999, nil), (10_000_000, -500_000), (10_000_001, -500_000),
            (10_000_010, -500_001), (19_999_999, -1_000_000), (20_000_000, -2_000_000),
            (-5_000, nil),
        ] as [(Int, Int?)])
    func retroactive(_ work: Int, _ expected: Int?) throws {
        var bench = TermBench(discount(.retroactive))
        #expect(try bench.bill("2026-10-31", [work]).amount(.volumeDiscount) == expected)
    }

    @Test func withoutWorkThereIsNothingToDiscount() throws {
        for method in [VolumeDiscount.Method.marginal, .retroactive] {
            var bench = TermBench(discount(method))
            #expect(try bench.bill("2026-10-31").rated.isEmpty)
            _ = try bench.bill("2026-10-31", [15_000_000])
            #expect(try bench.bill("2026-11-30").rated.isEmpty)
        }
    }

    @Test(
        "statements of one span run through the tiers together",
        arguments: [
            // 80, 80, 80 thousand: 5 % of 60; 5 % of 40 and 10 % of 40.
            // Then a credit of 50: 10 % of 40 and 5 % of 10, taken back.
            (VolumeDiscount.Method.marginal, [nil, -300_000, -600_000, 450_000]),
            // 5 % of 160; 10 % of 240 less 8,000; 5 % of 190 less 24,000.
            (.retroactive, [nil, -800_000, -1_600_000, 1_450_000]),
        ] as [(VolumeDiscount.Method, [Int?])])
    func history(_ method: VolumeDiscount.Method, _ expected: [Int?]) throws {
        var bench = TermBench(discount(method))
        let work = [8_000_000, 8_000_000, 8_000_000, -5_000_000]
        let ends = ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30"]
        let billed = try zip(ends, work).map { try bench.bill($0, [$1]).amount(.volumeDiscount) }
        #expect(
            billed == expected
        )
    }

    @Test func theCatchUpIsPrinted() throws {
        var bench = TermBench(discount(.retroactive))
        _ = try bench.bill("2026-09-30", [8_000_000])
        #expect(
            try bench.bill("2026-10-31", [8_000_000]).items.map(\.working) == [
                [
                    .given(.countedBefore, usd(8_000_000)), .given(.feeSoFar, usd(8_000_000)),
                    .sum(.counted, usd(8_000_000), usd(8_000_000)),
                    .percent(.tier, percent(5), of: usd(16_000_000)),
                    .given(.givenBefore, usd(0)),
                    .percent(.share, percent(5), of: usd(8_000_000)),
                    .sum(.catchUp, usd(800_000), usd(0), usd(-400_000)),
                    .sum(.result, usd(800_000), usd(0)),
                ]
            ])
    }

    @Test(
        "each span begins anew",
        arguments: [
            (TermSpan.statement, [nil, nil, nil]), (.month, [nil, -300_000, nil]),
            (.year(beginning: nil), [nil, -300_000, nil]),
            (.year(beginning: day("2000-11-01")), [nil, -300_000, nil]),
        ] as [(TermSpan, [Int?])])
    func spans(_ span: TermSpan, _ expected: [Int?]) throws {
        var bench = TermBench(discount(.marginal, span))
        let second = span == .year(beginning: day("2000-11-01")) ? "2026-10-30" : "2026-10-31"
        let third = span == .year(beginning: nil) ? "2027-01-31" : "2026-11-30"
        let ends = ["2026-10-15", second, third]
        let billed = try ends.map { try bench.bill($0, [8_000_000]).amount(.volumeDiscount) }
        #expect(billed == expected)
    }

    @Test func twelveMonthsRoll() throws {
        var bench = TermBench(
            discount(.retroactive, .rollingTwelveMonths, tiers: [(0, 0), (10_000_000, 5)]))
        func off(_ end: String, _ work: Int) throws -> Int? {
            try bench.bill(end, [work]).amount(.volumeDiscount)
        }
        #expect(try off("2026-01-31", 6_000_000) == nil)
        // 5 % of February's 60,000, and of January's
        #expect(try off("2026-02-28", 6_000_000) == -600_000)
        // January has left: 110,000. February has had its 5 %.
        #expect(try off("2027-01-31", 5_000_000) == -250_000)
        // February has left: 60,000. Nothing is given, and nothing taken back.
        #expect(try off("2027-02-28", 1_000_000) == nil)
        // 120,000: 5 % of March's 60,000 and of February's 10,000; January's have theirs.
        #expect(try off("2027-03-31", 6_000_000) == -350_000)
    }

    @Test func theCatchUpOfTwelveMonthsIsPrinted() throws {
        var bench = TermBench(discount(.retroactive, .rollingTwelveMonths))
        _ = try bench.bill("2026-01-31", [11_000_000])
        _ = try bench.bill("2026-02-28", [1_000_000])
        #expect(
            try bench.bill("2026-03-31", [8_000_000]).items.map(\.working) == [
                [
                    .given(.countedBefore, usd(12_000_000)), .given(.feeSoFar, usd(8_000_000)),
                    .percent(.tier, percent(10), of: usd(8_000_000)),
                    // They had 5 %.
                    .percent(.catchUp, percent(5), of: usd(12_000_000)),
                    .sum(.result, usd(800_000), usd(600_000)),
                ]
            ])
    }

    @Test func whatWasCountedBeforeHadItsDiscount() throws {
        // 150,000 were billed elsewhere at 5 %: only the new 10,000 are left to discount.
        var bench = TermBench(discount(.retroactive, before: 15_000_000))
        #expect(try bench.bill("2026-10-31", [1_000_000]).amount(.volumeDiscount) == -50_000)
        // 90,000 at nothing: 5 % of 110,000 at the tier.
        var low = TermBench(discount(.retroactive, before: 9_000_000))
        #expect(try low.bill("2026-10-31", [2_000_000]).amount(.volumeDiscount) == -550_000)
        var rolling = TermBench(discount(.retroactive, .rollingTwelveMonths, before: 9_000_000))
        #expect(try rolling.bill("2026-10-31", [2_000_000]).amount(.volumeDiscount) == -550_000)
        // Of the year of the first statement only.
        var yearly = TermBench(discount(.marginal, .year(beginning: nil), before: 15_000_000))
        #expect(try yearly.bill("2026-12-31", [1_000_000]).amount(.volumeDiscount) == -50_000)
        #expect(try yearly.bill("2027-01-31", [1_000_000]).amount(.volumeDiscount) == nil)
    }

    @Test(
        "fees of other matters count in their scope",
        arguments: [
            // M1 alone; with M2 of its client; with the other client's M3
            (VolumeDiscount.Scope.matter, nil), (.client, -100_000),
            (.group([ClientID("C2")]), -400_000), (.group([ClientID("C1")]), -100_000),
        ] as [(VolumeDiscount.Scope, Int?)])
    func scopes(_ scope: VolumeDiscount.Scope, _ expected: Int?) throws {
        var bench = TermBench(discount(.marginal, over: scope))
        bench.bench.clients = [Client(id: ClientID("C2"), name: "Other")]
        bench.bench.matters = [Matter(id: MatterID("M3"), client: ClientID("C2"), name: "Third")]
        bench.addPast("M2", through: "2026-09-30", fees: 4_000_000)
        bench.addPast("M3", through: "2026-09-30", fees: 6_000_000)
        // 80 + 40 = 120 thousand: 5 % of 20. With 60 more all 80 lie above 100.
        #expect(try bench.bill("2026-10-31", [8_000_000]).amount(.volumeDiscount) == expected)
    }

    @Test func feesInAnotherCurrencyDoNotCount() throws {
        var bench = TermBench(discount(.marginal, over: .group([ClientID("C2")])))
        bench.bench.clients = [
            Client(id: ClientID("C2"), name: "Other", currency: Currency(code: "JPY"))
        ]
        bench.bench.matters = [Matter(id: MatterID("M3"), client: ClientID("C2"), name: "Third")]
        bench.addPast("M3", through: "2026-09-30", fees: 60_000_000)
        #expect(try bench.bill("2026-10-31", [8_000_000]).amount(.volumeDiscount) == nil)
    }

    @Test func feesOfOneStatementCountWhateverTheirAgreement() throws {
        var bench = TermBench([agreed(), agreed(discount(.marginal), from: "2026-10-15")])
        let time = [
            bench.price(at: 8_000_000, on: "2026-10-14"),
            bench.price(at: 4_000_000, on: "2026-10-15"),
        ]
        // 5 % of what lies above 100,000
        #expect(try bench.bill("2026-10-31", time: time).amount(.volumeDiscount) == -100_000)
        #expect(try bench.bill("2026-11-30", [1_000_000]).amount(.volumeDiscount) == -50_000)
    }

    @Test func twoSpansAreCountedApart() throws {
        var bench = TermBench(
            discount(.marginal, .month, tiers: [(0, 10)]),
            discount(.retroactive, .matter, tiers: [(0, 5)]))
        // 10 % of 1,000; 5 % of 900
        let billed = try bench.bill("2026-10-31", [100_000])
        #expect(billed.items.map(\.amount) == [usd(-10_000), usd(-4_500)])
        // The second term gave 45 of 5 % of 1,800.
        #expect(
            try bench.bill("2026-11-30", [100_000]).items.map(\.amount)
                == [usd(-10_000), usd(-4_500)])
    }
}
