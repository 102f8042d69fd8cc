internal import Billing
internal import GRDB

/// Whether the file is sound, and its tables and rules are those that Engross made.
struct FileChecks {
    let db: Database

    /// What SQLite itself finds broken.
    func damage() throws -> [Diagnostic] {
        let problems = try String.fetchAll(db, sql: "PRAGMA quick_check(20)")
        return problems.filter { $0 != "ok" }.map(FileChecks.damaged)
    }

    static func damaged(_ how: String) -> Diagnostic {
        finding(
            .ledgerDamaged, "the file is damaged: \(how)",
            remedy: "restore a backup with: engross restore FILE")
    }

    func findings() throws -> [Diagnostic] { try danglingRows() + changedRules() }

    /// Rows that name a row which is not there.
    private func danglingRows() throws -> [Diagnostic] {
        try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(100).map { row in
            let (table, key, parent): (String, Int?, String) = (row[0], row[1], row[2])
            return finding(
                .ledgerDamaged,
                "row \(key ?? 0) of table \(table) names a row of \(parent) that is not there")
        }
    }

    /// Tables and triggers as a new ledger would have them: one that is gone protects nothing.
    private func changedRules() throws -> [Diagnostic] {
        func rules(_ db: Database) throws -> [String: String] {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT type || ' ' || name, sql FROM sqlite_master
                    WHERE type IN ('table', 'trigger') AND name NOT LIKE 'sqlite_%'
                    """)
            return Dictionary(rows.map { ($0[0], $0[1] ?? "") }) { first, _ in first }
        }
        let fresh = try DatabaseQueue()
        try Schema.migrator.migrate(fresh)
        let expected = try fresh.read(rules)
        let found = try rules(db)
        let names = Set(expected.keys).union(found.keys).sorted()
        return names.filter { expected[$0] != found[$0] }.map { name in
            let state =
                found[name] == nil
                ? "is gone" : expected[name] == nil ? "is foreign" : "was changed"
            return finding(.ledgerDamaged, "the \(name) \(state)")
        }
    }
}
