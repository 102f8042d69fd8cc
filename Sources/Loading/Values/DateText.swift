import Billing

/// Dates as exports write them: `2026-10-31`, `31.10.2026`, and `10/31/2026` in either order.
package enum DateText: Equatable, Sendable {
    case date(CivilDate)
    /// Two numbers and a year with strokes between: which is the day depends on who wrote it.
    case slashed(first: Int, second: Int, year: Int)

    /// Nil where the text is no date. A time of day after the date is left out.
    package init?(_ text: String) {
        guard let day = DateText.day(of: text)?.utf8 else { return nil }
        if let date = CivilDate(iso: String(Substring(day))) {
            self = .date(date)
            return
        }
        let separator: UInt8 = day.contains(0x2F) ? 0x2F : 0x2E
        let parts = day.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == 3, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
            parts[2].count == 4
        else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard part.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(String(Substring(part)))
            else { return nil }
            numbers.append(number)
        }
        self = .slashed(first: numbers[0], second: numbers[1], year: numbers[2])
        if separator == 0x2E {
            guard let date = date(in: .dayFirst) else { return nil }
            self = .date(date)
        } else if date(in: .dayFirst) == nil, date(in: .monthFirst) == nil {
            return nil
        }
    }

    /// What stands before the time of day; nil where something else stands behind the date.
    static func day(of text: String) -> Substring? {
        let text = text.trimmed
        guard let end = text.utf8.firstIndex(where: { $0 == 0x20 || $0 == 0x54 }) else {
            return text[...]
        }
        let time = text[text.utf8.index(after: end)...]
        return ClockTime.isTimeWithZone(time) ? text[..<end] : nil
    }

    /// The day meant, read in `order`; nil where that order makes no date of it.
    package func date(in order: DateOrder) -> CivilDate? {
        switch self {
        case .date(let date): date
        case .slashed(let first, let second, let year):
            order == .dayFirst
                ? CivilDate(year: year, month: second, day: first)
                : CivilDate(year: year, month: first, day: second)
        }
    }
}

/// What the dates of a whole column say about the order they are written in.
package struct DateColumn: Sendable {
    /// The first line whose date only fits this order.
    package private(set) var onlyDayFirst: Int?
    package private(set) var onlyMonthFirst: Int?
    /// The first cell that fits both orders and means two days.
    package private(set) var undecided: Place?

    package init() {}

    package mutating func add(_ text: String, line: Int, place: @autoclosure () -> Place) {
        guard let read = DateText(text), case .slashed = read else { return }
        switch (read.date(in: .dayFirst), read.date(in: .monthFirst)) {
        case (.some, nil): onlyDayFirst = onlyDayFirst ?? line
        case (nil, .some): onlyMonthFirst = onlyMonthFirst ?? line
        case (let day, let month):
            if day != month, undecided == nil { undecided = place() }
        }
    }

    package enum Verdict: Equatable, Sendable {
        case order(DateOrder)
        /// Some dates fit only the one order, some only the other.
        case contradictory(dayFirst: Int, monthFirst: Int)
        case ambiguous(Place)
    }

    /// What the values show decides; where they show nothing, the firm's setting does.
    package func verdict(_ setting: DateOrder?) -> Verdict {
        switch (onlyDayFirst, onlyMonthFirst) {
        case (.some, nil): return .order(.dayFirst)
        case (nil, .some): return .order(.monthFirst)
        case (let dayFirst?, let monthFirst?):
            if let setting { return .order(setting) }
            return .contradictory(dayFirst: dayFirst, monthFirst: monthFirst)
        case (nil, nil):
            if let setting { return .order(setting) }
            return undecided.map { .ambiguous($0) } ?? .order(.monthFirst)
        }
    }
}
