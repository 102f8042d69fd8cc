/// A JSON text cut into tokens, one after the other as they stand in it. Whoever reads a value goes
/// from token to token, and makes strings and numbers only of what is asked for.
final class Tape {
    struct Token {
        enum Kind: UInt8 {
            case object, array, number, yes, no, null
            case text
            /// A text with backslashes in it.
            case escaped
        }

        var kind: Kind
        /// The bytes that it is written in; those of a text without its quotation marks.
        var start: Int32
        var end: Int32
        /// Where the token after it stands, and after all that is in it.
        var next: Int32
    }

    let bytes: [UInt8]
    let tokens: [Token]
    let userInfo: [CodingUserInfoKey: any Sendable]

    init(_ text: String, userInfo: [CodingUserInfoKey: any Sendable]) throws {
        bytes = Array(text.utf8)
        self.userInfo = userInfo
        do throws(Scanner.Fault) {
            tokens = try bytes.withUnsafeBufferPointer { bytes throws(Scanner.Fault) in
                var scanner = Scanner(bytes: bytes)
                return try scanner.tokens()
            }
        } catch {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: [], debugDescription: "\(error.what) at byte \(error.place)"))
        }
    }

    // MARK: What a token says

    func text(_ token: Token) -> String {
        let written = bytes[Int(token.start)..<Int(token.end)]
        return token.kind == .text
            ? String(decoding: written, as: UTF8.self) : unescaped(written)
    }

    /// Nil where it is no whole number, or too large.
    func number<Number: FixedWidthInteger>(_ token: Token) -> Number? {
        guard token.kind == .number else { return nil }
        var magnitude: UInt64 = 0
        var isNegative = false
        for byte in bytes[Int(token.start)..<Int(token.end)] {
            guard byte != UInt8(ascii: "-") else {
                isNegative = true
                continue
            }
            let (product, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, isStillTooLarge) = product.addingReportingOverflow(
                UInt64(byte &- UInt8(ascii: "0")))
            guard !isTooLarge, !isStillTooLarge else { return nil }
            magnitude = sum
        }
        guard isNegative else { return Number(exactly: magnitude) }
        return Number(exactly: -Int128(magnitude))
    }

    /// Where the value of a key of an object stands; of several the first.
    func value(of name: String, in object: Int) -> Int? {
        var name = name
        return name.withUTF8 { name in
            let end = Int(tokens[object].next)
            var key = object + 1
            while key < end {
                if isNamed(tokens[key], name) { return key + 1 }
                key = Int(tokens[key + 1].next)
            }
            return nil
        }
    }

    private func isNamed(_ key: Token, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard key.kind == .text else {
            return text(key) == String(decoding: name, as: UTF8.self)
        }
        guard Int(key.end - key.start) == name.count else { return false }
        var place = Int(key.start)
        for byte in name {
            if bytes[place] != byte { return false }
            place += 1
        }
        return true
    }

    /// The keys of an object, each once.
    func keys(of object: Int) -> [String] {
        var keys: [String] = []
        var known: Set<String> = []
        var key = object + 1
        while key < Int(tokens[object].next) {
            let name = text(tokens[key])
            if known.insert(name).inserted { keys.append(name) }
            key = Int(tokens[key + 1].next)
        }
        return keys
    }

    func count(of array: Int) -> Int {
        var count = 0
        var element = array + 1
        while element < Int(tokens[array].next) {
            count += 1
            element = Int(tokens[element].next)
        }
        return count
    }

    /// The way from the top to a token: asked for only by whoever reports an error.
    func path(to place: Int) -> [any CodingKey] {
        var path: [any CodingKey] = []
        var container = 0
        while container < place {
            let isObject = tokens[container].kind == .object
            var index = 0
            var value = container + (isObject ? 2 : 1)
            while Int(tokens[value].next) <= place {
                value = Int(tokens[value].next) + (isObject ? 1 : 0)
                index += 1
            }
            path.append(
                isObject ? PlainKey(stringValue: text(tokens[value - 1])) : PlainKey(index))
            container = value
        }
        return path
    }

    // MARK: Escapes, which the scanner has looked at

    private func unescaped(_ written: ArraySlice<UInt8>) -> String {
        var plain = ""
        var rest = written
        while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
            plain += String(decoding: rest[..<backslash], as: UTF8.self)
            rest = rest[(backslash + 1)...]
            switch rest.removeFirst() {
            case UInt8(ascii: "b"): plain += "\u{8}"
            case UInt8(ascii: "f"): plain += "\u{C}"
            case UInt8(ascii: "n"): plain += "\n"
            case UInt8(ascii: "r"): plain += "\r"
            case UInt8(ascii: "t"): plain += "\t"
            case UInt8(ascii: "u"):
                var units = [UInt16(hexadecimal: rest.prefix(4))]
                rest = rest.dropFirst(4)
                if UTF16.isLeadSurrogate(units[0]) {
                    units.append(UInt16(hexadecimal: rest.dropFirst(2).prefix(4)))
                    rest = rest.dropFirst(6)
                }
                plain += String(decoding: units, as: UTF16.self)
            case let itself: plain.unicodeScalars.append(Unicode.Scalar(itself))
            }
        }
        return plain + String(decoding: rest, as: UTF8.self)
    }
}

extension UInt16 {
    /// Of digits that are known to be digits.
    init(hexadecimal digits: some Sequence<UInt8>) {
        self = digits.reduce(0) { $0 << 4 | UInt16(hexadecimalDigit($1) ?? 0) }
    }
}

func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// A step of a way through containers.
struct PlainKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(_ index: Int) {
        stringValue = "Index \(index)"
        intValue = index
    }

    init(intValue: Int) {
        self.init(intValue)
    }
}
