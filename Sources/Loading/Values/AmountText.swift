import Billing

/// Amounts as people and exports write them: `1,050.00`, `$435`, `-12.50`, `(12.50)`, `1.050,00`.
///
/// Of a point and a comma the last is the decimal sign. A comma alone is one where one or two digits
/// end the number behind it; `1,234` is one thousand.
package enum AmountText {
    package enum Fault: Error, Equatable {
        case unreadable
        case tooManyDecimals
        case tooLarge
    }

    /// Exact minor units of `currency`.
    package static func minorUnits(
        _ text: String, in currency: Currency
    ) throws(Fault) -> Int {
        var rest = Array(text.trimmed.utf8)[...]
        var isNegative = false
        if rest.first == 0x28, rest.last == 0x29 {
            isNegative = true
            rest = rest.dropFirst().dropLast()
        }
        takeSign(&rest, &isNegative)
        takeCurrency(&rest, currency)
        takeSign(&rest, &isNegative)
        let (point, group) = signs(of: rest)
        let parts = rest.split(separator: point, omittingEmptySubsequences: false)
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
        return isNegative ? -value : value
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

    private static func takeSign(_ rest: inout ArraySlice<UInt8>, _ isNegative: inout Bool) {
        guard !isNegative, let first = rest.first, first == 0x2D || first == 0x2B else { return }
        isNegative = first == 0x2D
        rest.removeFirst()
    }

    /// Takes off a currency's sign or its code, before or after the number.
    private static func takeCurrency(_ rest: inout ArraySlice<UInt8>, _ currency: Currency) {
        for sign in ["$", "€", "£", "¥", currency.code] {
            let bytes = Array(sign.utf8)
            if rest.starts(with: bytes) {
                rest = rest.dropFirst(bytes.count)
            } else if rest.suffix(bytes.count).elementsEqual(bytes) {
                rest = rest.dropLast(bytes.count)
            } else {
                continue
            }
            while rest.first == 0x20 { rest.removeFirst() }
            while rest.last == 0x20 { rest.removeLast() }
            return
        }
    }

    /// The decimal sign and the sign between groups of three that a number is written with.
    private static func signs(of number: ArraySlice<UInt8>) -> (point: UInt8, group: UInt8) {
        let (point, comma): (UInt8, UInt8) = (0x2E, 0x2C)
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
        let example =
            currency.decimals == 0 ? "1050" : currency.decimals == 3 ? "1050.500" : "1050.50"
        let fact =
            switch fault {
            case .unreadable: "\"\(text)\" is not an amount"
            case .tooManyDecimals:
                "\"\(text)\" has more decimals than \(currency.code) has (\(currency.decimals))"
            case .tooLarge: "\"\(text)\" is larger than any amount can be"
            }
        return Diagnostic(
            .error, .amountUnreadable, at: place, fact,
            remedy: "write it with a decimal point, like \(example)")
    }
}
