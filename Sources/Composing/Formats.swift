package import Billing

/// How figures are written: exactly as stored, never rounded here.
package struct FigureFormat: Sendable {
    package var decimal: String
    package var grouping: String
    /// What stands before an amount in totals, by currency code; other currencies show the code.
    package var symbols: [String: String]
    /// How a figure below zero is written, a percentage, and an amount with its currency: each says
    /// where the {figure} stands.
    package var negative = "({figure})"
    package var percent = "{figure}\u{A0}%"
    package var withSymbol = "{symbol}{figure}"
    package var withCode = "{code}\u{A0}{figure}"

    package init(decimal: String, grouping: String, symbols: [String: String] = [:]) {
        self.decimal = decimal
        self.grouping = grouping
        self.symbols = symbols
    }

    /// A figure and the UTF-8 offset of its decimal point.
    package struct Figure: Sendable, Equatable {
        package var text: String
        package var point: Int?

        package init(text: String, point: Int? = nil) {
            self.text = text
            self.point = point
        }
    }

    /// `1,234.50`; negative amounts in parentheses: `(1,234.50)`.
    package func amount(_ money: Money) -> Figure {
        figure(money.minorUnits, decimals: money.currency.decimals)
    }

    /// The amount with its currency, for totals: `$1,234.50`, `1.234,50 €`, `CHF 1,234.50`.
    package func total(_ money: Money) -> Figure {
        let code = money.currency.code
        let plain = unsigned(money.minorUnits, decimals: money.currency.decimals)
        let whole =
            symbols[code].map { framed(plain, by: withSymbol, ("{symbol}", $0)) }
            ?? framed(plain, by: withCode, ("{code}", code))
        return money.minorUnits < 0 ? framed(whole, by: negative) : whole
    }

    package func hours(_ hours: Hours, decimals: Int) -> Figure {
        var value = hours.tenThousandths
        for _ in decimals..<4 { value /= 10 }
        return figure(value, decimals: decimals)
    }

    package func count(_ count: Int) -> Figure { figure(count, decimals: 0) }

    /// At most three decimals, as many as needed.
    package func percent(_ percent: Percent) -> String {
        inPercent(shortened(abs(percent.thousandths), decimals: 3, least: 0))
    }

    /// At most three decimals, as many as needed: `1,250`, `–12.5`.
    package func quantity(_ quantity: Quantity) -> String {
        let sign = quantity.thousandths < 0 ? "–" : ""
        return sign + shortened(abs(quantity.thousandths), decimals: 3, least: 0)
    }

    /// At least the currency's decimals and at most four: `0.10`, `0.725`.
    package func piecePrice(_ price: PiecePrice) -> String {
        shortened(price.tenThousandths, decimals: 4, least: price.currency.decimals)
    }

    private func shortened(_ value: Int, decimals: Int, least: Int) -> String {
        var (value, decimals) = (value, decimals)
        while decimals > least, value % 10 == 0 {
            value /= 10
            decimals -= 1
        }
        return figure(value, decimals: decimals).text
    }

    /// One decimal, for figures that only orient: realization.
    package func roughPercent(_ percent: Percent) -> String {
        inPercent(figure(divideHalfUp(percent.thousandths, by: 100), decimals: 1).text)
    }

    private func inPercent(_ text: String) -> String {
        framed(Figure(text: text), by: percent).text
    }

    private func figure(_ value: Int, decimals: Int) -> Figure {
        let plain = unsigned(value, decimals: decimals)
        return value < 0 ? framed(plain, by: negative) : plain
    }

    private func unsigned(_ value: Int, decimals: Int) -> Figure {
        var digits = Array(String(abs(value)).utf8)
        while digits.count <= decimals { digits.insert(0x30, at: 0) }
        var text = ""
        let whole = digits.count - decimals
        for (index, digit) in digits[..<whole].enumerated() {
            if index > 0, (whole - index) % 3 == 0 { text += grouping }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        let point = text.utf8.count
        if decimals > 0 {
            text += decimal
            text += String(decoding: digits[whole...], as: UTF8.self)
        }
        return Figure(text: text, point: decimals > 0 ? point : nil)
    }

    /// The figure in its place in the pattern, which may have another word in braces.
    private func framed(
        _ figure: Figure, by pattern: String, _ word: (String, String)? = nil
    ) -> Figure {
        let parts = pattern.split(separator: "{figure}", omittingEmptySubsequences: false).map {
            part in
            guard let word else { return String(part) }
            return part.split(separator: word.0, omittingEmptySubsequences: false)
                .joined(separator: word.1)
        }
        guard let before = parts.first, let after = parts.last, parts.count == 2 else {
            return figure
        }
        return Figure(
            text: before + figure.text + after,
            point: figure.point.map { before.utf8.count + $0 })
    }
}

/// How dates are written, by pattern: yyyy, yy, MMMM, MMM, MM, M, dd, d; other text stands, and so
/// does text between apostrophes: `d 'de' MMMM`.
package struct DateFormat: Sendable {
    package var short: String
    package var long: String
    package var months: [String]
    /// How the first day of a month is written where its number would be `d`: `1er`. In long dates.
    package var firstDay: String?

    package init(short: String, long: String, months: [String]) {
        self.short = short
        self.long = long
        self.months = months
    }

    package func short(_ date: CivilDate) -> String { write(date, short, firstDay: nil) }
    package func long(_ date: CivilDate) -> String { write(date, long, firstDay: firstDay) }

    private func write(_ date: CivilDate, _ pattern: String, firstDay: String?) -> String {
        let (year, month, day) = date.yearMonthDay
        var result = ""
        var rest = pattern[...]
        while let first = rest.first {
            if first == "'" {
                let quoted = rest.dropFirst().prefix { $0 != "'" }
                result += quoted
                rest = rest.dropFirst(quoted.count + 2)
                continue
            }
            let run = rest.prefix { $0 == first }
            rest = rest.dropFirst(run.count)
            switch (first, run.count) {
            case ("y", 4): result += String(year)
            case ("y", 2): result += padded(year % 100)
            case ("M", 4): result += months[month - 1]
            case ("M", 3): result += months[month - 1].prefix(3)
            case ("M", 2): result += padded(month)
            case ("M", 1): result += String(month)
            case ("d", 2): result += padded(day)
            case ("d", 1): result += day == 1 ? firstDay ?? "1" : String(day)
            default: result += run
            }
        }
        return result
    }

    private func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
