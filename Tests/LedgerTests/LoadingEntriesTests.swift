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
        #expect(try ledger.load(rows) == [1, 2].map { Loaded(.new(EntryKey($0))) })
        #expect(try ledger.load(rows) == [Loaded(.known), Loaded(.known)])
        #expect(try ledger.unbilledKeys() == [1, 2])
    }

    @Test func unbilledWorkTakesWhatALaterExportSaysAndKeepsTheOld() throws {
        try ledger.load([Sample.time("T1", seconds: 4320)])
        let result = try ledger.load([Sample.time("T1", seconds: 5400, content: "other")])
        #expect(
            result == [
                Loaded(.changed([FieldChange(field: "hours", from: "1.20", to: "1.50")]))
            ])
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

    @Test func aQuantityIsKeptAndSoIsTheOneBefore() throws {
        try ledger.load([Sample.cost("K1", 25_00, quantity: 250_000), Sample.cost("K2", 5_00)])
        let result = try ledger.load([
            Sample.cost("K1", nil, quantity: 12_500, content: "other")
        ])
        #expect(
            result == [
                Loaded(
                    .changed([
                        FieldChange(field: "quantity", from: "250", to: "12.5"),
                        FieldChange(field: "amount", from: "25.00", to: "–"),
                    ]))
            ])
        let (costs, before) = try ledger.read { transaction throws(EnvironmentError) in
            (
                try transaction.unbilledWork(of: nil, through: day("2026-12-31")).flatMap(\.costs),
                try transaction.history(of: EntryKey(1))
            )
        }
        #expect(costs.map(\.quantity) == [Quantity(thousandths: 12_500), nil])
        #expect(costs.map(\.minorUnits) == [nil, 5_00])
        #expect(before.map(\.quantity) == [250_000])
        #expect(before.map(\.minorUnits) == [25_00])
    }

    /// A yen has no decimals: 435 is not 4.35.
    @Test func aChangedAmountIsShownInItsCurrency() throws {
        let yen = try #require(Currency(code: "JPY"))
        try ledger.load([Sample.cost("K1", 435, currency: yen)])
        let results = try ledger.load([Sample.cost("K1", 440, content: "other", currency: yen)])
        #expect(
            results == [
                Loaded(.changed([FieldChange(field: "amount", from: "435", to: "440")]))
            ])
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
        #expect(result == [Loaded(.billed(invoice: "1001"))])
    }

    @Test func aRowThatIsTakenBackIsNewTheNextTime() throws {
        try ledger.load([Sample.time("T1")], .rollBack)
        #expect(try ledger.unbilledKeys() == [])
        #expect(try ledger.load([Sample.time("T1")]) == [Loaded(.new(EntryKey(1)))])
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
}
