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

    @Test func unbilledWorkTakesWhatALaterExportSaysAndKeepsTheOld() throws {
        try ledger.load([Sample.time("T1", seconds: 4320)])
        let result = try ledger.load([Sample.time("T1", seconds: 5400, content: "other")])
        guard case .changed(let changes) = try #require(result.first) else {
            Issue.record("\(result)")
            return
        }
        #expect(changes == [FieldChange(field: "hours", from: "1.20", to: "1.50")])
        let work = try ledger.read { transaction throws(EnvironmentError) in
            try transaction.unbilledWork(of: nil, through: day("2026-12-31"))
        }
        #expect(work.flatMap(\.time).map(\.seconds) == [5400])
        #expect(work.flatMap(\.time).map(\.key) == [EntryKey(1)])
        let before = try ledger.read { transaction throws(EnvironmentError) in
            try transaction.history(of: EntryKey(1))
        }
        #expect(before.map(\.seconds) == [4320])
    }

    /// A yen has no decimals: 435 is not 4.35.
    @Test func aChangedAmountIsShownInItsCurrency() throws {
        let yen = try #require(Currency(code: "JPY"))
        let results = try ledger.write { transaction throws(EnvironmentError) in
            var results: [LedgerTransaction.Loaded] = []
            for row in [Sample.cost("K1", 435), Sample.cost("K1", 440, content: "other")] {
                results.append(try transaction.load(row, currency: yen, key: EntryKey(1)))
            }
            return (results, .commit)
        }
        guard case .changed(let changes) = try #require(results.last) else {
            Issue.record("\(results)")
            return
        }
        #expect(changes == [FieldChange(field: "amount", from: "435", to: "440")])
    }

    @Test(arguments: [
        ("Call with Mr. Smyth on lease", "Call with Mr. Smith on lease", "\"Smyth\"", "\"Smith\""),
        ("Call", "Call again", "\"\"", "\"again\""),
        ("a b c d e f g", "a 1 2 3 4 5 g", "\"b c d e …\"", "\"1 2 3 4 …\""),
    ]) func aChangedNarrativeShowsTheWordsThatDiffer(
        _ old: String, _ new: String, _ from: String, _ to: String
    ) {
        #expect(
            FieldChange.narrative(from: old, to: new)
                == FieldChange(field: "narrative", from: from, to: to))
    }

    @Test func aChangedRowThatIsBilledNamesItsInvoice() throws {
        try ledger.load([Sample.time("T1")])
        try ledger.post(
            Sample.document(.invoice, "1001", [Sample.matter("M1", fees: [(1, 100_00)])]))
        let result = try ledger.load([Sample.time("T1", content: "other")])
        guard case .billed(invoice: "1001") = try #require(result.first) else {
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
