import Billing
import Ledger
import TestSupport
import Testing

@Suite struct LoadingEntriesTests {
    private let ledger: Ledger

    init() throws {
        ledger = try Ledger()
    }

    @Test func aRowIsNewOnceAndKnownFromThenOn() throws {
        let rows = [Sample.time("T1"), Sample.cost("K1", 435_00)]
        let keys = try ledger.load(rows).map(key)
        #expect(keys == [1, 2])
        for result in try ledger.load(rows) {
            guard case .known = result else {
                Issue.record("\(result)")
                continue
            }
        }
        #expect(try ledger.unbilledKeys() == [1, 2])
    }

    @Test func aRowThatSaysSomethingElseIsChangedAndTheOldOneStands() throws {
        try ledger.load([Sample.time("T1", seconds: 3600)])
        let result = try ledger.load([Sample.time("T1", seconds: 60, content: "other")])
        guard case .changed(billedBy: nil) = try #require(result.first) else {
            Issue.record("\(result)")
            return
        }
        let work = try ledger.read { transaction throws(EnvironmentError) in
            try transaction.unbilledWork(of: nil, through: day("2026-12-31"))
        }
        #expect(work.flatMap(\.time).map(\.seconds) == [3600])
    }

    @Test func aChangedRowThatIsBilledNamesItsInvoice() throws {
        try ledger.load([Sample.time("T1")])
        try ledger.post(
            Sample.document(.invoice, "1001", [Sample.matter("M1", fees: [(1, 100_00)])]))
        let result = try ledger.load([Sample.time("T1", content: "other")])
        guard case .changed(billedBy: "1001") = try #require(result.first) else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func aRowThatIsTakenBackIsNewTheNextTime() throws {
        try ledger.write { transaction throws(EnvironmentError) in
            _ = try transaction.load(Sample.time("T1"), currency: .usd, key: EntryKey(1))
            return ((), .rollBack)
        }
        #expect(try ledger.unbilledKeys() == [])
        #expect(try ledger.load([Sample.time("T1")]).map(key) == [1])
    }

    @Test func workOffTheBillAndWorkAfterTheDayAreNotUnbilledWork() throws {
        try ledger.load([
            Sample.time("T1", disposition: .nonBillable),
            Sample.time("T2", disposition: .noCharge),
            Sample.time("T3", date: "2026-11-01"),
        ])
        #expect(try ledger.unbilledKeys(through: "2026-10-31") == [2])
        #expect(try ledger.unbilledKeys(through: "2026-11-01") == [2, 3])
    }

    private func key(_ loaded: LedgerTransaction.Loaded) -> Int? {
        if case .new(let key) = loaded { key.number } else { nil }
    }
}
