internal import Billing

/// Per unit: so much a filing, a page, a hearing. Units are events in events.csv or time entries
/// with a code. Other time is covered.
extension FeeUnderway {
    mutating func charge(_ fee: UnitFee, _ priced: [Charge]) {
        let first = items.count
        for unit in fee.units {
            let count = countUnbilled(unit, among: priced, upTo: days.upperBound)
            guard count != 0 else { continue }
            let price = money(unit.minorUnits)
            let working = [WorkingStep.product(.quantity, count, price)]
            items.append(
                FeeItem(
                    kind: .units, description: unit.name, working: working,
                    amount: working[0].money ?? price))
        }
        cover(priced, by: agreement.name, shown: fee.entries, itemsFrom: first)
    }

    /// Units that no statement carries yet. Entries are claimed by the statement that shows them;
    /// what was billed of events is a tally, so that a quantity put right later is put right on the
    /// next statement.
    mutating func countUnbilled(
        _ unit: UnitPrice, among priced: [Charge], upTo last: CivilDate
    ) -> Int {
        switch unit.counted {
        case .entries(let code):
            return priced.count {
                $0.entry.disposition == .billable
                    && ($0.entry.task == code || $0.entry.activity == code
                        || $0.entry.phase == code)
            }
        case .events(let name):
            let term = "units/" + unit.name
            let counted = events(name).filter { $0.date <= last }.reduce(0) { $0 + $1.quantity }
            let before = history.sum(term, .units) + tallies.sum(term, .units)
            let count = counted - before
            tally(term, .units, count)
            return count
        }
    }
}
