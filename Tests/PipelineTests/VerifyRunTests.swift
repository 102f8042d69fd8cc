import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// What was done by Engross verifies, whatever it was.
@Suite struct VerifyRunTests {
    @Test func aLedgerThatNobodyTamperedWithIsAsItWasRecorded() throws {
        let firm = try SmallFirm(
            ["firm.yaml": Self.withEverything], inbox: AuditedFirm.work + Self.receipts)
        try firm.month()
        // A changed entry, one that is refused, a payment in time, and a second version.
        try firm.export(
            [
                "time,T9,2026-11-02,M1,JRO,1.0,Call,,", "time,T8,2026-11-02,M3,BSM,1.0,Memo,,",
                "time,T7,2026-11-02,M1,XXX,1.0,Unknown person,,",
                "payment,P1,2026-11-03,M1,,,Wire,,100.00",
            ], as: "b.csv")
        try firm.load()
        try firm.run(.proforma, Selection(date: day("2026-11-30")))
        try firm.export(["time,T9,2026-11-02,M1,JRO,2.0,Long call,,"], as: "b.csv")
        try firm.load()
        try firm.run(.proforma, Selection(date: day("2026-11-30")))
        // A divided line, a discount that the invoice uses up, and an edit that is taken back.
        let memo = try #require(
            firm.rows("SELECT key FROM entry WHERE source_id = 'T8'").first?.first.flatMap {
                Int($0)
            })
        let line = LineID(EntryKey(memo))
        let half = LinePart(hours: hours(50), narrative: "Half")
        try edit(firm) {
            _ = try $0.run(
                [
                    MarkRequest(.line(line, [.divide(into: [half, half])])),
                    MarkRequest(.matter(MatterID("M1"), [.discountAmount(usd(10_00))])),
                ], from: "worksheet.csv")
            let noCharge = try $0.run([MarkRequest(.line(line, [.noCharge]))], from: "command")
            _ = try $0.undo(try #require(noCharge.edit))
        }
        try firm.run(.invoice, Selection(date: day("2026-11-30")))
        #expect(try firm.count("change_claim") == 1)
        #expect(try firm.count("entry_history") == 1 && firm.count("refusal") == 1)

        let report = try VerifyRun(folder: firm.path).run(rendering: true)
        #expect(report.diagnostics == [])
        // October: pro formas and invoices of C1 and C2; November: the pro forma of C1 twice.
        #expect(report.documents == 9 && report.rendered == 9)
        #expect(report.lastLink?.what == "files written")
    }

    /// The firm's folder is free again when this returns.
    private func edit(_ firm: SmallFirm, _ body: (EditRun) throws -> Void) throws {
        try body(
            EditRun(workspace: try firm.workspace(), Selection(date: day("2026-11-30"))))
    }

    private static let withEverything = """
        name: Roe & Partners
        currency: USD
        invoices:
          first: 101
          width: 4
          prompt-payment: {percent: 2, days: 10}
        proformas:
          prefix: "PF-"
          first: 1
          width: 3
        taxes:
          - code: VAT
            name: VAT
            percent: 20
        """

    private static let receipts = [
        "retainer,R1,2026-10-01,M4,,,Advance,,100.00",
        "payment,P0,2026-10-02,M1,,,Wire,,10.00",
    ]

    @Test func theJournalSaysWhoDidWhatInTheOrderOfTheMonth() throws {
        let firm = try AuditedFirm.billed()
        #expect(
            try firm.rows("SELECT what FROM journal ORDER BY id") == [
                ["load inbox/a.csv"], ["pro formas"], ["files written"], ["invoices"],
                ["files written"],
            ])
        let (workspace, _) = try Workspace.open(
            firm.path, on: Occasion(by: "anna", at: "2026-11-05T16:42:07Z"))
        _ = try LoadRun(workspace: try #require(workspace), date: day("2026-11-05")).run(
            inboxFiles(of: firm.path))
        #expect(
            try firm.rows("SELECT \"by\", \"at\" FROM journal ORDER BY id DESC LIMIT 1")
                == [["anna", "2026-11-05T16:42:07Z"]])
    }

    @Test func aFolderWithoutALedgerIsToldSo() throws {
        let firm = try SmallFirm()
        let error = #expect(throws: EnvironmentError.self) {
            try VerifyRun(folder: firm.path).run()
        }
        #expect(error?.cause == "there is none")
        #expect(!FileManager.default.fileExists(atPath: firm.database))
    }
}
