import Billing
import Loading
import Testing

@Suite struct AmountTextTests {
    private func currency(_ code: String) -> Currency { Currency(code: code) ?? .usd }

    @Test(arguments: [
        ("1,050.00", "USD", 105_000), ("$435", "USD", 43_500), ("-12.50", "USD", -1_250),
        ("(12.50)", "USD", -1_250), ("48.0", "USD", 4_800), ("0", "USD", 0), (".5", "USD", 50),
        ("-$1,234,567.89", "USD", -123_456_789), ("$-5", "USD", -500), ("€ 7.25", "EUR", 725),
        ("435 USD", "USD", 43_500), ("48.0000", "USD", 4_800), ("4800.0", "JPY", 4_800),
        ("1.234", "KWD", 1_234), ("10000000000.00", "USD", 1_000_000_000_000), ("+5", "USD", 500),
        ("5.", "USD", 500), ("12,50", "EUR", 1_250), ("1,5", "EUR", 150), (",50", "EUR", 50),
        ("1.234,50", "EUR", 123_450), ("1234,50", "EUR", 123_450),
        ("1.234.567,8", "EUR", 123_456_780),
        ("1,234", "EUR", 123_400), ("1,234,567", "EUR", 123_456_700),
        ("-1.050,00 €", "EUR", -105_000),
        ("12.50-", "USD", -1_250), ("1,050.00-", "USD", -105_000), ("$12.50-", "USD", -1_250),
        ("12.50 USD-", "USD", -1_250), ("\u{2212}12.50", "USD", -1_250),
        ("1 000", "USD", 100_000), ("12 500,00", "EUR", 1_250_000),
        ("12\u{A0}500,00", "EUR", 1_250_000), ("1\u{202F}012\u{202F}500,5", "EUR", 101_250_050),
        ("12'500.00", "CHF", 1_250_000), ("1’012’500.50", "CHF", 101_250_050),
        ("1 234,567", "KWD", 1_234_567),
        ("$5", "MXN", 500), ("$5 CAD", "CAD", 500), ("¥7", "JPY", 7), ("￥7.5", "CNY", 750),
        ("£5", "GBP", 500), ("CHF 5", "CHF", 500), ("5CHF", "CHF", 500),
    ])
    func readsEverySpelling(_ text: String, _ code: String, _ minorUnits: Int) throws {
        #expect(try AmountText.minorUnits(text, in: currency(code)) == minorUnits)
    }

    @Test(
        arguments: [
            ("12.345", "USD", .tooManyDecimals), ("1.050", "USD", .tooManyDecimals),
            ("1.000", "JPY", .tooManyDecimals), ("0.5", "JPY", .tooManyDecimals),
            ("1,0500", "USD", .unreadable), ("1.05,00", "USD", .unreadable),
            ("1,05.00", "USD", .unreadable), ("1,234.5,6", "USD", .unreadable),
            ("1,5", "JPY", .tooManyDecimals), ("1.234,567", "EUR", .tooManyDecimals),
            ("1.234.567", "EUR", .unreadable), ("5,", "EUR", .unreadable),
            ("", "USD", .unreadable), ("abc", "USD", .unreadable), ("--5", "USD", .unreadable),
            ("(-5)", "USD", .unreadable), ("1e5", "USD", .unreadable), ("$", "USD", .unreadable),
            (".", "USD", .unreadable), ("1,,000", "USD", .unreadable),
            ("1 00", "USD", .unreadable), ("1 000 00", "USD", .unreadable),
            ("1 000'000", "USD", .unreadable), ("1 000,000.00", "USD", .unreadable),
            ("1 234,567", "USD", .tooManyDecimals),
            ("-5-", "USD", .unreadable), ("(5-)", "USD", .unreadable), ("5+", "USD", .unreadable),
            ("5 pcs", "USD", .unreadable), ("5%", "USD", .unreadable),
            ("€435", "USD", .otherCurrency("EUR")), ("435.00 £", "USD", .otherCurrency("GBP")),
            ("¥435", "USD", .otherCurrency("yen or yuan")),
            ("$5", "EUR", .otherCurrency("dollars")),
            ("CAD 5", "USD", .otherCurrency("CAD")), ("$5 AUD", "USD", .otherCurrency("AUD")),
            ("5 EUR-", "CHF", .otherCurrency("EUR")), ("€", "USD", .unreadable),
            ("10000000000.01", "USD", .tooLarge), ("99999999999999999999", "USD", .tooLarge),
        ] as [(String, String, AmountText.Fault)])
    func refusesTheRest(_ text: String, _ code: String, _ fault: AmountText.Fault) {
        #expect(throws: fault) { try AmountText.minorUnits(text, in: currency(code)) }
    }
}
