import Billing
import Loading
import Testing

@Suite struct ExportLayoutTests {
    @Test(
        arguments: [
            ("", ["file-empty 0:0"]),
            ("a,b,c\n1,2,3\n", ["profile-unknown 1:0"]),
            ("date,matter,timekeeper\n", ["column-missing 1:0"]),
            ("date,matter,timekeeper,hours,narative,narrative\n", ["column-unknown 1:30"]),
            ("date,matter,matter,hours\n", ["column-repeated 1:13"]),
            ("date,matter,\"hours\n", ["quote-unpaired 1:13"]),
        ] as [(String, [String])])
    func headersAreChecked(_ text: String, _ expected: [String]) throws {
        #expect(try LoadedExport(text).found == expected)
    }

    @Test func anUnknownExportNamesItsColumnsAndCountsItsRows() throws {
        let export = try LoadedExport("Day,Who\n1,2\n3,4\n")
        #expect(export.diagnostics.first?.fact.contains("Day, Who") == true)
        #expect(export.diagnostics.first?.remedy?.contains("harvest, clio, native") == true)
        #expect(export.summary.rows == 2)
        #expect(export.summary.refused == 2)
    }

    @Test func theProfileCanBeNamed() throws {
        let text = "Date,Hours\n2026-03-02,1.0\n"
        #expect(try LoadedExport(text, profile: "harvst").found == ["profile-unknown 0:0"])
        let named = try LoadedExport(text, profile: "Harvest")
        #expect(Set(named.diagnostics.map(\.code)) == [.columnMissing])
    }

    @Test func columnsStandInAnyOrderAndCase() throws {
        let export = try LoadedExport(
            "Hours, MATTER ,Narrative,Timekeeper,Date\n1.0,C0001-01,x,JRO,2026-03-02\n")
        #expect(export.diagnostics.isEmpty)
        #expect(export.times.count == 1)
    }
}
