package import Billing
internal import GRDB

/// A rendered statement, ready to be posted, or as it was posted.
package struct PostedDocument: Sendable {
    package var statement: Billing.Statement
    /// The statement as stored: JSON that decodes to it.
    package var encoded: String
    /// Of a pro forma, the digest of the statement without its number and version: equal for equal content.
    package var content: String
    package var grouping: String
    package var run: String
    package var pages: Int
    package var sha256: String
    /// Relative to the firm's folder.
    package var path: String
    package var templateDigest: String
    package var fontsDigest: String
    /// How its PDF was made.
    package var form: String
    /// Marks that an invoice uses up, by their numbers.
    package var usedMarks: [Int]

    package init(
        statement: Billing.Statement, encoded: String, content: String, grouping: String,
        run: String,
        pages: Int, sha256: String, path: String, templateDigest: String, fontsDigest: String,
        form: String = "", usedMarks: [Int] = []
    ) {
        self.statement = statement
        self.encoded = encoded
        self.content = content
        self.grouping = grouping
        self.run = run
        self.pages = pages
        self.sha256 = sha256
        self.path = path
        self.templateDigest = templateDigest
        self.fontsDigest = fontsDigest
        self.form = form
        self.usedMarks = usedMarks
    }
}

extension LedgerTransaction {
    /// The next number of a series, used up by this transaction.
    package func takeNumber(
        of series: String, startingAt first: Int
    ) throws(EnvironmentError) -> Int {
        try attempt("take a number from") {
            let known = try db.cachedStatement(sql: "SELECT next FROM series WHERE name = ?")
            let next = try Int.fetchOne(known, arguments: [series]) ?? first
            try insert(
                """
                INSERT INTO series (name, next) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET next = excluded.next
                """, [series, next + 1])
            return next
        }
    }

    /// Whether a document of this kind has that number.
    package func isGiven(
        _ number: String, to kind: Billing.Statement.Kind
    ) throws(EnvironmentError) -> Bool {
        try attempt("look for a number in") {
            let statement = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM document WHERE kind = ? AND number = ?)")
            return try Bool.fetchOne(statement, arguments: [kind.rawValue, number]) ?? false
        }
    }

    package func keep(
        template digest: String, name: String, source: String
    ) throws(EnvironmentError) {
        try attempt("keep a template in") {
            // Nearly always it is there, and long.
            let known = try db.cachedStatement(sql: "SELECT 1 FROM template WHERE digest = ?")
            guard try Int.fetchOne(known, arguments: [digest]) == nil else { return }
            try insert(
                "INSERT INTO template (digest, name, source) VALUES (?, ?, ?)",
                [digest, name, source])
        }
    }

    /// Freezes a document: its figures, its lines, its postings, and for an invoice its claims,
    /// those of the payments and movements of retainers among them that it lists.
    /// The file counts as undelivered, below the folder `output`, until `delivered` says
    /// otherwise. Returns the document's id.
    @discardableResult
    package func post(
        _ document: PostedDocument, receipts: [EntryKey], output: String
    ) throws(EnvironmentError) -> Int64 {
        try attempt("post \(document.statement.title) to") {
            let id = try insert(document)
            let statement = document.statement
            for matter in statement.matters {
                try insert(
                    "INSERT INTO document_matter (document, matter, fees, costs) VALUES (?, ?, ?, ?)",
                    [id, matter.id.text, matter.fees.minorUnits, matter.costsTotal.minorUnits])
                for line in matter.lines {
                    try insertLine(
                        id, line.id, line.entry, hours: line.hours.tenThousandths,
                        rate: line.perHour?.minorUnits, amount: line.amount.minorUnits)
                }
                for line in matter.costLines {
                    try insertLine(
                        id, line.id, line.entry, hours: nil, rate: nil,
                        amount: line.amount.minorUnits)
                }
            }
            if statement.kind == .invoice {
                try claim(for: statement, id: id, receipts: receipts)
                for mark in document.usedMarks {
                    try insert(
                        "INSERT INTO change_claim (change, document) VALUES (?, ?)", [mark, id])
                }
            }
            if statement.kind != .proforma { try post(statement, id: id) }
            try insert("INSERT INTO delivery (document, output) VALUES (?, ?)", [id, output])
            return id
        }
    }

    private func insert(_ document: PostedDocument) throws -> Int64 {
        let statement = document.statement
        let arguments: StatementArguments = [
            statement.kind.rawValue, statement.number, statement.version, document.grouping,
            document.run, statement.billTo.id.text, statement.attorney?.id.text,
            statement.date.description, statement.due?.description,
            statement.periodEnd.description,
            statement.currency.code, statement.fees.minorUnits,
            statement.costs.minorUnits, statement.tax.minorUnits, statement.total.minorUnits,
            document.pages, document.sha256, document.path, document.encoded, document.content,
            document.templateDigest, document.fontsDigest, document.form,
        ]
        try insert(
            """
            INSERT INTO document (kind, number, version, grouping, run, client, attorney, date,
                due, period_end, currency, fees, costs, tax, total, pages, sha256, path, statement, content,
                template, fonts, form)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, arguments)
        return db.lastInsertedRowID
    }

    /// Prepared once for all documents of a run: SQLite takes the triggers of the table apart, too.
    private func insert(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private func insertLine(
        _ document: Int64, _ line: LineID, _ entry: EntryKey, hours: Int?, rate: Int?, amount: Int
    ) throws {
        try insert(
            """
            INSERT INTO document_line (document, line, entry, hours, rate_minor_units, minor_units)
            VALUES (?, ?, ?, ?, ?, ?)
            """, [document, line.text, entry.number, hours, rate, amount])
    }

    // MARK: Invoices and credit notes

    private func claim(
        for statement: Billing.Statement, id: Int64, receipts: [EntryKey]
    ) throws {
        let entries =
            statement.matters.flatMap { $0.lines.map(\.entry) + $0.costLines.map(\.entry) }
        // The lines of a divided entry are one entry.
        for entry in Set(entries).sorted() + receipts {
            try insert(
                """
                INSERT INTO claim (entry, document, matter)
                VALUES (?1, ?2, (SELECT matter FROM entry WHERE key = ?1))
                """, [entry.number, id])
        }
        for part in statement.matters.flatMap(\.items).compactMap(\.part) {
            try insert(
                "INSERT INTO fee_part (matter, part, document) VALUES (?, ?, ?)",
                [part.matter.text, part.part, id])
        }
        for matter in statement.matters {
            for tally in matter.tallies {
                try insert(
                    """
                    INSERT INTO tally (document, matter, term, measure, amount)
                    VALUES (?, ?, ?, ?, ?)
                    """, [id, matter.id.text, tally.term, tally.measure.rawValue, tally.amount])
            }
        }
        if let offer = statement.offer { try post(offer, of: id) }
    }

    private func post(_ statement: Billing.Statement, id: Int64) throws {
        for posting in postings(of: statement) {
            try insert(
                """
                INSERT INTO posting (document, date, account, client, matter, currency, minor_units)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    id, statement.date.description, posting.account, statement.billTo.id.text,
                    posting.matter.text, statement.currency.code, posting.minorUnits,
                ])
        }
        let sum = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT sum(minor_units) FROM posting WHERE document = ?"),
            arguments: [id])
        guard sum ?? 0 == 0 else {
            throw EnvironmentError(
                "post", statement.number, "its postings do not sum to zero")
        }
    }
}

/// The double entry of an invoice: what the client owes against what the firm earned, each matter
/// with its part of the taxes; what was written off at its standard value; what is paid of the
/// invoice from the matter's retainer; and a discount that was earned before. Of a credit note the
/// same, below zero.
func postings(
    of statement: Billing.Statement
) -> [(account: String, matter: MatterID, minorUnits: Int)] {
    let billed = zip(statement.matters, statement.taxShares).flatMap { matter, tax in
        [
            ("receivable", matter.id, matter.total + tax), ("fees", matter.id, -matter.fees),
            ("costs", matter.id, -matter.costsTotal), ("tax", matter.id, -tax),
        ]
    }
    let writtenOff = statement.matters.flatMap { matter in
        let fees = matter.lines.filter { $0.display == .writtenOff }.map(\.standard)
        let costs = matter.costLines.filter { $0.display == .writtenOff }.map(\.standard)
        return [
            ("fees", matter.id, -fees.sum(statement.currency)),
            ("costs", matter.id, -costs.sum(statement.currency)),
            ("write-offs", matter.id, (fees + costs).sum(statement.currency)),
        ]
    }
    let paid = (statement.retainer?.accounts ?? []).flatMap { retainer in
        [
            ("retainer", retainer.matter, retainer.applied),
            ("receivable", retainer.matter, -retainer.applied),
        ]
    }
    let kept = (statement.keptDiscount?.shares ?? []).flatMap { share in
        [
            ("receivable", share.matter, -share.discount),
            ("discounts", share.matter, share.discount),
        ]
    }
    return (billed + writtenOff + paid + kept).filter { !$0.2.isZero }.map {
        ($0.0, $0.1, $0.2.minorUnits)
    }
}
