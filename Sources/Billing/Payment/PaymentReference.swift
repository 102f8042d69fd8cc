/// What a payer's bank passes on, so that the payment finds its invoice.
package struct PaymentReference: Sendable, Equatable {
    package var kind: SwissPayment.Reference
    /// Without blanks; empty where there is none.
    package var text: String

    /// Of the invoice with this number. Of a number that is too long, its end tells invoices apart.
    package init(_ kind: SwissPayment.Reference, of number: String) {
        self.kind = kind
        text =
            switch kind {
            case .qrr: qrReference(of: number)
            case .scor: creditorReference(of: number)
            case .none: ""
            }
    }

    /// `21 00000 00003 13947 14300 09017` or `RF18 5390 0754 7034`.
    package var grouped: String {
        switch kind {
        case .qrr: inGroups(text, of: 5, first: 2)
        case .scor: inGroups(text, of: 4)
        case .none: ""
        }
    }
}

/// The digits and letters of an invoice's number: all of it that a reference can hold.
private func characters(of number: String) -> [UInt8] {
    number.uppercased().utf8.filter(isLetterOrDigit)
}

/// 26 digits, a letter of the number being two of them as in an IBAN, and the check digit.
private func qrReference(of number: String) -> String {
    let all = characters(of: number).flatMap { byte -> [Int] in
        guard byte >= 0x41 else { return [Int(byte - 0x30)] }
        let value = Int(byte - 0x41) + 10
        return [value / 10, value % 10]
    }
    let digits = all.suffix(26)
    // Modulo 10, recursive: each digit moves on in one row of the standard's table.
    let table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
    let carry = digits.reduce(0) { table[($0 + $1) % 10] }
    let zeros = String(repeating: "0", count: 26 - digits.count)
    return zeros + digits.map(String.init).joined() + String((10 - carry) % 10)
}

/// ISO 11649: `RF`, two check digits, and the number.
private func creditorReference(of number: String) -> String {
    let bytes = Array(characters(of: number).suffix(21))
    let check = 98 - remainderBy97(bytes + Array("RF00".utf8))
    return "RF" + (check < 10 ? "0" : "") + String(check) + String(decoding: bytes, as: UTF8.self)
}
