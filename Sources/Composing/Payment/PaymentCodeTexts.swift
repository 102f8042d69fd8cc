internal import Billing

/// What the codes say: lines in the order of their standards, or an address.
extension PaymentCode {
    /// Of an invoice that asks for the amount.
    func text(number: String, amount: Money, client: String) -> String {
        switch self {
        case .epc(let creditor): epcText(creditor, number: number, amount: amount)
        case .swiss(let payment): swissText(payment, number: number, amount: amount)
        case .url(let pattern):
            filled(
                pattern,
                [
                    "number": number, "amount": plainAmount(amount),
                    "currency": amount.currency.code, "client": client,
                ])
        }
    }
}

/// EPC069-12, version 002: where nothing follows any more, no line does. The number stands as free
/// text, because only ISO 11649 references have a place of their own.
private func epcText(_ creditor: EPCCreditor, number: String, amount: Money) -> String {
    [
        "BCD", "002", "1", "SCT", creditor.bic ?? "", creditor.name, creditor.iban.text,
        amount.currency.code + plainAmount(amount), "", "", number,
    ].joined(separator: "\n")
}

/// The Swiss implementation guidelines, version 2: 31 lines, blank where there is nothing to say.
private func swissText(_ payment: SwissPayment, number: String, amount: Money) -> String {
    func lines(_ party: PaymentParty?) -> [String] {
        guard let party else { return Array(repeating: "", count: 7) }
        return [
            "S", party.name, party.street, party.house, party.postcode, party.town, party.country,
        ]
    }
    let reference = PaymentReference(payment.reference, of: number)
    let kind =
        switch reference.kind {
        case .qrr: "QRR"
        case .scor: "SCOR"
        case .none: "NON"
        }
    // The ultimate creditor is for a later version of the standard.
    let parties = lines(payment.creditor) + lines(nil)
    return
        (["SPC", "0200", "1", payment.iban.text] + parties
        + [plainAmount(amount), amount.currency.code] + lines(payment.debtor)
        + [kind, reference.text, payment.message(number: number), "EPD"]).joined(separator: "\n")
}

extension SwissPayment {
    /// `Invoice 1042`: what the payer reads, in characters that the standard has.
    func message(number: String) -> String {
        String((words.invoice + " " + number).filter { String($0).isSwissPaymentText }.prefix(140))
    }
}

/// `1949.75`, whatever the template's decimal sign is.
func plainAmount(_ amount: Money) -> String {
    FigureFormat(decimal: ".", grouping: "").amount(amount).text
}

/// The pattern with its words in braces filled in; what is filled in cannot change the address.
private func filled(_ pattern: String, _ values: [String: String]) -> String {
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        text += rest[..<open]
        text += percentEncoded(values[String(rest[rest.index(after: open)..<close])] ?? "")
        rest = rest[rest.index(after: close)...]
    }
    return text + rest
}

private func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
        default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
