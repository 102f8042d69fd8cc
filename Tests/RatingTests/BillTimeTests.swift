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
}
