/// A name that Engross gives to an agreement or a price where nobody wrote one. It is kept as it is in
/// English, and printed in the language of the statement.
package enum PlainName: Equatable, Sendable {
    case hourly, fixedFee, blendedRate
    case instalment(Int, of: Int)

    package var text: String {
        switch self {
        case .hourly: "Hourly"
        case .fixedFee: "Fixed fee"
        case .blendedRate: "Blended rate"
        case .instalment(let number, let count): "Instalment \(number) of \(count)"
        }
    }

    /// Nil where the text is no such name.
    package init?(_ text: String) {
        let words = text.split(separator: " ")
        if words.count == 4, let number = Int(words[1]), let count = Int(words[3]),
            PlainName.instalment(number, of: count).text == text
        {
            self = .instalment(number, of: count)
            return
        }
        let plain = [PlainName.hourly, .fixedFee, .blendedRate].first { $0.text == text }
        guard let plain else { return nil }
        self = plain
    }
}
