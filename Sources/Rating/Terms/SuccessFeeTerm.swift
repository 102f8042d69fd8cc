internal import Billing

/// Success fee: fixed, a share of the fees, or tiers of the result that events.csv records, up to a
/// ceiling; once, when the event happens.
extension FeeUnderway {
    mutating func apply(_ success: SuccessFee) {
        let part = success.ledgerName
        guard let event = events(success.event).first, !wasBilled(part) else { return }
        var working: [WorkingStep] = []
        var amount = money(0)
        switch success.amount {
        case .fixed(let units):
            amount = money(units)
            if success.ceiling != nil { working.append(.given(.result, amount)) }
        case .ofFees(let percent):
            let before = money(history.statements(in: .matter).reduce(0) { $0 + $1.fees })
            if !before.isZero {
                working += [
                    .given(.billedBefore, before), .given(.feeSoFar, fee),
                    .sum(.counted, before, fee),
                ]
            }
            working.append(.percent(.share, percent, of: before + fee))
            amount = working.last?.money ?? amount
        case .ofResult(let tiers):
            let result = self.amount(of: event)
            let shares = steps(of: tiers, on: result)
            amount = shares.compactMap(\.money).sum(currency)
            working = [.given(.outcome, money(result))] + shares.withSum(currency)
        }
        // A result that earns nothing is no success to print.
        guard amount.minorUnits > 0 else { return }
        if let ceiling = success.ceiling, amount.minorUnits > ceiling {
            amount = money(ceiling)
            working.append(.given(.ceiling, amount))
        }
        items.append(
            FeeItem(
                kind: .successFee,
                description: success.name + (event.note.map { ", " + $0 } ?? ""),
                working: working, amount: amount, part: FeePartID(matter: matter.id, part: part)))
    }
}
