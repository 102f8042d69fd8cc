package import Billing
internal import GRDB

/// What the ledger knows of one entry before it is rated.
package struct RecordedEntry: Sendable {
    package var key: EntryKey
    package var kind: String
    /// The one it was recorded for.
    package var matter: MatterID
    package var timekeeper: TimekeeperID?
    package var date: CivilDate
    package var description: String
    package var isBillable: Bool
    package var place: Place
    /// The invoice that carries it.
    package var invoice: StoredDocument?
}

extension LedgerTransaction {
    /// A document by its number, in either case: `10421`, `PF-00012` (its last version) or
    /// `PF-00012 v2`.
    package func documents(named name: String) throws(EnvironmentError) -> [StoredDocument] {
        // Names are looked for in an index alone: rows of documents are long.
        try documents(
            where: """
                document.id IN (
                    SELECT id FROM document AS named
                    WHERE number || ' v' || version = ? COLLATE NOCASE
                        OR (number = ? COLLATE NOCASE AND NOT EXISTS (
                            SELECT 1 FROM document AS later WHERE later.kind = named.kind
                                AND later.number = named.number
                                AND later.version > named.version)))
                """, arguments: [name, name])
    }

    /// What each invoice with the matter on it that stands came to for the matter, in the order of
    /// posting.
    package func invoiced(
        of matter: MatterID
    ) throws(EnvironmentError) -> [(number: String, date: String, fees: Money, costs: Money)] {
        try attempt("read invoices from") {
            try Row.fetchAll(
                db,
                sql: """
                    SELECT number, date, currency, document_matter.fees, document_matter.costs
                    FROM document_matter JOIN document ON document.id = document_matter.document
                    WHERE matter = ? AND kind = 'invoice'
                        AND NOT EXISTS (SELECT 1 FROM credit WHERE original = document.id)
                    ORDER BY document.id
                    """, arguments: [matter.text]
            ).map { row in
                let currency = try stored(Currency(code: row["currency"]), "currency")
                return (
                    row["number"], row["date"], Money(minorUnits: row["fees"], currency),
                    Money(minorUnits: row["costs"], currency)
                )
            }
        }
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
                    SELECT key, kind, matter, timekeeper, date, narrative, disposition, file, line,
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
                    timekeeper: (row["timekeeper"] as String?).map(TimekeeperID.init),
                    date: date, description: row["narrative"],
                    isBillable: row["disposition"] != "non-billable",
                    place: Place(file: row["file"], line: row["line"]),
                    invoice: try document.map { id throws(EnvironmentError) in
                        try documents(where: "document.id = ?", arguments: [id])
                    }?.first))
        }
        return entries
    }
}
