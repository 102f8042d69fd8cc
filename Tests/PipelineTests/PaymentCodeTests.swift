import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Invoices with a code that pays them, read back from the page by a program that knows nothing of us.
@Suite struct PaymentCodeTests {
    private func firm(
        currency: String, paper: String = "a4", _ code: String, clients: String? = nil
    ) throws -> SmallFirm {
        var files = [
            "firm.yaml":
                "name: Roe & Söhne\ncurrency: \(currency)\npaper: \(paper)\n"
                + "invoices:\n  first: 101\n  width: 4\npayment-code:\n" + code
        ]
        files["clients.csv"] = clients
        // 1.5 hours at 400.00 are 600.00.
        return try SmallFirm(
            files, inbox: ["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,"])
    }

    private func invoice(of firm: SmallFirm) throws -> RunReport.Made {
        try #require(try firm.month().invoices.first)
    }

    private func codes(_ firm: SmallFirm, _ document: RunReport.Made) throws -> [String] {
        try pageCodes(of: firm.output + "/" + document.path, in: firm.folder)
    }

    @Test func aTransferCodeSaysWhatTheGuidelinesWantInTheirOrder() throws {
        let firm = try firm(
            currency: "EUR", "  kind: epc\n  iban: BE72 0000 0000 1616\n  bic: BPOTBEB1\n")
        let made = try invoice(of: firm)
        let codes = try codes(firm, made)
        let expected = """
            BCD
            002
            1
            SCT
            BPOTBEB1
            Roe & Söhne
            BE72000000001616
            EUR600.00


            0101
            """
        #expect(codes == [expected])
        if let again = try codesReadAgain(firm, made) { #expect(again == [expected]) }
        #expect(try firm.text(made).contains("Pay by code"))
    }

    @Test func anAddressToOpenHoldsWhatIsFilledInAndNoMore() throws {
        let firm = try firm(
            currency: "USD", paper: "letter",
            "  kind: url\n  url: 'https://pay.example.com/{number}?sum={amount}&for={client}'\n",
            clients: "id,name\nC&1 é,Acme Holdings\n")
        try firm.folder.write(
            "id,client,name,arrangement\nM1,C&1 é,Lease,hourly\n", to: "matters.csv")
        let codes = try codes(firm, try invoice(of: firm))
        #expect(
            codes == ["https://pay.example.com/0101?sum=600.00&for=C%261%20%C3%A9"])
    }

    /// What another program reads on the pages; nil, and said aloud, where it is not installed.
    private func codesReadAgain(
        _ firm: SmallFirm, _ document: RunReport.Made
    ) throws -> [String]? {
        let name = firm.path + "/grey"
        _ = try outputOfTool([
            "pdftoppm", "-r", "254", "-gray", firm.output + "/" + document.path, name,
        ])
        let pages = firm.folder.files(endingIn: ".pgm").map { firm.path + "/" + $0 }
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let reader = tests.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(".build/code-reader").path
        let (status, output) = try runTool(
            ["python3", tests.appendingPathComponent("read_codes.py").path, reader] + pages)
        guard status != 77, status != 127 else {
            print("Codes were NOT read again: make pdf-checker installs zxing-cpp from PyPI")
            return nil
        }
        try #require(status == 0, "\(output)")
        return output.split(separator: "\u{0C}").map(String.init)
    }

    private static let swiss =
        "  kind: swiss\n  iban: CH58 0079 1123 0008 8901 2\n  street: Bahnhofstrasse\n"
        + "  house: \"7\"\n  postcode: \"8001\"\n  town: Zürich\n  country: CH\n"

    @Test func aSwissPaymentPartSaysAndShowsWhatTheStandardWants() throws {
        let firm = try firm(
            currency: "CHF", Self.swiss,
            clients: "id,name,address1,address2\n"
                + "C1,Pia Rutschmann,Marktgasse 28,9400 Rorschach\nC2,Beta LLC,,\n")
        let made = try invoice(of: firm)
        // 0101 with RF00 is 0101271500, which leaves 8 when divided by 97: the check digits are 90.
        let text = try firm.text(made)
        for words in [
            "Receipt", "Payment part", "CH58 0079 1123 0008 8901 2", "RF90 0101", "Invoice 0101",
            "Acceptance point",
        ] {
            #expect(text.contains(words))
        }
        #expect(!text.contains("Remittance"))
        // The account; who is paid, and nobody in the end instead; how much; who pays; and what for.
        let expected = """
            SPC
            0200
            1
            CH5800791123000889012
            S
            Roe & Söhne
            Bahnhofstrasse
            7
            8001
            Zürich
            CH







            600.00
            CHF
            S
            Pia Rutschmann
            Marktgasse
            28
            9400
            Rorschach
            CH
            SCOR
            RF900101
            Invoice 0101
            EPD
            """
        if let codes = try codesReadAgain(firm, made) { #expect(codes == [expected]) }
    }

    @Test func aQRReferenceAndAPayerWhoWritesByHand() throws {
        let firm = try firm(
            currency: "EUR",
            Self.swiss.replacing("58 0079 1123", with: "44 3199 9123") + "  language: de\n")
        let made = try invoice(of: firm)
        // 0101 moves through the table by way of 0, 9, 5, 7; 10 less 7 is 3.
        let text = try firm.text(made)
        #expect(text.contains("00 00000 00000 00000 00000 01013"))
        #expect(text.contains("Zahlbar durch (Name/Adresse)"))
    }

    @Test func anInvoiceKeepsItsCodeWhateverTheSettingsSayLater() throws {
        let firm = try firm(currency: "EUR", "  kind: epc\n  iban: BE72 0000 0000 1616\n")
        let made = try invoice(of: firm)
        let bytes = try firm.bytes(made)
        try firm.folder.remove("Output/" + made.path)
        try firm.folder.write("name: Roe & Söhne\ncurrency: EUR\n", to: "firm.yaml")
        _ = try RenderRun(folder: firm.path).run("0101", to: nil, output: firm.output)
        #expect(try firm.bytes(made) == bytes)
    }

    @Test func aProFormaAsksForNoMoney() throws {
        let firm = try firm(currency: "EUR", "  kind: epc\n  iban: BE72 0000 0000 1616\n")
        try firm.load()
        let proforma = try #require(try firm.run(.proforma).proformas.first)
        #expect(try codes(firm, proforma).isEmpty)
    }
}
