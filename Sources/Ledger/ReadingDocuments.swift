package import Billing
internal import GRDB

/// A document as posted, with what is needed to render it again.
package struct StoredDocument: Sendable {
    package var id: Int64
    package var kind: Billing.Statement.Kind
    package var number: String
    package var version: Int
    package var run: String
    package var encoded: String
    package var templateDigest: String
    package var templateName: String
    package var templateSource: String
    package var pages: Int
    package var sha256: String
    package var path: String
    /// How its PDF was made: the words of `PDFForm`.
    package var form: String
    /// The folder that its file is still to be written below; nil where it was.
    package var output: String?
}

/// A line of register.csv.
package struct RegisterLine: Sendable {
    package var kind: String
    package var number: String
    package var version: Int
    package var client: String
    package var matters: String
    package var attorney: String?
    package var currency: Currency
    package var fees: Int
    package var costs: Int
    package var tax: Int
    package var total: Int
    package var pages: Int
    package var sha256: String
    package var path: String
}

extension LedgerTransaction {
    /// Documents that were posted but whose files may not have reached the disk.
    package func undelivered() throws(EnvironmentError) -> [StoredDocument] {
        try documents(
            where: "document.id IN (SELECT document FROM delivery)", arguments: [])
    }

    /// Documents of one run and kind in the order in which they were posted, without versions that a later one
    /// replaced, and without invoices that correct others: these have a folder of their own.
    package func documentIDs(
        of run: String, kind: Billing.Statement.Kind
    ) throws(EnvironmentError) -> [Int64] {
        try attempt("read documents from") {
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM document WHERE run = ? AND kind = ? AND NOT EXISTS (
                        SELECT 1 FROM document AS later WHERE later.kind = document.kind
                            AND later.number = document.number AND later.version > document.version)
                        AND NOT EXISTS (SELECT 1 FROM reissue WHERE reissue.document = document.id)
                    ORDER BY id
                    """, arguments: [run, kind.rawValue])
        }
    }

    /// A pro forma as it was issued, by the number and version that are printed on it.
    package func proforma(
        _ version: ProformaVersion
    ) throws(EnvironmentError) -> StoredDocument? {
        try documents(
            where: "document.kind = 'proforma' AND number = ? AND version = ?",
            arguments: [version.number, version.version]
        ).first
    }

    func documents(
        where condition: String, arguments: StatementArguments
    ) throws(EnvironmentError) -> [StoredDocument] {
        try attempt("read documents from") {
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, kind, number, version, run, statement, template.digest, template.name, template.source,
                        pages, sha256, path, form, delivery.output
                    FROM document JOIN template ON template.digest = document.template
                        LEFT JOIN delivery ON delivery.document = document.id
                    WHERE \(condition) ORDER BY document.id
                    """, arguments: arguments
            ).map { row in
                StoredDocument(
                    id: row["id"],
                    kind: try stored(Billing.Statement.Kind(rawValue: row["kind"]), "kind"),
                    number: row["number"], version: row["version"], run: row["run"],
                    encoded: row["statement"],
                    templateDigest: row["digest"], templateName: row["name"],
                    templateSource: row["source"],
                    pages: row["pages"], sha256: row["sha256"], path: row["path"],
                    form: row["form"], output: row["output"])
            }
        }
    }

    /// The files of all posted documents and reminders are on disk.
    package func allDelivered() throws(EnvironmentError) {
        try attempt("mark deliveries in") {
            try db.execute(sql: "DELETE FROM delivery")
            try db.execute(sql: "DELETE FROM reminder_delivery")
        }
    }

    /// One after the other: a large run has a hundred thousand.
    package func forEachRegisterLine(
        of run: String, _ body: (RegisterLine) -> Void
    ) throws(EnvironmentError) {
        try attempt("read the register from") {
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT kind, number, version, client, attorney, currency, fees, costs, tax,
                        total, pages, sha256, path,
                        (SELECT group_concat(matter, ' ') FROM (SELECT matter FROM document_matter
                            WHERE document = document.id ORDER BY matter)) AS matters
                    FROM document WHERE run = ? ORDER BY kind, id
                    """, arguments: [run])
            while let row = try rows.next() {
                body(
                    RegisterLine(
                        kind: row[0], number: row[1], version: row[2], client: row[3],
                        matters: row[13] ?? "", attorney: row[4],
                        currency: try stored(Currency(code: row[5]), "currency"),
                        fees: row[6], costs: row[7], tax: row[8], total: row[9], pages: row[10],
                        sha256: row[11], path: row[12]))
            }
        }
    }

    /// Sums by account and currency over everything posted: zero in all for each currency.
    package func trialBalance() throws(EnvironmentError) -> [(
        currency: String, account: String, minorUnits: Int
    )] {
        try attempt("add up") {
            try Row.fetchAll(
                db,
                sql: """
                    SELECT currency, account, sum(minor_units) AS units FROM posting
                    GROUP BY currency, account ORDER BY currency, account
                    """
            ).map { ($0["currency"], $0["account"], $0["units"]) }
        }
    }
}
