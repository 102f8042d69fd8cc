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
}
