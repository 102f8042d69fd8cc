import ArgumentParser
import Billing
import Loading
import Pipeline

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring a list of clients, matters, timekeepers or rates into a register.",
        discussion: """
            The list is a CSV file of another program or a spreadsheet, with columns of the usual
            names. New rows are added at the end of the register; all else stays as it is.

            Examples:
              engross import clients customers.csv --firm my-firm --dry-run
              engross import clients customers.csv --firm my-firm
              engross import matters matters.csv --update        takes over what differs
              engross import rates rates.csv --effective 2026-01-01
            """)

    @Argument(help: "clients, matters, timekeepers or rates.")
    var register: ImportedRegister

    @Argument(help: "The list, a CSV file.")
    var file: String

    @Flag(name: .long, help: "Change rows that are known and say something else.")
    var update = false

    @Flag(
        name: .long,
        help: "Know rows by their names; the numbers in the list are another program's own.")
    var byName = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The day from which rates hold that come without one.", valueName: "date"))
    var effective: CivilDate?

    @Flag(name: .long, help: "Report what importing would do, and write nothing.")
    var dryRun = false

    @OptionGroup var firm: FirmOptions

    func validate() throws {
        guard !file.isEmpty else { throw ValidationError("No list is named.") }
        if effective != nil, register != .rates {
            throw ValidationError("--effective is for rates.")
        }
        if byName, register == .rates { throw ValidationError("--by-name is not for rates.") }
    }

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let report = try ImportRun(folder: firm.firm).run(
                file, into: register,
                ImportOptions(updates: update, isByName: byName, effective: effective),
                isDry: dryRun, waiting: terminal.waiting)
            terminal.print(report.diagnostics)
            if firm.json {
                try terminal.json(report)
            } else {
                terminal.summarize(report, isDry: dryRun)
            }
            return !report.isRefused
        }
    }
}

extension ImportedRegister: ExpressibleByArgument {}

extension Terminal {
    fileprivate func summarize(_ report: ImportReport, isDry: Bool) {
        table(
            [
                ["register", "rows", "=", "added", "+", "known", "+", "changed", "+", "refused"],
                [
                    report.register, String(report.rows), "=", String(report.added), "+",
                    String(report.known), "+", String(report.changed), "+",
                    String(report.refused),
                ],
            ], right: [1, 3, 5, 7, 9])
        if !report.isRefused, !report.addedRows.isEmpty {
            out(isDry ? "\nWould be added" : "\nAdded")
            for row in report.addedRows.prefix(12) { out("  \(row)") }
            let more = report.addedRows.count - 12
            if more > 0 { out("  … and \(more) more") }
        }
        if report.isRefused {
            out("\nNothing was imported.")
        } else if isDry {
            out("\nA dry run: nothing was written.")
        } else if !report.isWritten {
            out("\n\(report.register) stays as it was.")
        }
        if report.changed > 0, !report.hasUpdated {
            out("Rows that say something else were left as they are; --update takes them over.")
        }
    }
}
