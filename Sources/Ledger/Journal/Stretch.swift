internal import Digest

/// Rows of one table that were added together: those with keys after `after` up to `last`.
struct Stretch: Sendable, Equatable {
    var table: String
    var after: Int
    var last: Int
    /// SHA-256 of all that the rows say: what the journal's chain stands on.
    var digest: String
    /// A key and a short digest for each row, by which one that differs is found.
    var marks: [UInt8]

    /// So many rows at most: what is in memory does not grow with a load.
    static let mostRows = 1 << 16

    /// The short digests by their keys.
    var rows: [Int: UInt64] {
        var rows: [Int: UInt64] = [:]
        var key = after
        var bytes = marks[...]
        while !bytes.isEmpty {
            var step = 0
            var shift = 0
            while let byte = bytes.popFirst() {
                step |= Int(byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 || shift > 56 { break }
            }
            key += step
            rows[key] = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            bytes = bytes.dropFirst(8)
        }
        return rows
    }
}

/// Digests the rows of a stretch, one after the other in the order of their keys.
struct StretchDigest: ~Copyable {
    private let table: String
    private let after: Int
    private var last: Int
    private let digest = SHA256()
    private var marks = ByteScratch()
    private(set) var count = 0
    /// The row at hand.
    var row = RowBytes()

    init(of table: String, after: Int) {
        self.table = table
        self.after = after
        last = after
    }

    mutating func endRow() {
        var step = row.key - last
        while step >= 0x80 {
            marks.append(UInt8(truncatingIfNeeded: step) | 0x80)
            step >>= 7
        }
        marks.append(UInt8(truncatingIfNeeded: step))
        marks.append(shortDigest(of: row.bytes).low)
        digest.update(UnsafeRawBufferPointer(row.bytes))
        last = row.key
        count += 1
    }

    consuming func finish() -> Stretch {
        let (table, after, last, marks) = (table, after, last, Array(marks.bytes))
        return Stretch(
            table: table, after: after, last: last, digest: digest.finish(), marks: marks)
    }
}
