/// A statement of account: all that was billed to a client and paid, and what is open of it.
///
/// It posts nothing: it tells what the ledger says as of a day, and can be made again at any time.
package struct AccountStatement: Sendable, Equatable {
    package var head: LetterHead
    /// What stands above the tables; nil where the firm has written none.
    package var letter: Letter?
    /// The first day that is told line by line; nil: from the beginning.
    package var from: CivilDate?
    /// One a currency.
    package var accounts: [ClientAccount]

    package init(
        head: LetterHead, letter: Letter?, from: CivilDate?, accounts: [ClientAccount]
    ) {
        self.head = head
        self.letter = letter
        self.from = from
        self.accounts = accounts
    }
}

/// What each letter of the firm has: whom it is from and to, its date, how it is set.
package struct LetterHead: Sendable, Equatable, Codable {
    package var date: CivilDate
    package var letterhead: Letterhead
    package var billTo: BillTo
    package var template: String
    package var language: String
    package var paper: String

    package init(
        date: CivilDate, letterhead: Letterhead, billTo: BillTo, template: String,
        language: String, paper: String
    ) {
        self.date = date
        self.letterhead = letterhead
        self.billTo = billTo
        self.template = template
        self.language = language
        self.paper = paper
    }
}

/// A client's account in one currency.
///
/// Invariant: the opening balance and the lines come to the closing balance, and so do the open
/// items with the credits that no item has used up; the ageing comes to the items.
package struct ClientAccount: Sendable, Equatable, Codable {
    package var currency: Currency
    package var opening: Money
    package var lines: [AccountLine]
    package var closing: Money
    /// By the day they were due.
    package var open: [OpenItem]
    /// Payments and credits beyond what their matters owe; zero or less.
    package var unapplied: Money
    package var ageing: Ageing

    package init(
        currency: Currency, opening: Money, lines: [AccountLine], closing: Money,
        open: [OpenItem], unapplied: Money, ageing: Ageing
    ) {
        self.currency = currency
        self.opening = opening
        self.lines = lines
        self.closing = closing
        self.open = open
        self.unapplied = unapplied
        self.ageing = ageing
    }

    package var addsUp: Bool {
        let sum = opening + lines.map(\.amount).sum(currency)
        let items = open.map(\.open).sum(currency)
        return sum == closing && (lines.last.map { $0.balance == closing } ?? true)
            && items + unapplied == closing && ageing.amounts.sum(currency) == items
            && unapplied.minorUnits <= 0 && open.allSatisfy { $0.open.minorUnits > 0 }
    }
}

/// One document or receipt, over all its matters.
package struct AccountLine: Sendable, Equatable, Codable {
    package var kind: AccountEvent.Kind
    package var date: CivilDate
    /// The document's number, or that of the invoice that it is about.
    package var number: String?
    package var description: String
    package var matters: [MatterID]
    package var amount: Money
    /// What was owed after it.
    package var balance: Money

    package init(
        kind: AccountEvent.Kind, date: CivilDate, number: String?, description: String,
        matters: [MatterID], amount: Money, balance: Money
    ) {
        self.kind = kind
        self.date = date
        self.number = number
        self.description = description
        self.matters = matters
        self.amount = amount
        self.balance = balance
    }
}

/// An invoice, or what else was charged, that is not paid in full.
package struct OpenItem: Sendable, Equatable, Codable {
    package var kind: AccountEvent.Kind
    /// The ledger's id of the invoice; nil for what is none.
    package var invoice: Int64?
    /// The number of the entry, for what was open when the firm began with Engross.
    package var entry: EntryKey?
    package var number: String?
    package var description: String
    package var matters: [MatterID]
    package var date: CivilDate
    package var due: CivilDate
    /// Zero or less: not due yet.
    package var daysOverdue: Int
    package var amount: Money
    package var open: Money

    package init(
        kind: AccountEvent.Kind, invoice: Int64? = nil, entry: EntryKey? = nil, number: String?,
        description: String, matters: [MatterID], date: CivilDate, due: CivilDate,
        daysOverdue: Int, amount: Money, open: Money
    ) {
        self.kind = kind
        self.invoice = invoice
        self.entry = entry
        self.number = number
        self.description = description
        self.matters = matters
        self.date = date
        self.due = due
        self.daysOverdue = daysOverdue
        self.amount = amount
        self.open = open
    }
}

/// How long open items are overdue.
package struct Ageing: Sendable, Equatable, Codable {
    /// Where nothing else is set: 1–30, 31–60, 61–90, over 90.
    package static let usualLimits = [30, 60, 90]

    /// The last day of each stretch but the last, in days overdue.
    package var limits: [Int]
    /// Not due, one for each stretch, and what is older.
    package var amounts: [Money]

    package init(of items: [OpenItem], limits: [Int], _ currency: Currency) {
        self.limits = limits
        amounts = Array(repeating: .zero(currency), count: limits.count + 2)
        for item in items {
            let stretch =
                item.daysOverdue <= 0
                ? 0 : 1 + (limits.firstIndex { item.daysOverdue <= $0 } ?? limits.count)
            amounts[stretch] += item.open
        }
    }
}
