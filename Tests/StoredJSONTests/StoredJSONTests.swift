import Foundation
import StoredJSON
import TestSupport
import Testing

/// The coder is held against Foundation's, which reads and writes the same text.
@Suite struct StoredJSONTests {
    private func foundationText(
        of value: some Encodable, isIndented: Bool = false
    ) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func foundationValue<Value: Decodable>(
        _ type: Value.Type = Value.self, of text: String
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    // MARK: Sound values

    @Test func theTextIsFoundationsToTheByteAndReadsBack() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<400 {
            let shapes = Shapes(from: &random)
            let text = try StoredJSON.text(of: shapes)
            let expected = try foundationText(of: shapes)
            // Strings are equal that are composed differently; bytes are not.
            #expect(Array(text.utf8) == Array(expected.utf8), "\(text) and not \(expected)")
            #expect(try StoredJSON.value(of: text) == shapes)
        }
    }

    @Test func anIndentedTextIsFoundationsToTheByte() throws {
        struct Empty: Encodable {}
        var random = SeededGenerator(seed: 2)
        for _ in 0..<100 {
            let shapes = Shapes(from: &random)
            let text = try StoredJSON.text(of: shapes, isIndented: true)
            let expected = try foundationText(of: shapes, isIndented: true)
            #expect(Array(text.utf8) == Array(expected.utf8), "\(text) and not \(expected)")
        }
        let empty: [String: [[Int]]] = ["list": [], "other": [[]]]
        #expect(
            try StoredJSON.text(of: empty, isIndented: true)
                == foundationText(of: empty, isIndented: true))
        #expect(
            try StoredJSON.text(of: [Empty()], isIndented: true)
                == foundationText(of: [Empty()], isIndented: true))
    }

    @Test func aTextInAnotherFormIsReadToo() throws {
        var random = SeededGenerator(seed: 2)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .prettyPrinted
        for _ in 0..<50 {
            let shapes = Shapes(from: &random)
            let text = String(decoding: try encoder.encode(shapes), as: UTF8.self)
            #expect(try StoredJSON.value(of: text) == shapes)
        }
    }

    @Test func whatIsNoObjectIsStoredToo() throws {
        #expect(try StoredJSON.text(of: 7) == "7")
        #expect(try StoredJSON.text(of: "§ 7") == "\"§ 7\"")
        #expect(try StoredJSON.text(of: [Int]()) == "[]")
        #expect(try StoredJSON.text(of: ["a/b", nil]) == "[\"a/b\",null]")
        #expect(try StoredJSON.value(Int.self, of: " -7\n") == -7)
        #expect(try StoredJSON.value([String?].self, of: "[\"a\\/b\", null]") == ["a/b", nil])
    }

    @Test func whatIsNotWholeIsRefused() {
        #expect(throws: EncodingError.self) { try StoredJSON.text(of: [0.5]) }
        #expect(throws: EncodingError.self) { try StoredJSON.text(of: ["a": Float(1)]) }
        for text in ["0.5", "1.0", "1e2", "1E2", "-0.0"] {
            #expect(throws: DecodingError.self) { try StoredJSON.value(Int.self, of: text) }
        }
        #expect(throws: DecodingError.self) { try StoredJSON.value(Double.self, of: "1") }
    }

    // MARK: Unsound texts

    private static let hostile = [
        "", " ", "{", "}", "[", "]", "[1", "[1,", "[,1]", "[1 2]", "[1]]", "[1] 2", "nul",
        "nulll", "True", "tru", "+1", "-", "--1", "01", "-01", "1-", "1a", "0x1", "\"", "\"a",
        "\"\\", "\"\\\"", "\"\\x\"", "\"\\u\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\u123",
        "\"\\uD800\"", "\"\\uD800a\"", "\"\\uD800\\n\"", "\"\\uD800\\u0041\"", "\"\\uDC00\"",
        "\"\\uD83E\\uDDFE\"", "\"\\u0000\"", "\"\u{1}\"", "\"\n\"", "\"\t\"", "\"\u{7F}\"",
        "\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"", "'a'", "[1]//", "/**/[1]", "{\"a\"}", "{\"a\":}",
        "{,}", "{a:1}", "{1:1}", "{\"a\":1 \"b\":2}", "{\"a\" 1}", "{\"a\":1}{}",
        "{\"a\":1,\"a\":2}", "{\"\u{E9}\":1,\"e\u{301}\":2}", "{\"\\u0061\":1}", "{\"a\\n\":1}",
        "{\"a\":1,\"b\":null}",
        "{\"a\":\"1\"}", "[null]", "[\"1\"]", "[true]", "[[1]]", "[{}]", "{\"a\":[]}", "{}", "[]",
        "null", "true", "false", "0", "-0", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "18446744073709551616", "99999999999999999999999999999999", "255", "256", "-1", "-128",
        "-129", "[255]", "[256]", " [ 1 , 2 ] ", "\u{B}[1]", "\u{A0}[1]", "[1]\u{0}",
    ]

    /// As what it is asked for, a text is refused or read as Foundation does.
    private func isReadAlike<Value: Decodable & Equatable>(_ type: Value.Type, _ text: String) {
        let own = try? StoredJSON.value(type, of: text)
        let foundation: Value? = try? foundationValue(of: text)
        #expect(own == foundation, "\(text.prefix(80).debugDescription) as \(type)")
    }

    @Test(arguments: hostile) func aHostileTextIsReadAlikeOrRefused(_ text: String) {
        isReadAlike(Int.self, text)
        isReadAlike(UInt8.self, text)
        isReadAlike(Int8.self, text)
        isReadAlike(UInt64.self, text)
        isReadAlike(Bool.self, text)
        isReadAlike(String.self, text)
        isReadAlike([Int].self, text)
        isReadAlike([Int?].self, text)
        isReadAlike([String].self, text)
        isReadAlike([String: Int].self, text)
        isReadAlike([String: String?].self, text)
        isReadAlike(Shapes.self, text)
        isReadAlike(Shapes.Choice.self, text)
    }

    @Test func aTextThatGoesTooDeepIsRefused() {
        let deep = 100_000
        let open = String(repeating: "[", count: deep)
        for text in [
            open, open + String(repeating: "]", count: deep),
            String(repeating: "{\"a\":", count: deep),
        ] {
            let isRefused = (try? StoredJSON.value(Shapes.Choice.self, of: text)) == nil
            #expect(isRefused)
        }
    }

    /// Foundation lets it pass.
    @Test(arguments: ["[1,]", "{\"a\":1,}"]) func aCommaBeforeTheEndIsRefused(_ text: String) {
        #expect(throws: DecodingError.self) { try StoredJSON.value([Int].self, of: text) }
        #expect(throws: DecodingError.self) { try StoredJSON.value([String: Int].self, of: text) }
    }

    /// A byte that is cut off, changed or put in: what is read is what Foundation reads, and where
    /// that refuses it is refused.
    @Test func aDamagedTextIsReadAlikeOrRefused() throws {
        var random = SeededGenerator(seed: 3)
        let sound = Array(try StoredJSON.text(of: Shapes(from: &random)).utf8)
        for count in 0..<sound.count {
            let text = String(decoding: sound[..<count], as: UTF8.self)
            #expect(throws: DecodingError.self) { try StoredJSON.value(Shapes.self, of: text) }
        }
        let bytes = Array("\"\\{}[]:,0-9eu/ntf \u{1}\u{7F}".utf8)
        for _ in 0..<3_000 {
            var damaged = sound
            let place = Int.random(in: 0..<sound.count, using: &random)
            let byte = bytes.randomElement(using: &random) ?? 0
            switch Int.random(in: 0...2, using: &random) {
            case 0: damaged[place] = byte
            case 1: damaged.insert(byte, at: place)
            default: damaged.remove(at: place)
            }
            let text = String(decoding: damaged, as: UTF8.self)
            let own = try? StoredJSON.value(Shapes.self, of: text)
            let foundation: Shapes? = try? foundationValue(of: text)
            // Foundation reads what is not whole, and passes over a comma before the end.
            if own != nil || !isLax(text) { #expect(own == foundation, "\(text)") }
        }
    }

    private func isLax(_ text: String) -> Bool {
        text.contains(/,[\]}]|[0-9][.eE]/)
    }

    // MARK: What an error tells

    @Test func anErrorTellsWhereItIs() throws {
        let text = "{\"other\":[1],\"rows\":[{\"n\":1},{\"n\":2,\"m\":{\"n\":\"x\"}}]}"
        struct Row: Decodable {
            var n: Int
            var m: [String: Int]?
        }
        struct Table: Decodable { var rows: [Row] }
        let error = #expect(throws: DecodingError.self) {
            try StoredJSON.value(Table.self, of: text)
        }
        guard case .typeMismatch(_, let context)? = error else {
            Issue.record("\(String(describing: error)) is another error")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["rows", "Index 1", "m", "n"])
    }

    @Test func aMissingKeyIsNamedWithItsPlace() throws {
        struct Row: Decodable { var n: Int }
        let error = #expect(throws: DecodingError.self) {
            try StoredJSON.value([Row].self, of: "[{\"n\":1},{\"m\":2}]")
        }
        guard case .keyNotFound(let key, let context)? = error else {
            Issue.record("\(String(describing: error)) is another error")
            return
        }
        #expect(key.stringValue == "n")
        #expect(context.codingPath.map(\.stringValue) == ["Index 1"])
    }

    @Test func whoeverReadsIsToldWhatTheReaderWants() throws {
        let key = try #require(CodingUserInfoKey(rawValue: "wanted"))
        struct Asking: Decodable {
            var isWanted: Bool

            init(from decoder: any Decoder) throws {
                isWanted = decoder.userInfo.keys.contains { $0.rawValue == "wanted" }
            }
        }
        let told = try StoredJSON.value([Asking].self, of: "[1]", userInfo: [key: true])
        #expect(told.map(\.isWanted) == [true])
        #expect(try StoredJSON.value([Asking].self, of: "[1]").map(\.isWanted) == [false])
    }
}
