internal import Billing
internal import Ledger

/// An invoice that stands and can be taken back.
struct CorrectableInvoice {
    var document: StoredDocument
    var statement: Statement
    /// A discount that a payment earned, on this invoice or on one that it replaces.
    var discount: KeptDiscount?
    /// What was paid on it.
    var payments: [Account.Payment]

    var reference: DocumentReference {
        DocumentReference(number: statement.number, date: statement.date)
    }

    var entries: Set<EntryKey> { statement.entries }

    /// The invoice of that number; nil where there is none to take back on that day, which the
    /// diagnostics tell.
    static func find(
        _ number: String, on date: CivilDate, in transaction: LedgerTransaction,
        reporting diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> CorrectableInvoice? {
        let found = try transaction.documents(named: number)
        guard let document = found.first(where: { $0.kind == .invoice }) else {
            diagnostics.append(found.first.map(notAnInvoice) ?? unknown(number))
            return nil
        }
        if let credit = try transaction.credit(of: document.id) {
            diagnostics.append(credited(credit))
            return nil
        }
        let statement = try decode(document)
        guard statement.date <= date else {
            diagnostics.append(
                Diagnostic(
                    .creditTooEarly, at: nil,
                    "invoice \(document.number) is of \(statement.date), after \(date)",
                    remedy: "credit it on that day or later"))
            return nil
        }
        let isTaken = try transaction.isOfferTaken(of: document.id)
        return CorrectableInvoice(
            document: document, statement: statement,
            discount: isTaken ? statement.offer.map(KeptDiscount.init) : statement.keptDiscount,
            payments: try transaction.payments(
                on: document, through: date, in: statement.currency))
    }

    private static func unknown(_ number: String) -> Diagnostic {
        Diagnostic(
            .invoiceUnknown, at: nil, "there is no invoice \"\(number)\"",
            remedy: "name an invoice by the number that is printed on it")
    }

    private static func notAnInvoice(_ document: StoredDocument) -> Diagnostic {
        document.kind == .proforma
            ? Diagnostic(
                .notCorrectable, at: nil, "\(document.number) is a pro forma and bills nothing",
                remedy: "mark it up, and issue it again with engross proforma")
            : Diagnostic(
                .notCorrectable, at: nil, "\(document.number) is a credit note",
                remedy: "correct the invoice that was issued in place of the one it credits, or "
                    + "bill the work again")
    }

    private static func credited(_ credit: RecordedCredit) -> Diagnostic {
        Diagnostic(
            .invoiceCredited, at: nil,
            "invoice \(credit.original.number) was credited by \(credit.note.number) of "
                + "\(credit.note.date)",
            remedy: credit.reissue.map { "correct invoice \($0.number), which replaces it" }
                ?? "its work is unbilled again: bill it")
    }

    /// Payments of more than there is to pay now stay with the client as a credit.
    func unappliedCredit(after reissue: Statement?) -> Diagnostic? {
        let currency = statement.currency
        let paid = -payments.map(\.amount).sum(currency)
        let due =
            reissue.map { reissue in
                reissue.total - (reissue.keptDiscount?.amount ?? .zero(currency))
                    - (reissue.retainer?.applied ?? .zero(currency))
            } ?? .zero(currency)
        let left = paid - due
        guard paid.minorUnits > 0, left.minorUnits > 0 else { return nil }
        let unapplied = min(left.minorUnits, paid.minorUnits)
        return Diagnostic(
            .note, .creditUnapplied, at: nil,
            "\(plain(paid)) were paid on invoice \(statement.number), "
                + (reissue.map { "invoice \($0.number) comes to \(plain(due))" }
                    ?? "which is void")
                + ": \(plain(Money(minorUnits: unapplied, currency))) are a credit of "
                + statement.matterIDs.map(\.text).joined(separator: ", "),
            remedy: "the next statement takes it off, or pay it back")
    }
}

/// What a correction is numbered, by the firm's practice.
struct CorrectionNumbers {
    var creditNote: String
    /// Nil where nothing takes the invoice's place.
    var reissue: String?

    init(
        correcting invoice: CorrectableInvoice, on date: CivilDate, isReissued: Bool,
        by issuer: StatementIssuer,
        in transaction: LedgerTransaction
    ) throws(EnvironmentError) {
        let firm = issuer.workspace.firm
        switch firm.corrections {
        case .renumber:
            creditNote = try issuer.number(
                firm.creditNotes, "credit-note", of: invoice.statement, on: date, transaction)
            reissue =
                isReissued
                ? try issuer.number(
                    firm.invoices.numbers, "invoice", of: invoice.statement, on: date, transaction)
                : nil
        case .revise:
            let revised = RevisedNumber(
                after: invoice.statement.number,
                isReissue: try transaction.isReissue(invoice.document.id))
            creditNote = revised.creditNote
            reissue = isReissued ? revised.invoice : nil
        }
    }
}

extension StatementIssuer {
    /// Posts the credit note of an invoice, whose entries are unbilled from then on; returns the marks
    /// that hold again. Nil where the template is not fit to print it.
    mutating func credit(
        _ invoice: CorrectableInvoice, by correction: Correction, reason: String,
        to path: (Statement) -> String, _ transaction: LedgerTransaction,
        into issued: inout Issued, diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [Int]? {
        let original = invoice.statement
        guard let template = renderer.template(for: original, reporting: &diagnostics) else {
            return nil
        }
        let retainers = try transaction.retainers(
            on: correction.creditNote.date, of: original.matterIDs)
        let held = retainers.compactMapValues { balances in
            balances[original.currency.code].map { balance in
                Money(
                    minorUnits: balance.before
                        + balance.movements.reduce(0) { $0 + $1.minorUnits }, original.currency)
            }
        }
        let note = original.credit(correction, held: held, taken: invoice.discount)
        try checkSums(of: note)
        let document = try render(
            note, in: template, to: path(note),
            grouping: grouping(of: note, correcting: original), transaction, into: &issued)
        return try transaction.credit(
            invoice.document, by: document, reason: reason, on: workspace.occasion, output: output)
    }

    /// One of its own, so that a correction leaves the pro formas of later work open.
    func grouping(of statement: Statement, correcting original: Statement) -> String {
        workspace.grouping(of: statement) + "/" + original.number
    }
}
