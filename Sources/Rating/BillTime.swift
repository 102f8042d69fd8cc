package import Billing

/// The billed hours of one entry, and the rule that made them.
package struct BilledTime: Sendable, Equatable {
    package var hours: Hours
    package var rule: String
}

/// Worked seconds of entries as billed hours, one for each, by the increment, rounding and minimum
/// in force.
func billTime(_ entries: [TimeEntry], practice: TimePractice, decimals: Int) -> [BilledTime] {
    entries.map {
        let (hours, rule) = billedHours(
            seconds: $0.seconds, practice: practice, decimals: decimals)
        return BilledTime(hours: hours, rule: rule)
    }
}

/// Worked seconds as billed hours, by the increment, rounding and minimum in force.
///
/// Increments are counted in whole units first; hours are rounded to the printed decimals once,
/// after that. The rule is named in the trace.
package func billedHours(
    seconds: Int, practice: TimePractice, decimals: Int
) -> (hours: Hours, rule: String) {
    let minimum = seconds > 0 ? (practice.minimumMinutes ?? 0) * 60 : 0
    guard case .minutes(let minutes) = practice.increment ?? .exact else {
        let rule = seconds < minimum ? "minimum \(minimum / 60) minutes" : "as recorded"
        return (Hours(seconds: max(seconds, minimum), decimals: decimals), rule)
    }
    let unit = minutes * 60
    let rounding = practice.rounding ?? .up
    let units =
        switch rounding {
        case .up: (seconds + unit - 1) / unit
        case .nearest: (2 * seconds + unit) / (2 * unit)
        case .down: seconds / unit
        }
    if units * unit < minimum {
        return (Hours(seconds: minimum, decimals: decimals), "minimum \(minimum / 60) minutes")
    }
    return (
        Hours(seconds: units * unit, decimals: decimals),
        "\(rounding.rawValue) to \(minutes) minutes"
    )
}
