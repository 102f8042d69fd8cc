package import Billing
internal import Foundation
internal import GRDB

/// What became of a loaded row.
package struct Loaded: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case new(EntryKey)
        case known
        /// The identity was known with another content, which is now in the history.
        case changed([FieldChange])
        /// It says something else than what an invoice carries, and is refused.
        case billed(invoice: String)
        /// Receipts are posted when they are loaded, and do not change after that.
        case posted
        /// It pays back more than the retainer has on its day or keeps until a later one, and is
        /// refused.
        case overdrawn(held: Int)
        /// Another row of the file has the same id and says something else; this one is refused.
        case conflict(firstLine: Int)

        var isChange: Bool { if case .changed = self { true } else { false } }
    }

    package var outcome: Outcome
    /// The line of the first row of the file that says exactly the same.
    package var equalTo: Int?
    /// What a new payment took of what its invoice offers for prompt payment.
    package var takenOffer: TakenOffer?

    package init(_ outcome: Outcome, equalTo: Int? = nil) {
        self.outcome = outcome
        self.equalTo = equalTo
    }
}

/// Loads the rows of one file, batch by batch, in memory that does not grow with their number.
package struct EntryLoad: ~Copyable {
    private let db: Database
    private let firstKey: Int
    private var nextKey: Int
    /// Without postings, entries are known but nothing of them counts.
    private let isPosting: Bool
    private var identities: IdentityIndex
    private var times: EntryStatement
    private var others: EntryStatement
    private let entries: EntryLookup
    // Rows of this file that are not new, and those that came up more than once.
    private let seen: EntryLookup
    private var notes: EntryStatement
    /// The largest key among them.
    private var lastSeen = 0
    private let digester: EntryDigester

    /// What earlier rows of the file were found to be: those of this load, or of an earlier one.
    private struct Match {
        var content: Fingerprint
        /// Of the first row of the file that is this entry; nil where this is the first.
        var line: Int?
        /// How many rows of the file have this identity, without the occurrence.
        var occurrences: Int
    }

    init(_ db: Database, runLength: Int, isPosting: Bool) throws {
        let lastKey = try Int.fetchOne(db, sql: "SELECT max(key) FROM entry") ?? 0
        let identities = try IdentityIndex(db, runLength: runLength)
        let times = try EntryStatement(
            db,
            sql: """
                INSERT INTO entry (key, kind, identity, source_id, content, file, line, "column", matter,
                    timekeeper, date, seconds, narrative, task, activity, phase, disposition,
                    rate_minor_units)
                VALUES (?, 'time', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let others = try EntryStatement(
            db,
            sql: """
                INSERT INTO entry (key, kind, identity, source_id, content, file, line, "column", client,
                    matter, timekeeper, date, minor_units, quantity, narrative, code, reference,
                    disposition)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try db.execute(
            sql: """
                CREATE TEMP TABLE IF NOT EXISTS seen (
                    key INTEGER PRIMARY KEY,
                    content BLOB NOT NULL,
                    line INTEGER NOT NULL,
                    occurrences INTEGER NOT NULL
                ) STRICT;
                DELETE FROM temp.seen;
                """)
        let entries = try EntryLookup(db, sql: "SELECT content, line, 1 FROM entry WHERE key = ?")
        let seen = try EntryLookup(
            db, sql: "SELECT content, line, occurrences FROM temp.seen WHERE key = ?")
        let notes = try EntryStatement(
            db,
            sql: """
                INSERT OR REPLACE INTO temp.seen (key, content, line, occurrences)
                VALUES (?, ?, ?, ?)
                """)
        if isPosting { try cover("entry", upTo: lastKey, link: try nextLink(in: db), in: db) }
        digester = EntryDigester(after: lastKey)
        self.db = db
        self.isPosting = isPosting
        firstKey = lastKey + 1
        nextKey = firstKey
        self.identities = identities
        self.times = times
        self.others = others
        self.entries = entries
        self.seen = seen
        self.notes = notes
    }

    /// What became of each row, in the order given.
    package mutating func load(_ rows: [LoadedRow]) throws(EnvironmentError) -> [Loaded] {
        do {
            guard isPosting, rows.contains(where: \.isPayback) else { return try loadBatch(rows) }
            // Whether there is enough to pay back, the rows before tell once they are posted.
            var loaded: [Loaded] = []
            var rest = rows[...]
            while !rest.isEmpty {
                let count = rest.firstIndex(where: \.isPayback).map { $0 - rest.startIndex }
                let part = rest.prefix(max(1, count ?? rest.count))
                loaded += try loadBatch(Array(part))
                rest = rest.dropFirst(part.count)
            }
            return loaded
        } catch {
            throw Ledger.failure("load entries into", "the ledger", error)
        }
    }

    private mutating func loadBatch(_ rows: [LoadedRow]) throws -> [Loaded] {
        let batchKey = nextKey
        let isPayback = isLonePayback(rows)
        var loaded = [Loaded?](repeating: nil, count: rows.count)
        var identities: [Fingerprint] = []
        identities.reserveCapacity(rows.count)
        for index in rows.indices { identities.append(rows[index].identity) }
        // Rows that are equal to earlier ones of the file, with the lines of those.
        var equals: [(index: Int, firstLine: Int)] = []
        try self.identities.makeRoom(for: rows.count)
        let known = try self.identities.keysInRuns(identities)
        for index in rows.indices {
            var key = known[index]
            if key == 0 {
                if isPayback, let refused = try overdrawn(rows[index], identities[index]) {
                    loaded[index] = Loaded(refused)
                    continue
                }
                let inMemory = self.identities.insert(
                    identities[index], key: batchKey + index)
                guard let inMemory else {
                    loaded[index] = Loaded(.new(EntryKey(batchKey + index)))
                    continue
                }
                key = inMemory
            }
            switch try settle(rows, at: index, key: key, batchKey: batchKey) {
            case .loaded(let outcome): loaded[index] = outcome
            case .equal(let firstLine, let occurrence):
                identities[index] = rows[index].identity.occurrence(occurrence)
                equals.append((index, firstLine))
            }
        }
        try settleEqual(equals, rows, identities, batchKey: batchKey, into: &loaded)
        var newKeys = [Int](repeating: 0, count: rows.count)
        for index in rows.indices {
            guard case .new(let key)? = loaded[index]?.outcome else { continue }
            newKeys[index] = key.number
            nextKey = key.number + 1
        }
        // While the rows are inserted.
        if isPosting, nextKey > batchKey { digester.add(rows, identities, keys: newKeys) }
        for index in rows.indices where newKeys[index] != 0 {
            let offer = try insert(rows[index], identities[index], key: newKeys[index])
            if let offer { loaded[index]?.takenOffer = offer }
        }
        return loaded.compactMap { $0 }
    }

    private enum Settled {
        case loaded(Loaded)
        /// So many rows of the file, this one among them, say the same and have no id.
        case equal(firstLine: Int, occurrence: Int)
    }

    /// What a row is whose identity the entry `key` has, of this file or from before.
    private mutating func settle(
        _ rows: [LoadedRow], at index: Int, key: Int, batchKey: Int
    ) throws -> Settled {
        let row = rows[index]
        let match = try match(key, in: rows, batchKey: batchKey)
        let occurrence = match.occurrences + 1
        guard let firstLine = match.line else {
            let outcome =
                match.content == row.content ? .known : try take(row, over: key, in: db)
            // A row that is refused stands for nothing that a later one could be equal to.
            if outcome == .known || outcome.isChange {
                try note(key, row.content, line: row.line, occurrences: occurrence)
            }
            return .loaded(Loaded(outcome))
        }
        try note(key, match.content, line: firstLine, occurrences: occurrence)
        guard row.sourceID != nil else {
            return .equal(firstLine: firstLine, occurrence: occurrence)
        }
        return .loaded(
            match.content == row.content
                ? Loaded(.known, equalTo: firstLine) : Loaded(.conflict(firstLine: firstLine)))
    }

    /// Rows that an earlier row of the file equals are entries of their own, known or new.
    private mutating func settleEqual(
        _ equals: [(index: Int, firstLine: Int)], _ rows: [LoadedRow],
        _ identities: [Fingerprint], batchKey: Int, into loaded: inout [Loaded?]
    ) throws {
        guard !equals.isEmpty else { return }
        let isPayback = isLonePayback(rows)
        let known = try self.identities.keysInRuns(equals.map { identities[$0.index] })
        for (place, (index, firstLine)) in equals.enumerated() {
            let newKey = batchKey + index
            var key: Int? = known[place]
            if key == 0, isPayback, let refused = try overdrawn(rows[index], identities[index]) {
                loaded[index] = Loaded(refused, equalTo: firstLine)
                continue
            }
            if key == 0 { key = self.identities.insert(identities[index], key: newKey) }
            if let key {
                try note(key, rows[index].content, line: rows[index].line, occurrences: 1)
                loaded[index] = Loaded(.known, equalTo: firstLine)
            } else {
                loaded[index] = Loaded(.new(EntryKey(newKey)), equalTo: firstLine)
            }
        }
    }

    /// What is paid back comes alone, and most rows are spared the question.
    private func isLonePayback(_ rows: [LoadedRow]) -> Bool {
        rows.count == 1 && rows[0].isPayback
    }

    /// Not nil where the row is new and pays back more than there is. Asked before its identity is
    /// taken: a refused row may come again.
    private func overdrawn(
        _ row: LoadedRow, _ identity: Fingerprint
    ) throws -> Loaded.Outcome? {
        guard isPosting, row.isPayback, case .receipt(let receipt) = row.work,
            !identities.isPending(identity)
        else { return nil }
        let held = try leastHeld(
            of: receipt.matter, in: row.currency.code, from: receipt.date, db)
        return held + receipt.minorUnits < 0 ? .overdrawn(held: held) : nil
    }

    private func match(_ key: Int, in rows: [LoadedRow], batchKey: Int) throws -> Match {
        if key <= lastSeen, let seen = try seen.find(key) {
            return Match(content: seen.content, line: seen.line, occurrences: seen.occurrences)
        }
        if key >= batchKey {
            let first = rows[key - batchKey]
            return Match(content: first.content, line: first.line, occurrences: 1)
        }
        let entry = try stored(try entries.find(key), "entry")
        let isOfThisFile = key >= firstKey
        return Match(
            content: entry.content, line: isOfThisFile ? entry.line : nil,
            occurrences: isOfThisFile ? 1 : 0)
    }

    private mutating func note(
        _ key: Int, _ content: Fingerprint, line: Int, occurrences: Int
    ) throws {
        notes.bind(key)
        notes.bind(content)
        notes.bind(line)
        notes.bind(occurrences)
        try notes.run()
        lastSeen = max(lastSeen, key)
    }

    /// Ends the load. Whatever comes after that is another file's.
    package mutating func finish() throws(EnvironmentError) {
        do {
            try identities.finish()
            try add(digester.finish(), link: try nextLink(in: db), in: db)
        } catch {
            throw Ledger.failure("load entries into", "the ledger", error)
        }
    }

    private mutating func insert(
        _ row: LoadedRow, _ identity: Fingerprint, key: Int
    ) throws -> TakenOffer? {
        switch row.work {
        case .time(let entry):
            times.bindHead(row, identity, key: key, place: entry.place)
            times.bind(entry.matter.text)
            times.bind(entry.timekeeper.text)
            times.bind(entry.date)
            times.bind(entry.seconds)
            times.bind(entry.narrative)
            times.bind(entry.task)
            times.bind(entry.activity)
            times.bind(entry.phase)
            times.bind(kept: entry.disposition.rawValue)
            times.bind(entry.rateMinorUnits)
            try times.run()
        case .cost(let entry):
            others.bindHead(row, identity, kind: "cost", key: key, place: entry.place)
            others.bind(nil as String?)
            others.bind(entry.matter.text)
            others.bind(entry.timekeeper?.text)
            others.bind(entry.date)
            others.bind(entry.minorUnits)
            others.bind(entry.quantity?.thousandths)
            others.bind(entry.description)
            others.bind(entry.code)
            others.bind(nil as String?)
            others.bind(entry.disposition.rawValue)
            try others.run()
        case .receipt(let receipt):
            others.bindHead(
                row, identity, kind: receipt.kind.rawValue, key: key, place: receipt.place)
            others.bind(receipt.client.text)
            others.bind(receipt.matter.text)
            others.bind(nil as String?)
            others.bind(receipt.date)
            others.bind(receipt.minorUnits)
            others.bind(nil as Int?)
            others.bind(receipt.description)
            others.bind(nil as String?)
            others.bind(receipt.reference)
            others.bind(Disposition.billable.rawValue)
            try others.run()
            if isPosting { return try post(receipt, key: key, currency: row.currency) }
        }
        return nil
    }

    private func post(_ receipt: Receipt, key: Int, currency: Currency) throws -> TakenOffer? {
        let (from, to) =
            switch receipt.kind {
            case .payment: ("receivable", "cash")
            case .balance: ("opening", "receivable")
            case .retainer: ("retainer", "cash")
            }
        for (account, units) in [(to, receipt.minorUnits), (from, -receipt.minorUnits)] {
            try postReceipt(
                key, receipt, account, matter: receipt.matter.text, units, currency, in: db)
        }
        guard receipt.kind == .payment else { return nil }
        return try OfferTaking(db: db, receipt: receipt, key: key, currency: currency).take()
    }
}

extension EntryStatement {
    /// The columns from `key` to `column`.
    fileprivate mutating func bindHead(
        _ row: borrowing LoadedRow, _ identity: Fingerprint, kind: String? = nil, key: Int,
        place: Place
    ) {
        bind(key)
        if let kind { bind(kind) }
        bind(identity)
        bind(row.sourceID)
        bind(row.content)
        bind(kept: place.file)
        bind(place.line)
        bind(place.column)
    }
}
