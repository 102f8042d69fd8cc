import Billing
import Settings

/// The unit of a length of time that is written as a bare number.
package enum DurationUnit: String, Sendable, CaseIterable {
    /// Hours, but a whole number above 24 is refused.
    case automatic
    case hours, minutes, seconds

    fileprivate var inSeconds: Int {
        switch self {
        case .automatic, .hours: 3_600
        case .minutes: 60
        case .seconds: 1
        }
    }
}

/// The sign before the decimals; the other of the two then parts groups of three digits.
package enum DecimalSign: String, Sendable, CaseIterable {
    case comma, point

    /// The text with a decimal point and without groups; nil where the signs in it contradict.
    func withPoint(_ text: String) -> String? {
        var characters = Array(text)
        guard let first = characters.firstIndex(where: isPart),
            let last = characters.lastIndex(where: isPart)
        else { return text }
        let (decimal, group): (Character, Character) = self == .comma ? (",", ".") : (".", ",")
        for index in characters.indices where first < index && index < last {
            if " \u{A0}\u{202F}'’".contains(characters[index]), isDigit(characters[index - 1]),
                isDigit(characters[index + 1])
            {
                characters[index] = group
            }
        }
        let parts = characters[first...last].split(
            separator: decimal, omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first else { return nil }
        let groups = whole.split(separator: group, omittingEmptySubsequences: false)
        guard groups.count == 1 || groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.count == 1 || (1...3).contains(groups[0].count)
        else { return nil }
        var fraction = parts.count == 2 ? Array(parts[1]) : []
        guard !fraction.contains(group) else { return nil }
        // Three decimals alone could be a thousand; here it is known that they are not.
        if fraction.count == 3 { fraction.append("0") }
        return String(characters[..<first]) + String(groups.joined())
            + (fraction.isEmpty ? "" : "." + String(fraction)) + String(characters[(last + 1)...])
    }

    private func isPart(_ character: Character) -> Bool {
        isDigit(character) || character == "." || character == ","
    }

    private func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}

/// How an export writes dates, lengths of time and amounts, as far as that is stated.
package struct Spelling: Sendable, Equatable {
    package var dates = DateForm()
    package var durations = DurationUnit.automatic
    /// Nil where each number shows it.
    package var decimals: DecimalSign?

    package init() {}

    /// Whether `1.25` is an hour and a quarter.
    var writesPlainHours: Bool {
        decimals != .comma && (durations == .automatic || durations == .hours)
    }

    /// Exact seconds of a length of time.
    func seconds(_ text: String) throws(Duration.Fault) -> Int {
        var text = text
        if let decimals {
            guard let plain = decimals.withPoint(text) else { throw .unreadable }
            text = plain
        }
        guard durations != .automatic, let millionths = bareNumber(text) else {
            return try Duration.seconds(text)
        }
        guard abs(millionths) <= Hours.largestSeconds * 1_000_000 else { throw .tooLong }
        guard millionths >= 0 else { throw .negative }
        let seconds = multiply(millionths, by: durations.inSeconds, dividingHalfUpBy: 1_000_000)
        guard seconds <= Hours.largestSeconds else { throw .tooLong }
        return seconds
    }

    /// Millionths of a number without any unit; nil for everything else.
    private func bareNumber(_ text: String) -> Int? {
        if let number = exactDecimal(text, places: 6) { return number }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[1].count) else { return nil }
        return exactDecimal(parts.joined(separator: "."), places: 6)
    }

    /// Exact minor units of an amount.
    func minorUnits(_ text: String, in currency: Currency) throws(AmountText.Fault) -> Int {
        guard let decimals else { return try AmountText.minorUnits(text, in: currency) }
        guard let plain = decimals.withPoint(text) else { throw .unreadable }
        return try AmountText.minorUnits(plain, in: currency)
    }
}
