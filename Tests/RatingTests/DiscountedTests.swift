import Billing
import Rating
import TestSupport
import Testing

@Suite struct DiscountedTests {
    /// 10 % for all, 15 % for partners, 20 % for task L300 and what stands under it, 5 % for L310.
    private let bench = Bench(
        .discounted([
            off(10_000), off(15_000, class: "Partner"), off(20_000, task: "L300"),
            off(5_000, task: "L310"),
        ]))

    @Test(
        "a discount for the task beats one for the class beats one for all",
        arguments: [
            // 250.00 × 90 %, × 80 %; 400.00 × 85 %, × 80 %, × 95 %
            ("BB", nil, 22_500, "10 % off the rate"), ("BB", "L400", 22_500, "10 % off the rate"),
            ("AA", nil, 34_000, "15 % off for class Partner"),
            ("BB", "L300", 20_000, "20 % off for task L300"),
            ("AA", "L320", 32_000, "20 % off for task L300"),
            ("AA", "L310", 38_000, "5 % off for task L310"),
        ] as [(String, String?, Int, String)])
    func whichOne(_ person: String, _ task: String?, _ perHour: Int, _ rule: String) throws {
        let (rated, found) = bench.rate([entry(1, by: person, task: task)])
        #expect(found == [])
        let charge = try #require(rated?.charges.first)
        #expect(charge.perHour == usd(perHour))
        let rules = charge.trace.compactMap {
            if case .agreedRate(usd(perHour), let rule) = $0 { rule.description } else { nil }
        }
        #expect(rules == [rule])
        #expect(charge.standard == usd(person == "AA" ? 40_000 : 25_000))
    }

    @Test(
        "the rate that is printed is rounded half up, and what is printed is multiplied",
        arguments: [
            // 400.05 × 90 % = 360.045, 360.05; 1.5 h × 360.05 = 540.075
            ("USD", 40_005, 10_000, 36_005, 54_008),
            // 400.04 × 90 % = 360.036, 360.04; 1.5 h × 360.04 = 540.06
            ("USD", 40_004, 10_000, 36_004, 54_006),
            // ¥45 005 × 90 % = 40 504.5, 40 505; × 1.5 = 60 757.5
            ("JPY", 45_005, 10_000, 40_505, 60_758),
            // 123.455 × 87.5 % = 108.023125, 108.023; × 1.5 = 162.0345
            ("KWD", 123_455, 12_500, 108_023, 162_035),
            ("USD", 40_000, 0, 40_000, 60_000), ("USD", 40_000, 100_000, 0, 0),
        ])
    func rounding(
        _ code: String, _ rate: Int, _ thousandths: Int, _ perHour: Int, _ amount: Int
    ) throws {
        var bench = Bench(.discounted([off(thousandths)]))
        try bench.use(code, aa: rate, bb: 1)
        let charge = try #require(bench.rate([entry(1, tenths: 15)]).rated?.charges.first)
        #expect(charge.perHour?.minorUnits == perHour)
        #expect(charge.amount.minorUnits == amount)
    }

    @Test func whoHasNoDiscountPaysTheBooksRate() {
        let bench = Bench(.discounted([off(15_000, class: "partner"), off(20_000, task: "L300")]))
        #expect(bench.rate([entry(1, by: "BB", task: "L400")]).rated?.fees == usd(25_000))
    }

    @Test func aRateIsNeeded() {
        var bench = bench
        bench.rates.removeLast()
        let (rated, found) = bench.rate([entry(1, by: "BB")])
        #expect(rated == nil)
        #expect(found.map(\.severity) == [.error])
        #expect(found.map(\.code) == [.rateMissing])
    }

    @Test func noChargeTimeIsFree() {
        let rated = bench.rate([entry(1, .noCharge)]).rated
        #expect(rated?.fees == usd(0))
        #expect(rated?.charges.map(\.standard) == [usd(40_000)])
    }

    @Test func workBeforeTheChangeKeepsTheOldDiscount() {
        let bench = Bench(
            .discounted([off(10_000)]), from: day("2026-10-16"), .discounted([off(20_000)]))
        // 400.00 × 90 %, 400.00 × 80 %
        #expect(
            bench.rate([entry(1, on: "2026-10-15"), entry(2, on: "2026-10-16")]).rated?.charges
                .map(\.amount) == [usd(36_000), usd(32_000)])
    }
}

private func off(
    _ thousandths: Int, class rateClass: String? = nil, task: String? = nil
) -> RateDiscount {
    RateDiscount(percent: Percent(thousandths: thousandths), rateClass: rateClass, task: task)
}
