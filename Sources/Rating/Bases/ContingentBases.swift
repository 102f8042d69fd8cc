internal import Billing

/// Contingent: a share of what was recovered; reverse contingent: of what was saved.
///
/// Both are reckoned on everything that events.csv records up to the end of the period, less what
/// was billed before: several recoveries run through the tiers together, and a figure that is put
/// right is put right on the next statement.
extension FeeUnderway {
    mutating func charge(_ fee: ContingentFee, _ priced: [Charge]) {
        let first = items.count
        let recoveries = events(fee.recovery)
        var working = recoveries.map {
            WorkingStep.given(.recovery, money($0.minorUnits ?? 0), described($0))
        }
        var base = recoveries.reduce(0) { $0 + ($1.minorUnits ?? 0) }
        if fee.costs == .afterCosts {
            let before = history.statements(in: .matter).reduce(0) { $0 + $1.costs }
            let costs = money(before) + costsSoFar
            working.append(.given(.costs, costs))
            working.append(.sum(.result, money(base), -costs))
            base = max(0, base - costs.minorUnits)
        }
        let shares: [WorkingStep]
        switch fee.shares {
        case .byAmount(let tiers): shares = steps(of: tiers, on: base)
        case .byStage(let stages): shares = steps(of: stages, on: recoveries, base: base)
        }
        bill(
            .contingentFee, term: "contingent", working: working + shares, shares: shares,
            isReached: !recoveries.isEmpty)
        settle(priced, shown: fee.entries, isReached: !recoveries.isEmpty, itemsFrom: first)
    }

    mutating func charge(_ fee: ReverseContingentFee, _ priced: [Charge]) {
        let first = items.count
        guard let outcome = events(fee.outcome).last else {
            waiting += priced.map(\.entry.key)
            return
        }
        let (exposure, paid) = (money(fee.exposure), money(outcome.minorUnits ?? 0))
        let saved = WorkingStep.sum(.saved, exposure, -paid)
        let shares = steps(of: fee.tiers, on: max(0, saved.money?.minorUnits ?? 0))
        bill(
            .reverseContingentFee, term: "reverse-contingent",
            working: [
                .given(.exposure, exposure), .given(.outcome, paid, described(outcome)), saved,
            ] + shares, shares: shares, isReached: true)
        settle(priced, shown: fee.entries, isReached: true, itemsFrom: first)
    }

    /// Adds the sum of the shares, less what was billed before.
    private mutating func bill(
        _ kind: FeeItem.Kind, term: String, working: [WorkingStep], shares: [WorkingStep],
        isReached: Bool
    ) {
        guard isReached else { return }
        let before = money(history.sum(term, .billed))
        let whole = shares.compactMap(\.money)
        var working = working
        if !before.isZero { working.append(.given(.billedBefore, before)) }
        let fee = WorkingStep.sum(
            .fee, whole + (before.isZero ? [] : [-before]), currency)
        if whole.count > 1 || !before.isZero { working.append(fee) }
        guard let amount = fee.money, !amount.isZero else { return }
        items.append(FeeItem(kind: kind, working: working, amount: amount))
        tally(term, .billed, amount.minorUnits)
    }

    private mutating func settle(
        _ priced: [Charge], shown entries: CoveredEntries, isReached: Bool, itemsFrom first: Int
    ) {
        if isReached {
            cover(priced, by: agreement.name, shown: entries, itemsFrom: first)
        } else {
            waiting += priced.map(\.entry.key)
        }
    }

    private func steps(
        of stages: [ContingentFee.Stage], on recoveries: [MatterEvent], base: Int
    ) -> [WorkingStep] {
        // Costs are taken off the first recoveries.
        var deduction = recoveries.reduce(0) { $0 + ($1.minorUnits ?? 0) } - base
        return recoveries.compactMap { recovery in
            let stage = stages.last { stage in
                stage.begins == .notYet
                    || (reached(stage.begins).map { $0 <= recovery.date } ?? false)
            }
            let amount = recovery.minorUnits ?? 0
            let taken = min(amount, deduction)
            deduction -= taken
            return stage.map {
                .percent(.share, $0.percent, of: money(amount - taken), $0.name)
            }
        }
    }

    private func described(_ event: MatterEvent) -> String {
        "\(event.date)" + (event.note.map { ", " + $0 } ?? "")
    }
}

extension FeeUnderway {
    /// One step a tier that the amount reaches into.
    func steps(of tiers: [Tier], on amount: Int) -> [WorkingStep] {
        tiers.indices.compactMap { index in
            let from = tiers[index].from
            let upTo = index + 1 < tiers.count ? min(amount, tiers[index + 1].from) : amount
            guard upTo > from else { return nil }
            return .percent(
                tiers.count > 1 ? .tier : .share, tiers[index].percent, of: money(upTo - from))
        }
    }
}
