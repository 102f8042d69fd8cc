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
        var count = LineID.leastPayload
        var beyond = entry.number / (23 * 23 * 23)
        while beyond > 0 {
            count += 1
            beyond /= 23
        }
        // Without arrays, because each line that is billed or verified comes by here.
        text = String(unsafeUninitializedCapacity: count + 1) { characters in
            var rest = entry.number
            var sum = 0
            for place in 0..<count {
                let digit = rest % 23
                characters[count - 1 - place] = LineID.alphabet[digit]
                sum += LineID.weight(place) * digit
                rest /= 23
            }
            characters[count] = LineID.alphabet[LineID.check(sum)]
            return count + 1
        }
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
        var sum = 0
        for (place, digit) in payload.reversed().enumerated() { sum += weight(place) * digit }
        return check(sum)
    }

    /// Of a place from the right: 2, 3, 4 … The check character itself weighs 1.
    private static func weight(_ place: Int) -> Int { place + 2 }

    /// With it the whole sum is 0 modulo 23.
    private static func check(_ sum: Int) -> Int { (23 - sum % 23) % 23 }

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
