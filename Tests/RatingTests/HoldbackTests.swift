import Billing
import Rating
import TestSupport
import Testing

@Suite struct HoldbackTests {
    /// A tenth until the verdict.
    private func holdback(_ share: Percent = percent(10), _ release: String = "verdict") -> FeeTerm
    {
        .holdback(Holdback(percent: share, release: release, reason: "Until the verdict"))
    }

    @Test(
        "a share of each fee is held, rounded half up once",
        arguments: [
            // 10 % of 0.04 = 0.004, 0.05 = 0.005, 1,000.05 = 100.005
            (4, nil), (5, -1), (6, -1), (100_005, -10_001), (100_004, -10_000),
            // A credit gives back what of it was held.
            (-100_005, 10_001),
        ] as [(Int, Int?)])
    func held(_ work: Int, _ expected: Int?) throws {
        var bench = TermBench(holdback())
        let billed = try bench.bill("2026-10-31", [work])
        #expect(billed.amount(.holdback) == expected)
        #expect(billed.rated.standing.held == usd(-(expected ?? 0)))
    }

    @Test func theBalanceIsPrintedOnEachStatement() throws {
        var bench = TermBench(holdback())
        let first = try bench.bill("2026-09-30", [100_000])
        #expect(
            first.items == [
                FeeItem(
                    kind: .holdback, description: "Until the verdict",
                    working: [.percent(.heldNow, percent(10), of: usd(100_000))],
                    amount: usd(-10_000))
            ])
        let second = try bench.bill("2026-10-31", [50_000])
        #expect(
            second.items.map(\.working) == [
                [
                    .given(.heldBefore, usd(10_000)),
                    .percent(.heldNow, percent(10), of: usd(50_000)),
                    .sum(.heldAfter, usd(10_000), usd(5_000)),
                ]
            ])
        #expect(second.rated.standing.held == usd(15_000))
        // Without work there is nothing to hold, and the balance stays.
        #expect(try bench.bill("2026-11-30").rated.standing.held == usd(15_000))
    }

    @Test(
        "the event releases all, a part or nothing; the rest is forfeited",
        arguments: [
            // Of 100.00 + 50.00 held
            (nil, nil, 15_000, 0), (100_000, nil, 15_000, 0), (50_000, nil, 7_500, 7_500),
            (33_333, nil, 5_000, 10_000), (0, nil, 0, 15_000), (nil, 15_000, 15_000, 0),
            (nil, 14_999, 14_999, 1), (nil, 0, 0, 15_000),
        ] as [(Int?, Int?, Int, Int)])
    func released(
        _ thousandths: Int?, _ amount: Int?, _ released: Int, _ forfeited: Int
    ) throws {
        var bench = TermBench(holdback())
        bench.events = [
            event(
                "verdict", on: "2026-11-10", amount: amount,
                percent: thousandths.map(Percent.init(thousandths:)), note: "Verdict for us")
        ]
        _ = try bench.bill("2026-09-30", [100_000])
        _ = try bench.bill("2026-10-31", [50_000])
        let billed = try bench.bill("2026-11-30", [20_000])
        #expect(billed.amount(.release) == released)
        #expect(billed.items.map(\.description) == ["Verdict for us"])
        #expect(billed.tally(.forfeited) == forfeited)
        #expect(billed.step(.forfeited) == (forfeited == 0 ? nil : forfeited))
        // From the event on nothing is held, now and later.
        #expect(billed.fees == 20_000 + released)
        #expect(billed.rated.standing.held == usd(0))
        #expect(try bench.bill("2026-12-31", [20_000]).fees == 20_000)
    }

    @Test(arguments: [("2026-10-31", true), ("2026-11-01", false)])
    func theEventCountsFromItsDay(_ date: String, _ isReleased: Bool) throws {
        var bench = TermBench(holdback())
        bench.events = [event("Verdict", on: date)]
        _ = try bench.bill("2026-09-30", [100_000])
        let billed = try bench.bill("2026-10-31", [50_000])
        #expect(billed.fees == (isReleased ? 60_000 : 45_000))
    }

    @Test(
        "more than is held cannot be released",
        arguments: [
            (nil, 10_001), (nil, -1), (101_000, nil), (-1_000, nil),
        ] as [(Int?, Int?)])
    func tooMuch(_ thousandths: Int?, _ amount: Int?) throws {
        var bench = TermBench(holdback())
        _ = try bench.bill("2026-09-30", [100_000])
        bench.events = [
            event(
                "verdict", on: "2026-10-10", amount: amount,
                percent: thousandths.map(Percent.init(thousandths:)))
        ]
        let found = bench.refusals()
        #expect(found.map(\.code) == [.eventOutOfRange])
        #expect(found.first?.place == Place(file: "events.csv", line: 2))
        #expect(found.first?.fact.contains("USD 100.00 is held back in matter M1") == true)
    }

    @Test func anEventBeforeAnythingWasHeldReleasesNothing() throws {
        var bench = TermBench(holdback())
        bench.events = [event("verdict", on: "2026-10-10")]
        #expect(try bench.bill("2026-10-31").rated.isEmpty)
        #expect(try bench.bill("2026-10-31", [100_000]).fees == 100_000)
    }

    @Test func anotherSpellingOfTheEventReleasesTheSameBalance() throws {
        var bench = TermBench(holdback(percent(10), "Verdict"))
        _ = try bench.bill("2026-09-30", [100_000])
        bench.arrange([agreed(holdback(percent(10), "verdict"))])
        bench.events = [event("VERDICT", on: "2026-10-10")]
        #expect(try bench.bill("2026-10-31").fees == 10_000)
    }

    @Test func twoEventsReleaseTheirOwnShares() throws {
        var bench = TermBench(holdback(), holdback(percent(20), "appeal"))
        // 10 % of 1,000; 20 % of 900
        let first = try bench.bill("2026-09-30", [100_000])
        #expect(first.items.map(\.amount) == [usd(-10_000), usd(-18_000)])
        #expect(first.rated.standing.held == usd(28_000))
        bench.events = [event("appeal", on: "2026-10-10")]
        let second = try bench.bill("2026-10-31")
        #expect(second.fees == 18_000)
        #expect(second.rated.standing.held == usd(10_000))
    }

    @Test func whatAnAgreementHeldIsReleasedAfterAnotherReplacedIt() throws {
        var bench = TermBench([agreed(holdback()), agreed(from: "2026-10-01")])
        _ = try bench.bill("2026-09-30", [100_000])
        // October's work is held no more; the balance still is.
        let october = try bench.bill("2026-10-31", [50_000])
        #expect(october.fees == 50_000)
        #expect(october.rated.standing.held == usd(10_000))
        bench.events = [event("verdict", on: "2026-11-10")]
        #expect(try bench.bill("2026-11-30", [20_000]).fees == 30_000)
        #expect(try bench.bill("2026-12-31").rated.isEmpty)
    }

    @Test func bothAgreementsOfAStatementHoldTogether() throws {
        var bench = TermBench([
            agreed(holdback()), agreed(holdback(percent(20)), from: "2026-10-15"),
        ])
        let time = [
            bench.price(at: 100_000, on: "2026-10-14"), bench.price(at: 50_000, on: "2026-10-15"),
        ]
        let billed = try bench.bill("2026-10-31", time: time)
        // 10 % of 1,000 and 20 % of 500
        #expect(billed.items.map(\.amount) == [usd(-10_000), usd(-10_000)])
        #expect(billed.rated.standing.held == usd(20_000))
        bench.events = [event("verdict", on: "2026-11-10")]
        #expect(try bench.bill("2026-11-30").fees == 20_000)
    }
}
