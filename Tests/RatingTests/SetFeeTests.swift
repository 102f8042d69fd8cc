import Billing
import Rating
import TestSupport
import Testing

@Suite struct SetFeeTests {
    private func setFee(_ minorUnits: Int, month: String = "2026-10-01") -> FeeTerm {
        .setFee(SetFee(minorUnits: minorUnits, month: day(month), reason: "As promised"))
    }

    @Test(
        "the difference is spread by the lines' amounts, the last cents by largest remainder",
        arguments: [
            // 50 less over three alike: 16.666… each, the two cents left to the first two.
            ([10_000, 10_000, 10_000], 25_000, [8_333, 8_333, 8_334]),
            // 1.00 more by 1 : 2 : 4: 0.142…, 0.285…, 0.571…; the two cents left to the largest
            // remainders, .857 and .571.
            ([10_000, 20_000, 40_000], 70_100, [10_014, 20_029, 40_057]),
            ([10_000, 20_000], 0, [0, 0]), ([10_000, 20_000], 60_000, [20_000, 40_000]),
            // Lines without an amount stay without.
            ([10_000, 0, 10_000], 20_001, [10_001, 0, 10_000]),
            ([10_000, 20_000], 29_999, [10_000, 19_999]),
        ])
    func spread(_ work: [Int], _ figure: Int, _ expected: [Int]) throws {
        var bench = TermBench(setFee(figure))
        let billed = try bench.bill("2026-10-31", work)
        #expect(billed.rated.charges.map(\.amount.minorUnits) == expected)
        #expect(billed.fees == figure)
        #expect(billed.items.map(\.isInLines) == [true])
        #expect(
            billed.rated.charges.map(\.adjustment.minorUnits)
                == zip(expected, work).map { $0 - $1 })
        // The figure before stays in sight.
        #expect(billed.step(.counted) == work.reduce(0, +))
        #expect(billed.rated.charges.map(\.standard.minorUnits) == work)
    }

    /// Of equal remainders the lines that are printed first get the cents.
    @Test func theOrderOfLoadingDoesNotMoveTheCents() throws {
        var bench = TermBench(setFee(25_000))
        let time = ["2026-10-03", "2026-10-02", "2026-10-01"].map {
            bench.price(at: 10_000, on: $0)
        }
        let charges = try bench.bill("2026-10-31", time: time).rated.charges
        #expect(charges.map(\.amount.minorUnits) == [8_334, 8_333, 8_333])
    }

    @Test func aFigureThatIsTheFeeChangesNothingAndIsPrinted() throws {
        var bench = TermBench(setFee(30_000))
        let billed = try bench.bill("2026-10-31", [30_000])
        #expect(billed.items.map(\.amount) == [usd(0)])
        #expect(billed.rated.charges.map(\.trace.count) == [3])
        #expect(try bench.bill("2026-10-31", [500]).fees == 500)
    }

    @Test func withoutLinesItIsAnItemOfItsOwn() throws {
        var bench = TermBench(setFee(30_000))
        let billed = try bench.bill("2026-10-31")
        #expect(billed.amount(.setFee) == 30_000)
        #expect(billed.items.map(\.isInLines) == [false])
        var credit = TermBench(setFee(30_000))
        let mixed = try credit.bill("2026-10-31", [-5_000])
        #expect(mixed.amount(.setFee) == 35_000)
        #expect(mixed.fees == 30_000)
    }

    @Test(
        "it holds for the first statement of its month",
        arguments: [
            ("2026-09-30", 10_000), ("2026-10-01", 30_000), ("2026-10-31", 30_000),
            ("2026-11-01", 10_000),
        ])
    func month(_ end: String, _ expected: Int) throws {
        var bench = TermBench(setFee(30_000))
        #expect(try bench.bill(end, [10_000]).fees == expected)
        #expect(try bench.bill(end, [10_000]).fees == 10_000)
    }

    @Test func aFigureOfAReplacedAgreementIsNotBilledAgain() throws {
        var bench = TermBench([
            agreed(setFee(30_000, month: "2026-06-01")), agreed(from: "2026-07-01"),
        ])
        #expect(try bench.bill("2026-06-30", [10_000]).fees == 30_000)
        #expect(try bench.bill("2026-07-31", [10_000]).fees == 10_000)
        #expect(try bench.bill("2026-08-31").rated.isEmpty)
    }

    @Test func laterTermsGoOnFromIt() throws {
        var bench = TermBench(
            setFee(30_000),
            .discount(Discount(extent: .percent(percent(10)), reason: "Courtesy")))
        #expect(try bench.bill("2026-10-31", [10_000]).fees == 27_000)
    }
}
