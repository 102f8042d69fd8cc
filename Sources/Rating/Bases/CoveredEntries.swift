internal import Billing

extension Charge {
    /// The same entry with its time covered by an agreed price. The standard value stays.
    func covered(by name: String, shown entries: CoveredEntries) -> Charge {
        var charge = self
        charge.amount = .zero(amount.currency)
        charge.display =
            switch entries {
            case .noCharge: .noCharge
            case .withoutFigures: .withoutFigures
            case .hidden: .hidden
            }
        charge.trace.append(.covered(by: name))
        return charge
    }
}
