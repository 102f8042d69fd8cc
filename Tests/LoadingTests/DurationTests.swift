import Loading
import Testing

@Suite struct DurationTests {
    @Test(arguments: [
        ("1.5", 5_400), ("1.50", 5_400), ("0.33", 1_188), ("0:13", 780), ("01:30:00", 5_400),
        ("24:19:36", 87_576), ("0.40h", 1_440), ("0.40 h", 1_440), ("1", 3_600), ("24", 86_400),
        ("25.0", 90_000), ("25h", 90_000), (".5", 1_800), ("2.", 7_200), ("0.000139", 1),
        ("0.000138", 0), (" 1.0 ", 3_600), ("0", 0), ("-0.0", 0), ("10000.0", 36_000_000),
        ("100:00", 360_000), ("1,5", 5_400), ("0,37", 1_332), ("0,40h", 1_440), ("7,50", 27_000),
        ("1h 30m", 5_400), ("1h30m15s", 5_415), ("45m", 2_700), ("90 min", 5_400), ("2H", 7_200),
        ("0h 13min", 780), ("36s", 36), ("-0m", 0),
    ])
    func readsEverySpelling(_ text: String, _ seconds: Int) throws {
        #expect(try Duration.seconds(text) == seconds)
    }

    @Test(
        arguments: [
            ("90", .bareNumber), ("25", .bareNumber), ("-1.5", .negative), ("-0:30", .negative),
            ("10000.1", .tooLong), ("999999999", .bareNumber), ("1,234", .unreadable),
            ("1.234,5", .unreadable), ("1,5,5", .unreadable),
            ("1:60", .unreadable), ("1:5", .unreadable), ("1:00:00:00", .unreadable),
            ("1.2345678", .unreadable), ("abc", .unreadable), ("", .unreadable), (".", .unreadable),
            ("1.5.2", .unreadable), ("1e2", .unreadable), ("９", .unreadable), ("h", .unreadable),
            ("99999999999.5", .unreadable), ("1 30", .unreadable),
            ("30m 1h", .unreadable), ("1h 60m", .unreadable), ("1h 1h", .unreadable),
            ("1d", .unreadable), ("1.5m", .unreadable), ("-1h 30m", .negative),
            ("99999h 1m", .tooLong), ("1h 30", .unreadable),
        ] as [(String, Duration.Fault)])
    func refusesTheRest(_ text: String, _ fault: Duration.Fault) {
        #expect(throws: fault) { try Duration.seconds(text) }
    }
}
