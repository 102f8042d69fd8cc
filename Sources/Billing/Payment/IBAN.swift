/// An international bank account number whose check digits are right (ISO 13616).
package struct IBAN: Sendable, Hashable, Codable {
    /// Without blanks, in capitals.
    package let text: String

    /// Nil where it is none, or a digit is wrong. Blanks may stand anywhere.
    package init?(_ written: String) {
        let text = written.filter { $0 != " " && $0 != "\u{A0}" }.uppercased()
        let bytes = Array(text.utf8)
        guard (15...34).contains(bytes.count), bytes.allSatisfy(isLetterOrDigit),
            bytes[..<2].allSatisfy({ $0 >= 0x41 }), bytes[2..<4].allSatisfy({ $0 < 0x41 }),
            remainderBy97(bytes[4...] + bytes[..<4]) == 1
        else { return nil }
        self.text = text
        if isSwiss, bytes.count != 21 { return nil }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let iban = IBAN(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no IBAN")
        }
        self = iban
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Of a bank in Switzerland or Liechtenstein.
    package var isSwiss: Bool { text.hasPrefix("CH") || text.hasPrefix("LI") }

    /// One for payments with a QR reference: the bank's number is from 30000 to 31999.
    package var isForQRReferences: Bool {
        guard isSwiss, let bank = Int(text.dropFirst(4).prefix(5)) else { return false }
        return (30_000...31_999).contains(bank)
    }

    /// `CH44 3199 9123 0008 8901 2`
    package var grouped: String { inGroups(text, of: 4) }
}

/// Whether the check character is an ASCII digit or capital letter.
func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
}

/// Of digits and capital letters, a letter standing for two digits: A is 10, Z is 35.
func remainderBy97(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { rest, byte in
        byte < 0x41
            ? (rest * 10 + Int(byte - 0x30)) % 97 : (rest * 100 + Int(byte - 0x41) + 10) % 97
    }
}

/// With a blank after each group, as payment slips write it. A first group may be shorter.
func inGroups(_ text: String, of size: Int, first: Int = 0) -> String {
    var groups: [Substring] = []
    var rest = text[...]
    if first > 0 {
        groups.append(rest.prefix(first))
        rest = rest.dropFirst(first)
    }
    while !rest.isEmpty {
        groups.append(rest.prefix(size))
        rest = rest.dropFirst(size)
    }
    return groups.joined(separator: " ")
}
