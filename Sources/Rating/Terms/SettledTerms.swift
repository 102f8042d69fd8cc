internal import Billing

/// Terms that set a target against the fees: on each statement against its own, or once against all
/// of the matter.
extension FeeUnderway {
    /// The actual fees that a target is settled against, with the part billed before; nil while
    /// there is nothing to settle yet, or where it was settled before.
    ///
    /// A statement is settled by the agreement that holds at its end, with the fees of earlier
    /// agreements that have the term too; one of no fee, or of a credit, is not.
    private mutating func actual(
        for term: String, _ settlement: Settlement
    ) -> (before: Money, all: Money)? {
        let soFar = fee
        let before: Money
        switch settlement {
        case .eachStatement:
            before = money(history.sum(term, .volume, in: .statement))
            tally(term, .volume, counting: soFar)
            guard holdsAtTheEnd, (before + soFar).minorUnits > 0 else { return nil }
        case .once(let due):
            before = money(
                history.statements(in: .matter).reduce(0) {
                    $0 + $1.counted(term, .volume, orElse: $1.fees)
                })
            let isSettled = wasBilled(term.settled(due))
            tally(term, .volume, counting: soFar)
            guard reached(due) != nil, !isSettled else { return nil }
            // Fees after this count for the next settlement, if one is agreed.
            tally(term, .volume, counting: -(before + soFar))
        }
        return (before, before + soFar)
    }

    /// Adds the difference; once settled, also where there is none.
    private mutating func settle(
        _ kind: FeeItem.Kind, _ term: String, _ settlement: Settlement, working: [WorkingStep],
        amount: Money
    ) {
        var part: FeePartID?
        if case .once(let due) = settlement {
            part = FeePartID(matter: matter.id, part: term.settled(due))
        }
        guard !amount.isZero || part != nil else { return }
        items.append(FeeItem(kind: kind, working: working, amount: amount, part: part))
    }

    private func steps(of actual: (before: Money, all: Money)) -> [WorkingStep] {
        let now = actual.all - actual.before
        return actual.before.isZero
            ? [.given(.feeSoFar, now)]
            : [
                .given(.countedBefore, actual.before), .given(.feeSoFar, now),
                .sum(.counted, actual.before, now),
            ]
    }

    // MARK: Collar

    /// Collar: inside the band the target or the time is billed, as the arrangement says. Beyond
    /// it the deviation, from the edge or from the target, is shared.
    ///
    /// Beyond the band the share is added to the target, or taken off it. Only where the time is
    /// billed inside the band and the deviation is measured from its edge, it is the edge's.
    mutating func apply(_ collar: FeeCollar) {
        guard let actual = actual(for: FeeCollar.ledgerName, collar.settlement) else { return }
        let target = money(collar.target)
        let upper = edge(.upperEdge, of: target, by: collar.up, isUp: true)
        let lower = edge(.lowerEdge, of: target, by: collar.down, isUp: false)
        var working = steps(of: actual) + [.given(.target, target)]
        let fee: Money
        if let top = upper.last?.money, actual.all.minorUnits > top.minorUnits {
            let beyond = WorkingStep.sum(
                .beyond, actual.all, -(collar.measured == .fromEdge ? top : target))
            let share = WorkingStep.percent(
                .share, collar.clientPaysAbove, of: beyond.money ?? target)
            let sum = WorkingStep.sum(
                .fee, collar.startsAtEdge ? top : target, share.money ?? target)
            working += upper + [beyond, share, sum]
            fee = sum.money ?? target
        } else if let bottom = lower.last?.money, actual.all.minorUnits < bottom.minorUnits {
            let beyond = WorkingStep.sum(
                .beyond, collar.measured == .fromEdge ? bottom : target, -actual.all)
            let share = WorkingStep.percent(
                .share, collar.clientSavesBelow, of: beyond.money ?? target)
            let sum = WorkingStep.sum(
                .fee, collar.startsAtEdge ? bottom : target, -(share.money ?? target))
            working += lower + [beyond, share, sum]
            fee = sum.money ?? target
        } else {
            working += lower.suffix(1) + upper.suffix(1)
            fee = collar.inside == .target ? target : actual.all
        }
        let amount = WorkingStep.sum(.result, fee, -actual.all)
        working.append(amount)
        settle(
            .collar, FeeCollar.ledgerName, collar.settlement, working: working,
            amount: amount.money ?? .zero(currency))
    }

    private func edge(
        _ name: WorkingStep.Name, of target: Money, by extent: Extent, isUp: Bool
    ) -> [WorkingStep] {
        switch extent {
        case .percent(let percent):
            let reach = target.times(percent)
            return [
                .percent(isUp ? .bandUp : .bandDown, percent, of: target),
                .sum(name, target, isUp ? reach : -reach),
            ]
        case .amount(let units):
            return [.sum(name, target, money(isUp ? units : -units))]
        }
    }

    // MARK: Shared savings

    /// Shared savings: where the fees stayed below the target, the firm gets its share of the
    /// difference.
    mutating func apply(_ savings: SharedSavings) {
        guard let actual = actual(for: SharedSavings.ledgerName, savings.settlement) else { return }
        let target = money(savings.target)
        let saved = WorkingStep.sum(.saved, target, -actual.all)
        let difference = money(max(0, saved.money?.minorUnits ?? 0))
        let share = WorkingStep.percent(.share, savings.firmShare, of: difference)
        settle(
            .sharedSavings, SharedSavings.ledgerName, savings.settlement,
            working: steps(of: actual) + [.given(.target, target), saved, share],
            amount: share.money ?? .zero(currency))
    }
}

extension FeeCollar {
    /// What the share is added to: what is billed at the edge, if the deviation is measured there
    /// and the time is billed inside the band; else the target.
    fileprivate var startsAtEdge: Bool { inside == .actual && measured == .fromEdge }
}

extension String {
    /// By which the ledger knows that the term of this name was settled on a day.
    fileprivate func settled(_ due: DueDay) -> String {
        switch due {
        case .notYet: self
        case .on(let day): self + "/\(day)"
        case .event(let name): self + "/" + name.lowercased()
        }
    }
}
