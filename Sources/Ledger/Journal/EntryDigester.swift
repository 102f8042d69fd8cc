internal import Billing
internal import Foundation

/// Digests new entries for the journal on a thread of its own, beside the one that inserts them.
final class EntryDigester {
    private let belt: RowBelt
    private let after: Int
    private var hasStarted = false

    /// For entries with keys after `after`.
    init(after: Int) {
        belt = RowBelt()
        self.after = after
    }

    deinit {
        belt.stop()
    }

    /// Rows with their identities and their keys, which grow; 0 where a row is not new.
    func add(_ rows: [LoadedRow], _ identities: [Fingerprint], keys: [Int]) {
        if !hasStarted {
            hasStarted = true
            let thread = Thread { [belt, after] in belt.digest(after: after) }
            thread.start()
        }
        belt.put(RowBelt.Batch(rows: rows, identities: identities, keys: keys))
    }

    func finish() -> [Stretch] { hasStarted ? belt.finish() : [] }
}

/// Carries batches to the thread that digests them, a few at a time, and the outcome back.
private final class RowBelt: @unchecked Sendable {
    struct Batch: Sendable {
        var rows: [LoadedRow]
        var identities: [Fingerprint]
        var keys: [Int]
    }

    private let condition = NSCondition()
    private var batches: [Batch] = []
    private var isComplete = false
    private var stretches: [Stretch]?

    func put(_ batch: Batch) {
        condition.lock()
        defer { condition.unlock() }
        while batches.count >= 4 { condition.wait() }
        batches.append(batch)
        condition.broadcast()
    }

    func stop() {
        condition.lock()
        isComplete = true
        condition.broadcast()
        condition.unlock()
    }

    func finish() -> [Stretch] {
        stop()
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let stretches { return stretches }
            condition.wait()
        }
    }

    private func take() -> Batch? {
        condition.lock()
        defer { condition.unlock() }
        while batches.isEmpty, !isComplete { condition.wait() }
        guard !batches.isEmpty else { return nil }
        condition.broadcast()
        return batches.removeFirst()
    }

    func digest(after: Int) {
        var done: [Stretch] = []
        var digest = StretchDigest(of: "entry", after: after)
        while let batch = take() {
            for index in batch.rows.indices where batch.keys[index] != 0 {
                if digest.count == Stretch.mostRows {
                    let full = digest.finish()
                    digest = StretchDigest(of: "entry", after: full.last)
                    done.append(full)
                }
                digest.row.append(
                    batch.rows[index], batch.identities[index], key: batch.keys[index])
                digest.endRow()
            }
        }
        if digest.count > 0 { done.append(digest.finish()) }
        condition.lock()
        stretches = done
        condition.broadcast()
        condition.unlock()
    }
}

extension RowBytes {
    /// The row that `EntryLoad` inserts, column by column.
    fileprivate mutating func append(_ row: LoadedRow, _ identity: Fingerprint, key: Int) {
        begin(key)
        append(key)
        switch row.work {
        case .time(let entry):
            appendHead("time", row, identity, entry.place)
            appendNull()
            append(entry.matter.text)
            append(entry.timekeeper.text)
            append(entry.date.description)
            append(entry.seconds)
            appendNull()
            appendNull()
            append(entry.narrative)
            append(entry.task)
            append(entry.activity)
            append(entry.phase)
            appendNull()
            appendNull()
            append(entry.disposition.rawValue)
            append(entry.rateMinorUnits)
        case .cost(let entry):
            appendHead("cost", row, identity, entry.place)
            appendNull()
            append(entry.matter.text)
            append(entry.timekeeper?.text)
            append(entry.date.description)
            appendNull()
            append(entry.minorUnits)
            append(entry.quantity?.thousandths)
            append(entry.description)
            appendNull()
            appendNull()
            appendNull()
            append(entry.code)
            appendNull()
            append(entry.disposition.rawValue)
        case .receipt(let receipt):
            appendHead(receipt.kind.rawValue, row, identity, receipt.place)
            append(receipt.client.text)
            append(receipt.matter.text)
            appendNull()
            append(receipt.date.description)
            appendNull()
            append(receipt.minorUnits)
            appendNull()
            append(receipt.description)
            appendNull()
            appendNull()
            appendNull()
            appendNull()
            append(receipt.reference)
            append(Disposition.billable.rawValue)
        }
    }

    /// The columns from `kind` to `column`.
    private mutating func appendHead(
        _ kind: String, _ row: LoadedRow, _ identity: Fingerprint, _ place: Place
    ) {
        append(kind)
        append(identity)
        append(row.sourceID)
        append(row.content)
        append(place.file)
        append(place.line)
        append(place.column)
    }
}
