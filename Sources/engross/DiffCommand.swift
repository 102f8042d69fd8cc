import ArgumentParser
import Billing
import Pipeline

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what changed between two exports of the same period.",
        discussion: """
            Reads both files as load would, and tells what was added, removed and changed,
            with totals that tie. Nothing is loaded or written, and the ledger is not read.

            Examples:
              engross diff october.csv october-corrected.csv --firm my-firm
              engross diff old.csv new.csv --profile harvest --firm my-firm
            """)

    @Argument(help: "The earlier export.")
    var old: String

    @Argument(help: "The later one.")
    var new: String

    @OptionGroup var profile: ProfileOption
    @OptionGroup var encoding: EncodingOption
    @OptionGroup var firm: FirmOptions

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let (workspace, diagnostics) = try Workspace.open(
                firm.firm, onlyReads: true, withLedger: false)
            var report = DiffRun.Report()
            if let workspace, !diagnostics.hasErrors {
                report = try DiffRun(workspace: workspace, date: .today()).run(
                    from: old, to: new, profile: profile.name, encoding: encoding.encoding)
            }
            report.diagnostics = diagnostics + report.diagnostics
            terminal.print(report.diagnostics)
            if firm.json {
                try terminal.json(report)
            } else {
                terminal.print(report)
            }
            return !report.diagnostics.hasErrors
        }
    }
}

extension Terminal {
    fileprivate func print(_ report: DiffRun.Report) {
        guard let comparison = report.comparison, let old = report.old, let new = report.new else {
            out("\nNothing was compared.")
            return
        }
        if !comparison.differences.isEmpty {
            out("\nDifferences")
            table(comparison.differences.compactMap(cells))
        }
        let entries = comparison.entries
        out(
            "\n\(entries.added) added, \(entries.removed) removed, \(comparison.changed) changed, "
                + "\(comparison.same) the same")
        var rows = [
            [
                "", shownText(old.name), "+", "added", "-", "removed", "+", "changes", "=",
                shownText(new.name),
            ],
            cells("entries", entries) { $0.map(String.init) },
            cells("hours", comparison.seconds, exactHours),
        ]
        for amounts in comparison.amounts {
            rows.append(
                cells("costs and payments, \(amounts.currency.code)", amounts.sums) {
                    $0.map { plainDecimal($0, decimals: amounts.currency.decimals) }
                })
        }
        table(rows, right: [1, 3, 5, 7, 9])
        let refused = old.refused + new.refused
        if refused > 0 {
            out(
                "\nRows that were refused (\(refused)) are in no figure here. An entry whose row "
                    + "one file has refused may seem added or removed.")
        }
    }

    private func cells(_ difference: EntryDifference) -> [String]? {
        guard let shown = difference.shown else { return nil }
        let what =
            if difference.new == nil {
                "removed: " + figure(shown)
            } else if difference.old == nil {
                "added: " + figure(shown)
            } else {
                difference.fields.map { "\($0.field) \($0.from) → \($0.to)" }
                    .joined(separator: "; ")
            }
        return [
            "\(shown.place.file):\(shown.place.line)", shown.matter.text, shown.date.description,
            shown.timekeeper?.text ?? "", shown.kind, what,
        ].map(shownText)
    }

    private func figure(_ side: EntryDifference.Side) -> String {
        if let seconds = side.seconds { return exactHours(seconds: seconds) + " hours" }
        let units = side.minorUnits ?? 0
        return plainDecimal(units, decimals: side.currency.decimals) + " " + side.currency.code
    }

    /// A row of the table that ties.
    private func cells(
        _ name: String, _ sums: DiffRun.Sums, _ write: ([Int]) -> [String]
    ) -> [String] {
        let figures = write([sums.old, sums.added, sums.removed, sums.changed, sums.new])
        return [name] + zip(figures, ["+", "-", "+", "=", ""]).flatMap { [$0, $1] }
    }
}
