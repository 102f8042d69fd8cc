import Billing
import Testing

/// The parts of payment slips. Samples are the standards' own.
@Suite struct PaymentTests {
    @Test(arguments: [
        "CH4431999123000889012", "CH58 0079 1123 0008 8901 2", "DE89 3704 0044 0532 0130 00",
        "be72 0000 0000 1616", "MT84MALT011000012345MTLCAST001S",
    ])
    func anAccountWhoseCheckDigitsAreRightIsOne(_ text: String) {
        #expect(IBAN(text) != nil)
    }

    @Test(arguments: [
        // A digit wrong, two digits changed about, too short, no IBAN at all.
        "CH4431999123000889013", "DE98370400440532013000", "CH443199912300088901", "12345678",
        "", "CH44 3199 9123 0008 89O1 2",
    ])
    func anyOtherIsNone(_ text: String) {
        #expect(IBAN(text) == nil)
    }

    @Test func anAccountForQRReferencesIsKnownByItsBank() throws {
        #expect(try #require(IBAN("CH4431999123000889012")).isForQRReferences)
        #expect(try !#require(IBAN("CH5800791123000889012")).isForQRReferences)
        #expect(try !#require(IBAN("DE89370400440532013000")).isForQRReferences)
    }

    @Test func aQRReferenceHas27DigitsAndTheirCheckDigit() {
        let reference = PaymentReference(.qrr, of: "21000000000313947143000901")
        #expect(reference.text == "210000000003139471430009017")
        #expect(reference.grouped == "21 00000 00003 13947 14300 09017")
        // A carries 10: it is the same reference as that of 10-7.
        #expect(PaymentReference(.qrr, of: "A-7") == PaymentReference(.qrr, of: "107"))
        let long = PaymentReference(.qrr, of: String(repeating: "9", count: 30) + "12")
        #expect(long.text.count == 27)
        #expect(long.text.dropLast().hasSuffix("912"))
    }

    @Test func aCreditorReferenceHasItsCheckDigitsInFront() {
        let reference = PaymentReference(.scor, of: "539007547034")
        #expect(reference.text == "RF18539007547034")
        #expect(reference.grouped == "RF18 5390 0754 7034")
        // 2026-0101 with RF00 is 20260101271500, which leaves 51 when divided by 97; 98 less 51 is 47.
        #expect(PaymentReference(.scor, of: "2026-0101").text == "RF4720260101")
    }

    @Test func anAddressIsTakenApart() throws {
        let party = try #require(
            PaymentParty(
                name: "Pia Rutschmann",
                lines: ["c/o Huber", "Grosse Marktgasse 28a", "9400 Rorschach"],
                country: "CH"))
        #expect(
            party
                == PaymentParty(
                    name: "Pia Rutschmann", street: "Grosse Marktgasse", house: "28a",
                    postcode: "9400", town: "Rorschach", country: "CH"))
        #expect(party.lines == ["Pia Rutschmann", "Grosse Marktgasse 28a", "9400 Rorschach"])
        let abroad = try #require(
            PaymentParty(
                name: "Beta GmbH", lines: ["Postfach", "D-80331 München"], country: "CH"))
        #expect(abroad.lines == ["Beta GmbH", "Postfach", "DE-80331 München"])
        let named = try #require(
            PaymentParty(
                name: "Gamma SARL", lines: ["12 rue du Bac", "75007 Paris", "France"], country: "CH"
            ))
        #expect((named.street, named.house, named.country) == ("12 rue du Bac", "", "FR"))
    }

    @Test(arguments: [
        [], ["1 Main Street", "Springfield, IL 62701"], ["London SW1A 1AA"], ["9400"],
        ["Weg 1", "9400 " + String(repeating: "x", count: 36)], ["Straße 1", "12345 Αθήνα"],
    ])
    func anAddressThatCannotBeTakenApartIsNone(_ lines: [String]) {
        #expect(PaymentParty(name: "Acme", lines: lines, country: "CH") == nil)
    }

    @Test func aCodeAsksForItsCurrenciesAndSoMuch() throws {
        let euro = try #require(Currency(code: "EUR"))
        let epc = PaymentCode.epc(
            EPCCreditor(iban: try #require(IBAN("DE89370400440532013000")), name: "Roe"))
        #expect(epc.canAsk(for: Money(minorUnits: 1, euro)))
        #expect(epc.canAsk(for: Money(minorUnits: 99_999_999_999, euro)))
        #expect(!epc.canAsk(for: Money(minorUnits: 100_000_000_000, euro)))
        #expect(!epc.canAsk(for: .zero(euro)))
        #expect(!epc.canAsk(for: Money(minorUnits: 100, .usd)))
        #expect(
            PaymentCode.url("https://pay.example.com").canAsk(for: Money(minorUnits: 100, .usd)))
    }
}
