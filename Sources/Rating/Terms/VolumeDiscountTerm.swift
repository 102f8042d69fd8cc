internal import Billing

/// Volume discount: tiers over the fees of the matter, the client or a group, in a span.
///
/// Marginal: each tier's percentage of the fees that lie in it. Retroactive: the percentage of the
/// tier that is reached, on everything; what earlier statements gave is taken into account, so that
/// reaching a tier gives a catch-up credit, and a credit that falls below it takes back. Fees count
/// as they are when they come to this term; those of statements and matters without the term count
/// as billed. Only matters billed in the same currency count.
extension FeeUnderway {
    mutating func apply(_ discount: VolumeDiscount) {
        let term = discount.ledgerName
        let soFar = fee
        tally(term, .volume, counting: soFar)
        let matters = history.matters(in: discount.scope)
        let past = history.statements(of: matters, in: discount.span)
        let outside = history.countedBefore(
            discount.countedBefore, of: matters, in: discount.span)
        let before = past.reduce(outside) { $0 + $1.volume(term) }
        var working: [WorkingStep] = []
        if before != 0 { working.append(.given(.countedBefore, money(before))) }
        working.append(.given(.feeSoFar, soFar))
        let steps: [WorkingStep]
        switch (discount.method, discount.span) {
        case (.marginal, _):
            steps = marginalSteps(discount.tiers, from: before, to: before + soFar.minorUnits)
        case (.retroactive, .rollingTwelveMonths):
            steps = rollingSteps(discount, past: past, outside: outside, before: before)
        case (.retroactive, _):
            // What was counted before was discounted by the same tiers.
            let given = past.reduce(
                money(outside).times(discount.tiers.reached(by: outside)).minorUnits
            ) { $0 + $1.sum(term, .given) }
            steps = retroactiveSteps(discount, given: money(given), before: before)
        }
        guard let off = steps.last?.money, !off.isZero else { return }
        items.append(FeeItem(kind: .volumeDiscount, working: working + steps, amount: -off))
        tally(term, .given, off.minorUnits)
    }

    private func retroactiveSteps(
        _ discount: VolumeDiscount, given: Money, before: Int
    ) -> [WorkingStep] {
        let all = money(before) + fee
        let percent = discount.tiers.reached(by: all.minorUnits)
        let whole = WorkingStep.percent(.tier, percent, of: all)
        guard before != 0 || !given.isZero, let due = whole.money else { return [whole] }
        var steps: [WorkingStep] = [
            .sum(.counted, money(before), fee), whole, .given(.givenBefore, given),
        ]
        // What is due on this statement's fees, and what makes good the earlier ones.
        let now = WorkingStep.percent(.share, percent, of: fee)
        if let share = now.money {
            let catchUp = WorkingStep.sum(.catchUp, due, -given, -share)
            if catchUp.money?.isZero == false { steps += [now, catchUp] }
        }
        steps.append(.sum(.result, due, -given))
        return steps
    }

    /// Fees leave the twelve months with the discount that they had. So each is discounted by the
    /// highest tier reached since, and makes good what a higher one gives more; a lower one takes
    /// nothing back.
    private mutating func rollingSteps(
        _ discount: VolumeDiscount, past: [PastStatement], outside: Int, before: Int
    ) -> [WorkingStep] {
        let term = discount.ledgerName
        let percent = discount.tiers.reached(by: before + fee.minorUnits)
        tally(term, .tier, percent.thousandths)
        var volumes = [discount.tiers.reached(by: outside).thousandths: outside]
        var since = 0
        let byEnd = Dictionary(grouping: past, by: \.periodEnd).sorted { $0.key > $1.key }
        for (_, statements) in byEnd {
            since = statements.reduce(since) { max($0, $1.sum(term, .tier)) }
            volumes[since, default: 0] += statements.reduce(0) { $0 + $1.volume(term) }
        }
        var steps = [WorkingStep.percent(.tier, percent, of: fee)]
        for (had, volume) in volumes.sorted(by: { $0.key < $1.key })
        where had < percent.thousandths && volume != 0 {
            steps.append(
                .percent(
                    .catchUp, Percent(thousandths: percent.thousandths - had), of: money(volume)))
        }
        return steps.withSum(currency)
    }

    /// One step a tier that lies between two volumes; in a credit, backwards.
    private func marginalSteps(_ tiers: [Tier], from: Int, to: Int) -> [WorkingStep] {
        let (low, high) = (min(from, to), max(from, to))
        let steps: [WorkingStep] = tiers.indices.compactMap { index in
            let begins = max(low, tiers[index].from)
            let ends = index + 1 < tiers.count ? min(high, tiers[index + 1].from) : high
            guard ends > begins, tiers[index].percent.thousandths != 0 else { return nil }
            let part = to < from ? begins - ends : ends - begins
            return .percent(.tier, tiers[index].percent, of: money(part))
        }
        return steps.withSum(currency)
    }
}

extension [Tier] {
    /// The percentage of the tier in which an amount lies.
    fileprivate func reached(by amount: Int) -> Percent {
        last { $0.from <= amount }?.percent ?? Percent(thousandths: 0)
    }
}

extension PastStatement {
    fileprivate func volume(_ term: String) -> Int { counted(term, .volume, orElse: fees) }
}
