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
            ("1 000", "USD", .unreadable),
            ("10000000000.01", "USD", .tooLarge), ("99999999999999999999", "USD", .tooLarge),
        ] as [(String, String, AmountText.Fault)])
    func refusesTheRest(_ text: String, _ code: String, _ fault: AmountText.Fault) {
        #expect(throws: fault) { try AmountText.minorUnits(text, in: currency(code)) }
    }
}
