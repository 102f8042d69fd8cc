import Billing
import Rating
import TestSupport
import Testing

@Suite struct UnitFeeTests {
    private let filing = UnitPrice(name: "Filing", minorUnits: 35_000, counted: .events("filing"))
    private let hearing = UnitPrice(name: "Hearing", minorUnits: 90_000, counted: .entries("A109"))

    private func bench(_ entries: CoveredEntries = .noCharge) -> Bench {
        Bench(.units(UnitFee(units: [filing, hearing], entries: entries)))
    }

    @Test func filingsAreCountedByEventsAndHearingsByEntries() throws {
        var bench = bench()
        bench.events = [
            recorded("Filing", "2026-10-05", quantity: 2), recorded("filing", "2026-10-31"),
            // After the period, and something else.
            recorded("filing", "2026-11-01"), recorded("verdict", "2026-10-05"),
        ]
        let (rated, found) = bench.rate([
            entry(1, activity: "A109"), entry(2, task: "A109"), entry(3, activity: "A101"),
            entry(4, activity: "A109", .noCharge), entry(5, activity: "A109", .nonBillable),
        ])
        #expect(found == [])
        // 3 × 350.00, 2 × 900.00
        #expect(
            rated?.items == [
                FeeItem(
                    kind: .units, description: "Filing",
                    working: [.product(.quantity, 3, usd(35_000))], amount: usd(105_000)),
                FeeItem(
                    kind: .units, description: "Hearing",
                    working: [.product(.quantity, 2, usd(90_000))], amount: usd(180_000)),
            ])
        let charges = try #require(rated?.charges)
        #expect(charges.map(\.display) == [.noCharge, .noCharge, .noCharge, .noCharge])
        #expect(charges.allSatisfy { $0.amount == usd(0) })
        #expect(rated?.waiting == [])
    }

    @Test func withoutUnitsThereIsNothingToPay() {
        let (rated, _) = bench().rate([entry(1, activity: "A101")])
        #expect(rated?.items == [])
        #expect(rated?.fees == usd(0))
        #expect(bench().rate([]).rated?.isEmpty == true)
    }

    @Test func eachFilingIsBilledOnceAndAQuantityPutRightIsPutRightOnTheNext() throws {
        let five = recorded("filing", "2026-10-05", quantity: 5)
        let three = recorded("filing", "2026-10-05", quantity: 3)
        let months = try bench().months([
            Month("2026-10-31", events: [five]),
            // It were only three, and there is one more: 4 - 5 = -1
            Month("2026-11-30", events: [three, recorded("filing", "2026-11-10")]),
            Month("2026-12-31", [entry(1, on: "2026-12-01")]),
            // The last one was recorded late.
            Month(
                "2027-01-31",
                events: [
                    three, recorded("filing", "2026-11-10"), recorded("filing", "2026-12-10"),
                ]),
        ])
        #expect(months.map(\.fees) == [175_000, -35_000, 0, 35_000])
        #expect(months[1].items.first?.working == [.product(.quantity, -1, usd(35_000))])
    }

    @Test func filingsBeforeANewPriceKeepTheOldOne() throws {
        var dearer = filing
        dearer.minorUnits = 40_000
        let basis = { FeeBasis.units(UnitFee(units: [$0], entries: .noCharge)) }
        var bench = Bench(basis(filing), from: day("2026-11-16"), basis(dearer))
        bench.events = [
            recorded("filing", "2026-10-05", quantity: 5), recorded("filing", "2026-11-15"),
            recorded("filing", "2026-11-16", quantity: 3), recorded("filing", "2026-12-01"),
        ]
        let months = try bench.months([
            Month("2026-10-31"), Month("2026-11-30"), Month("2026-12-31"), Month("2027-01-31"),
        ])
        // 5 × 350.00; 1 × 350.00 and 3 × 400.00; 1 × 400.00; nothing
        #expect(months.map(\.amounts) == [[175_000], [35_000, 120_000], [40_000], []])
    }

    @Test func unitsOfOneNameCountedByTwoEventsAreBothBilled() throws {
        let copies = ["scan", "copy"].map {
            UnitPrice(name: "Page", minorUnits: 10, counted: .events($0))
        }
        var bench = Bench(.units(UnitFee(units: copies, entries: .noCharge)))
        bench.events = [
            recorded("scan", "2026-10-01", quantity: 1_200),
            recorded("copy", "2026-10-02", quantity: 300),
        ]
        let months = try bench.months([Month("2026-10-31"), Month("2026-11-30")])
        // 1,200 × 0.10, 300 × 0.10
        #expect(months.map(\.amounts) == [[12_000, 3_000], []])
    }

    @Test func proratedTheLinesBearThePrice() throws {
        var bench = bench(.prorated)
        bench.events = [recorded("filing", "2026-10-05")]
        let rated = try #require(
            bench.rate([entry(1, tenths: 10), entry(2, by: "BB", tenths: 16)]).rated)
        // 1.0 h × 400.00 and 1.6 h × 250.00 are worth the same: half of 350.00 each
        #expect(rated.charges.map(\.amount) == [usd(17_500), usd(17_500)])
        #expect(rated.charges.map(\.display) == [.share, .share])
        #expect(rated.items.map(\.amount) == [usd(0)])
        #expect(
            rated.items.first?.working == [
                .product(.quantity, 1, usd(35_000)), .given(.price, usd(35_000)),
            ])
        #expect(rated.fees == usd(35_000))
    }

    @Test(arguments: [("JPY", 0), ("USD", 2), ("KWD", 3)])
    func currencies(_ code: String, _ decimals: Int) throws {
        var bench = bench()
        try bench.use(code, aa: 1, bb: 1)
        bench.events = [recorded("filing", "2026-10-05", quantity: 3)]
        let fees = try #require(bench.rate([]).rated?.fees)
        // 3 × 35,000 minor units
        #expect(fees == Money(minorUnits: 105_000, try #require(Currency(code: code))))
        #expect(fees.currency.decimals == decimals)
    }
}
