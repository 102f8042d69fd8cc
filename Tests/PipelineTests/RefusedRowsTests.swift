import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Rows that an export has and that cannot be taken: none is lost, and none comes in unseen.
@Suite struct RefusedRowsTests {
    private static let good = "time,T1,2026-10-05,M1,JRO,1.0,Draft,,"
    private static let bad = "time,T2,2026-10-05,Leese,JRO,0.5,Call,,"
    private static let refused = "inbox/a.refused.csv"

    private func load(
        _ firm: SmallFirm, _ names: [String]? = nil, isDry: Bool = false
    ) throws -> RunReport {
        let files = names.map { $0.map { firm.path + "/" + $0 } } ?? inboxFiles(of: firm.path)
        return try LoadRun(workspace: try firm.workspace(), date: day("2026-10-31"))
            .run(files, isDry: isDry)
    }

    private func text(_ name: String, of firm: SmallFirm) throws -> String {
        String(decoding: try firm.folder.read(name), as: UTF8.self)
    }

    /// As spreadsheets read it.
    private func written(_ lines: [String]) -> String {
        "\u{FEFF}" + lines.map { $0 + "\r\n" }.joined()
    }

    private func inbox(_ firm: SmallFirm) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: firm.path + "/inbox").sorted()
    }

    private func delete(_ name: String, of firm: SmallFirm) throws {
        try FileManager.default.removeItem(atPath: firm.path + "/" + name)
    }

    private func correct(
        _ wrong: String, to right: String, in name: String = refused, of firm: SmallFirm
    ) throws {
        let text = try text(name, of: firm)
        #expect(text.contains(wrong))
        try firm.folder.write(text.replacingOccurrences(of: wrong, with: right), to: name)
    }

    private func loaded(_ firm: SmallFirm) throws -> [String] {
        try firm.rows("SELECT source_id FROM entry ORDER BY key").map { $0[0] }
    }

    // MARK: What is written

    @Test func goodRowsAreLoadedAndTheOthersWrittenWithTheirReasons() throws {
        let firm = try SmallFirm(inbox: [
            Self.good, "time,T2,2026-10-05,Leese,JRO,0.5,\"Call, then \"\"Exhibit A\"\"\",,",
            "time,T3,2026-13-05,M1,JRR,0.5,=1+1,,", "time,T4,2026-10-06,M1,JRO,0.5,Read,,",
            "cost,T5,2026-10-06,M8,,,- Filing fee,,-12.50",
        ])
        let report = try load(firm)
        let file = try #require(report.loaded.first)
        #expect(file.rows == 5 && file.loaded == 2 && file.refused == 3)
        #expect(file.known == 0 && file.changed == 0)
        #expect(file.refusedFile == Self.refused)
        #expect(report.isRefused)
        #expect(try loaded(firm) == ["T1", "T4"])
        let lines = [
            "type,id,date,matter,timekeeper,hours,narrative,billing,amount,reason",
            #"time,T2,2026-10-05,Leese,JRO,0.5,"Call, then ""Exhibit A""",,,"no matter ""Leese""""#,
            "time,T3,2026-13-05,M1,JRR,0.5,'=1+1,,,"
                + #""""2026-13-05"" is not a date; no timekeeper ""JRR""""#,
            #"cost,T5,2026-10-06,M8,,,'- Filing fee,,-12.50,"no matter ""M8""""#,
        ]
        #expect(try text(Self.refused, of: firm) == written(lines))
    }

    @Test func theDelimiterOfTheExportIsKept() throws {
        let firm = try SmallFirm()
        try firm.folder.write(
            "date;matter;timekeeper;hours;narrative\r\n05.10.2026;Leese;JRO;1,5;\"Call; draft\"\r\n",
            to: "inbox/a.csv")
        _ = try load(firm)
        let lines = [
            "date;matter;timekeeper;hours;narrative;reason",
            #"05.10.2026;Leese;JRO;1,5;"Call; draft";"no matter ""Leese""""#,
        ]
        #expect(try text(Self.refused, of: firm) == written(lines))
        try correct("Leese", to: "Lease", of: firm)
        #expect(try !load(firm).isRefused)
        #expect(try firm.rows("SELECT date, seconds FROM entry") == [["2026-10-05", "5400"]])
    }

    /// The file comes from elsewhere, and the firm has no inbox yet.
    @Test func theFileOfRefusedRowsIsInTheInbox() throws {
        let firm = try SmallFirm()
        let elsewhere = try TemporaryFolder()
        let path = try elsewhere.write(SmallFirm.header + Self.bad + "\n", to: "October.CSV")
        let report = try LoadRun(workspace: try firm.workspace(), date: day("2026-10-31"))
            .run([path])
        #expect(report.loaded.first?.refusedFile == "inbox/October.refused.csv")
        #expect(try inbox(firm) == ["October.refused.csv"])
        #expect(elsewhere.files(endingIn: "") == ["October.CSV"])
    }

    @Test(arguments: [
        "Day,Case,Who\n2026-10-05,M1,JRO\n",
        "date,matter,timekeeper,\"hours\n2026-10-05,M1,JRO,1.0\n",
        "date,matter,timekeeper,hours\n04/05/2026,M1,JRO,1.0\n",
        "date,matter,timekeeper\n2026-10-05,M1,JRO\n",
    ])
    func aFaultOfTheWholeFileIsPutRightThere(export: String) throws {
        let firm = try SmallFirm()
        try firm.folder.write(export, to: "inbox/a.csv")
        for _ in 1...2 {
            let report = try load(firm)
            #expect(report.isRefused)
            #expect(report.loaded.map(\.refusedFile) == [nil])
        }
        #expect(try inbox(firm) == ["a.csv"])
    }

    @Test func aDryRunAndACheckWriteNothing() throws {
        let firm = try SmallFirm(inbox: [Self.good, Self.bad])
        let dry = try load(firm, isDry: true)
        #expect(dry.isRefused && dry.loaded.map(\.refusedFile) == [nil])
        let check = try CheckRun(workspace: try firm.workspace()).run(
            Selection(date: day("2026-10-31")))
        #expect(check.diagnostics.map(\.code) == [.matterUnknown])
        #expect(try inbox(firm) == ["a.csv"])
        for table in ["entry", "export", "refusal"] { #expect(try firm.count(table) == 0) }
    }

    // MARK: Putting it right

    @Test func correctedRowsAreLoadedAndNothingStaysOpen() throws {
        let firm = try SmallFirm(inbox: [
            Self.good, "time,T2,2026-10-05,Leese,JRO,0.5,=1+1,,",
            "cost,T3,2026-10-05,Leese,,,@ court,,-$12.50",
        ])
        _ = try load(firm)
        try correct("Leese,", to: "Lease,", of: firm)
        let report = try load(firm)
        // Apostrophes are before two texts of the file that a spreadsheet took for formulas.
        #expect(report.diagnostics.map(\.code) == [.rowsSetAside, .guardRemoved])
        #expect(report.loaded.map(\.loaded) == [0, 2])
        #expect(try loaded(firm) == ["T1", "T2", "T3"])
        #expect(
            try firm.rows("SELECT narrative, minor_units FROM entry WHERE key > 1")
                == [["=1+1", ""], ["@ court", "-1250"]])
        // Cleaning up the inbox brings nothing back.
        try delete(Self.refused, of: firm)
        #expect(try !load(firm).isRefused)
        #expect(try firm.month().invoices.count == 1)
    }

    /// Then both files have good rows, and they are the same entries, with an id or without.
    @Test func aRegisterThatIsPutRightMakesNoEntryTwo() throws {
        let call = "time,,10/05/2026,Leese,JRO,0.5,\"- call, \"\"re lease\"\"\",,"
        let firm = try SmallFirm(inbox: [
            "time,T1,10/13/2026,M1,JRO,1.0,Draft,,", call, Self.bad, call,
        ])
        _ = try load(firm)
        try firm.folder.write(
            "id,client,name,arrangement,aliases\nM1,C1,Lease,hourly,Leese\n", to: "matters.csv")
        let report = try load(firm)
        #expect(!report.isRefused)
        #expect(report.loaded.map(\.loaded) == [3, 0] && report.loaded.map(\.known) == [1, 3])
        #expect(try firm.rows("SELECT sum(seconds) FROM entry") == [["9000"]])
    }

    /// The same entry, put right in the time system, comes with the next export.
    @Test func aRowCorrectedAtItsSourceIsLoadedFromThere() throws {
        let firm = try SmallFirm(inbox: [Self.good, Self.bad])
        _ = try load(firm)
        try firm.export([Self.good, Self.bad.replacingOccurrences(of: "Leese", with: "M1")])
        #expect(try load(firm, ["inbox/a.csv"]).diagnostics.isEmpty)
        #expect(try loaded(firm) == ["T1", "T2"])
    }

    @Test func theOriginalIsSilentAboutRowsThatWait() throws {
        let firm = try SmallFirm(inbox: [Self.good, Self.bad])
        _ = try load(firm)
        let again = try load(firm, ["inbox/a.csv"])
        #expect(!again.isRefused && again.diagnostics.map(\.code) == [.rowsSetAside])
        #expect(again.diagnostics.first?.fact.hasPrefix("1 row was refused before") == true)
        let file = try #require(again.loaded.first)
        #expect(file.rows == 2 && file.known == 1 && file.refused == 1)
        #expect(file.refusedFile == nil)
        #expect(try inbox(firm) == ["a.csv", "a.refused.csv"])
    }

    /// A month does not end well while a row waits, whichever file is looked at.
    @Test func rowsThatWaitHoldUpTheMonth() throws {
        let firm = try SmallFirm(inbox: [Self.good, Self.bad])
        for _ in 1...3 {
            let report = try firm.month()
            #expect(report.isRefused && report.invoices.isEmpty)
        }
        #expect(try inbox(firm) == ["a.csv", "a.refused.csv"])
    }

    @Test(arguments: [false, true])
    func withoutItsFileARowIsReportedAgain(wasLoadedUncorrected: Bool) throws {
        let firm = try SmallFirm(inbox: [Self.good, Self.bad])
        _ = try load(firm)
        if wasLoadedUncorrected { _ = try load(firm) }
        try delete(Self.refused, of: firm)
        let report = try load(firm)
        #expect(report.diagnostics.map(\.code) == [.matterUnknown])
        let written = try #require(report.loaded.first?.refusedFile)
        try correct("Leese", to: "M1", in: written, of: firm)
        #expect(try !load(firm).isRefused)
        #expect(try loaded(firm) == ["T1", "T2"])
    }

    @Test func whatIsStillWrongIsReportedWhereItStandsNow() throws {
        let firm = try SmallFirm(inbox: [Self.good, Self.bad])
        _ = try load(firm)
        let before = try text(Self.refused, of: firm)
        let report = try load(firm)
        let found = report.diagnostics.filter { $0.severity == .error }
        #expect(found.map(\.code) == [.matterUnknown])
        #expect(found.first?.place?.file == Self.refused && found.first?.place?.line == 2)
        #expect(try inbox(firm) == ["a.csv", "a.refused.csv"])
        #expect(try text(Self.refused, of: firm) == before)
    }

    @Test func aSecondFileOfRefusedRowsLeavesTheFirstAlone() throws {
        let firm = try SmallFirm(inbox: [Self.bad])
        _ = try load(firm)
        try correct("Leese", to: "half corrected", of: firm)
        let first = try text(Self.refused, of: firm)
        try firm.export([Self.bad, "time,T3,2026-10-05,M9,JRO,0.5,Call,,"])
        let report = try load(firm, ["inbox/a.csv"])
        #expect(report.loaded.map(\.refusedFile) == ["inbox/a.refused-2.csv"])
        #expect(try text(Self.refused, of: firm) == first)
        let second = try text("inbox/a.refused-2.csv", of: firm)
        #expect(second.contains("T3") && !second.contains("T2"))
    }

    /// A file of next month may have the same name; its rows are not those that were loaded.
    @Test func aNameThatWasLoadedIsNotUsedAgain() throws {
        let firm = try SmallFirm(inbox: [Self.bad])
        _ = try load(firm)
        try correct("Leese", to: "M1", of: firm)
        _ = try load(firm)
        try delete(Self.refused, of: firm)
        try firm.export(["time,T3,2026-11-05,M9,JRO,0.5,Call,,"])
        #expect(try load(firm).loaded.map(\.refusedFile) == ["inbox/a.refused-2.csv"])
        try delete("inbox/a.refused-2.csv", of: firm)
        #expect(try load(firm).isRefused)
    }

    // MARK: Files of other shapes

    @Test func aFileWithoutColumnNamesIsRecognisedAgain() throws {
        let firm = try SmallFirm()
        let start = "JRO,100,L110,A103,10/05/26,"
        try firm.folder.write(
            "M1,\(start)1.25,400.00,500.00,Draft\nM9,\(start)0.50,400.00,200.00,Call\n",
            to: "inbox/a.csv")
        #expect(try load(firm).loaded.map(\.profile) == ["tabs3"])
        #expect(
            try text(Self.refused, of: firm)
                == "\u{FEFF}M9,JRO,100,L110,A103,2026-10-05,0.50,400.00,200.00,Call,"
                + "\"no matter \"\"M9\"\"\"\r\n")
        try correct("M9,", to: "M2,", of: firm)
        let report = try load(firm)
        #expect(!report.isRefused && report.loaded.map(\.profile) == ["tabs3", "tabs3"])
        #expect(
            try firm.rows("SELECT matter, seconds FROM entry") == [
                ["M1", "4500"], ["M2", "1800"],
            ])
    }

    /// Padded with blanks, each of these rows would look whole.
    @Test(
        arguments: [
            ("time,T2,2026-10-05,M1,JRO,0.5,Call,", "the row has 8 cells"),
            ("time,T2,2026-10-05,M1,JRO,0.5,\"Call,,", "a quotation mark opens here"),
            ("time,T2,2026-10-05,M1,JRO,0.5,\"Call\" to,,", "a quotation mark opens here"),
            ("time,T2,2026-10-05,M1,JRO,0.5,Call, and draft,,", "the row has 10 cells"),
        ])
    func aRowThatCannotBeTakenApartWaitsUntilItIsLookedAt(row: String, reason: String) throws {
        let firm = try SmallFirm(inbox: [Self.good, row])
        _ = try load(firm)
        #expect(try text(Self.refused, of: firm).contains("CHECK: \(reason)"))
        for _ in 1...2 {
            #expect(try load(firm).isRefused)
            #expect(try loaded(firm) == ["T1"])
        }
        let header = try text(Self.refused, of: firm).split(separator: "\r\n")[0]
        try firm.folder.write(
            "\(header)\r\ntime,T2,2026-10-05,M1,JRO,0.5,Call,,,\r\n", to: Self.refused)
        #expect(try !load(firm).isRefused)
        #expect(try loaded(firm) == ["T1", "T2"])
    }

    /// Damage that no spreadsheet shows: 0x81 is a letter in no encoding that is read.
    @Test func lettersThatWereLostAreNotTakenForTheText() throws {
        let firm = try SmallFirm()
        let bytes = Array((SmallFirm.header + "time,T2,2026-10-05,M1,JRO,0.5,Caf").utf8)
        try Data(bytes + [0x81] + Array(",,\n".utf8)).write(
            to: URL(fileURLWithPath: try firm.folder.write("", to: "inbox/a.csv")))
        for _ in 1...3 { #expect(try load(firm).isRefused) }
        #expect(try firm.count("entry") == 0)
    }

    /// 13 October shows that the month stands first; 5 October alone would not.
    @Test func datesStayWhatTheWholeColumnShowedThemToBe() throws {
        let firm = try SmallFirm()
        try firm.folder.write(
            "date,matter,timekeeper,hours,narrative\n"
                + "10/13/2026,M1,JRO,1.0,Draft\n10/05/2026,Leese,JRO,0.5,Call\n",
            to: "inbox/a.csv")
        _ = try load(firm)
        try correct("Leese", to: "M1", of: firm)
        #expect(try !load(firm).isRefused)
        #expect(
            try firm.rows("SELECT date FROM entry ORDER BY key") == [
                ["2026-10-13"], ["2026-10-05"],
            ])
    }

    private static let report = """
        Roe & Partners
        Time by employee

        Day,Job,Length,Remark
        Jane Roe,,,
        2026-10-05,M1,1:00,Draft
        2026-10-05,Leese,1:00,Call
        Total for Jane Roe,,2:00,
        2026-10-06,M1,3:00,Nobody's
        Bob Smith,,,
        2026-10-06,Leese,2:00,Read

        """

    /// A row stands under its heading, or under none.
    @Test(arguments: ["automatic", "3"])
    func headingsGoWithTheirRows(preamble: String) throws {
        let profile = """
            known-by: [Day, Job, Length]
            columns: {date: Day, matter: Job, hours: Length, narrative: Remark}
            carried: timekeeper
            preamble: \(preamble)
            """
        let firm = try SmallFirm(["profiles/own.yaml": profile])
        try firm.folder.write(Self.report, to: "inbox/a.csv")
        let first = try load(firm)
        #expect(first.loaded.map(\.loaded) == [1] && first.loaded.map(\.refused) == [3])
        try correct("Leese", to: "M2", of: firm)
        let second = try load(firm)
        #expect(
            second.diagnostics.filter { $0.severity == .error }.map(\.fact) == [
                "the row does not say whose time it is"
            ])
        #expect(second.loaded.map(\.profile) == ["own", "own"])
        #expect(
            try firm.rows("SELECT timekeeper, narrative FROM entry ORDER BY key")
                == [["JRO", "Draft"], ["JRO", "Call"], ["BSM", "Read"]])
    }

    // MARK: Rows that the ledger refuses

    @Test func aRowThatContradictsAnInvoiceWaitsLikeAnyOther() throws {
        let firm = try SmallFirm(inbox: [
            Self.good, "time,T2,2026-10-05,M1,JRO,1.0,Draft,,", "time,T3,2026-10-05,M1,JRO,1,x,,",
        ])
        try firm.month()
        // Two entries that now say the same: each is refused by itself.
        func says(_ rows: [String]) throws -> RunReport {
            try firm.export(rows)
            return try load(firm, ["inbox/a.csv"])
        }
        let first = Self.good.replacingOccurrences(of: "1.0", with: "2.0")
        let other = first.replacingOccurrences(of: "T1", with: "T2")
        let report = try says([first])
        #expect(report.diagnostics.map(\.code) == [.alreadyBilled])
        #expect(try text(Self.refused, of: firm).contains("this entry is on invoice 0101"))
        #expect(try says([first]).diagnostics.map(\.code) == [.rowsSetAside])
        let both = try says([first, other])
        #expect(both.diagnostics.map(\.code) == [.alreadyBilled, .rowsSetAside])
        #expect(both.diagnostics.first?.place?.line == 3)
        #expect(both.loaded.first?.refused == 2)
        #expect(try firm.rows("SELECT sum(seconds) FROM entry") == [["10800"]])
    }

    @Test func oneIDForTwoEntriesIsPutRightInItsFile() throws {
        let firm = try SmallFirm(inbox: [Self.good, "time,T1,2026-10-06,M1,JRO,2.0,Read,,"])
        let report = try load(firm)
        #expect(report.diagnostics.map(\.code) == [.rowsConflict])
        #expect(report.loaded.map(\.loaded) == [1] && report.loaded.map(\.refused) == [1])
        // Taken as it stands, it would change the first, and nobody has said that it may.
        #expect(try load(firm).isRefused)
        #expect(try firm.rows("SELECT seconds FROM entry") == [["3600"]])
        let header = try text(Self.refused, of: firm).split(separator: "\r\n")[0]
        try firm.folder.write(
            "\(header)\r\ntime,T7,2026-10-06,M1,JRO,2.0,Read,,,\r\n", to: Self.refused)
        #expect(try !load(firm).isRefused)
        #expect(
            try firm.rows("SELECT source_id, seconds FROM entry") == [
                ["T1", "3600"], ["T7", "7200"],
            ]
        )
    }

    /// Nothing is to be done about it, and no file says there is.
    @Test func whatTheExportCallsInvoicedIsWrittenNowhere() throws {
        let firm = try SmallFirm()
        try firm.folder.write(
            "Date,Client,Project,Hours,Billable?,Invoiced?,First Name,Last Name,Notes\n"
                + "2026-10-05,C1,M1,1.0,Yes,Yes,Jane,Roe,Draft\n", to: "inbox/a.csv")
        let report = try load(firm)
        #expect(!report.isRefused && report.loaded.map(\.refused) == [1])
        #expect(report.loaded.map(\.refusedFile) == [nil])
        #expect(try inbox(firm) == ["a.csv"])
    }

    // MARK: Figures of a file

    /// 1.0 + 0.75 + 0.2 hours are 7,020 seconds; 435.00 and −35.00 are 400.00, with 1,000.00 paid.
    @Test func hoursAndMoneyOfEachFileAreTotalled() throws {
        let clients = "id,name,currency\nC1,Acme Holdings,\nC2,Beta LLC,EUR\n"
        let firm = try SmallFirm(
            ["clients.csv": clients],
            inbox: [
                Self.good, "time,T2,2026-10-05,M3,BSM,0:45,Read,,",
                "time,T3,2026-10-05,M1,JRO,0.2,Off the bill,non-billable,", Self.bad,
                "cost,K1,2026-10-05,M1,,,Filing fee,,435.00",
                "cost,K2,2026-10-05,M1,,,Refund,,-35.00",
                "payment,P1,2026-10-05,M1,,,Wire,,\"1,000.00\"",
                "cost,K3,2026-10-05,M3,,,Gericht,,12.5",
            ])
        try firm.export(["time,T9,2026-10-05,M1,JRO,2.5,Draft,,"], as: "b.csv")
        let report = try load(firm)
        #expect(report.loaded.map(\.seconds) == [7_020, 9_000])
        let sums = report.loaded.map { $0.amounts.map { "\($0.currency) \($0.minorUnits)" } }
        #expect(sums == [["EUR 1250", "USD 140000"], []])
    }
}
