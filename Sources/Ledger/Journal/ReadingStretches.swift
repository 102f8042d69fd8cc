internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// Digests rows as they are in the ledger: of entries as they came, before an export said something
/// else of them, as what they said next is in `entry_history`.
struct StretchReader {
    let db: Database

    /// The rows of a table with keys after `after` up to `last`, in stretches of `mostRows`: one after the
    /// other, because a large run adds millions of rows.
    func forEachStretch(
        of table: String, after: Int, through last: Int, mostRows: Int = Stretch.mostRows,
        _ body: (Stretch) throws -> Void
    ) throws {
        let statement = try db.cachedStatement(sql: try select(table, after: after, through: last))
        let handle = statement.sqliteStatement
        sqlite3_reset(handle)
        sqlite3_bind_int64(handle, 1, Int64(after))
        sqlite3_bind_int64(handle, 2, Int64(last))
        defer { sqlite3_reset(handle) }
        var digest = StretchDigest(of: table, after: after)
        while true {
            let code = sqlite3_step(handle)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else { throw failure(code, of: handle) }
            if digest.count == mostRows {
                let full = digest.finish()
                digest = StretchDigest(of: table, after: full.last)
                try body(full)
            }
            digest.add(handle)
        }
        if digest.count > 0 { try body(digest.finish()) }
    }

    private func select(_ table: String, after: Int, through last: Int) throws -> String {
        if table == "entry", try hasChangedEntries(after: after, through: last) {
            return entriesAsTheyCame
        }
        return """
            SELECT rowid, * FROM "\(table)" WHERE rowid > ? AND rowid <= ? ORDER BY rowid
            """
    }

    private func hasChangedEntries(after: Int, through last: Int) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM entry_history WHERE key > ? AND key <= ?)
                """, arguments: [after, last]) == true
    }

    /// The columns that a change may alter are those of the first change's history.
    private var entriesAsTheyCame: String {
        let columns = Schema.entryColumns.map { column in
            Schema.changingColumns.contains(column)
                ? "iif(first.id IS NULL, entry.\"\(column)\", first.\"\(column)\")"
                : "entry.\"\(column)\""
        }
        return """
            SELECT entry.key, \(columns.joined(separator: ", "))
            FROM entry LEFT JOIN entry_history AS first
                ON first.id = (SELECT min(id) FROM entry_history WHERE key = entry.key)
            WHERE entry.key > ? AND entry.key <= ? ORDER BY entry.key
            """
    }
}

extension StretchDigest {
    /// The row that a statement stands on: its key, then its values.
    fileprivate mutating func add(_ statement: OpaquePointer) {
        row.begin(Int(sqlite3_column_int64(statement, 0)))
        for column in 1..<sqlite3_column_count(statement) {
            switch sqlite3_column_type(statement, column) {
            case SQLITE_NULL: row.appendNull()
            case SQLITE_INTEGER: row.append(Int(sqlite3_column_int64(statement, column)))
            case SQLITE_BLOB: row.append(blob: bytes(of: column, in: statement))
            default:
                _ = sqlite3_column_text(statement, column)
                row.append(text: bytes(of: column, in: statement))
            }
        }
        endRow()
    }

    private func bytes(
        of column: CInt, in statement: OpaquePointer
    ) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_blob(statement, column)
        return UnsafeBufferPointer(
            start: start?.assumingMemoryBound(to: UInt8.self),
            count: Int(sqlite3_column_bytes(statement, column)))
    }
}
