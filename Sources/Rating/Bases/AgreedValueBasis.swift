internal import Billing

/// Agreed value: a price for a deliverable or an outcome, with the options that the client chose,
/// billed once it is there. An option chosen later is billed then.
extension FeeUnderway {
    mutating func charge(_ value: AgreedValue, _ priced: [Charge]) {
        let first = items.count
        let isThere = bill(
            .agreedValue, value.deliverable, value.minorUnits, part: "agreed-value", due: value.due)
        guard isThere else {
            waiting += priced.map(\.entry.key)
            return
        }
        for option in value.options where option.isChosen {
            _ = bill(
                .option, option.name, option.minorUnits, part: "option/" + option.name,
                due: value.due)
        }
        cover(priced, by: value.deliverable, shown: value.entries, itemsFrom: first)
    }
}
