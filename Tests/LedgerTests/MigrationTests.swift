import Billing
import Ledger
import TestSupport
import Testing

/// Ledgers of other versions.
@Suite struct MigrationTests {
    /// Nothing was released before migration 1. Each later one is undone here, statement by
    /// statement, to have a ledger as the earliest version left it.
    private static let undone: [String] = []

    @Test func aLedgerOfTheEarliestVersionOpensWithAllThatIsInIt() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger.sqlite"
        try Ledger(path: path).load([
            Sample.time("T1"), Sample.receipt(.balance, "B1", 100_00, date: "2026-10-01"),
        ])
        for statement in Self.undone { try tamper(path, statement) }
        try tamper(path, "DELETE FROM grdb_migrations WHERE identifier <> '1'")
        let ledger = try Ledger(path: path)
        #expect(try ledger.unbilledKeys() == [1])
        #expect(try ledger.accounts() == ["receivable": 100_00, "opening": -100_00])
        let report = try Verification(path: path) { _, number in
            throw EnvironmentError("read", number, "there is no document")
        }.run()
        #expect(report.findings == [])
    }

    @Test func aLedgerThatANewerVersionWorkedWithIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger.sqlite"
        try Ledger(path: path).load([Sample.time("T1")])
        try tamper(path, "INSERT INTO grdb_migrations (identifier) VALUES ('later')")
        let error = #expect(throws: EnvironmentError.self) { try Ledger(path: path) }
        #expect(error?.cause == "a newer version of Engross has worked with it")
        #expect(error?.remedy?.contains("later") == true)
    }
}
