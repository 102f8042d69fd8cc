import Billing
import Foundation
import Ledger
import Pipeline
import TestSupport
import Testing

/// Disks that cannot be written, files that are not what they seem, runs cut off in the middle.
@Suite struct EnvironmentTests {
    private static let work = [
        "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
        "time,T2,2026-10-06,M3,BSM,0.7,Review accounts,,",
    ]

    // MARK: Disks

    @Test func anOutputFolderThatCannotBeWrittenIsNamedAndNothingIsPosted() throws {
        let firm = try SmallFirm(inbox: Self.work)
        try firm.folder.write("in the way", to: "Output")
        let error = #expect(throws: EnvironmentError.self) { try firm.month() }
        #expect(error?.subject.hasPrefix(firm.output) == true, "\(String(describing: error))")
        #expect(error?.remedy?.isEmpty == false)
        try expectNothingPosted(by: firm)
    }

    /// The first client's file is written already when the second's cannot be.
    @Test func aRunThatFailsHalfwayTakesBackWhatItWrote() throws {
        let firm = try SmallFirm(inbox: Self.work)
        try firm.load()
        try firm.folder.write("in the way", to: "Output/2026-10-31/invoices/C2 Beta LLC")
        let error = #expect(throws: EnvironmentError.self) { try firm.run(.invoice) }
        #expect(error?.subject.contains("C2 Beta LLC") == true, "\(String(describing: error))")
        try expectNothingPosted(by: firm)
        #expect(firm.folder.files(endingIn: ".pdf") == [])

        // With the way free, the same run gives the numbers that were not used up.
        try FileManager.default.removeItem(
            atPath: firm.output + "/2026-10-31/invoices/C2 Beta LLC")
        #expect(try firm.run(.invoice).invoices.map(\.number) == ["0101", "0102"])
    }

    private func expectNothingPosted(by firm: SmallFirm) throws {
        for table in ["document", "claim", "posting", "delivery", "series"] {
            #expect(try firm.count(table) == 0, "\(table)")
        }
        #expect(firm.folder.unfinished == [])
    }

    @Test func aLedgerThatIsNoDatabaseIsNamed() throws {
        let firm = try SmallFirm(["ledger.sqlite": "This is a letter, not a ledger.\n"])
        let error = #expect(throws: EnvironmentError.self) { try firm.workspace() }
        #expect(error?.subject == firm.database)
        #expect(error?.remedy?.isEmpty == false)
        let text = try String(contentsOfFile: firm.database, encoding: .utf8)
        #expect(text == "This is a letter, not a ledger.\n", "the file is left alone")
    }

    @Test func aFolderThatIsNotThereIsNamed() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: EnvironmentError.self) {
            try Workspace.open(folder.path + "/nowhere")
        }
        #expect(error?.subject == folder.path + "/nowhere")
    }

    @Test func anExportThatIsNotThereIsNamedAndNothingIsLoaded() throws {
        let firm = try SmallFirm(inbox: Self.work)
        let workspace = try firm.workspace()
        let error = #expect(throws: EnvironmentError.self) {
            try LoadRun(workspace: workspace, date: day("2026-10-31")).run(
                inboxFiles(of: firm.path) + [firm.path + "/inbox/missing.csv"])
        }
        #expect(error?.subject.contains("missing.csv") == true)
        #expect(try firm.count("entry") == 0)
    }

    // MARK: A run cut off after it posted

    @Test func aPDFThatNeverReachedTheDiskIsMadeAgainWithTheSameBytes() throws {
        let firm = try SmallFirm(inbox: Self.work)
        let invoice = try #require(try firm.month().invoices.first)
        let bytes = try firm.bytes(invoice)
        try cutOff(firm, after: invoice)
        let report = try firm.month()
        #expect(report.completed == [firm.output + "/" + invoice.path])
        #expect(try firm.bytes(invoice) == bytes)
        #expect(report.invoices.isEmpty)
        #expect(try firm.count("delivery") == 0)
        #expect(firm.folder.unfinished == [])
    }

    /// What the firm's files say meanwhile does not reach a document that was posted.
    @Test func aPostedDocumentIsMadeAgainAsItWasWhateverHasChangedSince() throws {
        let firm = try SmallFirm(inbox: Self.work)
        let invoice = try #require(try firm.month().invoices.first)
        let bytes = try firm.bytes(invoice)
        try cutOff(firm, after: invoice)
        try firm.folder.write("name: Other & Sons\ncurrency: USD\n", to: "firm.yaml")
        let rates = "effective,timekeeper,rate\n2026-01-01,JRO,1.00\n2026-01-01,BSM,1.00\n"
        try firm.folder.write(rates, to: "rates.csv")
        try firm.folder.write(
            "extends: standard\nstyles: {title: {size: 30}}\n",
            to: "Templates/standard/template.yaml")
        try firm.folder.write(
            "labels: {total-invoice: Grand total}\n", to: "Templates/languages/en-US.yaml")
        #expect(try firm.month().completed == [firm.output + "/" + invoice.path])
        #expect(try firm.bytes(invoice) == bytes)
    }

    /// The run's own files are there as well in the end: the register and the attorneys' PDFs.
    @Test func aRunCutOffBeforeItsRegisterIsCompletedByTheNext() throws {
        let firm = try SmallFirm(inbox: Self.work)
        let first = try firm.month()
        let register = try #require(first.register)
        let invoice = try #require(first.invoices.first)
        let wanted = firm.folder.files(endingIn: ".pdf") + ["Output/" + register]
        let bytes = try wanted.map { try firm.folder.read($0) }
        try cutOff(firm, after: invoice)
        // The pro formas were whole before the invoices began.
        for path in first.combined.filter({ $0.contains("/invoices/") }) + [register] {
            try FileManager.default.removeItem(atPath: firm.output + "/" + path)
        }
        try firm.month()
        for (path, bytes) in zip(wanted, bytes) {
            #expect((try? firm.folder.read(path)) == bytes, "\(path)")
        }
    }

    /// As a run leaves things that dies between the commit and the renaming.
    private func cutOff(_ firm: SmallFirm, after invoice: RunReport.Made) throws {
        _ = try firm.rows(
            """
            INSERT INTO delivery SELECT id, '\(firm.output)' FROM document
            WHERE kind = 'invoice' AND number = '\(invoice.number)'
            """)
        try FileManager.default.removeItem(atPath: firm.output + "/" + invoice.path)
    }
}
