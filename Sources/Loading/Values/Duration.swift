import Billing

/// Durations as exports write them: `1.5`, `1,5`, `0:13`, `01:30:00`, `24:19:36`, `0.40h`,
/// `1h 30m`.
package enum Duration {
    package enum Fault: Error, Equatable {
        case unreadable
        /// A whole number that is more than a day: hours or minutes?
        case bareNumber
        case negative
        case tooLong
    }

    /// Exact seconds; decimal hours of at most six places are rounded half up to a second.
    package static func seconds(_ text: String) throws(Fault) -> Int {
        var rest = Array(text.trimmed.utf8)[...]
        let isNegative = rest.first == 0x2D
        if isNegative { rest.removeFirst() }
        if hasSeveralUnits(rest) {
            let seconds = try units(rest)
            guard !isNegative || seconds == 0 else { throw .negative }
            guard seconds <= Hours.largestSeconds else { throw .tooLong }
            return seconds
        }
        let hasUnit = rest.last == 0x68 || rest.last == 0x48
        if hasUnit {
            rest.removeLast()
            while rest.last == 0x20 { rest.removeLast() }
        }
        let seconds: Int
        if rest.contains(0x3A) {
            seconds = try clock(rest)
        } else {
            seconds = try decimal(rest, hasUnit: hasUnit)
        }
        guard !isNegative || seconds == 0 else { throw .negative }
        guard seconds <= Hours.largestSeconds else { throw .tooLong }
        return seconds
    }

    /// The same for `1.25` and `01:15:00`, as nearly all exports write them; nil for all else.
    static func plainSeconds(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var parts = (0, 0, 0)
        var (part, digits, offset) = (0, 0, 0)
        while offset < text.count {
            let byte = text[offset]
            offset += 1
            if (0x30...0x39).contains(byte) {
                digits += 1
                guard digits <= (part == 0 ? 4 : 2) else { return nil }
                let digit = Int(byte - 0x30)
                switch part {
                case 0: parts.0 = parts.0 * 10 + digit
                case 1: parts.1 = parts.1 * 10 + digit
                default: parts.2 = parts.2 * 10 + digit
                }
                continue
            }
            if byte == 0x2E, part == 0, digits > 0 {
                return hundredths(text, from: offset, parts.0)
            }
            guard byte == 0x3A, part < 2, part == 0 ? digits > 0 : digits == 2 else { return nil }
            (part, digits) = (part + 1, 0)
        }
        guard part > 0, digits == 2, parts.1 < 60, parts.2 < 60 else { return nil }
        return parts.0 * 3_600 + parts.1 * 60 + parts.2
    }

    /// Hours with one or two decimals, which are whole seconds.
    private static func hundredths(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ hours: Int
    ) -> Int? {
        let count = text.count - start
        guard count == 1 || count == 2 else { return nil }
        var value = 0
        for byte in text[start...] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return hours * 3_600 + value * (count == 1 ? 360 : 36)
    }

    /// Whether there are letters besides an `h` at the end.
    private static func hasSeveralUnits(_ text: ArraySlice<UInt8>) -> Bool {
        guard let last = text.last else { return false }
        return text.dropLast().contains(where: isLetter) || (isLetter(last) && last | 0x20 != 0x68)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    /// `1h 30m`, `45 min`, `1h30m15s`: the larger unit first, each once.
    private static func units(_ text: ArraySlice<UInt8>) throws(Fault) -> Int {
        var rest = text
        var seconds = 0
        var largest = Int.max
        while !rest.isEmpty {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard let value = number(digits) else { throw .unreadable }
            rest = rest.dropFirst(digits.count).drop { $0 == 0x20 }
            let letters = rest.prefix(while: isLetter)
            let unit =
                switch String(decoding: letters, as: UTF8.self).lowercased() {
                case "h": 3_600
                case "m", "min": 60
                case "s", "sec": 1
                default: 0
                }
            guard unit > 0, unit < largest, largest == .max || value < 60 else { throw .unreadable }
            seconds += value * unit
            largest = unit
            rest = rest.dropFirst(letters.count).drop { $0 == 0x20 }
        }
        return seconds
    }

    /// `h:mm` or `h:mm:ss`.
    private static func clock(_ text: ArraySlice<UInt8>) throws(Fault) -> Int {
        let parts = text.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let hours = number(parts[0]) else {
            throw .unreadable
        }
        var seconds = hours * 3_600
        for (part, unit) in zip(parts.dropFirst(), [60, 1]) {
            guard part.count == 2, let value = number(part), value < 60 else { throw .unreadable }
            seconds += value * unit
        }
        return seconds
    }

    private static func decimal(
        _ text: ArraySlice<UInt8>, hasUnit: Bool
    ) throws(Fault) -> Int {
        let parts = text.split(
            separator: hasDecimalComma(text) ? 0x2C : 0x2E, omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first else { throw .unreadable }
        let fraction = parts.count == 2 ? parts[1] : []
        guard fraction.count <= 6, !(first.isEmpty && fraction.isEmpty),
            let whole = first.isEmpty ? 0 : number(first)
        else { throw .unreadable }
        guard parts.count == 2 || hasUnit || whole <= 24 else { throw .bareNumber }
        var millionths = fraction.isEmpty ? 0 : number(fraction)
        for _ in fraction.count..<6 { millionths = millionths.map { $0 * 10 } }
        guard let millionths else { throw .unreadable }
        return whole * 3_600 + multiply(millionths, by: 3_600, dividingHalfUpBy: 1_000_000)
    }

    /// A comma with one or two digits behind it; three might be a thousand, and are refused.
    private static func hasDecimalComma(_ text: ArraySlice<UInt8>) -> Bool {
        guard let comma = text.lastIndex(of: 0x2C) else { return false }
        return (1...2).contains(text.endIndex - comma - 1)
    }

    /// Up to nine digits.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        var value = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// A duration that cannot be taken, in words.
    static func diagnostic(_ fault: Fault, _ text: String, at place: Place) -> Diagnostic {
        let remedy = "write decimal hours like 1.50, or hours and minutes like 1:30"
        switch fault {
        case .unreadable:
            return Diagnostic(
                .error, .durationUnreadable, at: place, "\"\(text)\" is not a length of time",
                remedy: remedy)
        case .bareNumber:
            return Diagnostic(
                .error, .durationUnreadable, at: place,
                "\"\(text)\" may be minutes or hours",
                remedy: "write hours with decimals, like \(text).0, or minutes like 0:45")
        case .negative:
            return Diagnostic(
                .error, .hoursNegative, at: place, "\"\(text)\" is less than no time",
                remedy: "correct the entry where it was recorded; time cannot be negative")
        case .tooLong:
            return Diagnostic(
                .error, .durationUnreadable, at: place,
                "\"\(text)\" is longer than any entry can be", remedy: remedy)
        }
    }
}
