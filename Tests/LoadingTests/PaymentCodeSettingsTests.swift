import Billing
import Testing

@testable import Loading

/// What firm.yaml says of the code that pays an invoice.
@Suite struct PaymentCodeSettingsTests {
    private static let swiss =
        "paper: a4\npayment-code:\n  kind: swiss\n  iban: CH44 3199 9123 0008 8901 2\n"
        + "  street: Bahnhofstrasse\n  house: \"7\"\n  postcode: \"8001\"\n  town: Zürich\n  country: CH\n"

    private func read(_ settings: String) -> (code: PaymentCode?, found: [String]) {
        let read = FirmFile.read(Array(("name: Roe & Partners\n" + settings).utf8))
        return (
            read.firm?.paymentCode,
            read.diagnostics.map { "\($0.code.rawValue) \($0.place?.line ?? 0)" }
        )
    }

    @Test func aTransferPaysToTheAccountOfTheFirm() throws {
        let (code, found) = read(
            "payment-code: {kind: epc, iban: DE89 3704 0044 0532 0130 00, bic: COBADEFFXXX}\n")
        #expect(found.isEmpty)
        #expect(
            code
                == .epc(
                    EPCCreditor(
                        iban: try #require(IBAN("DE89370400440532013000")), bic: "COBADEFFXXX",
                        name: "Roe & Partners")))
    }

    @Test func aSwissPaymentPartTakesTheReferenceThatTheAccountIsFor() throws {
        let (code, found) = read(Self.swiss)
        #expect(found.isEmpty)
        guard case .swiss(let payment)? = code else {
            Issue.record("no Swiss payment part")
            return
        }
        #expect(payment.reference == .qrr)
        #expect(payment.language == .en)
        #expect(payment.creditor.lines == ["Roe & Partners", "Bahnhofstrasse 7", "8001 Zürich"])
        let plain = read(
            Self.swiss.replacing("44 3199 9123", with: "58 0079 1123") + "  language: de\n")
        #expect(plain.found.isEmpty)
        guard case .swiss(let other)? = plain.code else {
            Issue.record("no Swiss payment part")
            return
        }
        #expect((other.reference, other.language) == (.scor, .de))
    }

    @Test(arguments: [
        ("kind: epc, iban: DE98 3704 0044 0532 0130 00", "setting-unreadable 2"),
        ("kind: epc", "setting-missing 2"),
        ("kind: epc, iban: DE89370400440532013000, bic: COBA", "setting-unreadable 2"),
        ("kind: sepa, iban: DE89370400440532013000", "setting-unreadable 2"),
        ("iban: DE89370400440532013000", "setting-missing 2"),
        ("kind: epc, iban: DE89370400440532013000, ibam: x", "setting-unknown 2"),
        ("kind: url", "setting-missing 2"),
        ("kind: url, url: pay.example.com", "setting-unreadable 2"),
        ("kind: url, url: 'https://pay.example.com/{invoice}'", "setting-unreadable 2"),
        ("kind: url, url: 'https://pay.example.com/{number'", "setting-unreadable 2"),
    ])
    func whatCannotBeIsRefusedInItsPlace(_ settings: String, _ expected: String) {
        #expect(read("payment-code: {\(settings)}\n").found == [expected])
    }

    @Test func aPatternMayHoldAllFourWords() {
        let pattern = "https://pay.example.com/{number}?a={amount}&c={currency}&id={client}"
        let (code, found) = read("payment-code: {kind: url, url: '\(pattern)'}\n")
        #expect(found.isEmpty)
        #expect(code == .url(pattern))
    }

    @Test(arguments: [
        // A Swiss payment part is as wide as A4, to a Swiss account, with its parts of an address.
        ("paper: a4", "paper: letter", ["setting-unreadable 4"]),
        ("CH44 3199 9123 0008 8901 2", "DE89 3704 0044 0532 0130 00", ["setting-unreadable 5"]),
        ("  town: Zürich\n", "", ["setting-missing 4"]),
        ("Zürich", "Ζυρίχη", ["setting-unreadable 9"]),
        ("country: CH", "country: Switzerland", ["setting-unreadable 10"]),
        ("country: CH", "country: CH\n  reference: scor", ["setting-unreadable 11"]),
    ])
    func aSwissPaymentPartIsWholeOrNone(_ old: String, _ new: String, _ expected: [String]) {
        let (code, found) = read(Self.swiss.replacing(old, with: new))
        #expect(found == expected)
        if old != "paper: a4", !new.contains("scor") { #expect(code == nil) }
    }
}
