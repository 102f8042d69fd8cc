internal import Billing

/// Per unit: so much a filing, a page, a hearing. Units are events in events.csv or time entries
/// with a code. Other time is covered.
///
/// Entries are claimed by the statement that shows them; what was billed of events is a tally, so
/// that a quantity put right later is put right on the next statement, with a credit if need be.
extension FeeUnderway {
    mutating func charge(_ fee: UnitFee, _ priced: [Charge]) {
        let first = items.count
        for unit in fee.units {
            let term = own(unit.ledgerName)
            let count: Int
            switch unit.counted {
            case .entries(let code): count = priced.count { $0.isUnit(code) }
            case .events(let name):
                count = ownEvents(name).quantity - history.sum(term, .units)
                tally(term, .units, count)
            }
            guard count != 0 else { continue }
            let price = WorkingStep.product(.quantity, count, money(unit.minorUnits))
            items.append(
                FeeItem(
                    kind: .units, description: unit.name, working: [price],
                    amount: price.money ?? .zero(currency)))
        }
        cover(priced, by: agreement.name, shown: fee.entries, itemsFrom: first)
    }
}

extension UnitPrice {
    /// Units of one name may be counted by several events.
    var ledgerName: String {
        switch counted {
        case .events(let event): "units/\(name)/\(event.lowercased())"
        case .entries(let code): "units/\(name)/\(code)"
        }
    }
}

extension Charge {
    func isUnit(_ code: String) -> Bool {
        entry.disposition == .billable
            && (entry.task == code || entry.activity == code || entry.phase == code)
    }
}

extension [MatterEvent] {
    var quantity: Int { reduce(0) { $0 + $1.quantity } }
}
