internal import Billing

/// Contingent: a share of what was recovered; reverse contingent: of what was saved.
///
/// Both are reckoned on everything that events.csv records up to the end of the period, less what
/// was billed before: several recoveries run through the tiers together, and a figure that is put
/// right, or taken away, is put right on the next statement. Work waits for the first recovery.
extension FeeUnderway {
    mutating func charge(_ fee: ContingentFee, _ priced: [Charge]) {
        var working: [WorkingStep] = []
        var recoveries: [(event: MatterEvent, amount: Money)] = []
        for event in ownEvents(fee.recovery) {
            let amount = money(amount(of: event))
            recoveries.append((event, amount))
            working.append(.given(.recovery, amount, event.note ?? "", on: event.date))
        }
        var sum = recoveries.map(\.amount)
        if fee.costs == .afterCosts {
            let costs = costsToDeduct()
            sum.append(-costs)
            if !recoveries.isEmpty { working.append(.given(.costs, costs)) }
        }
        let base = sum.sum(currency)
        let shares: [WorkingStep]
        switch fee.shares {
        case .byAmount(let tiers): shares = steps(of: tiers, on: base.minorUnits)
        case .byStage(let stages): shares = steps(of: stages, on: recoveries, leaving: base)
        }
        let isSumTold = fee.costs == .afterCosts || (fee.shares.areByAmount && sum.count > 1)
        if isSumTold, !recoveries.isEmpty { working.append(.sum(.result, sum, currency)) }
        bill(
            .contingentFee, own("contingent"), working: working, shares: shares,
            isReached: !recoveries.isEmpty, covering: priced, shown: fee.entries)
    }

    mutating func charge(_ fee: ReverseContingentFee, _ priced: [Charge]) {
        var working: [WorkingStep] = []
        var shares: [WorkingStep] = []
        let outcome = ownEvents(fee.outcome).last
        if let outcome {
            let (exposure, paid) = (money(fee.exposure), money(amount(of: outcome)))
            let saved = exposure - paid
            working = [
                .given(.exposure, exposure),
                .given(.outcome, paid, outcome.note ?? "", on: outcome.date),
                .sum(.saved, exposure, -paid),
            ]
            shares = steps(of: fee.tiers, on: saved.minorUnits)
        }
        bill(
            .reverseContingentFee, own("reverse-contingent"), working: working, shares: shares,
            isReached: outcome != nil, covering: priced, shown: fee.entries)
    }

    /// Adds the sum of the shares, less what was billed before; without a result and a bill the
    /// entries wait.
    private mutating func bill(
        _ kind: FeeItem.Kind, _ term: String, working: [WorkingStep], shares: [WorkingStep],
        isReached: Bool, covering priced: [Charge], shown entries: CoveredEntries
    ) {
        let before = money(history.sum(term, .billed))
        guard isReached || !before.isZero else {
            waiting += priced.map(\.entry.key)
            return
        }
        let first = items.count
        var working = working + shares
        var parts = shares.compactMap(\.money)
        if !before.isZero {
            working.append(.given(.billedBefore, before))
            parts.append(-before)
        }
        let amount = parts.sum(currency)
        if parts.count > 1 || shares.isEmpty { working.append(.sum(.fee, parts, currency)) }
        if !amount.isZero {
            items.append(FeeItem(kind: kind, working: working, amount: amount))
            tally(term, .billed, amount.minorUnits)
        }
        cover(priced, by: agreement.name, shown: entries, itemsFrom: first)
    }

    /// The costs of the agreement, on earlier statements and on this one; those of statements from
    /// before it was kept count with the first agreement.
    private mutating func costsToDeduct() -> Money {
        let term = own("contingent/costs")
        let before = history.statements(in: .matter).reduce(0) { sum, past in
            sum + past.counted(term, .counted, orElse: agreement.from == nil ? past.costs : 0)
        }
        let now = costsSoFar
        tally(term, .counted, counting: now)
        return money(before) + now
    }

    /// Each recovery's share by the stage of its day. What the shares are of comes to `base`: costs
    /// are taken off the first recoveries.
    private func steps(
        of stages: [ContingentFee.Stage], on recoveries: [(event: MatterEvent, amount: Money)],
        leaving base: Money
    ) -> [WorkingStep] {
        guard base.minorUnits > 0 else { return [] }
        var deduction = (recoveries.map(\.amount).sum(currency) - base).minorUnits
        return recoveries.compactMap { event, amount in
            // A cost that came back is added to the first recovery.
            let taken = deduction < 0 ? deduction : max(0, min(amount.minorUnits, deduction))
            deduction -= taken
            let stage = stages.last { stage in
                stage.begins == .notYet
                    || (reached(stage.begins).map { $0 <= event.date } ?? false)
            }
            let rest = amount - money(taken)
            return rest.isZero
                ? nil : stage.map { .percent(.share, $0.percent, of: rest, $0.name) }
        }
    }
}

extension ContingentFee.Shares {
    fileprivate var areByAmount: Bool {
        if case .byAmount = self { true } else { false }
    }
}
