package import Billing
internal import GRDB

/// What the ledger knows of one entry before it is rated.
package struct RecordedEntry: Sendable {
    package var key: EntryKey
    package var kind: String
    package var matter: MatterID
    package var date: CivilDate
    package var description: String
    package var isBillable: Bool
    package var place: Place
    /// What the file said before it said something else, the first first.
    package var earlier: [(place: Place, seconds: Int?, minorUnits: Int?)]
    /// The invoice that carries it.
    package var invoice: StoredDocument?
}

extension LedgerTransaction {
    /// A document by its number, in either case: `10421`, `PF-00012` (its last version) or
    /// `PF-00012 v2`.
    package func documents(named name: String) throws(EnvironmentError) -> [StoredDocument] {
        try documents(
            where: """
                number || ' v' || version = ? COLLATE NOCASE
                OR (number = ? COLLATE NOCASE AND NOT EXISTS (
                    SELECT 1 FROM document AS later WHERE later.kind = document.kind
                        AND later.number = document.number AND later.version > document.version))
                """, arguments: [name, name])
    }

    /// Invoices with the matter on them, in the order they were posted.
    package func invoices(of matter: MatterID) throws(EnvironmentError) -> [StoredDocument] {
        try documents(
            where: """
                document.kind = 'invoice' AND document.id IN (
                    SELECT document FROM document_matter WHERE matter = ?)
                """, arguments: [matter.text])
    }

    /// The entry with this number.
    package func entry(_ key: EntryKey) throws(EnvironmentError) -> RecordedEntry? {
        try entries(where: "key = ?", [key.number]).first
    }

    /// Entries that their export calls so; exports of two programs may use one name twice.
    package func entries(called source: String) throws(EnvironmentError) -> [RecordedEntry] {
        try entries(where: "source_id = ?", [source])
    }

    private func entries(
        where condition: String, _ arguments: StatementArguments
    ) throws(EnvironmentError) -> [RecordedEntry] {
        let rows = try attempt("read entries from") {
            try Row.fetchAll(
                db,
                sql: """
                    SELECT key, kind, matter, date, narrative, disposition, file, line,
                        (SELECT document FROM claim WHERE claim.entry = entry.key) AS document
                    FROM entry WHERE \(condition) ORDER BY key
                    """, arguments: arguments)
        }
        var entries: [RecordedEntry] = []
        for row in rows {
            let date = try attempt("read entries from") {
                try stored(CivilDate(iso: row["date"] as String), "date")
            }
            let document: Int64? = row["document"]
            entries.append(
                RecordedEntry(
                    key: EntryKey(row["key"]), kind: row["kind"], matter: MatterID(row["matter"]),
                    date: date, description: row["narrative"],
                    isBillable: row["disposition"] != "non-billable",
                    place: Place(file: row["file"], line: row["line"]),
                    earlier: try earlier(EntryKey(row["key"])),
                    invoice: try document.map { id throws(EnvironmentError) in
                        try documents(where: "document.id = ?", arguments: [id])
                    }?.first))
        }
        return entries
    }

    private func earlier(
        _ key: EntryKey
    ) throws(EnvironmentError) -> [(place: Place, seconds: Int?, minorUnits: Int?)] {
        try attempt("read the history of entries from") {
            try Row.fetchAll(
                db,
                sql: """
                    SELECT file, line, seconds, minor_units FROM entry_history
                    WHERE key = ? ORDER BY id
                    """, arguments: [key.number]
            ).map { row in
                (Place(file: row["file"], line: row["line"]), row["seconds"], row["minor_units"])
            }
        }
    }
}
