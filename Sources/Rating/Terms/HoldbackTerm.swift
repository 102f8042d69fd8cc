internal import Billing

/// Holdback: a share of each statement's fee that is billed only after an event, wholly, partly or
/// not at all. The balance is printed on each statement.
extension FeeUnderway {
    mutating func apply(_ holdback: Holdback) {
        let term = "holdback/" + holdback.release
        let before = money(
            history.sum(term, .held) - history.sum(term, .released)
                - history.sum(term, .forfeited))
        let release = events(holdback.release).first
        if let release, !wasBilled(term) {
            self.release(before, holdback, release, term: term)
        } else if release == nil {
            withhold(holdback, before: before, term: term)
        }
    }

    private mutating func withhold(_ holdback: Holdback, before: Money, term: String) {
        let held = WorkingStep.percent(.heldNow, holdback.percent, of: fee)
        standing.held = before + (held.money ?? .zero(currency))
        guard let amount = held.money, !amount.isZero else { return }
        let working: [WorkingStep] =
            before.isZero
            ? [held]
            : [.given(.heldBefore, before), held, .sum(.heldAfter, before, amount)]
        items.append(
            FeeItem(
                kind: .holdback, description: holdback.reason, working: working, amount: -amount))
        tally(term, .held, amount.minorUnits)
    }

    /// From the event on nothing is held any more.
    private mutating func release(
        _ balance: Money, _ holdback: Holdback, _ event: MatterEvent, term: String
    ) {
        standing.held = .zero(currency)
        let released: WorkingStep
        if let units = event.minorUnits {
            if units < 0 || units > balance.minorUnits {
                diagnostics.append(releaseTooLarge(event, balance))
            }
            released = .given(.released, money(min(max(0, units), balance.minorUnits)))
        } else {
            released = .percent(
                .released, event.percent ?? Percent(thousandths: 100_000), of: balance)
        }
        let amount = released.money ?? .zero(currency)
        let forfeited = balance - amount
        var working: [WorkingStep] = [.given(.heldBefore, balance), released]
        if !forfeited.isZero { working.append(.sum(.forfeited, balance, -amount)) }
        items.append(
            FeeItem(
                kind: .release, description: event.note ?? holdback.reason, working: working,
                amount: amount, part: FeePartID(matter: matter.id, part: term)))
        tally(term, .released, amount.minorUnits)
        tally(term, .forfeited, forfeited.minorUnits)
    }

    private func releaseTooLarge(_ event: MatterEvent, _ balance: Money) -> Diagnostic {
        Diagnostic(
            .eventOutOfRange, at: event.place,
            "\(plain(money(event.minorUnits ?? 0))) are to be released, and "
                + "\(plain(balance)) are held back in matter \(matter.id)",
            remedy: "write an amount from 0 to the balance, or a percentage")
    }
}
