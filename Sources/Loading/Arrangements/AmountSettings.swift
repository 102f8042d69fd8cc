import Billing
import Settings

extension SettingsReader {
    /// An amount in units of the currency, zero or more, as minor units.
    mutating func amount(
        _ key: String, in currency: Currency, required: Bool = false
    ) -> Int? {
        guard let text = string(key, required: required) else { return nil }
        do {
            let minorUnits = try AmountText.minorUnits(text, in: currency)
            if minorUnits >= 0 { return minorUnits }
            refuse(
                key, as: .arrangementMeaningless, "\"\(text)\" is less than zero",
                remedy: "write an amount of zero or more")
        } catch {
            let refusal = AmountText.diagnostic(error, text, in: currency, at: place(of: key))
            refuse(key, refusal.fact, remedy: refusal.remedy)
        }
        return nil
    }
}
