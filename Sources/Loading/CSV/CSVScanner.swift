/// Finds the end of one row and of each of its cells in bytes that begin with the row.
struct CSVScanner {
    enum Outcome: Equatable {
        /// The row's bytes, and those it takes with its line ending.
        case row(length: Int, taken: Int)
        /// The bytes end before the row does.
        case needsMore
    }

    /// What a byte means outside quotes; everything else is passed over in the inner loop.
    private enum Kind {
        static let plain: UInt8 = 0
        static let delimiter: UInt8 = 1
        static let lineEnd: UInt8 = 2
        static let nul: UInt8 = 3
        static let beyondASCII: UInt8 = 4
        static let quote: UInt8 = 5
    }

    private let kinds: [UInt8]
    private let delimiter: UInt8
    private(set) var cells: [CSVRow.Cell] = []
    private(set) var hasBytesBeyondASCII = false
    private(set) var firstNUL: Int?
    private(set) var unpairedCell: Int?
    /// Line endings inside quotes.
    private(set) var innerLines = 0

    /// Hands over the cells of the row scanned last, and takes room for those of the next.
    mutating func swapCells(with other: inout [CSVRow.Cell]) {
        swap(&cells, &other)
    }

    init(delimiter: UInt8) {
        var kinds = [UInt8](repeating: Kind.plain, count: 256)
        for byte in 0x80...0xFF { kinds[byte] = Kind.beyondASCII }
        kinds[0] = Kind.nul
        kinds[Int(CSVByte.quote)] = Kind.quote
        kinds[Int(CSVByte.lineFeed)] = Kind.lineEnd
        kinds[Int(CSVByte.carriageReturn)] = Kind.lineEnd
        kinds[Int(delimiter)] = Kind.delimiter
        self.kinds = kinds
        self.delimiter = delimiter
    }

    /// Scans one row; `isWhole` says that no bytes follow those given.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Outcome {
        cells.removeAll(keepingCapacity: true)
        hasBytesBeyondASCII = false
        firstNUL = nil
        unpairedCell = nil
        innerLines = 0
        return kinds.withUnsafeBufferPointer { scan(bytes, kinds: $0, isWhole: isWhole) }
    }

    private mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, kinds: UnsafeBufferPointer<UInt8>, isWhole: Bool
    ) -> Outcome {
        var offset = 0
        while true {
            var cell = CSVRow.Cell(start: offset, end: offset)
            if offset < bytes.count, bytes[offset] == CSVByte.quote {
                cell = quotedCell(bytes, from: offset)
                offset = cell.end + 1
                if cell.end >= bytes.count { unpairedCell = unpairedCell ?? cells.count }
                offset = min(offset, bytes.count)
            }
            let endOfQuotes = offset
            offset = endOfPlain(bytes, from: offset, kinds: kinds)
            if cell.isQuoted {
                // Text between the closing quote and the delimiter: the quotes do not pair.
                if offset > endOfQuotes {
                    unpairedCell = unpairedCell ?? cells.count
                    cell.end = offset
                }
            } else {
                cell.end = offset
            }
            if offset >= bytes.count, !isWhole { return .needsMore }
            cells.append(cell)
            guard offset < bytes.count else { return .row(length: offset, taken: offset) }
            guard kinds[Int(bytes[offset])] == Kind.lineEnd else {
                offset += 1
                continue
            }
            guard bytes[offset] == CSVByte.carriageReturn else {
                return .row(length: offset, taken: offset + 1)
            }
            if offset + 1 >= bytes.count, !isWhole { return .needsMore }
            let isPair = offset + 1 < bytes.count && bytes[offset + 1] == CSVByte.lineFeed
            return .row(length: offset, taken: offset + (isPair ? 2 : 1))
        }
    }

    /// The offset of the next delimiter or line ending.
    private mutating func endOfPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, kinds: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var offset = start
        while offset < bytes.count {
            offset = endOfPrintable(bytes, from: offset, before: delimiter)
            guard offset < bytes.count else { break }
            switch kinds[Int(bytes[offset])] {
            case Kind.plain, Kind.quote: break
            case Kind.beyondASCII: hasBytesBeyondASCII = true
            case Kind.nul: firstNUL = firstNUL ?? offset
            default: return offset
            }
            offset += 1
        }
        return offset
    }

    /// The cell whose opening quote is at `opening`; it ends at `bytes.count` if nothing closes it.
    private mutating func quotedCell(
        _ bytes: UnsafeBufferPointer<UInt8>, from opening: Int
    ) -> CSVRow.Cell {
        var cell = CSVRow.Cell(start: opening + 1, end: opening + 1, isQuoted: true)
        var offset = opening + 1
        while offset < bytes.count {
            offset = endOfPrintable(bytes, from: offset, before: CSVByte.quote)
            guard offset < bytes.count else { break }
            let byte = bytes[offset]
            if byte == CSVByte.quote {
                guard offset + 1 < bytes.count, bytes[offset + 1] == CSVByte.quote else { break }
                cell.hasDoubledQuotes = true
                offset += 1
            } else if byte == CSVByte.lineFeed {
                innerLines += 1
            } else if byte == CSVByte.carriageReturn {
                if offset + 1 >= bytes.count || bytes[offset + 1] != CSVByte.lineFeed {
                    innerLines += 1
                }
            } else if byte >= 0x80 {
                hasBytesBeyondASCII = true
            } else if byte == 0 {
                firstNUL = firstNUL ?? offset
            }
            offset += 1
        }
        cell.end = offset
        return cell
    }
}

/// The offset of the first byte that is no printable ASCII or is `sign`; short of the last seven
/// bytes, which are left to be looked at one by one.
@inline(__always)
func endOfPrintable(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, before sign: UInt8
) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    let signs = ones &* UInt64(sign)
    let last = bytes.count - 8
    var offset = start
    while offset <= last {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        // A byte below 20 loses its high bit, one of 7F gains one, and one beyond ASCII has one.
        let below = ~((word | high) &- 0x2020_2020_2020_2020)
        let above = (word & ~high) &+ ones
        let apart = word ^ signs
        let isSign = (apart &- ones) & ~apart
        // What is marked above the lowest mark may be marked by its neighbour only.
        let marks = (word | above | below | isSign) & high
        if marks != 0 { return offset + (marks.trailingZeroBitCount >> 3) }
        offset += 8
    }
    return offset
}
