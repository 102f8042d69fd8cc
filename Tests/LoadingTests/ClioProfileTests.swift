import Billing
import Loading
import Testing

@Suite struct ClioProfileTests {
    private static let header =
        "\u{FEFF}ID,Type,Date,Hours,Description,Matter number,Flat rate,Rate ($),Billable ($),"
        + "Non-billable ($),User,Bill state,Bill number,Expense category\r\n"

    private func load(_ rows: String, firm: [String: String] = smallFirm) throws -> LoadedExport {
        try LoadedExport(ClioProfileTests.header + rows, firm: firm)
    }

    @Test func timeAndExpenses() throws {
        let export = try load(
            """
            1,TimeEntry,03/13/2026,0.4,Call,00012-Acme/Sale - (House),false,"1,050.00",420.00,0.00,Jane Roe,Unbilled,,\r
            2,,03/02/2026,0.2,Internal,Old contract,false,375.00,0.00,75.00,Jane Roe,,,\r
            3,ExpenseEntry,03/04/2026,0.0,Fee,c0001-01,true,435.00,435.00,0.00,Jane Roe,Unbilled,,Court fees\r
            4,ExpenseEntry,03/04/2026,0.0,Copies,00012,true,9.00,0.00,9.00,,Unbilled,,\r
            """)
        #expect(export.diagnostics.isEmpty)
        #expect(export.summary.profile == "clio")
        #expect(export.times.map(\.matter.text) == ["00012", "00012"])
        #expect(export.times.map(\.date.description) == ["2026-03-13", "2026-03-02"])
        #expect(export.times.map(\.disposition) == [.billable, .nonBillable])
        #expect(export.times.map(\.rateMinorUnits) == [105_000, 37_500])
        #expect(export.costs.map(\.minorUnits) == [43_500, 900])
        #expect(export.costs.map(\.disposition) == [.billable, .nonBillable])
        #expect(export.costs.first?.code == "Court fees")
        #expect(export.rows.map(\.sourceID) == ["1", "2", "3", "4"])
    }

    @Test func billedAndFlatEntriesAreRefused() throws {
        let export = try load(
            """
            1,TimeEntry,03/13/2026,0.5,A,00012,true,400.00,200.00,0.00,Jane Roe,Unbilled,,\r
            2,TimeEntry,03/13/2026,0.5,B,00012,true,400.00,900.00,0.00,Jane Roe,Unbilled,,\r
            3,TimeEntry,03/13/2026,0.5,C,00012,false,400.00,200.00,0.00,Jane Roe,Billed,118,\r
            """)
        #expect(
            summary(export.diagnostics) == [
                "word-unknown e.csv:3:36", "warning already-billed e.csv:4:70",
            ])
        #expect(export.summary.refused == 2)
        #expect(export.times.map(\.narrative) == ["A"])
    }

    @Test func undecidedDatesAskForTheOrder() throws {
        let rows = """
            1,,03/03/2026,0.5,A,00012,false,400.00,200.00,0.00,Jane Roe,,,\r
            2,,03/04/2026,0.5,A,00012,false,400.00,200.00,0.00,Jane Roe,,,\r
            3,,05/04/2026,0.5,A,00012,false,400.00,200.00,0.00,Jane Roe,,,\r
            """
        let asked = try load(rows)
        #expect(summary(asked.diagnostics) == ["date-ambiguous e.csv:3:4"])
        #expect(asked.summary.refused == 2)
        var firm = smallFirm
        firm["firm.yaml"]? += "date-order: day-first\n"
        let answered = try load(rows, firm: firm)
        #expect(
            answered.times.map(\.date.description) == ["2026-03-03", "2026-04-03", "2026-04-05"])
    }

    @Test func contradictingDatesAreRefusedInOneReport() throws {
        let export = try load(
            """
            1,,13/03/2026,0.5,A,00012,false,400.00,200.00,0.00,Jane Roe,,,\r
            2,,03/13/2026,0.5,B,00012,false,400.00,200.00,0.00,Jane Roe,,,\r
            """)
        #expect(export.found == ["date-unreadable 2:4"])
        #expect(export.summary.refused == 2)
    }
}
