import Billing
import Foundation
import Ledger
import TestSupport
import Testing

/// What the journal notes, and that it covers every row however it came in.
@Suite struct JournalTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/ledger.sqlite"
    }

    private func findings() throws -> [String] {
        try Verification(path: path) { _, number in
            throw EnvironmentError("read", number, "no statement is looked at here")
        }.run().findings.map(\.fact).filter { !$0.hasPrefix("the stored statement") }
    }

    private func record(
        _ what: String, _ body: (LedgerTransaction) throws(EnvironmentError) -> Void = { _ in }
    ) throws {
        try Ledger(path: path).write { transaction throws(EnvironmentError) in
            try body(transaction)
            try transaction.record(
                what, Occasion(by: "anna", at: "2026-11-05T16:42:07Z"))
            return ((), .commit)
        }
    }

    @Test func aLinkSaysWhoDidWhatAndWhen() throws {
        try record("load a.csv") { transaction throws(EnvironmentError) in
            var load = try transaction.beginLoad()
            _ = try load.load([Sample.time("T1")])
            try load.finish()
        }
        #expect(
            try rows(of: path, "SELECT id, \"by\", \"at\", what, length(digest) FROM journal")
                == [["1", "anna", "2026-11-05T16:42:07Z", "load a.csv", "64"]])
        #expect(
            try rows(of: path, "SELECT \"table\", \"last\" FROM journal_stretch") == [
                ["entry", "1"]
            ])
        #expect(try findings() == [])
    }

    @Test func whatAddsNothingLeavesNoLink() throws {
        try record("look around")
        #expect(try rows(of: path, "SELECT count(*) FROM journal") == [["0"]])
    }

    @Test func rowsThatNobodyRecordedAreFound() throws {
        try Ledger(path: path).write { transaction throws(EnvironmentError) in
            try transaction.record(
                export: "a.csv", sha256: "00", profile: "native", on: day("2026-10-31"), rows: 0,
                loaded: 0, known: 0, changed: 0)
            return ((), .commit)
        }
        #expect(
            try findings() == [
                "the record of the file a.csv is not in the journal (table export, row 1)"
            ])
    }

    @Test func moreRowsThanAStretchHoldsAreAllCovered() throws {
        _ = try Ledger(path: path)
        try tamper(
            path,
            """
            INSERT INTO export (name, sha256, profile, loaded_on, rows, loaded, known, changed)
            WITH RECURSIVE row (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < 70000)
            SELECT 'a.csv', '00', 'native', '2026-10-31', 0, 0, 0, 0 FROM row
            """)
        try record("a large run")
        #expect(
            try rows(of: path, "SELECT \"after\", \"last\" FROM journal_stretch ORDER BY id")
                == [["0", "65536"], ["65536", "70000"]])
        #expect(try findings() == [])
    }

    /// Rows are digested while they are loaded, from what is inserted; verifying reads them.
    @Test(arguments: [1, 7, 100])
    func everyKindOfEntryIsDigestedAsItIsStored(batchSize: Int) throws {
        let place = Place(file: "inbox/Łódź.csv", line: 9, column: 3)
        let rows = [
            Sample.time("T1"), Sample.time(nil, content: "without an id"),
            Sample.row(
                "T2",
                .time(
                    TimeEntry(
                        key: EntryKey(0), matter: MatterID("M2"), timekeeper: TimekeeperID("BSM"),
                        date: day("2026-02-28"), seconds: 0, narrative: "", task: "L110",
                        activity: "A101", phase: "P1", disposition: .noCharge,
                        rateMinorUnits: 400_00, place: place))),
            Sample.cost("K1", 435_00), Sample.cost("K2", nil, quantity: 1_500),
            Sample.receipt(.balance, "B1", 100_00, date: "2026-10-01"),
            Sample.receipt(.payment, "P1", 60_00, date: "2026-10-02"),
            Sample.receipt(.retainer, "R1", 50_00, date: "2026-10-03"),
            Sample.receipt(.retainer, "R2", -20_00, date: "2026-10-04"),
        ]
        let ledger = try Ledger(path: path)
        try ledger.load(rows, batchSize: batchSize)
        try ledger.load([Sample.time("T9", "M3")])
        #expect(try findings() == [])
        #expect(try TestSupport.rows(of: path, "SELECT count(*) FROM entry") == [["10"]])
    }

    @Test func whatAnExportChangesIsStillWhatCame() throws {
        let ledger = try Ledger(path: path)
        try ledger.load([Sample.time("T1"), Sample.time("T2")])
        try ledger.load([Sample.time("T1", seconds: 7200, content: "twice the time")])
        try ledger.load([Sample.time("T1", "M2", seconds: 5400, content: "in another matter")])
        #expect(try findings() == [])
        // Of such an entry nothing can be changed either: not now, and not what it was before.
        try tamper(path, "UPDATE entry SET seconds = 9000 WHERE key = 1")
        let name = LineID(EntryKey(1)).text
        #expect(
            try findings() == [
                "entry \(name) was altered, since an export changed it (table entry, row 1)"
            ])
        try tamper(path, "UPDATE entry SET seconds = 5400 WHERE key = 1")
        #expect(try findings() == [])
        try tamper(path, "UPDATE entry_history SET seconds = 1 WHERE id = 1")
        let facts = try findings()
        #expect(facts.count == 2 && facts.allSatisfy { $0.contains("entry \(name)") })
    }

    /// The chain would have to be forged from here on, and the last digest that somebody noted
    /// would no longer be in it.
    @Test func aJournalThatWasTakenBackDoesNotEndAsItDid() throws {
        let ledger = try Ledger(path: path)
        try ledger.load([Sample.time("T1")])
        let first = try rows(of: path, "SELECT digest FROM journal")
        try ledger.load([Sample.time("T2")])
        let both = try rows(of: path, "SELECT digest FROM journal ORDER BY id")
        #expect(both.first == first.first && Set(both).count == 2)
    }

    @Test func aLoadThatIsTakenBackLeavesNothing() throws {
        let ledger = try Ledger(path: path)
        try ledger.load([Sample.time("T1")], .rollBack)
        try ledger.load([Sample.time("T2")])
        #expect(try rows(of: path, "SELECT count(*) FROM journal") == [["1"]])
        #expect(try findings() == [])
    }

    /// Whoever adds a table decides: its rows are in the journal, or they move and its log is.
    @Test func everyTableIsInTheJournal() throws {
        _ = try Ledger(path: path)
        let tables = try rows(
            of: path,
            """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                AND name NOT LIKE 'grdb_%'
            """
        ).compactMap(\.first)
        let logged = tables.filter { tables.contains($0 + "_log") }
        // Its numbers are in taken_number; made anew from the entries; the journal itself.
        let others = ["series", "identity_run", "journal", "journal_stretch"]
        #expect(
            Set(tables).subtracting(logged).subtracting(others) == Set(Ledger.journaledTables))
    }
}
