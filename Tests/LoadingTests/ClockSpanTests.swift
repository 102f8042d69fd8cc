import Billing
import Foundation
import TestSupport
import Testing

@testable import Loading

/// The time between two looks at the clock on the wall.
@Suite struct ClockSpanTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var zone: String?
        var start: String
        var end: String
        var minutes: Int
        var isUncertain = false

        init(
            _ zone: String?, _ start: String, _ end: String, _ minutes: Int, uncertain: Bool = false
        ) {
            (self.zone, self.start, self.end) = (zone, start, end)
            (self.minutes, isUncertain) = (minutes, uncertain)
        }

        var testDescription: String { "\(start) to \(end), \(zone ?? "no zone")" }
    }

    private static let berlin = "Europe/Berlin"
    private static let newYork = "America/New_York"

    // Berlin: on 29 March 2026, 02:00 becomes 03:00; on 25 October, 03:00 becomes 02:00.
    // New York: on 8 March 2026, 02:00 becomes 03:00; on 1 November, 02:00 becomes 01:00.
    @Test(arguments: [
        Case(nil, "2026-10-05 09:00", "17:30", 510),
        Case(nil, "2026-10-05 22:15", "01:45", 210),
        Case(nil, "2026-10-05 09:00", "09:00", 0),
        Case(nil, "2026-10-05 22:00", "2026-10-07 01:00", 27 * 60),
        Case(nil, "2026-10-05 09:00", "2026-10-05 08:00", -60),
        Case(nil, "2026-02-28 23:00", "01:00", 120),
        Case(nil, "2026-03-29 01:00", "04:00", 180),

        Case(berlin, "2026-03-29 01:00", "04:00", 120),
        Case(berlin, "2026-03-28 22:00", "04:00", 300),
        Case(berlin, "2026-03-29 04:00", "09:00", 300),
        Case(berlin, "2026-03-29 00:00", "01:59", 119),
        Case(berlin, "2026-03-29 01:30", "02:30", 60, uncertain: true),
        Case(berlin, "2026-03-29 01:30", "03:00", 30),
        Case(berlin, "2026-10-25 01:00", "04:00", 240),
        Case(berlin, "2026-10-24 22:00", "04:00", 420),
        Case(berlin, "2026-10-25 01:30", "02:30", 60, uncertain: true),
        Case(berlin, "2026-10-25 02:30", "03:30", 120, uncertain: true),
        Case(berlin, "2026-10-25 01:30", "03:00", 150),
        Case(berlin, "2026-07-01 23:00", "02:00", 180),

        Case(newYork, "2026-03-08 01:00", "04:00", 120),
        Case(newYork, "2026-03-07 23:30", "03:00", 150),
        Case(newYork, "2026-03-08 02:30", "04:00", 30, uncertain: true),
        Case(newYork, "2026-11-01 00:30", "02:30", 180),
        Case(newYork, "2026-10-31 23:00", "02:00", 240),
        Case(newYork, "2026-11-01 00:30", "01:30", 60, uncertain: true),
        Case(newYork, "2026-10-31 20:00", "2026-11-01 20:00", 25 * 60),
        // That night in Berlin, the clocks of New York stayed as they were.
        Case(newYork, "2026-10-25 01:00", "04:00", 180),
    ]) func timeThatPassed(_ test: Case) throws {
        let start = test.start.split(separator: " ")
        let end = test.end.split(separator: " ")
        let span = ClockSpan(
            from: try #require(ClockTime.seconds(String(start[1]))),
            on: day(String(start[0])),
            to: try #require(ClockTime.seconds(String(end[end.count - 1]))),
            on: end.count == 2 ? day(String(end[0])) : nil,
            in: try test.zone.map { try #require(TimeZone(identifier: $0)) })
        #expect(span.seconds == test.minutes * 60)
        #expect(span.isUncertain == test.isUncertain)
    }

    // MARK: In exports

    private static let header = "date,matter,timekeeper,start,end,narrative\n"

    private func load(_ row: String, in zone: String? = nil) throws -> LoadedExport {
        var firm = smallFirm
        if let zone { firm["firm.yaml"]?.append("time-zone: \(zone)\n") }
        return try LoadedExport(ClockSpanTests.header + row + "\n", firm: firm)
    }

    /// Without a zone the clock goes as it always does: three hours are three hours.
    @Test(arguments: [(nil, 3), ("Europe/Berlin", 4), ("America/New_York", 3)])
    func theFirmsZoneCounts(_ zone: String?, _ hours: Int) throws {
        let export = try load("2026-10-25,C0001-01,JRO,01:00,04:00,Hearing", in: zone)
        #expect(export.diagnostics.isEmpty)
        #expect(export.times.map(\.seconds) == [hours * 3_600])
    }

    /// Work over midnight belongs to the day on which it began.
    @Test func timesAreWrittenAsClocksShowThem() throws {
        let export = try load("2026-10-05,C0001-01,JRO,10:30 PM,1:15 am,Closing")
        #expect(export.times.map(\.seconds) == [9_900])
        #expect(export.times.map(\.date.description) == ["2026-10-05"])
    }

    @Test func anHourThatIsNotPlainIsWarnedOf() throws {
        let twice = try load("2026-11-01,C0001-01,JRO,00:45,01:30,Call", in: "America/New_York")
        #expect(summary(twice.diagnostics) == ["warning clock-uncertain e.csv:2:25"])
        #expect(twice.diagnostics.first?.remedy == "see that 0.75 hours are right")
        #expect(twice.times.map(\.seconds) == [2_700])
        let never = try load("2026-03-08,C0001-01,JRO,02:15,03:15,Call", in: "America/New_York")
        #expect(summary(never.diagnostics) == ["warning clock-uncertain e.csv:2:25"])
    }

    @Test(
        arguments: [
            ("2026-10-05,C0001-01,JRO,9,10:00,x", ["duration-unreadable 2:25"]),
            ("2026-10-05,C0001-01,JRO,09:00,24:30,x", ["duration-unreadable 2:31"]),
            ("2026-10-05,C0001-01,JRO,09:00,,x", ["timer-running 2:31"]),
            ("2026-10-05,C0001-01,JRO,,10:00,x", ["cell-blank 2:0"]),
            ("soon,C0001-01,JRO,09:00,10:00,x", ["date-unreadable 2:1"]),
            ("04/05/2026,C0001-01,JRO,09:00,10:00,x", ["date-ambiguous 2:1"]),
            ("2026-10-05,C0009,JRO,,,x", ["matter-unknown 2:12", "timer-running 2:23"]),
        ] as [(String, [String])])
    func timesThatDoNotTellAreRefused(_ row: String, _ expected: [String]) throws {
        let export = try load(row)
        #expect(export.found == expected)
        #expect(!export.diagnostics.contains { $0.fact.contains("more row") })
        #expect(export.summary.refused == 1 && export.rows.isEmpty)
    }

    private static let ownProfile = """
        known-by: [Day, Job, From, To]
        columns:
          date: Day
          matter: Job
          timekeeper: Who
          start: From
          end: To
          end-date: Last day
          narrative: Text
        """

    private func own(_ rows: String) throws -> LoadedExport {
        var firm = smallFirm
        firm["profiles/own.yaml"] = ClockSpanTests.ownProfile
        return try LoadedExport("Day,Job,Who,From,Last day,To,Text\n" + rows, firm: firm)
    }

    @Test func aProfileMayHaveTheDayOnWhichTheWorkEnded() throws {
        let export = try own(
            """
            2026-10-05,C0001-01,JRO,22:00,2026-10-07,01:00,Trial
            2026-10-05,C0001-01,JRO,22:00,,01:00,Closing
            10/13/2026,C0001-01,JRO,22:00,10/14/2026,01:00,Closing
            10/05/2026,C0001-01,JRO,22:00,10/06/2026,22:30,Closing
            """)
        #expect(export.diagnostics.isEmpty, "\(export.diagnostics)")
        // 27, 3, 3 and 24.5 hours.
        #expect(export.times.map(\.seconds) == [97_200, 10_800, 10_800, 88_200])
        #expect(
            export.times.map(\.date.description) == [
                "2026-10-05", "2026-10-05", "2026-10-13", "2026-10-05",
            ])
    }

    /// 10/13 shows that the month stands first, in whichever column.
    @Test func theDayOfTheEndIsReadLikeThatOfTheStart() throws {
        let rows = [
            "2026-10-05,C0001-01,JRO,22:00,10/06/2026,01:00,Closing",
            "2026-10-12,C0001-01,JRO,22:00,10/13/2026,01:00,Closing",
        ].map { $0 + "\n" }
        let export = try own(rows.joined())
        #expect(export.diagnostics.isEmpty, "\(export.diagnostics)")
        #expect(export.times.map(\.seconds) == [10_800, 10_800])
        #expect(try own(rows[0]).diagnostics.map(\.code) == [.dateAmbiguous])
    }

    @Test func anEndBeforeTheStartIsRefused() throws {
        let export = try own(
            """
            2026-10-05,C0001-01,JRO,10:00,2026-10-05,09:00,Call
            2026-10-05,C0001-01,JRO,10:00,2026-10-04,11:00,Call
            2026-10-05,C0001-01,JRO,10:00,soon,11:00,Call
            """)
        #expect(export.found == ["hours-negative 2:42", "date-unreadable 4:31"])
        #expect(export.diagnostics.first?.fact.contains("ends before it begins") == true)
        #expect(export.summary.refused == 3)
    }

    @Test func theNativeFormatTakesLengthOrClockOrBoth() throws {
        let export = try LoadedExport(
            """
            date,matter,timekeeper,hours,start,end,narrative
            2026-10-05,C0001-01,JRO,1.5,,,Length
            2026-10-05,C0001-01,JRO,,09:00,10:12,Clock
            2026-10-05,C0001-01,JRO,1.0,09:00,10:30,Both

            """)
        #expect(summary(export.diagnostics) == ["warning duration-differs e.csv:4:25"])
        #expect(export.times.map(\.seconds) == [5_400, 4_320, 3_600])
    }
}
