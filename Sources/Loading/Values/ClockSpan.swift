import Billing
import Foundation

/// The time that passes between two times of day, by the clock on a wall in some zone.
struct ClockSpan {
    /// Less than zero where the end is before the start.
    let seconds: Int
    /// Whether a time was read that the clock showed twice, of which the first was taken, or that
    /// it skipped.
    let isUncertain: Bool

    /// Times are seconds since midnight. Without a day for the end, it is the first such time after
    /// the start. Without a zone, days have 24 hours.
    init(
        from start: Int, on startDate: CivilDate, to end: Int, on endDate: CivilDate?,
        in zone: TimeZone?
    ) {
        let endDate = endDate ?? (end < start ? startDate.adding(days: 1) : startDate)
        let first = ClockSpan.instant(of: start, on: startDate, in: zone)
        let last = ClockSpan.instant(of: end, on: endDate, in: zone)
        seconds = last.seconds - first.seconds
        isUncertain = first.isUncertain || last.isUncertain
    }

    /// Seconds since the beginning of 1970 in Greenwich.
    private static func instant(
        of time: Int, on date: CivilDate, in zone: TimeZone?
    ) -> (seconds: Int, isUncertain: Bool) {
        let local = date.dayNumber * ClockTime.secondsOfDay + time
        guard let zone else { return (local, false) }
        func offset(_ seconds: Int) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        }
        // No zone changes its clock twice within two days.
        let before = offset(local - ClockTime.secondsOfDay)
        let after = offset(local + ClockTime.secondsOfDay)
        guard before != after else { return (local - before, false) }
        let isBefore = offset(local - before) == before
        let isAfter = offset(local - after) == after
        return isBefore || !isAfter
            ? (local - before, isBefore == isAfter) : (local - after, false)
    }
}
