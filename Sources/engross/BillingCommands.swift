import ArgumentParser
import Billing
import Pipeline

struct ProformaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proforma",
        abstract: "Make pro formas of unbilled work, for attorneys to mark up.",
        discussion: """
            A pro forma has no invoice number and bills nothing. Made again without a change, it
            stays the same document, and its file as it is; after a change it is the next version.

            Examples:
              engross proforma --firm my-firm --through 2026-10-31 --date 2026-11-02
              engross proforma --matter 0001-01
            """)

    @OptionGroup var firm: FirmOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var threads: ThreadsOption

    @Flag(name: .long, help: "Set the pages of those too that have not changed.")
    var force = false

    func run() throws {
        try runStatements(.proforma, firm, selection, output, threads, setsAnew: force)
    }
}

struct BillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bill",
        abstract: "Make final invoices of unbilled work, and post them.",
        discussion: """
            Gives each invoice its number, posts it, and marks its entries billed: billing again
            bills nothing twice.

            Examples:
              engross bill --firm my-firm --through 2026-10-31 --date 2026-11-05
              engross bill --client C0004
            """)

    @OptionGroup var firm: FirmOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var threads: ThreadsOption

    func run() throws {
        try runStatements(.invoice, firm, selection, output, threads)
    }
}

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "The monthly run: load the inbox, check, pro formas; with --final invoices too.",
        discussion: """
            Examples:
              engross run --firm my-firm --through 2026-10-31 --date 2026-11-02
              engross run --firm my-firm --final
            """)

    @OptionGroup var firm: FirmOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var threads: ThreadsOption

    @Flag(name: .long, help: "Make and post the invoices too.")
    var final = false

    func run() throws {
        let terminal = firm.terminal
        try firm.run(forFinals: final, setsType: true) { workspace in
            try MonthlyRun(
                workspace: workspace, output: output.folder(of: workspace.folder),
                threads: threads.count
            ).run(selection.selection, final: final, progress: terminal.progress)
        }
    }
}

private func runStatements(
    _ kind: Statement.Kind, _ firm: FirmOptions, _ selection: SelectionOptions,
    _ output: OutputOptions, _ threads: ThreadsOption, setsAnew: Bool = false
) throws {
    let terminal = firm.terminal
    // Who bills one matter is not told of names everywhere.
    let comparesNames = selection.selection.isEverything
    try firm.run(
        forFinals: kind == .invoice, comparesNames: comparesNames, setsType: true
    ) { workspace in
        try StatementRun(
            kind, workspace: workspace, output: output.folder(of: workspace.folder),
            threads: threads.count, setsAnew: setsAnew
        ).run(selection.selection, progress: terminal.progress)
    }
}
