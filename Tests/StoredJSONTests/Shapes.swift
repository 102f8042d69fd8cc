import TestSupport

/// A value of each shape that a stored value can have, drawn from a seed.
struct Shapes: Codable, Equatable {
    enum Word: String, Codable, CaseIterable {
        case plain
        case hyphened = "with-hyphen"
    }

    indirect enum Choice: Codable, Equatable {
        case nothing
        case labelled(hours: Int, text: String?)
        case bare(Int)
        case nested(Choice)
    }

    struct Numbers: Codable, Equatable {
        var int: Int
        var int8: Int8
        var int16: Int16
        var int32: Int32
        var int64: Int64
        var uint: UInt
        var uint8: UInt8
        var uint16: UInt16
        var uint32: UInt32
        var uint64: UInt64
    }

    /// As money and dates are stored: one text for the whole.
    struct Single: Codable, Equatable {
        var text: String

        init(_ text: String) { self.text = text }

        init(from decoder: any Decoder) throws {
            text = try decoder.singleValueContainer().decode(String.self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
    }

    /// By hand, in containers within containers.
    struct Nested: Codable, Equatable {
        var first: Int
        var rest: [String]

        init(first: Int, rest: [String]) {
            self.first = first
            self.rest = rest
        }

        private enum Keys: String, CodingKey { case inner, list, first }

        init(from decoder: any Decoder) throws {
            let outer = try decoder.container(keyedBy: Keys.self)
            let inner = try outer.nestedContainer(keyedBy: Keys.self, forKey: .inner)
            first = try inner.decode(Int.self, forKey: .first)
            var list = try inner.nestedUnkeyedContainer(forKey: .list)
            rest = []
            while !list.isAtEnd { rest.append(try list.decode(String.self)) }
        }

        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: Keys.self)
            var inner = outer.nestedContainer(keyedBy: Keys.self, forKey: .inner)
            var list = inner.nestedUnkeyedContainer(forKey: .list)
            try inner.encode(first, forKey: .first)
            for text in rest { try list.encode(text) }
        }
    }

    struct Empty: Codable, Equatable {}

    /// An object of its own, whose keys are spelled in ways that no property is.
    enum Spelled: Codable, Equatable {
        case capitals

        private enum Keys: String, CodingKey {
            case capitals = "AB"
            case underlined = "a_b"
            case small = "ab"
            case none = ""
        }

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: Keys.self)
            _ = try keys.decode(Int.self, forKey: .underlined)
            self = .capitals
        }

        func encode(to encoder: any Encoder) throws {
            var keys = encoder.container(keyedBy: Keys.self)
            for (index, key) in [Keys.small, .capitals, .none, .underlined].enumerated() {
                try keys.encode(index, forKey: key)
            }
        }
    }

    var numbers: Numbers
    var text: String
    var truth: Bool
    var single: Single
    var word: Word
    var maybeText: String?
    var maybeNumber: Int?
    var maybeTruth: Bool?
    var maybeSingle: Single?
    var choices: [Choice]
    var gaps: [Int?]
    var lists: [[String]]
    var byName: [String: Int]
    var byNumber: [Int: Single]
    var nested: Nested
    var empty: Empty
    /// Names that sort otherwise where capitals, digits or a prefix are looked at differently.
    var aB = 1
    var aa = 2
    var aB2 = 3
    var aB10 = 4
    var other = Spelled.capitals

    init(from random: inout SeededGenerator) {
        numbers = Numbers(
            int: Self.number(&random), int8: Self.number(&random), int16: Self.number(&random),
            int32: Self.number(&random), int64: Self.number(&random), uint: Self.number(&random),
            uint8: Self.number(&random), uint16: Self.number(&random),
            uint32: Self.number(&random), uint64: Self.number(&random))
        text = Self.text(&random)
        truth = Bool.random(using: &random)
        single = Single(Self.text(&random))
        word = Word.allCases.randomElement(using: &random) ?? .plain
        maybeText = Bool.random(using: &random) ? Self.text(&random) : nil
        maybeNumber = Bool.random(using: &random) ? Self.number(&random) : nil
        maybeTruth = Bool.random(using: &random) ? Bool.random(using: &random) : nil
        maybeSingle = Bool.random(using: &random) ? Single(Self.text(&random)) : nil
        choices = Self.list(&random, Self.choice)
        gaps = Self.list(&random) { Bool.random(using: &$0) ? Self.number(&$0) : nil }
        lists = Self.list(&random) { Self.list(&$0, Self.text) }
        byName = [:]
        byNumber = [:]
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            byName[Self.text(&random)] = Self.number(&random)
            byNumber[Int.random(in: -20...20, using: &random)] = Single(Self.text(&random))
        }
        nested = Nested(first: Self.number(&random), rest: Self.list(&random, Self.text))
        empty = Empty()
    }

    private static func list<Element>(
        _ random: inout SeededGenerator, _ one: (inout SeededGenerator) -> Element
    ) -> [Element] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in one(&random) }
    }

    private static func choice(_ random: inout SeededGenerator) -> Choice {
        switch Int.random(in: 0...3, using: &random) {
        case 0: .nothing
        case 1:
            .labelled(
                hours: number(&random), text: Bool.random(using: &random) ? text(&random) : nil)
        case 2: .bare(number(&random))
        default: .nested(choice(&random))
        }
    }

    /// Often at the limits.
    private static func number<Number: FixedWidthInteger>(
        _ random: inout SeededGenerator
    ) -> Number {
        [.min, .max, 0, 1, .max - 1, .random(in: .min ... .max, using: &random)]
            .randomElement(using: &random) ?? 0
    }

    private static let pieces =
        (0..<0x20).map { String(Unicode.Scalar(UInt8($0))) } + [
            "\"", "\\", "/", "\\u0041", "\u{7F}", "\u{80}", "\u{2028}", "\u{FEFF}", "\u{FFFF}",
            "e\u{301}", "\u{E9}", "日本", "שלום", "🧾", "👩🏽‍⚖️", "\r\n", "a", "B", "10", "2", " ", "",
            "review draft agreement with client counsel", "60000 USD",
        ]

    static func text(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...5, using: &random))
            .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
}
