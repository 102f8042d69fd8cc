import Billing
import Rating
import TestSupport
import Testing

@Suite struct FlatFeeTests {
    @Test(
        "covered entries show as agreed, at zero, and keep their standard value",
        arguments: [
            (CoveredEntries.noCharge, ChargeDisplay.noCharge),
            (.withoutFigures, .withoutFigures), (.hidden, .hidden),
        ])
    func coveredEntries(_ entries: CoveredEntries, _ display: ChargeDisplay) throws {
        var bench = Bench()
        bench.arrangement = flat(
            [part(nil, 500_000, billed: "2026-10-15", named: "Incorporation")], entries)
        let (rated, found) = bench.rate([entry(1, tenths: 15), entry(2, by: "BB", .noCharge)])
        #expect(found == [])
        #expect(
            rated?.items == [
                FeeItem(
                    kind: .flatFee, description: "Incorporation", amount: usd(500_000),
                    part: FeePartID(matter: MatterID("M1"), part: "whole"))
            ])
        let charges = try #require(rated?.charges)
        #expect(charges.map(\.display) == [display, display])
        #expect(charges.map(\.amount) == [usd(0), usd(0)])
        // 1.5 h × 400.00, 1.0 h × 250.00
        #expect(charges.map(\.standard) == [usd(60_000), usd(25_000)])
        #expect(charges.map(\.billed) == [hours(150), hours(100)])
        #expect(charges.allSatisfy { $0.trace.last == .covered(by: "Incorporation") })
        #expect(rated?.fees == usd(500_000))
    }

    @Test(
        "a flat fee is billed on the first statement that reaches its day",
        arguments: [
            ("2026-10-31", true), ("2026-10-01", true), ("2026-11-01", false), (nil, false),
        ] as [(String?, Bool)])
    func due(_ billed: String?, _ isDue: Bool) {
        var bench = Bench()
        bench.arrangement = flat([part(nil, 500_000, billed: billed)])
        let (rated, found) = bench.rate([entry(1), entry(2)])
        #expect(found == [])
        #expect(rated?.fees == usd(isDue ? 500_000 : 0))
        #expect(rated?.charges.count == (isDue ? 2 : 0))
        #expect(rated?.waiting == (isDue ? [] : [EntryKey(1), EntryKey(2)]))
    }

    @Test func aFeeBilledBeforeIsNotBilledAgainAndLaterWorkIsFree() {
        var bench = Bench()
        bench.arrangement = flat([part(nil, 500_000, billed: "2026-09-30")])
        let (rated, _) = bench.rate(
            [entry(1)],
            billedBefore: [FeePartID(matter: MatterID("M1"), part: "whole")])
        #expect(rated?.items == [])
        #expect(rated?.charges.map(\.display) == [.noCharge])
        #expect(rated?.fees == usd(0))
        #expect(rated?.waiting == [])
        let ofAnotherMatter = bench.rate(
            [entry(1)],
            billedBefore: [FeePartID(matter: MatterID("M2"), part: "whole")])
        #expect(ofAnotherMatter.rated?.fees == usd(500_000))
    }

    /// L100 due and billed before, L200 due, L300 not due, "closing" due.
    private var byPhase: Bench {
        var bench = Bench()
        bench.arrangement = flat([
            part("L100", 100_000, billed: "2026-09-15", named: "Assessment"),
            part("L200", 200_000, billed: "2026-10-20", named: "Pleadings"),
            part("L300", 300_000, billed: "2026-11-20", named: "Discovery"),
            part("closing", 50_000, billed: "2026-10-31", named: "Closing"),
        ])
        return bench
    }

    private let billedBefore: Set = [FeePartID(matter: MatterID("M1"), part: "L100")]

    @Test func phasesAreBilledEachOnItsOwnDay() {
        let (rated, found) = byPhase.rate([], billedBefore: billedBefore)
        #expect(found == [])
        #expect(rated?.items.map(\.description) == ["Pleadings", "Closing"])
        #expect(rated?.items.map(\.amount) == [usd(200_000), usd(50_000)])
        #expect(
            rated?.items.map(\.part) == [
                FeePartID(matter: MatterID("M1"), part: "L200"),
                FeePartID(matter: MatterID("M1"), part: "closing"),
            ])
    }

    @Test(
        "an entry goes with its phase",
        arguments: [
            // phase, task, covered by (nil: waits)
            ("L200", nil, "Pleadings"), (nil, "L200", "Pleadings"), (nil, "L210", "Pleadings"),
            (nil, "L250", "Pleadings"), (nil, "L110", "Assessment"), (nil, "L320", nil),
            ("L300", nil, nil), ("closing", nil, "Closing"), (nil, "closing", "Closing"),
            // A phase that the entry names beats its task code.
            ("closing", "L210", "Closing"), ("L300", "L210", nil),
        ] as [(String?, String?, String?)])
    func phases(_ phase: String?, _ task: String?, _ name: String?) {
        let (rated, found) = byPhase.rate(
            [entry(1, task: task, phase: phase)], billedBefore: billedBefore)
        #expect(found == [])
        #expect(rated?.charges.map(\.trace.last) == name.map { [.covered(by: $0)] } ?? [])
        #expect(rated?.waiting == (name == nil ? [EntryKey(1)] : []))
    }

    @Test(
        "an entry outside all phases refuses the matter",
        arguments: [
            ("L400", nil, "phase \"L400\" is not one of the phases of \"Flat\""),
            (nil, "L410", "phase \"L410\" is not one of the phases of \"Flat\""),
            (nil, "A101", "phase \"A101\" is not one of the phases of \"Flat\""),
            (nil, nil, "the entry names no phase, and \"Flat\" is priced by phase"),
        ] as [(String?, String?, String)])
    func outsidePhases(_ phase: String?, _ task: String?, _ fact: String) {
        let (rated, found) = byPhase.rate([entry(1), entry(2, task: task, phase: phase)].suffix(1))
        #expect(rated == nil)
        #expect(found.map(\.code) == [.phaseUnknown])
        #expect(found.first?.place == Place(file: "inbox/a.csv", line: 3))
        #expect(found.first?.fact == fact)
        #expect(found.first?.remedy?.contains("L100, L200, L300, closing") == true)
    }
}

@Suite struct AgreedValueTests {
    private func bench(delivered: String?, _ entries: CoveredEntries = .noCharge) -> Bench {
        var bench = Bench()
        bench.arrangement = FeeArrangement(
            name: "Opinion",
            basis: .agreedValue(
                AgreedValue(
                    deliverable: "Legal opinion", minorUnits: 750_000,
                    due: delivered.map { .on(day($0)) } ?? .notYet, entries: entries)))
        return bench
    }

    @Test func aDeliveredOpinionIsBilledAtItsPrice() {
        let (rated, found) = bench(delivered: "2026-10-31", .hidden).rate([entry(1)])
        #expect(found == [])
        #expect(
            rated?.items == [
                FeeItem(
                    kind: .agreedValue, description: "Legal opinion", amount: usd(750_000),
                    part: FeePartID(matter: MatterID("M1"), part: "agreed-value"))
            ])
        #expect(rated?.charges.map(\.display) == [.hidden])
        #expect(rated?.charges.map(\.standard) == [usd(40_000)])
        #expect(rated?.charges.first?.trace.last == .covered(by: "Legal opinion"))
    }

    @Test(arguments: ["2026-11-01", nil] as [String?])
    func workWaitsUntilDelivery(_ delivered: String?) {
        let (rated, found) = bench(delivered: delivered).rate([entry(1), entry(2)])
        #expect(found == [])
        #expect(rated?.isEmpty == true)
        #expect(rated?.waiting == [EntryKey(1), EntryKey(2)])
    }

    @Test func costsDoNotWaitForDelivery() {
        let (rated, _) = bench(delivered: nil).rate([entry(1)], costs: [cost(2, 500)])
        #expect(rated?.costs.map(\.amount) == [usd(500)])
    }

    @Test func workAfterTheBillIsFree() {
        let (rated, _) = bench(delivered: "2026-09-30").rate(
            [entry(1)],
            billedBefore: [FeePartID(matter: MatterID("M1"), part: "agreed-value")])
        #expect(rated?.items == [])
        #expect(rated?.charges.map(\.display) == [.noCharge])
        #expect(rated?.fees == usd(0))
    }
}
