import Billing
import Rating
import TestSupport
import Testing

@Suite struct BillTimeTests {
    /// Worked minutes and seconds against billed hundredths at up, nearest and down.
    @Test(
        "worked time is rounded in whole increments, then to the printed decimals",
        arguments: [
            // increment, worked seconds, up, nearest, down
            // 1 min = 0.0167; 61 s is 2, 1, 1 minutes; 90 s is 2, 2, 1; 2 min = 0.0333
            (1, 60, [2, 2, 2]), (1, 61, [3, 2, 2]), (1, 90, [3, 3, 2]), (1, 89, [3, 2, 2]),
            // 5 min = 0.0833, 10 min = 0.1667, 55 min = 0.9167
            (5, 1, [8, 0, 0]), (5, 150, [8, 8, 0]), (5, 149, [8, 0, 0]), (5, 301, [17, 8, 8]),
            (5, 3_300, [92, 92, 92]),
            // 6 min = 0.1
            (6, 1, [10, 0, 0]), (6, 180, [10, 10, 0]), (6, 179, [10, 0, 0]),
            (6, 360, [10, 10, 10]), (6, 361, [20, 10, 10]), (6, 719, [20, 20, 10]),
            (6, 5_400, [150, 150, 150]), (6, 5_401, [160, 150, 150]),
            // 10 min = 0.1667, 20 min = 0.3333, 30 min = 0.5
            (10, 600, [17, 17, 17]), (10, 601, [33, 17, 17]), (10, 900, [33, 33, 17]),
            (10, 1_799, [50, 50, 33]),
            // 15 min = 0.25
            (15, 1, [25, 0, 0]), (15, 450, [25, 25, 0]), (15, 449, [25, 0, 0]),
            (15, 3_660, [125, 100, 100]),
            // 30 min = 0.5
            (30, 60, [50, 0, 0]), (30, 900, [50, 50, 0]), (30, 5_399, [150, 150, 100]),
            (30, 7_200, [200, 200, 200]), (6, 0, [0, 0, 0]),
        ])
    func increments(_ minutes: Int, _ seconds: Int, _ expected: [Int]) {
        let roundings: [TimePractice.Rounding] = [.up, .nearest, .down]
        for (rounding, hundredths) in zip(roundings, expected) {
            let practice = TimePractice(increment: .minutes(minutes), rounding: rounding)
            let billed = billedHours(seconds: seconds, practice: practice, decimals: 2)
            #expect(billed.hours == hours(hundredths), "\(rounding)")
            #expect(billed.rule == "\(rounding.rawValue) to \(minutes) minutes")
        }
    }

    @Test(
        "no entry is billed below the minimum, and none without time is raised to it",
        arguments: [
            // 12 min = 0.2; 15 min = 0.25; 10 min = 0.1667
            (6, 1, 12, 20, "minimum 12 minutes"), (6, 720, 12, 20, "up to 6 minutes"),
            (6, 721, 12, 30, "up to 6 minutes"), (6, 60, 15, 25, "minimum 15 minutes"),
            (6, 60, 10, 17, "minimum 10 minutes"), (15, 60, 6, 25, "up to 15 minutes"),
            (6, 0, 12, 0, "up to 6 minutes"),
        ])
    func minimum(
        _ minutes: Int, _ seconds: Int, _ minimum: Int, _ hundredths: Int, _ rule: String
    ) {
        let practice = TimePractice(
            increment: .minutes(minutes), rounding: .up, minimumMinutes: minimum)
        let billed = billedHours(seconds: seconds, practice: practice, decimals: 2)
        #expect(billed.hours == hours(hundredths))
        #expect(billed.rule == rule)
    }

    @Test(
        "exact time is rounded to the printed decimals only",
        arguments: [
            // 1 188 s = 0.33 h; 1 000 s = 0.2777… h; 18 s = 0.005 h
            (1_188, 0, 2, 3_300, "as recorded"), (1_000, 0, 2, 2_800, "as recorded"),
            (1_000, 0, 4, 2_778, "as recorded"), (18, 0, 2, 100, "as recorded"),
            (17, 0, 2, 0, "as recorded"), (60, 6, 2, 1_000, "minimum 6 minutes"),
            (360, 6, 2, 1_000, "as recorded"), (0, 6, 2, 0, "as recorded"),
        ])
    func exact(
        _ seconds: Int, _ minimum: Int, _ decimals: Int, _ tenThousandths: Int, _ rule: String
    ) {
        for rounding in TimePractice.Rounding.allCases {
            let practice = TimePractice(
                increment: .exact, rounding: rounding, minimumMinutes: minimum)
            let billed = billedHours(seconds: seconds, practice: practice, decimals: decimals)
            #expect(billed.hours == Hours(tenThousandths: tenThousandths))
            #expect(billed.rule == rule)
        }
    }

    @Test func roundingUpNeverLosesTimeAndRoundingDownNeverAddsAny() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let seconds = Int.random(in: 0...100_000, using: &random)
            let minutes = TimePractice.incrementsMinutes.randomElement(using: &random) ?? 6
            func billed(_ rounding: TimePractice.Rounding) -> Int {
                billedHours(
                    seconds: seconds,
                    practice: TimePractice(increment: .minutes(minutes), rounding: rounding),
                    decimals: 4
                ).hours.tenThousandths
            }
            // Half a unit of the last decimal is 0.18 s; compare in tenths of a second times 3.6.
            #expect(billed(.up) * 36 + 18 >= seconds * 100, "\(seconds) s by \(minutes)")
            #expect(billed(.down) * 36 - 18 <= seconds * 100, "\(seconds) s by \(minutes)")
            #expect(
                billed(.nearest) == billed(.up) || billed(.nearest) == billed(.down),
                "\(seconds) s by \(minutes)")
        }
    }

    // MARK: Grace

    /// Worked seconds against billed hundredths at up, nearest and down.
    @Test(
        "minutes within the grace are not billed up",
        arguments: [
            // increment, grace, worked seconds, up, nearest, down
            // 6 min = 0.1; 7 and 8 minutes are 1 and 2 beyond a step, 8:01 is more than 2
            (6, 2, 360, [10, 10, 10]), (6, 2, 420, [10, 10, 10]), (6, 2, 480, [10, 10, 10]),
            (6, 2, 481, [20, 10, 10]), (6, 2, 540, [20, 20, 10]), (6, 2, 719, [20, 20, 10]),
            // the first step is a step like any other
            (6, 2, 120, [0, 0, 0]), (6, 2, 121, [10, 0, 0]),
            // four minutes are more than half a step: they count for the nearest one, too
            (6, 4, 600, [10, 10, 10]), (6, 4, 601, [20, 20, 10]),
            // 15 min = 0.25, 30 min = 0.5
            (15, 5, 1_200, [25, 25, 25]), (15, 5, 1_201, [50, 25, 25]),
            (15, 5, 1_350, [50, 50, 25]), (6, 2, 0, [0, 0, 0]),
        ])
    func grace(_ minutes: Int, _ grace: Int, _ seconds: Int, _ expected: [Int]) {
        let roundings: [TimePractice.Rounding] = [.up, .nearest, .down]
        for (rounding, hundredths) in zip(roundings, expected) {
            let practice = TimePractice(
                increment: .minutes(minutes), rounding: rounding, graceMinutes: grace)
            let billed = billedHours(seconds: seconds, practice: practice, decimals: 2)
            #expect(billed.hours == hours(hundredths), "\(rounding)")
            let named = "\(rounding.rawValue) to \(minutes) minutes"
            #expect(billed.rule == (rounding == .down ? named : named + ", \(grace) of grace"))
        }
    }

    @Test func theMinimumComesBeforeTheGraceAndExactTimeHasNone() {
        var practice = TimePractice(
            increment: .minutes(6), rounding: .up, minimumMinutes: 6, graceMinutes: 2)
        #expect(billedHours(seconds: 60, practice: practice, decimals: 2).hours == hours(10))
        practice.increment = .exact
        practice.minimumMinutes = nil
        // 61 s = 0.0169… h
        let exact = billedHours(seconds: 61, practice: practice, decimals: 2)
        #expect(exact.hours == hours(2))
        #expect(exact.rule == "as recorded")
    }

    // MARK: Per day

    private func bill(
        _ entries: [TimeEntry], _ practice: TimePractice, decimals: Int = 2
    ) -> [Hours] {
        billTime(entries, practice: practice, decimals: decimals).map(\.hours)
    }

    /// Up to six minutes, a person's day as one.
    private let daily = TimePractice(increment: .minutes(6), rounding: .up, per: .day)

    private func worked(
        _ key: Int, minutes: Int, by timekeeper: String = "AA", on date: String = "2026-10-05",
        _ disposition: Disposition = .billable
    ) -> TimeEntry {
        var entry = entry(key, by: timekeeper, on: date, disposition)
        entry.seconds = minutes * 60
        return entry
    }

    @Test func aDayIsRoundedOnceAndSharedByWorkedTime() {
        // 7 + 5 + 1 = 13 minutes, up to 18: 0.30 h. Shares of 30 hundredths: 16.15…, 11.53…, 2.30…;
        // 16 + 11 + 2 leave one, for the largest remainder, .53…
        let entries = [worked(1, minutes: 7), worked(2, minutes: 5), worked(3, minutes: 1)]
        #expect(bill(entries, daily) == [hours(16), hours(12), hours(2)])
        // Each by itself: 0.20 + 0.10 + 0.10.
        var single = daily
        single.per = .entry
        #expect(bill(entries, single) == [hours(20), hours(10), hours(10)])
    }

    @Test(
        "a day at, below and above a step is billed as one entry of its length would be",
        arguments: [
            // minutes of two entries, hundredths of the day at up with and without a grace of 2
            ([3, 3], 10, 10), ([3, 4], 20, 10), ([4, 4], 20, 10), ([4, 5], 20, 20),
            ([6, 6], 20, 20), ([0, 6], 10, 10), ([0, 0], 0, 0), ([60, 61], 210, 200),
        ] as [([Int], Int, Int)])
    func thresholdsOfADay(_ minutes: [Int], _ plain: Int, _ graced: Int) {
        let entries = minutes.enumerated().map { worked($0 + 1, minutes: $1) }
        #expect(bill(entries, daily).sum() == hours(plain))
        var practice = daily
        practice.graceMinutes = 2
        #expect(bill(entries, practice).sum() == hours(graced))
    }

    @Test func theMinimumIsTheDaysAndNotEachEntrys() {
        var practice = daily
        practice.minimumMinutes = 12
        // 0.20 h over three equal entries: 6.66… each, and the first two take what is left.
        #expect(
            bill((1...3).map { worked($0, minutes: 1) }, practice)
                == [hours(7), hours(7), hours(6)])
    }

    @Test func personsDaysAndDispositionsAreRoundedApart() {
        let entries = [
            worked(1, minutes: 3), worked(2, minutes: 3, by: "BB"),
            worked(3, minutes: 3, on: "2026-10-06"), worked(4, minutes: 3, .noCharge),
            worked(5, minutes: 3), worked(6, minutes: 2, .noCharge),
        ]
        // 3 + 3 minutes of AA on the 5th are 0.10; so are 3 + 2 at no charge, as 6 : 4.
        #expect(bill(entries, daily) == [5, 10, 10, 6, 5, 4].map(hours))
    }

    @Test(
        "shares are whole in the printed decimals and sum to the day",
        arguments: [
            // 10 + 20 + 30 minutes: an hour as 1 : 2 : 3, in the last decimal's units
            (0, [0, 0, 1]), (1, [2, 3, 5]), (2, [17, 33, 50]), (3, [167, 333, 500]),
            (4, [1_667, 3_333, 5_000]),
        ])
    func decimals(_ decimals: Int, _ expected: [Int]) {
        let unit = [10_000, 1_000, 100, 10, 1][decimals]
        let entries = [10, 20, 30].enumerated().map { worked($0 + 1, minutes: $1) }
        #expect(
            bill(entries, daily, decimals: decimals)
                == expected.map { Hours(tenThousandths: $0 * unit) })
    }

    @Test func entriesWithoutTimeBearNothing() {
        #expect(
            bill([worked(1, minutes: 0), worked(2, minutes: 1)], daily) == [hours(0), hours(10)])
        #expect(bill([worked(1, minutes: 0), worked(2, minutes: 0)], daily) == [.zero, .zero])
    }

    @Test func splittingAnEntryOrTurningTheOrderRoundLeavesTheDayAsItIs() {
        let seed: UInt64 = 20_261_005
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var practice = TimePractice(
                rounding: TimePractice.Rounding.allCases.randomElement(using: &random))
            practice.increment =
                Bool.random(using: &random)
                ? .exact
                : .minutes(TimePractice.incrementsMinutes.randomElement(using: &random) ?? 6)
            practice.minimumMinutes = Int.random(in: 0...12, using: &random)
            practice.graceMinutes = Int.random(in: 0...5, using: &random)
            practice.per = .day
            let decimals = Int.random(in: 0...4, using: &random)
            var entries = (1...Int.random(in: 1...6, using: &random)).map {
                entry($0, tenths: Int.random(in: 0...40, using: &random))
            }
            let whole = bill(entries, practice, decimals: decimals)
            let straight = Dictionary(uniqueKeysWithValues: zip(entries.map(\.key), whole))
            entries.shuffle(using: &random)
            let shuffled = bill(entries, practice, decimals: decimals)
            #expect(Dictionary(uniqueKeysWithValues: zip(entries.map(\.key), shuffled)) == straight)
            let part = Int.random(in: 0...entries[0].seconds, using: &random)
            entries.append(entry(99))
            entries[entries.count - 1].seconds = part
            entries[0].seconds -= part
            #expect(bill(entries, practice, decimals: decimals).sum() == whole.sum())
        }
    }

    @Test func theTraceTellsTheDayAndTheShare() throws {
        var bench = Bench()
        bench.firm.time = daily
        let (rated, _) = bench.rate([worked(1, minutes: 7), worked(2, minutes: 6)])
        let charges = try #require(rated?.charges)
        // 13 minutes up to 18: 30 hundredths as 7 : 6, 16.15… and 13.84…
        #expect(charges.map(\.billed) == [hours(16), hours(14)])
        #expect(charges.map(\.entry.seconds) == [420, 360])
        #expect(
            charges[0].trace.prefix(2) == [
                .roundedTogether(
                    entries: 2, seconds: 780, rule: "up to 6 minutes", to: hours(30)),
                .rounded(seconds: 420, rule: "share of the day", to: hours(16)),
            ])
        // 0.16 × 400.00 + 0.14 × 400.00
        #expect(rated?.fees == usd(12_000))
    }

    @Test func aDayOfOneEntryReadsAsAnyEntry() throws {
        var bench = Bench()
        bench.firm.time = daily
        let trace = try #require(bench.rate([worked(1, minutes: 7)]).rated?.charges.first?.trace)
        #expect(trace.first == .rounded(seconds: 420, rule: "up to 6 minutes", to: hours(20)))
    }
}
