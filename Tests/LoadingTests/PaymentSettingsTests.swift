import Billing
import Testing

@testable import Loading

/// What arrangements say of how statements are paid.
@Suite struct PaymentSettingsTests {
    private func read(
        _ payment: String, currency: Currency = .usd
    ) -> (terms: PaymentTerms?, found: [String]) {
        let file = ArrangementFile(name: "a", currency: currency, file: "arrangements/a.yaml")
        let read = file.read(Array("name: A\nbasis: hourly\n\(payment)\n".utf8))
        return (
            read.arrangement?.payment,
            read.diagnostics.map { "\($0.code.rawValue) \($0.place?.line ?? 0)" }
        )
    }

    // MARK: Retainers

    @Test func aRetainerHasAMinimumAndWhatItIsBroughtUpTo() {
        let (terms, found) = read(
            "retainer: {minimum: \"5,000\", replenish-to: 10000.50, apply: no}")
        #expect(found.isEmpty)
        #expect(
            terms?.retainer
                == RetainerTerms(minimum: 500_000, replenishTo: 1_000_050, isApplied: false))
    }

    @Test func withoutMoreARetainerIsAppliedAndBroughtUpToItsMinimum() {
        #expect(
            read("retainer: {minimum: 5000}").terms?.retainer
                == RetainerTerms(minimum: 500_000, replenishTo: 500_000, isApplied: true))
        #expect(
            read("retainer: {apply: yes}").terms?.retainer
                == RetainerTerms(minimum: 0, replenishTo: 0, isApplied: true))
        #expect(read("").terms?.retainer == nil)
    }

    @Test func amountsAreInTheArrangementsCurrency() throws {
        let yen = try #require(Currency(code: "JPY"))
        #expect(
            read("retainer: {minimum: 5000}", currency: yen).terms?.retainer
                == RetainerTerms(minimum: 5_000))
    }

    @Test(arguments: [
        ("retainer: {minimum: 5000, replenish-to: 4999.99}", "arrangement-meaningless 3"),
        ("retainer: {replenish-to: 5000}", "arrangement-meaningless 3"),
        ("retainer: {minimum: -1}", "arrangement-meaningless 3"),
        ("retainer: {minimum: 5.001}", "setting-unreadable 3"),
        ("retainer: {minimum: 5, apply: maybe}", "setting-unreadable 3"),
        ("retainer: {minimum: 5, aply: no}", "setting-unknown 3"),
    ])
    func aRetainerThatMeansNothingIsRefused(payment: String, found: String) {
        #expect(read(payment).found == [found])
    }

    // MARK: Prompt payment

    @Test func anOfferHasAPercentageAndDays() {
        let (terms, found) = read("prompt-payment: {percent: 2.5, days: 14, on: fees}")
        #expect(found.isEmpty)
        #expect(
            terms?.promptPayment
                == .offered(
                    PromptPayment(percent: Percent(thousandths: 2_500), days: 14, base: .fees)))
        #expect(
            read("prompt-payment: {percent: 2, days: 10}").terms?.promptPayment
                == .offered(
                    PromptPayment(percent: Percent(thousandths: 2_000), days: 10, base: .total)))
    }

    /// Where the firm offers one to everybody.
    @Test func anArrangementMayOfferNone() {
        #expect(read("prompt-payment: none").terms?.promptPayment == .notOffered)
        #expect(read("").terms?.promptPayment == nil)
    }

    @Test(arguments: [
        ("prompt-payment: {percent: 0, days: 10}", "arrangement-meaningless 3"),
        ("prompt-payment: {percent: 100.001, days: 10}", "arrangement-meaningless 3"),
        ("prompt-payment: {percent: -2, days: 10}", "arrangement-meaningless 3"),
        ("prompt-payment: {percent: 2}", "setting-missing 3"),
        ("prompt-payment: {days: 10}", "setting-missing 3"),
        ("prompt-payment: {percent: 2, days: -1}", "setting-unreadable 3"),
        ("prompt-payment: {percent: 2, days: 10, on: costs}", "setting-unreadable 3"),
        ("prompt-payment: 2", "setting-unreadable 3"),
    ])
    func anOfferThatMeansNothingIsRefused(payment: String, found: String) {
        #expect(read(payment).found == [found])
    }

    @Test func theFirmMayOfferItToEverybody() {
        let text = "name: Roe\ninvoices:\n  prompt-payment: {percent: 2, days: 10}\n"
        let read = FirmFile.read(Array(text.utf8))
        #expect(read.diagnostics.isEmpty)
        #expect(
            read.firm?.invoices.promptPayment
                == PromptPayment(percent: Percent(thousandths: 2_000), days: 10))
    }
}
