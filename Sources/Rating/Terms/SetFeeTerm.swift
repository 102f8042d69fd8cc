internal import Billing

/// An attorney's figure for the fee: what it differs by is spread over the entries in proportion to
/// their amounts, the last cents by largest remainder, so that the lines still sum. Where no entry
/// has an amount, or terms have gone by the lines already, it is an item of its own.
///
/// It holds for the first statement that ends in its month, and for the work of its agreement.
/// Entries are taken as they are printed, so that the cents do not move with the order of loading.
extension FeeUnderway {
    mutating func apply(_ figure: SetFee) {
        guard figure.month.firstOfMonth == history.through.firstOfMonth,
            !wasBilled(figure.ledgerName)
        else { return }
        bring(
            feeTo: money(figure.minorUnits), reason: figure.reason,
            part: FeePartID(matter: matter.id, part: figure.ledgerName))
    }

    /// The same for a figure that was marked at a pro forma, which is used up in another way.
    mutating func bring(feeTo wanted: Money, reason: String, part: FeePartID?) {
        let soFar = fee
        let difference = wanted - soFar
        var item = FeeItem(
            kind: .setFee, description: reason,
            working: [
                .given(.counted, soFar), .given(.fee, wanted), .sum(.result, wanted, -soFar),
            ], amount: difference, part: part)
        let lines = charges.asPrinted(
            charges.indices.filter { charges[$0].amount.minorUnits > 0 })
        let weights = lines.map { charges[$0].amount.minorUnits }
        if !lines.isEmpty, items.allSatisfy(\.isInLines),
            -difference.minorUnits <= weights.reduce(0, +)
        {
            for (line, share) in zip(lines, proRata(difference.minorUnits, by: weights))
            where share != 0 {
                charges[line].amount += money(share)
                charges[line].adjustment += money(share)
                charges[line].trace.append(
                    .spread(by: reason, amount: money(share)))
            }
            countLines()
            item.isInLines = true
            item.amount = .zero(currency)
        }
        items.append(item)
    }
}
