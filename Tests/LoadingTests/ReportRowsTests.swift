import Billing
import Testing

@testable import Loading

/// Reports with titles above, headings between and sums below their entries.
@Suite struct ReportRowsTests {
    private static let firm = smallFirm.merging([
        "profiles/activities.yaml": """
        known-by: [Activity Date, Customer, Duration]
        preamble: automatic
        columns:
          date: Activity Date
          matter: Customer
          hours: Duration
          narrative: Memo/Description
          billing: Billable
        client-before: ":"
        carried: timekeeper
        billing-words: {billable: yes, non-billable: no}
        """
    ]) { $1 }

    private static let report = """
        Roe & Partners LLP
        Time Activities by Employee Detail
        "March 1-31, 2026"

        Activity Date,Customer,Memo/Description,Duration,Billable,Amount
        Jane Roe,,,,,
        03/13/2026,Acme:Lease,Draft lease,1:30,Yes,600.00
        03/14/2026,Acme:General,Call,0:30,No,200.00
        Total for Jane Roe,,,2:00,,$800.00
        Bob Smith
        03/13/2026,Beta LLC:General,Research,1:00,Yes,300.00
        Total for Bob Smith,,,1:00,,$300.00
        TOTAL,,,3:00,,"$1,100.00"

        """

    @Test func onlyEntriesAreLoaded() throws {
        let export = try LoadedExport(ReportRowsTests.report, firm: ReportRowsTests.firm)
        #expect(
            summary(export.diagnostics) == [
                "note preamble-skipped e.csv:1:0", "warning row-subtotal e.csv:9:1",
                "warning row-subtotal e.csv:12:1", "warning row-subtotal e.csv:13:1",
                "note row-heading e.csv:6:0",
            ])
        #expect(export.diagnostics[0].fact.contains("\"Roe & Partners LLP\""))
        #expect(export.diagnostics[1].fact.contains("\"Total for Jane Roe\""))
        #expect(export.diagnostics[4].fact.contains("lines 6, 10"))
        // Three entries of 1.5, 0.5 and 1 hour.
        #expect(export.summary.rows == 3)
        #expect(export.summary.refused == 0)
        #expect(export.times.reduce(0) { $0 + $1.seconds } == 10_800)
        #expect(export.times.map(\.timekeeper.text) == ["JRO", "JRO", "BSM"])
        #expect(export.times.map(\.matter.text) == ["C0001-01", "C0001-02", "C0002-01"])
    }

    /// The lines above show no semicolon, and the columns need it.
    @Test func theDelimiterIsFoundBelowTheTitle() throws {
        let text = ReportRowsTests.report.replacing(
            "\"March 1-31, 2026\"", with: "March 1-31, 2026"
        )
        .replacing("\"$1,100.00\"", with: "1100.00")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let semicolons = lines.enumerated().map { index, line in
            index < 3 ? String(line) : String(line).replacing(",", with: ";")
        }.joined(separator: "\n")
        let export = try LoadedExport(semicolons, firm: ReportRowsTests.firm)
        #expect(export.times.count == 3, "\(export.diagnostics)")
        #expect(export.summary.rows == 3)
    }

    /// Nobody's name stands over an entry that follows Jane Roe's total.
    @Test func aHeadingEndsWithItsTotal() throws {
        let text = ReportRowsTests.report.replacing("Bob Smith\n", with: "")
        let export = try LoadedExport(text, firm: ReportRowsTests.firm)
        #expect(export.times.map(\.timekeeper.text) == ["JRO", "JRO"])
        #expect(
            export.diagnostics.filter { $0.severity == .error }.map(\.fact) == [
                "the row does not say whose time it is"
            ])
    }

    @Test func aNumberOfLinesIsSkipped() throws {
        var firm = ReportRowsTests.firm
        firm["profiles/activities.yaml"]?.replace("preamble: automatic", with: "preamble: 4")
        #expect(try LoadedExport(ReportRowsTests.report, firm: firm).times.count == 3)
        firm["profiles/activities.yaml"]?.replace("preamble: 4", with: "preamble: 3")
        #expect(try LoadedExport(ReportRowsTests.report, firm: firm).times.count == 3)
        firm["profiles/activities.yaml"]?.replace("preamble: 3", with: "preamble: 5")
        #expect(
            try LoadedExport(ReportRowsTests.report, firm: firm).diagnostics.map(\.code) == [
                .profileUnknown
            ])
    }

    /// Full rows above the column names are entries of something else, and must not get lost.
    @Test func entriesAboveTheColumnNamesAreNoTitle() throws {
        let text =
            "2026-03-02,C0001-01,Call,1.0,JRO,x\n"
            + ReportRowsTests.report.split(separator: "\n").dropFirst(3).joined(separator: "\n")
        let export = try LoadedExport(text, firm: ReportRowsTests.firm)
        #expect(export.diagnostics.map(\.code) == [.profileUnknown])
    }

    @Test(
        arguments: [
            // A client called Total, without a date: an entry that lacks one, and no sum.
            (",Total Energies,JRO,1.0,Call", "cell-blank"),
            ("Total,,,3.0,", "row-subtotal"), ("Subtotal:,,,3.0,", "row-subtotal"),
            ("Totally,,,3.0,", "date-unreadable"), (",,,3.0,", "cell-blank"),
        ])
    func aSumHasNoDateAndNothingButNumbers(_ row: String, _ code: String) throws {
        let export = try LoadedExport(
            "date,matter,timekeeper,hours,narrative\n2026-03-02,C0001-01,JRO,1.0,x\n\(row)\n")
        #expect(export.diagnostics.contains { $0.code.rawValue == code }, "\(export.diagnostics)")
        #expect(export.summary.rows == (code == "row-subtotal" ? 1 : 2))
        #expect(export.times.count == 1)
    }

    @Test func aProfileSaysHowItsSumsAreKnown() throws {
        let profile = """
            extends: native
            known-by: [date, matter, group]
            subtotals: {column: group, begin-with: [Sum], numbers-only: yes}
            """
        let export = try LoadedExport(
            """
            date,group,matter,timekeeper,hours,narrative
            2026-03-02,Sum,C0001-01,JRO,1.0,x
            ,Sum of March,see above,,1.0,
            ,,,,1.0,
            ,Total,,,1.0,

            """, firm: smallFirm.merging(["profiles/own.yaml": profile]) { $1 })
        #expect(export.times.count == 1)
        #expect(export.summary.rows == 2)
        #expect(
            export.diagnostics.filter { $0.code == .rowSubtotal }.map { $0.place?.line } == [3, 4])
        #expect(export.diagnostics.hasErrors)
    }
}
