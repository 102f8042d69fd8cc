internal import Billing

/// Discount: a percentage or an amount off fees, costs or both. An amount off both is taken off the
/// fees first. Nothing is taken off beyond zero, and a credit is discounted as the charge was.
extension FeeUnderway {
    mutating func apply(_ discount: Discount) {
        switch discount.extent {
        case .percent(let percent):
            if discount.onFees, let item = discount.item(percent, of: fee) { items.append(item) }
            if discount.onCosts {
                // The costs of one agreement of several have no sum of their own on the page.
                let isAll = agreement.from == nil && holdsAtTheEnd
                if let item = discount.item(percent, of: costsSoFar, ofPart: isAll ? nil : .costs) {
                    costItems.append(item)
                }
            }
        case .amount(let amount):
            var left = amount
            if discount.onFees {
                let off = min(left, max(0, fee.minorUnits))
                left -= off
                if off > 0 { items.append(discount.item(money(off))) }
            }
            if discount.onCosts {
                let off = min(left, max(0, costsSoFar.minorUnits))
                if off > 0 { costItems.append(discount.item(money(off))) }
            }
        }
    }
}

extension Discount {
    fileprivate func item(
        _ percent: Percent, of base: Money, ofPart name: WorkingStep.Name? = nil
    ) -> FeeItem? {
        let share = WorkingStep.percent(.share, percent, of: base)
        guard let amount = share.money, !amount.isZero else { return nil }
        return FeeItem(
            kind: .discount, description: reason,
            working: (name.map { [.given($0, base)] } ?? []) + [share], amount: -amount)
    }

    fileprivate func item(_ amount: Money) -> FeeItem {
        FeeItem(kind: .discount, description: reason, amount: -amount)
    }
}
