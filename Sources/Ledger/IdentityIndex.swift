internal import Billing
internal import Digest
internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// Finds entries by their identities, a batch at a time.
///
/// A search tree of random keys costs more than all the rest of loading, as each step is a miss of
/// the processor's cache. So identities are kept in sorted runs, each one blob of the table
/// `identity_run`: a batch is sorted and laid beside each run once, and those of the load at hand
/// are in a table in memory until they fill a run. The runs hold nothing that `entry` does not
/// hold, and are made anew from it where they do not fit it.
///
/// A run has two columns: `highs`, the first halves of the identities, which are all that most
/// searches read, and `rests`, the second halves with the keys, in the same order.
package struct IdentityIndex: ~Copyable {
    /// So many items are a full run.
    package static let usualRunLength = 1 << 18

    private let db: Database
    private let runLength: Int
    /// Small, as most files are; it grows with what comes.
    private var pending = IdentityTable(capacity: 1_024)

    init(_ db: Database, runLength: Int) throws {
        self.db = db
        self.runLength = runLength
        let lastKey = try Int.fetchOne(db, sql: "SELECT max(key) FROM entry")
        let lastIndexed = try Int.fetchOne(db, sql: "SELECT max(last_key) FROM identity_run")
        if lastKey != lastIndexed { try rebuild() }
    }

    private mutating func rebuild() throws {
        try db.execute(sql: "DELETE FROM identity_run")
        let rows = try Row.fetchCursor(db, sql: "SELECT identity, key FROM entry ORDER BY key")
        while let row = try rows.next() {
            try makeRoom(for: 1)
            let identity = try stored(Fingerprint([UInt8](row["identity"] as Data)), "identity")
            _ = insert(identity, key: row["key"])
        }
        try finish()
    }

    /// The keys of those identities that earlier runs have, by their places; 0 for the others.
    func keysInRuns(_ identities: [Fingerprint]) throws -> [Int] {
        var keys = [Int](repeating: 0, count: identities.count)
        let statement = try db.makeStatement(
            sql: "SELECT highs, rests FROM identity_run ORDER BY id")
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        var order: [(identity: Fingerprint, place: Int)] = []
        while sqlite3_step(handle) == SQLITE_ROW {
            if order.isEmpty { order = inOrder(identities) }
            search(Run(handle), for: order, into: &keys)
        }
        return keys
    }

    /// A row of `identity_run`; of the second column only what is asked for is read.
    private struct Run {
        private let handle: OpaquePointer
        private let highs: UnsafeRawBufferPointer
        var count: Int { highs.count / 8 }

        init(_ handle: OpaquePointer) {
            self.handle = handle
            highs = UnsafeRawBufferPointer(
                start: sqlite3_column_blob(handle, 0), count: Int(sqlite3_column_bytes(handle, 0)))
        }

        func high(_ index: Int) -> UInt64 {
            UInt64(bigEndian: highs.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        }

        func rest(_ index: Int) -> (low: UInt64, key: Int) {
            let rests = UnsafeRawBufferPointer(
                start: sqlite3_column_blob(handle, 1), count: Int(sqlite3_column_bytes(handle, 1)))
            let low = rests.loadUnaligned(fromByteOffset: index * 16, as: UInt64.self)
            let key = rests.loadUnaligned(fromByteOffset: index * 16 + 8, as: UInt64.self)
            return (UInt64(bigEndian: low), Int(truncatingIfNeeded: UInt64(bigEndian: key)))
        }
    }

    private func inOrder(
        _ identities: [Fingerprint]
    ) -> [(identity: Fingerprint, place: Int)] {
        var order: [(identity: Fingerprint, place: Int)] = []
        order.reserveCapacity(identities.count)
        for (place, identity) in identities.enumerated() { order.append((identity, place)) }
        order.sort {
            $0.identity.high != $1.identity.high
                ? $0.identity.high < $1.identity.high : $0.identity.low < $1.identity.low
        }
        return order
    }

    /// Walks along the run and what is looked for, both sorted, in steps that suit their lengths.
    private func search(
        _ run: Run, for order: [(identity: Fingerprint, place: Int)], into keys: inout [Int]
    ) {
        var position = 0
        for (identity, place) in order {
            var step = 1
            var end = position
            while end < run.count, run.high(end) < identity.high {
                position = end + 1
                end += step
                step *= 2
            }
            end = min(end, run.count)
            while position < end {
                let middle = (position + end) / 2
                if run.high(middle) < identity.high { position = middle + 1 } else { end = middle }
            }
            var index = position
            while index < run.count, run.high(index) == identity.high {
                let (low, key) = run.rest(index)
                if low == identity.low { keys[place] = key }
                index += 1
            }
        }
    }

    /// The key of an identity of the load at hand that no run has yet; nil where it is new, and
    /// then it gets `key`.
    mutating func insert(_ identity: Fingerprint, key: Int) -> Int? {
        pending.insert(identity, key: key)
    }

    /// Whether the load at hand gave the identity a key that no run has yet.
    func isPending(_ identity: Fingerprint) -> Bool { pending.contains(identity) }

    /// To be called before each batch, with the most that it will insert: within a batch nothing
    /// moves from memory to the runs, which have been searched then.
    mutating func makeRoom(for count: Int) throws {
        if pending.count + count > runLength { try flush() }
        pending.makeRoom(for: count)
    }

    /// Writes what is in memory. Without it the runs are made anew by the next load.
    mutating func finish() throws {
        guard pending.count > 0 else { return }
        let last = try Row.fetchOne(
            db, sql: "SELECT id, count, highs, rests FROM identity_run ORDER BY id DESC LIMIT 1")
        if let last, (last["count"] as Int) + pending.count <= runLength {
            let highs = numbers(in: last["highs"])
            let rests = numbers(in: last["rests"])
            pending.makeRoom(for: highs.count)
            for (index, high) in highs.enumerated() {
                _ = pending.insert(
                    Fingerprint(high: high, low: rests[index * 2]),
                    key: Int(truncatingIfNeeded: rests[index * 2 + 1]))
            }
            try db.execute(
                sql: "DELETE FROM identity_run WHERE id = ?", arguments: [last["id"] as Int])
        }
        try flush()
    }

    private func numbers(in data: Data) -> [UInt64] {
        data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 8).map {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
            }
        }
    }

    private mutating func flush() throws {
        var items = pending.removeAll()
        sortAlmostSorted(&items)
        var highs = ByteScratch(capacity: items.count * 8)
        var rests = ByteScratch(capacity: items.count * 16)
        for item in items {
            highs.append(item.identity.high)
            rests.append(item.identity.low)
            rests.append(UInt64(item.key))
        }
        try db.execute(
            sql: "INSERT INTO identity_run (count, last_key, highs, rests) VALUES (?, ?, ?, ?)",
            arguments: [
                items.count, items.map(\.key).max() ?? 0, Data(buffer: highs.bytes),
                Data(buffer: rests.bytes),
            ])
    }
}

/// By insertion: each item is but a few places from where it belongs, except those that went round
/// the end of the table.
private func sortAlmostSorted(_ items: inout [(identity: Fingerprint, key: Int)]) {
    for index in items.indices.dropFirst() {
        let item = items[index]
        var place = index
        while place > 0, item.identity < items[place - 1].identity {
            items[place] = items[place - 1]
            place -= 1
        }
        items[place] = item
    }
}

/// Identities and keys in memory: open addressing, at most half full.
struct IdentityTable: ~Copyable {
    private struct Slot {
        var identity: Fingerprint
        /// 0 where the slot is free.
        var key: Int
    }

    private var slots: UnsafeMutableBufferPointer<Slot>
    private var shift: UInt64
    private(set) var count = 0

    init(capacity: Int) {
        (slots, shift) = IdentityTable.emptySlots(for: capacity)
    }

    private static func emptySlots(
        for capacity: Int
    ) -> (UnsafeMutableBufferPointer<Slot>, shift: UInt64) {
        var bits = 1
        while 1 << bits < capacity * 2 { bits += 1 }
        let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: 1 << bits)
        slots.initialize(repeating: Slot(identity: Fingerprint(high: 0, low: 0), key: 0))
        return (slots, UInt64(64 - bits))
    }

    mutating func makeRoom(for more: Int) {
        guard (count + more) * 2 > slots.count else { return }
        let old = slots
        (slots, shift) = IdentityTable.emptySlots(for: count + more)
        count = 0
        for slot in old where slot.key != 0 { _ = insert(slot.identity, key: slot.key) }
        old.deallocate()
    }

    deinit {
        slots.deallocate()
    }

    func contains(_ identity: Fingerprint) -> Bool { slots[slot(of: identity)].key != 0 }

    /// Where the identity is, or else the free slot where it would go.
    private func slot(of identity: Fingerprint) -> Int {
        // By the highest bits, so that the items come out almost in order.
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: identity.high >> shift)
        while slots[index].key != 0, slots[index].identity != identity {
            index = (index + 1) & mask
        }
        return index
    }

    /// The key that the identity has already; nil where it had none, and then it has `key`.
    mutating func insert(_ identity: Fingerprint, key: Int) -> Int? {
        let index = slot(of: identity)
        if slots[index].key != 0 { return slots[index].key }
        slots[index] = Slot(identity: identity, key: key)
        count += 1
        return nil
    }

    /// All items in no order; the table is empty after that.
    mutating func removeAll() -> [(identity: Fingerprint, key: Int)] {
        var items: [(identity: Fingerprint, key: Int)] = []
        items.reserveCapacity(count)
        for index in slots.indices where slots[index].key != 0 {
            items.append((slots[index].identity, slots[index].key))
            slots[index].key = 0
        }
        count = 0
        return items
    }
}
