/// What raised or lowered what a client owes: a document's or a receipt's part of one matter.
package struct AccountEvent: Sendable, Equatable {
    /// In the order in which those of one day are told.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case opening = "opening-balance"
        case invoice
        case keptDiscount = "discount-kept"
        case fromRetainer = "applied-from-retainer"
        case creditNote = "credit-note"
        case toRetainer = "returned-to-retainer"
        case discountTakenBack = "discount-taken-back"
        case payment
        case promptDiscount = "prompt-payment-discount"
        case reminderFee = "reminder-fee"
    }

    /// What was posted.
    package enum Source: Hashable, Sendable {
        case document(Int64)
        case entry(EntryKey)
        case reminder(Int64)
    }

    package var kind: Kind
    package var source: Source
    /// Whose account it is on: whom the invoice was billed to that it is, or is about; else whoever it
    /// was recorded for.
    package var payor: ClientID
    package var matter: MatterID
    package var date: CivilDate
    package var due: CivilDate?
    /// The document's number, or that of the invoice that a receipt is about.
    package var number: String?
    package var description: String
    /// Above zero where it raises what is owed.
    package var amount: Money
    /// The invoice that it counts for, by its id: its own, the one that it credits or pays.
    package var invoice: Int64?

    package init(
        _ kind: Kind, _ source: Source, payor: ClientID, matter: MatterID, date: CivilDate,
        due: CivilDate? = nil, number: String? = nil, description: String = "", amount: Money,
        invoice: Int64? = nil
    ) {
        self.kind = kind
        self.source = source
        self.payor = payor
        self.matter = matter
        self.date = date
        self.due = due
        self.number = number
        self.description = description
        self.amount = amount
        self.invoice = invoice
    }
}
