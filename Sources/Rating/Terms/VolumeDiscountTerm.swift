internal import Billing

/// Volume discount: tiers over the fees of the matter, the client or a group, in a span.
///
/// Marginal: each tier's percentage of the fees that lie in it. Retroactive: the percentage of the
/// tier that is reached, on everything; what earlier statements gave is taken into account, so that
/// reaching a tier gives a catch-up credit. Fees count as they are when they come to this term; those
/// of statements and matters without the term count as billed.
extension FeeUnderway {
    mutating func apply(_ discount: VolumeDiscount) {
        let term = "volume"
        let soFar = fee
        tallies.append(Tally(term: term, measure: .volume, amount: soFar.minorUnits))
        let matters = history.matters(in: discount.scope)
        let past = history.statements(of: matters, in: discount.span)
        let before = past.reduce(discount.countedBefore) {
            $0 + $1.counted(term, .volume, orElse: $1.fees)
        }
        let all = before + soFar.minorUnits
        var working: [WorkingStep] = []
        if before != 0 { working.append(.given(.countedBefore, money(before))) }
        working.append(.given(.feeSoFar, soFar))
        let off: Money
        switch discount.method {
        case .marginal:
            let shares = marginalSteps(discount.tiers, from: before, to: all)
            off = shares.compactMap(\.money).sum(currency)
            working += shares
            if shares.count > 1 {
                working.append(.sum(.result, shares.compactMap(\.money), currency))
            }
        case .retroactive:
            let given = money(past.reduce(0) { $0 + $1.sum(term, .given) })
            let percent = discount.tiers.last { $0.from <= all }?.percent ?? Percent(thousandths: 0)
            let counted = WorkingStep.sum(.counted, money(before), soFar)
            let whole = WorkingStep.percent(.tier, percent, of: money(all))
            let due = whole.money ?? .zero(currency)
            off = due - given
            if before == 0, given.isZero {
                working.append(whole)
            } else {
                // What is due on this statement's fees, and what makes good the earlier ones.
                let now = WorkingStep.percent(.share, percent, of: soFar)
                let catchUp = off - (now.money ?? off)
                working += [counted, whole, .given(.givenBefore, given)]
                if !catchUp.isZero {
                    working += [now, .sum(.catchUp, off, -(now.money ?? off))]
                }
                working.append(.sum(.result, due, -given))
            }
        }
        guard !off.isZero else { return }
        items.append(FeeItem(kind: .volumeDiscount, working: working, amount: -off))
        tally(term, .given, off.minorUnits)
    }

    /// One step a tier that lies between two volumes; in a credit, backwards.
    private func marginalSteps(_ tiers: [Tier], from: Int, to: Int) -> [WorkingStep] {
        let (low, high) = (min(from, to), max(from, to))
        return tiers.indices.compactMap { index in
            let begins = max(low, tiers[index].from)
            let ends = index + 1 < tiers.count ? min(high, tiers[index + 1].from) : high
            guard ends > begins, tiers[index].percent.thousandths != 0 else { return nil }
            let part = to < from ? begins - ends : ends - begins
            return .percent(.tier, tiers[index].percent, of: money(part))
        }
    }
}
