import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Engross and what is in a folder already: other files, another process, another currency.
@Suite struct FolderTests {
    @Test func initWritesOverNothing() throws {
        let folder = try TemporaryFolder()
        try folder.write("id,name\nC1,Acme\n", to: "clients.csv")
        let error = #expect(throws: EnvironmentError.self) {
            try InitRun.run(folder.path, from: .empty)
        }
        #expect(error?.cause.contains("clients.csv") == true)
        #expect(folder.files(endingIn: "") == ["clients.csv"])
    }

    @Test func whatInitWritesPassesItsOwnCheck() throws {
        let folder = try TemporaryFolder()
        _ = try InitRun.run(folder.path, from: .empty)
        let (workspace, diagnostics) = try Workspace.open(folder.path)
        #expect(diagnostics == [] && workspace != nil)
    }

    @Test func checkMakesNoLedger() throws {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Call,,"])
        let workspace = try #require(try Workspace.open(firm.path, onlyReads: true).workspace)
        let report = try CheckRun(workspace: workspace).run(Selection(date: day("2026-10-31")))
        #expect(report.entries.charged == 1 && !report.isRefused)
        #expect(!FileManager.default.fileExists(atPath: firm.database))
    }

    @Test func aDryRunReportsAndLoadsNothing() throws {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Call,,"])
        let report = try LoadRun(workspace: try firm.workspace(), date: day("2026-10-31"))
            .run(inboxFiles(of: firm.path), isDry: true)
        #expect(report.loaded.map(\.loaded) == [1])
        #expect(try firm.count("entry") == 0)
    }

    @Test func oneProcessAtATimeWorksInAFolder() throws {
        let folder = try TemporaryFolder()
        let first = try FolderLock(folder.path)
        var hasWaited = false
        #expect(throws: EnvironmentError.self) {
            _ = try FolderLock(folder.path, patienceSeconds: 0) { hasWaited = true }
        }
        withExtendedLifetime(first) {}
        #expect(!hasWaited, "without patience there is nothing to wait for")
    }

    @Test func theFolderIsFreeAgainWhenTheFirstIsDone() throws {
        let folder = try TemporaryFolder()
        _ = try FolderLock(folder.path)
        _ = try FolderLock(folder.path, patienceSeconds: 0)
    }

    /// 250.00 USD are owed when the client's currency becomes GBP: no sum mixes the two.
    @Test func openItemsInAnotherCurrencyAreRefused() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.0,Call,,",
            "balance,B1,2026-09-30,M1,,,Old invoice,,250.00",
        ])
        try firm.load()
        try firm.folder.write(
            "id,name,currency\nC1,Acme Holdings,GBP\nC2,Beta LLC,\n", to: "clients.csv")
        try firm.folder.write(
            "effective,timekeeper,rate,currency\n2026-01-01,JRO,300.00,GBP\n", to: "rates.csv")
        let report = try firm.run(.invoice)
        #expect(report.diagnostics.map(\.code) == [.currencyDiffers])
        #expect(report.diagnostics.first?.fact.contains("USD") == true)
        #expect(try firm.count("document") == 0)
    }

    @Test func workAfterTheRunsLastDayIsCountedAndLeftAlone() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.0,Call,,", "time,T2,2026-11-05,M1,JRO,1.0,Call,,",
            "time,T3,2026-10-06,M1,JRO,1.0,Call,non-billable,",
        ])
        try firm.load()
        let entries = try firm.run(.invoice).entries
        #expect(entries.considered == 1 && entries.charged == 1)
        #expect(entries.later == 1 && entries.nonBillable == 1)
    }
}
