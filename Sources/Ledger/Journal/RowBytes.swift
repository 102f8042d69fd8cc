internal import Billing
internal import Digest

/// A row of a table as bytes to digest: its key, then its values in the order of its columns, each
/// with its type and length, so that no two rows have the same bytes.
///
/// What is null at the end of a row is left out: a column that a later version adds changes no
/// digest of the rows before.
struct RowBytes: ~Copyable {
    private var scratch = ByteScratch(capacity: 1_024)
    private var waitingNulls = 0
    private(set) var key = 0

    private enum Tag {
        static let null: UInt8 = 0
        static let integer: UInt8 = 1
        static let text: UInt8 = 2
        static let blob: UInt8 = 3
        static let row: UInt8 = 4
    }

    var bytes: UnsafeBufferPointer<UInt8> { scratch.bytes }

    mutating func begin(_ key: Int) {
        scratch.removeAll()
        waitingNulls = 0
        self.key = key
        scratch.append(Tag.row)
        scratch.append(UInt64(bitPattern: Int64(key)))
    }

    mutating func append(_ integer: Int) {
        start(Tag.integer)
        scratch.append(UInt64(bitPattern: Int64(integer)))
    }

    mutating func append(_ integer: Int?) {
        if let integer { append(integer) } else { waitingNulls += 1 }
    }

    mutating func append(_ text: borrowing String) {
        start(Tag.text)
        scratch.append(UInt64(text.utf8.count))
        scratch.append(text)
    }

    mutating func append(_ text: String?) {
        if let text { append(text) } else { waitingNulls += 1 }
    }

    mutating func append(_ fingerprint: Fingerprint) {
        start(Tag.blob)
        scratch.append(UInt64(16))
        scratch.append(fingerprint.high)
        scratch.append(fingerprint.low)
    }

    mutating func append(text bytes: UnsafeBufferPointer<UInt8>) {
        start(Tag.text)
        scratch.append(UInt64(bytes.count))
        scratch.append(bytes)
    }

    mutating func append(blob bytes: UnsafeBufferPointer<UInt8>) {
        start(Tag.blob)
        scratch.append(UInt64(bytes.count))
        scratch.append(bytes)
    }

    mutating func appendNull() { waitingNulls += 1 }

    private mutating func start(_ tag: UInt8) {
        while waitingNulls > 0 {
            scratch.append(Tag.null)
            waitingNulls -= 1
        }
        scratch.append(tag)
    }
}
