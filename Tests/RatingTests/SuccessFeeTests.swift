import Billing
import Rating
import TestSupport
import Testing

@Suite struct SuccessFeeTests {
    private func success(_ amount: SuccessFee.Amount, ceiling: Int? = nil) -> FeeTerm {
        .successFee(
            SuccessFee(name: "Success fee", event: "verdict", amount: amount, ceiling: ceiling))
    }

    /// 10 % up to 1,000.00, 5 % above.
    private let tiers = SuccessFee.Amount.ofResult([
        Tier(from: 0, percent: percent(10)), Tier(from: 100_000, percent: percent(5)),
    ])

    @Test(
        "it is earned when the event happens, and once",
        arguments: [("2026-10-31", [25_000, 0]), ("2026-11-01", [0, 25_000])])
    func once(_ date: String, _ expected: [Int]) throws {
        var bench = TermBench(success(.fixed(25_000)))
        bench.events = [event("Verdict", on: date, note: "for the client")]
        let billed = try [bench.bill("2026-10-31"), bench.bill("2026-11-30")]
        #expect(billed.map(\.fees) == expected)
        #expect(
            billed.flatMap(\.items).map(\.description) == ["Success fee, for the client"])
        bench.events.append(event("verdict", on: "2026-12-10"))
        #expect(try bench.bill("2026-12-31").rated.isEmpty)
    }

    @Test func withoutTheEventThereIsNone() throws {
        var bench = TermBench(success(.fixed(25_000)))
        bench.events = [event("appeal", on: "2026-10-10")]
        #expect(try bench.bill("2026-10-31", [100]).items == [])
    }

    @Test func aShareOfTheFeesIsOfAllUpToTheEvent() throws {
        var bench = TermBench(success(.ofFees(percent(20))))
        _ = try bench.bill("2026-08-31", [30_000])
        _ = try bench.bill("2026-09-30", [20_000])
        bench.events = [event("verdict", on: "2026-10-10")]
        // 20 % of 300 + 200 + 100.03 = 120.006
        let billed = try bench.bill("2026-10-31", [10_003])
        #expect(
            billed.items.map(\.working) == [
                [
                    .given(.billedBefore, usd(50_000)), .given(.feeSoFar, usd(10_003)),
                    .sum(.counted, usd(50_000), usd(10_003)),
                    .percent(.share, percent(20), of: usd(60_003)),
                ]
            ])
        #expect(billed.amount(.successFee) == 12_001)
        #expect(try bench.bill("2026-11-30", [10_000]).fees == 10_000)
    }

    @Test(
        "tiers of the result",
        arguments: [
            // 10 % of 1,000.00 = 100.00; 5 % of 0.10 = 0.005
            (99_999, 10_000), (100_000, 10_000), (100_009, 10_000), (100_010, 10_001),
            (300_000, 20_000), (5, 1), (4, nil), (0, nil), (-50_000, nil),
        ] as [(Int, Int?)])
    func result(_ result: Int, _ expected: Int?) throws {
        var bench = TermBench(success(tiers))
        bench.events = [event("verdict", on: "2026-10-10", amount: result)]
        #expect(try bench.bill("2026-10-31", [100]).amount(.successFee) == expected)
    }

    @Test(
        "it comes to no more than its ceiling",
        arguments: [(15_000, 20_000, 15_000), (20_000, 20_000, 20_000), (20_001, 20_000, 20_000)])
    func ceiling(_ amount: Int, _ ceiling: Int, _ expected: Int) throws {
        // Fixed; half of fees, and of a result, that are twice as much.
        let kinds = [
            SuccessFee.Amount.fixed(amount), .ofFees(percent(50)),
            .ofResult([Tier(from: 0, percent: percent(50))]),
        ]
        for kind in kinds {
            var bench = TermBench(success(kind, ceiling: ceiling))
            bench.events = [event("verdict", on: "2026-10-10", amount: 2 * amount)]
            let billed = try bench.bill("2026-10-31", [2 * amount])
            #expect(billed.amount(.successFee) == expected)
            #expect(billed.step(.ceiling) == (amount > ceiling ? ceiling : nil))
        }
    }

    @Test func aResultWithoutItsAmountIsAskedFor() throws {
        var bench = TermBench(success(tiers))
        bench.events = [event("verdict", on: "2026-10-10")]
        let found = bench.refusals("2026-10-31", [100])
        #expect(found.map(\.code) == [.eventIncomplete])
        #expect(found.map(\.severity) == [.error])
        #expect(found.first?.place == Place(file: "events.csv", line: 2))
        #expect(found.first?.fact.contains("\"verdict\" of matter M1 on 2026-10-10") == true)
        #expect(found.first?.remedy == "write the amount in that row of events.csv")
    }

    @Test func aReplacedAgreementEarnsItOnlyForItsOwnDays() throws {
        let fee = success(.fixed(25_000))
        for (date, expected) in [("2026-09-30", 25_000), ("2026-10-01", 0)] {
            var bench = TermBench([agreed(fee), agreed(from: "2026-10-01")])
            bench.events = [event("verdict", on: date)]
            #expect(try bench.bill("2026-10-31").fees == expected)
        }
        var both = TermBench([agreed(fee), agreed(fee, from: "2026-10-01")])
        both.events = [event("verdict", on: "2026-09-20")]
        #expect(try both.bill("2026-10-31").fees == 25_000)
    }
}
