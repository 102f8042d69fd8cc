import Billing
import Rating
import TestSupport
import Testing

@Suite struct AgreedValueTests {
    private func bench(delivered: String?, _ entries: CoveredEntries = .noCharge) -> Bench {
        var bench = Bench()
        bench.arrangement = FeeArrangement(
            name: "Opinion",
            basis: .agreedValue(
                AgreedValue(
                    deliverable: "Legal opinion", minorUnits: 750_000,
                    due: delivered.map { .on(day($0)) } ?? .notYet, entries: entries)))
        return bench
    }

    @Test func aDeliveredOpinionIsBilledAtItsPrice() {
        let (rated, found) = bench(delivered: "2026-10-31", .hidden).rate([entry(1)])
        #expect(found == [])
        #expect(
            rated?.items == [
                FeeItem(
                    kind: .agreedValue, description: "Legal opinion", amount: usd(750_000),
                    part: FeePartID(matter: MatterID("M1"), part: "agreed-value"))
            ])
        #expect(rated?.charges.map(\.display) == [.hidden])
        #expect(rated?.charges.map(\.standard) == [usd(40_000)])
        #expect(rated?.charges.first?.trace.last == .covered(by: "Legal opinion"))
    }

    @Test(arguments: ["2026-11-01", nil] as [String?])
    func workWaitsUntilDelivery(_ delivered: String?) {
        let (rated, found) = bench(delivered: delivered).rate([entry(1), entry(2)])
        #expect(found == [])
        #expect(rated?.isEmpty == true)
        #expect(rated?.waiting == [EntryKey(1), EntryKey(2)])
    }

    @Test func costsDoNotWaitForDelivery() {
        let (rated, _) = bench(delivered: nil).rate([entry(1)], costs: [cost(2, 500)])
        #expect(rated?.costs.map(\.amount) == [usd(500)])
    }

    @Test func workAfterTheBillIsFree() {
        let (rated, _) = bench(delivered: "2026-09-30").rate(
            [entry(1)],
            billedBefore: [FeePartID(matter: MatterID("M1"), part: "agreed-value")])
        #expect(rated?.items == [])
        #expect(rated?.charges.map(\.display) == [.noCharge])
        #expect(rated?.fees == usd(0))
    }

    // MARK: Options and outcomes

    private func merger(due: DueDay, _ options: [(String, Int, Bool)]) -> FeeBasis {
        .agreedValue(
            AgreedValue(
                deliverable: "Merger", minorUnits: 5_000_000, due: due,
                options: options.map { AgreedValue.Option(name: $0, minorUnits: $1, isChosen: $2) },
                entries: .noCharge))
    }

    @Test func chosenOptionsAreBilledWithIt() {
        let bench = Bench(
            merger(
                due: .on(day("2026-10-31")), [("Data room", 400_000, true), ("Tax", 1, false)]))
        let rated = bench.rate([]).rated
        #expect(rated?.items.map(\.kind) == [.agreedValue, .option])
        #expect(rated?.items.map(\.description) == ["Merger", "Data room"])
        // 50,000.00 + 4,000.00
        #expect(rated?.fees == usd(5_400_000))
    }

    @Test func anOptionChosenLaterIsBilledAlone() {
        let bench = Bench(merger(due: .on(day("2026-09-30")), [("Data room", 400_000, true)]))
        let before = FeePartID(matter: MatterID("M1"), part: "agreed-value")
        let rated = bench.rate([entry(1)], billedBefore: [before]).rated
        #expect(rated?.items.map(\.amount) == [usd(400_000)])
        #expect(rated?.charges.map(\.amount) == [usd(0)])
    }

    @Test(
        "an outcome is billed on the first statement that reaches its day",
        arguments: [("2026-10-31", 5_000_000), ("2026-11-01", 0)])
    func outcome(_ date: String, _ fee: Int) {
        var bench = Bench(merger(due: .event("closing"), []))
        bench.events = [recorded("Closing", date)]
        let rated = bench.rate([entry(1)]).rated
        #expect(rated?.fees == usd(fee))
        #expect(rated?.waiting == (fee == 0 ? [EntryKey(1)] : []))
    }

    @Test func anOutcomeRecordedTwiceIsBilledOnce() throws {
        var bench = Bench(merger(due: .event("closing"), [("Data room", 400_000, true)]))
        bench.events = [recorded("closing", "2026-10-20"), recorded("closing", "2026-11-20")]
        let months = try bench.months([
            Month("2026-10-31"), Month("2026-11-30", [entry(1, on: "2026-11-02")]),
            // The row is gone, and the bill stays: later work has nothing to wait for.
            Month("2026-12-31", [entry(2, on: "2026-12-02")], events: []),
        ])
        #expect(months.map(\.fees) == [5_400_000, 0, 0])
        #expect(months.map(\.lines) == [[], [EntryKey(1)], [EntryKey(2)]])
    }

    @Test func aSecondDeliverableIsBilledThoughTheFirstWas() throws {
        let value = { (name: String, cents: Int, date: String) in
            FeeBasis.agreedValue(
                AgreedValue(
                    deliverable: name, minorUnits: cents, due: .on(day(date)), entries: .noCharge))
        }
        let bench = Bench(
            value("Opinion", 750_000, "2026-10-20"), from: day("2026-11-01"),
            value("Second opinion", 300_000, "2026-12-10"))
        let months = try bench.months([
            Month("2026-10-31"), Month("2026-11-30"), Month("2026-12-31"),
        ])
        #expect(months.map(\.fees) == [750_000, 0, 300_000])
    }

    @Test func proratedItsPriceAndOptionsAreTheLines() throws {
        var bench = Bench()
        bench.arrangement = FeeArrangement(
            name: "Opinion",
            basis: .agreedValue(
                AgreedValue(
                    deliverable: "Opinion", minorUnits: 60_000, due: .on(day("2026-10-01")),
                    options: [
                        AgreedValue.Option(name: "Summary", minorUnits: 5_000, isChosen: true)
                    ], entries: .prorated)))
        let rated = try #require(bench.rate([entry(1), entry(2, by: "BB")]).rated)
        // 600.00 + 50.00 in the proportion 400 to 250
        #expect(rated.charges.map(\.amount) == [usd(40_000), usd(25_000)])
        #expect(
            rated.items.map(\.working) == [
                [.given(.price, usd(60_000))], [.given(.price, usd(5_000))],
            ])
        #expect(rated.fees == usd(65_000))
    }
}
