import Billing
import Settings

/// How the bytes of a file stand for text. A byte order mark beats what was assumed.
package enum TextEncoding: Sendable, Hashable {
    case utf8, utf16LittleEndian, utf16BigEndian, windows1252

    /// The encoding that a byte order mark at the start names, and the bytes that the mark takes.
    static func marked(_ bytes: UnsafeBufferPointer<UInt8>) -> (encoding: Self, length: Int)? {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            return (.utf8, 3)
        }
        guard bytes.count >= 2 else { return nil }
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE): return (.utf16LittleEndian, 2)
        case (0xFE, 0xFF): return (.utf16BigEndian, 2)
        default: return nil
        }
    }
}

/// Turns bytes that come in pieces into UTF-8. What is no text becomes a byte that no UTF-8 has,
/// so that it is found, with its place, where the row is checked.
struct TextDecoder {
    private static let noText: UInt8 = 0xFF

    let encoding: TextEncoding
    /// The first byte of a pair of which the second has not come.
    private var halfUnit: UInt8?
    /// The first half of a surrogate pair.
    private var highSurrogate: UInt16?

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// `isLast` says that no bytes follow, so that what is cut off is no text.
    mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into text: inout [UInt8]
    ) {
        switch encoding {
        case .utf8: text.append(contentsOf: bytes)
        case .windows1252:
            for byte in bytes { TextDecoder.append(windows1252: byte, to: &text) }
        case .utf16LittleEndian, .utf16BigEndian:
            for byte in bytes { take(byte, into: &text) }
            if isLast, halfUnit != nil || highSurrogate != nil {
                text.append(TextDecoder.noText)
                (halfUnit, highSurrogate) = (nil, nil)
            }
        }
    }

    private mutating func take(_ byte: UInt8, into text: inout [UInt8]) {
        guard let first = halfUnit else {
            halfUnit = byte
            return
        }
        halfUnit = nil
        let (low, high) = encoding == .utf16LittleEndian ? (first, byte) : (byte, first)
        let unit = UInt16(high) << 8 | UInt16(low)
        if let high = highSurrogate {
            highSurrogate = nil
            if UTF16.isTrailSurrogate(unit) {
                let value = 0x10000 + (UInt32(high - 0xD800) << 10) + UInt32(unit - 0xDC00)
                TextDecoder.append(value, to: &text)
                return
            }
            text.append(TextDecoder.noText)
        }
        if UTF16.isLeadSurrogate(unit) {
            highSurrogate = unit
        } else {
            TextDecoder.append(UInt32(unit), to: &text)
        }
    }

    private static func append(_ value: UInt32, to text: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value), let units = UTF8.encode(scalar) else {
            text.append(noText)
            return
        }
        text.append(contentsOf: units)
    }

    private static func append(windows1252 byte: UInt8, to text: inout [UInt8]) {
        guard byte >= 0x80 else {
            text.append(byte)
            return
        }
        let isShifted = byte < 0xA0
        append(UInt32(isShifted ? beyondLatin1[Int(byte) - 0x80] : UInt16(byte)), to: &text)
    }

    /// What Windows-1252 has at 80 to 9F; a lone surrogate where it has nothing.
    static let beyondLatin1: [UInt16] = [
        0x20AC, 0xD800, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xD800, 0x017D, 0xD800,
        0xD800, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xD800, 0x017E, 0x0178,
    ]
}

/// Whether the bytes of an export are UTF-8, and if not, whether they read as Windows-1252.
///
/// A file in which letters of UTF-8 outnumber the stray bytes is damaged UTF-8, not Windows-1252.
struct EncodingGuess {
    private var letters = 0
    private var strayBytes = 0
    private var hasControls = false
    private var hasUndefinedBytes = false
    private var line = 1
    private var lastWasReturn = false
    private(set) var firstStrayLine: Int?

    private var isWindows1252: Bool { strayBytes > letters && !hasControls && !hasUndefinedBytes }

    /// Looks through the file at `path`; the report is for a file taken for Windows-1252.
    static func look(
        at path: String, shownAs name: String
    ) throws(EnvironmentError) -> (encoding: TextEncoding, report: Diagnostic?) {
        if try isASCII(path, shownAs: name) { return (.utf8, nil) }
        let file = try InputFile(path, shownAs: name)
        let capacity = 256 << 10
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        defer { buffer.deallocate() }
        var guess = EncodingGuess()
        var held = 0
        var isFirst = true
        while true {
            let count = try file.read(into: buffer + held, count: capacity - held)
            let bytes = UnsafeBufferPointer(start: buffer, count: held + count)
            if isFirst, let mark = TextEncoding.marked(bytes) { return (mark.encoding, nil) }
            isFirst = false
            let taken = guess.take(bytes, isLast: count == 0)
            held = bytes.count - taken
            buffer.update(from: buffer + taken, count: held)
            if count == 0 || guess.hasControls { break }
        }
        guard guess.isWindows1252 else { return (.utf8, nil) }
        let report = Diagnostic(
            .warning, .encodingAssumed, at: Place(file: name, line: guess.firstStrayLine ?? 0),
            "the file is not UTF-8 text; it was read as Windows-1252",
            remedy: "look whether letters with accents are right, or export it as \"CSV UTF-8\"")
        return (.windows1252, report)
    }

    /// Whether the file holds nothing beyond ASCII, as most do: then there is nothing to guess.
    private static func isASCII(
        _ path: String, shownAs name: String
    ) throws(EnvironmentError) -> Bool {
        let file = try InputFile(path, shownAs: name)
        let capacity = 256 << 10
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: capacity + 8, alignment: 64)
        defer { buffer.deallocate() }
        while true {
            let count = try file.read(
                into: buffer.assumingMemoryBound(to: UInt8.self), count: capacity)
            guard count > 0 else { return true }
            // What is left of the last word is of no file, and ASCII.
            (buffer + count).initializeMemory(as: UInt8.self, repeating: 0, count: 8)
            var all: UInt64 = 0
            for offset in stride(from: 0, to: count, by: 8) {
                all |= buffer.load(fromByteOffset: offset, as: UInt64.self)
            }
            guard all & 0x8080_8080_8080_8080 == 0 else { return false }
        }
    }

    /// Takes as many bytes as can be judged without those that follow.
    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte < 0x80 {
                takeASCII(byte)
                offset += 1
                continue
            }
            if !isLast, offset + 4 > bytes.count { return offset }
            let length = UTF8Text.lengthOfScalar(in: bytes, at: offset)
            for index in offset..<offset + (length ?? 1) {
                switch bytes[index] {
                case 0x81, 0x8D, 0x8F, 0x90, 0x9D: hasUndefinedBytes = true
                default: break
                }
            }
            lastWasReturn = false
            if length == nil {
                strayBytes += 1
                firstStrayLine = firstStrayLine ?? line
            } else {
                letters += 1
            }
            offset += length ?? 1
        }
        return offset
    }

    private mutating func takeASCII(_ byte: UInt8) {
        if byte < 0x20 || byte == 0x7F {
            if !CSVByte.isBlank(byte) { hasControls = true }
            if byte == CSVByte.carriageReturn || (byte == CSVByte.lineFeed && !lastWasReturn) {
                line += 1
            }
        }
        lastWasReturn = byte == CSVByte.carriageReturn
    }
}
