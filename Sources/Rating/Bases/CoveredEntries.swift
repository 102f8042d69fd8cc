internal import Billing

extension Charge {
    /// The same entry with its time covered by an agreed price. The standard value stays.
    func covered(by name: String, shown entries: CoveredEntries) -> Charge {
        var charge = self
        charge.amount = .zero(amount.currency)
        charge.display =
            switch entries {
            case .noCharge, .prorated: .noCharge
            case .withoutFigures: .withoutFigures
            case .hidden: .hidden
            }
        charge.trace.append(.covered(by: name))
        return charge
    }
}

extension FeeUnderway {
    /// Charges entries that a price covers. With `prorated` entries the prices found so far, from
    /// item `first` on, move into the lines by standard value; where no line has any, they stay.
    mutating func cover(
        _ priced: [Charge], by name: String, shown entries: CoveredEntries, itemsFrom first: Int
    ) {
        let covered = priced.map { $0.covered(by: name, shown: entries) }
        let start = charges.count
        charges += covered
        guard entries == .prorated else { return }
        let lines = charges.indices[start...].filter {
            charges[$0].entry.disposition == .billable && charges[$0].standard.minorUnits > 0
        }.sorted { charges[$0].entry.isPrinted(before: charges[$1].entry) }
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

extension TimeEntry {
    /// By day, person and entry, as lines are listed: what goes by the order of entries goes by this
    /// one, whatever order they were loaded in.
    func isPrinted(before other: TimeEntry) -> Bool {
        (date, timekeeper, key) < (other.date, other.timekeeper, other.key)
    }
}
