package import Billing

/// The billed hours of one entry, and the rule that made them.
package struct BilledTime: Sendable, Equatable {
    package var hours: Hours
    package var rule: String
    /// Where the entry was rounded with others, what they come to together.
    package var day: BilledDay?
}

/// What one person did on one day for one matter, rounded as one.
package struct BilledDay: Sendable, Equatable {
    package var entries: Int
    package var seconds: Int
    package var hours: Hours
    package var rule: String
}

/// Worked seconds of one matter's entries as billed hours, one for each, by the practice in force.
///
/// Per day, a person's seconds of a day are summed and rounded once, and the entries share the
/// billed hours in proportion to their seconds, the last units of the printed decimals going to the
/// largest remainders, so that printed hours sum. Entries at no charge are rounded with each other,
/// never with billable ones: what is not charged does not change what is.
package func billTime(
    _ entries: [TimeEntry], practice: TimePractice, decimals: Int
) -> [BilledTime] {
    guard practice.per == .day else {
        return entries.map {
            billedTime(seconds: $0.seconds, practice: practice, decimals: decimals)
        }
    }
    struct Day: Hashable {
        var timekeeper: TimekeeperID
        var date: CivilDate
        var disposition: Disposition
    }
    let days = Dictionary(grouping: entries.indices) { index in
        let entry = entries[index]
        return Day(
            timekeeper: entry.timekeeper, date: entry.date, disposition: entry.disposition)
    }
    var billed = Array(
        repeating: BilledTime(hours: .zero, rule: ""), count: entries.count)
    for indices in days.values {
        // By key, so that the order in which entries come decides nothing.
        let ordered = indices.sorted { entries[$0].key < entries[$1].key }
        let shares = billDay(
            ordered.map { entries[$0].seconds }, practice: practice, decimals: decimals)
        for (index, share) in zip(ordered, shares) { billed[index] = share }
    }
    return billed
}

private func billDay(
    _ seconds: [Int], practice: TimePractice, decimals: Int
) -> [BilledTime] {
    let sum = seconds.reduce(0, +)
    let whole = billedTime(seconds: sum, practice: practice, decimals: decimals)
    guard seconds.count > 1, sum > 0 else { return seconds.map { _ in whole } }
    let day = BilledDay(
        entries: seconds.count, seconds: sum, hours: whole.hours, rule: whole.rule)
    let unit = Hours.tenThousandths(ofOneInPlace: decimals)
    return proRata(whole.hours.tenThousandths / unit, by: seconds).map {
        BilledTime(
            hours: Hours(tenThousandths: $0 * unit), rule: "share of the day", day: day)
    }
}

private func billedTime(
    seconds: Int, practice: TimePractice, decimals: Int
) -> BilledTime {
    let (hours, rule) = billedHours(seconds: seconds, practice: practice, decimals: decimals)
    return BilledTime(hours: hours, rule: rule)
}

/// Worked seconds as billed hours, by the increment, rounding, grace and minimum in force.
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
    let rounding = practice.rounding ?? .up
    let grace = rounding == .down ? 0 : practice.graceMinutes ?? 0
    var (units, rest) = seconds.quotientAndRemainder(dividingBy: minutes * 60)
    let isBilledUp =
        switch rounding {
        case .up: rest > grace * 60
        case .nearest: 2 * rest >= minutes * 60 && rest > grace * 60
        case .down: false
        }
    if isBilledUp { units += 1 }
    if units * minutes * 60 < minimum {
        return (Hours(seconds: minimum, decimals: decimals), "minimum \(minimum / 60) minutes")
    }
    return (
        Hours(seconds: units * minutes * 60, decimals: decimals),
        "\(rounding.rawValue) to \(minutes) minutes" + (grace > 0 ? ", \(grace) of grace" : "")
    )
}

extension BilledTime {
    /// How worked seconds became these hours.
    func steps(worked seconds: Int) -> [TraceStep] {
        let own = TraceStep.rounded(seconds: seconds, rule: rule, to: hours)
        guard let day else { return [own] }
        return [
            .roundedTogether(
                entries: day.entries, seconds: day.seconds, rule: day.rule, to: day.hours), own,
        ]
    }
}
