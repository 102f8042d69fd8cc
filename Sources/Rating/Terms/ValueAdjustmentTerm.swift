internal import Billing

/// Value adjustment: the client adds or takes off within an agreed band. The line is open until
/// events.csv records the client's figure within the statement's period; each record counts once.
extension FeeUnderway {
    mutating func apply(_ adjustment: ValueAdjustment) {
        let soFar = fee
        let up = reach(.bandUp, adjustment.up, of: soFar)
        let down = reach(.bandDown, adjustment.down, of: soFar)
        let event = events(adjustment.event).first { !wasBilled(part(of: $0)) }
        guard let event else {
            guard !soFar.isZero else { return }
            items.append(
                FeeItem(
                    kind: .valueAdjustment, working: [.given(.feeSoFar, soFar), down, up],
                    amount: .zero(currency), isOpen: true))
            return
        }
        let figure: WorkingStep =
            event.percent.map { .percent(.share, $0, of: soFar) }
            ?? .given(.result, money(event.minorUnits ?? 0))
        let amount = figure.money ?? .zero(currency)
        let most = abs(up.money?.minorUnits ?? 0)
        let least = -abs(down.money?.minorUnits ?? 0)
        if amount.minorUnits > most || amount.minorUnits < least {
            diagnostics.append(
                Diagnostic(
                    .eventOutOfRange, at: event.place,
                    "\(plain(amount)) is outside the band of the value adjustment, "
                        + "\(plain(money(least))) to \(plain(money(most)))",
                    remedy: "write a figure within the band"))
        }
        items.append(
            FeeItem(
                kind: .valueAdjustment, description: event.note ?? "",
                working: [.given(.feeSoFar, soFar), down, up, figure], amount: amount,
                part: FeePartID(matter: matter.id, part: part(of: event))))
    }

    private func part(of event: MatterEvent) -> String { "\(event.name)/\(event.date)" }

    private func reach(_ name: WorkingStep.Name, _ extent: Extent, of fee: Money) -> WorkingStep {
        switch extent {
        case .percent(let percent): .percent(name, percent, of: fee)
        case .amount(let units): .given(name, money(units))
        }
    }
}
