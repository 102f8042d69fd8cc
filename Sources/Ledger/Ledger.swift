package import Billing
internal import GRDB

/// What was loaded, shown, billed, owed and paid: one SQLite file in the firm's folder.
package final class Ledger: Sendable {
    private let queue: DatabaseQueue
    private let path: String

    package enum Outcome: Sendable {
        case commit, rollBack
    }

    /// Opens the ledger, making it where there is none. A second process waits for the first.
    /// Without a path, an empty one that is gone when it is closed.
    package init(path: String? = nil) throws(EnvironmentError) {
        // SQLite's name for a file of its own, which it keeps in memory while it is small.
        let path = path ?? ""
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { db in
            // Between two runs the ledger is one file, which a backup can copy; and a load writes
            // its pages once.
            try db.execute(sql: "PRAGMA page_size = 16384")
            try db.execute(sql: "PRAGMA journal_mode = DELETE")
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA cache_size = -8192")
        }
        let queue: DatabaseQueue
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            let state = try queue.read(Schema.state)
            guard !state.isNewer else {
                throw EnvironmentError(
                    "open the ledger", path, "a newer version of Engross has worked with it",
                    remedy: "use that version or a later one")
            }
            if !state.isComplete { try Schema.migrator.migrate(queue) }
            do {
                if state.lacksIndexes { try Schema.indexEntries(of: queue) }
            } catch let error as DatabaseError where Ledger.isForAnotherTime(error) {
                // Without the index all is only slower: whoever looks into a folder that cannot be
                // written to still can.
            }
        } catch {
            throw Ledger.failure("open the ledger", path, error)
        }
        self.queue = queue
    }

    private static func isForAnotherTime(_ error: DatabaseError) -> Bool {
        switch error.resultCode {
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_FULL, .SQLITE_BUSY: true
        default: false
        }
    }

    package func read<Value>(
        _ body: (LedgerTransaction) throws(EnvironmentError) -> Value
    ) throws(EnvironmentError) -> Value {
        do {
            return try queue.read { try body(LedgerTransaction($0)) }
        } catch {
            throw Ledger.failure("read the ledger", path, error)
        }
    }

    /// One transaction: all that `body` writes happens, or none of it.
    ///
    /// To take back a statement that fails half-way, SQLite keeps the pages it changes. A posting changes eight of
    /// 16 KB, and each would be written to a file that nobody reads: `undoesInMemory` is for runs that post much
    /// and sort nothing large, which would be in memory, too.
    package func write<Value>(
        undoesInMemory: Bool = false,
        _ body: (LedgerTransaction) throws(EnvironmentError) -> (Value, Outcome)
    ) throws(EnvironmentError) -> Value {
        var result: Value?
        do {
            try queue.writeWithoutTransaction { db in
                if undoesInMemory { try db.execute(sql: "PRAGMA temp_store = MEMORY") }
                defer { if undoesInMemory { try? db.execute(sql: "PRAGMA temp_store = DEFAULT") } }
                try db.inTransaction(.immediate) {
                    let (value, outcome) = try body(LedgerTransaction(db))
                    result = value
                    return outcome == .commit ? .commit : .rollback
                }
            }
        } catch {
            throw Ledger.failure("write the ledger", path, error)
        }
        guard let result else {
            throw EnvironmentError("write the ledger", path, "the transaction did not run")
        }
        return result
    }

    static func failure(
        _ action: String, _ path: String, _ error: any Error
    ) -> EnvironmentError {
        if let error = error as? EnvironmentError { return error }
        guard let error = error as? DatabaseError else {
            return EnvironmentError(action, path, String(describing: error))
        }
        let remedy: String? =
            switch error.resultCode {
            case .SQLITE_BUSY:
                "another engross is at work in this folder; try again when it is done"
            case .SQLITE_READONLY: "make the folder writable"
            case .SQLITE_CANTOPEN:
                "make the folder writable, and make room on the disk if it is full"
            case .SQLITE_FULL: "make room on the disk and run again: nothing was lost"
            case .SQLITE_IOERR:
                "see whether the disk is sound, full or write-protected, and run again: nothing was "
                    + "lost"
            case .SQLITE_NOTADB: "the file is not a ledger; move it away or restore a backup"
            case .SQLITE_CORRUPT, .SQLITE_ERROR: "the ledger is damaged; restore a backup"
            default: nil
            }
        return EnvironmentError(
            action, path, error.message ?? "\(error.resultCode)", remedy: remedy)
    }
}
