import Billing
import TestSupport
import Testing

@Suite struct CivilDateTests {
    @Test(arguments: [
        (1900, false), (2000, true), (2100, false), (1996, true), (2024, true), (2026, false),
        (2096, true), (2199, false),
    ])
    func februaryTwentyNinthExistsInLeapYearsOnly(_ year: Int, _ isLeap: Bool) {
        #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap)
        #expect(CivilDate(year: year, month: 2, day: 30) == nil)
    }

    @Test(arguments: [
        (1899, 12, 31), (2200, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 4, 31), (2026, 6, 31),
        (2026, 9, 31), (2026, 11, 31), (2026, 1, 32), (2026, 1, 0), (2026, 1, -1),
    ])
    func daysThatDoNotExistAreRefused(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [
        "2026-1-31", "2026-01-3", "26-01-31", "2026/01/31", "2026-01-31 ", " 2026-01-31",
        "2026-02-30", "2026-01-31T00:00", "20260131", "", "２０２６-01-31", "-026-01-31", "2026-0a-31",
        "2026-+1-31",
    ])
    func onlyTheIsoFormIsRead(_ text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test(arguments: [
        // 1970-01-01 is day 0; 30 years with 7 leap days before 2000; 56 years with 14 before 2026.
        ("1970-01-01", 0), ("1969-12-31", -1), ("1970-12-31", 364), ("2000-01-01", 10_957),
        ("2000-03-01", 11_017), ("2026-01-01", 20_454),
    ])
    func daysAreCountedFrom1970(_ iso: String, _ number: Int) throws {
        let date = try #require(CivilDate(iso: iso))
        #expect(date.dayNumber == number)
        #expect(date.description == iso)
    }

    /// Walks all days by a calendar of its own and compares each.
    @Test func everyDayFrom1900To2199IsReadBackAsItself() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        // 70 years with 17 leap years (1904 … 1968) before 1970.
        var number = -(70 * 365 + 17)
        var wrong: [String] = []
        for year in 1900...2199 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for month in 1...12 {
                for day in 1...(lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)) {
                    let iso =
                        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    let date = CivilDate(year: year, month: month, day: day)
                    let parts = CivilDate(dayNumber: number).yearMonthDay
                    if date?.dayNumber != number || date?.description != iso
                        || CivilDate(iso: iso) != date || parts != (year, month, day)
                    {
                        wrong.append(iso)
                    }
                    number += 1
                }
            }
        }
        #expect(wrong == [])
    }

    @Test func daysAreAddedAcrossMonthsAndLeapDays() {
        #expect(day("2026-10-31").adding(days: 30) == day("2026-11-30"))
        #expect(day("2024-02-28").adding(days: 2) == day("2024-03-01"))
        #expect(day("2026-02-28").adding(days: 1) == day("2026-03-01"))
        #expect(day("2026-01-01").adding(days: -1) == day("2025-12-31"))
        #expect(day("2026-11-15").days(since: day("2026-10-31")) == 15)
        #expect(day("2025-12-31") < day("2026-01-01"))
    }
}
