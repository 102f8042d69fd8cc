import Billing
import Foundation
import TestSupport
import Testing

@Suite struct MoneyTests {
    @Test(
        "halves round away from zero, for either sign",
        arguments: [
            // 5 / 10 = 0.5, 15 / 10 = 1.5, 14 / 10 = 1.4 …
            (5, 10, 1), (-5, 10, -1), (15, 10, 2), (-15, 10, -2), (4, 10, 0), (-4, 10, 0),
            (14, 10, 1), (-14, 10, -1), (25, 10, 3), (-25, 10, -3), (0, 10, 0), (7, 2, 4),
            (-7, 2, -4), (1, 3, 0), (2, 3, 1), (-1, 3, 0), (-2, 3, -1), (5, -10, -1), (-5, -10, 1),
        ])
    func halvesRoundAwayFromZero(_ dividend: Int, _ divisor: Int, _ expected: Int) {
        #expect(divideHalfUp(dividend, by: divisor) == expected)
    }

    @Test func productsLargerThanAnIntegerAreExact() {
        // 9 000 000 000 000 × 1 000 000 000 / 1 000 000 000
        #expect(
            multiply(9_000_000_000_000, by: 1_000_000_000, dividingHalfUpBy: 1_000_000_000)
                == 9_000_000_000_000)
        // (2^63 - 1) × 99 / 99, and the same with the other sign
        #expect(multiply(.max, by: 99, dividingHalfUpBy: 99) == .max)
        #expect(multiply(-.max, by: 99, dividingHalfUpBy: 99) == -.max)
        // 999 999 999 999 × 100 001 = 100 000 999 999 899 999; / 100 000 = 1 000 009 999 998.99999
        #expect(
            multiply(999_999_999_999, by: 100_001, dividingHalfUpBy: 100_000) == 1_000_009_999_999)
    }

    @Test(
        "a percentage of an amount is rounded half up once",
        arguments: [
            // 1,234.50 × 7.125 % = 87.958125
            (123_450, 7_125, 8_796),
            // 0.04 × 12.5 % = 0.005
            (4, 12_500, 1), (4, -12_500, -1), (-4, 12_500, -1), (-4, -12_500, 1),
            // 0.03 × 12.5 % = 0.00375
            (3, 12_500, 0),
            // 100.00 × 0.001 % = 0.001
            (10_000, 1, 0),
            // 500.00 × 0.001 % = 0.005
            (50_000, 1, 1),
            (99_999, 100_000, 99_999), (99_999, 0, 0),
        ])
    func percentages(_ cents: Int, _ thousandths: Int, _ expected: Int) {
        #expect(usd(cents).times(Percent(thousandths: thousandths)) == usd(expected))
    }

    @Test func sumsKeepTheCurrencyEvenOfNothing() throws {
        let yen = try #require(Currency(code: "JPY"))
        #expect([Money]().sum(yen) == Money(minorUnits: 0, yen))
        #expect([usd(1), usd(-3), usd(5)].sum(.usd) == usd(3))
        #expect(usd(7) - usd(9) == usd(-2))
    }

    @Test(
        "currencies have the decimals of ISO 4217",
        arguments: [("USD", 2, 100), ("EUR", 2, 100), ("JPY", 0, 1), ("KWD", 3, 1_000)])
    func currenciesHaveDecimals(_ code: String, _ decimals: Int, _ perUnit: Int) throws {
        let currency = try #require(Currency(code: code))
        #expect(currency.decimals == decimals)
        #expect(currency.minorUnitsPerUnit == perUnit)
    }

    @Test(arguments: ["", "US", "USDX", "usd", "U$D", "ÜSD", "US1"])
    func whatIsNoCurrencyCodeIsRefused(_ code: String) {
        #expect(Currency(code: code) == nil)
    }

    @Test func anAmountIsStoredAsOneText() throws {
        func money(_ text: String) -> Money? {
            try? JSONDecoder().decode(Money.self, from: Data("\"\(text)\"".utf8))
        }
        let yen = try #require(Currency(code: "JPY"))
        #expect(money("60000 USD") == usd(60000))
        #expect(money("-5 JPY") == Money(minorUnits: -5, yen))
        #expect(money("0 JPY")?.currency.decimals == 0)
        for text in [
            "", " ", "USD", " USD", "- USD", "5", "5 ", "5USD", "5 US", "5 usd", "5 USDX", "5  USD",
            "--5 USD", "+5 USD", "5- USD", "5.0 USD", "1234567890123456789 USD", "٥ USD",
        ] {
            #expect(money(text) == nil, "\(text)")
        }
    }
}
