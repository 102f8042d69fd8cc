import Billing
import Rating
import TestSupport
import Testing

@Suite struct CostPricingTests {
    /// A cost with code E101 on matter M1, unless said otherwise.
    private func cost(
        _ cents: Int?, pieces: Int? = nil, code: String? = "E101",
        _ disposition: Disposition = .billable, key: Int = 1
    ) -> CostEntry {
        CostEntry(
            key: EntryKey(key), matter: MatterID("M1"), date: day("2026-10-05"),
            minorUnits: cents, quantity: pieces.map { Quantity(thousandths: $0 * 1_000) },
            description: "Cost \(key)", code: code, disposition: disposition,
            place: Place(file: "inbox/a.csv", line: key + 1))
    }

    private func bench(
        _ firm: [CostRule] = [], agreed: [CostRule] = [], currency: String? = nil
    ) -> Bench {
        var bench = Bench()
        bench.firm.costRules = CostRules(source: "firm.yaml", firm, currency: .usd)
        bench.client.currency = currency.flatMap(Currency.init(code:))
        bench.arrangement = FeeArrangement(
            name: "Agreed", agreements: [Agreement(name: "Agreed", basis: .hourly)],
            costRules: CostRules(source: "arrangements/agreed.yaml", agreed))
        return bench
    }

    private func charge(_ cost: CostEntry, _ bench: Bench) throws -> CostCharge {
        let (rated, found) = bench.rate([], costs: [cost])
        #expect(found == [])
        return try #require(rated?.costs.first)
    }

    /// The amount charged for a cost by rules of the firm for E101.
    private func amount(_ cost: CostEntry, _ rule: CostRule) throws -> Int {
        try charge(cost, bench([rule])).amount.minorUnits
    }

    private func rule(
        price: Int? = nil, markup: Int? = nil, ceiling: Int? = nil, most: Int? = nil,
        _ treatment: CostRule.Treatment? = nil, for scope: CostRule.Scope = .code("e101")
    ) -> CostRule {
        CostRule(
            [scope], unitPrice: price, markup: markup.map { Percent(thousandths: $0) },
            ceiling: ceiling, most: most, treatment: treatment)
    }

    // MARK: At cost

    @Test func withoutARuleACostIsChargedAsItWasRecorded() throws {
        let plain = try charge(cost(12_34), bench())
        #expect(plain.amount == usd(12_34))
        #expect(plain.display == .amount)
        #expect(plain.steps == [])
        #expect(plain.isTaxed)
    }

    @Test func aRecordedQuantityTellsThePriceOfAPieceWhereItIsExact() throws {
        // 25.00 / 250
        #expect(
            try charge(cost(25_00, pieces: 250), bench()).steps == [
                CostStep(
                    .pieces(
                        Quantity(thousandths: 250_000),
                        each: PiecePrice(tenThousandths: 1_000, .usd)), usd(25_00))
            ])
        // 10.00 / 3 is none to four decimals.
        let thirds = try charge(cost(10_00, pieces: 3), bench())
        #expect(thirds.amount == usd(10_00))
        #expect(thirds.steps == [])
    }

    // MARK: Unit prices

    @Test(
        "quantity times unit price is rounded half up once",
        arguments: [
            // currency, thousandths of a piece, ten-thousandths of the unit, minor units
            ("USD", 250_000, 1_000, 25_00),
            // 13.4 miles × 0.725 = 9.715; 333 × 0.125 = 41.625; 0.001 × 0.10 = 0.0001
            ("USD", 13_400, 7_250, 9_72), ("USD", 333_000, 1_250, 41_63), ("USD", 1, 1_000, 0),
            // 3 × 12.5 = 37.5 yen; 7 × 0.0125 = 0.0875 dinars
            ("JPY", 3_000, 125_000, 38), ("KWD", 7_000, 125, 88),
            // a refund: -333 × 0.125 = -41.625
            ("USD", -333_000, 1_250, -41_63),
        ])
    func unitPrice(_ currency: String, _ thousandths: Int, _ price: Int, _ expected: Int) throws {
        var entry = cost(nil)
        entry.quantity = Quantity(thousandths: thousandths)
        let bench = bench(agreed: [rule(price: price)], currency: currency)
        let charge = try charge(entry, bench)
        #expect(charge.amount.minorUnits == expected)
        #expect(charge.amount.currency.code == currency)
    }

    @Test func aUnitPriceGoesBeforeWhatWasRecordedAndNeedsAQuantity() throws {
        #expect(try amount(cost(30_00, pieces: 250), rule(price: 1_000)) == 25_00)
        #expect(try amount(cost(30_00), rule(price: 1_000)) == 30_00)
    }

    @Test func aCostThatNothingPricesIsReported() throws {
        let (rated, found) = bench([rule(markup: 10_000)]).rate([], costs: [cost(nil, pieces: 9)])
        #expect(rated == nil)
        #expect(found.map(\.code) == [.costUnpriced])
        #expect(found.first?.place == Place(file: "inbox/a.csv", line: 2))
        #expect(found.first?.fact.contains("\"E101\"") == true)
        // What is not charged needs no price.
        let free = try charge(cost(nil, pieces: 9, .noCharge), bench())
        #expect(free.amount == usd(0))
        #expect(free.display == .noCharge)
    }

    // MARK: Markup and ceilings

    @Test(
        "at, below and above each ceiling",
        arguments: [
            // 250 pieces at 0.10 are 25.00
            (24_99, 1_000, nil, 24_99), (25_00, 1_000, nil, 25_00), (25_01, 1_000, nil, 25_00),
            (249_99, nil, 250_00, 249_99), (250_00, nil, 250_00, 250_00),
            (250_01, nil, 250_00, 250_00), (1, nil, 0, 0), (0, 1_000, 250_00, 0),
            // refunds are not more than what was charged
            (-25_01, 1_000, nil, -25_00), (-250_01, nil, 250_00, -250_00), (-1, 1_000, 250_00, -1),
        ] as [(Int, Int?, Int?, Int)])
    func ceilings(_ cents: Int, _ ceiling: Int?, _ most: Int?, _ expected: Int) throws {
        #expect(
            try amount(cost(cents, pieces: 250), rule(ceiling: ceiling, most: most)) == expected)
    }

    @Test func aCeilingForAPieceNeedsAQuantity() throws {
        #expect(try amount(cost(25_01), rule(ceiling: 1_000)) == 25_01)
    }

    @Test(
        "a markup is rounded half up and added",
        arguments: [
            // 10 % of 12.35 is 1.235; of 12.34, 1.234; of -12.35, -1.235
            (12_35, 10_000, 13_59), (12_34, 10_000, 13_57), (-12_35, 10_000, -13_59),
            (12_35, 0, 12_35), (0, 10_000, 0),
        ])
    func markup(_ cents: Int, _ percent: Int, _ expected: Int) throws {
        #expect(try amount(cost(cents), rule(markup: percent)) == expected)
    }

    @Test func everyStepIsTold() throws {
        let all = rule(price: 1_200, markup: 10_000, ceiling: 1_250, most: 100_00)
        let charge = try charge(cost(nil, pieces: 1_000), bench([all]))
        let thousand = Quantity(thousandths: 1_000_000)
        let name = "firm.yaml, E101"
        #expect(
            charge.steps == [
                // 1,000 × 0.12; 10 % of 120.00 is 12.00; 1,000 × 0.125; 100.00
                CostStep(
                    .pieces(thousand, each: PiecePrice(tenThousandths: 1_200, .usd)),
                    usd(120_00), rule: name),
                CostStep(
                    .markup(Percent(thousandths: 10_000), on: usd(120_00)), usd(132_00),
                    rule: name),
                CostStep(
                    .ceiling(thousand, each: PiecePrice(tenThousandths: 1_250, .usd)),
                    usd(125_00), rule: name),
                CostStep(.most, usd(100_00), rule: name),
            ])
        #expect(charge.amount == usd(100_00))
    }

    // MARK: Which rule

    @Test func theMostSpecificRuleWinsAndTheArrangementsGoBeforeTheFirms() throws {
        // Copies are soft; each scope has a price of its own.
        let scopes: [CostRule.Scope] = [.code("e101"), .kind(.soft), .all]
        var ofFirm = scopes.enumerated().map { rule(price: ($0 + 4) * 1_000, for: $1) }
        ofFirm[0].kind = .soft
        var agreed = scopes.enumerated().map { rule(price: ($0 + 1) * 1_000, for: $1) }
        var prices: [Int] = []
        func look() throws {
            prices.append(
                try charge(cost(nil, pieces: 1), bench(ofFirm, agreed: agreed)).amount.minorUnits)
        }
        try look()
        while !agreed.isEmpty {
            agreed.removeFirst()
            try look()
        }
        // The firm's rule for the code says what kind it is, whatever its price.
        ofFirm[0].unitPrice = nil
        try look()
        ofFirm[1].unitPrice = nil
        try look()
        // 0.10, 0.20, 0.30 of the arrangement; 0.40, 0.50, 0.60 of the firm
        #expect(prices == [10, 20, 30, 40, 50, 60])
    }

    @Test func settingsAreFoundOneByOne() throws {
        let charge = try charge(
            cost(nil, pieces: 100),
            bench([rule(price: 2_000, markup: 50_000)], agreed: [rule(markup: 0, ceiling: 1_500)]))
        // 100 × 0.20 by the firm; no markup and 0.15 at most by the arrangement
        #expect(charge.amount == usd(15_00))
        #expect(
            charge.steps.map(\.rule) == ["firm.yaml, E101", "arrangements/agreed.yaml, E101"])
    }

    @Test func codesAreTheSameInCapitalAndSmallLettersAndOthersAreLeftAlone() throws {
        let ten = rule(most: 10_00)
        #expect(try amount(cost(12_00, code: "e101"), ten) == 10_00)
        #expect(try amount(cost(12_00, code: "E102"), ten) == 12_00)
        #expect(try amount(cost(12_00, code: nil), ten) == 12_00)
        #expect(try amount(cost(12_00, code: nil), rule(most: 10_00, for: .all)) == 10_00)
    }

    @Test func theFirmsAmountsSayNothingInAnotherCurrencyButItsPercentagesDo() throws {
        let firm = rule(price: 1_000, markup: 10_000, ceiling: 500, most: 1)
        let charge = try charge(cost(30_00, pieces: 10), bench([firm], currency: "EUR"))
        #expect(charge.amount.minorUnits == 33_00)
    }

    // MARK: On the bill or not

    @Test func heldCostsStayUnbilled() throws {
        let (rated, found) = bench([rule(.held)]).rate(
            [entry(1)], costs: [cost(5_00, key: 2), cost(7_00, code: nil, key: 3)])
        #expect(found == [])
        #expect(rated?.costs.map(\.entry.key) == [EntryKey(3)])
        #expect(rated?.waiting == [EntryKey(2)])
        #expect(rated?.costsTotal == usd(7_00))
    }

    @Test func absorbedCostsAreUsedUpAtNothingAndKeepTheirValue() throws {
        let (rated, found) = bench([rule(price: 1_000, .absorbed)]).rate(
            [entry(1)], costs: [cost(nil, pieces: 250, key: 2)])
        #expect(found == [])
        let charge = try #require(rated?.costs.first)
        #expect(charge.amount == usd(0))
        #expect(charge.standard == usd(25_00))
        #expect(charge.display == .hidden)
        #expect(charge.steps.last == CostStep(.absorbed, usd(0), rule: "firm.yaml, E101"))
        #expect(rated?.waiting == [])
        #expect(rated?.costsTotal == usd(0))
    }

    @Test func absorbedCostsAloneAreNoReasonForABill() throws {
        let (rated, _) = bench([rule(.absorbed)]).rate([], costs: [cost(5_00, key: 2)])
        #expect(rated?.isEmpty == true)
        #expect(rated?.waiting == [EntryKey(2)])
    }

    @Test func anArrangementBillsWhatTheFirmAbsorbs() throws {
        let charge = try charge(cost(5_00), bench([rule(.absorbed)], agreed: [rule(.billed)]))
        #expect(charge.amount == usd(5_00))
        #expect(charge.display == .amount)
    }

    @Test func aCostMarkedNoChargeIsFreeWhateverItsPrice() throws {
        let charge = try charge(cost(5_00, pieces: 10, .noCharge), bench([rule(price: 1_000)]))
        #expect(charge.amount == usd(0))
        // 10 × 0.10
        #expect(charge.standard == usd(1_00))
        #expect(charge.display == .noCharge)
    }

    @Test func aRuleExemptsFromTax() throws {
        var exempt = rule()
        exempt.isTaxed = false
        #expect(try !charge(cost(5_00), bench([exempt])).isTaxed)
        #expect(try charge(cost(5_00, code: nil), bench([exempt])).isTaxed)
    }
}
