import Billing
import TestSupport
import Testing

@testable import Composing

/// What a Swiss code says, line by line. Its cross hides the pattern in the middle that zbar wants to
/// see, so that it cannot be read back from the page as other codes are; OpenCV's reader does.
@Suite struct PaymentCodeTextTests {
    private func lines(
        _ iban: String, _ reference: SwissPayment.Reference, debtor: PaymentParty? = nil,
        currency: String = "CHF", language: SwissPayment.Language = .en
    ) throws -> [String] {
        let payment = SwissPayment(
            iban: try #require(IBAN(iban)),
            creditor: PaymentParty(
                name: "Roe & Söhne", street: "Bahnhofstrasse", house: "7", postcode: "8001",
                town: "Zürich", country: "CH"),
            debtor: debtor, reference: reference, language: language)
        let amount = Money(minorUnits: 194_975, try #require(Currency(code: currency)))
        return PaymentCode.swiss(payment).text(number: "0101", amount: amount, client: "C1")
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func itsLinesAreThoseOfTheStandard() throws {
        let debtor = PaymentParty(
            name: "Pia Rutschmann", street: "Marktgasse", house: "28", postcode: "9400",
            town: "Rorschach", country: "CH")
        let found = try lines("CH5800791123000889012", .scor, debtor: debtor)
        let creditor = ["S", "Roe & Söhne", "Bahnhofstrasse", "7", "8001", "Zürich", "CH"]
        let payer = ["S", "Pia Rutschmann", "Marktgasse", "28", "9400", "Rorschach", "CH"]
        let blank = ["", "", "", "", "", "", ""]
        #expect(found.count == 31)
        #expect(Array(found[..<4]) == ["SPC", "0200", "1", "CH5800791123000889012"])
        #expect(Array(found[4..<11]) == creditor)
        #expect(Array(found[11..<18]) == blank)
        #expect(Array(found[18..<20]) == ["1949.75", "CHF"])
        #expect(Array(found[20..<27]) == payer)
        // 0101 with RF00 is 0101271500, which leaves 8 when divided by 97: the check digits are 90.
        #expect(Array(found[27...]) == ["SCOR", "RF900101", "Invoice 0101", "EPD"])
    }

    @Test func withoutAPayerItsLinesAreBlank() throws {
        let found = try lines("CH4431999123000889012", .qrr, currency: "EUR", language: .de)
        #expect(found.count == 31)
        #expect(found[20..<27].joined() == "")
        // 0101 moves through the table by way of 0, 9, 5, 7; 10 less 7 is 3.
        #expect(
            Array(found[27...])
                == ["QRR", "000000000000000000000001013", "Rechnung 0101", "EPD"])
    }
}
