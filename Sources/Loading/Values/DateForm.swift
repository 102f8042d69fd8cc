import Billing

/// How an export writes its dates, as far as that is stated.
package struct DateForm: Sendable, Equatable {
    package enum Order: String, Sendable, CaseIterable {
        /// The column shows it, else the firm's setting.
        case automatic
        case dayFirst = "day-first"
        case monthFirst = "month-first"
        case yearFirst = "year-first"
        /// `20261031`.
        case compact = "yyyymmdd"
    }

    package var order: Order
    /// Years of two digits: 00 to 79 are 2000 to 2079, 80 to 99 are 1980 to 1999.
    package var allowsTwoDigitYears: Bool

    package init(_ order: Order = .automatic, allowsTwoDigitYears: Bool = false) {
        self.order = order
        self.allowsTwoDigitYears = allowsTwoDigitYears
    }

    /// Whether one date after the other can be read without a look at the whole column.
    var isOrderStated: Bool { order != .automatic }

    /// The date in a spelling that `DateText` reads: with a stated order year-month-day, else with
    /// four digits for the year. Nil where it is not what is stated.
    func plain(_ text: String) -> String? {
        if order == .automatic, !allowsTwoDigitYears { return text }
        guard let day = DateText.day(of: text) else { return nil }
        if CivilDate(iso: day) != nil { return String(day) }
        if order == .compact { return compact(day) }
        guard let separator = day.first(where: { !isDigit($0) }), "/.-".contains(separator) else {
            return nil
        }
        let parts = day.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(isDigit) }) else { return nil }
        let isYearFirst = order == .yearFirst
        let others = isYearFirst ? parts.dropFirst() : parts.dropLast()
        guard let year = year(isYearFirst ? parts[0] : parts[2]),
            others.allSatisfy({ (1...2).contains($0.count) })
        else { return nil }
        switch order {
        case .automatic:
            return separator == "-" ? nil : "\(parts[0])\(separator)\(parts[1])\(separator)\(year)"
        case .dayFirst: return iso(year, parts[1], parts[0])
        case .monthFirst: return iso(year, parts[0], parts[1])
        case .yearFirst, .compact: return iso(year, parts[1], parts[2])
        }
    }

    /// "read month first", or nil where no order is stated.
    var inWords: String? {
        switch order {
        case .automatic: nil
        case .dayFirst: "read day first"
        case .monthFirst: "read month first"
        case .yearFirst: "read year first"
        case .compact: "read as yyyymmdd"
        }
    }

    private func compact(_ day: Substring) -> String? {
        guard day.count == 8, day.allSatisfy(isDigit) else { return nil }
        return iso(String(day.prefix(4)), day.dropFirst(4).prefix(2), day.suffix(2))
    }

    private func year(_ digits: Substring) -> String? {
        if digits.count == 4 { return String(digits) }
        guard allowsTwoDigitYears, digits.count == 2, let number = Int(digits) else { return nil }
        return String(number < 80 ? 2_000 + number : 1_900 + number)
    }

    private func iso(_ year: String, _ month: Substring, _ day: Substring) -> String {
        func two(_ digits: Substring) -> String {
            digits.count == 1 ? "0" + digits : String(digits)
        }
        return "\(year)-\(two(month))-\(two(day))"
    }

    private func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
