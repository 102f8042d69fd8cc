import Billing
import Ledger
import TestSupport
import Testing

/// Advances held for clients: what comes in, what invoices take, what goes back.
@Suite struct RetainersTests {
    private let ledger: Ledger

    init() throws {
        ledger = try Ledger()
    }

    private func received(_ id: String, _ cents: Int, _ date: String) -> LoadedRow {
        Sample.receipt(.retainer, id, cents, date: date)
    }

    /// An invoice of 100.00 that takes so much of what is held.
    private func invoice(
        _ number: String, entry: Int, taking cents: Int, date: String = "2026-10-31"
    ) -> PostedDocument {
        var document = Sample.document(
            .invoice, number, date: date, [Sample.matter("M1", fees: [(entry, 100_00)])])
        document.statement.retainer = StatementRetainer(accounts: [
            RetainerAccount(
                matter: MatterID("M1"), before: usd(0), movements: [], applied: usd(cents),
                target: nil)
        ])
        return document
    }

    private func held(on date: String) throws -> RetainerBalance? {
        try ledger.read { transaction throws(EnvironmentError) in
            try transaction.retainers(on: day(date))
        }[MatterID("M1")]?["USD"]
    }

    // MARK: What comes in

    /// It is the client's money: the firm owes it, and nobody owes the firm less.
    @Test func anAdvanceIsHeldAndLowersNoDebt() throws {
        try ledger.load([
            Sample.receipt(.balance, "B1", 250_00, date: "2026-09-01"),
            received("R1", 500_00, "2026-10-01"), received("R2", -120_00, "2026-10-12"),
        ])
        #expect(
            try ledger.accounts() == [
                "receivable": 250_00, "opening": -250_00, "cash": 380_00, "retainer": -380_00,
            ])
        #expect(try ledger.balance(on: "2026-10-31")?.previousBalance == 250_00)
        #expect(try ledger.balance(on: "2026-10-31")?.payments.isEmpty == true)
        let held = try #require(try held(on: "2026-10-31"))
        #expect(held.before == 0)
        #expect(held.movements.map(\.minorUnits) == [500_00, -120_00])
        #expect(held.available == 380_00)
    }

    @Test func whatComesInAfterTheDayIsNotHeldOnIt() throws {
        try ledger.load([
            received("R1", 500_00, "2026-10-01"), received("R2", 70_00, "2026-11-02"),
        ])
        let held = try #require(try held(on: "2026-10-31"))
        #expect(held.movements.map(\.minorUnits) == [500_00])
        #expect(held.available == 500_00)
        #expect(try self.held(on: "2026-09-30") == nil)
    }

    @Test func anAdvanceIsPostedOnceAndNeverChanges() throws {
        try ledger.load([received("R1", 500_00, "2026-10-01")])
        let again = try ledger.load([received("R1", 500_00, "2026-10-01")])
        let other = try ledger.load([
            Sample.receipt(.retainer, "R1", 600_00, date: "2026-10-01", content: "other")
        ])
        #expect(again.map(\.outcome) == [.known] && other.map(\.outcome) == [.posted])
        #expect(try ledger.accounts() == ["cash": 500_00, "retainer": -500_00])
    }

    // MARK: What invoices take

    @Test func anInvoiceTakesFromTheRetainerWhatItIsPaid() throws {
        try ledger.load([Sample.time("T1"), received("R1", 500_00, "2026-10-01")])
        let movements = try #require(try held(on: "2026-10-31")).movements.map(\.key)
        try ledger.post(invoice("1001", entry: 1, taking: 60_00), payments: movements)
        // 100.00 - 60.00 owed; 500.00 - 60.00 held.
        #expect(
            try ledger.accounts() == [
                "receivable": 40_00, "fees": -100_00, "cash": 500_00, "retainer": -440_00,
            ])
        #expect(try ledger.balance(on: "2026-11-30")?.previousBalance == 40_00)
        let after = try #require(try held(on: "2026-11-30"))
        #expect(after.before == 440_00 && after.movements.isEmpty && after.available == 440_00)
    }

    @Test func anInvoiceThatTakesMoreThanIsHeldIsNotPosted() throws {
        try ledger.load([Sample.time("T1"), received("R1", 59_99, "2026-10-01")])
        #expect(throws: EnvironmentError.self) {
            try ledger.post(invoice("1001", entry: 1, taking: 60_00))
        }
        #expect(try ledger.accounts() == ["cash": 59_99, "retainer": -59_99])
        #expect(try ledger.unbilledKeys() == [1])
    }

    /// The advance came in on the day after the invoice.
    @Test func anInvoiceTakesNothingThatCameInLater() throws {
        try ledger.load([Sample.time("T1"), received("R1", 500_00, "2026-11-01")])
        #expect(throws: EnvironmentError.self) {
            try ledger.post(invoice("1001", entry: 1, taking: 60_00))
        }
    }

    /// A second invoice, dated before the first, finds only what the first has left.
    @Test func whatALaterInvoiceTookCannotBeTakenBeforeIt() throws {
        try ledger.load([
            Sample.time("T1"), Sample.time("T2"), received("R1", 100_00, "2026-10-01"),
            received("R2", 500_00, "2026-12-15"),
        ])
        try ledger.post(invoice("1001", entry: 1, taking: 80_00, date: "2026-11-30"))
        #expect(try held(on: "2026-10-31")?.available == 20_00)
        #expect(throws: EnvironmentError.self) {
            try ledger.post(invoice("1002", entry: 2, taking: 20_01))
        }
        try ledger.post(invoice("1002", entry: 2, taking: 20_00))
        #expect(try held(on: "2026-12-31")?.available == 500_00)
    }

    @Test func whatARolledBackInvoiceTookIsStillThere() throws {
        try ledger.load([Sample.time("T1"), received("R1", 500_00, "2026-10-01")])
        #expect(throws: EnvironmentError.self) {
            try ledger.write { transaction throws(EnvironmentError) -> (Void, Ledger.Outcome) in
                try transaction.keep(template: "digest", name: "standard", source: "source")
                try transaction.post(
                    invoice("1001", entry: 1, taking: 60_00), receipts: [EntryKey(2)],
                    output: "Output")
                throw EnvironmentError("write", "a file", "the disk is full")
            }
        }
        #expect(try ledger.accounts() == ["cash": 500_00, "retainer": -500_00])
        #expect(try held(on: "2026-10-31")?.movements.count == 1, "still to be listed")
    }

    // MARK: What goes back

    /// 100.00 came in: 60.00 can go back once.
    @Test(arguments: [1, 2, 100])
    func noMoreGoesBackThanIsHeld(batchSize: Int) throws {
        let rows = [
            received("R1", 100_00, "2026-10-01"), received("R2", -60_00, "2026-10-12"),
            received("R3", -60_00, "2026-10-13"), received("R4", -40_00, "2026-10-14"),
        ]
        let loaded = try ledger.load(rows, batchSize: batchSize)
        #expect(loaded[2].outcome == .overdrawn(held: 40_00))
        #expect(try ledger.accounts() == ["cash": 0, "retainer": 0])
        let again = try ledger.load(rows, batchSize: batchSize)
        #expect(
            again.map(\.outcome) == [.known, .known, .overdrawn(held: 0), .known],
            "the refused row was not taken for known")
    }

    @Test func equalRowsWithoutAnIDAreRefusedOneByOne() throws {
        func payback() -> LoadedRow {
            Sample.row(
                nil, received("R", -60_00, "2026-10-12").work, content: "payback", line: 3)
        }
        let rows = [received("R1", 100_00, "2026-10-01"), payback(), payback()]
        #expect(try ledger.load(rows).last?.outcome == .overdrawn(held: 40_00))
        try ledger.load([received("R2", 20_00, "2026-10-02")])
        #expect(try ledger.load(rows).map(\.outcome.isNew) == [false, false, true])
        #expect(try ledger.accounts() == ["cash": 0, "retainer": 0])
    }

    @Test func aRefusedPaybackComesInOnceThereIsEnough() throws {
        let payback = received("R2", -60_00, "2026-10-12")
        #expect(try ledger.load([payback]).map(\.outcome) == [.overdrawn(held: 0)])
        #expect(try ledger.accounts() == [:])
        try ledger.load([received("R1", 100_00, "2026-10-01")])
        #expect(try ledger.load([payback]).map(\.outcome.isNew) == [true])
    }

    /// On 15 October 100.00 were there, but the invoice of 31 October has taken 80.00 of them.
    @Test func whatAnInvoiceTookDoesNotGoBackBeforeIt() throws {
        try ledger.load([Sample.time("T1"), received("R1", 100_00, "2026-10-01")])
        try ledger.post(invoice("1001", entry: 1, taking: 80_00))
        let late = try ledger.load([received("R2", -30_00, "2026-10-15")])
        #expect(late.map(\.outcome) == [.overdrawn(held: 20_00)])
    }

    /// Whatever is loaded and billed in whatever order, no matter's retainer is ever below nothing
    /// at the end of any day; and nothing is refused that would have left it above.
    @Test func noOrderOfEventsOverdrawsARetainer() throws {
        for seed in UInt64(1)...60 {
            var random = SeededGenerator(seed: seed)
            let ledger = try Ledger()
            try ledger.load((1...12).map { Sample.time("T\($0)") })
            var moved: [CivilDate: Int] = [:]
            for step in 1...12 {
                let date = day("2026-10-01").adding(days: Int.random(in: 0...40, using: &random))
                let cents = Int.random(in: 1...100_00, using: &random)
                let isIn = Int.random(in: 0...2, using: &random)
                let change = isIn == 0 ? cents : -cents
                let fits =
                    isIn == 0
                    || isNeverBelowNothing(moved.merging([date: change], uniquingKeysWith: +))
                if isIn < 2 {
                    let row = Sample.receipt(
                        .retainer, "R\(step)", change, date: date.description)
                    let outcome = try ledger.load([row])[0].outcome
                    #expect(outcome.isNew == fits, "seed \(seed), step \(step)")
                } else {
                    let document = invoice(
                        "\(step)", entry: step, taking: cents, date: date.description)
                    let isPosted = (try? ledger.post(document)) != nil
                    #expect(isPosted == fits, "seed \(seed), step \(step)")
                }
                if fits { moved[date, default: 0] += change }
            }
            let sum = moved.values.reduce(0, +)
            #expect(try ledger.accounts()["retainer", default: 0] == -sum, "seed \(seed)")
        }
    }

    private func isNeverBelowNothing(_ moved: [CivilDate: Int]) -> Bool {
        var held = 0
        return moved.sorted { $0.key < $1.key }.allSatisfy { _, change in
            held += change
            return held >= 0
        }
    }
}

extension Loaded.Outcome {
    fileprivate var isNew: Bool { if case .new = self { true } else { false } }
}
