import Billing
import Rating
import TestSupport
import Testing

@Suite struct CollarTests {
    /// Around 100,000.00, 20 % up and down, half shared, unless said otherwise.
    private func collar(
        _ inside: FeeCollar.Inside, _ measured: FeeCollar.Measured,
        up: Extent = .percent(percent(20)), down: Extent = .percent(percent(20)),
        above: Int = 50, below: Int = 50, _ settlement: Settlement = .eachStatement,
        target: Int = 10_000_000
    ) -> FeeTerm {
        .collar(
            FeeCollar(
                target: target, up: up, down: down, inside: inside, measured: measured,
                clientPaysAbove: percent(above), clientSavesBelow: percent(below),
                settlement: settlement))
    }

    @Test(
        "both readings of both choices",
        arguments: [
            // Inside the target, beyond it half of what lies outside the band:
            // 60,000 is 20,000 below 80,000, so 100,000 - 10,000.
            (FeeCollar.Inside.target, FeeCollar.Measured.fromEdge, 6_000_000, 9_000_000),
            (.target, .fromEdge, 14_000_000, 11_000_000),
            (.target, .fromEdge, 8_000_000, 10_000_000),
            (.target, .fromEdge, 7_999_998, 9_999_999),
            (.target, .fromEdge, 7_999_999, 9_999_999),
            (.target, .fromEdge, 9_000_000, 10_000_000),
            (.target, .fromEdge, 10_000_000, 10_000_000),
            (.target, .fromEdge, 12_000_000, 10_000_000),
            (.target, .fromEdge, 12_000_002, 10_000_001),
            // Inside the time, beyond it the edge and half of what lies outside:
            // 60,000 is 20,000 below 80,000, so 80,000 - 10,000.
            (.actual, .fromEdge, 6_000_000, 7_000_000),
            (.actual, .fromEdge, 14_000_000, 13_000_000),
            (.actual, .fromEdge, 8_000_000, 8_000_000),
            (.actual, .fromEdge, 7_999_998, 7_999_999),
            (.actual, .fromEdge, 9_000_000, 9_000_000),
            (.actual, .fromEdge, 12_000_000, 12_000_000),
            (.actual, .fromEdge, 12_000_002, 12_000_001),
            // Inside the target, beyond it half of the whole deviation:
            // 60,000 is 40,000 below 100,000, so 100,000 - 20,000.
            (.target, .fromTarget, 6_000_000, 8_000_000),
            (.target, .fromTarget, 14_000_000, 12_000_000),
            (.target, .fromTarget, 8_000_000, 10_000_000),
            (.target, .fromTarget, 7_999_998, 8_999_999),
            (.target, .fromTarget, 12_000_000, 10_000_000),
            (.target, .fromTarget, 12_000_002, 11_000_001),
            // Inside the time, beyond it half of the whole deviation.
            (.actual, .fromTarget, 6_000_000, 8_000_000),
            (.actual, .fromTarget, 14_000_000, 12_000_000),
            (.actual, .fromTarget, 8_000_000, 8_000_000),
            (.actual, .fromTarget, 11_000_000, 11_000_000),
            (.actual, .fromTarget, 12_000_000, 12_000_000),
        ])
    func readings(
        _ inside: FeeCollar.Inside, _ measured: FeeCollar.Measured, _ work: Int, _ expected: Int
    ) throws {
        var bench = TermBench(collar(inside, measured))
        let billed = try bench.bill("2026-10-31", [work])
        #expect(billed.fees == expected)
        #expect(billed.amount(.collar) == (work == expected ? nil : expected - work))
    }

    @Test func theArithmeticIsPrinted() throws {
        var bench = TermBench(collar(.target, .fromEdge))
        #expect(
            try bench.bill("2026-10-31", [14_000_000]).items.map(\.working) == [
                [
                    .given(.feeSoFar, usd(14_000_000)), .given(.target, usd(10_000_000)),
                    .percent(.bandUp, percent(20), of: usd(10_000_000)),
                    .sum(.upperEdge, usd(10_000_000), usd(2_000_000)),
                    .sum(.beyond, usd(14_000_000), usd(-12_000_000)),
                    .percent(.share, percent(50), of: usd(2_000_000)),
                    .sum(.fee, usd(10_000_000), usd(1_000_000)),
                    .sum(.result, usd(11_000_000), usd(-14_000_000)),
                ]
            ])
    }

    @Test(
        "each side has its own band and share",
        arguments: [
            // Up 5,000 of which the client pays all beyond, down 10 % of which it saves a quarter:
            // 110,000: 105,000 + 5,000; 80,000: 90,000 - 2,500
            (11_000_000, 11_000_000), (10_500_000, 10_500_000), (8_000_000, 8_750_000),
            (9_000_000, 9_000_000), (8_999_996, 8_999_999),
        ])
    func sides(_ work: Int, _ expected: Int) throws {
        var bench = TermBench(
            collar(
                .actual, .fromEdge, up: .amount(500_000), down: .percent(percent(10)), above: 100,
                below: 25))
        #expect(try bench.bill("2026-10-31", [work]).fees == expected)
    }

    @Test(
        "a share may be nothing or all",
        arguments: [
            // 150,000: 120,000 and all or nothing of 30,000; 60,000: 80,000 less nothing or all of
            // 20,000.
            (100, 0, 15_000_000, 8_000_000), (0, 100, 12_000_000, 6_000_000),
        ])
    func shares(_ above: Int, _ below: Int, _ over: Int, _ under: Int) throws {
        var bench = TermBench(collar(.actual, .fromEdge, above: above, below: below))
        #expect(try bench.bill("2026-10-31", [15_000_000]).fees == over)
        #expect(try bench.bill("2026-11-30", [6_000_000]).fees == under)
    }

    @Test(arguments: [0, -50_000])
    func aStatementWithoutAFeeIsNotSettled(_ work: Int) throws {
        var bench = TermBench(collar(.target, .fromEdge))
        let billed = try bench.bill("2026-10-31", work == 0 ? [] : [work], costs: [500])
        #expect(billed.fees == work)
        #expect(billed.items == [])
    }

    // MARK: Once

    @Test(arguments: [DueDay.on(day("2026-12-15")), .event("closing")])
    func aCollarIsSettledOnceAgainstAllFees(_ due: DueDay) throws {
        var bench = TermBench(collar(.target, .fromEdge, .once(due)))
        bench.events = [event("Closing", on: "2026-12-15")]
        #expect(try bench.bill("2026-10-31", [4_000_000]).fees == 4_000_000)
        #expect(try bench.bill("2026-11-30", [1_500_000]).fees == 1_500_000)
        // 40,000 + 15,000 + 5,000 = 60,000 of work: 90,000, of which 55,000 are billed.
        let last = try bench.bill("2026-12-31", [500_000])
        #expect(last.fees == 3_500_000)
        #expect(last.step(.countedBefore) == 5_500_000)
        #expect(last.amount(.collar) == 3_000_000)
        #expect(try bench.bill("2027-01-31", [500_000]).fees == 500_000)
    }

    @Test func aCollarWithNothingToShareIsSettledToo() throws {
        var bench = TermBench(collar(.actual, .fromEdge, .once(.on(day("2026-10-31")))))
        let settled = try bench.bill("2026-10-31", [9_000_000])
        #expect(settled.amount(.collar) == 0)
        #expect(try bench.bill("2026-11-30", [9_000_000]).fees == 9_000_000)
    }

    @Test func feesFromBeforeTheCollarCount() throws {
        var bench = TermBench()
        _ = try bench.bill("2026-09-30", [4_000_000])
        bench.arrange([agreed(collar(.target, .fromEdge, .once(.on(day("2026-10-31")))))])
        #expect(try bench.bill("2026-10-31", [2_000_000]).fees == 5_000_000)
    }

    @Test func anotherSettlementBeginsAnew() throws {
        var bench = TermBench([
            agreed(collar(.target, .fromEdge, .once(.on(day("2026-10-31"))))),
            agreed(
                collar(.target, .fromEdge, .once(.on(day("2026-12-31"))), target: 5_000_000),
                from: "2026-11-01"),
        ])
        #expect(try bench.bill("2026-10-31", [6_000_000]).fees == 9_000_000)
        #expect(try bench.bill("2026-11-30", [1_000_000]).fees == 1_000_000)
        // 30,000 of work around 50,000: 40,000 - 30,000, half of it off: 45,000 less 10,000.
        #expect(try bench.bill("2026-12-31", [2_000_000]).fees == 3_500_000)
    }

    @Test func oneStatementUnderTwoAgreementsIsSettledOnce() throws {
        var bench = TermBench([
            agreed(collar(.target, .fromEdge)),
            agreed(collar(.target, .fromEdge), from: "2026-10-15"),
        ])
        let time = [
            bench.price(at: 4_000_000, on: "2026-10-14"),
            bench.price(at: 2_000_000, on: "2026-10-15"),
        ]
        let billed = try bench.bill("2026-10-31", time: time)
        #expect(billed.rated.sections.map(\.fee) == [usd(4_000_000), usd(5_000_000)])
    }
}

@Suite struct SharedSavingsTests {
    /// 30 % of what stays below 50,000.00.
    private func savings(_ settlement: Settlement = .eachStatement) -> FeeTerm {
        .sharedSavings(
            SharedSavings(target: 5_000_000, firmShare: percent(30), settlement: settlement))
    }

    @Test(
        "the firm gets its share of what was saved",
        arguments: [
            // 30 % of 10,000.00, 0.05 = 0.015, 0.02 = 0.006, 0.01 = 0.003
            (4_000_000, 300_000), (4_999_995, 2), (4_999_998, 1), (4_999_999, nil),
            (5_000_000, nil), (5_000_001, nil), (-1_000, nil),
        ] as [(Int, Int?)])
    func eachStatement(_ work: Int, _ expected: Int?) throws {
        var bench = TermBench(savings())
        let billed = try bench.bill("2026-10-31", [work])
        #expect(billed.amount(.sharedSavings) == expected)
        #expect(billed.fees == work + (expected ?? 0))
    }

    @Test func withoutWorkNothingWasSaved() throws {
        var bench = TermBench(savings())
        #expect(try bench.bill("2026-10-31").rated.isEmpty)
    }

    @Test func overTheMatterTheyAreSettledOnce() throws {
        var bench = TermBench(savings(.once(.event("closing"))))
        bench.events = [event("closing", on: "2026-11-20")]
        #expect(try bench.bill("2026-10-31", [3_000_000]).fees == 3_000_000)
        // 50,000 - 30,000 - 10,000 = 10,000, 30 % of it
        let last = try bench.bill("2026-11-30", [1_000_000])
        #expect(last.step(.saved) == 1_000_000)
        #expect(last.fees == 1_300_000)
        #expect(try bench.bill("2026-12-31", [100]).fees == 100)
    }

    @Test func aTargetThatWasMissedIsSettledAndACreditLaterSavesNothing() throws {
        var bench = TermBench(savings(.once(.on(day("2026-10-31")))))
        #expect(try bench.bill("2026-10-31", [5_100_000]).amount(.sharedSavings) == 0)
        #expect(try bench.bill("2026-11-30", [-300_000]).fees == -300_000)
    }
}
