import Billing
import TestSupport
import Testing

@Suite struct HoursTests {
    @Test(
        "seconds become hours, rounded half up to the firm's decimals",
        arguments: [
            (0, 2, 0), (3_600, 2, 10_000),
            // 18 s = 0.005 h, 17 s = 0.00472 h
            (18, 2, 100), (17, 2, 0),
            // 54 s = 0.015 h
            (54, 2, 200), (53, 2, 100),
            // 1 000 s = 0.27777 h
            (1_000, 0, 0), (1_000, 1, 3_000), (1_000, 2, 2_800), (1_000, 3, 2_780),
            (1_000, 4, 2_778),
            // 1 800 s = 0.5 h
            (1_800, 0, 10_000), (1_799, 0, 0),
            // 180 s = 0.05 h
            (180, 1, 1_000), (179, 1, 0),
        ])
    func secondsBecomeHours(_ seconds: Int, _ decimals: Int, _ tenThousandths: Int) {
        let hours = Hours(seconds: seconds, decimals: decimals)
        #expect(hours == Hours(tenThousandths: tenThousandths))
    }

    @Test func roundedHoursAreNeverMoreThanHalfAUnitOff() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let seconds = Int.random(in: 0...Hours.largestSeconds, using: &random)
            let decimals = Int.random(in: 0...4, using: &random)
            let unit = [10_000, 1_000, 100, 10, 1][decimals]
            let hours = Hours(seconds: seconds, decimals: decimals)
            #expect(hours.tenThousandths % unit == 0, "\(seconds) s, \(decimals) decimals")
            // In units of 1/36 000 000 h: tenThousandths × 3 600 against seconds × 10 000.
            let error = hours.tenThousandths * 3_600 - seconds * 10_000
            #expect(
                error * 2 <= unit * 3_600 && error * 2 > -unit * 3_600,
                "\(seconds) s, \(decimals) decimals")
        }
    }

    @Test(
        "hours times rate is rounded half up once to the cent",
        arguments: [
            // 1.10 h × 333.33 = 366.663
            (11_000, 33_333, 36_666),
            // 0.50 h × 0.01 = 0.005
            (5_000, 1, 1),
            // 0.33 h × 450.00 = 148.50
            (3_300, 45_000, 14_850),
            // 0.25 h × 0.02 = 0.005; 0.2499 h × 0.02 = 0.004998
            (2_500, 2, 1), (2_499, 2, 0), (0, 45_000, 0),
        ])
    func hoursTimesRate(_ tenThousandths: Int, _ rate: Int, _ expected: Int) {
        #expect(Hours(tenThousandths: tenThousandths).times(usd(rate)) == usd(expected))
    }

    @Test func theLongestTimeAtTheHighestRateDoesNotOverflow() {
        // 10 000 h × 10 000 000 000.00
        let longest = Hours(seconds: Hours.largestSeconds, decimals: 4)
        #expect(longest.times(usd(Money.largestMinorUnits)).minorUnits == 10_000_000_000_000_000)
    }

    @Test func hoursAreAddedExactly() {
        #expect([hours(10), hours(20), hours(70)].sum() == hours(100))
        #expect(hours(100) - hours(30) == hours(70))
    }

    @Test func timesOfOneSumAddUpAsPrinted() {
        // 12 minutes are 0.20; 20 minutes are no hundredths of an hour.
        #expect(exactHours(seconds: 720) == "0.20" && exactHours(seconds: 1_200) == "0:20:00")
        #expect(exactHours([720, -1_800, 5_400]) == ["0.20", "-0.50", "1.50"])
        #expect(exactHours([720, -1_825, 45_009]) == ["0:12:00", "-0:30:25", "12:30:09"])
    }
}
