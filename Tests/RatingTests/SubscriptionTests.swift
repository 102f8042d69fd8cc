import Billing
import Rating
import TestSupport
import Testing

/// A month at 4,500.00 with 20 hours and 3 filings, more at 250.00 and 350.00, from October 2026 on.
@Suite struct SubscriptionTests {
    private func subscription(
        _ change: (inout Subscription) -> Void = { _ in }
    ) -> Subscription {
        var subscription = Subscription(
            name: "Counsel", minorUnits: 450_000, every: .month, begins: day("2026-10-01"),
            billed: .inArrears, includedHours: hours(2_000), overage: .rate(25_000),
            entries: .noCharge)
        change(&subscription)
        return subscription
    }

    private func bench(_ change: (inout Subscription) -> Void = { _ in }) -> Bench {
        Bench(.subscription(subscription(change)))
    }

    /// Entries of eight hours a day from the first of the month on, as far as the tenths go.
    private func worked(_ tenths: Int, in month: String, from key: Int) -> [TimeEntry] {
        (0..<(tenths + 79) / 80).map { index in
            entry(
                key + index, by: "BB", on: "\(month)-\(index < 9 ? "0" : "")\(index + 1)",
                tenths: min(80, tenths - index * 80))
        }
    }

    // MARK: Hours

    @Test(
        "hours beyond the included ones cost their rate",
        arguments: [
            // tenths of an hour worked, and what lies beyond 20.0 hours × 250.00
            (0, 0), (199, 0), (200, 0), (201, 2_500), (300, 250_000),
        ])
    func overage(_ tenths: Int, _ cents: Int) throws {
        let (rated, found) = bench().rate(worked(tenths, in: "2026-10", from: 1))
        #expect(found == [])
        let items = try #require(rated?.items)
        #expect(items.map(\.kind) == [.subscription, .overage])
        #expect(items.map(\.amount) == [usd(450_000), usd(cents)])
        #expect(items[0].description == "Counsel")
        #expect(items[0].days == day("2026-10-01")...day("2026-10-31"))
        let used = hours(tenths * 10)
        var working: [WorkingStep] = [.given(.included, hours(2_000)), .given(.used, used)]
        if cents > 0 {
            let beyond = hours(tenths * 10 - 2_000)
            working += [
                .sum(.beyond, used, hours(-2_000)), .product(.quantity, beyond, usd(25_000)),
            ]
        }
        #expect(items[1].working == working)
        #expect(rated?.charges.allSatisfy { $0.display == .noCharge } == true)
    }

    @Test func noChargeTimeUsesNoHours() {
        let rated = bench().rate(
            worked(200, in: "2026-10", from: 1) + [
                entry(90, on: "2026-10-30", .noCharge), entry(91, .nonBillable),
            ]
        ).rated
        #expect(rated?.fees == usd(450_000))
        #expect(rated?.charges.contains { $0.entry.key == EntryKey(90) } == true)
    }

    @Test(
        "a share of what the last hours are worth",
        arguments: [
            // 20.0 hours, then one of AA: 80 % of 400.00
            (10, 32_000),
            // Two of AA on one entry, of which the second lies beyond; the rest is at 250.00:
            // 20.5 + 2.0 - 20.0 = 2.5: 2.0 h × 400.00 and 0.5 h × 250.00 = 925.00, 80 % = 740.00
            (20, 64_000), (1, 3_200),
        ])
    func share(_ tenths: Int, _ cents: Int) {
        let bench = bench { $0.overage = .share(Percent(thousandths: 80_000)) }
        let time =
            worked(200, in: "2026-10", from: 1) + [entry(9, on: "2026-10-31", tenths: tenths)]
        #expect(bench.rate(time).rated?.fees == usd(450_000 + cents))
        #expect(bench.rate(time.reversed()).rated?.fees == usd(450_000 + cents))
    }

    @Test func ofAnEntryThatOnlyPartlyLiesBeyondItsPartCounts() throws {
        let bench = bench { $0.overage = .share(Percent(thousandths: 80_000)) }
        // 20.5 hours of BB, then 2.0 of AA: 2.0 h × 400.00 + 0.5 h × 250.00 = 925.00, 80 % = 740.00
        let time = worked(205, in: "2026-10", from: 1) + [entry(9, on: "2026-10-31", tenths: 20)]
        let item = try #require(bench.rate(time).rated?.items.last)
        #expect(
            item.working.last == .percent(.share, Percent(thousandths: 80_000), of: usd(92_500)))
        #expect(item.amount == usd(74_000))
    }

    @Test func withoutAnOveragePriceTheHoursAreOnlyTold() throws {
        let item = try #require(
            bench { $0.overage = .none }.rate(worked(210, in: "2026-10", from: 1)).rated?.items
                .last)
        #expect(item.working.last == .sum(.beyond, hours(2_100), hours(-2_000)))
        #expect(item.amount == usd(0))
    }

    // MARK: Hours carried over

    /// 15, 22 and 24 hours: 5 left, 2 too many, 4 too many.
    @Test(
        "unused hours are used in later periods, the oldest first",
        arguments: [
            // None: 2 × 250.00, 4 × 250.00
            (Subscription.Rollover.none, [0, 50_000, 100_000]),
            // For one period: November uses 2 of October's 5, and December may not have the 3
            (.periods(1), [0, 0, 100_000]),
            // December has the 3 that are left: 1 × 250.00
            (.periods(2), [0, 0, 25_000]), (.unlimited, [0, 0, 25_000]),
        ])
    func rollover(_ rollover: Subscription.Rollover, _ overages: [Int]) throws {
        let bench = bench { $0.rollover = rollover }
        let time = [
            worked(150, in: "2026-10", from: 1), worked(220, in: "2026-11", from: 10),
            worked(240, in: "2026-12", from: 20),
        ]
        let months = try bench.months([
            Month("2026-10-31", time[0]), Month("2026-11-30", time[1]),
            Month("2026-12-31", time[2]),
        ])
        #expect(months.map(\.amounts) == overages.map { [450_000, $0] })
        // One statement for all three comes to the same.
        let once = try bench.months([Month("2026-12-31", time.flatMap { $0 }.reversed())])
        #expect(once[0].fees == 3 * 450_000 + overages.reduce(0, +))
        #expect(once[0].items.filter { $0.kind == .subscription }.count == 3)
    }

    /// 15 of 20 hours, then 22: October has 5 to carry, of which 3 are left.
    @Test(
        "what may be used in the next period is told",
        arguments: [
            (Subscription.Rollover.none, [nil, nil]), (.periods(1), [500, nil]),
            (.periods(2), [500, 300]), (.unlimited, [500, 300]),
        ] as [(Subscription.Rollover, [Int?])])
    func carriedOver(_ rollover: Subscription.Rollover, _ hundredths: [Int?]) throws {
        let months = try bench { $0.rollover = rollover }.months([
            Month("2026-10-31", worked(150, in: "2026-10", from: 1)),
            Month("2026-11-30", worked(220, in: "2026-11", from: 10)),
        ])
        let told = months.map { month in
            month.items[1].working.first { $0.name == .carriedOut }?.result
        }
        #expect(told == hundredths.map { $0.map { .hours(hours($0)) } })
    }

    @Test func theOldestHoursAreUsedFirst() throws {
        // 10 and 15 hours left of 20: November 10, December 5. January uses 22 and takes 2 of
        // October's 10, so that February, two periods after, has November's 5 and none of October's.
        let bench = bench { $0.rollover = .periods(3) }
        let months = try bench.months([
            Month("2026-10-31", worked(100, in: "2026-10", from: 1)),
            Month("2026-11-30", worked(150, in: "2026-11", from: 10)),
            Month("2026-12-31", worked(200, in: "2026-12", from: 20)),
            // 20 + 10 + 5 = 35 hours are there; 31 are used: October's 10 and 1 of November's
            Month("2027-01-31", worked(310, in: "2027-01", from: 30)),
            // 20 + 4 = 24 hours are there; 25 are used
            Month("2027-02-28", worked(250, in: "2027-02", from: 40)),
        ])
        #expect(months.map { $0.amounts[1] } == [0, 0, 0, 0, 25_000])
        #expect(
            months[4].items[1].working == [
                .given(.included, hours(2_000)), .given(.carriedIn, hours(400)),
                .given(.used, hours(2_500)),
                .sum(.beyond, hours(2_500), hours(-2_000), hours(-400)),
                .product(.quantity, hours(100), usd(25_000)),
            ])
    }

    // MARK: Waiting and late time

    @Test func timeOfARunningPeriodWaitsForItsEnd() throws {
        let months = try bench().months([
            Month("2026-11-15", [entry(1, on: "2026-10-31"), entry(2, on: "2026-11-01")]),
            Month("2026-11-30"),
        ])
        #expect(months.map(\.lines) == [[EntryKey(1)], [EntryKey(2)]])
        #expect(months[0].rated.waiting == [EntryKey(2)])
        #expect(months.map(\.fees) == [450_000, 450_000])
    }

    @Test func lateTimeUsesWhatItsOwnPeriodHasLeft() throws {
        let months = try bench().months([
            Month("2026-10-31", worked(150, in: "2026-10", from: 1)),
            // Of October 6 hours more, of which 5 were left; November has its own 20.
            Month(
                "2026-11-30",
                worked(200, in: "2026-11", from: 10) + [entry(90, on: "2026-10-31", tenths: 60)]),
            // Nothing is left now, and no period has ended: it is billed all the same.
            Month("2026-12-15", [entry(91, on: "2026-10-31", tenths: 1)]),
            Month("2026-12-31"),
        ])
        #expect(
            months.map(\.amounts) == [
                [450_000, 0], [450_000, 25_000, 0], [2_500], [450_000, 0],
            ])
        #expect(
            months[1].items[1].working == [
                .given(.room, hours(500)), .given(.used, hours(600)),
                .sum(.beyond, hours(600), hours(-500)),
                .product(.quantity, hours(100), usd(25_000)),
            ])
    }

    @Test func hoursThatLateTimeUsedAreNotCarriedOver() throws {
        let bench = bench { $0.rollover = .unlimited }
        let months = try bench.months([
            Month("2026-10-31", worked(150, in: "2026-10", from: 1)),
            // October's 5 are used by 3 late ones: 2 are left for November's 23, 1 × 250.00
            Month(
                "2026-11-30",
                worked(230, in: "2026-11", from: 10) + [entry(90, on: "2026-10-31", tenths: 30)]),
        ])
        #expect(months[1].amounts == [450_000, 0, 25_000])
    }

    @Test func lateTimeAtNoChargeIsListedAndReckonsNothing() throws {
        let months = try bench().months([
            Month("2026-10-31"), Month("2026-11-15", [entry(1, on: "2026-10-05", .noCharge)]),
        ])
        #expect(months[1].items == [])
        #expect(months[1].lines == [EntryKey(1)])
    }

    @Test func workFromBeforeTheFirstPeriodCountsWithIt() throws {
        let months = try bench().months([
            Month("2026-09-30", [entry(1, on: "2026-09-20", tenths: 210)]), Month("2026-10-31"),
        ])
        #expect(months[0].rated.isEmpty)
        #expect(months[0].rated.waiting == [EntryKey(1)])
        #expect(months[1].amounts == [450_000, 25_000])
    }

    // MARK: Prices and periods

    @Test(
        "in arrears the last day of the period is reached, in advance the first",
        arguments: [
            (Subscription.Billed.inArrears, "2026-10-30", 0), (.inArrears, "2026-10-31", 1),
            (.inArrears, "2026-11-29", 1), (.inArrears, "2026-11-30", 2),
            (.inAdvance, "2026-09-30", 0), (.inAdvance, "2026-10-01", 1),
            (.inAdvance, "2026-10-31", 1), (.inAdvance, "2026-11-01", 2),
        ])
    func due(_ billed: Subscription.Billed, _ through: String, _ count: Int) {
        let rated = bench { $0.billed = billed }.rate([], through: through).rated
        #expect(rated?.items.filter { $0.kind == .subscription }.count == count)
        #expect(rated?.fees == usd(count * 450_000))
    }

    @Test func inAdvanceThePriceComesFirstAndTheHoursAfter() throws {
        let bench = bench { $0.billed = .inAdvance }
        let months = try bench.months([
            Month("2026-10-01"), Month("2026-10-31", worked(210, in: "2026-10", from: 1)),
            Month("2026-11-30", [entry(90, on: "2026-11-30")]),
        ])
        #expect(months.map(\.amounts) == [[450_000], [25_000], [450_000, 0]])
    }

    @Test(
        "periods follow one another from their first day on",
        arguments: [
            ("2026-10-15", BillingPeriod.month, "2026-11-14"),
            ("2026-10-15", .quarter, "2027-01-14"),
            ("2026-10-15", .year, "2027-10-14"),
            // A month that has no 31st day ends the period the day before its last.
            ("2026-08-31", .month, "2026-09-29"),
        ])
    func periods(_ begins: String, _ every: BillingPeriod, _ last: String) {
        let bench = bench {
            $0.begins = day(begins)
            $0.every = every
        }
        let item = bench.rate([], through: last).rated?.items.first
        #expect(item?.days == day(begins)...day(last))
        let dayBefore = day(last).adding(days: -1).description
        #expect(bench.rate([], through: dayBefore).rated?.isEmpty == true)
    }

    @Test func whereThePriceCoversAllTimeItIsListedOnceThePriceIsBilled() throws {
        let time = [entry(1, on: "2026-10-05"), entry(2, on: "2026-12-05", tenths: 900)]
        let quarterly = { (billed: Subscription.Billed) in
            bench {
                $0.every = .quarter
                $0.includedHours = nil
                $0.billed = billed
            }
        }
        let arrears = try quarterly(.inArrears).months([
            Month("2026-10-31", time), Month("2026-11-30"), Month("2026-12-31"),
        ])
        #expect(arrears.map(\.fees) == [0, 0, 450_000])
        #expect(arrears.map(\.lines) == [[], [], [EntryKey(1), EntryKey(2)]])
        let advance = try quarterly(.inAdvance).months([
            Month("2026-10-31", time), Month("2026-11-30"), Month("2026-12-31"),
        ])
        #expect(advance.map(\.fees) == [450_000, 0, 0])
        #expect(advance.map(\.lines) == [[EntryKey(1)], [], [EntryKey(2)]])
    }

    @Test func aClosedMattersSubscriptionEndsWithItsPeriod() throws {
        var bench = bench()
        bench.matter.closed = day("2026-11-10")
        let months = try bench.months([
            Month("2026-11-30"), Month("2026-12-31"),
            // Closing work uses what the last period has left.
            Month("2027-01-31", [entry(1, on: "2026-12-03", tenths: 210)]),
        ])
        #expect(months.map(\.fees) == [900_000, 0, 25_000])
    }

    // MARK: Units

    private func withFilings(hours: Hours? = nil) -> Bench {
        bench {
            $0.includedHours = hours
            $0.overage = .none
            $0.units = [
                UnitPrice(
                    name: "Filing", minorUnits: 35_000, counted: .events("filing"), included: 3),
                UnitPrice(name: "Hearing", minorUnits: 90_000, counted: .entries("A109")),
            ]
        }
    }

    @Test(
        "units beyond the included ones have their price",
        arguments: [(0, 0), (2, 0), (3, 0), (4, 35_000), (6, 105_000)])
    func units(_ count: Int, _ cents: Int) throws {
        var bench = withFilings()
        bench.events = [recorded("filing", "2026-10-05", quantity: count)]
        let rated = try #require(bench.rate([]).rated)
        #expect(rated.fees == usd(450_000 + cents))
        #expect(rated.items.count == (cents == 0 ? 1 : 2))
        if cents > 0 {
            #expect(
                rated.items[1].working == [
                    .given(.included, 3), .given(.used, count), .sum(.beyond, count, -3),
                    .product(.quantity, count - 3, usd(35_000)),
                ])
        }
    }

    @Test func entriesAreUnitsTooAndLateOnesCountWithTheirPeriod() throws {
        var bench = withFilings()
        bench.arrangement = FeeArrangement(
            name: "Agreed",
            basis: .subscription(
                subscription {
                    $0.includedHours = nil
                    $0.units = [
                        UnitPrice(
                            name: "Hearing", minorUnits: 90_000, counted: .entries("A109"),
                            included: 1)
                    ]
                }))
        let months = try bench.months([
            Month(
                "2026-10-31", [entry(1, activity: "A109"), entry(2, activity: "A109", .noCharge)]),
            // One was included in October: this is its second. November has its own.
            Month(
                "2026-11-30",
                [
                    entry(3, on: "2026-10-06", activity: "A109"),
                    entry(4, on: "2026-11-06", activity: "A109"),
                ]),
        ])
        #expect(months.map(\.amounts) == [[450_000], [450_000, 90_000]])
    }

    @Test func aNumberOfUnitsPutRightIsPutRightOnTheNextStatement() throws {
        let filings = { recorded("filing", "2026-10-05", quantity: $0) }
        let months = try withFilings().months([
            Month("2026-10-31", events: [filings(5)]),
            // Four it were: one beyond the three, and two were billed.
            Month("2026-11-30", events: [filings(4)]),
            Month("2026-12-31", events: [filings(2)]),
            Month("2027-01-31", events: [filings(2), recorded("filing", "2026-10-20")]),
        ])
        #expect(
            months.map(\.amounts) == [
                [450_000, 70_000], [450_000, -35_000], [450_000, -35_000],
                [450_000],
            ])
        #expect(
            months[1].items.last?.working == [
                .given(.included, 3), .given(.used, 4), .sum(.beyond, 4, -3),
                .given(.billedBefore, 2), .product(.quantity, -1, usd(35_000)),
            ])
    }

    // MARK: One agreement after another

    @Test func aNewPriceHoldsFromItsFirstPeriodAndHoursAreCarriedIntoIt() throws {
        let bench = Bench(
            .subscription(subscription { $0.rollover = .unlimited }), from: day("2026-11-01"),
            .subscription(
                subscription {
                    $0.rollover = .unlimited
                    $0.minorUnits = 500_000
                    $0.overage = .rate(30_000)
                }))
        let october = worked(190, in: "2026-10", from: 1)
        let november = worked(220, in: "2026-11", from: 10)
        // October leaves 1 hour; 22 - 20 - 1 = 1 × 300.00
        let once = try bench.months([Month("2026-11-30", october + november)])
        #expect(once[0].amounts == [450_000, 0, 500_000, 30_000])
        let months = try bench.months([
            Month("2026-10-31", october), Month("2026-11-30", november), Month("2026-12-31"),
            // Late time of the old agreement: nothing of its hours is left, 0.1 × 250.00
            Month("2027-01-31", [entry(90, on: "2026-10-31", tenths: 1)]),
        ])
        #expect(
            months.map(\.amounts) == [
                [450_000, 0], [500_000, 30_000], [500_000, 0], [2_500, 500_000, 0],
            ])
    }

    @Test func itDoesNotReachBackBeforeItsAgreement() throws {
        let bench = Bench(.hourly, from: day("2026-12-01"), .subscription(subscription()))
        let months = try bench.months([
            Month("2026-11-30", [entry(1, on: "2026-11-05")]), Month("2026-12-31"),
        ])
        #expect(months.map(\.fees) == [40_000, 450_000])
    }

    @Test func anAgreementThatCutsAPeriodIsRefused() {
        let bench = Bench(.subscription(subscription()), from: day("2026-11-16"), .hourly)
        let before = bench.rate([entry(1)], through: "2026-11-15")
        #expect(before.diagnostics == [])
        let (rated, found) = bench.rate([entry(1)], through: "2026-11-30")
        #expect(rated == nil)
        #expect(found.map(\.code) == [.arrangementMeaningless])
        #expect(found.first?.place == Place(file: "arrangements/agreed.yaml"))
        #expect(found.first?.fact.contains("2026-11-01 – 2026-11-30") == true)
        #expect(found.first?.remedy == "let it begin on 2026-11-01 or on 2026-12-01")
    }

    @Test(arguments: ["JPY", "USD", "KWD"])
    func currencies(_ code: String) throws {
        var bench = bench { $0.overage = .rate(25_005) }
        try bench.use(code, aa: 1, bb: 1)
        // 0.1 h × 25,005 minor units = 2,500.5
        #expect(
            bench.rate(worked(201, in: "2026-10", from: 1)).rated?.fees.minorUnits == 452_501)
    }
}
