import ArgumentParser
import Billing
import Pipeline

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say how the figures of an invoice, a matter or an entry came about.",
        discussion: """
            Which row of rates.csv won, and which lost and why; what rounding did to the time;
            what each term of the arrangement did to the fee. What is on no invoice yet is
            rated as pro formas with these dates would have it. Nothing is written.

            Examples:
              engross explain 10421                     an invoice
              engross explain PF-00012                  a pro forma, its last version
              engross explain 0001-02                   a matter: what is unbilled, and what was billed
              engross explain 28MX                      the entry with that line id on a pro forma
              engross explain 88123                     the entry that its export calls so
            """)

    @Argument(help: "A number of an invoice or pro forma, a matter, a line id or an entry's id.")
    var name: String

    @OptionGroup var firm: FirmOptions
    @OptionGroup var dates: DateOptions

    func run() throws {
        let terminal = firm.terminal
        try firm.look { workspace, _ in
            let (explanations, diagnostics) = try ExplainRun(workspace: workspace).run(
                name, dates.selection)
            terminal.print(diagnostics, outcome: nil)
            if firm.json {
                try terminal.json(explanations)
            } else {
                terminal.print(explanations)
            }
            return !explanations.isEmpty
        }
    }
}

extension Terminal {
    fileprivate func print(_ explanations: [Explanation]) {
        for (index, explanation) in explanations.enumerated() {
            if index > 0 { out("") }
            out(shownText(explanation.title))
            for part in explanation.parts {
                out("\n" + shownText(part.heading))
                table(part.facts.map { [shownText($0.name), shownText($0.text)] })
            }
        }
    }
}
