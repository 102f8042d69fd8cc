import Billing

/// Amounts as people and exports write them: `1,050.00`, `$435`, `-12.50`, `12.50-`, `(12.50)`,
/// `1.050,00`, `1 050,00`, `1'050.00`.
///
/// Of a point and a comma the last is the decimal sign. A comma alone is one where one or two digits
/// end the number behind it, or where blanks or apostrophes part the groups of three; `1,234` is one
/// thousand.
package enum AmountText {
    package enum Fault: Error, Equatable {
        case unreadable
        case tooManyDecimals
        case tooLarge
        /// It says so itself, by the sign or the code of a currency.
        case otherCurrency(String)
    }

    /// Exact minor units of `currency`.
    package static func minorUnits(
        _ text: String, in currency: Currency
    ) throws(Fault) -> Int {
        var rest = Array(text.trimmed.unicodeScalars)[...]
        let hasParentheses = rest.first == "(" && rest.last == ")"
        if hasParentheses { rest = rest.dropFirst().dropLast() }
        guard let start = rest.firstIndex(where: isPart), let end = rest.lastIndex(where: isPart)
        else { throw .unreadable }
        let before = around(rest[..<start])
        let behind = around(rest[(end + 1)...])
        let signs = [before.sign, behind.sign].compactMap { $0 }
        guard signs.count + (hasParentheses ? 1 : 0) <= 1, behind.sign != "+" else {
            throw .unreadable
        }
        let isNegative = hasParentheses || (signs.first ?? "+") != "+"
        let value = try number(rest[start...end], in: currency)
        for text in [before.currency, behind.currency] where !text.isEmpty {
            guard let stated = StatedCurrency(text) else { throw .unreadable }
            guard stated.allows(currency) else { throw .otherCurrency(stated.shown) }
        }
        return isNegative ? -value : value
    }

    /// Whether this is an amount in whatever currency, of no more decimals than dollars have.
    static func isAmount(_ text: String) -> Bool {
        do {
            _ = try minorUnits(text, in: .usd)
            return true
        } catch {
            if case .otherCurrency = error { return true }
            return false
        }
    }

    /// The sign and the currency that stand on one side of a number.
    private static func around(
        _ text: ArraySlice<Unicode.Scalar>
    ) -> (sign: Unicode.Scalar?, currency: String) {
        var rest = text.filter { !$0.properties.isWhitespace }[...]
        var sign: Unicode.Scalar?
        if let first = rest.first, isSign(first) {
            sign = rest.removeFirst()
        } else if let last = rest.last, isSign(last) {
            sign = rest.removeLast()
        }
        return (sign, String(String.UnicodeScalarView(rest)))
    }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "+" || scalar == "\u{2212}"
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || scalar == "." || scalar == ","
    }

    /// The digits of a number with its signs between them, as minor units.
    private static func number(
        _ text: ArraySlice<Unicode.Scalar>, in currency: Currency
    ) throws(Fault) -> Int {
        let number = try bytes(of: text)[...]
        let (point, group) = signs(of: number)
        let parts = number.split(separator: point, omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first,
            let whole = ungrouped(first, by: group)
        else { throw .unreadable }
        let fraction = try decimals(parts.count == 2 ? parts[1] : [], in: currency)
        guard !(first.isEmpty && (parts.count < 2 || parts[1].isEmpty)) else { throw .unreadable }
        guard whole.count <= 13 else { throw .tooLarge }
        var value = 0
        for byte in whole + fraction {
            guard (0x30...0x39).contains(byte) else { throw .unreadable }
            value = value * 10 + Int(byte - 0x30)
        }
        guard value <= Money.largestMinorUnits else { throw .tooLarge }
        return value
    }

    /// A byte a character: of the blanks and apostrophes between groups all count as one.
    private static func bytes(
        of number: ArraySlice<Unicode.Scalar>
    ) throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in number {
            switch scalar {
            case "0"..."9", ".", ",": bytes.append(UInt8(scalar.value))
            case " ", "\u{A0}", "\u{202F}", "\u{2009}": bytes.append(0x20)
            case "'", "\u{2019}": bytes.append(0x27)
            default: throw .unreadable
            }
        }
        return bytes
    }

    /// The same for digits with or without two decimals behind a point; nil for all else, and for
    /// currencies that are written otherwise.
    static func plainMinorUnits(
        _ text: UnsafeBufferPointer<UInt8>, in currency: Currency
    ) -> Int? {
        guard text.count <= 13, !text.isEmpty, currency.decimals == 2 else { return nil }
        var value = 0
        var point: Int?
        for (offset, byte) in text.enumerated() {
            if byte == 0x2E, point == nil, offset > 0 {
                point = offset
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        switch point.map({ text.count - 1 - $0 }) {
        case nil: value *= 100
        case 1: value *= 10
        case 2: break
        default: return nil
        }
        return value <= Money.largestMinorUnits ? value : nil
    }

    /// The decimal sign and the sign between groups of three that a number is written with.
    private static func signs(of number: ArraySlice<UInt8>) -> (point: UInt8, group: UInt8) {
        let (point, comma): (UInt8, UInt8) = (0x2E, 0x2C)
        if let group = number.first(where: { $0 == 0x20 || $0 == 0x27 }) {
            return (number.last { $0 == point || $0 == comma } ?? point, group)
        }
        guard let lastComma = number.lastIndex(of: comma) else { return (point, comma) }
        if let lastPoint = number.lastIndex(of: point) {
            return lastPoint > lastComma ? (point, comma) : (comma, point)
        }
        let isAlone = number.firstIndex(of: comma) == lastComma
        let decimals = number.endIndex - lastComma - 1
        return isAlone && (1...2).contains(decimals) ? (comma, point) : (point, comma)
    }

    /// The digits before the decimal sign, without the signs between groups of three.
    private static func ungrouped(_ digits: ArraySlice<UInt8>, by sign: UInt8) -> [UInt8]? {
        let groups = digits.split(separator: sign, omittingEmptySubsequences: false)
        guard groups.count > 1 else { return Array(digits) }
        guard let first = groups.first, (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return groups.flatMap { $0 }
    }

    /// The decimals filled up to the currency's. Zeros beyond them mean nothing and are dropped;
    /// but three of them may be a thousand written with a point, and are refused.
    private static func decimals(
        _ fraction: ArraySlice<UInt8>, in currency: Currency
    ) throws(Fault) -> [UInt8] {
        guard fraction.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .unreadable }
        let wanted = currency.decimals
        let beyond = fraction.dropFirst(wanted)
        guard beyond.isEmpty || (fraction.count != 3 && beyond.allSatisfy { $0 == 0x30 }) else {
            throw .tooManyDecimals
        }
        let missing = [UInt8](repeating: 0x30, count: max(0, wanted - fraction.count))
        return fraction.prefix(wanted) + missing
    }

    static func diagnostic(
        _ fault: Fault, _ text: String, in currency: Currency, at place: Place
    ) -> Diagnostic {
        if case .otherCurrency(let stated) = fault {
            return Diagnostic(
                .error, .currencyDiffers, at: place,
                "\"\(text)\" is in \(stated), and \(currency) is expected here",
                remedy: "correct it, or set the client's currency in clients.csv")
        }
        let example =
            currency.decimals == 0 ? "1050" : currency.decimals == 3 ? "1050.500" : "1050.50"
        let fact =
            switch fault {
            case .unreadable, .otherCurrency: "\"\(text)\" is not an amount"
            case .tooManyDecimals:
                "\"\(text)\" has more decimals than \(currency.code) has (\(currency.decimals))"
            case .tooLarge: "\"\(text)\" is larger than any amount can be"
            }
        return Diagnostic(
            .error, .amountUnreadable, at: place, fact,
            remedy: "write it with a decimal point, like \(example)")
    }
}
