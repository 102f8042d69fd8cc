internal import Billing

/// Agreed value: a price for a deliverable or an outcome, with the options that the client chose,
/// billed once it is there.
extension FeeUnderway {
    mutating func charge(_ value: AgreedValue, _ priced: [Charge]) {
        guard reached(value.due) != nil else {
            waiting += priced.map(\.entry.key)
            return
        }
        let first = items.count
        bill(.agreedValue, value.deliverable, value.minorUnits, part: "agreed-value")
        for option in value.options where option.isChosen {
            bill(.option, option.name, option.minorUnits, part: "option/" + option.name)
        }
        cover(priced, by: value.deliverable, shown: value.entries, itemsFrom: first)
    }

    private mutating func bill(
        _ kind: FeeItem.Kind, _ name: String, _ minorUnits: Int, part: String
    ) {
        guard !wasBilled(part) else { return }
        items.append(
            FeeItem(
                kind: kind, description: name, amount: money(minorUnits),
                part: FeePartID(matter: matter.id, part: part)))
    }
}
