import Billing
import Testing

@testable import Loading

@Suite struct FirmFileTests {
    private func read(_ text: String) -> (firm: Firm?, found: [String]) {
        let read = FirmFile.read(Array(text.utf8))
        return (read.firm, read.diagnostics.map { "\($0.code.rawValue) \($0.place?.line ?? 0)" })
    }

    @Test func everyKeyIsRead() throws {
        let (firm, found) = read(
            """
            name: Roe & Partners
            letterhead: [1 Main Street, Springfield]
            tax-id: "12-3456789"
            currency: EUR
            paper: a4
            template: plain
            date-order: day-first
            export-rates: ignore
            time: {increment: exact, rounding: nearest, minimum: 6, decimals: 1, grace: 2, per: day}
            invoices: {prefix: "2026-", first: 10421, width: 5, terms-days: 14, terms: "Soon.",
                       statements: consolidated}
            proformas: {prefix: P, first: 7, width: 3}
            time-zone: America/New_York
            taxes: [{code: vat, name: VAT, percent: 8.875, on: [fees]}]
            payment: [Bank of Springfield]
            """)
        var expected = Firm(name: "Roe & Partners")
        expected.letterhead = ["1 Main Street", "Springfield"]
        expected.taxID = "12-3456789"
        expected.currency = try #require(Currency(code: "EUR"))
        expected.paper = "a4"
        expected.template = "plain"
        expected.dateOrder = .dayFirst
        expected.usesExportRates = false
        expected.timeZone = "America/New_York"
        expected.time = TimePractice(
            increment: .exact, rounding: .nearest, minimumMinutes: 6, graceMinutes: 2, per: .day)
        expected.hoursDecimals = 1
        expected.invoices = InvoicePractice(
            numbers: NumberSeries(prefix: "2026-", first: 10_421, width: 5), termsDays: 14,
            terms: "Soon.", statements: .consolidated)
        expected.proformas = NumberSeries(prefix: "P", first: 7, width: 3)
        expected.taxes = [
            Tax(
                code: "vat", name: "VAT", percent: Percent(thousandths: 8_875), onFees: true,
                onCosts: false)
        ]
        expected.payment = ["Bank of Springfield"]
        #expect(firm == expected)
        #expect(found.isEmpty)
    }

    @Test func whatIsNotWrittenKeepsItsDefault() {
        let (firm, found) = read("name: Roe\n")
        #expect(firm == Firm(name: "Roe"))
        #expect(found.isEmpty)
    }

    @Test(arguments: [
        ("paper: letter\n", ["setting-missing 0"]),
        ("name: A\ncurrency: dollars\n", ["currency-unknown 2"]),
        ("name: A\npaper: a5\n", ["setting-unreadable 2"]),
        ("name: A\ntime: {increment: 7}\n", ["setting-unreadable 2"]),
        ("name: A\ntime: {decimals: 5}\n", ["setting-unreadable 2"]),
        ("name: A\ntime: {grace: 6}\n", ["setting-unreadable 2"]),
        ("name: A\ntime: {increment: 15, grace: 14}\n", []),
        ("name: A\ntime: {per: week}\n", ["setting-unreadable 2"]),
        ("name: A\nexport-rates: maybe\n", ["setting-unreadable 2"]),
        ("name: A\ntime-zone: EST\n", ["setting-unreadable 2"]),
        ("name: A\ntime-zone: Berlin\n", ["setting-unreadable 2"]),
        ("name: A\ninvoices: {perfix: x}\n", ["setting-unknown 2"]),
        (
            "name: A\ntaxes: [{code: a, name: A, percent: 1}, {code: A, name: B, percent: 2}]\n",
            ["id-repeated 2"]
        ),
        (
            "name: A\ntaxes: [{code: a, percent: 1, on: [tips]}]\n",
            ["setting-missing 2", "setting-unreadable 2"]
        ),
        ("name: A\ntaxes: [{code: fees, name: A, percent: 1}]\n", ["setting-unreadable 2"]),
        ("name: A\ntaxes: [{code: NY tax, name: A, percent: 1}]\n", ["setting-unreadable 2"]),
        (
            "name: A\ntaxes: [{code: a, name: A, percent: 1, on: [b]}, {code: b, name: B, "
                + "percent: 1, on: [A]}]\n", ["setting-unreadable 2"]
        ),
        (
            "name: A\ntaxes: [{code: a, name: A, category: reverse-charge, percent: 20}]\n",
            ["setting-missing 2", "setting-unreadable 2"]
        ),
        (
            "name: A\ntaxes: [{code: a, name: A, rounding: page, percent: 1}]\n",
            ["setting-unreadable 2"]
        ),
        ("name: FILL IN\nletterhead: [FILL IN]\n", ["left-to-fill-in 1", "left-to-fill-in 2"]),
    ])
    func everyFaultIsReported(_ text: String, _ expected: [String]) {
        let (firm, found) = read(text)
        #expect(firm != nil)
        #expect(found == expected)
    }

    @Test func taxesOfEveryKindAreRead() {
        let (firm, found) = read(
            """
            name: Roe
            taxes:
              - {code: GST, name: GST, percent: 5}
              - {code: QST, name: QST, percent: 9.975, on: [fees, gst], rounding: line}
              - {code: X, name: Exempt from VAT, category: exempt}
              - {code: RC, name: VAT, category: reverse-charge, note: The recipient pays.}
            """)
        #expect(found == [])
        #expect(
            firm?.taxes == [
                Tax(code: "GST", name: "GST", percent: Percent(thousandths: 5_000)),
                Tax(
                    code: "QST", name: "QST", percent: Percent(thousandths: 9_975),
                    onCosts: false, onTaxes: ["GST"], rounding: .line),
                Tax(
                    code: "X", name: "Exempt from VAT", percent: Percent(thousandths: 0),
                    category: .exempt),
                Tax(
                    code: "RC", name: "VAT", percent: Percent(thousandths: 0),
                    category: .reverseCharge, note: "The recipient pays."),
            ])
    }

    @Test func brokenYAMLGivesNoFirm() {
        let (firm, found) = read("name: \"A\n")
        #expect(firm == nil)
        #expect(found == ["yaml-unreadable 2"])
    }

    @Test(arguments: [
        ("America/New_Yrok", "did you mean \"America/New_York\"?"),
        ("EST", "write a zone like America/New_York or Europe/Berlin"),
    ]) func aTimeZoneIsAPlaceWithItsClock(_ word: String, _ remedy: String) {
        let (firm, found) = FirmFile.read(Array("name: Roe\ntime-zone: \(word)\n".utf8))
        #expect(firm?.timeZone == nil)
        #expect(found.first?.fact.contains("\"\(word)\"") == true)
        #expect(found.first?.remedy == remedy)
        for zone in ["UTC", "Europe/Berlin"] {
            #expect(read("name: Roe\ntime-zone: \(zone)\n").0?.timeZone == zone)
        }
    }
}
