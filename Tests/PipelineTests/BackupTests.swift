import Billing
import Foundation
import Ledger
import Pipeline
import TestSupport
import Testing

@Suite struct BackupTests {
    /// Everything in a ledger; the indexes of entries come when it is opened.
    private func dump(_ path: String) throws -> String {
        try outputOfTool(["sqlite3", path, ".dump"])
            .split(separator: "\n").filter {
                !$0.hasPrefix("CREATE INDEX entry_by") && !$0.hasSuffix("source_id IS NOT NULL;")
            }
            .joined(separator: "\n")
    }

    @Test func aBackupHoldsTheWholeLedgerWhileAnotherReadsIt() throws {
        let firm = try AuditedFirm.billed()
        let file = firm.path + "/backup.sqlite"
        let reader = try Ledger(path: firm.database)
        let link = try reader.read { transaction throws(EnvironmentError) in
            _ = try transaction.documentNames()
            return try BackupRun(folder: firm.path).run(to: file)
        }
        #expect(try dump(file) == dump(firm.database))
        #expect(link?.what == "files written")
        #expect(firm.folder.unfinished == [])
    }

    @Test func aBackupNeverTakesThePlaceOfAFile() throws {
        let firm = try AuditedFirm.billed()
        let file = try firm.folder.write("an older backup", to: "backup.sqlite")
        #expect(throws: EnvironmentError.self) { try BackupRun(folder: firm.path).run(to: file) }
        #expect(try firm.folder.read("backup.sqlite") == Data("an older backup".utf8))
    }

    @Test func whatWasRestoredIsTheBackupAndTheOldLedgerStays() throws {
        let firm = try AuditedFirm.billed()
        let file = firm.path + "/backup.sqlite"
        _ = try BackupRun(folder: firm.path).run(to: file)
        let before = try dump(firm.database)
        try firm.export(["time,T9,2026-11-02,M1,JRO,1.0,Call,,"], as: "b.csv")
        try firm.month("2026-11-30")
        let after = try dump(firm.database)

        let report = try RestoreRun(folder: firm.path).run(from: file)
        #expect(report.isDone && report.verified.diagnostics == [])
        #expect(report.forgotten == ["pro forma PF-003 v1", "invoice 0103"])
        #expect(try dump(firm.database) == before)
        #expect(try dump(firm.path + "/" + (try #require(report.kept))) == after)
        // The month can be done again, and the next restore keeps that one too.
        #expect(try firm.month("2026-11-30").invoices.map(\.number) == ["0103"])
        #expect(
            try RestoreRun(folder: firm.path).run(from: file).kept
                == "ledger-before-restore-2.sqlite")
    }

    @Test func aBackupThatWasTamperedWithIsRefused() throws {
        let firm = try AuditedFirm.billed()
        let file = firm.path + "/backup.sqlite"
        _ = try BackupRun(folder: firm.path).run(to: file)
        try tamper(file, "UPDATE entry SET seconds = 1 WHERE key = 1")
        let before = try dump(firm.database)
        let report = try RestoreRun(folder: firm.path).run(from: file)
        #expect(!report.isDone && report.kept == nil)
        #expect(report.verified.diagnostics.first?.place == Place(file: file))
        #expect(try dump(firm.database) == before)
        #expect(firm.folder.unfinished == [])
    }

    @Test func aFileThatIsNoLedgerIsRefused() throws {
        let firm = try AuditedFirm.billed()
        let file = try firm.folder.write("a letter, and no ledger at all", to: "letter.txt")
        #expect(throws: EnvironmentError.self) {
            try RestoreRun(folder: firm.path).run(from: file)
        }
        #expect(firm.folder.unfinished == [])
        #expect(try VerifyRun(folder: firm.path).run().diagnostics == [])
    }

    /// The ledger cannot be opened any more, and a crash left its journal beside it.
    @Test func aLedgerThatIsBrokenIsReplaced() throws {
        let firm = try AuditedFirm.billed()
        let file = firm.path + "/backup.sqlite"
        _ = try BackupRun(folder: firm.path).run(to: file)
        try firm.folder.write("overwritten by accident", to: "ledger.sqlite")
        try firm.folder.write("half a page", to: "ledger.sqlite-journal")
        let report = try RestoreRun(folder: firm.path).run(from: file)
        #expect(report.isDone && report.kept == "ledger-before-restore.sqlite")
        #expect(try VerifyRun(folder: firm.path).run().diagnostics == [])
        #expect(
            try firm.folder.read("ledger-before-restore.sqlite")
                == Data("overwritten by accident".utf8))
    }
}
