import Billing
import Ledger
import TestSupport
import Testing

/// What becomes of the rows of one file, and of the next.
@Suite struct EntryLoadTests {
    private let ledger: Ledger

    init() throws {
        ledger = try Ledger()
    }

    private func new(_ key: Int, equalTo line: Int? = nil) -> Loaded {
        Loaded(.new(EntryKey(key)), equalTo: line)
    }

    // MARK: Rows with an id

    @Test func rowsOfOneIDAreOneEntryAndTheFirstOfThemCounts() throws {
        let results = try ledger.load([
            Sample.time("T1", seconds: 3_600, content: "a", line: 2),
            Sample.time("T1", seconds: 7_200, content: "b", line: 3),
            Sample.time("T1", seconds: 3_600, content: "a", line: 4),
            Sample.time("T2", seconds: 1_800, content: "a", line: 5),
        ])
        #expect(
            results == [
                new(1), Loaded(.conflict(firstLine: 2)), Loaded(.known, equalTo: 2), new(4),
            ])
        #expect(try seconds() == [3_600, 1_800])
    }

    /// The ledger knows the entry as "a": the file says "b" and then again "a".
    @Test func aFileThatContradictsItselfChangesAnEntryOnce() throws {
        try ledger.load([Sample.time("T1", seconds: 3_600, content: "a")])
        let results = try ledger.load([
            Sample.time("T1", seconds: 7_200, content: "b", line: 2),
            Sample.time("T1", seconds: 3_600, content: "a", line: 3),
            Sample.time("T1", seconds: 7_200, content: "b", line: 4),
        ])
        #expect(
            results == [
                Loaded(.changed([FieldChange(field: "hours", from: "1.00", to: "2.00")])),
                Loaded(.conflict(firstLine: 2)), Loaded(.known, equalTo: 2),
            ])
        #expect(try seconds() == [7_200])
    }

    /// Twice the same row, which the invoice contradicts, is twice refused and never "known".
    @Test func whatAnInvoiceCarriesStaysAsItIs() throws {
        try ledger.load([Sample.time("T1", content: "a"), Sample.time("T2", content: "a")])
        try ledger.post(
            Sample.document(.invoice, "1001", [Sample.matter("M1", fees: [(1, 100_00)])]))
        let results = try ledger.load([
            Sample.time("T1", seconds: 60, content: "b", line: 2),
            Sample.time("T1", seconds: 60, content: "b", line: 3),
            Sample.time("T1", content: "a", line: 4),
            Sample.time("T2", content: "a", line: 5),
        ])
        #expect(
            results == [
                Loaded(.billed(invoice: "1001")), Loaded(.billed(invoice: "1001")),
                Loaded(.known), Loaded(.known),
            ])
        #expect(try !wasChanged(1) && !wasChanged(2))
    }

    @Test func aPaymentIsPostedOnceAndNeverChanges() throws {
        let payment = Sample.receipt(.payment, "P1", 100_00, date: "2026-10-12", content: "a")
        let other = Sample.receipt(.payment, "P1", 120_00, date: "2026-10-12", content: "b")
        #expect(try ledger.load([payment]) == [new(1)])
        #expect(
            try ledger.load([payment, other]).map(\.outcome) == [.known, .conflict(firstLine: 4)])
        #expect(try ledger.load([other]).map(\.outcome) == [.posted])
        #expect(try ledger.accounts() == ["receivable": -100_00, "cash": 100_00])
    }

    // MARK: Rows without an id

    @Test(arguments: [1, 2, 3, 100])
    func equalRowsCountAsOftenAsTheyStandInAFile(batchSize: Int) throws {
        func rows(_ count: Int) -> [LoadedRow] {
            (0..<count).map { Sample.time(nil, content: "call", line: 2 + $0) }
        }
        let first = try ledger.load(rows(3), batchSize: batchSize)
        #expect(first == [new(1), new(2, equalTo: 2), new(3, equalTo: 2)])
        let again = try ledger.load(rows(3), batchSize: batchSize)
        #expect(
            again == [
                Loaded(.known), Loaded(.known, equalTo: 2), Loaded(.known, equalTo: 2),
            ])
        let longer = try ledger.load(rows(4), batchSize: batchSize)
        #expect(longer.map(\.equalTo) == [nil, 2, 2, 2])
        #expect(longer.prefix(3).allSatisfy { $0.outcome == .known })
        #expect(try ledger.unbilledKeys().count == 4)
        // One export that has fewer of them takes none away.
        #expect(try ledger.load(rows(1)) == [Loaded(.known)])
        #expect(try ledger.unbilledKeys().count == 4)
    }

    @Test func aRowThatWasCorrectedIsAnotherEntryWhereThereIsNoID() throws {
        try ledger.load([Sample.time(nil, content: "1.0 hours")])
        #expect(try ledger.load([Sample.time(nil, content: "1.5 hours")]) == [new(2)])
    }

    // MARK: Any rows

    /// What a person with a card index would say of each row.
    private struct Model {
        var contents: [String: Int] = [:]
        var counts: [Int: Int] = [:]

        /// Of one file; `seconds` of an entry are 60 times its content.
        mutating func load(_ rows: [Made]) -> [String] {
            var first: [String: (content: Int, line: Int)] = [:]
            var met: [Int: (count: Int, line: Int)] = [:]
            return rows.map { row in
                guard let id = row.id else {
                    let before = met[row.content]
                    let count = (before?.count ?? 0) + 1
                    met[row.content] = (count, before?.line ?? row.line)
                    let isKnown = count <= counts[row.content, default: 0]
                    counts[row.content] = max(count, counts[row.content, default: 0])
                    return (isKnown ? "known" : "new") + (before.map { " = \($0.line)" } ?? "")
                }
                if let before = first[id] {
                    return before.content == row.content
                        ? "known = \(before.line)" : "conflict \(before.line)"
                }
                first[id] = (row.content, row.line)
                let old = contents.updateValue(row.content, forKey: id)
                return old == nil ? "new" : old == row.content ? "known" : "changed"
            }
        }

        var seconds: [Int] {
            (contents.values.map { $0 * 60 }
                + counts.flatMap { Array(repeating: $0.key * 60, count: $0.value) }).sorted()
        }
    }

    private struct Made {
        var id: String?
        var content: Int
        var line: Int

        var row: LoadedRow {
            Sample.time(id, seconds: content * 60, content: "says \(content)", line: line)
        }
    }

    @Test func inBatchesOfAnySizeRowsBecomeWhatACardIndexWouldMakeOfThem() throws {
        let seed = UInt64.random(in: 1...UInt64.max)
        print("EntryLoadTests seed: \(seed)")
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<25 {
            let files = (0..<3).map { _ in
                (0..<Int.random(in: 0...40, using: &generator)).map { index in
                    Made(
                        id: Bool.random(using: &generator)
                            ? "T\(Int.random(in: 1...8, using: &generator))" : nil,
                        content: Int.random(in: 1...4, using: &generator), line: 2 + index)
                }
            }
            for batchSize in [1, Int.random(in: 2...12, using: &generator), 100] {
                let ledger = try Ledger()
                var model = Model()
                for file in files {
                    // Runs of few identities, so that there are many, and some are made anew.
                    let results = try ledger.load(
                        file.map(\.row), batchSize: batchSize,
                        runLength: [3, 8, 1_000].randomElement(using: &generator) ?? 8)
                    #expect(
                        results.map(described) == model.load(file),
                        "seed \(seed), batches of \(batchSize)")
                    let keys = results.compactMap(newKey)
                    #expect(keys == Array(Set(keys)).sorted(), "seed \(seed)")
                }
                #expect(try seconds(in: ledger).sorted() == model.seconds, "seed \(seed)")
            }
        }
    }

    private func described(_ loaded: Loaded) -> String {
        let equal = loaded.equalTo.map { " = \($0)" } ?? ""
        return switch loaded.outcome {
        case .new: "new" + equal
        case .known: "known" + equal
        case .changed: "changed" + equal
        case .conflict(let line): "conflict \(line)" + equal
        case .billed, .posted, .overdrawn: "\(loaded.outcome)"
        }
    }

    private func newKey(_ loaded: Loaded) -> Int? {
        if case .new(let key) = loaded.outcome { key.number } else { nil }
    }

    // MARK: What the ledger then holds

    private func seconds(in ledger: Ledger? = nil) throws -> [Int] {
        try (ledger ?? self.ledger).read { transaction throws(EnvironmentError) in
            try transaction.unbilledWork(of: nil, through: day("2099-12-31"))
        }.flatMap(\.time).sorted { $0.key.number < $1.key.number }.map(\.seconds)
    }

    private func wasChanged(_ key: Int) throws -> Bool {
        try ledger.read { transaction throws(EnvironmentError) in
            try !transaction.history(of: EntryKey(key)).isEmpty
        }
    }
}
