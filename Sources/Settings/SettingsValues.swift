import Billing

// The getters for single values. Each reads the text that is written, never a number that YAML
// made of it, so that amounts and percentages stay exact and `00012` keeps its zeros.
extension SettingsReader {
    package mutating func string(_ key: String, required: Bool = false) -> String? {
        guard let text = scalar(key, required: required) else { return nil }
        if required, text.allSatisfy(\.isWhitespace) {
            refuse(key, as: .settingMissing, "\"\(name(of: key))\" is blank", remedy: "fill it in")
            return nil
        }
        return text
    }

    package mutating func integer(
        _ key: String, in range: ClosedRange<Int> = 0...Int(Int32.max), required: Bool = false
    ) -> Int? {
        guard let text = scalar(key, required: required) else { return nil }
        if let value = Int(text), range.contains(value) { return value }
        let bounds =
            range.upperBound == Int(Int32.max)
            ? "from \(range.lowerBound) up" : "from \(range.lowerBound) to \(range.upperBound)"
        refuseValue(key, text, remedy: "write a whole number \(bounds)")
        return nil
    }

    /// A decimal of at most `places` places as a whole number of its last place: `12.5` with three
    /// places is 12500.
    package mutating func decimal(
        _ key: String, places: Int, required: Bool = false
    ) -> Int? {
        guard let text = scalar(key, required: required) else { return nil }
        if let value = exactDecimal(text, places: places) { return value }
        refuseValue(
            key, text, remedy: "write a number with at most \(places) decimals, like -12.5")
        return nil
    }

    /// A percentage of at most three decimals, with or without its sign.
    package mutating func percent(_ key: String, required: Bool = false) -> Percent? {
        guard let text = scalar(key, required: required) else { return nil }
        if let percent = exactPercent(text) { return percent }
        refuseValue(key, text, remedy: "write a percentage with at most 3 decimals, like -12.5")
        return nil
    }

    package mutating func date(_ key: String, required: Bool = false) -> CivilDate? {
        guard let text = scalar(key, required: required) else { return nil }
        if let date = CivilDate(iso: text) { return date }
        refuseValue(key, text, remedy: "write the date as year-month-day, like 2026-10-31")
        return nil
    }

    package mutating func flag(_ key: String, required: Bool = false) -> Bool? {
        guard let text = scalar(key, required: required) else { return nil }
        switch text.lowercased() {
        case "yes", "true", "on": return true
        case "no", "false", "off": return false
        default:
            refuseValue(key, text, remedy: "write yes or no")
            return nil
        }
    }

    /// A length in points within a range; `mm`, `cm` and `in` may follow the number.
    package mutating func points(
        _ key: String, in range: ClosedRange<Double> = -2000...2000, required: Bool = false
    ) -> Double? {
        guard let text = scalar(key, required: required) else { return nil }
        let units: [(ending: String, points: Double)] = [
            ("pt", 1), ("mm", 72 / 25.4), ("cm", 720 / 25.4), ("in", 72),
        ]
        let unit = units.first { text.hasSuffix($0.ending) }
        let number = text.dropLast(unit?.ending.count ?? 0).filter { $0 != " " }
        if number.utf8.allSatisfy({ (0x2B...0x39).contains($0) }), let value = Double(number),
            range.contains(value * (unit?.points ?? 1))
        {
            return value * (unit?.points ?? 1)
        }
        refuseValue(
            key, text,
            remedy: "write a length from \(range.lowerBound) to \(range.upperBound) points, "
                + "like 11.5 or 20mm")
        return nil
    }

    /// A colour as `#rrggbb`, in lower case; `#rgb` is spelled out.
    package mutating func colour(_ key: String, required: Bool = false) -> String? {
        guard let text = scalar(key, required: required) else { return nil }
        let digits = text.hasPrefix("#") ? text.dropFirst().lowercased() : text.lowercased()
        if digits.utf8.count == digits.count, digits.allSatisfy(\.isHexDigit) {
            if digits.count == 6 { return "#" + digits }
            if digits.count == 3 { return "#" + digits.map { "\($0)\($0)" }.joined() }
        }
        refuseValue(key, text, remedy: "write a colour in quotes, like \"#1a2b3c\"")
        return nil
    }

    /// A list of texts; a single text counts as a list of its lines.
    package mutating func strings(_ key: String, required: Bool = false) -> [String]? {
        guard let node = node(key, required: required) else { return nil }
        if let scalar = node.scalar {
            return scalar.string.split(
                omittingEmptySubsequences: false, whereSeparator: \.isNewline
            )
            .map(String.init).withoutTrailingBlanks
        }
        let texts = node.sequence?.map { $0.scalar?.string }
        if let texts, !texts.contains(nil) { return texts.compactMap { $0 } }
        refuse(
            key, "\"\(name(of: key))\" must be a list of texts",
            remedy: "begin each item with a dash and a space")
        return nil
    }

    /// One of the words that `Word` knows.
    package mutating func oneOf<Word: CaseIterable & RawRepresentable>(
        _ key: String, _ words: Word.Type, required: Bool = false
    ) -> Word? where Word.RawValue == String {
        guard let text = scalar(key, required: required) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        refuseValue(
            key, text,
            remedy: didYouMean(text, among: known) ?? "write \(known.joined(separator: " or "))")
        return nil
    }

    /// Reports a value that its setting cannot have.
    package mutating func refuseValue(_ key: String, _ text: String, remedy: String) {
        refuse(key, "\"\(name(of: key))\" cannot be \"\(text)\"", remedy: remedy)
    }
}

extension [String] {
    fileprivate var withoutTrailingBlanks: [String] {
        var lines = self
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        return lines
    }
}

/// `12.5`, `12.5%` or `12.5 %`; nil where there are more than three decimals, or anything else.
package func exactPercent(_ text: some StringProtocol) -> Percent? {
    var number = Substring(text)
    if number.hasSuffix("%") {
        number.removeLast()
        while number.hasSuffix(" ") { number.removeLast() }
    }
    return exactDecimal(number, places: 3).map { Percent(thousandths: $0) }
}

/// `-12.50` as a whole number of units of its `places`th decimal; nil where there are more
/// decimals than that, or anything but digits, one point and a sign.
package func exactDecimal(_ text: some StringProtocol, places: Int) -> Int? {
    var digits = Array(text.utf8)[...]
    let isNegative = digits.first == 0x2D
    if isNegative || digits.first == 0x2B { digits.removeFirst() }
    let parts = digits.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, whole.count <= 12 else { return nil }
    let fraction = parts.count == 2 ? parts[1] : []
    guard fraction.count <= places, !(whole.isEmpty && fraction.isEmpty) else { return nil }
    var value = 0
    for byte in whole + fraction {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
    }
    for _ in fraction.count..<places { value *= 10 }
    return isNegative ? -value : value
}
