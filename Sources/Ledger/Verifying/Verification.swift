package import Billing
internal import Foundation
internal import GRDB

/// Looks through a whole ledger for whatever is not as it was recorded: reads only.
///
/// The work is cut into pieces, which two threads take one by one, each with a connection of its
/// own. Nobody may write meanwhile.
package struct Verification: Sendable {
    package struct Report: Sendable {
        package var links = 0
        package var rows = 0
        package var documents = 0
        package var lastLink: JournalLink?
        package var findings: [Diagnostic] = []
    }

    let path: String
    /// Makes a statement of the text that the ledger keeps.
    let decode: @Sendable (_ text: String, _ number: String) throws -> Billing.Statement

    package init(
        path: String, decode: @escaping @Sendable (String, String) throws -> Billing.Statement
    ) {
        self.path = path
        self.decode = decode
    }

    package func run() throws(EnvironmentError) -> Report {
        do {
            return try report()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            // Worse than what SQLite tells as it goes.
            return Report(findings: [FileChecks.damaged(error.message ?? "\(error.resultCode)")])
        } catch {
            throw Ledger.failure("verify the ledger", path, error)
        }
    }

    /// A piece of the work, and what it found.
    typealias Piece = @Sendable (Database) throws -> [Diagnostic]

    private func report() throws -> Report {
        let queue = try connection()
        // A file that is damaged cannot be looked through row by row.
        let damage = try queue.read { try FileChecks(db: $0).damage() }
        guard damage.isEmpty else { return Report(findings: damage) }
        return try queue.read { db in
            let links = try JournalReader(db: db).links()
            var report = Report(links: links.count, lastLink: links.last)
            report.documents = try Int.fetchOne(db, sql: "SELECT count(*) FROM document") ?? 0
            report.rows = try JournalTable.all.reduce(0) {
                $0 + (try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\($1.name)\"") ?? 0)
            }
            let documents = DocumentChecks(decode: decode)
            let pieces =
                [{ try FileChecks(db: $0).findings() }, { try SumChecks(db: $0).findings() }]
                + (try JournalChecks(links: links).pieces(db)) + (try documents.pieces(db))
            report.findings = try inTwoThreads(pieces)
            return report
        }
    }

    private func connection() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -65536")
            try db.execute(sql: "PRAGMA mmap_size = 4294967296")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// What the pieces found, in the order of the pieces.
    private func inTwoThreads(_ pieces: [Piece]) throws -> [Diagnostic] {
        let queues = [try connection(), try connection()]
        let heap = PieceHeap(count: pieces.count)
        DispatchQueue.concurrentPerform(iterations: queues.count) { index in
            do {
                try queues[index].read { db in
                    while let piece = heap.take() { heap.put(try pieces[piece](db), of: piece) }
                }
            } catch {
                heap.fail(error)
            }
        }
        return try heap.all()
    }
}

/// Hands out pieces of work and gathers what came of them.
private final class PieceHeap: @unchecked Sendable {
    private let lock = NSLock()
    private var next = 0
    private var found: [[Diagnostic]]
    private var error: (any Error)?

    init(count: Int) {
        found = Array(repeating: [], count: count)
    }

    func take() -> Int? {
        lock.withLock {
            guard next < found.count, error == nil else { return nil }
            next += 1
            return next - 1
        }
    }

    func put(_ findings: [Diagnostic], of piece: Int) {
        lock.withLock { found[piece] = findings }
    }

    func fail(_ error: any Error) {
        lock.withLock { self.error = self.error ?? error }
    }

    func all() throws -> [Diagnostic] {
        try lock.withLock {
            if let error { throw error }
            return found.flatMap { $0 }
        }
    }
}

/// Something that is not as it was recorded.
func finding(_ code: Diagnostic.Code, _ fact: String, remedy: String? = nil) -> Diagnostic {
    Diagnostic(
        code, at: Place(file: "ledger.sqlite"), fact,
        remedy: remedy
            ?? "keep this file as it is, and compare it with a backup: see Documentation/ledger.md")
}
