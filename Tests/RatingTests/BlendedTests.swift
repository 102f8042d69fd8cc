import Billing
import Rating
import TestSupport
import Testing

@Suite struct BlendedTests {
    private let oneForAll = FeeBasis.blended(BlendedRates(perHour: 35_000))

    @Test(
        "a class has its own rate, everybody else the common one",
        arguments: [
            // 1.5 h × 350.00 = 525.00; × 500.00 = 750.00; × 310.00 = 465.00
            (BlendedRates(perHour: 35_000), "AA", 35_000, 52_500),
            (BlendedRates(perHour: 35_000), "BB", 35_000, 52_500),
            (BlendedRates(perHour: 35_000, byClass: ["partner": 50_000]), "AA", 50_000, 75_000),
            (BlendedRates(perHour: 35_000, byClass: ["partner": 50_000]), "BB", 35_000, 52_500),
            (BlendedRates(perHour: 35_000, byClass: ["Associate": 31_000]), "BB", 31_000, 46_500),
            (BlendedRates(perHour: nil, byClass: ["associate": 31_000]), "BB", 31_000, 46_500),
            (BlendedRates(perHour: 0), "AA", 0, 0),
        ])
    func rates(_ rates: BlendedRates, _ person: String, _ perHour: Int, _ amount: Int) throws {
        let (rated, found) = Bench(.blended(rates)).rate([entry(1, by: person, tenths: 15)])
        #expect(found == [])
        let charge = try #require(rated?.charges.first)
        #expect(charge.perHour == usd(perHour))
        #expect(charge.amount == usd(amount))
        #expect(charge.display == .amount)
        // What the time is worth at the rate book: 1.5 h × 400.00 or × 250.00
        #expect(charge.standard == usd(person == "AA" ? 60_000 : 37_500))
        #expect(rated?.items == [])
    }

    @Test func aClassWithoutARateIsRefusedAndNamed() {
        let (rated, found) = Bench(.blended(BlendedRates(perHour: nil, byClass: ["partner": 1])))
            .rate([entry(1), entry(2, by: "BB")])
        #expect(rated == nil)
        #expect(found.map(\.code) == [.rateMissing])
        #expect(found.first?.place?.line == 3)
        #expect(found.first?.fact.contains("\"BB\", class \"associate\"") == true)
    }

    @Test func aPersonWithoutAClassHasTheCommonRate() {
        var bench = Bench(.blended(BlendedRates(perHour: 35_000, byClass: ["partner": 50_000])))
        bench.timekeepers[0].rateClass = nil
        #expect(bench.rate([entry(1)]).rated?.fees == usd(35_000))
    }

    @Test func nobodyNeedsARateInTheBook() {
        var bench = Bench(oneForAll)
        bench.rates.removeLast()
        let (rated, found) = bench.rate([entry(1), entry(2, by: "BB")])
        #expect(found.map(\.code) == [.rateMissing])
        #expect(found.map(\.severity) == [.warning])
        #expect(rated?.fees == usd(70_000))
        #expect(rated?.charges.map(\.standard) == [usd(40_000), usd(0)])
    }

    @Test func aRateOnTheEntryIsItsValueAndNotItsPrice() throws {
        let charge = try #require(
            Bench(oneForAll).rate([entry(1, rate: 60_000)]).rated?.charges.first)
        #expect(charge.amount == usd(35_000))
        #expect(charge.standard == usd(60_000))
    }

    @Test func theTraceTellsBothRates() throws {
        let trace = try #require(Bench(oneForAll).rate([entry(1)]).rated?.charges.first?.trace)
        #expect(
            trace.suffix(3) == [
                .rate(
                    perHour: usd(40_000), source: "timekeeper",
                    place: Place(file: "rates.csv", line: 2)),
                .agreedRate(perHour: usd(35_000), rule: .blended(rateClass: nil)),
                .multiplied(hours: hours(100), perHour: usd(35_000), amount: usd(35_000)),
            ])
    }

    @Test func noChargeTimeIsFreeAndNonBillableTimeIsAbsent() {
        let rated = Bench(oneForAll).rate([
            entry(1, .noCharge), entry(2, .nonBillable), entry(3, tenths: 0),
        ]).rated
        #expect(rated?.charges.map(\.amount) == [usd(0), usd(0)])
        #expect(rated?.charges.map(\.display) == [.noCharge, .amount])
        #expect(rated?.charges.map(\.entry.key) == [EntryKey(1), EntryKey(3)])
    }

    @Test func workBeforeTheChangeKeepsTheOldRate() {
        let bench = Bench(.hourly, from: day("2026-10-16"), oneForAll)
        let rated = bench.rate([
            entry(1, on: "2026-10-15"), entry(2, on: "2026-10-16"), entry(3, on: "2026-10-31"),
        ]).rated
        #expect(rated?.charges.map(\.amount) == [usd(40_000), usd(35_000), usd(35_000)])
        #expect(rated?.sections.map(\.agreement) == ["First", "Second"])
        #expect(rated?.sections.map(\.fee) == [usd(40_000), usd(70_000)])
    }

    @Test(
        "each currency is rounded to its own minor unit",
        arguments: [
            // 1.5 h × ¥35 001 = 52 501.5; 1.5 h × 350.01 = 525.015; 1.5 h × 350.001 = 525.0015
            ("JPY", 35_001, 52_502), ("USD", 35_001, 52_502), ("KWD", 350_001, 525_002),
        ])
    func currencies(_ code: String, _ perHour: Int, _ amount: Int) throws {
        var bench = Bench(.blended(BlendedRates(perHour: perHour)))
        try bench.use(code, aa: 1, bb: 1)
        #expect(bench.rate([entry(1, tenths: 15)]).rated?.fees.minorUnits == amount)
    }
}
