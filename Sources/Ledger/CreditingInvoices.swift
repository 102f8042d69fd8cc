package import Billing
internal import GRDB

/// How an invoice was taken back, and what was issued in its place.
package struct RecordedCredit: Sendable, Equatable {
    package var original: DocumentReference
    package var note: DocumentReference
    /// Nil where the invoice is void.
    package var reissue: DocumentReference?
    package var reason: String
    package var occasion: Occasion
}

/// The numbers of an invoice and of those that it replaces, by its id.
let numbersOfLine = """
    WITH RECURSIVE line (id) AS (
        SELECT ? UNION ALL SELECT original FROM reissue JOIN line ON reissue.document = line.id)
    SELECT number FROM document JOIN line ON line.id = document.id
    """

extension LedgerTransaction {
    /// Freezes a credit note and takes its invoice back: the entries are unbilled again, and the
    /// parts of arrangements. The payments and movements of the retainer that the invoice listed stay
    /// listed. Marks at its matters as a whole hold again; returns their numbers.
    package func credit(
        _ original: StoredDocument, by note: PostedDocument, reason: String, on occasion: Occasion,
        output: String
    ) throws(EnvironmentError) -> [Int] {
        let id = try post(note, receipts: [], output: output)
        return try attempt("credit \(original.number) in") {
            try db.execute(
                sql: "INSERT INTO credit (original, note, reason, by, at) VALUES (?, ?, ?, ?, ?)",
                arguments: [original.id, id, reason, occasion.by, occasion.at])
            try checkNothingIsLeft(of: original, after: id)
            try db.execute(
                sql: """
                    DELETE FROM claim WHERE document = ?1
                        AND entry IN (SELECT entry FROM document_line WHERE document = ?1)
                    """, arguments: [original.id])
            try db.execute(
                sql: "DELETE FROM fee_part WHERE document = ?", arguments: [original.id])
            let marks = try Int.fetchAll(
                db,
                sql: """
                    SELECT edit_change.id FROM change_claim
                        JOIN edit_change ON edit_change.id = change_claim.change
                    WHERE document = ? AND edit_change.entry IS NULL ORDER BY edit_change.id
                    """, arguments: [original.id])
            for mark in marks {
                try db.execute(
                    sql: "DELETE FROM change_claim WHERE change = ?", arguments: [mark])
            }
            return marks
        }
    }

    /// Invoice, discount taken on it and credit note are zero together, by account and matter.
    private func checkNothingIsLeft(of original: StoredDocument, after note: Int64) throws {
        let isLeft = try Bool.fetchOne(
            db,
            sql: """
                WITH taken AS (
                    SELECT matter, offer_share.minor_units FROM offer_share
                        JOIN taken_offer ON taken_offer.document = offer_share.document
                    WHERE offer_share.document = ?1)
                SELECT EXISTS (
                    SELECT 1 FROM (
                        SELECT account, matter, minor_units FROM posting
                            WHERE document IN (?1, ?2)
                        UNION ALL SELECT 'discounts', matter, minor_units FROM taken
                        UNION ALL SELECT 'receivable', matter, -minor_units FROM taken)
                    GROUP BY account, matter HAVING sum(minor_units) <> 0)
                """, arguments: [original.id, note])
        guard isLeft == false else {
            throw EnvironmentError(
                "credit", original.number, "invoice and credit note do not come to zero together")
        }
    }

    /// Notes that an invoice was issued in place of a credited one.
    package func record(
        reissue document: Int64, of original: StoredDocument
    ) throws(EnvironmentError) {
        try attempt("record a reissue in") {
            try db.execute(
                sql: "INSERT INTO reissue (original, document) VALUES (?, ?)",
                arguments: [original.id, document])
        }
    }

    // MARK: Reading

    /// How the invoice with this id was taken back; nil where it stands.
    package func credit(of original: Int64) throws(EnvironmentError) -> RecordedCredit? {
        try credits(where: "credit.original = ?", original).first
    }

    /// Which invoice the credit note or the reissue with this id is about, and how that was taken
    /// back.
    package func credit(toldBy document: Int64) throws(EnvironmentError) -> RecordedCredit? {
        // Named by id, so that SQLite begins there and not at all documents.
        try credits(
            where: """
                credit.id IN (
                    SELECT id FROM credit WHERE note = ?1
                    UNION SELECT credit.id FROM reissue JOIN credit USING (original)
                        WHERE reissue.document = ?1)
                """, document
        ).first
    }

    /// Credits of invoices that an entry was on, oldest first.
    package func credits(
        ofInvoicesWith entry: EntryKey
    ) throws(EnvironmentError) -> [RecordedCredit] {
        try credits(
            where: """
                credit.original IN (SELECT document FROM document_line WHERE entry = ?)
                """, Int64(entry.number))
    }

    private func credits(
        where condition: String, _ argument: Int64
    ) throws(EnvironmentError) -> [RecordedCredit] {
        try attempt("read credits from") {
            try Row.fetchAll(
                db,
                sql: """
                    SELECT original.number AS original, original.date AS original_date,
                        note.number AS note, note.date AS note_date, other.number AS other,
                        other.date AS other_date, reason, by, at
                    FROM credit JOIN document AS original ON original.id = credit.original
                        JOIN document AS note ON note.id = credit.note
                        LEFT JOIN reissue ON reissue.original = credit.original
                        LEFT JOIN document AS other ON other.id = reissue.document
                    WHERE \(condition) ORDER BY note.id
                    """, arguments: [argument]
            ).map { row in
                func document(_ name: String) throws -> DocumentReference {
                    DocumentReference(
                        number: row[name],
                        date: try stored(CivilDate(iso: row[name + "_date"] as String), "date"))
                }
                let isReissued = (row["other"] as String?) != nil
                return RecordedCredit(
                    original: try document("original"), note: try document("note"),
                    reissue: isReissued ? try document("other") : nil, reason: row["reason"],
                    occasion: Occasion(by: row["by"], at: row["at"]))
            }
        }
    }

    /// The invoice in whose place this one was issued.
    package func original(of reissue: Int64) throws(EnvironmentError) -> StoredDocument? {
        try documents(
            where: "document.id = (SELECT original FROM reissue WHERE reissue.document = ?)",
            arguments: [reissue]
        ).first
    }

    /// Whether an invoice was issued in place of another.
    package func isReissue(_ document: Int64) throws(EnvironmentError) -> Bool {
        try original(of: document) != nil
    }

    /// Whether a payment took what the invoice offers for being paid soon.
    package func isOfferTaken(of document: Int64) throws(EnvironmentError) -> Bool {
        try attempt("read offers from") {
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM taken_offer WHERE document = ?)",
                arguments: [document]) ?? false
        }
    }

    /// What was paid, up to that day, on an invoice or on one that it replaces: payments that name
    /// it, or that took its offer. Amounts are below zero, as on statements.
    package func payments(
        on document: StoredDocument, through date: CivilDate, in currency: Currency
    ) throws(EnvironmentError) -> [Account.Payment] {
        try attempt("read payments from") {
            try Row.fetchAll(
                db,
                sql: """
                    WITH RECURSIVE line (id) AS (
                        SELECT ?1 UNION ALL
                        SELECT original FROM reissue JOIN line ON reissue.document = line.id)
                    SELECT posting.date, entry.narrative, sum(posting.minor_units) AS units
                    FROM posting JOIN entry ON entry.key = posting.entry
                    WHERE posting.account = 'cash' AND entry.kind = 'payment'
                        AND posting.matter IN (
                            SELECT matter FROM document_matter WHERE document = ?1)
                        AND posting.date <= ?2 AND posting.currency = ?3
                        AND (entry.reference IN (
                                SELECT number FROM document JOIN line ON line.id = document.id)
                            OR EXISTS (SELECT 1 FROM taken_offer
                                WHERE taken_offer.entry = entry.key
                                    AND taken_offer.document IN (SELECT id FROM line)))
                    GROUP BY entry.key ORDER BY posting.date, entry.key
                    """, arguments: [document.id, date.description, currency.code]
            ).map { row in
                Account.Payment(
                    date: try stored(CivilDate(iso: row["date"] as String), "date"),
                    description: row["narrative"],
                    amount: Money(minorUnits: -(row["units"] as Int), currency))
            }
        }
    }
}
