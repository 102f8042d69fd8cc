import Billing
import Rating
import TestSupport
import Testing

@Suite struct CapTests {
    /// A cap of 1,000.00.
    private func cap(
        _ span: TermSpan, phase: String? = nil, withCosts: Bool = false,
        _ excess: FeeCap.Excess = .writtenOff, alerts: [Int] = [], before: Int = 0,
        of minorUnits: Int = 100_000
    ) -> FeeTerm {
        .cap(
            FeeCap(
                minorUnits: minorUnits, span: span, phase: phase, countsCosts: withCosts,
                excess: excess, alerts: alerts.map { percent($0) }, countedBefore: before))
    }

    @Test(
        "what lies above the cap comes off",
        arguments: [
            (0, 0), (1, 1), (99_999, 99_999), (100_000, 100_000), (100_001, 100_000),
            (250_000, 100_000), (-5_000, -5_000),
        ])
    func statement(_ work: Int, _ expected: Int) throws {
        var bench = TermBench(cap(.statement))
        let billed = try bench.bill("2026-10-31", work == 0 ? [] : [work])
        #expect(billed.fees == expected)
        #expect(billed.amount(.overCap) == (work > 100_000 ? 100_000 - work : nil))
        #expect(billed.rated.charges.map(\.amount.minorUnits) == (work == 0 ? [] : [work]))
    }

    @Test func theArithmeticIsPrinted() throws {
        var bench = TermBench(cap(.matter))
        _ = try bench.bill("2026-09-30", [30_000])
        #expect(
            try bench.bill("2026-10-31", [95_000]).items == [
                FeeItem(
                    kind: .overCap,
                    working: [
                        .given(.feeSoFar, usd(95_000)), .given(.cap, usd(100_000)),
                        .given(.countedBefore, usd(30_000)),
                        .sum(.room, usd(100_000), usd(-30_000)),
                        .sum(.overCap, usd(95_000), usd(-70_000)),
                    ], amount: usd(-25_000))
            ])
    }

    @Test(
        "a cap counts over its span",
        arguments: [
            (TermSpan.statement, ["2026-10-15", "2026-10-31", "2026-11-30"], [800, 800, 800]),
            (.month, ["2026-10-15", "2026-10-31", "2026-11-30"], [800, 200, 800]),
            (.matter, ["2026-10-15", "2026-10-31", "2027-11-30"], [800, 200, 0]),
            (.year(beginning: nil), ["2026-10-31", "2026-12-31", "2027-01-31"], [800, 200, 800]),
            (
                .year(beginning: day("2000-07-01")), ["2026-06-30", "2026-07-31", "2027-06-30"],
                [800, 800, 200]
            ),
            // Twelve months back from 31 December 2026 is 1 January; from 31 January, 1 February.
            (
                .rollingTwelveMonths, ["2026-01-31", "2026-12-31", "2027-01-31"], [800, 200, 800]
            ),
            // A month that is billed late does not count with the next one, which was billed first.
            (.month, ["2026-11-30", "2026-10-31", "2026-10-31"], [800, 800, 200]),
            (.year(beginning: nil), ["2027-01-31", "2026-12-31"], [800, 800]),
        ] as [(TermSpan, [String], [Int])])
    func spans(_ span: TermSpan, _ ends: [String], _ expected: [Int]) throws {
        var bench = TermBench(cap(span))
        let billed = try ends.map { try bench.bill($0, [80_000]).fees / 100 }
        #expect(billed == expected)
    }

    @Test func whatIsCarriedIsBilledWhenThereIsRoom() throws {
        var bench = TermBench(cap(.month, .carried))
        // 1,500 + 700 + 900 + 0 = 3,100 of work; 500 over, then 300 and 100 of it in later room.
        let billed = try [("2026-08-31", 150_000), ("2026-09-30", 70_000), ("2026-10-31", 90_000)]
            .map { try bench.bill($0.0, [$0.1]) }
        #expect(billed.map(\.fees) == [100_000, 100_000, 100_000])
        #expect(billed.map { $0.amount(.overCap) } == [-50_000, nil, nil])
        #expect(billed.map { $0.amount(.carriedOver) } == [nil, 30_000, 10_000])
        #expect(billed[1].step(.carriedIn) == 50_000)
        #expect(billed[1].step(.room) == 30_000)
        // The client sees on each statement what is still to come.
        #expect(billed.map { $0.step(.carriedOut) } == [50_000, 20_000, 10_000])
        let last = try bench.bill("2026-11-30")
        #expect(last.fees == 10_000)
        #expect(last.step(.carriedOut) == nil)
        #expect(try bench.bill("2026-12-31").rated.isEmpty)
    }

    @Test func whatIsCarriedAddsUp() throws {
        var bench = TermBench(cap(.month, .carried))
        let billed = try ["2026-09-30", "2026-10-31"].map { try bench.bill($0, [130_000]) }
        #expect(billed.map { $0.step(.carriedOut) } == [30_000, 60_000])
    }

    @Test func whatIsWrittenOffIsNotBilledLater() throws {
        var bench = TermBench(cap(.month))
        let over = try bench.bill("2026-09-30", [150_000])
        #expect(over.fees == 100_000)
        #expect(over.step(.carriedOut) == nil)
        #expect(try bench.bill("2026-10-31", [20_000]).fees == 20_000)
    }

    @Test(
        "a cap with costs is reached by both, and only fees come off",
        arguments: [
            // fees, costs, fees billed
            (70_000, 30_000, 70_000), (70_000, 30_001, 69_999), (80_000, 30_000, 70_000),
            (10_000, 120_000, 0), (10_000, 100_000, 0), (0, 120_000, 0), (10_000, 0, 10_000),
        ])
    func costs(_ fees: Int, _ costs: Int, _ expected: Int) throws {
        var bench = TermBench(cap(.matter, withCosts: true))
        let billed = try bench.bill(
            "2026-10-31", fees == 0 ? [] : [fees], costs: costs == 0 ? [] : [costs])
        #expect(billed.fees == expected)
        #expect(billed.rated.costsTotal == usd(costs))
        // Both count for the next statement: 1,000.00 less what was billed is left.
        let left = max(0, 100_000 - expected - costs)
        #expect(try bench.bill("2026-11-30", [100_000]).fees == left)
    }

    @Test func aCapOfAPhaseLooksAtItsEntriesOnly() throws {
        var bench = TermBench(cap(.matter, phase: "L300", of: 50_000))
        let time = [
            bench.price(at: 40_000, on: "2026-10-05", task: "L310"),
            bench.price(at: 20_000, on: "2026-10-06", task: "L330"),
            bench.price(at: 90_000, on: "2026-10-07", task: "L110"),
        ]
        // 400 + 200 - 500 = 100 over; 1,500 - 100 = 1,400
        let billed = try bench.bill("2026-10-31", time: time)
        #expect(billed.amount(.overCap) == -10_000)
        #expect(billed.items.map(\.description) == ["L300"])
        #expect(billed.fees == 140_000)
        // Nothing is left of it.
        bench.bench.codeNames = ["L300": "Discovery"]
        let next = try bench.bill("2026-11-30", [30_000], task: "L320")
        #expect(next.fees == 0)
        #expect(next.items.map(\.description) == ["L300 Discovery"])
        #expect(try bench.bill("2026-11-30", [30_000], task: "L220").fees == 30_000)
    }

    @Test func theBillerIsWarnedOnceAtEachThreshold() throws {
        var bench = TermBench(cap(.matter, alerts: [75, 90]))
        // 749.99; 750.00; 899.99; 900.00; 1,100.00
        let warned = try [74_999, 1, 14_999, 1, 20_000].map {
            try bench.bill("2026-10-31", [$0]).found.map(\.fact)
        }
        #expect(
            warned == [
                [],
                [
                    "fees of matter M1 reach 75 % of the cap: USD 750.00 of USD 1000.00"
                ], [],
                [
                    "fees of matter M1 reach 90 % of the cap: USD 900.00 of USD 1000.00"
                ], [],
            ])
        var other = TermBench(cap(.matter, alerts: [75, 90]))
        let found = try other.bill("2026-10-31", [120_000]).found
        #expect(found.map(\.code) == [.capNear])
        #expect(found.map(\.severity) == [.warning])
        #expect(
            found.map(\.fact) == [
                "fees of matter M1 reach 90 % of the cap: USD 1200.00 of USD 1000.00"
            ])
    }

    @Test func whatCountedBeforeTheFirstStatementIsOfItsYear() throws {
        var bench = TermBench(cap(.matter, before: 30_000))
        #expect(try bench.bill("2026-10-31", [80_000]).fees == 70_000)
        var yearly = TermBench(cap(.year(beginning: nil), before: 30_000))
        #expect(try yearly.bill("2026-10-31", [60_000]).fees == 60_000)
        #expect(try yearly.bill("2026-12-31", [60_000]).fees == 10_000)
        #expect(try yearly.bill("2027-01-31", [100_001]).fees == 100_000)
    }

    @Test func feesFromBeforeTheCapCountAndLaterTermsDoNot() throws {
        var bench = TermBench()
        #expect(try bench.bill("2026-09-30", [60_000]).fees == 60_000)
        bench.arrange([
            agreed(
                cap(.matter),
                .adjustment(PercentAdjustment(percent: percent(-50), reason: "Courtesy")))
        ])
        // 600 + 300 counted, 150 of it billed: 100 are left of the cap.
        #expect(try bench.bill("2026-10-31", [30_000]).fees == 15_000)
        #expect(try bench.bill("2026-11-30", [30_000]).amount(.overCap) == -20_000)
    }

    @Test func aCreditMakesRoom() throws {
        var bench = TermBench(cap(.matter))
        let billed = try [100_000, -20_000, 30_000].map { try bench.bill("2026-10-31", [$0]).fees }
        #expect(billed == [100_000, -20_000, 20_000])
    }

    @Test func workBeforeTheCapWasAgreedCountsAndIsNotCut() throws {
        var bench = TermBench([agreed(), agreed(cap(.matter), from: "2026-10-15")])
        let time = [
            bench.price(at: 80_000, on: "2026-10-14"), bench.price(at: 50_000, on: "2026-10-15"),
        ]
        let billed = try bench.bill("2026-10-31", time: time)
        #expect(billed.rated.sections.map(\.fee) == [usd(80_000), usd(20_000)])
        // 800 + 200: the next statement finds nothing left.
        #expect(try bench.bill("2026-11-30", [10_000]).fees == 0)
    }

    @Test func workAfterTheCapWasGivenUpCountsIfItIsAgreedAgain() throws {
        var bench = TermBench([
            agreed(cap(.matter)), agreed(from: "2026-10-15"),
            agreed(cap(.matter), from: "2026-11-01"),
        ])
        let time = [
            bench.price(at: 30_000, on: "2026-10-14"), bench.price(at: 50_000, on: "2026-10-15"),
        ]
        #expect(try bench.bill("2026-10-31", time: time).fees == 80_000)
        #expect(try bench.bill("2026-11-30", [90_000]).fees == 20_000)
    }

    @Test func theNextAgreementsCapLimitsWhatWasCarried() throws {
        var bench = TermBench([
            agreed(cap(.month, .carried)),
            agreed(cap(.month, .carried, of: 50_000), from: "2026-11-01"),
        ])
        #expect(try bench.bill("2026-10-31", [160_000]).fees == 100_000)
        // 600 carried; 500 - 300 = 200 of it, and 400 later.
        #expect(try bench.bill("2026-11-30", [30_000]).fees == 50_000)
        #expect(try bench.bill("2026-12-31").fees == 40_000)
        #expect(try bench.bill("2027-01-31").rated.isEmpty)
    }

    @Test func whatWasCarriedOutlivesACapThatWasGivenUp() throws {
        var bench = TermBench([agreed(cap(.month, .carried)), agreed(from: "2026-11-01")])
        #expect(try bench.bill("2026-10-31", [160_000]).fees == 100_000)
        #expect(try bench.bill("2026-11-30", [30_000]).fees == 90_000)
    }

    @Test func theProFormaSeesWhatIsLeftOfTheTightestCap() throws {
        var bench = TermBench(cap(.month), cap(.matter, of: 150_000))
        #expect(try bench.bill("2026-09-30", [80_000]).rated.standing.capLeft == usd(20_000))
        let standing = try bench.bill("2026-10-31", [60_000]).rated.standing
        // 1,000 - 600 = 400 of the month's, 1,500 - 1,400 = 100 of the matter's
        #expect(standing.cap == usd(150_000))
        #expect(standing.capLeft == usd(10_000))
    }
}
