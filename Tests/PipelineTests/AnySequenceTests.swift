import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Two hundred times anything that a firm does, in any order: what was worked stays, each posting
/// balances, and nothing is billed twice.
@Suite struct AnySequenceTests {
    @Test(arguments: [UInt64(1), 2])
    func whateverWasDoneTheLedgerHoldsTogether(seed: UInt64) throws {
        print("seed \(seed)")
        var life = try FirmLife(seed: seed)
        for step in 0..<200 {
            let name = "seed \(seed), step \(step): \(try life.doAnything())"
            // What is cheap to ask after each step tells which one broke it.
            try life.expectBalanced("\(name)")
            if step % 20 == 19 { try life.expectAllKept("\(name)") }
        }
        // Nothing of it was refused throughout.
        #expect(life.done.count == 9, "\(life.done)")
        try life.expectNothingDropped("seed \(seed)")
        try life.expectAllKept("seed \(seed), in the end")
        try life.expectFilesAsPosted("seed \(seed)")
    }
}

/// A firm to which things happen, and what a reckoning of its own knows about them.
private struct FirmLife {
    private let firm: SmallFirm
    private var random: SeededGenerator
    private var step = 0
    /// The seconds and cents of each row that was exported, by its id.
    private var worked: [String: String] = [:]
    private var paid = 0
    /// How often each thing happened, not counting what was refused.
    var done: [String: Int] = [:]

    private static let matters = ["M1", "M2", "M3", "M4"]

    init(seed: UInt64) throws {
        firm = try SmallFirm()
        random = SeededGenerator(seed: seed)
    }

    /// Two steps fall on a day.
    private var selection: Selection {
        var selection = Selection(date: day("2026-11-01").adding(days: step / 2))
        if step % 3 == 0 { selection.clients = [step % 2 == 0 ? "C1" : "C2"] }
        return selection
    }

    mutating func doAnything() throws -> String {
        step += 1
        let what: String
        let isDone: Bool
        switch step == 1 ? 0 : Int.random(in: 0..<19, using: &random) {
        case 0..<4: (what, isDone) = ("load", try load())
        case 4: (what, isDone) = ("payment", try pay())
        case 5..<7: (what, isDone) = ("proforma", try !firm.run(.proforma, selection).isRefused)
        case 7..<12: (what, isDone) = ("mark a line", try markLine())
        case 12: (what, isDone) = ("mark a matter", try markMatter())
        case 13: (what, isDone) = ("undo", try undo())
        case 14: (what, isDone) = ("correct", try correct())
        case 15: (what, isDone) = ("void", try void())
        default: (what, isDone) = ("bill", try !firm.run(.invoice, selection).invoices.isEmpty)
        }
        if isDone { done[what, default: 0] += 1 }
        return what
    }

    // MARK: What happens

    private mutating func load() throws -> Bool {
        var rows: [String] = []
        for number in 0..<Int.random(in: 1...4, using: &random) {
            let id = "E\(step)-\(number)"
            let matter = Self.matters.randomElement(using: &random) ?? "M1"
            let date = "2026-10-\(Int.random(in: 10...28, using: &random))"
            if number == 3 {
                let cents = Int.random(in: 1...9_999, using: &random)
                rows.append("cost,\(id),\(date),\(matter),,,Cost \(id),,\(decimal(cents))")
                worked[id] = "|\(cents)"
            } else {
                let minutes = Int.random(in: 1...300, using: &random)
                let person = Bool.random(using: &random) ? "JRO" : "BSM"
                rows.append(
                    "time,\(id),\(date),\(matter),\(person),\(minutes / 60):"
                        + "\(String(100 + minutes % 60).suffix(2)),Work \(id),,")
                worked[id] = "\(minutes * 60)|"
            }
        }
        try firm.export(rows, as: "\(step).csv")
        return try !loadInbox().isRefused
    }

    private mutating func pay() throws -> Bool {
        let cents = Int.random(in: 1...50_000, using: &random)
        let matter = Self.matters.randomElement(using: &random) ?? "M1"
        let id = "P\(step)"
        let date = selection.date
        try firm.export(
            ["payment,\(id),\(date),\(matter),,,Payment,,\(decimal(cents))"], as: "\(step).csv")
        paid += cents
        worked[id] = "|\(cents)"
        return try !loadInbox().isRefused
    }

    /// The last export alone: the others are known.
    private func loadInbox() throws -> RunReport {
        try LoadRun(workspace: try firm.workspace(), date: selection.date)
            .run([firm.path + "/inbox/\(step).csv"])
    }

    private mutating func markLine() throws -> Bool {
        let keys = try firm.rows("SELECT key FROM entry WHERE kind IN ('time', 'cost')")
            .compactMap { Int($0[0]) }
        guard let key = keys.randomElement(using: &random),
            let other = keys.randomElement(using: &random)
        else { return false }
        let parts = [1, 2].map { LinePart(hours: hours($0 * 10), narrative: "Part \($0)") }
        let changes: [LineChange] = [
            .hours(to: hours(Int.random(in: 0...500, using: &random))),
            .rate(to: usd(Int.random(in: 0...90_000, using: &random))),
            .amount(to: usd(Int.random(in: 0...90_000, using: &random))),
            .narrative(to: "Other words"), .noCharge, .writeOff, .exclude, .restore,
            .hold(until: Bool.random(using: &random) ? nil : selection.date.adding(days: 9)),
            .transfer(to: MatterID(Self.matters.randomElement(using: &random) ?? "M1")),
            .divide(into: parts), .combine(with: LineID(EntryKey(other))),
        ]
        let change = changes.randomElement(using: &random) ?? .restore
        return try edit(.line(LineID(EntryKey(key)), [change]))
    }

    private mutating func markMatter() throws -> Bool {
        let changes: [MatterChange] = [
            .discountAmount(usd(Int.random(in: 1...5_000, using: &random))),
            .fees(to: usd(Int.random(in: 0...90_000, using: &random))), .note("With thanks."),
            .hold(until: selection.date.adding(days: 5)), .restore,
        ]
        let matter = MatterID(Self.matters.randomElement(using: &random) ?? "M1")
        return try edit(.matter(matter, [changes.randomElement(using: &random) ?? .restore]))
    }

    private func edit(_ mark: MarkRequest.Mark) throws -> Bool {
        let run = EditRun(workspace: try firm.workspace(), selection)
        return try run.run([MarkRequest(mark, reason: "because")], from: "test").edit != nil
    }

    private mutating func undo() throws -> Bool {
        let edits = try firm.count("edit")
        guard edits > 0 else { return false }
        let edit = Int.random(in: max(1, edits - 5)...edits, using: &random)
        return try !EditRun(workspace: try firm.workspace(), selection).undo(edit).isRefused
    }

    /// A line's hours, or without a line whatever was marked or loaded since.
    private mutating func correct() throws -> Bool {
        guard let invoice = try anyInvoice() else { return false }
        var mark = TypedMark()
        let lines = try firm.rows(
            "SELECT line FROM document_line WHERE document = \(invoice.id) AND hours IS NOT NULL")
        mark.line = lines.randomElement(using: &random)?.first
        mark.hours = decimal(Int.random(in: 0...300, using: &random))
        let run = CorrectRun(workspace: try firm.workspace(), output: firm.output)
        let request = CorrectRun.Request(
            invoice: invoice.number, date: selection.date, reason: "because",
            marks: mark.line == nil ? [] : [mark])
        return try !run.run(request).isRefused
    }

    private mutating func void() throws -> Bool {
        guard let invoice = try anyInvoice() else { return false }
        return try !VoidRun(workspace: try firm.workspace(), output: firm.output)
            .run(invoice.number, reason: "because", date: selection.date).isRefused
    }

    /// One of the last, which may be credited already.
    private mutating func anyInvoice() throws -> (id: String, number: String)? {
        try firm.rows(
            "SELECT id, number FROM document WHERE kind = 'invoice' ORDER BY id DESC LIMIT 8"
        ).randomElement(using: &random).map { ($0[0], $0[1]) }
    }

    // MARK: What holds

    func expectBalanced(_ name: Comment) throws {
        let unbalanced = try firm.rows(
            """
            SELECT document, entry, currency, sum(minor_units) FROM posting
            GROUP BY document, entry, currency HAVING sum(minor_units) <> 0
            """)
        #expect(unbalanced == [], name)
    }

    /// Once every mark that holds is taken back, all that was ever loaded goes on an invoice.
    mutating func expectNothingDropped(_ name: Comment) throws {
        let unbilled = try firm.rows(
            """
            SELECT key FROM entry WHERE kind IN ('time', 'cost')
                AND NOT EXISTS (SELECT 1 FROM claim WHERE entry = key)
            """)
        for key in unbilled.compactMap({ Int($0[0]) }) {
            _ = try edit(.line(LineID(EntryKey(key)), [.restore]))
        }
        for matter in Self.matters { _ = try edit(.matter(MatterID(matter), [.restore])) }
        step += 2
        let last = Selection(date: selection.date)
        #expect(try !firm.run(.invoice, last).isRefused, name)
        let left = try firm.rows(
            """
            SELECT source_id FROM entry WHERE kind IN ('time', 'cost')
                AND NOT EXISTS (SELECT 1 FROM claim WHERE entry = key)
            """)
        #expect(left == [], name)
    }

    /// Each document ever made is on disk as it was posted, and verify finds nothing.
    func expectFilesAsPosted(_ name: Comment) throws {
        let documents = try firm.rows("SELECT sha256, path FROM document")
        let list = documents.map { "\($0[0])  \(firm.output)/\($0[1])\n" }.joined()
        let path = try firm.folder.write(list, to: "digests")
        let (status, output) = try runTool(["sha256sum", "--check", "--quiet", path])
        #expect(status == 0, "\(name)\n\(output)")
        let report = try VerifyRun(folder: firm.path).run(rendering: true)
        #expect(report.documents == documents.count && report.rendered == documents.count, name)
        #expect(report.diagnostics.isEmpty, "\(name)\n\(report.diagnostics)")
    }

    func expectAllKept(_ name: Comment) throws {
        let kept = try firm.rows("SELECT source_id, seconds || '|', '|' || minor_units FROM entry")
        let figures = kept.map { ($0[0], $0[1] + $0[2]) }
        #expect(Dictionary(figures) { first, _ in first } == worked, name)
        #expect(kept.count == worked.count, name)

        let numbers = try firm.rows(
            "SELECT number FROM document WHERE kind = 'invoice' ORDER BY number")
        #expect(numbers.map { Int($0[0]) } == numbers.indices.map { 101 + $0 }, name)
        let twice = try firm.rows(
            """
            SELECT entry FROM document_line JOIN document ON document.id = document
            WHERE kind = 'invoice' AND document.id NOT IN (SELECT original FROM credit)
            GROUP BY entry HAVING count(DISTINCT document) > 1
            """)
        #expect(twice == [], name)

        // A credit note leaves nothing of its invoice, on no account of no matter.
        let left = try firm.rows(
            """
            SELECT original, account, matter FROM posting
                JOIN credit ON posting.document IN (original, note)
            GROUP BY original, account, matter, currency HAVING sum(minor_units) <> 0
            """)
        #expect(left == [], name)

        // What clients owe is what they were asked for, less what they paid.
        let owed = try firm.rows(
            """
            SELECT (SELECT coalesce(sum(total), 0) FROM document WHERE kind <> 'proforma'),
                (SELECT coalesce(sum(minor_units), 0) FROM posting WHERE account = 'receivable')
            """)[0].compactMap { Int($0) }
        #expect(owed[0] - paid == owed[1], name)
    }
}

private func decimal(_ cents: Int) -> String {
    "\(cents / 100)." + String(String(100 + cents % 100).suffix(2))
}
