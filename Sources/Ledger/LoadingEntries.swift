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
        /// Another row of the file has the same id and says something else; this one is refused.
        case conflict(firstLine: Int)
    }

    package var outcome: Outcome
    /// The line of the first row of the file that says exactly the same.
    package var equalTo: Int?

    package init(_ outcome: Outcome, equalTo: Int? = nil) {
        self.outcome = outcome
        self.equalTo = equalTo
    }
}

/// Loads the rows of one file, batch by batch, in memory that does not grow with their number.
///
/// Identities are looked up in the order of their bytes, a batch at a time, so that neighbours in
/// the index are met together: in the order of the file each would be a miss of the processor's
/// cache, which costs more than all the rest.
package final class EntryLoad {
    private let db: Database
    private let firstKey: Int
    private var nextKey: Int
    private let identities: EntryStatement
    private let times: EntryStatement
    private let others: EntryStatement

    /// What earlier rows of the file were found to be: those of this load, or of an earlier one.
    private struct Match {
        var key: Int
        var content: Fingerprint
        /// Of the first row of the file that is this entry; nil where this is the first.
        var line: Int?
        /// How many rows of the file have this identity, without the occurrence.
        var occurrences: Int
    }

    init(_ db: Database) throws {
        self.db = db
        firstKey = (try Int.fetchOne(db, sql: "SELECT max(key) FROM entry") ?? 0) + 1
        nextKey = firstKey
        identities = try EntryStatement(
            db, sql: "INSERT INTO identity (fingerprint, key) VALUES (?, ?) ON CONFLICT DO NOTHING")
        times = try EntryStatement(
            db,
            sql: """
                INSERT INTO entry (key, kind, source_id, content, file, line, "column", matter,
                    timekeeper, date, seconds, narrative, task, activity, phase, disposition,
                    rate_minor_units)
                VALUES (?, 'time', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        others = try EntryStatement(
            db,
            sql: """
                INSERT INTO entry (key, kind, source_id, content, file, line, "column", client,
                    matter, timekeeper, date, minor_units, narrative, code, reference, disposition)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        // Rows of this file that are not new, and those that came up more than once.
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
    }

    /// What became of each row, in the order given.
    package func load(_ rows: [LoadedRow]) throws(EnvironmentError) -> [Loaded] {
        do {
            return try loadBatch(rows)
        } catch {
            throw Ledger.failure("load entries into", "the ledger", error)
        }
    }

    private func loadBatch(_ rows: [LoadedRow]) throws -> [Loaded] {
        let batchKey = nextKey
        var loaded = [Loaded?](repeating: nil, count: rows.count)
        var notNew: [Int] = []
        for index in rows.indices.sorted(by: { (rows[$0].identity, $0) < (rows[$1].identity, $1) })
        {
            if try insert(rows[index].identity, key: batchKey + index) {
                loaded[index] = Loaded(.new(EntryKey(batchKey + index)))
            } else {
                notNew.append(index)
            }
        }
        // Whatever an entry of this batch turns out to be depends on the rows before it.
        for index in notNew.sorted() {
            loaded[index] = try settle(rows, at: index, batchKey: batchKey)
        }
        for (index, row) in rows.enumerated() {
            guard case .new(let key)? = loaded[index]?.outcome else { continue }
            try insert(row, key: key.number)
            nextKey = key.number + 1
        }
        return loaded.compactMap { $0 }
    }

    private func insert(_ identity: Fingerprint, key: Int) throws -> Bool {
        identities.bind(identity)
        identities.bind(key)
        try identities.run()
        return db.changesCount == 1
    }

    /// What a row is whose identity the ledger has, from this file or from before.
    private func settle(_ rows: [LoadedRow], at index: Int, batchKey: Int) throws -> Loaded {
        let row = rows[index]
        let match = try match(row.identity, in: rows, batchKey: batchKey)
        let occurrence = match.occurrences + 1
        guard let firstLine = match.line else {
            try note(match.key, row.content, line: row.line, occurrences: occurrence)
            return Loaded(
                match.content == row.content ? .known : try take(row, over: match.key, in: db))
        }
        try note(match.key, match.content, line: firstLine, occurrences: occurrence)
        guard row.sourceID == nil else {
            return match.content == row.content
                ? Loaded(.known, equalTo: firstLine) : Loaded(.conflict(firstLine: firstLine))
        }
        let identity = row.identity.occurrence(occurrence)
        let isNew = try insert(identity, key: batchKey + index)
        if !isNew {
            let key = try stored(try key(of: identity), "identity")
            try note(key, row.content, line: row.line, occurrences: 1)
        }
        return Loaded(isNew ? .new(EntryKey(batchKey + index)) : .known, equalTo: firstLine)
    }

    private func match(
        _ identity: Fingerprint, in rows: [LoadedRow], batchKey: Int
    ) throws -> Match {
        let key = try stored(try key(of: identity), "identity")
        let seen = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT content, line, occurrences FROM temp.seen WHERE key = ?"),
            arguments: [key])
        if let seen {
            return Match(
                key: key, content: try content(of: seen), line: seen["line"],
                occurrences: seen["occurrences"])
        }
        if key >= batchKey {
            let first = rows[key - batchKey]
            return Match(key: key, content: first.content, line: first.line, occurrences: 1)
        }
        let entry = try stored(
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT content, line FROM entry WHERE key = ?"),
                arguments: [key]), "entry")
        let isOfThisFile = key >= firstKey
        return Match(
            key: key, content: try content(of: entry), line: isOfThisFile ? entry["line"] : nil,
            occurrences: isOfThisFile ? 1 : 0)
    }

    private func content(of row: Row) throws -> Fingerprint {
        try stored(Fingerprint([UInt8](row["content"] as Data)), "content")
    }

    private func key(of identity: Fingerprint) throws -> Int? {
        var bytes: [UInt8] = []
        identity.append(to: &bytes)
        return try Int.fetchOne(
            db.cachedStatement(sql: "SELECT key FROM identity WHERE fingerprint = ?"),
            arguments: [Data(bytes)])
    }

    private func note(
        _ key: Int, _ content: Fingerprint, line: Int, occurrences: Int
    ) throws {
        var bytes: [UInt8] = []
        content.append(to: &bytes)
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO temp.seen (key, content, line, occurrences)
                VALUES (?, ?, ?, ?)
                """
        ).execute(arguments: [key, Data(bytes), line, occurrences])
    }

    private func insert(_ row: LoadedRow, key: Int) throws {
        switch row.work {
        case .time(let entry):
            head(times, row, key: key, place: entry.place)
            times.bind(entry.matter.text)
            times.bind(entry.timekeeper.text)
            times.bind(entry.date)
            times.bind(entry.seconds)
            times.bind(entry.narrative)
            times.bind(entry.task)
            times.bind(entry.activity)
            times.bind(entry.phase)
            times.bind(entry.disposition.rawValue)
            times.bind(entry.rateMinorUnits)
            try times.run()
        case .cost(let entry):
            head(others, row, kind: "cost", key: key, place: entry.place)
            others.bind(nil as String?)
            others.bind(entry.matter.text)
            others.bind(entry.timekeeper?.text)
            others.bind(entry.date)
            others.bind(entry.minorUnits)
            others.bind(entry.description)
            others.bind(entry.code)
            others.bind(nil as String?)
            others.bind(entry.disposition.rawValue)
            try others.run()
        case .receipt(let receipt):
            head(others, row, kind: receipt.kind.rawValue, key: key, place: receipt.place)
            others.bind(receipt.client.text)
            others.bind(receipt.matter.text)
            others.bind(nil as String?)
            others.bind(receipt.date)
            others.bind(receipt.minorUnits)
            others.bind(receipt.description)
            others.bind(nil as String?)
            others.bind(receipt.reference)
            others.bind(Disposition.billable.rawValue)
            try others.run()
            try post(receipt, key: key, currency: row.currency)
        }
    }

    /// The columns from `key` to `column`.
    private func head(
        _ statement: EntryStatement, _ row: LoadedRow, kind: String? = nil, key: Int, place: Place
    ) {
        statement.bind(key)
        if let kind { statement.bind(kind) }
        statement.bind(row.sourceID)
        statement.bind(row.content)
        statement.bind(place.file)
        statement.bind(place.line)
        statement.bind(place.column)
    }

    private func post(_ receipt: Receipt, key: Int, currency: Currency) throws {
        let sign = receipt.kind == .payment ? -1 : 1
        let other = receipt.kind == .payment ? "cash" : "opening"
        for (account, units) in [
            ("receivable", sign * receipt.minorUnits), (other, -sign * receipt.minorUnits),
        ] {
            try db.execute(
                sql: """
                    INSERT INTO posting (entry, date, account, client, matter, currency, minor_units)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    key, receipt.date.description, account, receipt.client.text,
                    receipt.matter.text, currency.code, units,
                ])
        }
    }
}

extension LedgerTransaction {
    package func beginLoad() throws(EnvironmentError) -> EntryLoad {
        try attempt("load entries into") { try EntryLoad(db) }
    }

    package func record(
        export name: String, sha256: String, profile: String, on date: CivilDate, rows: Int,
        loaded: Int, known: Int, changed: Int
    ) throws(EnvironmentError) {
        try attempt("record an export in") {
            try db.execute(
                sql: """
                    INSERT INTO export (name, sha256, profile, loaded_on, rows, loaded, known,
                        changed)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [name, sha256, profile, date.description, rows, loaded, known, changed])
        }
    }

    /// The rows that were refused before, of the files of refused rows that are there or that were
    /// loaded.
    package func refusedRows(
        where isThere: (_ file: String) -> Bool
    ) throws(EnvironmentError) -> Set<Fingerprint> {
        try attempt("read refused rows from") {
            let loaded = try String.fetchSet(db, sql: "SELECT DISTINCT name FROM export")
            let files = try String.fetchAll(db, sql: "SELECT DISTINCT file FROM refusal")
            var rows: Set<Fingerprint> = []
            for file in files where loaded.contains(file) || isThere(file) {
                let found = try Data.fetchAll(
                    db, sql: "SELECT fingerprint FROM refusal WHERE file = ?", arguments: [file])
                rows.formUnion(found.compactMap { Fingerprint([UInt8]($0)) })
            }
            return rows
        }
    }

    package func recordRefused(
        _ rows: [Fingerprint], in file: String
    ) throws(EnvironmentError) {
        try attempt("record refused rows in") {
            let insert = try EntryStatement(
                db,
                sql: """
                    INSERT INTO refusal (fingerprint, file) VALUES (?, ?) ON CONFLICT DO NOTHING
                    """)
            for row in rows {
                insert.bind(row)
                insert.bind(file)
                try insert.run()
            }
        }
    }
}
