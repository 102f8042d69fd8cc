/// A code on the invoice that pays it from a telephone: what firm.yaml says of it, and what each
/// invoice keeps.
///
/// Number and amount are the statement's own; with them the code's text is made where it is drawn.
package enum PaymentCode: Sendable, Equatable, Codable {
    /// A SEPA credit transfer (EPC069-12).
    case epc(EPCCreditor)
    /// The payment part of a Swiss QR-bill.
    case swiss(SwissPayment)
    /// An address to open: `{number}`, `{amount}`, `{currency}` and `{client}` are filled in.
    case url(String)

    package enum Kind: String, Sendable, CaseIterable {
        case epc, swiss, url
    }

    package var kind: Kind {
        switch self {
        case .epc: .epc
        case .swiss: .swiss
        case .url: .url
        }
    }

    /// Nil for any.
    package var currencies: [String]? {
        switch self {
        case .epc: ["EUR"]
        case .swiss: ["CHF", "EUR"]
        case .url: nil
        }
    }

    /// The largest amount that both standards have room for: 999 999 999.99.
    package static let largestMinorUnits = 99_999_999_999

    /// Whether such a code can ask for the amount.
    package func canAsk(for amount: Money) -> Bool {
        guard let currencies else { return amount.minorUnits > 0 }
        return currencies.contains(amount.currency.code)
            && (1...PaymentCode.largestMinorUnits).contains(amount.minorUnits)
    }
}

package struct EPCCreditor: Sendable, Equatable, Codable {
    package var iban: IBAN
    package var bic: String?
    package var name: String

    package init(iban: IBAN, bic: String? = nil, name: String) {
        self.iban = iban
        self.bic = bic
        self.name = name
    }
}

package struct SwissPayment: Sendable, Equatable, Codable {
    /// How the payer's bank tells the creditor what was paid.
    package enum Reference: String, Sendable, Codable, CaseIterable {
        /// 27 digits, which belong to a QR-IBAN.
        case qrr
        /// ISO 11649: `RF…`.
        case scor
        case none
    }

    /// The languages that the standard has the words of the payment part in.
    package enum Language: String, Sendable, Codable, CaseIterable {
        case de, fr, it, en
    }

    package var iban: IBAN
    package var creditor: PaymentParty
    /// Nil where the address cannot be taken apart; the payer then writes it by hand.
    package var debtor: PaymentParty?
    package var reference: Reference
    package var language: Language

    package init(
        iban: IBAN, creditor: PaymentParty, debtor: PaymentParty? = nil, reference: Reference,
        language: Language = .en
    ) {
        self.iban = iban
        self.creditor = creditor
        self.debtor = debtor
        self.reference = reference
        self.language = language
    }
}
