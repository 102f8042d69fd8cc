import Billing
import Rating
import TestSupport
import Testing

@Suite struct FloorTests {
    private func floor(_ span: TermSpan, _ minorUnits: Int = 100_000, before: Int = 0) -> FeeTerm {
        .floor(FeeFloor(minorUnits: minorUnits, span: span, countedBefore: before))
    }

    @Test(
        "what is missing to the minimum is added",
        arguments: [
            (1, 99_999), (99_999, 1), (100_000, nil), (100_001, nil), (-10_000, 110_000),
        ] as [(Int, Int?)])
    func statement(_ work: Int, _ added: Int?) throws {
        for span in [TermSpan.statement, .month] {
            var bench = TermBench(floor(span))
            let billed = try bench.bill("2026-10-31", [work])
            #expect(billed.amount(.minimumFee) == added)
            #expect(billed.fees == work + (added ?? 0))
        }
    }

    @Test func withoutWorkAMonthHasItsMinimumAndAStatementIsNotMadeForIt() throws {
        var monthly = TermBench(floor(.month))
        #expect(try monthly.bill("2026-10-31").fees == 100_000)
        var each = TermBench(floor(.statement))
        #expect(try each.bill("2026-10-31").rated.isEmpty)
        #expect(try each.bill("2026-10-31", costs: [500]).fees == 100_000)
    }

    @Test func theMinimumOfAMonthIsDueWhenItHasEnded() throws {
        var bench = TermBench(floor(.month))
        #expect(try bench.bill("2026-10-15", [40_000]).fees == 40_000)
        let billed = try bench.bill("2026-10-31", [25_000])
        // 1,000 - 400 - 250
        #expect(
            billed.items == [
                FeeItem(
                    kind: .minimumFee,
                    working: [
                        .given(.minimum, usd(100_000)), .given(.countedBefore, usd(40_000)),
                        .given(.feeSoFar, usd(25_000)),
                        .sum(.result, usd(100_000), usd(-40_000), usd(-25_000)),
                    ], amount: usd(35_000))
            ])
        // It has its minimum now.
        #expect(try bench.bill("2026-10-31", [5_000]).fees == 5_000)
        #expect(try bench.bill("2026-11-30", [99_000]).fees == 100_000)
    }

    @Test func aMonthAboveItsMinimumOwesNothingMore() throws {
        var bench = TermBench(floor(.month))
        #expect(try bench.bill("2026-10-15", [150_000]).fees == 150_000)
        #expect(try bench.bill("2026-10-31", [20_000]).fees == 20_000)
        #expect(try bench.bill("2026-10-31").rated.isEmpty)
    }

    @Test func aYearOwesItsMinimumOnItsLastDay() throws {
        var bench = TermBench(floor(.year(beginning: nil)))
        let ends = ["2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31"]
        let billed = try ends.map { try bench.bill($0, [20_000]).fees }
        #expect(
            billed == [
                20_000, 20_000, 60_000, 20_000,
            ])
    }

    @Test func aYearThatEndsWithinAMonthIsMadeUpForAfterwards() throws {
        var bench = TermBench(floor(.year(beginning: day("2000-07-15"))))
        _ = try bench.bill("2026-07-31", [30_000])
        _ = try bench.bill("2027-06-30", [20_000])
        // 1,000 - 300 - 200 for the year that ended on 14 July; July's own 50 are of the next.
        let billed = try bench.bill("2027-07-31", [5_000])
        #expect(billed.amount(.minimumFee) == 50_000)
        #expect(billed.items.map(\.days) == [day("2026-07-15")...day("2027-07-14")])
        #expect(try bench.bill("2027-08-31", [5_000]).fees == 5_000)
        // 1,000 - 50 - 50 - 5
        #expect(try bench.bill("2028-07-14", [500]).amount(.minimumFee) == 89_500)
    }

    @Test func aFirmThatBillsOnAnotherDayThanTheLastGetsTheMinimumAMonthLater() throws {
        var bench = TermBench(floor(.month))
        let ends = ["2026-09-25", "2026-10-25", "2026-11-25"]
        // 400 in each; from October on the 600 missing in the month before.
        let billed = try ends.map { try bench.bill($0, [40_000]).fees }
        #expect(billed == [40_000, 100_000, 100_000])
    }

    @Test func aFloorIsNotMadeUpForAMonthBeforeItWasAgreed() throws {
        var bench = TermBench()
        _ = try bench.bill("2026-09-20", [40_000])
        bench.arrange([agreed(floor(.month))])
        #expect(try bench.bill("2026-10-31", [100_000]).fees == 100_000)
    }

    @Test func aMatterOwesItsMinimumWhenItIsClosed() throws {
        var bench = TermBench(floor(.matter))
        bench.bench.matter.closed = day("2026-11-10")
        let ends = ["2026-10-31", "2026-11-30", "2026-12-31"]
        let billed = try ends.map { try bench.bill($0, [20_000]).fees }
        #expect(billed == [20_000, 80_000, 20_000])
    }

    @Test func aMonthOwesNothingBeforeTheMatterWasOpenedOrAfterItWasClosed() throws {
        var bench = TermBench(floor(.month))
        bench.bench.matter.opened = day("2026-10-05")
        bench.bench.matter.closed = day("2026-11-10")
        let ends = ["2026-09-30", "2026-10-31", "2026-11-12", "2026-12-31"]
        let billed = try ends.map { try bench.bill($0).fees }
        #expect(billed == [0, 100_000, 100_000, 0])
    }

    @Test func aMatterClosedBetweenTwoStatementsOwesItsLastMonth() throws {
        var bench = TermBench(floor(.month))
        bench.bench.matter.closed = day("2026-11-10")
        _ = try bench.bill("2026-11-05", [40_000])
        #expect(try bench.bill("2026-12-31").fees == 60_000)
    }

    @Test func whatCountedBeforeTheFirstStatementIsOfItsMonth() throws {
        var bench = TermBench(floor(.month, before: 70_000))
        #expect(try bench.bill("2026-10-31", [10_000]).fees == 30_000)
        #expect(try bench.bill("2026-11-30", [10_000]).fees == 100_000)
    }

    // MARK: Agreements that change

    @Test func theAgreementThatHoldsAtTheEndOwesTheMinimumOfTheWholeMonth() throws {
        var bench = TermBench([
            agreed(floor(.month)), agreed(floor(.month, 200_000), from: "2026-10-15"),
        ])
        let time = [
            bench.price(at: 30_000, on: "2026-10-14"), bench.price(at: 50_000, on: "2026-10-15"),
        ]
        // 2,000 - 300 - 500
        let billed = try bench.bill("2026-10-31", time: time)
        #expect(billed.rated.sections.map(\.fee) == [usd(30_000), usd(170_000)])
        // Late work under the old agreement counts, and does not owe the old minimum again.
        let late = try bench.bill("2026-11-30", [10_000], on: "2026-10-10")
        #expect(late.fees == 200_000)
        #expect(try bench.bill("2026-12-31").fees == 200_000)
    }

    @Test func aFloorThatWasGivenUpIsOwedNoMore() throws {
        var bench = TermBench([agreed(floor(.month)), agreed(from: "2026-10-15")])
        #expect(try bench.bill("2026-09-30", [30_000]).fees == 100_000)
        #expect(try bench.bill("2026-10-31", [30_000], on: "2026-10-01").fees == 30_000)
        #expect(try bench.bill("2026-11-30").rated.isEmpty)
    }
}
