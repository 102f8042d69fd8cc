import Billing
import Testing

@testable import Loading

@Suite struct CostRulesTests {
    private func read(_ costs: String) -> (rules: CostRules?, found: [String]) {
        let read = FirmFile.read(Array(("name: Roe\ncosts:\n" + costs).utf8))
        return (
            read.firm?.costRules,
            read.diagnostics.map { "\($0.code.rawValue) \($0.place?.line ?? 0)" }
        )
    }

    @Test func everySettingIsRead() {
        let (rules, found) = read(
            """
              - {code: E101, kind: soft, unit-price: 0.125, ceiling: 0.15, most: 250.00}
              - {code: [E107, e108], kind: hard, markup: 7.5%, taxed: no}
              - {kind: soft, bill: held}
              - {code: all, bill: absorbed, taxed: yes}
            """)
        #expect(found == [])
        #expect(rules?.source == "firm.yaml")
        #expect(rules?.currency == .usd)
        #expect(
            rules?.rules == [
                CostRule(
                    [.code("e101")], kind: .soft, unitPrice: 1_250, ceiling: 1_500, most: 25_000),
                CostRule(
                    [.code("e107"), .code("e108")], kind: .hard,
                    markup: Percent(thousandths: 7_500), isTaxed: false),
                CostRule([.kind(.soft)], treatment: .held),
                CostRule([.all], treatment: .absorbed, isTaxed: true),
            ])
    }

    @Test func anArrangementsRulesAreInTheCurrencyOfItsMatters() throws {
        let yen = try #require(Currency(code: "JPY"))
        let text = "name: A\nbasis: hourly\ncosts:\n  - {code: E101, unit-price: 12.5, most: 900}\n"
        let read = ArrangementFile(name: "a", currency: yen, file: "arrangements/a.yaml").read(
            Array(text.utf8))
        #expect(read.diagnostics.isEmpty)
        #expect(
            read.arrangement?.costRules
                == CostRules(
                    source: "arrangements/a.yaml",
                    [CostRule([.code("e101")], unitPrice: 125_000, most: 900)]))
    }

    @Test(arguments: [
        ("  - {unit-price: 0.10}\n", ["setting-missing 3"]),
        ("  - {code: E101, unit-price: 0.12345}\n", ["setting-unreadable 3"]),
        ("  - {code: E101, most: 0.125}\n", ["setting-unreadable 3"]),
        ("  - {code: E101, most: -5}\n", ["amount-negative 3"]),
        ("  - {code: E101, markup: -5}\n", ["setting-unreadable 3"]),
        ("  - {code: E101, bill: later}\n", ["setting-unreadable 3"]),
        ("  - {kind: firm}\n", ["setting-unreadable 3"]),
        ("  - {code: all, kind: soft}\n", ["arrangement-meaningless 3"]),
        ("  - {code: [all, E101]}\n", ["arrangement-meaningless 3"]),
        ("  - {code: E101, unit-price: 0.15, ceiling: 0.10}\n", ["arrangement-meaningless 3"]),
        ("  - {code: E101, most: 1}\n  - {code: [E102, e101], most: 2}\n", ["id-repeated 4"]),
        ("  - {kind: soft, most: 1}\n  - {kind: soft, most: 2}\n", ["id-repeated 4"]),
        ("  - {code: E101, price: 1}\n", ["setting-unknown 3"]),
    ])
    func everyFaultIsReported(_ costs: String, _ expected: [String]) {
        #expect(read(costs).found == expected)
    }
}
