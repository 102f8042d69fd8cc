/// One value in the notation of PDF, such as a dictionary, without comments and with no more white space
/// than it needs.
struct PDFNotation: Equatable, Sendable {
    private(set) var bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Of what another program wrote. Strings stay as they are.
    init(squeezing source: ArraySlice<UInt8>) {
        bytes = source.withUnsafeBufferPointer { source in
            Array(unsafeUninitializedCapacity: source.count) { squeezed, count in
                var (index, hasGap) = (0, false)
                while index < source.count {
                    let byte = source[index]
                    if byte.isSpace {
                        hasGap = true
                        index += 1
                        continue
                    }
                    if byte == UInt8(ascii: "%") {
                        hasGap = true
                        while index < source.count, source[index] != 0x0A { index += 1 }
                        continue
                    }
                    if hasGap, count > 0, byte.isRegular, squeezed[count - 1].isRegular {
                        squeezed[count] = .space
                        count += 1
                    }
                    hasGap = false
                    let end =
                        byte == UInt8(ascii: "(") ? source.endOfString(from: index) : index + 1
                    while index < end {
                        squeezed[count] = source[index]
                        count += 1
                        index += 1
                    }
                }
            }
        }
    }

    var isDictionary: Bool { bytes.count >= 4 && bytes.starts(with: [.less, .less]) }

    /// Of a dictionary.
    subscript(key: StaticString) -> PDFNotation? {
        range(of: key).map { PDFNotation(bytes: Array(bytes[$0])) }
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Of a dictionary, what stands between its brackets.
    func entries(without key: StaticString) -> String {
        var inner = Array(bytes.dropFirst(2).dropLast(2))
        if let value = range(of: key) {
            var start = value.lowerBound
            while bytes[start] != .slash { start -= 1 }
            inner.removeSubrange((start - 2)..<(value.upperBound - 2))
        }
        return String(decoding: inner, as: UTF8.self)
    }

    /// Whether a dictionary says this name, `/Page`.
    func has(_ key: StaticString, _ name: StaticString) -> Bool {
        range(of: key).map { bytes[$0].elementsEqual(name.bytes) } ?? false
    }

    mutating func set(_ key: StaticString, to value: String) {
        let value = Array(value.utf8)
        if let range = range(of: key) {
            // A number or a name must not grow together with what it follows.
            let gap = bytes[range].first?.isRegular != true && value.first?.isRegular == true
            bytes.replaceSubrange(range, with: gap ? [.space] + value : value)
        } else {
            let gap = value.first?.isRegular == true ? [UInt8.space] : []
            bytes.insert(
                contentsOf: [.slash] + Array(key.bytes) + gap + value, at: bytes.count - 2)
        }
    }

    private func range(of key: StaticString) -> Range<Int>? {
        guard isDictionary else { return nil }
        let wanted = key.bytes
        var index = 2
        while index < bytes.count - 2, bytes[index] == .slash {
            let name = index + 1
            var value = name
            while bytes[value].isRegular { value += 1 }
            let nameEnd = value
            if bytes[value] == .space { value += 1 }
            let end = endOfValue(from: value)
            if bytes[name..<nameEnd].elementsEqual(wanted) { return value..<end }
            index = end
        }
        return nil
    }

    /// A value ends where, on its own level, the next key or the dictionary's end stands.
    private func endOfValue(from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "("):
                index = bytes.withUnsafeBufferPointer { $0.endOfString(from: index) }
                continue
            case .less, UInt8(ascii: "["): depth += 1
            case .greater where depth == 0: return index
            case .greater, UInt8(ascii: "]"): depth -= 1
            case .slash where depth == 0 && index > start: return index
            default: break
            }
            index += 1
        }
        return index
    }

    /// The objects that a value refers to: `7 0 R`, or a list of such.
    var references: [Int] { referencePlaces.map(\.number) }

    /// The same with other numbers in its references.
    func renumbered(_ new: (Int) -> Int) -> PDFNotation {
        var renumbered = bytes
        for (old, place) in referencePlaces.reversed() {
            renumbered.replaceSubrange(place, with: String(new(old)).utf8)
        }
        return PDFNotation(bytes: renumbered)
    }

    /// The numbers of references, and where they stand.
    private var referencePlaces: [(number: Int, place: Range<Int>)] {
        var found: [(Int, Range<Int>)] = []
        // The two words before the one at hand, as far as they are numbers.
        var (first, second): ((Int, Range<Int>)?, (Int, Range<Int>)?) = (nil, nil)
        var start = 0
        while start < bytes.count {
            guard bytes[start].isRegular else {
                let isString = bytes[start] == UInt8(ascii: "(")
                start =
                    isString
                    ? bytes.withUnsafeBufferPointer { $0.endOfString(from: start) } : start + 1
                continue
            }
            var end = start + 1
            while end < bytes.count, bytes[end].isRegular { end += 1 }
            if end - start == 1, bytes[start] == UInt8(ascii: "R"), let first, second != nil {
                found.append(first)
            }
            (first, second) = (second, number(bytes[start..<end]).map { ($0, start..<end) })
            start = end
        }
        return found
    }

    var integer: Int? { number(bytes[...]) }

    /// Of an array, those of its members that are integers.
    var integers: [Int] { bytes.split { !$0.isRegular }.compactMap(number) }

    /// What a string says whose characters are ASCII: `(cairo \(1.16\))`.
    var text: String? {
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")")
        else { return nil }
        var text = ""
        var isEscaped = false
        for byte in bytes[1..<(bytes.count - 1)] {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
            } else {
                isEscaped = false
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return text
    }
}

/// Text as PDF writes it: what is not ASCII as UTF-16.
package func pdfString(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
        var escaped = "("
        for character in text {
            if "()\\".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped + ")"
    }
    return "<FEFF" + text.utf16.map { hex($0 >> 8) + hex($0 & 0xFF) }.joined() + ">"
}

/// A name: what is neither letter nor digit as its number, `/text#2Fcsv`.
package func pdfName(_ name: String) -> String {
    "/"
        + name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                String(Unicode.Scalar(byte))
            default: "#" + hex(UInt16(byte))
            }
        }.joined()
}

/// Of a byte, two digits.
package func hex(_ value: UInt16) -> String {
    let digits = Array("0123456789ABCDEF")
    return String([digits[Int(value >> 4) & 15], digits[Int(value) & 15]])
}

/// Decimal digits and nothing else.
func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count < 16 else { return nil }
    var number = 0
    for byte in bytes {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
}

extension UnsafeBufferPointer<UInt8> {
    /// After the parenthesis that closes the one at `start`.
    fileprivate func endOfString(from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < endIndex {
            switch self[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return endIndex
    }
}

extension UInt8 {
    static let space = UInt8(ascii: " ")
    static let slash = UInt8(ascii: "/")
    static let less = UInt8(ascii: "<")
    static let greater = UInt8(ascii: ">")

    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) || self == 0 }

    /// Part of a number, a keyword or a name.
    fileprivate var isRegular: Bool {
        switch self {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "/"), UInt8(ascii: "%"):
            false
        default: !isSpace
        }
    }
}

extension StaticString {
    fileprivate var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
