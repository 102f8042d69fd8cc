import Billing
import Settings

extension SettingsReader {
    /// What an arrangement says of how statements are paid.
    mutating func paymentTerms(in currency: Currency) -> PaymentTerms {
        var terms = PaymentTerms()
        terms.retainer = mapping("retainer") { $0.retainerTerms(in: currency) } ?? nil
        return terms
    }

    private mutating func retainerTerms(in currency: Currency) -> RetainerTerms? {
        let minimum = amount("minimum", in: currency)
        let target = amount("replenish-to", in: currency)
        let isApplied = flag("apply") ?? true
        if let target, target < minimum ?? target + 1 {
            refuse(
                "replenish-to", as: .arrangementMeaningless,
                minimum == nil
                    ? "without a minimum, the retainer is never replenished"
                    : "the retainer would be replenished to less than its minimum",
                remedy: "write minimum:, the amount below which to ask for more, and no less here")
            return nil
        }
        return RetainerTerms(minimum: minimum ?? 0, replenishTo: target, isApplied: isApplied)
    }
}
