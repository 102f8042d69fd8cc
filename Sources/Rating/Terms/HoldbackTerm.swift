internal import Billing

/// Holdback: a share of each statement's fee that is billed only after an event, wholly, partly or
/// not at all. The balance is printed on each statement. The event releases what an agreement held
/// even where another has replaced it since.
extension FeeUnderway {
    mutating func apply(_ holdback: Holdback) {
        let term = holdback.ledgerName
        let before = money(
            history.sum(term, .held) - history.sum(term, .released)
                - history.sum(term, .forfeited))
        let release = allEvents(holdback.release).first { $0.date <= history.through }
        // From the event on nothing is held any more.
        guard let release else { return withhold(holdback, before: before, term: term) }
        if !before.isZero, !wasBilled(term) {
            self.release(before, holdback, release, term: term)
        }
    }

    private mutating func withhold(_ holdback: Holdback, before: Money, term: String) {
        let held = WorkingStep.percent(.heldNow, holdback.percent, of: fee)
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

    private mutating func release(
        _ balance: Money, _ holdback: Holdback, _ event: MatterEvent, term: String
    ) {
        let released: WorkingStep
        if let units = event.minorUnits {
            released = .given(.released, money(units))
        } else {
            released = .percent(
                .released, event.percent ?? Percent(thousandths: 100_000), of: balance)
        }
        let amount = released.money ?? .zero(currency)
        guard (min(0, balance.minorUnits)...max(0, balance.minorUnits)).contains(amount.minorUnits)
        else {
            diagnostics.append(releaseTooLarge(event, amount, balance))
            return
        }
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

    private func releaseTooLarge(
        _ event: MatterEvent, _ amount: Money, _ balance: Money
    ) -> Diagnostic {
        Diagnostic(
            .eventOutOfRange, at: event.place,
            "\(plain(amount)) is to be released, and \(plain(balance)) is held back in matter "
                + "\(matter.id)",
            remedy: "write an amount from 0 to the balance, or a percentage from 0 to 100")
    }
}
