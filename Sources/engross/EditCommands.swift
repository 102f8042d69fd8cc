import ArgumentParser
import Billing
import Ledger
import Pipeline

struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Mark up lines and matters, as attorneys did on pro formas.",
        discussion: """
            What was recorded stays; marks are kept beside it, and hold for the next pro forma and
            invoice. Of a file all rows are taken or none; each fault is told with its row.

            Examples:
              engross edit "PF-00012-v1 Lease worksheet.csv"    as it came back
              engross edit --line 28MX --hours 1.20 --reason "too long"
              engross edit --line 28MX --line 2A3W --no-charge --decided-by ABC
              engross edit --line 2M9D --transfer 0001-02
              engross edit --line 28MX --divide "0.50 Call with client" --divide "0.70 Draft letter"
              engross edit --matter 0001-01 --discount 10% --reason "courtesy"
              engross edit --matter 0001-01 --hold-until 2026-12-31
            """)

    @Argument(help: "Worksheets that came back marked.")
    var worksheets: [String] = []

    @OptionGroup var marks: MarkOptions
    @OptionGroup var firm: FirmOptions
    @OptionGroup var dates: DateOptions

    func validate() throws {
        guard marks.names != !worksheets.isEmpty else {
            throw ValidationError("Name what to mark: a worksheet, or --line, or --matter.")
        }
    }

    func run() throws {
        try firm.edit(dates) { run in
            worksheets.isEmpty ? [try run.run(marks.typed)] : try run.run(worksheets: worksheets)
        }
    }
}

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take an edit back, with all that was marked in it.",
        discussion: """
            The history keeps both. An edit that is on an invoice is corrected instead.

            Examples:
              engross undo 12 --firm my-firm
            """)

    @Argument(help: "The edit's number, as edit and history tell it.")
    var edit: Int

    @OptionGroup var firm: FirmOptions
    @OptionGroup var dates: DateOptions

    func run() throws {
        try firm.edit(dates) { [try $0.undo(edit)] }
    }
}

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List what was marked at a matter or a line: by whom, when and why.",
        discussion: """
            Examples:
              engross history 0001-01 --firm my-firm
              engross history 28MX
            """)

    @Argument(help: "A matter or a line id.")
    var name: String

    @OptionGroup var firm: FirmOptions

    func run() throws {
        let terminal = firm.terminal
        try firm.look { workspace, _ in
            guard let records = try HistoryRun(workspace: workspace).run(name) else {
                terminal.print(
                    [
                        Diagnostic(
                            .filterUnknown, at: nil, "nothing is called \"\(name)\"",
                            remedy: "name a matter by its id, or a line by the id beside it on the "
                                + "pro forma")
                    ], outcome: nil)
                return false
            }
            if firm.json {
                try terminal.json(records)
            } else {
                terminal.print(records)
            }
            return true
        }
    }
}

/// What can be marked, for `edit` and for `correct`.
struct MarkOptions: ParsableArguments {
    @Option(name: .long, help: "The line's id, as it stands beside it on paper; may be repeated.")
    var line: [String] = []

    @Option(name: .long, help: "The new billed hours.")
    var hours: String?

    @Option(name: .long, help: "The new rate for an hour.")
    var rate: String?

    @Option(name: .long, help: "The new amount.")
    var amount: String?

    @Option(name: .long, help: "The new narrative.")
    var narrative: String?

    @Flag(name: .long, help: "On the bill, at no charge.")
    var noCharge = false

    @Flag(name: .long, help: "Off the bill for good.")
    var writeOff = false

    @Flag(name: .long, help: "Off the next bill only.")
    var exclude = false

    @Flag(name: .long, help: "Off the bill until it is restored; of a line or a matter.")
    var hold = false

    @Option(name: .long, help: ArgumentHelp("Off the bill until that day.", valueName: "date"))
    var holdUntil: CivilDate?

    @Option(name: .long, help: ArgumentHelp("To another matter.", valueName: "matter"))
    var transfer: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "One part, its hours and its words; give two or more.", valueName: "part"))
    var divide: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Put it into this other line of the same person.", valueName: "line"))
    var combine: String?

    @Flag(name: .long, help: "Take back all that was marked at the line or the matter.")
    var restore = false

    @Option(name: .long, help: "Or a whole matter, by its id.")
    var matter: String?

    @Option(name: .long, help: "Off the matter's fees: 10% or an amount.")
    var discount: String?

    @Option(name: .long, help: "What the matter's fees should come to.")
    var fees: String?

    @Option(name: .long, help: "A note on the matter's invoice.")
    var note: String?

    @Option(name: .long, help: "Other terms of payment.")
    var terms: String?

    @Option(name: .long, help: "Another template.")
    var template: String?

    @Option(name: .long, help: ArgumentHelp("Bill another client, by id.", valueName: "client"))
    var billTo: String?

    @Option(name: .long, help: "Why; it is kept, and shown on the next pro forma.")
    var reason: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Whose decision it is, if not whoever enters it.", valueName: "name"))
    var decidedBy: String?

    func validate() throws {
        guard line.isEmpty || matter == nil else {
            throw ValidationError("Mark lines or a matter, one after the other.")
        }
        guard line.isEmpty || isMarked || hold || holdUntil != nil || restore else {
            throw ValidationError("Say what to change at the line, such as --hours or --no-charge.")
        }
        guard matter == nil || !isMarked else {
            throw ValidationError("That can be marked at lines only: name them with --line.")
        }
        guard matter != nil || line.isEmpty || !isWhole else {
            throw ValidationError("That can be marked at a matter only: name it with --matter.")
        }
        guard matter == nil || isWhole || hold || holdUntil != nil || restore else {
            throw ValidationError("Say what to change at the matter, such as --discount or --hold.")
        }
    }

    /// Whether a line or a matter is named.
    var names: Bool { !line.isEmpty || matter != nil }

    /// Whether anything is to change that only lines have.
    var isMarked: Bool {
        [hours, rate, amount, narrative, transfer, combine].contains { $0 != nil } || noCharge
            || writeOff || exclude || !divide.isEmpty
    }

    /// Whether anything is to change at matters as a whole.
    var isWhole: Bool {
        [discount, fees, note, terms, template, billTo].contains { $0 != nil }
    }

    var typed: [TypedMark] {
        if line.isEmpty { return names || isWhole ? [mark] : [] }
        return line.map { id in
            var one = mark
            one.line = id
            return one
        }
    }

    private var mark: TypedMark {
        var mark = TypedMark()
        mark.matter = matter
        mark.hours = hours
        mark.rate = rate
        mark.amount = amount
        mark.narrative = narrative
        mark.isNoCharge = noCharge
        mark.isWriteOff = writeOff
        mark.isExclude = exclude
        mark.isRestore = restore
        mark.hold = holdUntil.map { .until($0) } ?? (hold ? .open : nil)
        mark.transfer = transfer
        mark.parts = divide
        mark.partner = combine
        mark.discount = discount
        mark.fees = fees
        mark.note = note
        mark.terms = terms
        mark.template = template
        mark.billTo = billTo
        mark.reason = reason ?? ""
        mark.decidedBy = decidedBy
        return mark
    }
}

extension FirmOptions {
    /// Opens the firm, edits, and prints what that changed.
    fileprivate func edit(_ dates: DateOptions, _ body: (EditRun) throws -> [EditReport]) throws {
        try reporting(terminal) {
            let (workspace, found) = try Workspace.open(
                firm, on: occasion, waiting: terminal.waiting)
            var reports: [EditReport] = []
            if let workspace, !found.hasErrors {
                reports = try body(EditRun(workspace: workspace, dates.selection))
            }
            terminal.print(found, outcome: "nothing was changed")
            for report in reports {
                let isFile = reports.count > 1
                terminal.print(
                    report.diagnostics,
                    outcome: isFile
                        ? "nothing of \(report.source) was taken" : "nothing was changed")
            }
            if json {
                try terminal.json(reports)
            } else {
                for report in reports { terminal.print(report) }
            }
            return !found.hasErrors && !reports.contains(where: \.isRefused)
        }
    }
}

extension Terminal {
    func print(_ report: EditReport) {
        guard let edit = report.edit else {
            if !report.isRefused { out("\nNothing is marked in \(shownText(report.source)).") }
            return
        }
        out(
            report.undone.map { "\nEdit \(edit) takes back edit \($0)" }
                ?? "\nEdit \(edit); to take it back: engross undo \(edit)")
        for mark in report.marks { out("  " + shownText(mark)) }
        if !report.lines.isEmpty {
            out("")
            table(
                [["line", "matter", "hours", "", "", "amount", "", ""]]
                    + report.lines.map { line in
                        [
                            line.line, line.matter, line.hoursBefore ?? "–", "→",
                            line.hoursAfter ?? "–", line.before ?? "–", "→", line.after ?? "–",
                        ]
                    }, right: [2, 4, 5, 7])
        }
        out("")
        table(
            [["matter", "", "before", "", "now", ""]]
                + report.effects.map { effect in
                    [
                        effect.matter, shownText(effect.name),
                        plainDecimal(effect.before, decimals: effect.decimals), "→",
                        plainDecimal(effect.after, decimals: effect.decimals), effect.currency,
                    ]
                }, right: [2, 4])
        if report.effects.contains(where: { $0.before != $0.after }) {
            out("\nThe next pro forma shows it as a new version: engross proforma")
        }
    }

    fileprivate func print(_ records: [MarkRecord]) {
        guard !records.isEmpty else {
            out("Nothing was marked there.")
            return
        }
        table(
            [["edit", "line", "what", "was", "by", "when", "why", "state"]]
                + records.map { record in
                    [
                        String(record.edit),
                        record.entry.map { LineID($0).text } ?? "matter \(record.matter)",
                        record.change, shownText(String(record.was.prefix(24))), record.by,
                        String(record.at.prefix(10)), shownText(record.reason), record.state,
                    ]
                })
    }
}

extension MarkRecord {
    fileprivate var state: String {
        if let edit = undoneBy { return "taken back by edit \(edit)" }
        return invoice.map { "on invoice \($0)" } ?? "holds"
    }
}
