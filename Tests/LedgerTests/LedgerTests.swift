import Billing
import Ledger
import TestSupport
import Testing

@Suite struct LedgerTests {
    @Test func whatWasWrittenIsThereWhenTheFileIsOpenedAgain() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/ledger.sqlite"
        try Ledger(path: path).load([Sample.time("T1")])
        #expect(try Ledger(path: path).unbilledKeys() == [1])
    }

    @Test func aFileThatIsNoLedgerIsRefusedWithAdvice() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a letter, and no ledger at all", to: "ledger.sqlite")
        let error = #expect(throws: EnvironmentError.self) { try Ledger(path: path) }
        #expect(error?.subject == path)
        #expect(error?.remedy?.contains("backup") == true)
    }

    @Test func aFolderThatIsNotThereIsRefusedWithAdvice() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: EnvironmentError.self) {
            try Ledger(path: folder.path + "/nowhere/ledger.sqlite")
        }
        #expect(error?.remedy?.isEmpty == false)
    }

    @Test func anErrorInsideATransactionTakesBackAllOfIt() throws {
        let ledger = try Ledger()
        let error = #expect(throws: EnvironmentError.self) {
            try ledger.write { transaction throws(EnvironmentError) -> (Void, Ledger.Outcome) in
                var load = try transaction.beginLoad()
                _ = try load.load([Sample.time("T1")])
                throw EnvironmentError("write", "a file", "the disk is full")
            }
        }
        #expect(error?.cause == "the disk is full")
        #expect(try ledger.unbilledKeys() == [])
    }
}
