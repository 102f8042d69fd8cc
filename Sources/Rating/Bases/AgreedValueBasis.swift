internal import Billing

/// Agreed value: a price for a deliverable, billed once it was delivered.
func chargeAgreedValue(
    _ value: AgreedValue, _ priced: [Charge], to rated: inout RatedMatter, through: CivilDate,
    billedParts: Set<FeePartID>
) {
    guard let delivered = value.delivered, delivered <= through else {
        rated.waiting = priced.map(\.entry.key)
        return
    }
    let part = FeePartID(matter: rated.matter, part: "agreed-value")
    if !billedParts.contains(part) {
        rated.items.append(
            FeeItem(
                kind: .agreedValue, description: value.deliverable,
                amount: Money(minorUnits: value.minorUnits, rated.currency), part: part))
    }
    rated.charges = priced.map { $0.covered(by: value.deliverable, shown: value.entries) }
}
