import Billing
import Rating
import TestSupport
import Testing

@Suite struct FlatFeeTests {
    @Test(
        "covered entries show as agreed, at zero, and keep their standard value",
        arguments: [
            (CoveredEntries.noCharge, ChargeDisplay.noCharge),
            (.withoutFigures, .withoutFigures), (.hidden, .hidden),
        ])
    func coveredEntries(_ entries: CoveredEntries, _ display: ChargeDisplay) throws {
        var bench = Bench()
        bench.arrangement = flat(
            [part(nil, 500_000, billed: "2026-10-15", named: "Incorporation")], entries)
        let (rated, found) = bench.rate([entry(1, tenths: 15), entry(2, by: "BB", .noCharge)])
        #expect(found == [])
        #expect(
            rated?.items == [
                FeeItem(
                    kind: .flatFee, description: "Incorporation", amount: usd(500_000),
                    part: FeePartID(matter: MatterID("M1"), part: "whole"))
            ])
        let charges = try #require(rated?.charges)
        #expect(charges.map(\.display) == [display, display])
        #expect(charges.map(\.amount) == [usd(0), usd(0)])
        // 1.5 h × 400.00, 1.0 h × 250.00
        #expect(charges.map(\.standard) == [usd(60_000), usd(25_000)])
        #expect(charges.map(\.billed) == [hours(150), hours(100)])
        #expect(charges.allSatisfy { $0.trace.last == .covered(by: "Incorporation") })
        #expect(rated?.fees == usd(500_000))
    }

    @Test(
        "a flat fee is billed on the first statement that reaches its day",
        arguments: [
            ("2026-10-31", true), ("2026-10-01", true), ("2026-11-01", false), (nil, false),
        ] as [(String?, Bool)])
    func due(_ billed: String?, _ isDue: Bool) {
        var bench = Bench()
        bench.arrangement = flat([part(nil, 500_000, billed: billed)])
        let (rated, found) = bench.rate([entry(1), entry(2)])
        #expect(found == [])
        #expect(rated?.fees == usd(isDue ? 500_000 : 0))
        #expect(rated?.charges.count == (isDue ? 2 : 0))
        #expect(rated?.waiting == (isDue ? [] : [EntryKey(1), EntryKey(2)]))
    }

    @Test func aFeeBilledBeforeIsNotBilledAgainAndLaterWorkIsFree() {
        var bench = Bench()
        bench.arrangement = flat([part(nil, 500_000, billed: "2026-09-30")])
        let (rated, _) = bench.rate(
            [entry(1)],
            billedBefore: [FeePartID(matter: MatterID("M1"), part: "whole")])
        #expect(rated?.items == [])
        #expect(rated?.charges.map(\.display) == [.noCharge])
        #expect(rated?.fees == usd(0))
        #expect(rated?.waiting == [])
        let ofAnotherMatter = bench.rate(
            [entry(1)],
            billedBefore: [FeePartID(matter: MatterID("M2"), part: "whole")])
        #expect(ofAnotherMatter.rated?.fees == usd(500_000))
    }

    /// L100 due and billed before, L200 due, L300 not due, "closing" due.
    private var byPhase: Bench {
        var bench = Bench()
        bench.arrangement = flat([
            part("L100", 100_000, billed: "2026-09-15", named: "Assessment"),
            part("L200", 200_000, billed: "2026-10-20", named: "Pleadings"),
            part("L300", 300_000, billed: "2026-11-20", named: "Discovery"),
            part("closing", 50_000, billed: "2026-10-31", named: "Closing"),
        ])
        return bench
    }

    private let billedBefore: Set = [FeePartID(matter: MatterID("M1"), part: "L100")]

    @Test func phasesAreBilledEachOnItsOwnDay() {
        let (rated, found) = byPhase.rate([], billedBefore: billedBefore)
        #expect(found == [])
        #expect(rated?.items.map(\.description) == ["Pleadings", "Closing"])
        #expect(rated?.items.map(\.amount) == [usd(200_000), usd(50_000)])
        #expect(
            rated?.items.map(\.part) == [
                FeePartID(matter: MatterID("M1"), part: "L200"),
                FeePartID(matter: MatterID("M1"), part: "closing"),
            ])
    }

    @Test(
        "an entry goes with its phase",
        arguments: [
            // phase, task, covered by (nil: waits)
            ("L200", nil, "Pleadings"), (nil, "L200", "Pleadings"), (nil, "L210", "Pleadings"),
            (nil, "L250", "Pleadings"), (nil, "L110", "Assessment"), (nil, "L320", nil),
            ("L300", nil, nil), ("closing", nil, "Closing"), (nil, "closing", "Closing"),
            // A phase that the entry names beats its task code.
            ("closing", "L210", "Closing"), ("L300", "L210", nil),
        ] as [(String?, String?, String?)])
    func phases(_ phase: String?, _ task: String?, _ name: String?) {
        let (rated, found) = byPhase.rate(
            [entry(1, task: task, phase: phase)], billedBefore: billedBefore)
        #expect(found == [])
        #expect(rated?.charges.map(\.trace.last) == name.map { [.covered(by: $0)] } ?? [])
        #expect(rated?.waiting == (name == nil ? [EntryKey(1)] : []))
    }

    @Test(
        "an entry outside all phases refuses the matter",
        arguments: [
            ("L400", nil, "phase \"L400\" is not one of the phases of \"Flat\""),
            (nil, "L410", "phase \"L410\" is not one of the phases of \"Flat\""),
            (nil, "A101", "phase \"A101\" is not one of the phases of \"Flat\""),
            (nil, nil, "the entry names no phase, and \"Flat\" is priced by phase"),
        ] as [(String?, String?, String)])
    func outsidePhases(_ phase: String?, _ task: String?, _ fact: String) {
        let (rated, found) = byPhase.rate([entry(1), entry(2, task: task, phase: phase)].suffix(1))
        #expect(rated == nil)
        #expect(found.map(\.code) == [.phaseUnknown])
        #expect(found.first?.place == Place(file: "inbox/a.csv", line: 3))
        #expect(found.first?.fact == fact)
        #expect(found.first?.remedy?.contains("L100, L200, L300, closing") == true)
    }

    @Test func theTaskItselfBeatsThePhaseAboveIt() {
        var bench = Bench()
        bench.arrangement = flat([
            part("L100", 100_000, billed: "2026-10-15", named: "Assessment"),
            part("L110", 200_000, billed: "2026-10-15", named: "Facts"),
        ])
        let rated = bench.rate([entry(1, task: "L110"), entry(2, task: "L120")]).rated
        #expect(
            rated?.charges.map(\.trace.last) == [.covered(by: "Facts"), .covered(by: "Assessment")])
    }

    // MARK: Milestones and instalments

    private func milestones(_ entries: CoveredEntries = .noCharge) -> Bench {
        Bench(
            .flat(
                FlatFee(
                    parts: [("Filing", 200_000), ("Verdict", 300_000)].map { name, cents in
                        FlatFee.Part(
                            id: "milestone/" + name, name: name, minorUnits: cents,
                            due: .event(name))
                    }, entries: entries)))
    }

    @Test(
        "a milestone is billed on the first statement that reaches its event",
        arguments: [("2026-10-30", 200_000), ("2026-10-31", 200_000), ("2026-11-01", 0)])
    func milestone(_ date: String, _ fee: Int) {
        var bench = milestones()
        bench.events = [recorded("filing", date)]
        let rated = bench.rate([entry(1)]).rated
        #expect(rated?.fees == usd(fee))
        #expect(rated?.waiting == (fee == 0 ? [EntryKey(1)] : []))
    }

    @Test func workGoesWithTheMilestoneThatComesNext() throws {
        let filing = recorded("filing", "2026-10-20")
        let verdict = recorded("verdict", "2026-12-10")
        let months = try milestones().months([
            Month("2026-10-31", [entry(1)], events: [filing]),
            Month("2026-11-30", [entry(2, on: "2026-11-10")]),
            // An appeal's verdict is none of this agreement's.
            Month(
                "2026-12-31", [entry(3, on: "2026-12-01")],
                events: [filing, verdict, recorded("verdict", "2026-12-20")]),
            Month("2027-01-31", [entry(4, on: "2026-12-02")], events: []),
        ])
        #expect(months.map(\.fees) == [200_000, 0, 300_000, 0])
        #expect(
            months.map(\.lines) == [
                [EntryKey(1)], [], [EntryKey(2), EntryKey(3)], [EntryKey(4)],
            ])
        #expect(months[1].rated.waiting == [EntryKey(2)])
        #expect(months[2].rated.charges.first?.trace.last == .covered(by: "Verdict"))
    }

    @Test func milestonesReachedInOneMonthAreBothBilled() {
        var bench = milestones()
        bench.events = [recorded("verdict", "2026-10-21"), recorded("filing", "2026-10-20")]
        #expect(bench.rate([]).rated?.items.map(\.amount) == [usd(200_000), usd(300_000)])
    }

    private func instalments(_ amounts: [Int], from month: Int, of year: Int = 2026) -> FeeBasis {
        .flat(
            FlatFee(
                parts: amounts.indices.map { index in
                    let first = day("\(year)-\(month < 10 ? "0" : "")\(month)-15")
                    return FlatFee.Part(
                        id: "instalment/\(index + 1)",
                        name: "Instalment \(index + 1) of \(amounts.count)",
                        minorUnits: amounts[index], due: .on(first.adding(months: index)))
                }, entries: .noCharge))
    }

    @Test func instalmentsAreBilledOneAfterTheOtherAndLateWorkWithTheNext() throws {
        let months = try Bench(instalments([100_000, 100_000, 100_001], from: 10)).months([
            Month("2026-10-14", [entry(1)]), Month("2026-10-31"),
            Month("2026-11-30", [entry(2, on: "2026-10-06")]),
            Month("2027-01-31"), Month("2027-02-28", [entry(3, on: "2027-02-01")]),
        ])
        #expect(months.map(\.fees) == [0, 100_000, 100_000, 100_001, 0])
        #expect(
            months.map(\.lines) == [[], [EntryKey(1)], [EntryKey(2)], [], [EntryKey(3)]])
        #expect(months[3].items.map(\.description) == ["Instalment 3 of 3"])
    }

    @Test func aRunThatWasLeftOutIsMadeUpFor() throws {
        let months = try Bench(instalments([100_000, 100_000, 100_001], from: 10)).months([
            Month("2026-12-31")
        ])
        #expect(months[0].amounts == [100_000, 100_000, 100_001])
    }

    // MARK: One agreement after another

    @Test func nextYearsInstalmentsAreBilledThoughThisYearsWere() throws {
        let bench = Bench(
            instalments([100_000, 100_000], from: 11), from: day("2027-01-01"),
            instalments([120_000, 120_000], from: 1, of: 2027))
        let months = try bench.months([
            Month("2026-11-30"), Month("2026-12-31"), Month("2027-01-31"), Month("2027-02-28"),
            Month("2027-03-31"),
        ])
        #expect(months.map(\.fees) == [100_000, 100_000, 120_000, 120_000, 0])
    }

    @Test func ofARewrittenPlanOnlyWhatFallsDueFromThenOnIsNew() throws {
        // Six from October on; from December on the same six at another amount.
        let bench = Bench(
            instalments(Array(repeating: 100_000, count: 6), from: 10), from: day("2026-12-01"),
            instalments(Array(repeating: 80_000, count: 6), from: 10))
        let months = try bench.months([
            Month("2026-10-31"), Month("2026-12-31"), Month("2027-01-31"),
        ])
        #expect(months.map(\.amounts) == [[100_000], [100_000, 80_000], [80_000]])
    }

    @Test func aPriceRaisedBeforeItFellDueTakesTheEarlierWorkWithIt() throws {
        let whole = { (cents: Int) in
            FeeBasis.flat(
                FlatFee(
                    parts: [FlatFee.Part(name: "Deal", minorUnits: cents, due: .event("closing"))],
                    entries: .prorated))
        }
        var bench = Bench(whole(100_000), from: day("2026-11-01"), whole(130_000))
        bench.events = [recorded("closing", "2026-11-20")]
        let months = try bench.months([
            Month("2026-10-31", [entry(1)]),
            Month("2026-11-30", [entry(2, by: "BB", on: "2026-11-02")]),
        ])
        #expect(months.map(\.fees) == [0, 130_000])
        // 1,300.00 in the proportion 400 to 250
        #expect(months[1].rated.charges.map(\.amount) == [usd(80_000), usd(50_000)])
        #expect(months[1].diagnostics == [])
    }

    @Test func whatFellDueBeforeTheNewAgreementIsBilledOnce() throws {
        let whole = { (cents: Int) in
            FeeBasis.flat(
                FlatFee(
                    parts: [
                        FlatFee.Part(name: "Deal", minorUnits: cents, due: .on(day("2026-10-10")))
                    ], entries: .noCharge))
        }
        let bench = Bench(whole(100_000), from: day("2026-10-16"), whole(130_000))
        let months = try bench.months([Month("2026-10-31"), Month("2026-11-30")])
        #expect(months.map(\.amounts) == [[100_000], []])
        // After hourly work it is the new agreement's own.
        let after = Bench(.hourly, from: day("2026-10-16"), whole(130_000))
        let later = try after.months([Month("2026-10-31", [entry(1)]), Month("2026-11-30")])
        #expect(later.map(\.fees) == [170_000, 0])
    }

    @Test func workThatNoPriceCanCoverAnyMoreIsPointedOut() throws {
        let whole = FeeBasis.flat(
            FlatFee(
                parts: [FlatFee.Part(name: "Deal", minorUnits: 1, due: .on(day("2026-12-31")))],
                entries: .noCharge))
        let bench = Bench(whole, from: day("2026-10-16"), .hourly)
        let month = try bench.months([
            Month("2026-10-31", [entry(1, on: "2026-10-15"), entry(2, on: "2026-10-16")])
        ])[0]
        #expect(month.fees == 40_000)
        #expect(month.rated.waiting == [EntryKey(1)])
        #expect(month.diagnostics.map(\.code) == [.priceNeverDue])
        #expect(month.diagnostics.map(\.severity) == [.warning])
        #expect(month.diagnostics.first?.place?.file == "arrangements/agreed.yaml")
        #expect(
            month.diagnostics.first?.fact
                == "1 entry of matter M1 from before 2026-10-16 cannot be "
                + "billed: no price of \"First\" fell due before that day")
    }

    @Test func lateWorkOfAReplacedPlanIsCovered() throws {
        let bench = Bench(
            instalments([100_000, 100_000], from: 10), from: day("2026-11-01"), .hourly)
        let months = try bench.months([
            Month("2026-10-31"), Month("2026-11-30", [entry(1, on: "2026-10-30")]),
        ])
        #expect(months.map(\.fees) == [100_000, 0])
        #expect(months[1].lines == [EntryKey(1)])
        #expect(months[1].diagnostics == [])
    }
}

@Suite struct ProratedTests {
    private func prorated(_ cents: Int, currency: String? = nil) throws -> Bench {
        var bench = Bench()
        if let currency { try bench.use(currency, aa: 40_000, bb: 25_000) }
        bench.arrangement = flat([part(nil, cents, billed: "2026-10-31", named: "Deal")], .prorated)
        return bench
    }

    @Test(arguments: ["JPY", "USD", "KWD"])
    func linesBearThePriceByTheirStandardValue(_ currency: String) throws {
        let rated = try #require(
            try prorated(100_000, currency: currency).rate([entry(1), entry(2, by: "BB")]).rated)
        // 100,000 × 40,000 / 65,000 = 61,538.46, × 25,000 / 65,000 = 38,461.54: the unit that is
        // left goes to the larger remainder
        #expect(rated.charges.map(\.amount.minorUnits) == [61_538, 38_462])
        #expect(rated.charges.map(\.display) == [.share, .share])
        #expect(rated.fees.minorUnits == 100_000)
        let item = try #require(rated.items.first)
        #expect(item.isInLines)
        #expect(item.amount.isZero)
        #expect(item.working.map(\.money?.minorUnits) == [100_000])
        #expect(item.part == FeePartID(matter: MatterID("M1"), part: "whole"))
    }

    @Test func theLeftOverCentGoesToTheLineThatIsListedFirst() throws {
        let time = [
            entry(3, on: "2026-10-02"), entry(1, on: "2026-10-03"), entry(2, on: "2026-10-04"),
        ]
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let rated = try #require(try prorated(10_000).rate(order.map { time[$0] }).rated)
            let shares = Dictionary(
                uniqueKeysWithValues: rated.charges.map { ($0.entry.key.number, $0.amount) })
            // 100.00 / 3 = 33.33, and one cent is left
            #expect(shares == [3: usd(3_334), 1: usd(3_333), 2: usd(3_333)])
        }
    }

    @Test func timeThatIsWorthNothingBearsNothing() throws {
        let rated = try #require(
            try prorated(10_000).rate([
                entry(1), entry(2, tenths: 0), entry(3, .noCharge), entry(4, rate: 0),
            ]).rated)
        #expect(rated.charges.map(\.amount) == [usd(10_000), usd(0), usd(0), usd(0)])
        #expect(rated.charges.map(\.display) == [.share, .noCharge, .noCharge, .noCharge])
    }

    @Test(
        "a price that no line can bear stands for itself",
        arguments: [[], [entry(1, tenths: 0)], [entry(1, .noCharge), entry(2, rate: 0)]])
    func noLineForIt(_ time: [TimeEntry]) throws {
        let rated = try #require(try prorated(10_000).rate(time).rated)
        #expect(rated.items.map(\.amount) == [usd(10_000)])
        #expect(rated.items.map(\.isInLines) == [false])
        #expect(rated.charges.allSatisfy { $0.display == .noCharge })
        #expect(rated.fees == usd(10_000))
    }

    @Test func aPriceBelowACentALineStillSums() throws {
        let rated = try #require(try prorated(2).rate([entry(1), entry(2), entry(3)]).rated)
        #expect(rated.charges.map(\.amount) == [usd(1), usd(1), usd(0)])
    }

    @Test func eachPhaseBearsItsOwnPrice() throws {
        var bench = Bench()
        bench.arrangement = flat(
            [
                part("L100", 10_000, billed: "2026-10-15", named: "Facts"),
                part("L200", 30_000, billed: "2026-10-15", named: "Pleadings"),
                part("L300", 99_999, billed: nil),
            ], .prorated)
        let rated = try #require(
            bench.rate([
                entry(1, task: "L110"), entry(2, task: "L210"), entry(3, task: "L120"),
                entry(4, task: "L310"),
            ]).rated)
        #expect(rated.charges.map(\.entry.key.number) == [1, 2, 3])
        #expect(rated.charges.map(\.amount) == [usd(5_000), usd(30_000), usd(5_000)])
        #expect(rated.waiting == [EntryKey(4)])
    }

    @Test func workLoadedAfterTheBillBearsNothing() throws {
        let months = try prorated(10_000).months([
            Month("2026-10-31", [entry(1)]), Month("2026-11-30", [entry(2, on: "2026-10-06")]),
        ])
        #expect(months.map(\.fees) == [10_000, 0])
        #expect(months[1].rated.charges.map(\.display) == [.noCharge])
    }

    @Test func laterTermsTakeOffTheWholePrice() throws {
        var bench = try prorated(10_000)
        bench.arrangement?.agreements[0].terms = [
            .adjustment(PercentAdjustment(percent: Percent(thousandths: -10_000), reason: "Less"))
        ]
        let rated = try #require(bench.rate([entry(1), entry(2)]).rated)
        // 100.00 less 10 %
        #expect(
            rated.items.last?.working == [
                .percent(.share, Percent(thousandths: -10_000), of: usd(10_000))
            ])
        #expect(rated.fees == usd(9_000))
    }
}
