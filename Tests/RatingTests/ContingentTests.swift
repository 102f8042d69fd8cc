import Billing
import Rating
import TestSupport
import Testing

/// A third, or a third up to 250,000.00 and a quarter of what lies above.
@Suite struct ContingentTests {
    private let third = [tier(0, 33_333)]
    private let falling = [tier(0, 33_333), tier(25_000_000, 25_000)]
    private let byStage = ContingentFee.Shares.byStage([
        ContingentFee.Stage(
            name: "Before suit", percent: Percent(thousandths: 25_000), begins: .notYet),
        ContingentFee.Stage(
            name: "After suit", percent: Percent(thousandths: 40_000),
            begins: .event("suit-filed")),
    ])

    private func basis(
        _ shares: ContingentFee.Shares, _ costs: ContingentFee.Costs = .beforeCosts,
        _ entries: CoveredEntries = .noCharge
    ) -> FeeBasis {
        .contingent(
            ContingentFee(recovery: "settlement", shares: shares, costs: costs, entries: entries))
    }

    // MARK: By amount

    @Test(
        "each tier's percentage is of what lies in it",
        arguments: [
            // 33.333 % of 249,999.94 = 83,332.48; of 250,000.00 = 83,332.50
            (24_999_994, 8_333_248), (25_000_000, 8_333_250),
            // 25 % of 0.02 = 0.005, and of 50,000.00 = 12,500.00
            (25_000_002, 8_333_251), (30_000_000, 9_583_250), (0, 0), (1, 0), (2, 1),
        ])
    func tiers(_ recovered: Int, _ fee: Int) throws {
        var bench = Bench(basis(.byAmount(falling)))
        bench.events = [recorded("Settlement", "2026-10-31", recovered)]
        let (rated, found) = bench.rate([entry(1)])
        #expect(found == [])
        #expect(rated?.fees == usd(fee))
        #expect(rated?.charges.map(\.display) == [.noCharge])
    }

    @Test func theShareIsPrintedForAPencil() throws {
        var bench = Bench(basis(.byAmount(falling)))
        bench.events = [recorded("settlement", "2026-10-20", 30_000_000, note: "insurer")]
        #expect(
            bench.rate([]).rated?.items == [
                FeeItem(
                    kind: .contingentFee,
                    working: [
                        .given(
                            .recovery, usd(30_000_000), "insurer", on: day("2026-10-20")),
                        .percent(.tier, Percent(thousandths: 33_333), of: usd(25_000_000)),
                        .percent(.tier, Percent(thousandths: 25_000), of: usd(5_000_000)),
                        .sum(.fee, usd(8_333_250), usd(1_250_000)),
                    ], amount: usd(9_583_250))
            ])
    }

    @Test func severalRecoveriesRunThroughTheTiersTogether() throws {
        let first = recorded("settlement", "2026-10-20", 20_000_000)
        let second = recorded("settlement", "2026-11-20", 10_000_000)
        let months = try Bench(basis(.byAmount(falling))).months([
            Month(
                "2026-09-30", [entry(1, on: "2026-09-20")], costs: [cost(2, on: "2026-09-21", 500)]),
            Month("2026-10-31", events: [first, second]),
            Month("2026-11-30", [entry(3, on: "2026-11-02")]), Month("2026-12-31"),
        ])
        // 33.333 % of 200,000.00 = 66,666.00; of 300,000.00 95,832.50 in all
        #expect(months.map(\.fees) == [0, 6_666_600, 2_916_650, 0])
        #expect(months.map { $0.rated.waiting.count } == [1, 0, 0, 0])
        #expect(months[0].rated.costs.map(\.amount) == [usd(500)])
        #expect(months[3].rated.isEmpty)
        #expect(
            months[2].items[0].working.suffix(2) == [
                .given(.billedBefore, usd(6_666_600)),
                .sum(.fee, usd(8_333_250), usd(1_250_000), usd(-6_666_600)),
            ])
    }

    @Test(
        "a recovery put right later is put right on the next statement",
        arguments: [
            // 33.333 % of 200,000.00 = 66,666.00, of 180,000.00 = 59,999.40
            ([recorded("settlement", "2026-10-20", 18_000_000)], -666_660),
            (
                [
                    recorded("settlement", "2026-10-20", 20_000_000),
                    recorded("settlement", "2026-11-05", -2_000_000),
                ], -666_660
            ),
            ([recorded("settlement", "2026-10-20", 20_000_000)], 0),
            // The row is taken away.
            ([], -6_666_600),
        ])
    func putRight(_ events: [MatterEvent], _ credit: Int) throws {
        let months = try Bench(basis(.byAmount(falling))).months([
            Month("2026-10-31", events: [recorded("settlement", "2026-10-20", 20_000_000)]),
            Month("2026-11-30", events: events), Month("2026-12-31"),
        ])
        #expect(months.map(\.fees) == [6_666_600, credit, 0])
    }

    @Test func aRecoveryWithoutAnAmountIsReportedOnce() {
        var bench = Bench(basis(.byAmount(third)))
        bench.events = [recorded("settlement", "2026-10-20", line: 7)]
        let (rated, found) = bench.rate([entry(1)])
        #expect(rated == nil)
        #expect(found.map(\.code) == [.eventIncomplete])
        #expect(found.first?.place?.line == 7)
    }

    // MARK: Costs

    @Test(
        "costs come off the recovery, or do not, by the arrangement",
        arguments: [
            // 33.333 % of 100,000.00, and of 100,000.00 - 10,000.00 - 5,000.00
            (ContingentFee.Costs.beforeCosts, 10_000_000, 3_333_300),
            (.afterCosts, 10_000_000, 2_833_305),
            // Costs above, at and just below the recovery: 33.333 % of 0.02
            (.afterCosts, 1_400_000, 0), (.afterCosts, 1_500_000, 0), (.afterCosts, 1_500_002, 1),
        ])
    func costs(_ costs: ContingentFee.Costs, _ recovered: Int, _ fee: Int) throws {
        let months = try Bench(basis(.byAmount(third), costs)).months([
            Month("2026-09-30", costs: [cost(1, on: "2026-09-05", 1_000_000)]),
            Month(
                "2026-10-31", [entry(3)], costs: [cost(2, 500_000), cost(4, 777, .nonBillable)],
                events: [recorded("settlement", "2026-10-20", recovered)]),
            Month("2026-11-30"),
        ])
        #expect(months.map(\.fees) == [0, fee, 0])
        #expect(months[1].lines == [EntryKey(3)])
    }

    @Test func costsAreToldBesideTheRecovery() throws {
        let month = try Bench(basis(.byAmount(third), .afterCosts)).months([
            Month(
                "2026-10-31", costs: [cost(1, 500_000)],
                events: [
                    recorded("settlement", "2026-10-20", 6_000_000),
                    recorded("settlement", "2026-10-25", 4_000_000),
                ])
        ])[0]
        // 60,000.00 + 40,000.00 - 5,000.00 = 95,000.00, 33.333 % = 31,666.35
        #expect(
            month.items[0].working == [
                .given(.recovery, usd(6_000_000), on: day("2026-10-20")),
                .given(.recovery, usd(4_000_000), on: day("2026-10-25")),
                .given(.costs, usd(500_000)),
                .sum(.result, usd(6_000_000), usd(4_000_000), usd(-500_000)),
                .percent(.share, Percent(thousandths: 33_333), of: usd(9_500_000)),
            ])
        #expect(month.fees == 3_166_635)
    }

    @Test(
        "costs and refunds that come after the bill change what the share is of",
        arguments: [
            // 33.333 % of 2,000.00 = 666.66
            (200_000, -66_666), (-200_000, 66_666),
            // More than was recovered: all of 33.333 % of 95,000.00 is given back
            (20_000_000, -3_166_635),
        ])
    func laterCosts(_ later: Int, _ fee: Int) throws {
        let months = try Bench(basis(.byAmount(third), .afterCosts)).months([
            Month(
                "2026-10-31", costs: [cost(1, 500_000)],
                events: [recorded("settlement", "2026-10-20", 10_000_000)]),
            Month("2026-11-30", costs: [cost(2, on: "2026-11-05", later)]), Month("2026-12-31"),
        ])
        #expect(months.map(\.fees) == [3_166_635, fee, 0])
    }

    // MARK: By stage

    @Test(
        "a recovery has the share of the stage that its day has reached",
        arguments: [
            // 25 % or 40 % of 100,000.00
            ("2026-10-19", 2_500_000), ("2026-10-20", 4_000_000), ("2026-10-21", 4_000_000),
        ])
    func stages(_ date: String, _ fee: Int) throws {
        var bench = Bench(basis(byStage))
        bench.events = [
            recorded("suit-filed", "2026-10-20"), recorded("settlement", date, 10_000_000),
        ]
        let rated = bench.rate([]).rated
        #expect(rated?.fees == usd(fee))
        #expect(
            rated?.items.first?.working.last?.note
                == (fee == 2_500_000 ? "Before suit" : "After suit"))
    }

    @Test func recoveriesOfSeveralStagesAreShareEachAndCostsComeOffTheFirst() throws {
        let events = [
            recorded("settlement", "2026-10-01", 1_000_000),
            recorded("suit-filed", "2026-10-10"),
            recorded("settlement", "2026-10-20", 2_000_000),
        ]
        let months = try Bench(basis(byStage, .afterCosts)).months([
            Month("2026-10-31", costs: [cost(1, 400_000)], events: events),
            // 8,000.00 more: nothing is left of the first, and 18,000.00 of the second
            Month("2026-11-30", costs: [cost(2, on: "2026-11-05", 800_000)]),
            // 5,000.00 less of the second: 40 % of 13,000.00
            Month(
                "2026-12-31",
                events: events + [recorded("settlement", "2026-12-05", -500_000)]),
        ])
        // 25 % of 10,000.00 - 4,000.00 = 1,500.00, and 40 % of 20,000.00 = 8,000.00
        #expect(
            months[0].items[0].working.suffix(3) == [
                .percent(.share, Percent(thousandths: 25_000), of: usd(600_000), "Before suit"),
                .percent(.share, Percent(thousandths: 40_000), of: usd(2_000_000), "After suit"),
                .sum(.fee, usd(150_000), usd(800_000)),
            ])
        // 9,500.00; 7,200.00; 5,200.00 in all
        #expect(months.map(\.fees) == [950_000, -230_000, -200_000])
    }

    // MARK: Entries, agreements, currencies

    @Test func proratedTheHoursBearTheShareAndAlsoACredit() throws {
        let months = try Bench(basis(.byAmount(third), .beforeCosts, .prorated)).months([
            Month(
                "2026-10-31", [entry(1), entry(2, by: "BB")],
                events: [recorded("settlement", "2026-10-20", 10_000_000)]),
            Month(
                "2026-11-30", [entry(3, on: "2026-11-02")],
                events: [recorded("settlement", "2026-10-20", 9_700_000)]),
        ])
        // 33,333.00 × 400 / 650 = 20,512.615, × 250 / 650 = 12,820.385
        #expect(months[0].rated.charges.map(\.amount) == [usd(2_051_262), usd(1_282_038)])
        // 33.333 % of -3,000.00
        #expect(months[1].rated.charges.map(\.amount) == [usd(-99_999)])
        #expect(months.map(\.fees) == [3_333_300, -99_999])
    }

    @Test func aRecoveryHasTheShareThatWasAgreedOnItsDay() throws {
        var bench = Bench(
            basis(.byAmount(third), .afterCosts), from: day("2026-11-01"),
            basis(.byAmount([tier(0, 25_000)]), .afterCosts))
        bench.events = [
            recorded("settlement", "2026-10-31", 1_000_000),
            recorded("settlement", "2026-11-01", 1_000_000),
            recorded("settlement", "2027-01-05", 400_000),
        ]
        let months = try bench.months([
            Month("2026-10-31", costs: [cost(1, 100_000)]),
            Month("2026-11-30", costs: [cost(2, on: "2026-11-02", 200_000)]),
            Month("2026-12-31", costs: [cost(3, on: "2026-12-02", 40_000)]),
            Month("2027-01-31"),
        ])
        // 33.333 % of 10,000.00 - 1,000.00; 25 % of 10,000.00 - 2,000.00; 25 % of -400.00; 25 % of
        // 4,000.00
        #expect(months.map(\.fees) == [299_997, 200_000, -10_000, 100_000])
    }

    @Test func workFromBeforeANewShareGoesWithIt() throws {
        let bench = Bench(
            basis(.byAmount(third)), from: day("2026-11-01"), basis(.byAmount([tier(0, 25_000)])))
        let months = try bench.months([
            Month("2026-11-30", [entry(1), entry(2, on: "2026-11-02")]),
            Month("2026-12-31", events: [recorded("settlement", "2026-12-20", 1_000_000)]),
        ])
        #expect(months[0].rated.waiting.sorted() == [EntryKey(1), EntryKey(2)])
        #expect(months.map(\.lines) == [[], [EntryKey(1), EntryKey(2)]])
        #expect(months.map(\.fees) == [0, 250_000])
        #expect(months.allSatisfy { $0.diagnostics.isEmpty })
    }

    @Test(
        "each currency is rounded to its own minor unit",
        arguments: [
            // 33.333 % of 100,001 minor units = 33,333.33
            ("JPY", 100_001, 33_333), ("USD", 100_001, 33_333), ("KWD", 100_001, 33_333),
            // Of 2: 0.66666
            ("JPY", 2, 1),
        ])
    func currencies(_ code: String, _ recovered: Int, _ fee: Int) throws {
        var bench = Bench(basis(.byAmount(third)))
        try bench.use(code, aa: 1, bb: 1)
        bench.events = [recorded("settlement", "2026-10-20", recovered)]
        #expect(bench.rate([]).rated?.fees.minorUnits == fee)
    }
}

/// Of what stayed below 2,000,000.00: 10 % up to 500,000.00, 15 % above.
@Suite struct ReverseContingentTests {
    private let bench = Bench(
        .reverseContingent(
            ReverseContingentFee(
                exposure: 200_000_000, outcome: "judgment",
                tiers: [tier(0, 10_000), tier(50_000_000, 15_000)], entries: .noCharge)))

    @Test(
        "the share is of what was saved",
        arguments: [
            // Saved: 500,000.00; 600,000.00 = 50,000.00 + 15,000.00; 0.10 and 0.04; all
            (150_000_000, 5_000_000), (140_000_000, 6_500_000), (199_999_990, 1),
            (199_999_996, 0), (200_000_000, 0), (200_000_001, 0), (0, 27_500_000),
        ])
    func saved(_ paid: Int, _ fee: Int) {
        var bench = bench
        bench.events = [recorded("Judgment", "2026-10-31", paid)]
        let (rated, found) = bench.rate([entry(1)])
        #expect(found == [])
        #expect(rated?.fees == usd(fee))
        // Whatever came of it, it is over.
        #expect(rated?.charges.map(\.display) == [.noCharge])
    }

    @Test func theReckoningIsPrinted() throws {
        var bench = bench
        bench.events = [recorded("judgment", "2026-10-20", 140_000_000, note: "first instance")]
        #expect(
            bench.rate([]).rated?.items.first?.working == [
                .given(.exposure, usd(200_000_000)),
                .given(
                    .outcome, usd(140_000_000), "first instance", on: day("2026-10-20")),
                .sum(.saved, usd(200_000_000), usd(-140_000_000)),
                .percent(.tier, Percent(thousandths: 10_000), of: usd(50_000_000)),
                .percent(.tier, Percent(thousandths: 15_000), of: usd(10_000_000)),
                .sum(.fee, usd(5_000_000), usd(1_500_000)),
            ])
    }

    @Test func theLatestOutcomeHoldsAndIsSettledAgainstTheEarlierOne() throws {
        let first = recorded("judgment", "2026-10-20", 150_000_000)
        let months = try bench.months([
            Month("2026-09-30", [entry(1, on: "2026-09-01")]),
            Month("2026-10-31", events: [recorded("judgment", "2026-12-20", 190_000_000), first]),
            Month("2026-11-30", [entry(2, on: "2026-11-05")]),
            // On appeal only 100,000.00 are saved.
            Month("2026-12-31"), Month("2027-01-31"),
            // Both rows are taken away.
            Month("2027-02-28", events: []),
        ])
        // 50,000.00; then 10,000.00 less 50,000.00; then all of it back
        #expect(months.map(\.fees) == [0, 5_000_000, 0, -4_000_000, 0, -1_000_000])
        #expect(months.map(\.lines) == [[], [EntryKey(1)], [EntryKey(2)], [], [], []])
    }

    @Test func anOutcomeWithoutAnAmountIsNotZero() {
        var bench = bench
        bench.events = [recorded("judgment", "2026-10-20")]
        let (rated, found) = bench.rate([])
        #expect(rated == nil)
        #expect(found.map(\.code) == [.eventIncomplete])
    }

    @Test func workWaitsForTheOutcome() {
        var bench = bench
        bench.events = [recorded("judgment", "2026-11-01", 0)]
        let rated = bench.rate([entry(1)], costs: [cost(2, 500)]).rated
        #expect(rated?.waiting == [EntryKey(1)])
        #expect(rated?.costs.count == 1)
        #expect(rated?.fees == usd(0))
    }
}

private func tier(_ from: Int, _ thousandths: Int) -> Tier {
    Tier(from: from, percent: Percent(thousandths: thousandths))
}
