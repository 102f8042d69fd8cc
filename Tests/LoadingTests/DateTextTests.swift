import Billing
import Loading
import Testing

@Suite struct DateTextTests {
    @Test(arguments: [
        ("2026-10-31", "2026-10-31"), ("2026-10-31T08:00:00Z", "2026-10-31"),
        ("2026-10-31 08:00", "2026-10-31"), ("26.1.2015", "2015-01-26"),
        ("03/02/2026", "2026-02-03"), ("3/2/2026 1:05 PM EST", "2026-02-03"),
        ("2026-10-31T08:00:00.123+02:00", "2026-10-31"), ("2026-10-31 8:00am", "2026-10-31"),
        ("2026-10-31 08:00:00 -0400 UTC", "2026-10-31"), ("31.10.2026 08:00 (CEST)", "2026-10-31"),
        ("3/2/2026 1:05\u{202F}PM", "2026-02-03"), ("2026-10-31T23:59 GMT+2", "2026-10-31"),
    ])
    func readsDates(_ text: String, _ dayFirst: String) {
        #expect(DateText(text)?.date(in: .dayFirst)?.description == dayFirst)
    }

    @Test(arguments: [
        "", "soon", "2026-02-30", "31/31/2026", "3/2/26", "1.13.2026", "2026/10/31", "0/1/2026",
        "1/2/3/2026", "45000", "2026-10-05 to 2026-10-07", "2026-10-05 or so", "2026-10-05T",
        "2026-10-05 25:99", "2026-10-05 24:00", "2026-10-05 9", "2026-10-05 09:00 - 10:00",
        "2026-10-05 13:00 PM", "2026-10-05 09:00 and more here",
    ])
    func refusesTheRest(_ text: String) {
        #expect(DateText(text) == nil)
    }

    @Test(
        arguments: [
            (["13/01/2026", "02/03/2026"], nil, .order(.dayFirst)),
            (["01/13/2026", "02/03/2026"], .dayFirst, .order(.monthFirst)),
            (["02/03/2026"], .dayFirst, .order(.dayFirst)),
            (["13/01/2026", "01/13/2026"], nil, .contradictory(dayFirst: 1, monthFirst: 2)),
            (["13/01/2026", "01/13/2026"], .dayFirst, .order(.dayFirst)),
            (["03/03/2026", "2026-01-01", "x"], nil, .order(.monthFirst)),
            (["03/03/2026", "04/05/2026"], nil, .ambiguous(Place(file: "f", line: 2))),
        ] as [([String], DateOrder?, DateColumn.Verdict)])
    func theColumnDecides(
        _ texts: [String], _ setting: DateOrder?, _ expected: DateColumn.Verdict
    ) {
        var column = DateColumn()
        for (index, text) in texts.enumerated() {
            column.add(text, line: index + 1, place: Place(file: "f", line: index + 1))
        }
        #expect(column.verdict(setting) == expected)
    }
}
