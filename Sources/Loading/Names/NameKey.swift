/// A name as it is compared with its like: folded, without punctuation, with the usual words for
/// legal forms written one way.
struct NameKey: Sendable {
    /// Its words, with one blank between them.
    let text: String

    init(_ name: String) {
        var plain = String.UnicodeScalarView()
        for scalar in folded(name).unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": plain.append(scalar)
            case "&", "+": plain.append(contentsOf: " and ".unicodeScalars)
            // O'Brien is OBrien, and L.L.C. is LLC.
            case "'", ".": continue
            case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
                plain.append(scalar)
            case _ where scalar.properties.canonicalCombiningClass != .notReordered:
                plain.append(scalar)
            default: plain.append(" ")
            }
        }
        let words = String(plain).utf8.split(separator: 0x20).map { word in
            let word = String(Substring(word))
            return word.utf8.count < 7 ? word : NameKey.shortForms[word] ?? word
        }
        text = words[(words.count > 1 && words[0] == "the" ? 1 : 0)...].joined(separator: " ")
    }

    var words: [String] { text.utf8.split(separator: 0x20).map { String(Substring($0)) } }

    /// `acme holdings` of `acme holdings ltd`; nil where no legal form ends the name.
    var withoutLegalForm: String? {
        let words = words
        let rest = words.reversed().drop { NameKey.legalForms.contains($0) }.reversed()
        return rest.isEmpty || rest.count == words.count ? nil : rest.joined(separator: " ")
    }

    private static let shortForms = [
        "limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co",
    ]

    private static let legalForms: Set<String> = [
        "ab", "ag", "as", "bv", "co", "corp", "gmbh", "inc", "kg", "kk", "llc", "llp", "lp", "ltd",
        "nv", "oy", "pc", "plc", "pllc", "pte", "pty", "sa", "sarl", "sas", "spa", "srl",
    ]

    /// Whether a letter more or less makes another word of this one rather than a slip of it:
    /// numbers, initials and other short words, Roman numerals.
    static func tellsApart(_ word: String) -> Bool {
        word.unicodeScalars.count <= 3
            || word.unicodeScalars.contains {
                $0.isASCII ? ("0"..."9").contains($0) : $0.properties.numericType != nil
            }
            || word.unicodeScalars.allSatisfy(isRoman)
    }

    private static func isRoman(_ letter: Unicode.Scalar) -> Bool {
        switch letter {
        case "i", "v", "x", "l", "c": true
        default: false
        }
    }
}
