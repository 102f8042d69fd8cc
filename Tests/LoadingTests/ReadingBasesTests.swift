import Billing
import TestSupport
import Testing

@testable import Loading

@Suite struct ReadingBasesTests {
    // MARK: By the hour

    @Test func blendedRatesForAllAndByClass() {
        let read = ReadArrangement(
            basis: "{blended: {rate: 350.00, classes: {Partner: 500.00, associate: 310.5}}}")
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .blended(
                    BlendedRates(
                        perHour: 35_000, byClass: ["partner": 50_000, "associate": 31_050])))
        #expect(
            ReadArrangement(basis: "{blended: {classes: {partner: 500}}}").basis
                == .blended(BlendedRates(perHour: nil, byClass: ["partner": 50_000])))
    }

    @Test func discountsOffTheRateBook() {
        let read = ReadArrangement(
            basis: "{discounted: {percent: 10, classes: {partner: 12.5}, tasks: {L300: 20}}}")
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .discounted([
                    RateDiscount(percent: Percent(10_000)),
                    RateDiscount(percent: Percent(12_500), rateClass: "partner"),
                    RateDiscount(percent: Percent(20_000), task: "L300"),
                ]))
    }

    // MARK: Flat fees

    @Test func aFlatFeeThatIsDueByAnEvent() {
        let read = ReadArrangement(basis: "{flat: {amount: 18500, due: {event: closing}}}")
        #expect(read.found.isEmpty)
        #expect(
            read.parts == [
                FlatFee.Part(name: "A", minorUnits: 1_850_000, due: .event("closing"))
            ])
        #expect(read.parts.first?.id == "whole")
    }

    @Test func milestonesByTheirNames() {
        let read = ReadArrangement(
            """
            name: A
            basis:
              flat:
                entries: prorated
                milestones:
                  - {name: Filing, amount: 5000, due: {event: filed}}
                  - {name: Grant, amount: 2500.50, due: 2026-12-31}
            """)
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .flat(
                    FlatFee(
                        parts: [
                            FlatFee.Part(
                                id: "milestone/Filing", name: "Filing", minorUnits: 500_000,
                                due: .event("filed")),
                            FlatFee.Part(
                                id: "milestone/Grant", name: "Grant", minorUnits: 250_050,
                                due: .on(day("2026-12-31"))),
                        ], entries: .prorated)))
    }

    /// 100.00 in three: 33.33, 33.33, and 33.34 for what is left over.
    @Test func theLastInstalmentTakesTheCentsLeftOver() {
        let read = ReadArrangement(
            basis: "{flat: {instalments: {amount: 100, number: 3, every: quarter, "
                + "first: 2026-01-31}}}")
        #expect(read.found.isEmpty)
        #expect(read.parts.map(\.minorUnits) == [3_333, 3_333, 3_334])
        #expect(read.parts.map(\.id) == ["instalment/1", "instalment/2", "instalment/3"])
        #expect(read.parts.first?.name == "Instalment 1 of 3")
        // Three and six months after the 31st of January: April has 30 days, July 31.
        #expect(
            read.parts.map(\.due) == [
                .on(day("2026-01-31")), .on(day("2026-04-30")), .on(day("2026-07-31")),
            ])
    }

    @Test func instalmentsAtTheEndOfEachMonth() {
        let read = ReadArrangement(
            basis: "{flat: {instalments: {amount: 30000, number: 12, every: month, "
                + "first: 2027-12-31}}}")
        #expect(read.parts.map(\.minorUnits) == Array(repeating: 250_000, count: 12))
        // 2028 is a leap year.
        #expect(
            read.parts.prefix(4).map(\.due) == [
                .on(day("2027-12-31")), .on(day("2028-01-31")), .on(day("2028-02-29")),
                .on(day("2028-03-31")),
            ])
        #expect(read.parts.last?.due == .on(day("2028-11-30")))
    }

    @Test func listedInstalments() {
        let read = ReadArrangement(
            basis: "{flat: {instalments: [{amount: 10, due: 2026-01-31}, "
                + "{amount: 5.5, due: {event: trial}}]}}")
        #expect(read.parts.map(\.minorUnits) == [1_000, 550])
        #expect(read.parts.map(\.due) == [.on(day("2026-01-31")), .event("trial")])
        #expect(read.parts.map(\.name) == ["Instalment 1 of 2", "Instalment 2 of 2"])
    }

    // MARK: Units and subscriptions

    @Test func unitsCountedByEventOrCode() {
        let read = ReadArrangement(
            """
            name: A
            basis:
              units:
                entries: hidden
                list:
                  - {name: Filing, price: 350.00, count: {event: filing}}
                  - {name: Hearing, price: 900, count: {code: A109}}
            """)
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .units(
                    UnitFee(
                        units: [
                            UnitPrice(
                                name: "Filing", minorUnits: 35_000, counted: .events("filing")),
                            UnitPrice(
                                name: "Hearing", minorUnits: 90_000, counted: .entries("A109")),
                        ], entries: .hidden)))
    }

    @Test func aSubscriptionWithEverything() {
        let read = ReadArrangement(
            """
            name: A
            basis:
              subscription:
                name: General counsel service
                amount: 4500
                every: month
                begins: 2026-01-01
                billed: in-advance
                hours: 20.25
                overage: {rate: 250}
                unused: {carried: 2}
                units: [{name: Filing, price: 300, count: {event: filing}, included: 3}]
                entries: without-figures
            """)
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .subscription(
                    Subscription(
                        name: "General counsel service", minorUnits: 450_000, every: .month,
                        begins: day("2026-01-01"), billed: .inAdvance,
                        includedHours: Hours(tenThousandths: 202_500), overage: .rate(25_000),
                        rollover: .periods(2),
                        units: [
                            UnitPrice(
                                name: "Filing", minorUnits: 30_000, counted: .events("filing"),
                                included: 3)
                        ], entries: .withoutFigures)))
    }

    @Test(
        arguments: [
            ("", .none, .none), ("overage: {share: 80}, ", .share(Percent(80_000)), .none),
            ("unused: lost, ", .none, .none), ("unused: carried, ", .none, .unlimited),
        ] as [(String, Subscription.Overage, Subscription.Rollover)])
    func whatASubscriptionSaysOfHours(
        _ text: String, _ overage: Subscription.Overage, _ rollover: Subscription.Rollover
    ) {
        let read = ReadArrangement(
            basis: "{subscription: {amount: 1, every: year, \(text)hours: 5, begins: 2026-07-01}}")
        guard case .subscription(let subscription) = read.basis else {
            Issue.record("\(read.found)")
            return
        }
        #expect(subscription.overage == overage)
        #expect(subscription.rollover == rollover)
        #expect(subscription.billed == .inArrears)
        #expect(subscription.name == "A")
    }

    // MARK: Results

    @Test func contingentByTiers() {
        let read = ReadArrangement(
            basis: "{contingent: {recovery: settlement, costs: after-costs, "
                + "tiers: [{from: 0, percent: 33.333}, {from: 250000, percent: 25}]}}")
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .contingent(
                    ContingentFee(
                        recovery: "settlement",
                        shares: .byAmount([
                            Tier(from: 0, percent: Percent(33_333)),
                            Tier(from: 25_000_000, percent: Percent(25_000)),
                        ]), costs: .afterCosts, entries: .noCharge)))
    }

    @Test func contingentByStages() {
        let read = ReadArrangement(
            """
            name: A
            basis:
              contingent:
                recovery: settlement
                costs: before-costs
                stages:
                  - {name: Before suit, percent: 25}
                  - {name: After suit was filed, percent: 33.333, begins: {event: suit-filed}}
                  - {name: On appeal, percent: 40, begins: 2027-01-01}
            """)
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .contingent(
                    ContingentFee(
                        recovery: "settlement",
                        shares: .byStage([
                            .init(name: "Before suit", percent: Percent(25_000), begins: .notYet),
                            .init(
                                name: "After suit was filed", percent: Percent(33_333),
                                begins: .event("suit-filed")),
                            .init(
                                name: "On appeal", percent: Percent(40_000),
                                begins: .on(day("2027-01-01"))),
                        ]), costs: .beforeCosts, entries: .noCharge)))
        #expect(read.arrangement?.eventNames == ["settlement", "suit-filed"])
    }

    @Test func reverseContingent() {
        let read = ReadArrangement(
            basis: "{reverse-contingent: {exposure: 2000000, outcome: judgment, percent: 20}}")
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .reverseContingent(
                    ReverseContingentFee(
                        exposure: 200_000_000, outcome: "judgment",
                        tiers: [Tier(from: 0, percent: Percent(20_000))], entries: .noCharge)))
    }

    @Test func agreedValueWithOptions() {
        let read = ReadArrangement(
            """
            name: A
            basis:
              agreed-value:
                deliverable: Opinion
                value: 15000
                due: {event: delivered}
                options:
                  - {name: Second opinion, amount: 4000, chosen: yes}
                  - {name: Translation, amount: 900, chosen: no}
            """)
        #expect(read.found.isEmpty)
        #expect(
            read.basis
                == .agreedValue(
                    AgreedValue(
                        deliverable: "Opinion", minorUnits: 1_500_000, due: .event("delivered"),
                        options: [
                            .init(name: "Second opinion", minorUnits: 400_000, isChosen: true),
                            .init(name: "Translation", minorUnits: 90_000, isChosen: false),
                        ], entries: .noCharge)))
    }

    // MARK: Currencies

    /// The yen has no decimals, the dinar of Kuwait three.
    @Test func amountsHaveTheDecimalsOfTheCurrency() throws {
        let yen = try #require(Currency(code: "JPY"))
        let dinar = try #require(Currency(code: "KWD"))
        let thirds =
            "{flat: {instalments: {amount: 100, number: 3, every: month, "
            + "first: 2026-01-01}}}"
        #expect(
            ReadArrangement(basis: thirds, currency: yen).parts.map(\.minorUnits) == [33, 33, 34])
        #expect(
            ReadArrangement(basis: thirds, currency: dinar).parts.map(\.minorUnits)
                == [33_333, 33_333, 33_334])
        #expect(
            ReadArrangement(basis: "{blended: {rate: 85.125}}", currency: dinar).basis
                == .blended(BlendedRates(perHour: 85_125)))
        #expect(
            ReadArrangement(basis: "{blended: {rate: 85.5}}", currency: yen).found
                == ["setting-unreadable 2"])
    }

    // MARK: What is wrong

    @Test(
        arguments: [
            ("{blended: {}}", "setting-missing", "rate or classes"),
            ("{blended: {rate: 1, classes: {a: 1, A: 2}}}", "arrangement-meaningless", "\"A\""),
            ("{blended: {classes: {partner: }}}", "setting-missing", "blended.classes.partner"),
            ("{discounted: {percent: 101}}", "arrangement-meaningless", "101 %"),
            ("{discounted: {clases: {partner: 1}, percent: 1}}", "setting-unknown", "clases"),
            (
                "{flat: {amount: 1, due: 2026-01-01, billed: 2026-01-01}}",
                "arrangement-meaningless", "due and billed"
            ),
            (
                "{flat: {due: 2026-01-01, milestones: [{name: N, amount: 1}]}}",
                "arrangement-meaningless", "milestones has a day of its own"
            ),
            (
                "{flat: {milestones: [{name: N, amount: 1}, {name: n, amount: 2}]}}",
                "arrangement-meaningless", "\"n\""
            ),
            ("{flat: {phases: []}}", "setting-missing", "basis.flat.phases"),
            ("{flat: {amount: 1, due: {evnt: closing}}}", "setting-missing", "due.event"),
            ("{flat: {amount: 1, due: soon}}", "setting-unreadable", "soon"),
            (
                "{flat: {instalments: {amount: 1, number: 0, every: month, first: 2026-01-01}}}",
                "setting-unreadable", "\"0\""
            ),
            ("{units: {}}", "setting-missing", "basis.units.list"),
            (
                "{units: {list: [{name: N, price: 1, count: {event: e, code: c}}]}}",
                "arrangement-meaningless", "event or code"
            ),
            (
                "{units: {list: [{name: N, price: 1, count: {code: c}, included: 2}]}}",
                "setting-unknown", "included"
            ),
            (
                "{subscription: {amount: 1, every: month, begins: 2026-01-01, entries: prorated}}",
                "arrangement-meaningless", "price of a period"
            ),
            (
                "{subscription: {amount: 1, every: month, begins: 2026-01-01, overage: {rate: 1}}}",
                "arrangement-meaningless", "no hours are included"
            ),
            (
                "{subscription: {amount: 1, every: month, begins: 2026-01-01, unused: carried}}",
                "arrangement-meaningless", "no hours are included"
            ),
            (
                "{subscription: {amount: 1, every: week, begins: 2026-01-01}}",
                "setting-unreadable", "\"week\""
            ),
            (
                "{subscription: {amount: 1, every: month, begins: 2026-01-01, hours: -1}}",
                "arrangement-meaningless", "hours"
            ),
            ("{contingent: {recovery: r, percent: 25}}", "setting-missing", "costs"),
            (
                "{contingent: {recovery: r, costs: before-costs}}", "setting-missing",
                "percent or tiers or stages"
            ),
            (
                "{contingent: {recovery: r, costs: before-costs, percent: 1, tiers: "
                    + "[{from: 0, percent: 1}]}}", "arrangement-meaningless", "not both"
            ),
            (
                "{contingent: {recovery: r, costs: before-costs, tiers: [{from: 5, percent: 1}]}}",
                "arrangement-meaningless", "first tier"
            ),
            (
                "{contingent: {recovery: r, costs: before-costs, tiers: [{from: 0, percent: 1}, "
                    + "{from: 9, percent: 1}, {from: 9, percent: 2}]}}", "arrangement-meaningless",
                "at or below"
            ),
            (
                "{contingent: {recovery: r, costs: before-costs, stages: "
                    + "[{name: A, percent: 1, begins: 2026-01-01}]}}", "arrangement-meaningless",
                "begins at once"
            ),
            (
                "{contingent: {recovery: r, costs: before-costs, stages: "
                    + "[{name: A, percent: 1}, {name: B, percent: 2}]}}", "setting-missing",
                "when this stage begins"
            ),
            ("{reverse-contingent: {outcome: o, percent: 1}}", "setting-missing", "exposure"),
            (
                "{agreed-value: {deliverable: D, value: 1, due: 2026-01-01, "
                    + "delivered: 2026-01-01}}",
                "arrangement-meaningless", "due and delivered"
            ),
            (
                "{agreed-value: {deliverable: D, value: 1, options: [{name: N, amount: 1}]}}",
                "setting-missing", "chosen"
            ),
            (
                "{flat: {amount: 1}, blended: {rate: 1}}", "arrangement-meaningless",
                "flat and blended"
            ),
            ("flat", "setting-unreadable", "\"flat\""),
        ] as [(String, String, String)])
    func whatIsWrongWithABasisIsNamed(_ basis: String, _ code: String, _ says: String) {
        let read = ReadArrangement(basis: basis)
        let found = read.diagnostics.first { $0.fact.contains(says) }
        #expect(found?.code.rawValue == code, "\(read.diagnostics.map(\.fact))")
        #expect(found?.place?.line == 2)
        #expect(found?.remedy?.isEmpty == false)
        #expect(read.arrangement == nil)
    }

    @Test func aWordThatIsNearlyRightIsOffered() {
        let read = ReadArrangement(basis: "{blendd: {rate: 1}}")
        #expect(read.diagnostics.contains { $0.remedy == "did you mean \"blended\"?" })
    }
}
