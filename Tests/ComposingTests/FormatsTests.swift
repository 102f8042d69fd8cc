import Billing
import TestSupport
import Testing

@testable import Composing

@Suite struct FormatsTests {
    private let american = FigureFormat(decimal: ".", grouping: ",", symbols: ["USD": "$"])
    private let german = FigureFormat(decimal: ",", grouping: ".", symbols: ["EUR": "€"])

    @Test(
        "amounts are grouped, negative ones stand in parentheses",
        arguments: [
            (0, "0.00", 1), (5, "0.05", 1), (99, "0.99", 1), (100, "1.00", 1),
            (99_999, "999.99", 3), (100_000, "1,000.00", 5), (123_456_789, "1,234,567.89", 9),
            (100_000_000_000_000, "1,000,000,000,000.00", 17), (-5, "(0.05)", 2),
            (-123_450, "(1,234.50)", 6),
        ])
    func amounts(_ cents: Int, _ text: String, _ point: Int) {
        #expect(american.amount(usd(cents)) == FigureFormat.Figure(text: text, point: point))
    }

    @Test(
        "a currency is written with its own decimals",
        arguments: [
            ("JPY", 1_234_567, "1,234,567", nil), ("JPY", 0, "0", nil), ("JPY", -12, "(12)", nil),
            ("KWD", 1_234_567, "1,234.567", 5), ("KWD", 7, "0.007", 1),
        ] as [(String, Int, String, Int?)])
    func currencies(_ code: String, _ units: Int, _ text: String, _ point: Int?) throws {
        let money = Money(minorUnits: units, try #require(Currency(code: code)))
        #expect(american.amount(money) == FigureFormat.Figure(text: text, point: point))
    }

    @Test(
        "totals name their currency by symbol or code",
        arguments: [
            ("USD", 123_450, "$1,234.50", 6), ("USD", -123_450, "($1,234.50)", 7),
            // A no-break space has two bytes.
            ("CHF", 123_450, "CHF\u{A0}1,234.50", 10), ("CHF", -5, "(CHF\u{A0}0.05)", 7),
            ("JPY", 1_234, "JPY\u{A0}1,234", nil), ("JPY", -1_234, "(JPY\u{A0}1,234)", nil),
        ] as [(String, Int, String, Int?)])
    func totals(_ code: String, _ units: Int, _ text: String, _ point: Int?) throws {
        let money = Money(minorUnits: units, try #require(Currency(code: code)))
        #expect(american.total(money) == FigureFormat.Figure(text: text, point: point))
    }

    @Test func separatorsAreTheTemplates() throws {
        let euro = try #require(Currency(code: "EUR"))
        let money = Money(minorUnits: 123_456_789, euro)
        // "€" has three bytes.
        #expect(german.total(money) == FigureFormat.Figure(text: "€1.234.567,89", point: 12))
        let narrow = FigureFormat(decimal: ",", grouping: "\u{202F}")
        #expect(narrow.amount(money).text == "1\u{202F}234\u{202F}567,89")
        #expect(narrow.amount(money).point == 13)
        #expect(FigureFormat(decimal: ".", grouping: "").amount(money).text == "1234567.89")
    }

    @Test func thePointIsWhereTheDecimalStands() {
        for format in [american, german] {
            for cents in [-123_456, -1, 0, 1, 99, 100, 1_234_567] {
                for figure in [format.amount(usd(cents)), format.total(usd(cents))] {
                    let tail = figure.point.map { String(figure.text.utf8.dropFirst($0)) ?? "" }
                    #expect(tail?.hasPrefix(format.decimal) == true, "\(figure.text)")
                }
            }
        }
    }

    @Test(arguments: [
        (15_000, 2, "1.50"), (0, 2, "0.00"), (100, 2, "0.01"), (12_345_600, 2, "1,234.56"),
        (15_000, 1, "1.5"), (20_000, 0, "2"), (15_550, 3, "1.555"), (15_555, 4, "1.5555"),
    ])
    func hoursHaveTheFirmsDecimals(_ tenThousandths: Int, _ decimals: Int, _ text: String) {
        #expect(
            american.hours(Hours(tenThousandths: tenThousandths), decimals: decimals).text == text)
    }

    @Test(arguments: [
        (8_875, "8.875\u{A0}%"), (20_000, "20\u{A0}%"), (7_500, "7.5\u{A0}%"),
        (0, "0\u{A0}%"), (1, "0.001\u{A0}%"), (100_000, "100\u{A0}%"), (12_340, "12.34\u{A0}%"),
    ])
    func percentagesHaveAsManyDecimalsAsNeeded(_ thousandths: Int, _ text: String) {
        #expect(american.percent(Percent(thousandths: thousandths)) == text)
        #expect(
            german.percent(Percent(thousandths: thousandths))
                == text.split(separator: ".").joined(separator: ","))
    }

    @Test(arguments: [
        (76_068, "76.1\u{A0}%"), (76_050, "76.1\u{A0}%"), (76_049, "76.0\u{A0}%"),
        (0, "0.0\u{A0}%"), (100_000, "100.0\u{A0}%"),
    ])
    func roughPercentagesHaveOneDecimal(_ thousandths: Int, _ text: String) {
        #expect(american.roughPercent(Percent(thousandths: thousandths)) == text)
    }

    // MARK: Dates

    @Test(
        "dates follow their pattern",
        arguments: [
            ("MM/dd/yyyy", "2026-03-05", "03/05/2026"), ("M/d/yy", "2026-03-05", "3/5/26"),
            ("d/M/yy", "2000-12-31", "31/12/00"),
            ("MMMM d, yyyy", "2026-10-31", "October 31, 2026"),
            ("dd. MMM yyyy", "2026-09-01", "01. Sep 2026"),
            ("yyyy-MM-dd", "1999-01-01", "1999-01-01"),
            ("yyyy年M月d日", "2026-10-05", "2026年10月5日"), ("", "2026-10-05", ""),
        ])
    func dates(_ pattern: String, _ date: String, _ text: String) {
        let format = DateFormat(short: pattern, long: "", months: Months.english)
        #expect(format.short(day(date)) == text)
        #expect(
            DateFormat(short: "", long: pattern, months: Months.english).long(day(date)) == text)
    }

    @Test func monthsAreTheTemplates() {
        let greek = Months.english.map { $0 == "May" ? "Μαΐου" : $0 }
        let format = DateFormat(short: "MMM", long: "d MMMM", months: greek)
        #expect(format.long(day("2026-05-01")) == "1 Μαΐου")
        #expect(format.short(day("2026-05-01")) == "Μαΐ")
    }

    @Test func everyMonthHasItsName() {
        let format = DateFormat(short: "", long: "MMMM", months: Months.english)
        let names = (1...12).map { format.long(day("2026-\($0 < 10 ? "0" : "")\($0)-15")) }
        #expect(names == Months.english)
    }
}

private enum Months {
    static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
