import Billing
import Testing

@testable import Loading

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
        #expect(export.diagnostics.first?.remedy?.contains("harvest, clio, toggl") == true)
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

    // MARK: Currencies in the header

    @Test(arguments: ["Amount (USD)", "amount ( usd )", "Amount ()", "Amount", "AMOUNT($)"])
    func aCurrencyInParenthesesBelongsToTheColumn(_ column: String) throws {
        let export = try LoadedExport(
            "type,date,matter,\(column),narrative\ncost,2026-03-02,C0001-01,5.00,x\n")
        #expect(export.diagnostics.isEmpty, "\(export.diagnostics)")
        #expect(export.costs.map(\.minorUnits) == [500])
    }

    @Test(arguments: [
        ("Rate (EUR)", "C0001-01", "\"Rate (EUR)\" is in EUR"),
        ("Rate (€)", "C0001-01", "\"Rate (€)\" is in EUR"),
        ("Rate ($)", "C0002-01", "\"Rate ($)\" is in dollars"),
    ])
    func anotherCurrencyIsReportedOnceForTheFile(
        _ column: String, _ matter: String, _ says: String
    ) throws {
        let row = "2026-03-02,\(matter),JRO,1.0,5.00,x\n"
        let export = try LoadedExport(
            "date,matter,timekeeper,hours,\(column),narrative\n" + row + row)
        #expect(export.found == ["currency-differs 1:30"])
        #expect(export.diagnostics.first?.fact.contains(says) == true)
        #expect(export.diagnostics.first?.fact.hasSuffix("(and 1 more row)") == true)
        #expect(export.summary.refused == 2)
    }

    @Test func aCurrencyOfAmountsThatAreNotThereDoesNotMatter() throws {
        let export = try LoadedExport(
            "date,matter,timekeeper,hours,Rate (EUR),narrative\n"
                + "2026-03-02,C0001-01,JRO,1.0,0.00,x\n2026-03-02,C0001-01,JRO,2.0,,x\n")
        #expect(export.diagnostics.isEmpty)
        #expect(export.times.count == 2)
    }

    @Test(
        arguments: [
            ("date,matter,timekeeper,hours,rate (net of),narrative", ["column-unknown 1:30"]),
            (
                "date,matter,timekeeper,hours (usd),narrative",
                ["column-missing 1:0", "column-unknown 1:24"]
            ),
            ("date,matter,timekeeper,hours,rate,Rate (USD)", ["column-repeated 1:35"]),
        ] as [(String, [String])])
    func onlyColumnsOfAmountsHaveACurrency(_ header: String, _ expected: [String]) throws {
        #expect(try LoadedExport(header + "\n").found == expected)
    }

    // MARK: Several profiles

    @Test(arguments: [true, false])
    func theProfileThatNeedsMoreColumnsWins(_ isFirst: Bool) throws {
        let small = ExportProfile(
            name: "small", header: ["Day", "Who"], columns: [.hours: ["Time"]], matter: [],
            timekeeper: [], narrative: [])
        var large = small
        large.name = "large"
        large.header = ["who", "day", "Time"]
        let folder = try TestFolder(["e.csv": "Time,Who,Day,More\n"])
        var finder = ProfileFinder(
            folder.path + "/e.csv", shownAs: "e.csv",
            among: isFirst ? [large, small] : [small, large])
        let found = try finder.find(nil)
        #expect(found.opening?.layout.profile.name == "large")
        #expect(found.diagnostics.isEmpty)
    }

    @Test func twoProfilesThatFitAreBothNamed() throws {
        let text =
            "Date,Client,Project,Hours,Billable?,First Name,Last Name,Matter number,User,Billable\n"
        let export = try LoadedExport(text)
        #expect(export.found == ["profile-ambiguous 1:0"])
        #expect(export.diagnostics.first?.fact.contains("harvest and clio") == true)
        #expect(try LoadedExport(text, profile: "clio").diagnostics.isEmpty)
    }

}
