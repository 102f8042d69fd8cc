internal import Billing

/// Value adjustment: the client adds or takes off within an agreed band. The line is open until
/// events.csv records the client's figure, which is often after the period that it judges: each
/// record closes the first statement that it finds open, and counts once.
extension FeeUnderway {
    mutating func apply(_ adjustment: ValueAdjustment) {
        let soFar = fee
        // A credit is not judged, nor work under an earlier agreement where a later one has the
        // line too.
        guard soFar.minorUnits > 0, !laterTerms.contains(adjustment.ledgerName) else { return }
        let up = reach(.bandUp, adjustment.up, of: soFar)
        let down = reach(.bandDown, adjustment.down, of: soFar)
        let events = allEvents(adjustment.event)
        let parts = events.indices.map { part(of: adjustment, events, at: $0) }
        guard let next = events.indices.first(where: { !wasBilled(parts[$0]) }) else {
            items.append(
                FeeItem(
                    kind: .valueAdjustment, working: [.given(.feeSoFar, soFar), down, up],
                    amount: .zero(currency), isOpen: true))
            return
        }
        let event = events[next]
        let figure: WorkingStep
        if let percent = event.percent {
            figure = .percent(.share, percent, of: soFar)
        } else if let units = event.minorUnits {
            figure = .given(.result, money(units))
        } else {
            return reportMissing("percentage or amount", of: event)
        }
        let amount = figure.money ?? .zero(currency)
        let most = up.money?.minorUnits ?? 0
        let least = -(down.money?.minorUnits ?? 0)
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
                part: FeePartID(matter: matter.id, part: parts[next])))
    }

    /// With a number where the client said something more on one day.
    private func part(
        of adjustment: ValueAdjustment, _ events: [MatterEvent], at index: Int
    ) -> String {
        let event = events[index]
        let sameDay = events[..<index].count { $0.date == event.date }
        return adjustment.ledgerName + "/\(event.date)" + (sameDay > 0 ? "/\(sameDay + 1)" : "")
    }

    private func reach(_ name: WorkingStep.Name, _ extent: Extent, of fee: Money) -> WorkingStep {
        switch extent {
        case .percent(let percent): .percent(name, percent, of: fee)
        case .amount(let units): .given(name, money(units))
        }
    }
}
