import Billing
import Settings

/// One row of a CSV file: its bytes as they stand in the file and where its cells begin and end.
package struct CSVRow: Sendable {
    /// What makes a row unfit to be read.
    package enum Fault: Sendable, Equatable {
        case ragged(expected: Int, found: Int)
        /// The offset of the first byte that is no text, within the row.
        case notUTF8(offset: Int)
        case nul(offset: Int)
        /// A cell that begins with a quotation mark and does not end with one.
        case quoteUnpaired(cell: Int)
        /// More bytes than the limit; the row's cells are not kept.
        case tooLong(limit: Int)
    }

    struct Cell {
        var start: Int
        var end: Int
        var isQuoted = false
        var hasDoubledQuotes = false
    }

    var bytes: [UInt8] = []
    var cells: [Cell] = []
    /// Whether each byte is a character, and no cell has a line break.
    var isPlain = false
    /// The sign between the cells.
    var delimiter = CSVByte.comma
    /// The line that the row starts on.
    package internal(set) var line = 0
    package internal(set) var fault: Fault?

    package var count: Int { cells.count }

    /// The text of a cell, without the quotes around it and with doubled quotes made single.
    package func text(_ index: Int) -> String {
        let cell = cells[index]
        guard cell.hasDoubledQuotes else { return string(cell.start, cell.end) }
        var unescaped: [UInt8] = []
        unescaped.reserveCapacity(cell.end - cell.start)
        var offset = cell.start
        while offset < cell.end {
            unescaped.append(bytes[offset])
            offset += bytes[offset] == CSVByte.quote ? 2 : 1
        }
        return String(decoding: unescaped, as: UTF8.self)
    }

    /// The text of a cell without blanks at its ends.
    package func trimmed(_ index: Int) -> String {
        let cell = cells[index]
        guard !cell.hasDoubledQuotes else { return text(index).trimmed }
        var start = cell.start
        var end = cell.end
        while start < end, CSVByte.isBlank(bytes[start]) { start += 1 }
        while start < end, CSVByte.isBlank(bytes[end - 1]) { end -= 1 }
        let text = string(start, end)
        // Blanks beyond ASCII, like a no-break space, are rare enough to be looked for last.
        let mayHoldMore = start < end && (bytes[start] >= 0x80 || bytes[end - 1] >= 0x80)
        return mayHoldMore ? text.trimmed : text
    }

    /// The bytes of a cell without blanks at its ends; a doubled quotation mark is still doubled.
    func withTrimmed<Value>(
        _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        let cell = cells[index]
        return bytes.withUnsafeBufferPointer { bytes in
            var (start, end) = (cell.start, cell.end)
            while start < end, CSVByte.isBlank(bytes[start]) { start += 1 }
            while start < end, CSVByte.isBlank(bytes[end - 1]) { end -= 1 }
            return body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        }
    }

    /// The bytes of a cell as they stand in the file, without the quotes around it.
    package func withBytes<Value>(
        _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        let cell = cells[index]
        return bytes.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[cell.start..<cell.end]))
        }
    }

    package func isBlank(_ index: Int) -> Bool {
        let cell = cells[index]
        for byte in bytes[cell.start..<cell.end] where !CSVByte.isBlank(byte) {
            // Blanks beyond ASCII are rare enough to make a text for them.
            return byte >= 0x80 && trimmed(index).isEmpty
        }
        return true
    }

    /// Whether this row holds the column names once more, as where one file was put behind another.
    func repeats(_ header: CSVRow) -> Bool {
        guard fault == nil, count == header.count else { return false }
        return (0..<count).reversed().allSatisfy { index in
            // By bytes, because it is asked of each row, and the first cell looked at tells.
            let isEqual = withTrimmed(index) { mine in
                header.withTrimmed(index) { mine.elementsEqual($0) }
            }
            if isEqual { return true }
            // The byte order mark of the second file stands before its first name.
            let text = index == 0 ? trimmed(0) : ""
            guard text.hasPrefix("\u{FEFF}") else { return false }
            return text.dropFirst().filter { $0 != "\"" } == header.trimmed(0)
        }
    }

    /// Line and column of a cell; columns count characters from 1.
    package func place(of index: Int, in file: String) -> Place {
        guard index < cells.count else { return Place(file: file, line: line) }
        let cell = cells[index]
        return place(atOffset: cell.isQuoted ? cell.start - 1 : cell.start, in: file)
    }

    func place(atOffset offset: Int, in file: String) -> Place {
        if isPlain { return Place(file: file, line: line, column: offset + 1) }
        let position = bytes.withUnsafeBufferPointer { UTF8Text.position(of: offset, in: $0) }
        return Place(file: file, line: line + position.line, column: position.column + 1)
    }

    private func string(_ start: Int, _ end: Int) -> String {
        bytes.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self)
        }
    }
}

enum CSVByte {
    static let quote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }
}

extension String {
    /// Without white space at its ends; inner white space stays as it is.
    var trimmed: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last,
            first.properties.isWhitespace || last.properties.isWhitespace
        else { return self }
        var rest = Substring(self).unicodeScalars
        while let scalar = rest.first, scalar.properties.isWhitespace { rest.removeFirst() }
        while let scalar = rest.last, scalar.properties.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
