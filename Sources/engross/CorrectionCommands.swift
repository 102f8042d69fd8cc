import ArgumentParser
import Billing
import Pipeline

/// Which invoice is taken back, and on what day.
struct InvoiceOptions: ParsableArguments {
    @Argument(help: "The invoice's number.")
    var number: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The date of the credit note, like 2026-11-20. Without it, today.", valueName: "date"))
    var date: CivilDate?
}

struct VoidCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void",
        abstract: "Take an invoice back with a credit note; its work is unbilled again.",
        discussion: """
            The invoice stays as it is. The credit note mirrors it line for line, with a number of
            its own.

            Example:
              engross void 10421 --reason "billed to the wrong matter"
            """)

    @OptionGroup var invoice: InvoiceOptions

    @Option(name: .long, help: "Why; the ledger keeps it, and no page prints it.")
    var reason: String

    @OptionGroup var firm: FirmOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !reason.isEmpty else { throw ValidationError("--reason says nothing.") }
    }

    func run() throws {
        try firm.run(forFinals: true, comparesNames: false, setsType: true) { workspace in
            try VoidRun(workspace: workspace, output: output.folder(of: workspace.folder)).run(
                invoice.number, reason: reason, date: invoice.date ?? .today())
        }
    }
}

struct CorrectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Credit an invoice and issue it anew, corrected.",
        discussion: """
            Makes the credit note, the corrected invoice, and a page that compares it with the
            original line by line. The original stays as it is. Without a change of its own, the
            invoice is made again as the registers say now: correct a rate or an address there first.

            Examples:
              engross correct 10421 --line 28MX --hours 1.20 --reason "too long"
              engross correct 10421 --bill-to C0007 --reason "the parent company pays"
              engross correct 10421 --reason "rate of JQD" --date 2026-11-20
            """)

    @OptionGroup var invoice: InvoiceOptions

    @Option(
        name: .customLong("edits"),
        help: ArgumentHelp(
            "A worksheet that says what is to change; may be repeated.", valueName: "worksheet"))
    var worksheets: [String] = []

    @OptionGroup var marks: MarkOptions
    @OptionGroup var firm: FirmOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard let reason = marks.reason, !reason.isEmpty else {
            throw ValidationError("Say why: --reason.")
        }
        let isAnywhere = marks.isMarked || marks.hold || marks.holdUntil != nil || marks.restore
        guard marks.names || !isAnywhere else {
            throw ValidationError("Name what to change: --line or --matter.")
        }
    }

    func run() throws {
        try firm.run(forFinals: true, comparesNames: false, setsType: true) { workspace in
            try CorrectRun(workspace: workspace, output: output.folder(of: workspace.folder)).run(
                CorrectRun.Request(
                    invoice: invoice.number, date: invoice.date ?? .today(),
                    reason: marks.reason ?? "", marks: marks.typed, worksheets: worksheets))
        }
    }
}
