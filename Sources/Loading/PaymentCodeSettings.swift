import Billing
import Settings

/// `payment-code` in firm.yaml: the code that pays an invoice from a telephone.
extension SettingsReader {
    mutating func paymentCode(of firm: Firm) -> PaymentCode? {
        let code = mapping("payment-code") { $0.paymentCode(of: firm.name) } ?? nil
        if code?.kind == .swiss, firm.paper != "a4" {
            refuse(
                "payment-code",
                "a Swiss payment part is as wide as A4, and the paper is \(firm.paper)",
                remedy: "write paper: a4")
        }
        return code
    }

    private mutating func paymentCode(of firm: String) -> PaymentCode? {
        guard let kind = oneOf("kind", PaymentCode.Kind.self, required: true) else {
            // One fault is enough to be told.
            _ = written(of: [
                "iban", "bic", "name", "url", "street", "house", "postcode", "town", "country",
                "reference", "language",
            ])
            return nil
        }
        switch kind {
        case .epc: return epcCode(of: firm)
        case .swiss: return swissCode(of: firm)
        case .url: return urlPattern()
        }
    }

    private mutating func iban() -> IBAN? {
        guard let text = string("iban", required: true) else { return nil }
        if let iban = IBAN(text) { return iban }
        refuseValue(
            "iban", text,
            remedy: "its check digits do not fit the rest: copy it from the bank's papers")
        return nil
    }

    private mutating func creditorName(_ firm: String) -> String? {
        let name = string("name") ?? firm
        if name.count <= 70, name.utf8.count <= 140, !name.contains(where: \.isNewline) {
            return name
        }
        refuseValue(
            "name", name, remedy: "write the account holder's name in at most 70 characters")
        return nil
    }

    // MARK: Kinds

    private mutating func epcCode(of firm: String) -> PaymentCode? {
        let iban = iban()
        let bic = bic()
        let name = creditorName(firm)
        guard let iban, let name else { return nil }
        return .epc(EPCCreditor(iban: iban, bic: bic, name: name))
    }

    private mutating func bic() -> String? {
        guard let text = string("bic") else { return nil }
        let bytes = Array(text.utf8)
        func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        if [8, 11].contains(bytes.count), bytes[..<6].allSatisfy(isLetter),
            bytes[6...].allSatisfy({ isLetter($0) || isDigit($0) })
        {
            return text
        }
        refuseValue(
            "bic", text, remedy: "a BIC has 8 or 11 capital letters and digits, like BPOTBEB1")
        return nil
    }

    private mutating func swissCode(of firm: String) -> PaymentCode? {
        let iban = swissIBAN()
        let name = creditorName(firm)
        var creditor = PaymentParty(
            name: name ?? "", street: string("street") ?? "", house: string("house") ?? "",
            postcode: string("postcode", required: true) ?? "",
            town: string("town", required: true) ?? "",
            country: string("country", required: true) ?? "")
        var isWhole = name != nil
        for room in PaymentParty.room {
            let text = creditor[keyPath: room.path]
            if text.count > room.most || !text.isSwissPaymentText {
                refuseValue(
                    room.part, text,
                    remedy:
                        "write at most \(room.most) characters, Latin letters, figures and signs")
                isWhole = false
            }
        }
        creditor.country = creditor.country.uppercased()
        let reference = reference(for: iban)
        let language = oneOf("language", SwissPayment.Language.self) ?? .en
        guard let iban, isWhole, creditor.fitsSwissSlip else { return nil }
        return .swiss(
            SwissPayment(iban: iban, creditor: creditor, reference: reference, language: language))
    }

    private mutating func swissIBAN() -> IBAN? {
        guard let iban = iban() else { return nil }
        if iban.isSwiss { return iban }
        refuseValue(
            "iban", iban.grouped,
            remedy: "a Swiss payment part pays to an account in Switzerland or Liechtenstein: "
                + "write its IBAN, or kind: epc")
        return nil
    }

    /// A QR-IBAN goes with QR references and no others.
    private mutating func reference(for iban: IBAN?) -> SwissPayment.Reference {
        let wanted = oneOf("reference", SwissPayment.Reference.self)
        guard let iban else { return .none }
        let usual: SwissPayment.Reference = iban.isForQRReferences ? .qrr : .scor
        if let wanted, (wanted == .qrr) != iban.isForQRReferences {
            refuseValue(
                "reference", wanted.rawValue,
                remedy: iban.isForQRReferences
                    ? "this is a QR-IBAN, which goes with reference: qrr alone"
                    : "qrr needs a QR-IBAN, and this is none: ask the bank for one, or write scor")
        }
        return wanted ?? usual
    }

    private mutating func urlPattern() -> PaymentCode? {
        guard let text = string("url", required: true) else { return nil }
        let isAddress = text.hasPrefix("https://") || text.hasPrefix("http://")
        guard isAddress, text.utf8.count <= 500,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            refuseValue(
                "url", text,
                remedy: "write an address like https://pay.example.com/{number}, without blanks")
            return nil
        }
        let known = ["number", "amount", "currency", "client"]
        for piece in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            let word = piece.prefix { $0 != "}" }
            guard !known.contains(String(word)) || !piece.contains("}") else { continue }
            refuse(
                "url", "nothing fills in {\(word)}",
                remedy: "the words in braces are {number}, {amount}, {currency} and {client}")
            return nil
        }
        return .url(text)
    }
}
