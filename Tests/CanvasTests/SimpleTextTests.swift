import Testing

@testable import Canvas

@Suite struct SimpleTextTests {
    @Test(
        "text is set word by word where one character is one glyph",
        arguments: [
            ("", true), ("Plain words, 12 %", true), ("naïve façade Łódź", true),
            ("Ενημέρωση ὁ ἄνθρωπος", true), ("Привет", true), ("“quoted” – it’s 5 € …", true),
            ("no-break\u{A0}space", true), ("Nº ½ § ©", true),
            // Characters that hide, stack, join or turn the line around.
            ("tab\there", false), ("a\u{7F}b", false), ("soft\u{AD}hyphen", false),
            ("e\u{301}", false), ("\u{483}", false), ("zero\u{200B}width", false),
            ("\u{200F}", false), ("\u{202E}reversed", false), ("\u{2028}", false),
            ("\u{2060}", false), ("\u{FEFF}", false), ("עברית", false), ("العربية", false),
            ("日本語", false), ("ไทย", false), ("हिन्दी", false), ("한국어", false), ("😀", false),
            ("plain then 日", false),
        ])
    func simple(_ text: String, _ expected: Bool) {
        var text = text
        #expect(text.withUTF8 { isSimple($0) } == expected)
    }

    @Test(
        "lines may break at spaces and after hyphens, dashes and slashes between letters",
        arguments: [
            ("one two", ["one", "two"]), ("  one   two  ", ["one", "two"]), ("", []), ("   ", []),
            ("well-known", ["well-", "known"]), ("and/or", ["and/", "or"]),
            ("now–then", ["now–", "then"]), ("now—then", ["now—", "then"]),
            ("-5 and 3-4", ["-5", "and", "3-4"]), ("1/2", ["1/2"]), ("a-1", ["a-1"]),
            ("trail- next", ["trail-", "next"]), ("no\u{A0}break", ["no\u{A0}break"]),
            ("now\u{A0}–\u{A0}then", ["now\u{A0}–\u{A0}then"]),
            ("41 –\u{A0}35", ["41", "–\u{A0}35"]),
            ("Α-Ω", ["Α-", "Ω"]), ("a--b", ["a--b"]), ("x-y-z", ["x-y-z"]),
            ("up-to-date", ["up-", "to-", "date"]),
        ])
    func words(_ text: String, _ expected: [String]) {
        var text = text
        let words = text.withUTF8 { bytes -> [String] in
            var found: [String] = []
            var position = 0
            while let word = nextWord(in: bytes, from: &position) {
                found.append(String(decoding: word.bytes, as: UTF8.self))
            }
            return found
        }
        #expect(words == expected)
    }
}
