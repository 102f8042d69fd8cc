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
    let rounding = TimeRounding(practice, decimals: decimals)
    guard practice.per == .day else { return entries.map { rounding.billed(seconds: $0.seconds) } }
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
        let shares = rounding.billed(day: ordered.map { entries[$0].seconds })
        for (index, share) in zip(ordered, shares) { billed[index] = share }
    }
    return billed
}

/// Worked seconds as billed hours, by the increment, rounding, grace and minimum in force.
///
/// Increments are counted in whole units first; hours are rounded to the printed decimals once,
/// after that. The rule is named for the trace; names are made once, there may be a million entries.
package struct TimeRounding {
    private let practice: TimePractice
    private let decimals: Int
    private let rounding: TimePractice.Rounding
    private let grace: Int
    private let incrementName: String
    private let minimumName: String

    package init(_ practice: TimePractice, decimals: Int) {
        self.practice = practice
        self.decimals = decimals
        rounding = practice.rounding ?? .up
        grace = rounding == .down ? 0 : practice.graceMinutes ?? 0
        minimumName = "minimum \(practice.minimumMinutes ?? 0) minutes"
        incrementName =
            if case .minutes(let minutes) = practice.increment {
                "\(rounding.rawValue) to \(minutes) minutes"
                    + (grace > 0 ? ", \(grace) of grace" : "")
            } else {
                "as recorded"
            }
    }

    /// Of seconds that are rounded as one.
    package func billed(seconds: Int) -> BilledTime {
        let minimum = seconds > 0 ? (practice.minimumMinutes ?? 0) * 60 : 0
        let counted =
            if case .minutes(let minutes) = practice.increment {
                units(of: seconds, in: minutes * 60) * minutes * 60
            } else {
                seconds
            }
        return BilledTime(
            hours: Hours(seconds: max(counted, minimum), decimals: decimals),
            rule: counted < minimum ? minimumName : incrementName)
    }

    private func units(of seconds: Int, in unit: Int) -> Int {
        let (units, rest) = seconds.quotientAndRemainder(dividingBy: unit)
        let isBilledUp =
            switch rounding {
            case .up: rest > grace * 60
            case .nearest: 2 * rest >= unit && rest > grace * 60
            case .down: false
            }
        return isBilledUp ? units + 1 : units
    }

    /// Of the entries of one person and day: they share what their sum is billed at.
    fileprivate func billed(day seconds: [Int]) -> [BilledTime] {
        let sum = seconds.reduce(0, +)
        let whole = billed(seconds: sum)
        guard seconds.count > 1, sum > 0 else { return seconds.map { _ in whole } }
        let day = BilledDay(
            entries: seconds.count, seconds: sum, hours: whole.hours, rule: whole.rule)
        let unit = Hours.tenThousandths(ofOneInPlace: decimals)
        return proRata(whole.hours.tenThousandths / unit, by: seconds).map {
            BilledTime(
                hours: Hours(tenThousandths: $0 * unit), rule: "share of the day", day: day)
        }
    }
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
