/// A column name as it is compared, with and without a currency in parentheses behind it.
struct HeaderName: Sendable {
    let folded: String
    /// Nil where no parentheses end the name, or something else than a currency stands in them.
    let beforeCurrency: String?
    /// Nil also where the parentheses are empty, as in `Amount ()`.
    let currency: StatedCurrency?

    init(_ text: String) {
        folded = Loading.folded(text)
        guard folded.hasSuffix(")"), let opening = folded.lastIndex(of: "(") else {
            (beforeCurrency, currency) = (nil, nil)
            return
        }
        let inner = String(folded[folded.index(after: opening)...].dropLast()).trimmed
        currency = StatedCurrency(inner.uppercased())
        let isCurrency = inner.isEmpty || currency != nil
        beforeCurrency = isCurrency ? String(folded[..<opening]).trimmed : nil
    }
}
