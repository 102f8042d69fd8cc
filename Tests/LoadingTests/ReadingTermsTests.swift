import Billing
import TestSupport
import Testing

@testable import Loading

@Suite struct ReadingTermsTests {
    private func percent(_ thousandths: Int) -> Extent { .percent(Percent(thousandths)) }

    @Test func discounts() {
        let read = ReadArrangement(
            terms: "discount: {percent: 10, reason: Courtesy}",
            "discount: {amount: 500, on: both, reason: Delay}",
            "discount: {percent: 2.5, on: costs, reason: Copies}")
        #expect(read.found.isEmpty)
        #expect(
            read.terms == [
                .discount(Discount(extent: percent(10_000), reason: "Courtesy")),
                .discount(
                    Discount(extent: .amount(50_000), onFees: true, onCosts: true, reason: "Delay")
                ),
                .discount(
                    Discount(extent: percent(2_500), onFees: false, onCosts: true, reason: "Copies")
                ),
            ])
    }

    @Test func capsAndFloors() {
        let read = ReadArrangement(
            terms: "cap: {amount: 8000, per: month, phase: L300, excess: written-off}",
            "cap: {amount: 35000, per: year, year-begins: 07-01, with-costs: yes, "
                + "excess: carried, alerts: [75, 90], counted-before: 12000}",
            "floor: {amount: 2000, per: statement}",
            "floor: {amount: 9000, per: matter, counted-before: 100.50}")
        #expect(read.found.isEmpty)
        #expect(
            read.terms == [
                .cap(FeeCap(minorUnits: 800_000, span: .month, phase: "L300")),
                .cap(
                    FeeCap(
                        minorUnits: 3_500_000, span: .year(beginning: day("2000-07-01")),
                        countsCosts: true, excess: .carried,
                        alerts: [Percent(75_000), Percent(90_000)], countedBefore: 1_200_000)),
                .floor(FeeFloor(minorUnits: 200_000, span: .statement)),
                .floor(FeeFloor(minorUnits: 900_000, span: .matter, countedBefore: 10_050)),
            ])
    }

    @Test func collars() {
        let read = ReadArrangement(
            terms: "collar: {target: 100000, band: {percent: 20}, inside: target, "
                + "measured: from-edge, client-pays-above: 50, client-saves-below: 40, "
                + "settled: each-statement}")
        #expect(read.found.isEmpty)
        #expect(
            read.terms == [
                .collar(
                    FeeCollar(
                        target: 10_000_000, up: percent(20_000), down: percent(20_000),
                        inside: .target, measured: .fromEdge, clientPaysAbove: Percent(50_000),
                        clientSavesBelow: Percent(40_000), settlement: .eachStatement))
            ])
    }

    @Test(
        arguments: [
            ("{amount: 5000}", "2026-12-31", .amount(500_000), .amount(500_000)),
            (
                "{up: {percent: 10}, down: {amount: 5000}}", "2026-12-31",
                .percent(Percent(10_000)), .amount(500_000)
            ),
        ] as [(String, String, Extent, Extent)])
    func bandsOfCollars(_ band: String, _ settled: String, _ up: Extent, _ down: Extent) {
        let read = ReadArrangement(
            terms: "collar: {target: 100000, band: \(band), inside: actual, "
                + "measured: from-target, client-pays-above: 0, client-saves-below: 100, "
                + "settled: \(settled)}")
        guard case .collar(let collar) = read.terms.first else {
            Issue.record("\(read.diagnostics)")
            return
        }
        #expect(collar.up == up && collar.down == down)
        #expect(collar.settlement == .once(.on(day("2026-12-31"))))
        #expect(collar.inside == .actual && collar.measured == .fromTarget)
    }

    @Test func sharedSavings() {
        let read = ReadArrangement(
            terms: "shared-savings: {target: 50000, firm-share: 30, settled: {event: closing}}")
        #expect(read.found.isEmpty)
        #expect(
            read.terms == [
                .sharedSavings(
                    SharedSavings(
                        target: 5_000_000, firmShare: Percent(30_000),
                        settlement: .once(.event("closing"))))
            ])
        #expect(read.arrangement?.eventNames == ["closing"])
    }

    @Test(
        arguments: [
            ("over: client, in: rolling-12-months, how: marginal", .client, .rollingTwelveMonths),
            ("over: matter, in: matter, how: marginal", .matter, .matter),
            // By id, by name and by alias.
            (
                "over: {clients: [C2, Acme Holdings]}, in: year, how: marginal",
                .group([ClientID("C2"), ClientID("C1")]), .year(beginning: nil)
            ),
            (
                "over: {clients: [acme]}, in: year, year-begins: 04-06, how: marginal",
                .group([ClientID("C1")]), .year(beginning: day("2000-04-06"))
            ),
        ] as [(String, VolumeDiscount.Scope, TermSpan)])
    func volumeDiscounts(_ text: String, _ scope: VolumeDiscount.Scope, _ span: TermSpan) {
        let read = ReadArrangement(
            terms: "volume-discount: {\(text), counted-before: 7, "
                + "tiers: [{from: 0, percent: 0}, {from: 100000, percent: 5}]}")
        #expect(read.found.isEmpty)
        #expect(
            read.terms == [
                .volumeDiscount(
                    VolumeDiscount(
                        scope: scope, span: span, method: .marginal,
                        tiers: [
                            Tier(from: 0, percent: Percent(0)),
                            Tier(from: 10_000_000, percent: Percent(5_000)),
                        ], countedBefore: 700))
            ])
    }

    @Test func holdbacksSuccessFeesAndTheClientsOwnJudgement() {
        let read = ReadArrangement(
            terms: "holdback: {percent: 10, release: verdict, reason: Until the verdict}",
            "success-fee: {name: Win, event: verdict, amount: 25000, ceiling: 25000}",
            "success-fee: {name: Early, event: early-end, percent-of-fees: 20}",
            "success-fee: {name: Sale, event: sale, percent-of-result: 5, ceiling: 100000}",
            "success-fee: {name: Deal, event: deal, tiers: [{from: 0, percent: 1}]}",
            "value-adjustment: {event: client-review, band: {up: {percent: 5}, "
                + "down: {percent: 10}}}")
        #expect(read.found.isEmpty)
        #expect(
            read.terms == [
                .holdback(
                    Holdback(
                        percent: Percent(10_000), release: "verdict", reason: "Until the verdict")),
                .successFee(
                    SuccessFee(
                        name: "Win", event: "verdict", amount: .fixed(2_500_000),
                        ceiling: 2_500_000)),
                .successFee(
                    SuccessFee(name: "Early", event: "early-end", amount: .ofFees(Percent(20_000)))
                ),
                .successFee(
                    SuccessFee(
                        name: "Sale", event: "sale",
                        amount: .ofResult([Tier(from: 0, percent: Percent(5_000))]),
                        ceiling: 10_000_000)),
                .successFee(
                    SuccessFee(
                        name: "Deal", event: "deal",
                        amount: .ofResult([Tier(from: 0, percent: Percent(1_000))]))),
                .valueAdjustment(
                    ValueAdjustment(
                        event: "client-review", up: percent(5_000), down: percent(10_000))),
            ])
        #expect(
            read.arrangement?.eventNames
                == ["verdict", "early-end", "sale", "deal", "client-review"])
    }

    @Test func anAttorneysFigure() {
        let read = ReadArrangement(
            terms: "set-fee: {amount: 30000, month: 2026-10, reason: Agreed by telephone}",
            "set-fee: {amount: 28000, month: 2026-11, reason: As before}")
        #expect(read.found.isEmpty)
        #expect(
            read.terms.first
                == .setFee(
                    SetFee(
                        minorUnits: 3_000_000, month: day("2026-10-01"),
                        reason: "Agreed by telephone")))
        #expect(read.terms.count == 2)
    }

    @Test func amountsHaveTheDecimalsOfTheCurrency() throws {
        let yen = try #require(Currency(code: "JPY"))
        let dinar = try #require(Currency(code: "KWD"))
        let cap = "cap: {amount: 35000, per: matter, excess: carried}"
        #expect(
            ReadArrangement(terms: cap, currency: yen).terms
                == [.cap(FeeCap(minorUnits: 35_000, span: .matter, excess: .carried))])
        #expect(
            ReadArrangement(terms: cap, currency: dinar).terms
                == [.cap(FeeCap(minorUnits: 35_000_000, span: .matter, excess: .carried))])
    }

    // MARK: What is wrong

    @Test(
        arguments: [
            ("discount: {reason: x}", "setting-missing", "percent or amount"),
            ("discount: {percent: 5, amount: 5, reason: x}", "arrangement-meaningless", "not both"),
            ("discount: {percent: 100.001, reason: x}", "arrangement-meaningless", "100.001 %"),
            ("discount: {percent: 5, on: fee, reason: x}", "setting-unreadable", "\"fee\""),
            ("cap: {amount: 1, per: matter}", "setting-missing", "excess"),
            (
                "cap: {amount: 1, per: rolling-12-months, excess: carried}", "setting-unreadable",
                "rolling-12-months"
            ),
            ("cap: {amount: 1, per: matter, excess: lost}", "setting-unreadable", "\"lost\""),
            (
                "cap: {amount: 1, per: matter, excess: carried, alerts: [75, high]}",
                "setting-unreadable", "\"high\""
            ),
            (
                "cap: {amount: 1, per: month, year-begins: 07-01, excess: carried}",
                "arrangement-meaningless", "per is month"
            ),
            (
                "cap: {amount: 1, per: year, year-begins: 7/1, excess: carried}",
                "setting-unreadable", "\"7/1\""
            ),
            (
                "floor: {amount: 1, per: rolling-12-months}", "arrangement-meaningless",
                "never end"
            ),
            (
                "collar: {target: 100, band: {amount: 100.01}, inside: target, "
                    + "measured: from-edge, client-pays-above: 5, client-saves-below: 5, "
                    + "settled: each-statement}",
                "arrangement-meaningless", "below zero"
            ),
            (
                "collar: {target: 100, band: {up: {percent: 5}}, inside: target, "
                    + "measured: from-edge, client-pays-above: 5, client-saves-below: 5, "
                    + "settled: each-statement}", "setting-missing", "band.down"
            ),
            (
                "shared-savings: {target: 1, firm-share: 5, settled: every-statement}",
                "setting-unreadable", "\"every-statement\""
            ),
            ("shared-savings: {target: 1, firm-share: 5}", "setting-missing", "settled"),
            (
                "volume-discount: {over: {clients: [C9]}, in: year, how: marginal, "
                    + "tiers: [{from: 0, percent: 1}]}", "client-unknown", "\"C9\""
            ),
            (
                "volume-discount: {over: client, in: year, tiers: [{from: 0, percent: 1}]}",
                "setting-missing", "how"
            ),
            (
                "volume-discount: {over: client, in: year, how: marginal}", "setting-missing",
                "tiers"
            ),
            ("holdback: {percent: 10, reason: x}", "setting-missing", "release"),
            ("success-fee: {name: x, event: e}", "setting-missing", "percent-of-result"),
            (
                "success-fee: {name: x, event: e, amount: 10, ceiling: 9.99}",
                "arrangement-meaningless", "USD 9.99"
            ),
            ("value-adjustment: {event: e}", "setting-missing", "band"),
            (
                "set-fee: {amount: 1, month: 10/2026, reason: x}", "setting-unreadable",
                "\"10/2026\""
            ),
            ("capp: {amount: 1}", "setting-unknown", "capp"),
            ("cap: ", "setting-missing", "no term"),
            (
                "{discount: {percent: 1, reason: x}, floor: {amount: 1, per: month}}",
                "arrangement-meaningless", "discount and floor"
            ),
        ] as [(String, String, String)])
    func whatIsWrongWithATermIsNamed(_ term: String, _ code: String, _ says: String) {
        let read = ReadArrangement(terms: "adjustment: {percent: 1, reason: x}", term)
        let found = read.diagnostics.first { $0.fact.contains(says) }
        #expect(found?.code.rawValue == code, "\(read.diagnostics.map(\.fact))")
        #expect(read.diagnostics.count == 1, "\(read.diagnostics.map(\.fact))")
        #expect(found?.place?.line == 5)
        #expect(found?.remedy?.isEmpty == false)
        #expect(read.arrangement == nil)
    }

    @Test func aCapOfAPhaseCountsNoCosts() {
        let read = ReadArrangement(
            terms: "cap: {amount: 1, per: year, phase: L300, with-costs: yes, excess: carried}")
        #expect(read.found == ["arrangement-meaningless 4"])
        #expect(read.diagnostics.first?.fact.contains("costs belong to no phase") == true)
        let without = ReadArrangement(
            terms: "cap: {amount: 1, per: year, phase: L300, with-costs: no, excess: carried}")
        #expect(without.found.isEmpty)
    }

    @Test func everythingThatIsWrongIsReportedInOneRun() {
        let read = ReadArrangement(
            """
            name: A
            basis:
              flat:
                amount: lots
                entries: hiden
            terms:
              - cap: {amount: 12.345, per: matter, excess: carried}
              - holdback: {percent: 200, release: verdict, reason: x}
              - discont: {percent: 10, reason: x}
            changes:
              - from: soon
                basis: hourly
            """)
        #expect(
            read.found == [
                "setting-unreadable 4", "setting-unreadable 5", "setting-unreadable 7",
                "arrangement-meaningless 8", "setting-unknown 9", "setting-unreadable 11",
            ])
    }
}
