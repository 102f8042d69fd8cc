import Billing
import Rating
import TestSupport
import Testing

@Suite struct ValueAdjustmentTests {
    /// Up to 10 % more and 50.00 less.
    private let term = FeeTerm.valueAdjustment(
        ValueAdjustment(event: "review", up: .percent(percent(10)), down: .amount(5_000)))

    @Test func theLineIsOpenUntilTheClientHasSpoken() throws {
        var bench = TermBench(term)
        let billed = try bench.bill("2026-10-31", [100_000])
        #expect(
            billed.items == [
                FeeItem(
                    kind: .valueAdjustment,
                    working: [
                        .given(.feeSoFar, usd(100_000)), .given(.bandDown, usd(5_000)),
                        .percent(.bandUp, percent(10), of: usd(100_000)),
                    ], amount: usd(0), isOpen: true)
            ])
        #expect(billed.fees == 100_000)
    }

    @Test(
        "the client's figure closes it",
        arguments: [
            (nil, 10_000, 10_000), (nil, -5_000, -5_000), (nil, 0, 0), (10_000, nil, 10_000),
            (2_500, nil, 2_500), (-5_000, nil, -5_000), (0, nil, 0),
        ] as [(Int?, Int?, Int)])
    func closed(_ thousandths: Int?, _ amount: Int?, _ expected: Int) throws {
        var bench = TermBench(term)
        bench.events = [
            event(
                "Review", on: "2026-10-31", amount: amount,
                percent: thousandths.map(Percent.init(thousandths:)), note: "As agreed")
        ]
        let billed = try bench.bill("2026-10-31", [100_000])
        #expect(billed.items.map(\.isOpen) == [false])
        #expect(billed.items.map(\.description) == ["As agreed"])
        #expect(billed.fees == 100_000 + expected)
    }

    @Test(
        "a figure outside the band is refused",
        arguments: [
            (nil, 10_001), (nil, -5_001), (10_001, nil), (-5_001, nil),
        ] as [(Int?, Int?)])
    func outside(_ thousandths: Int?, _ amount: Int?) {
        var bench = TermBench(term)
        bench.events = [
            event(
                "review", on: "2026-10-31", amount: amount,
                percent: thousandths.map(Percent.init(thousandths:)))
        ]
        let found = bench.refusals("2026-10-31", [100_000])
        #expect(found.map(\.code) == [.eventOutOfRange])
        #expect(found.first?.fact.hasSuffix("USD -50.00 to USD 100.00") == true)
    }

    @Test func aRecordWithoutAFigureIsAskedFor() {
        var bench = TermBench(term)
        bench.events = [event("review", on: "2026-10-31")]
        #expect(bench.refusals("2026-10-31", [100_000]).map(\.code) == [.eventIncomplete])
    }

    /// Clients look at a pro forma after its period.
    @Test func eachRecordClosesOneStatement() throws {
        var bench = TermBench(term)
        bench.events = [
            event("review", on: "2026-12-05", amount: 300),
            event("review", on: "2026-11-05", amount: 100),
            event("review", on: "2026-11-05", amount: 200),
        ]
        // A month without fees takes none.
        let ends = ["2026-10-31", "2026-11-10", "2026-11-20", "2026-11-30", "2026-12-31"]
        let work = [[100_000], [], [100_000], [100_000], [100_000]]
        let billed = try zip(ends, work).map { try bench.bill($0, $1, costs: [1]) }
        #expect(
            billed.map { $0.amount(.valueAdjustment) } == [100, nil, 200, 300, 0])
        #expect(
            billed.map { $0.items.contains(where: \.isOpen) }
                == [false, false, false, false, true])
    }

    @Test(arguments: [0, -1_000])
    func aCreditIsNotJudged(_ work: Int) throws {
        var bench = TermBench(term)
        #expect(try bench.bill("2026-10-31", [work]).items == [])
    }

    @Test func theAgreementThatHoldsAtTheEndHasTheLine() throws {
        var bench = TermBench([agreed(term), agreed(term, from: "2026-10-15")])
        bench.events = [event("review", on: "2026-11-05", percent: percent(10))]
        let time = [
            bench.price(at: 100_000, on: "2026-10-14"), bench.price(at: 50_000, on: "2026-10-15"),
        ]
        let billed = try bench.bill("2026-10-31", time: time)
        #expect(billed.rated.sections.map(\.fee) == [usd(100_000), usd(55_000)])
    }
}
