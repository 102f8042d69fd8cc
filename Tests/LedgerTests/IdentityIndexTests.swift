import Billing
import Ledger
import TestSupport
import Testing

@Suite struct IdentityIndexTests {
    /// As after a crash between two versions, or where somebody deleted what is only an index.
    @Test func entriesAreKnownAgainWithoutTheIndex() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger.sqlite"
        let rows =
            (1...20).map { Sample.time("T\($0)") } + [
                Sample.time(nil, content: "call", line: 30),
                Sample.time(nil, content: "call", line: 31),
            ]
        try Ledger(path: path).load(rows, runLength: 8)
        #expect(try runTool(["sqlite3", path, "DELETE FROM identity_run"]).status == 0)

        let ledger = try Ledger(path: path)
        let again = try ledger.load(rows, batchSize: 7, runLength: 8)
        #expect(again.allSatisfy { $0.outcome == .known })
        #expect(try ledger.unbilledKeys().count == 22)
        let counted = try TestSupport.rows(of: path, "SELECT sum(count) FROM identity_run")
        #expect(counted == [["22"]])
    }

    @Test func eachEntryIsInOneRunOnly() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger.sqlite"
        let ledger = try Ledger(path: path)
        for first in stride(from: 0, to: 60, by: 10) {
            let rows = (first..<first + 15).map { Sample.time("T\($0)") }
            try ledger.load(rows, batchSize: 4, runLength: 16)
        }
        let counted = try TestSupport.rows(
            of: path,
            "SELECT sum(count), sum(length(highs)) / 8, sum(length(rests)) / 16 FROM identity_run")
        #expect(counted == [["65", "65", "65"]])
        #expect(try ledger.unbilledKeys().count == 65)
    }
}
