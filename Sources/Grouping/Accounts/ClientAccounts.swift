package import Billing

/// The accounts of one client as of a day, one a currency: what happened, and what is open of it.
/// Events before `from` are the opening balance.
package func clientAccounts(
    of events: [AccountEvent], on date: CivilDate, from: CivilDate? = nil, ageing limits: [Int]
) -> [ClientAccount] {
    let byCurrency = Dictionary(grouping: events) { $0.amount.currency }
    return byCurrency.sorted { $0.key.code < $1.key.code }.map { currency, events in
        let before = events.filter { event in from.map { event.date < $0 } ?? false }
        let opening = before.map(\.amount).sum(currency)
        let lines = accountLines(
            of: events.filter { event in from.map { event.date >= $0 } ?? true }, after: opening)
        var settling = Settling(events, currency)
        let (open, unapplied) = settling.openItems(on: date)
        return ClientAccount(
            currency: currency, opening: opening, lines: lines,
            closing: lines.last?.balance ?? opening, open: open, unapplied: unapplied,
            ageing: Ageing(of: open, limits: limits, currency))
    }
}

/// One line a document or receipt and kind, by date, with the balance after it.
private func accountLines(of events: [AccountEvent], after opening: Money) -> [AccountLine] {
    struct Key: Hashable {
        var source: AccountEvent.Source
        var kind: AccountEvent.Kind
    }
    var order: [Key] = []
    var groups: [Key: [AccountEvent]] = [:]
    for event in events {
        let key = Key(source: event.source, kind: event.kind)
        if groups[key] == nil { order.append(key) }
        groups[key, default: []].append(event)
    }
    var balance = opening
    // What was posted in one order on one day is told in that order, kind by kind.
    let ranked = order.enumerated().compactMap { place, key in
        groups[key].flatMap { events in
            events.first.map { first in (first: first, events: events, place: place) }
        }
    }.sorted { left, right in
        (left.first.date, left.first.kind.rank, left.place)
            < (right.first.date, right.first.kind.rank, right.place)
    }
    return ranked.compactMap { first, events, _ in
        let amount = events.map(\.amount).sum(balance.currency)
        balance += amount
        guard !amount.isZero else { return nil }
        return AccountLine(
            kind: first.kind, date: first.date, number: first.number,
            description: first.description, matters: Set(events.map(\.matter)).sorted(),
            amount: amount, balance: balance)
    }
}

extension AccountEvent.Kind {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Decides which payments and credits settle which invoices.
///
/// What names an invoice, or was made for one, settles that one: its own matter's part, then the
/// others. Everything else, and what is left over, settles the oldest of its own matter. No matter's
/// payment settles another matter's invoice, as no invoice shows it either; what is left is a
/// credit on the account.
private struct Settling {
    /// A matter's part of something that was charged.
    private struct Part {
        var first: AccountEvent
        var open: Money
    }

    private let currency: Currency
    private var parts: [Part] = []
    /// What no charge has used up yet, by matter; zero or less.
    private var credits: [MatterID: Money] = [:]
    /// What each invoice came to, by its id.
    private var totals: [Int64: Money] = [:]

    init(_ events: [AccountEvent], _ currency: Currency) {
        self.currency = currency
        let invoices = Set(events.filter { $0.kind == .invoice }.compactMap(\.invoice))
        let ofInvoices = Dictionary(
            grouping: events.filter { $0.invoice.map(invoices.contains) ?? false }
        ) { $0.invoice ?? 0 }
        for (_, events) in ofInvoices.sorted(by: { $0.key < $1.key }) { settle(events) }
        for event in events where !(event.invoice.map(invoices.contains) ?? false) {
            add(Part(first: event, open: event.amount))
        }
    }

    /// All that is about one invoice.
    private mutating func settle(_ events: [AccountEvent]) {
        guard let invoice = events.first(where: { $0.kind == .invoice }) else { return }
        let charged = events.filter { $0.kind == .invoice }.map(\.amount).sum(currency)
        if let id = invoice.invoice { totals[id] = charged }
        let byMatter = Dictionary(grouping: events, by: \.matter).sorted { $0.key < $1.key }
        var own = byMatter.map { matter, events in
            var first = invoice
            first.matter = matter
            return Part(first: first, open: events.map(\.amount).sum(currency))
        }
        for giver in own.indices where own[giver].open.minorUnits < 0 {
            for taker in own.indices where own[taker].open.minorUnits > 0 {
                let moved = min(-own[giver].open.minorUnits, own[taker].open.minorUnits)
                own[giver].open += Money(minorUnits: moved, currency)
                own[taker].open += Money(minorUnits: -moved, currency)
            }
        }
        for part in own { add(part) }
    }

    private mutating func add(_ part: Part) {
        if part.open.minorUnits > 0 {
            parts.append(part)
        } else {
            credits[part.first.matter, default: .zero(currency)] += part.open
        }
    }

    mutating func openItems(on date: CivilDate) -> (items: [OpenItem], unapplied: Money) {
        parts.sort { left, right in
            (left.first.dueDate, left.first.date, left.first.number ?? "")
                < (right.first.dueDate, right.first.date, right.first.number ?? "")
        }
        for index in parts.indices {
            let matter = parts[index].first.matter
            guard let credit = credits[matter], credit.minorUnits < 0 else { continue }
            let used = min(-credit.minorUnits, parts[index].open.minorUnits)
            credits[matter] = credit + Money(minorUnits: used, currency)
            parts[index].open += Money(minorUnits: -used, currency)
        }
        return (items(on: date), credits.values.reduce(.zero(currency), +))
    }

    /// The parts of one invoice together, with what of it was settled already.
    private func items(on date: CivilDate) -> [OpenItem] {
        var items: [OpenItem] = []
        for part in parts where part.open.minorUnits > 0 {
            let first = part.first
            let isInvoice = first.kind == .invoice
            if isInvoice, let index = items.firstIndex(where: { $0.invoice == first.invoice }) {
                items[index].open += part.open
                items[index].matters.append(first.matter)
                continue
            }
            var entry: EntryKey?
            if case .entry(let key) = first.source { entry = key }
            items.append(
                OpenItem(
                    kind: first.kind, invoice: isInvoice ? first.invoice : nil, entry: entry,
                    number: first.number, description: first.description, matters: [first.matter],
                    date: first.date, due: first.dueDate,
                    daysOverdue: date.days(since: first.dueDate),
                    amount: first.invoice.flatMap { totals[$0] } ?? first.amount, open: part.open))
        }
        return items
    }
}

extension AccountEvent {
    /// What has no day to be paid by is due at once.
    fileprivate var dueDate: CivilDate { due ?? date }
}
