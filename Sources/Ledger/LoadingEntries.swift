package import Billing
internal import Foundation
internal import GRDB

extension LedgerTransaction {
    /// `runLength` is how many identities are kept in memory: see `IdentityIndex`. A load that does
    /// not post is for a ledger that only compares entries.
    package func beginLoad(
        runLength: Int = IdentityIndex.usualRunLength, isPosting: Bool = true
    ) throws(EnvironmentError) -> EntryLoad {
        do {
            return try EntryLoad(db, runLength: runLength, isPosting: isPosting)
        } catch {
            throw Ledger.failure("load entries into", "the ledger", error)
        }
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

    /// Whether an export of this name was ever loaded.
    package func hasLoaded(_ export: String) throws(EnvironmentError) -> Bool {
        try attempt("read exports from") {
            let isThere = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM export WHERE name = ?)",
                arguments: [export])
            return isThere == true
        }
    }

    /// The rows that were refused before, of the files of refused rows that are there or that were
    /// loaded without a row refused.
    package func refusedRows(
        where isThere: (_ file: String) -> Bool
    ) throws(EnvironmentError) -> Set<Fingerprint> {
        try attempt("read refused rows from") {
            let loaded = try String.fetchSet(
                db,
                sql: "SELECT DISTINCT name FROM export WHERE rows = loaded + known + changed")
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

    /// Whether rows were refused into a file of this name.
    package func hasRefused(in file: String) throws(EnvironmentError) -> Bool {
        try attempt("read refused rows from") {
            let isThere = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM refusal WHERE file = ?)",
                arguments: [file])
            return isThere == true
        }
    }

    package func recordRefused(
        _ rows: [Fingerprint], in file: String
    ) throws(EnvironmentError) {
        try attempt("record refused rows in") {
            var insert = try EntryStatement(
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
