internal import Billing

extension Charge {
    /// Has the time covered by an agreed price. The standard value stays.
    fileprivate mutating func cover(by name: String, shown entries: CoveredEntries) {
        amount = .zero(amount.currency)
        adjustment = .zero(amount.currency)
        trace.append(.covered(by: name))
        switch (display, entries) {
        // What is part of another line stays that, and of a price there is nothing to write off.
        case (.combined, _): break
        case (.writtenOff, _), (_, .hidden): display = .hidden
        case (_, .noCharge), (_, .prorated): display = .noCharge
        case (_, .withoutFigures): display = .withoutFigures
        }
    }
}

extension FeeUnderway {
    /// Charges entries that a price covers. With `prorated` entries the prices found so far, from
    /// item `first` on, move into the lines by standard value; where no line has any, they stay.
    mutating func cover(
        _ priced: [Charge], by name: String, shown entries: CoveredEntries, itemsFrom first: Int
    ) {
        let start = charges.count
        charges += priced
        for index in charges.indices[start...] { charges[index].cover(by: name, shown: entries) }
        guard entries == .prorated else { return }
        let lines = charges.asPrinted(
            charges.indices[start...].filter {
                charges[$0].entry.disposition == .billable && charges[$0].standard.minorUnits > 0
            })
        let price = items[first...].map(\.amount).sum(currency)
        guard !lines.isEmpty, !price.isZero else { return }
        let shares = proRata(price.minorUnits, by: lines.map { charges[$0].standard.minorUnits })
        for (line, share) in zip(lines, shares) {
            charges[line].amount = money(share)
            charges[line].display = .share
            charges[line].trace.append(.spread(by: name, amount: money(share)))
        }
        for index in items.indices[first...] {
            items[index].working.append(.given(.price, items[index].amount))
            items[index].amount = .zero(currency)
            items[index].isInLines = true
        }
    }
}

extension [Charge] {
    /// These lines by day, person and entry, as they are listed: what goes by the order of entries
    /// goes by this one, whatever order they were loaded in.
    func asPrinted(_ lines: some Sequence<Int>) -> [Int] {
        // What lines are sorted by, without the lines: they are large.
        lines.map { line in (self[line].entry.date, self[line].entry.timekeeper, line) }
            .sorted { first, second in
                (first.0, first.1, self[first.2].entry.key)
                    < (second.0, second.1, self[second.2].entry.key)
            }
            .map(\.2)
    }
}
