import Billing
import Settings
import Testing

@Suite struct SettingsValuesTests {
    private func read<Value>(
        _ value: String, _ get: (inout SettingsReader) -> Value
    ) -> (value: Value, codes: [Diagnostic.Code]) {
        var settings = SettingsReader(text: "key: \(value)\n", file: "f")
        let read = get(&settings)
        return (read, settings.finish().map(\.code))
    }

    @Test(
        arguments: [
            ("12.5", 3, 12_500), ("-0.001", 3, -1), ("18500.00", 2, 1_850_000), ("7", 0, 7),
            ("1.2345", 3, nil), ("1,5", 2, nil), ("1e3", 2, nil), (".5", 1, 5), (".", 2, nil),
            ("0.1", 2, 10), ("9999999999999", 0, nil), ("12 ", 0, nil),
        ] as [(String, Int, Int?)])
    func decimalsAreExact(_ text: String, _ places: Int, _ expected: Int?) {
        #expect(exactDecimal(text, places: places) == expected)
    }

    @Test func scalarsKeepTheirText() {
        #expect(read("00012") { $0.string("key") }.value == "00012")
        #expect(read("yes") { $0.string("key") }.value == "yes")
        #expect(read("1.10") { $0.string("key") }.value == "1.10")
        #expect(read("\"\"") { $0.string("key") }.value == "")
        #expect(read("~") { $0.string("key") }.value == nil)
        let blank = read("\" \"") { $0.string("key", required: true) }
        #expect(blank.codes == [.settingMissing])
    }

    @Test func numbersStayInTheirRange() {
        #expect(read("4") { $0.integer("key", in: 0...4) }.value == 4)
        #expect(read("5") { $0.integer("key", in: 0...4) }.codes == [.settingUnreadable])
        #expect(read("4.0") { $0.integer("key") }.codes == [.settingUnreadable])
    }

    @Test func percentagesTakeASign() {
        #expect(read("-12.5") { $0.percent("key") }.value == Percent(thousandths: -12_500))
        #expect(read("8.875%") { $0.percent("key") }.value == Percent(thousandths: 8_875))
        #expect(read("12.5 %") { $0.percent("key") }.value == Percent(thousandths: 12_500))
        #expect(read("8.8755") { $0.percent("key") }.codes == [.settingUnreadable])
        #expect(read("\"%\"") { $0.percent("key") }.codes == [.settingUnreadable])
    }

    @Test func datesAreISO() {
        #expect(read("2026-10-31") { $0.date("key") }.value?.description == "2026-10-31")
        #expect(read("2026-02-30") { $0.date("key") }.codes == [.settingUnreadable])
        #expect(read("31/10/2026") { $0.date("key") }.codes == [.settingUnreadable])
    }

    @Test(
        arguments: [
            ("11.5", 11.5), ("1in", 72), ("25.4mm", 72), ("2.54 cm", 72), ("-3pt", -3),
            ("nan", nil), ("wide", nil), ("0x10", nil),
        ] as [(String, Double?)])
    func lengthsAreInPoints(_ text: String, _ expected: Double?) {
        let result = read(text) { $0.points("key") }
        if let expected, let value = result.value {
            #expect(abs(value - expected) < 1e-9)
        } else {
            #expect(result.value == nil && expected == nil)
            #expect(result.codes == [.settingUnreadable])
        }
    }

    @Test(
        arguments: [
            ("\"#1A2b3C\"", "#1a2b3c"), ("\"#abc\"", "#aabbcc"), ("\"#12\"", nil), ("red", nil),
        ] as [(String, String?)])
    func coloursAreHexadecimal(_ text: String, _ expected: String?) {
        #expect(read(text) { $0.colour("key") }.value == expected)
    }

    @Test func listsMayBeOneText() {
        #expect(read("[a, \"b, c\"]") { $0.strings("key") }.value == ["a", "b, c"])
        #expect(read("|\n  one\n  two\n") { $0.strings("key") }.value == ["one", "two"])
        #expect(read("[a, {b: c}]") { $0.strings("key") }.codes == [.settingUnreadable])
    }

    @Test func wordsAreSuggested() {
        let result = read("day-frist") { $0.oneOf("key", DateOrder.self) }
        #expect(result.value == nil)
        #expect(result.codes == [.settingUnreadable])
        #expect(read("day-first") { $0.oneOf("key", DateOrder.self) }.value == .dayFirst)
    }

    @Test func flagsAreYesOrNo() {
        #expect(read("yes") { $0.flag("key") }.value == true)
        #expect(read("False") { $0.flag("key") }.value == false)
        #expect(read("1") { $0.flag("key") }.codes == [.settingUnreadable])
    }
}
