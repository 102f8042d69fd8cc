import Billing
import Rating
import TestSupport
import Testing

@Suite struct RaterTests {
    // MARK: Hourly

    @Test func hourlyTimeIsBilledAtItsRate() throws {
        let (rated, found) = Bench().rate([entry(1, tenths: 15), entry(2, by: "BB", tenths: 7)])
        #expect(found == [])
        let charges = try #require(rated?.charges)
        // 1.5 h × 400.00 and 0.7 h × 250.00
        #expect(charges.map(\.amount) == [usd(60_000), usd(17_500)])
        #expect(charges.map(\.standard) == [usd(60_000), usd(17_500)])
        #expect(charges.map(\.billed) == [hours(150), hours(70)])
        #expect(charges.map(\.display) == [.amount, .amount])
        #expect(rated?.fees == usd(77_500))
        #expect(rated?.sections.map(\.agreement) == ["Hourly"])
    }

    @Test func everyChargeTellsHowItCameAbout() throws {
        let (rated, _) = Bench().rate([
            entry(1, tenths: 15), entry(2, by: "BB", tenths: 7, .noCharge),
        ])
        let charges = try #require(rated?.charges)
        #expect(
            charges.map(\.trace) == [
                [
                    .rounded(seconds: 5_400, rule: "up to 6 minutes", to: hours(150)),
                    .rate(
                        perHour: usd(40_000), source: "timekeeper",
                        place: Place(file: "rates.csv", line: 2)),
                    .multiplied(hours: hours(150), perHour: usd(40_000), amount: usd(60_000)),
                ],
                [
                    .rounded(seconds: 2_520, rule: "up to 6 minutes", to: hours(70)),
                    .rate(
                        perHour: usd(25_000), source: "timekeeper",
                        place: Place(file: "rates.csv", line: 3)),
                    .noCharge(reason: "the entry is marked no charge"),
                ],
            ])
    }

    @Test func noChargeTimeIsListedAtZeroAndKeepsItsValue() throws {
        let (rated, found) = Bench().rate([entry(1, tenths: 20, .noCharge)])
        #expect(found == [])
        let charge = try #require(rated?.charges.first)
        #expect(charge.amount == usd(0))
        #expect(charge.display == .noCharge)
        // 2.0 h × 400.00
        #expect(charge.standard == usd(80_000))
        #expect(rated?.fees == usd(0))
    }

    @Test func nonBillableWorkIsOnNoBillAndNeedsNoRate() {
        var bench = Bench()
        bench.rates = []
        let (rated, found) = bench.rate(
            [entry(1, .nonBillable)], costs: [cost(2, 500, .nonBillable)])
        #expect(found == [])
        #expect(rated?.isEmpty == true)
        #expect(rated?.waiting == [])
    }

    @Test func workAfterTheCutOffIsLeftOut() {
        let (rated, _) = Bench().rate(
            [entry(1, on: "2026-10-31"), entry(2, on: "2026-11-01")],
            costs: [cost(3, on: "2026-10-31", 500), cost(4, on: "2026-11-01", 700)])
        #expect(rated?.charges.map(\.entry.key) == [EntryKey(1)])
        #expect(rated?.costs.map(\.entry.key) == [EntryKey(3)])
        #expect(rated?.waiting == [])
    }

    @Test func aRateOnTheEntryWinsUnlessTheFirmSaysOtherwise() {
        var bench = Bench()
        let time = [entry(1, rate: 30_000)]
        #expect(bench.rate(time).rated?.fees == usd(30_000))
        bench.firm.usesExportRates = false
        #expect(bench.rate(time).rated?.fees == usd(40_000))
    }

    @Test func matterBeatsClientBeatsFirmInHowTimeIsRounded() {
        var bench = Bench()
        // 7 minutes: up to 6 minutes is 0.2, to 15 is 0.25, to 30 is 0.5; × 400.00
        var time = entry(1)
        time.seconds = 420
        #expect(bench.rate([time]).rated?.fees == usd(8_000))
        bench.client.time = TimePractice(increment: .minutes(15))
        #expect(bench.rate([time]).rated?.fees == usd(10_000))
        bench.matter.time = TimePractice(increment: .minutes(30))
        #expect(bench.rate([time]).rated?.fees == usd(20_000))
        bench.client.time.rounding = .down
        #expect(bench.rate([time]).rated?.fees == usd(0))
    }

    @Test func workedTimeIsKeptBesideBilledTime() throws {
        var time = entry(1)
        time.seconds = 420
        let charge = try #require(Bench().rate([time]).rated?.charges.first)
        // 420 s = 0.11666… h
        #expect(charge.worked == hours(12))
        #expect(charge.billed == hours(20))
        #expect(charge.entry == time)
    }

    @Test func aClientIsChargedInItsOwnCurrency() throws {
        let yen = try #require(Currency(code: "JPY"))
        var bench = Bench()
        bench.client.currency = yen
        bench.rates.append(
            Rate(
                effective: day("2026-01-01"), timekeeper: TimekeeperID("AA"),
                perHour: Money(minorUnits: 45_001, yen)))
        // 1.5 h × ¥45 001 = 67 501.5
        #expect(
            bench.rate([entry(1, tenths: 15)]).rated?.fees == Money(minorUnits: 67_502, yen))
    }

    @Test func costsAreChargedAsRecorded() {
        let (rated, found) = Bench().rate(
            [], costs: [cost(1, 12_345), cost(2, 500, .noCharge), cost(3, -100)])
        #expect(found == [])
        #expect(rated?.costs.map(\.amount) == [usd(12_345), usd(0), usd(-100)])
        #expect(rated?.costs.map(\.display) == [.amount, .noCharge, .amount])
        #expect(rated?.fees == usd(0))
    }

    // MARK: What is wrong

    @Test func aMissingRateRefusesTheMatterAndNamesEveryEntry() {
        var bench = Bench()
        bench.rates.removeLast()
        let (rated, found) = bench.rate([entry(1), entry(2, by: "BB"), entry(3, by: "BB")])
        #expect(rated == nil)
        #expect(found.map(\.code) == [.rateMissing, .rateMissing])
        #expect(found.map(\.severity) == [.error, .error])
        #expect(found.map(\.place?.line) == [3, 4])
        #expect(found.first?.fact == "no rate in USD for timekeeper \"BB\" on 2026-10-05")
        #expect(found.first?.remedy != nil)
    }

    @Test func aMissingRateUnderAFixedPriceIsOnlyAWarning() throws {
        var bench = Bench()
        bench.rates.removeLast()
        bench.arrangement = flat([part(nil, 100_000, billed: "2026-10-31")])
        let (rated, found) = bench.rate([entry(1), entry(2, by: "BB")])
        #expect(found.map(\.code) == [.rateMissing])
        #expect(found.map(\.severity) == [.warning])
        let charges = try #require(rated?.charges)
        #expect(charges.map(\.standard) == [usd(40_000), usd(0)])
        #expect(charges.map(\.perHour) == [usd(40_000), nil])
        #expect(rated?.fees == usd(100_000))
    }

    @Test func aMatterWithoutAnArrangementIsRefused() {
        var bench = Bench()
        bench.matter.arrangement = nil
        bench.matter.place = Place(file: "matters.csv", line: 4)
        let (rated, found) = bench.rate([entry(1)])
        #expect(rated == nil)
        #expect(found.map(\.code) == [.arrangementMissing])
        #expect(found.first?.place == Place(file: "matters.csv", line: 4))
    }

    @Test func theRateBooksOwnFaultsAreReportedOnce() {
        var bench = Bench()
        bench.rates.append(bench.rates[0])
        let rater = Rater(firm: bench.firm, registers: bench.registers)
        #expect(rater.diagnostics.map(\.code) == [.rateRepeated])
        var found: [Diagnostic] = []
        _ = rater.rate(
            UnbilledWork(matter: MatterID("M1"), time: [entry(1)]), through: day("2026-10-31"),
            past: Past(), reporting: &found)
        #expect(found == [])
    }
}

func part(
    _ phase: String?, _ cents: Int, billed: String?, named name: String = "Fixed"
) -> FlatFee.Part {
    FlatFee.Part(
        phase: phase, name: name, minorUnits: cents, due: billed.map { .on(day($0)) } ?? .notYet)
}

func flat(
    _ parts: [FlatFee.Part], _ entries: CoveredEntries = .noCharge, terms: [FeeTerm] = []
) -> FeeArrangement {
    FeeArrangement(
        name: "Flat", basis: .flat(FlatFee(parts: parts, entries: entries)), terms: terms)
}
