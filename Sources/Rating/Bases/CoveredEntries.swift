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

/// Shares out an amount in proportion to weights that are not negative and not all zero. Shares are
/// rounded down, and the units left over go one each to the largest remainders, the earlier of
/// equal ones first: so they sum to the amount.
package func proRata(_ amount: Int, by weights: [Int]) -> [Int] {
    let whole = Int128(weights.reduce(0, +))
    let magnitude = Int128(abs(amount))
    var shares: [Int] = []
    var remainders: [(index: Int, remainder: Int128)] = []
    for (index, weight) in weights.enumerated() {
        let (share, remainder) = (magnitude * Int128(weight)).quotientAndRemainder(
            dividingBy: whole)
        shares.append(Int(share))
        remainders.append((index, remainder))
    }
    let left = abs(amount) - shares.reduce(0, +)
    remainders.sort { ($1.remainder, $0.index) < ($0.remainder, $1.index) }
    for (index, _) in remainders.prefix(left) { shares[index] += 1 }
    return amount < 0 ? shares.map { -$0 } : shares
}
