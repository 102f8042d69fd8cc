import Billing
import TestSupport
import Testing

@testable import Loading

@Suite struct ArrangementFileTests {
    @Test func hourlyWithTerms() {
        let read = ReadArrangement(
            """
            name: Volume discount
            basis: hourly
            terms:
              - adjustment: {percent: -12.5, reason: "Agreed on 2 March"}
              - adjustment: {percent: 3, reason: Rush}
            """)
        #expect(read.found.isEmpty)
        #expect(read.basis == .hourly)
        #expect(
            read.terms == [
                .adjustment(
                    PercentAdjustment(
                        percent: Percent(thousandths: -12_500), reason: "Agreed on 2 March")),
                .adjustment(
                    PercentAdjustment(percent: Percent(thousandths: 3_000), reason: "Rush")),
            ])
        #expect(read.arrangement?.place == Place(file: "arrangements/a.yaml"))
    }

    @Test func flatForTheWholeMatter() {
        let read = ReadArrangement(
            """
            name: Closing
            basis: {flat: {entries: hidden, amount: "18,500.00", billed: 2026-10-31}}
            """)
        let part = FlatFee.Part(
            name: "Closing", minorUnits: 1_850_000,
            due: .on(day("2026-10-31")))
        #expect(read.found.isEmpty)
        #expect(
            read.basis == .flat(FlatFee(parts: [part], entries: .hidden)))
    }

    @Test func flatByPhaseInAnotherCurrency() throws {
        let read = ReadArrangement(
            """
            name: Phases
            basis:
              flat:
                phases:
                  - {phase: P100, name: Start, amount: 9500, billed: 2026-08-31}
                  - {phase: P200, name: End, amount: 4000}
            """, currency: try #require(Currency(code: "JPY")))
        #expect(read.found.isEmpty)
        guard case .flat(let fee) = read.basis else {
            Issue.record("no flat fee")
            return
        }
        #expect(fee.parts.map(\.minorUnits) == [9_500, 4_000])
        #expect(fee.parts.map(\.phase) == ["P100", "P200"])
        #expect(fee.parts.last?.due == .notYet)
        #expect(fee.entries == .noCharge)
    }

    @Test func agreedValue() {
        let read = ReadArrangement(
            """
            name: Opinion
            basis: {agreed-value: {deliverable: Opinion letter, value: 15000.00,
                    delivered: 2026-09-22, entries: without-figures}}
            """)
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .agreedValue(
                    AgreedValue(
                        deliverable: "Opinion letter", minorUnits: 1_500_000,
                        due: .on(day("2026-09-22")),
                        entries: .withoutFigures)))
    }

    @Test(arguments: [
        ("name: A\n", ["setting-missing 0"]),
        ("name: A\nbasis: {}\n", ["setting-missing 2"]),
        ("name: A\nbasis: hourley\n", ["setting-unreadable 2"]),
        (
            "name: A\nbasis: {flat: {amount: 5}, agreed-value: {deliverable: x, value: 1}}\n",
            ["arrangement-meaningless 2"]
        ),
        (
            "name: A\nbasis: {flat: {amount: 5, phases: [{phase: P, name: N, amount: 1}]}}\n",
            ["arrangement-meaningless 2"]
        ),
        (
            "name: A\nbasis:\n  flat:\n    phases:\n      - {phase: P, name: N, amount: 1}\n"
                + "      - {phase: p, name: M, amount: 1}\n", ["arrangement-meaningless 6"]
        ),
        ("name: A\nbasis: {flat: {entries: hidden}}\n", ["setting-missing 2"]),
        ("name: A\nbasis: {flat: {amount: 12.345}}\n", ["setting-unreadable 2"]),
        ("name: A\nbasis: {flat: {amount: -5}}\n", ["arrangement-meaningless 2"]),
        ("name: A\nbasis: {flt: {amount: 5}}\n", ["setting-missing 2", "setting-unknown 2"]),
        (
            "name: A\nbasis: hourly\nterms:\n  - adjustment: {percent: 5, reason: \"\"}\n",
            ["setting-missing 4"]
        ),
        (
            "name: A\nbasis: hourly\nterms:\n  - adjustment: {percent: 5.1234, reason: x}\n",
            ["setting-unreadable 4"]
        ),
    ])
    func everyFaultIsReported(_ text: String, _ expected: [String]) {
        #expect(ReadArrangement(text).found == expected)
    }
}
