import Billing

/// The currency that stands before or behind an amount, or in the name of its column: `Rate (EUR)`.
enum StatedCurrency: Sendable, Equatable {
    case named(Currency)
    /// A sign that several currencies share.
    case dollarSign, yenSign

    /// Nil where `text` is neither a code in capitals nor a sign of which the currency is known.
    init?(_ text: String) {
        switch text {
        case "$", "＄": self = .dollarSign
        case "¥", "￥": self = .yenSign
        default:
            let code = ["€": "EUR", "£": "GBP"][text] ?? text
            guard let currency = Currency(code: code) else { return nil }
            self = .named(currency)
        }
    }

    func allows(_ currency: Currency) -> Bool {
        switch self {
        case .named(let named): named == currency
        case .dollarSign:
            [
                "ARS", "AUD", "BBD", "BMD", "BSD", "BZD", "CAD", "CLP", "COP", "FJD", "GYD", "HKD",
                "JMD", "KYD", "LRD", "MXN", "NAD", "NZD", "SGD", "SRD", "TTD", "TWD", "USD", "UYU",
                "XCD",
            ].contains(currency.code)
        case .yenSign: currency.code == "JPY" || currency.code == "CNY"
        }
    }

    var shown: String {
        switch self {
        case .named(let currency): currency.code
        case .dollarSign: "dollars"
        case .yenSign: "yen or yuan"
        }
    }
}
