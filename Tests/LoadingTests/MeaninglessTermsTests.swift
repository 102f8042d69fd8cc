import Billing
import TestSupport
import Testing

@testable import Loading

@Suite struct MeaninglessTermsTests {
    private static let collar =
        "collar: {target: 100, band: {percent: 5}, inside: target, measured: from-edge, "
        + "client-pays-above: 5, client-saves-below: 5, settled: "
    private static let volume =
        "volume-discount: {over: client, how: marginal, tiers: [{from: 0, percent: 1}], in: "

    /// Two terms of which the second is refused, in line 5, with what the reason says.
    @Test(
        arguments: [
            (
                "cap: {amount: 1, per: month, excess: carried}",
                "cap: {amount: 2, per: month, excess: written-off}",
                "there is a cap per month already, in line 4"
            ),
            (
                "cap: {amount: 1, per: month, phase: L300, excess: carried}",
                "cap: {amount: 2, per: month, phase: L300, excess: carried}",
                "a cap per month of phase L300"
            ),
            (
                "cap: {amount: 1, per: year, excess: carried}",
                "cap: {amount: 2, per: year, year-begins: 07-01, excess: carried}",
                "a cap per year"
            ),
            (
                "floor: {amount: 1, per: matter}", "floor: {amount: 1, per: matter}",
                "a floor per matter"
            ),
            (collar + "each-statement}", collar + "2026-12-31}", "a collar"),
            (
                "shared-savings: {target: 1, firm-share: 5, settled: each-statement}",
                "shared-savings: {target: 2, firm-share: 5, settled: each-statement}",
                "a share in savings"
            ),
            (volume + "month}", volume + "year}", "a volume discount"),
            (
                "holdback: {percent: 10, release: verdict, reason: x}",
                "holdback: {percent: 5, release: Verdict, reason: y}",
                "a holdback until \"Verdict\""
            ),
            (
                "success-fee: {name: a, event: verdict, amount: 1}",
                "success-fee: {name: b, event: verdict, percent-of-fees: 1}",
                "a success fee for \"verdict\""
            ),
            (
                "value-adjustment: {event: review, band: {percent: 5}}",
                "value-adjustment: {event: review, band: {percent: 9}}",
                "a value adjustment by \"review\""
            ),
            (
                "set-fee: {amount: 1, month: 2026-10, reason: x}",
                "set-fee: {amount: 2, month: 2026-10, reason: y}", "a set fee for 2026-10"
            ),
            (
                "floor: {amount: 2000, per: month}",
                "cap: {amount: 1999.99, per: month, excess: carried}",
                "the cap of USD 1999.99 per month is below the floor of USD 2000.00"
            ),
            (
                "cap: {amount: 1999.99, per: month, excess: carried}",
                "floor: {amount: 2000, per: month}",
                "the cap of USD 1999.99 per month is below the floor of USD 2000.00"
            ),
            (
                "discount: {percent: 5, reason: x}",
                "cap: {amount: 5, per: matter, phase: L300, excess: carried}",
                "looks at the phase's entries"
            ),
            (
                "cap: {amount: 5, per: matter, excess: carried}",
                "cap: {amount: 5, per: matter, phase: L300, excess: carried}",
                "looks at the phase's entries"
            ),
            (
                "discount: {percent: 5, reason: x}",
                "set-fee: {amount: 1, month: 2026-10, reason: x}", "before any other term"
            ),
            (
                "cap: {amount: 5, per: matter, phase: L300, excess: carried}",
                "set-fee: {amount: 1, month: 2026-10, reason: x}", "before any other term"
            ),
        ] as [(String, String, String)])
    func termsThatHaveNoMeaningTogether(_ first: String, _ second: String, _ says: String) {
        let read = ReadArrangement(terms: first, second)
        #expect(read.found == ["arrangement-meaningless 5"])
        #expect(read.diagnostics.first?.fact.contains(says) == true, "\(read.diagnostics)")
        #expect(read.diagnostics.first?.remedy?.isEmpty == false)
        #expect(read.arrangement == nil)
        #expect(ReadArrangement(terms: first).found.isEmpty)
    }

    @Test(
        arguments: [
            // Caps over different spans, and of different phases.
            [
                "cap: {amount: 1, per: month, phase: L200, excess: carried}",
                "cap: {amount: 1, per: month, phase: L300, excess: carried}",
                "cap: {amount: 5, per: month, excess: carried}",
                "cap: {amount: 9, per: year, excess: carried}",
            ],
            // A cap at its floor; a cap below the floor of a longer span, or of a phase.
            [
                "cap: {amount: 1, per: statement, phase: L300, excess: carried}",
                "cap: {amount: 2000, per: month, excess: carried}",
                "floor: {amount: 2000, per: month}", "floor: {amount: 3000, per: year}",
                "floor: {amount: 500, per: statement}",
            ],
            [
                "set-fee: {amount: 1, month: 2026-10, reason: x}",
                "set-fee: {amount: 1, month: 2027-10, reason: x}",
                "cap: {amount: 1, per: month, phase: L200, excess: carried}",
                "discount: {percent: 5, reason: x}", "discount: {percent: 5, reason: x}",
                "adjustment: {percent: 5, reason: x}",
            ],
            [
                "holdback: {percent: 10, release: verdict, reason: x}",
                "holdback: {percent: 10, release: appeal, reason: x}",
                "success-fee: {name: a, event: verdict, amount: 1}",
            ],
        ])
    func termsThatGoTogether(_ terms: [String]) {
        let read = ReadArrangement(terms: terms)
        #expect(read.found.isEmpty)
        #expect(read.terms.count == terms.count)
    }

    /// The same terms on either side of a change are two agreements, not a repetition.
    @Test func changesAreAgreementsOfTheirOwn() {
        let read = ReadArrangement(
            """
            name: Standard rates
            basis: hourly
            terms:
              - cap: {amount: 1000, per: month, excess: carried}
            changes:
              - from: 2026-07-01
                name: New rates
                basis: {blended: {rate: 300}}
                terms:
                  - cap: {amount: 2000, per: month, excess: carried}
              - from: 2027-01-01
                basis: hourly
            """)
        #expect(read.found.isEmpty)
        let agreements = read.arrangement?.agreements ?? []
        #expect(agreements.map(\.from) == [nil, day("2026-07-01"), day("2027-01-01")])
        #expect(agreements.map(\.name) == ["Standard rates", "New rates", "Standard rates"])
        #expect(agreements.map(\.terms.count) == [1, 1, 0])
        #expect(
            agreements.map(\.basis)
                == [.hourly, .blended(BlendedRates(perHour: 30_000)), .hourly])
    }

    @Test func changesThatDoNotFollowEachOther() {
        let read = ReadArrangement(
            """
            name: A
            basis: hourly
            changes:
              - {from: 2026-07-01, basis: hourly}
              - {from: 2026-07-01, basis: hourly}
              - {from: 2026-06-30, basis: hourly}
              - {from: 2026-08-01}
              - {basis: hourly}
            """)
        #expect(
            read.found == [
                "arrangement-meaningless 5", "arrangement-meaningless 6", "setting-missing 7",
                "setting-missing 8",
            ])
        #expect(read.diagnostics.first?.fact.contains("2026-07-01") == true)
    }
}
