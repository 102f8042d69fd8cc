import Billing
import Ledger
import TestSupport
import Testing

@Suite struct PostingDocumentsTests {
    private let ledger: Ledger

    init() throws {
        ledger = try Ledger()
    }

    // MARK: Numbers

    @Test func numbersHaveNoGapWhereATransactionWasRolledBack() throws {
        func take(_ outcome: Ledger.Outcome, _ series: String = "invoice") throws -> Int {
            try ledger.write { transaction throws(EnvironmentError) in
                (try transaction.takeNumber(of: series, startingAt: 101), outcome)
            }
        }
        #expect(try take(.commit) == 101)
        #expect(try take(.rollBack) == 102)
        #expect(try take(.rollBack) == 102)
        #expect(try take(.commit) == 102)
        #expect(try take(.commit, "proforma") == 101)
        #expect(throws: EnvironmentError.self) {
            try ledger.write { transaction throws(EnvironmentError) -> (Int, Ledger.Outcome) in
                _ = try transaction.takeNumber(of: "invoice", startingAt: 101)
                throw EnvironmentError("write", "a file", "the disk is full")
            }
        }
        #expect(try take(.commit) == 103)
    }

    /// A later change of the first number in firm.yaml does not reach a series that has begun.
    @Test func aSeriesGoesOnWhateverItsFirstNumberIsLater() throws {
        let numbers = try ledger.write { transaction throws(EnvironmentError) in
            (
                [
                    try transaction.takeNumber(of: "invoice", startingAt: 7),
                    try transaction.takeNumber(of: "invoice", startingAt: 500),
                ], .commit
            )
        }
        #expect(numbers == [7, 8])
    }

    // MARK: Claims and postings

    @Test func anInvoiceTakesItsEntriesAndAProformaDoesNot() throws {
        try ledger.load([Sample.time("T1"), Sample.time("T2"), Sample.cost("K1", 5_00)])
        let matter = Sample.matter("M1", fees: [(1, 100_00)], costs: [(3, 5_00)])
        try ledger.post(Sample.document(.proforma, "PF-1", [matter]))
        #expect(try ledger.unbilledKeys() == [1, 2, 3])
        #expect(try ledger.accounts() == [:])
        try ledger.post(Sample.document(.invoice, "1001", [matter]))
        #expect(try ledger.unbilledKeys() == [2])
    }

    @Test func anEntryIsNeverOnTwoInvoices() throws {
        try ledger.load([Sample.time("T1"), Sample.time("T2")])
        try ledger.post(
            Sample.document(.invoice, "1001", [Sample.matter("M1", fees: [(1, 100_00)])]))
        let second = Sample.document(
            .invoice, "1002", [Sample.matter("M1", fees: [(2, 50_00), (1, 100_00)])])
        #expect(throws: EnvironmentError.self) { try ledger.post(second) }
        // All of the second is undone, also what was good in it.
        #expect(try ledger.unbilledKeys() == [2])
        #expect(try ledger.accounts() == ["receivable": 100_00, "fees": -100_00])
    }

    @Test func aNumberIsGivenOnce() throws {
        try ledger.load([Sample.time("T1"), Sample.time("T2")])
        try ledger.post(
            Sample.document(.invoice, "1001", [Sample.matter("M1", fees: [(1, 100_00)])]))
        #expect(throws: EnvironmentError.self) {
            try ledger.post(
                Sample.document(.invoice, "1001", [Sample.matter("M1", fees: [(2, 1_00)])]))
        }
    }

    @Test func aTaxOverSeveralMattersIsOwedByEachAsItSharesIt() throws {
        try ledger.load((1...3).map { Sample.time("T\($0)", "M\($0)") })
        try ledger.post(
            Sample.document(
                .invoice, "1001",
                [
                    Sample.matter("M1", fees: [(1, 33_33)]),
                    Sample.matter("M2", fees: [(2, 33_33)]),
                    Sample.matter("M3", fees: [(3, 33_34)]),
                ], taxCents: 20_00))
        #expect(
            try ledger.accounts() == ["receivable": 120_00, "fees": -100_00, "tax": -20_00])
        let balances = try ["M1", "M2", "M3"].map {
            try ledger.balance(on: "2026-12-31", of: $0)?.previousBalance ?? 0
        }
        // A cent each for the first two, 19.98 for the last.
        #expect(balances == [33_34, 33_34, 53_32])
        #expect(balances.reduce(0, +) == 120_00)
    }

    @Test func anyFeesCostsAndTaxSumToZero() throws {
        let seed: UInt64 = 20_261_031
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        try ledger.load((1...120).map { Sample.time("T\($0)") })
        var total = 0
        for document in 0..<40 {
            let matters = (0..<3).map { index in
                let entry = document * 3 + index + 1
                let cents = Int.random(in: -500...9_999, using: &random)
                return Bool.random(using: &random)
                    ? Sample.matter("M\(index)", fees: [(entry, cents)])
                    : Sample.matter("M\(index)", fees: [], costs: [(entry, cents)])
            }
            let sum = matters.map(\.total.minorUnits).reduce(0, +)
            let tax = sum / 5
            total += sum + tax
            try ledger.post(
                Sample.document(.invoice, "\(1001 + document)", matters, taxCents: tax))
        }
        let accounts = try ledger.accounts()
        #expect(accounts.values.reduce(0, +) == 0)
        #expect(accounts["receivable"] == total)
    }

    // MARK: Pro formas

    @Test func theOpenProformaIsTheLatestUntilItsWorkIsBilled() throws {
        try ledger.load([Sample.time("T1")])
        let matter = Sample.matter("M1", fees: [(1, 100_00)])
        func open() throws -> String? {
            try ledger.read { transaction throws(EnvironmentError) in
                try transaction.openProforma(of: "C1/*").map { "\($0.number) v\($0.version)" }
            }
        }
        #expect(try open() == nil)
        try ledger.post(Sample.document(.proforma, "PF-1", [matter]))
        try ledger.post(Sample.document(.proforma, "PF-1", version: 2, [matter]))
        #expect(try open() == "PF-1 v2")
        try ledger.post(Sample.document(.invoice, "1001", [matter]))
        #expect(try open() == nil)
    }
}
