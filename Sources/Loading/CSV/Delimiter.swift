/// The sign between the cells of a file, found from its first lines.
struct Delimiter {
    static let candidates: [UInt8] = [CSVByte.comma, 0x3B, 0x09, 0x7C]

    /// What the first lines say.
    enum Finding: Equatable {
        /// The bytes to skip are a spreadsheet's `sep=;` line.
        case found(UInt8, skipping: Int)
        /// The bytes end before the header does.
        case needsMore
    }

    /// Looks at bytes that begin with the first line of the file.
    static func find(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Finding {
        if !isWhole, bytes.count < 10 { return .needsMore }
        if let (delimiter, length) = separatorLine(bytes) {
            return .found(delimiter, skipping: length)
        }
        var counts = [Int](repeating: 0, count: candidates.count)
        var isQuoted = false
        var beginsCell = true
        var closedBefore = false
        var hasText = false
        for byte in bytes {
            if isQuoted {
                // A doubled quotation mark closes and opens again.
                if byte == CSVByte.quote { (isQuoted, closedBefore) = (false, true) }
                continue
            }
            if byte == CSVByte.quote, beginsCell || closedBefore { isQuoted = true }
            closedBefore = false
            if byte == CSVByte.lineFeed || byte == CSVByte.carriageReturn {
                if hasText { return .found(most(counts), skipping: 0) }
                continue
            }
            hasText = true
            beginsCell = false
            if let index = candidates.firstIndex(of: byte) {
                counts[index] += 1
                beginsCell = true
            }
        }
        return isWhole ? .found(most(counts), skipping: 0) : .needsMore
    }

    /// The first of those that stand there most often, so that a comma wins a tie.
    private static func most(_ counts: [Int]) -> UInt8 {
        var best = 0
        for index in counts.indices where counts[index] > counts[best] { best = index }
        return candidates[best]
    }

    /// `sep=;` and its line ending, with or without quotation marks.
    private static func separatorLine(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (delimiter: UInt8, length: Int)? {
        let isQuoted = bytes.first == CSVByte.quote
        var rest = bytes.dropFirst(isQuoted ? 1 : 0)
        guard rest.count >= 5, rest.prefix(3).elementsEqual("sep".utf8, by: { $0 | 0x20 == $1 }),
            rest[rest.startIndex + 3] == 0x3D
        else { return nil }
        let delimiter = rest[rest.startIndex + 4]
        rest = rest.dropFirst(5)
        guard isSign(delimiter) else { return nil }
        if isQuoted {
            guard rest.first == CSVByte.quote else { return nil }
            rest = rest.dropFirst()
        }
        switch rest.first {
        case CSVByte.carriageReturn:
            let isPair = rest.dropFirst().first == CSVByte.lineFeed
            return (delimiter, rest.startIndex + (isPair ? 2 : 1))
        case CSVByte.lineFeed: return (delimiter, rest.startIndex + 1)
        case nil: return (delimiter, rest.startIndex)
        default: return nil
        }
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x21, 0x23...0x2F, 0x3A...0x3F, 0x5E, 0x7C, 0x7E: true
        default: false
        }
    }
}
