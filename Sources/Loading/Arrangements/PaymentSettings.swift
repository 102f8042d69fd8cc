import Billing
import Settings

extension SettingsReader {
    /// What an arrangement says of how statements are paid.
    mutating func paymentTerms(in currency: Currency) -> PaymentTerms {
        var terms = PaymentTerms()
        terms.retainer = mapping("retainer") { $0.retainerTerms(in: currency) } ?? nil
        let key = "prompt-payment"
        if shape(of: key) == .text {
            let word = string(key)
            if word == "none" {
                terms.promptPayment = .notOffered
            } else {
                refuseValue(key, word ?? "", remedy: "write none, or percent: and days: under it")
            }
        } else {
            terms.promptPayment = promptPayment(key).map { .offered($0) }
        }
        return terms
    }

    /// What is offered for prompt payment, in an arrangement or in firm.yaml.
    mutating func promptPayment(_ key: String) -> PromptPayment? {
        mapping(key) { settings -> PromptPayment? in
            let percent = settings.percent("percent", required: true)
            let days = settings.integer("days", in: 0...366, required: true)
            let base = settings.oneOf("on", PromptPayment.Base.self) ?? .total
            guard let percent, let days else { return nil }
            guard (1...100_000).contains(percent.thousandths) else {
                settings.refuse(
                    "percent", as: .arrangementMeaningless,
                    "\(plainPercent(percent)) is nothing to take off",
                    remedy: "write a percentage above 0 and up to 100, like 2")
                return nil
            }
            return PromptPayment(percent: percent, days: days, base: base)
        } ?? nil
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
