import Billing

/// The currency that a header has in parentheses: `Rate (EUR)`, `Rate ($)`.
enum HeaderCurrency: Sendable, Equatable {
    case named(Currency)
    /// A sign that many currencies share.
    case dollarSign

    /// Nil where `text` is neither a code nor a sign of which the currency is known.
    init?(_ text: String) {
        if let currency = Currency(code: text.uppercased()) {
            self = .named(currency)
            return
        }
        let codes = ["€": "EUR", "£": "GBP"]
        if let currency = codes[text].flatMap({ Currency(code: $0) }) {
            self = .named(currency)
        } else if text == "$" {
            self = .dollarSign
        } else {
            return nil
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
        }
    }

    var shown: String {
        switch self {
        case .named(let currency): currency.code
        case .dollarSign: "dollars"
        }
    }
}

/// A column name as it is compared, with and without a currency in parentheses behind it.
struct HeaderName: Sendable {
    let folded: String
    /// Nil where no parentheses end the name, or something else than a currency stands in them.
    let beforeCurrency: String?
    /// Nil also where the parentheses are empty, as in `Amount ()`.
    let currency: HeaderCurrency?

    init(_ text: String) {
        folded = Loading.folded(text)
        guard folded.hasSuffix(")"), let opening = folded.lastIndex(of: "(") else {
            (beforeCurrency, currency) = (nil, nil)
            return
        }
        let inner = String(folded[folded.index(after: opening)...].dropLast()).trimmed
        currency = HeaderCurrency(inner)
        let isCurrency = inner.isEmpty || currency != nil
        beforeCurrency = isCurrency ? String(folded[..<opening]).trimmed : nil
    }
}
