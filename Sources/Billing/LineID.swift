/// The short name of a line on paper: what a billing specialist reads off a marked pro forma.
///
/// It is the entry's ledger number in an alphabet without look-alikes, followed by a check
/// character, four characters at least. The alphabet has 23 characters, a prime, and each position
/// weighs differently modulo 23, so every single wrong character and every swap of two is noticed.
///
/// Of an entry that was divided each line has its place behind a point: `28MX.1`, `28MX.2`.
package struct LineID: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// No 0 O Q, 1 I L, 5 S beside each other: of each group of look-alikes at most one is here.
    private static let alphabet = Array("23456789ACDEFHKMNPRTWXY".utf8)
    private static let leastPayload = 3

    /// `part` counts the lines of a divided entry from 1.
    package init(_ entry: EntryKey, part: Int) {
        text = LineID(entry).text + ".\(part)"
    }

    package init(_ entry: EntryKey) {
        var digits: [Int] = []
        var rest = entry.number
        while rest > 0 || digits.count < LineID.leastPayload {
            digits.append(rest % 23)
            rest /= 23
        }
        let payload = digits.reversed()
        let characters = (payload + [LineID.check(payload)]).map { LineID.alphabet[$0] }
        text = String(decoding: characters, as: UTF8.self)
    }

    /// Reads a line id that a person typed, in either case; nil where the check character says no.
    package init?(typed: String) {
        let pieces = typed.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count == 2 else {
            self.init(typedWhole: typed)
            return
        }
        guard let whole = LineID(typedWhole: String(pieces[0])), let part = Int(pieces[1]),
            part > 0, String(part) == pieces[1]
        else { return nil }
        self.init(whole.entry, part: part)
    }

    private init?(typedWhole typed: String) {
        let digits = typed.uppercased().utf8.map { LineID.alphabet.firstIndex(of: $0) }
        let known = digits.compactMap { $0 }
        guard known.count == digits.count, known.count > LineID.leastPayload,
            LineID.check(known.dropLast()) == known.last,
            let number = LineID.number(known.dropLast()),
            // A zero too many in front would be a second name of the same line.
            LineID(EntryKey(number)).text.utf8.count == known.count
        else { return nil }
        text = typed.uppercased()
    }

    /// Nil where the payload is longer than any ledger's numbers.
    private static func number(_ payload: some Collection<Int>) -> Int? {
        var number = 0
        for digit in payload {
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 23)
            let (sum, isStillTooLarge) = product.addingReportingOverflow(digit)
            if isTooLarge || isStillTooLarge { return nil }
            number = sum
        }
        return number
    }

    /// The entry that this id names.
    package var entry: EntryKey {
        EntryKey(
            text.utf8.prefix { $0 != UInt8(ascii: ".") }.dropLast().reduce(0) {
                $0 * 23 + (LineID.alphabet.firstIndex(of: $1) ?? 0)
            })
    }

    private static func check(_ payload: some Collection<Int>) -> Int {
        // Weights 2, 3, 4 … from the right; the check character itself weighs 1, and the whole
        // sum is 0 modulo 23.
        var sum = 0
        for (index, digit) in payload.reversed().enumerated() {
            sum += (index + 2) * digit
        }
        return (23 - sum % 23) % 23
    }

    package var description: String { text }
}

extension LineID: Codable {
    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
