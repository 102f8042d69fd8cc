package import Billing
internal import GRDB

extension LedgerTransaction {
    /// Everything up to that day that raised or lowered what clients owe, in the order of posting:
    /// of these clients, of these matters, or of all. Together it is the account `receivable`.
    package func accountEvents(
        through date: CivilDate, of clients: [ClientID]? = nil, matters: [MatterID]? = nil
    ) throws(EnvironmentError) -> [AccountEvent] {
        let wanted = try clients.map { ids throws(EnvironmentError) in
            try mattersEverBilled(to: ids)
        }
        // Of each matter all, whoever pays, as only then it is seen whether it comes to the account.
        let filter = MatterFilter(matters ?? wanted)
        let arguments = filter.arguments(after: [date.description])
        return try attempt("read accounts from") {
            let links = try InvoiceLinks(through: date, in: db)
            let events =
                try documentEvents(filter, arguments, links)
                + receiptEvents(filter, arguments, links) + reminderEvents(filter, arguments)
            let receivable = try Int.fetchOne(
                db,
                sql: """
                    SELECT coalesce(sum(minor_units), 0) FROM posting
                    WHERE account = 'receivable' AND date <= ?
                        \(filter.condition(on: "matter"))
                    """, arguments: arguments)
            guard receivable == events.reduce(0, { $0 + $1.amount.minorUnits }) else {
                throw EnvironmentError(
                    "read accounts from", "the ledger",
                    "what happened does not come to what is receivable",
                    remedy: "run \"engross verify\"")
            }
            guard let clients else { return events }
            let payors = Set(clients)
            return events.filter { payors.contains($0.payor) }
        }
    }

    private func mattersEverBilled(
        to clients: [ClientID]
    ) throws(EnvironmentError) -> [MatterID] {
        let ids = MatterFilter(clients.map { MatterID($0.text) })
        return try attempt("read accounts from") {
            try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT matter FROM posting WHERE true \(ids.condition(on: "client"))
                    """, arguments: ids.arguments()
            ).map(MatterID.init)
        }
    }

    // MARK: Documents

    /// What an invoice comes to is what is receivable of it and what was taken off at once: from the
    /// retainer, or for a discount that was earned before.
    private func documentEvents(
        _ filter: MatterFilter, _ arguments: StatementArguments, _ links: InvoiceLinks
    ) throws -> [AccountEvent] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT document.id, kind, number, document.client, document.date, due,
                    posting.matter, posting.currency, sum(minor_units) AS charged,
                    sum(CASE account WHEN 'retainer' THEN minor_units ELSE 0 END) AS applied,
                    sum(CASE account WHEN 'discounts' THEN minor_units ELSE 0 END) AS discount
                FROM posting JOIN document ON document.id = posting.document
                WHERE account IN ('receivable', 'retainer', 'discounts') AND posting.date <= ?
                    \(filter.condition(on: "posting.matter"))
                GROUP BY document.id, posting.matter, posting.currency
                ORDER BY document.id, posting.matter
                """, arguments: arguments
        ).flatMap { row -> [AccountEvent] in
            let id: Int64 = row["id"]
            let isInvoice = row["kind"] == "invoice"
            let currency = try stored(Currency(code: row["currency"]), "currency")
            var event = AccountEvent(
                isInvoice ? .invoice : .creditNote, .document(id), payor: ClientID(row["client"]),
                matter: MatterID(row["matter"]),
                date: try stored(CivilDate(iso: row["date"] as String), "date"),
                due: (row["due"] as String?).flatMap { CivilDate(iso: $0) }, number: row["number"],
                amount: Money(minorUnits: row["charged"], currency),
                invoice: isInvoice ? id : links.credited[id])
            let charged = event
            let taken: [(AccountEvent.Kind, String)] =
                isInvoice
                ? [(.fromRetainer, "applied"), (.keptDiscount, "discount")]
                : [(.toRetainer, "applied"), (.discountTakenBack, "discount")]
            return [charged]
                + taken.compactMap { kind, column in
                    event.kind = kind
                    event.amount = Money(minorUnits: -(row[column] as Int), currency)
                    return event.amount.isZero ? nil : event
                }
        }
    }

    // MARK: Receipts

    private func receiptEvents(
        _ filter: MatterFilter, _ arguments: StatementArguments, _ links: InvoiceLinks
    ) throws -> [AccountEvent] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT entry.key, posting.client, posting.matter, posting.date, narrative,
                    reference, account, posting.currency, -posting.minor_units AS units,
                    taken_offer.document AS taken
                FROM posting JOIN entry ON entry.key = posting.entry
                    LEFT JOIN taken_offer ON taken_offer.entry = entry.key
                WHERE account IN ('cash', 'opening', 'discounts') AND kind <> 'retainer'
                    AND posting.date <= ? \(filter.condition(on: "posting.matter"))
                ORDER BY posting.id
                """, arguments: arguments
        ).map { row in
            let currency = try stored(Currency(code: row["currency"]), "currency")
            let matter = MatterID(row["matter"])
            let taken: Int64? = row["taken"]
            let kind: AccountEvent.Kind
            var invoice: InvoiceLinks.Invoice?
            switch row["account"] as String {
            case "opening": kind = .opening
            case "discounts":
                // A credit note takes it back with the invoice that it was earned on.
                kind = .promptDiscount
                invoice = taken.flatMap { links.invoices[$0] }
            default:
                kind = .payment
                let named = (row["reference"] as String?).flatMap { links.byNumber[$0] }
                invoice = (taken ?? named).flatMap(links.last)
            }
            if let found = invoice, found.currency != currency || !found.matters.contains(matter) {
                invoice = nil
            }
            return AccountEvent(
                kind, .entry(EntryKey(row["key"])),
                payor: invoice?.client ?? ClientID(row["client"]), matter: matter,
                date: try stored(CivilDate(iso: row["date"] as String), "date"),
                number: invoice?.number, description: row["narrative"],
                amount: Money(minorUnits: row["units"], currency), invoice: invoice?.id)
        }
    }

    // MARK: Reminders

    private func reminderEvents(
        _ filter: MatterFilter, _ arguments: StatementArguments
    ) throws -> [AccountEvent] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT reminder, client, matter, date, currency, minor_units FROM posting
                WHERE reminder IS NOT NULL AND account = 'receivable' AND date <= ?
                    \(filter.condition(on: "matter"))
                ORDER BY id
                """, arguments: arguments
        ).map { row in
            let id: Int64 = row["reminder"]
            let currency = try stored(Currency(code: row["currency"]), "currency")
            return AccountEvent(
                .reminderFee, .reminder(id), payor: ClientID(row["client"]),
                matter: MatterID(row["matter"]),
                date: try stored(CivilDate(iso: row["date"] as String), "date"),
                number: reminderNumber(id), amount: Money(minorUnits: row["minor_units"], currency))
        }
    }
}

/// Which invoice a receipt or a credit note is about, as of a day.
private struct InvoiceLinks {
    struct Invoice {
        var id: Int64
        var number: String
        var client: ClientID
        var currency: Currency
        var matters: Set<MatterID>
    }

    var invoices: [Int64: Invoice] = [:]
    var byNumber: [String: Int64] = [:]
    /// The invoice that each credit note takes back.
    var credited: [Int64: Int64] = [:]
    private var reissues: [Int64: Int64] = [:]

    init(through date: CivilDate, in db: Database) throws {
        let day: StatementArguments = [date.description]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT id, number, client, currency
                FROM document WHERE kind = 'invoice' AND date <= ?
                """, arguments: day)
        {
            let id: Int64 = row["id"]
            invoices[id] = Invoice(
                id: id, number: row["number"], client: ClientID(row["client"]),
                currency: try stored(Currency(code: row["currency"]), "currency"), matters: [])
            byNumber[row["number"]] = id
        }
        for row in try Row.fetchAll(db, sql: "SELECT document, matter FROM document_matter") {
            invoices[row["document"]]?.matters.insert(MatterID(row["matter"]))
        }
        for row in try Row.fetchAll(db, sql: "SELECT original, note FROM credit") {
            credited[row["note"]] = row["original"]
        }
        for row in try Row.fetchAll(db, sql: "SELECT original, document FROM reissue") {
            let reissue: Int64 = row["document"]
            if invoices[reissue] != nil { reissues[row["original"]] = reissue }
        }
    }

    /// The invoice, or the one that was issued in its place.
    func last(_ id: Int64) -> Invoice? {
        var id = id
        while let next = reissues[id] { id = next }
        return invoices[id]
    }
}
