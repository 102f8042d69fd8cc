import Billing
import Digest
import Settings

/// Reads a CSV file (RFC 4180) row by row, in chunks, into one row buffer that is used again.
///
/// Takes UTF-8 and, with a byte order mark, UTF-16; LF, CR LF and CR; quoted cells with line breaks;
/// the delimiter that the header has, or that a `sep=;` line names. Skips blank lines and rows
/// without any text. `next` steps to a row; `row.fault` says why a row cannot be read.
package struct CSVReader: ~Copyable {
    /// Longer than any real row: what is longer is a quotation mark that nothing closes, most
    /// likely. Such a row is refused, and the rows behind it are read.
    package static let longestRow = 64 << 20

    package let name: String
    package private(set) var row = CSVRow()
    /// The cells of the first row; empty where the file is empty.
    package private(set) var header = CSVRow()
    /// Whether `header` holds column names.
    private(set) var hasHeader = true
    /// Whether the first row waits to be given out like any other.
    private var isFirstRowWaiting = false

    private let file: InputFile
    /// Makes UTF-8 of the file's bytes; nil where they are UTF-8 already.
    private var decoder: TextDecoder?
    private var digest: SHA256?
    private let chunkSize: Int
    private let longestRow: Int
    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// The bytes read and not yet handed out.
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    private var isStopped = false
    private var line = 1
    /// Set where the row given out last is too long and still has to be passed over.
    private var longRow: LongRow?
    private var scanner: CSVScanner

    /// Opens the file at `path` and reads its header; `name` is what places show. `encoding` is for
    /// a file without a byte order mark; without `delimiter` the header shows it. `digests` says
    /// whether the digest of the file will be asked for.
    package init(
        _ path: String, shownAs name: String, encoding: TextEncoding = .utf8,
        delimiter: UInt8? = nil, digests: Bool = true, chunkSize: Int = 256 << 10,
        longestRow: Int = CSVReader.longestRow
    ) throws(EnvironmentError) {
        try self.init(
            InputFile(path, shownAs: name), name: name, encoding: encoding, delimiter: delimiter,
            digests: digests, chunkSize: chunkSize, longestRow: longestRow)
    }

    init(
        _ file: consuming InputFile, name: String, encoding: TextEncoding = .utf8,
        delimiter: UInt8? = nil, digests: Bool = true, chunkSize: Int = 256 << 10,
        longestRow: Int = CSVReader.longestRow
    ) throws(EnvironmentError) {
        digest = digests ? SHA256() : nil
        self.file = file
        self.name = name
        self.chunkSize = max(4, chunkSize)
        self.longestRow = longestRow
        capacity = self.chunkSize
        buffer = .allocate(capacity: capacity)
        scanner = CSVScanner(delimiter: delimiter ?? CSVByte.comma)
        try fill()
        takeMark(else: encoding)
        if let delimiter { row.delimiter = delimiter } else { try findDelimiter() }
        if try next() { header = row }
    }

    /// Skips a byte order mark, and decodes what was read already where it is not UTF-8.
    private mutating func takeMark(else assumed: TextEncoding) {
        let mark = TextEncoding.marked(UnsafeBufferPointer(start: buffer, count: end))
        start = mark?.length ?? 0
        let encoding = mark?.encoding ?? assumed
        guard encoding != .utf8 else { return }
        decoder = TextDecoder(encoding)
        let bytes = Array(UnsafeBufferPointer(start: buffer + start, count: end - start))
        (start, end) = (0, 0)
        bytes.withUnsafeBufferPointer { appendDecoded($0, isLast: isAtEnd) }
    }

    private mutating func findDelimiter() throws(EnvironmentError) {
        while true {
            let bytes = UnsafeBufferPointer(
                start: buffer + start, count: min(end - start, longestRow))
            let isWhole = isAtEnd || bytes.count == longestRow
            guard case .found(let delimiter, let skipped) = Delimiter.find(bytes, isWhole: isWhole)
            else {
                try fill()
                continue
            }
            scanner = CSVScanner(delimiter: delimiter)
            row.delimiter = delimiter
            start += skipped
            if skipped > 0 { line += 1 }
            return
        }
    }

    deinit {
        buffer.deallocate()
    }

    /// For a file without column names, before the first `next`, which then gives the first row.
    mutating func takeFirstRowAsEntry() {
        hasHeader = false
        isFirstRowWaiting = header.count > 0
    }

    /// For a file in which other rows stand above the column names.
    mutating func takeRowAsHeader() {
        if case .ragged = row.fault { row.fault = nil }
        header = row
    }

    /// Steps to the next row; false at the end of the file.
    package mutating func next() throws(EnvironmentError) -> Bool {
        if isFirstRowWaiting {
            isFirstRowWaiting = false
            return true
        }
        if longRow != nil { try passOverLongRow() }
        while !isStopped {
            let bytes = UnsafeBufferPointer(start: buffer + start, count: end - start)
            if bytes.isEmpty, isAtEnd { return false }
            switch scanner.scan(bytes, isWhole: isAtEnd) {
            // A CR that nothing is known behind of may end the longest row.
            case .needsMore where bytes.count <= longestRow + 1:
                try fill()
            case .row(let length, let taken) where length <= longestRow:
                let isBlank = take(UnsafeBufferPointer(rebasing: bytes[..<length]))
                start += taken
                line = row.line + scanner.innerLines + 1
                if !isBlank { return true }
            case .needsMore, .row:
                takeLongRow()
                return true
            }
        }
        return false
    }

    /// Keeps of a row that is too long no more than tells it from others.
    private mutating func takeLongRow() {
        row.line = line
        row.fault = .tooLong(limit: longestRow)
        row.bytes = Array(UnsafeBufferPointer(start: buffer + start, count: min(4_096, longestRow)))
        row.cells = [CSVRow.Cell(start: 0, end: 0)]
        row.isPlain = true
        longRow = LongRow(delimiter: row.delimiter)
    }

    /// Goes to the row behind, for which a long row may have to be read to its end.
    private mutating func passOverLongRow() throws(EnvironmentError) {
        guard var rest = longRow.take() else { return }
        while true {
            let bytes = UnsafeBufferPointer(start: buffer + start, count: end - start)
            if let count = rest.end(in: bytes) {
                start += count
                break
            }
            start = end
            if isAtEnd { break }
            try fill()
        }
        line += rest.innerLines + 1
    }

    /// Copies a scanned row into the row buffer; true where it holds no text at all.
    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        row.line = line
        row.fault = nil
        row.bytes.removeAll(keepingCapacity: true)
        row.bytes.append(contentsOf: bytes)
        scanner.swapCells(with: &row.cells)
        if scanner.unpairedCell == nil, (0..<row.count).allSatisfy(row.isBlank) { return true }
        row.isPlain = !scanner.hasBytesBeyondASCII && scanner.innerLines == 0
        if let cell = scanner.unpairedCell {
            row.fault = .quoteUnpaired(cell: cell)
        } else if let offset = scanner.firstNUL {
            row.fault = .nul(offset: offset)
        } else if scanner.hasBytesBeyondASCII, let offset = UTF8Text.firstFault(in: bytes) {
            row.fault = .notUTF8(offset: offset)
        } else if header.count > 0, row.count != header.count {
            row.fault = .ragged(expected: header.count, found: row.count)
        }
        return false
    }

    /// Moves what is left to the front of the buffer and fills the rest.
    private mutating func fill() throws(EnvironmentError) {
        if start > 0 {
            buffer.update(from: buffer + start, count: end - start)
            end -= start
            start = 0
        }
        if end == capacity { grow() }
        if decoder != nil { return try fillDecoded() }
        while end < capacity, !isAtEnd {
            let count = try file.read(into: buffer + end, count: min(chunkSize, capacity - end))
            digest?.update(UnsafeRawBufferPointer(start: buffer + end, count: count))
            end += count
            isAtEnd = count == 0
        }
    }

    private mutating func fillDecoded() throws(EnvironmentError) {
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: chunkSize)
        defer { bytes.deallocate() }
        // What is left of a long row is scanned once more each time: so it is doubled.
        let goal = end * 2
        repeat {
            let count = try file.read(into: bytes, count: chunkSize)
            digest?.update(UnsafeRawBufferPointer(start: bytes, count: count))
            isAtEnd = count == 0
            appendDecoded(UnsafeBufferPointer(start: bytes, count: count), isLast: isAtEnd)
        } while !isAtEnd && end < goal
    }

    private mutating func appendDecoded(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
        var text: [UInt8] = []
        decoder?.decode(bytes, isLast: isLast, into: &text)
        while end + text.count > capacity { grow() }
        text.withUnsafeBufferPointer { text in
            guard let first = text.baseAddress else { return }
            (buffer + end).update(from: first, count: text.count)
        }
        end += text.count
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
        larger.update(from: buffer, count: end)
        buffer.deallocate()
        buffer = larger
        capacity *= 2
    }

    /// SHA-256 of the whole file, of which the rest is read now. To be asked once, at the end.
    package mutating func finishDigest() throws(EnvironmentError) -> String {
        isStopped = true
        while !isAtEnd {
            (start, end) = (0, 0)
            try fill()
        }
        return digest.take()?.finish() ?? ""
    }
}
