import Billing
import TestSupport
import Testing

@Suite struct EventNamesTests {
    private func names(_ basis: FeeBasis, _ terms: FeeTerm...) -> Set<String> {
        FeeArrangement(name: "A", basis: basis, terms: terms).eventNames
    }

    private let units = [
        UnitPrice(name: "Filing", minorUnits: 1, counted: .events("filing")),
        UnitPrice(name: "Hearing", minorUnits: 1, counted: .entries("A109")),
    ]

    @Test func basesWaitForWhatTheyArePaidFor() {
        let parts = [
            FlatFee.Part(name: "A", minorUnits: 1, due: .event("closing")),
            FlatFee.Part(name: "B", minorUnits: 1, due: .on(day("2026-10-31"))),
            FlatFee.Part(name: "C", minorUnits: 1, due: .notYet),
        ]
        #expect(names(.flat(FlatFee(parts: parts, entries: .hidden))) == ["closing"])
        #expect(names(.units(UnitFee(units: units, entries: .hidden))) == ["filing"])
        let subscription = Subscription(
            name: "A", minorUnits: 1, every: .month, begins: day("2026-01-01"),
            billed: .inArrears, units: units, entries: .hidden)
        #expect(names(.subscription(subscription)) == ["filing"])
        let outcome = ReverseContingentFee(
            exposure: 1, outcome: "judgment", tiers: [], entries: .hidden)
        #expect(names(.reverseContingent(outcome)) == ["judgment"])
        let value = AgreedValue(
            deliverable: "A", minorUnits: 1, due: .event("delivered"), entries: .hidden)
        #expect(names(.agreedValue(value)) == ["delivered"])
    }

    @Test func anEventOfALaterAgreementCounts() {
        let collar = FeeCollar(
            target: 1, up: .amount(1), down: .amount(1), inside: .actual, measured: .fromEdge,
            clientPaysAbove: Percent(thousandths: 1), clientSavesBelow: Percent(thousandths: 1),
            settlement: .once(.event("end of project")))
        let arrangement = FeeArrangement(
            name: "A",
            agreements: [
                Agreement(name: "A", basis: .hourly),
                Agreement(
                    from: day("2026-07-01"), name: "B", basis: .hourly, terms: [.collar(collar)]),
            ])
        #expect(arrangement.eventNames == ["end of project"])
        #expect(FeeArrangement.hourly.eventNames.isEmpty)
    }
}
