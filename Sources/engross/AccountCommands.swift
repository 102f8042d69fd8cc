import ArgumentParser
import Billing
import Pipeline

struct StatementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "Make statements of account: what was billed and paid, and what is open.",
        discussion: """
            A PDF a client: the balance before, each invoice, credit note and payment, what is open
            and for how long, and a slip to pay with. It tells what the ledger says and posts nothing.

            Examples:
              engross statement C0004 --firm my-firm
              engross statement --all-open --date 2026-11-30 --from 2026-11-01
              engross statement C0004 --matter 0004-02
            """)

    @Argument(help: "Clients by id.")
    var clients: [String] = []

    @Option(name: .long, help: "Only this matter (by id); may be repeated.")
    var matter: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("As of this day, like 2026-11-30. Without it, today.", valueName: "date")
    )
    var date: CivilDate?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Sum up in one balance what was before this day. Without it, all is told.",
            valueName: "date"))
    var from: CivilDate?

    @Flag(name: .customLong("all-open"), help: "Every client who owes something.")
    var allOpen = false

    @OptionGroup var firm: FirmOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard allOpen || !clients.isEmpty || !matter.isEmpty else {
            throw ValidationError("Name clients by their ids, or say --all-open.")
        }
        if let from, let date, from > date {
            throw ValidationError("--from is after --date.")
        }
    }

    func run() throws {
        let terminal = firm.terminal
        try firm.look { workspace, found in
            let report = try AccountRun(
                workspace: workspace, output: output.folder(of: workspace.folder)
            ).run(
                AccountRun.Request(
                    clients: clients, matters: matter, date: date ?? .today(), from: from,
                    isAllOpen: allOpen))
            terminal.print(found + report.diagnostics, outcome: nil)
            if firm.json {
                try terminal.json(report)
            } else {
                terminal.print(report)
            }
            return !report.diagnostics.hasErrors
        }
    }
}

struct RemindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind",
        abstract: "Send clients reminders of what is overdue.",
        discussion: """
            One letter a client, by the steps under "reminders" in firm.yaml. The ledger notes how far
            each invoice has come: the next run takes it one step further, and never the same twice.

            Examples:
              engross remind --firm my-firm --dry-run
              engross remind --date 2026-12-15
              engross remind C0004 --except 10421            which the client disputes
            """)

    @Argument(help: "Clients by id. Without any, every client with something overdue.")
    var clients: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The date on the letters, like 2026-12-15. Without it, today.", valueName: "date"))
    var date: CivilDate?

    @Option(
        name: .long,
        help: ArgumentHelp("Not of this invoice; may be repeated.", valueName: "invoice"))
    var except: [String] = []

    @Flag(name: .customLong("dry-run"), help: "Tell what would be sent, and send nothing.")
    var dryRun = false

    @OptionGroup var firm: FirmOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let (workspace, found) = try Workspace.open(
                firm.firm, forFinals: !dryRun, onlyReads: dryRun, on: firm.occasion,
                waiting: terminal.waiting)
            var report = RemindRun.Report(date: date ?? .today())
            if let workspace, !found.hasErrors {
                report = try RemindRun(
                    workspace: workspace, output: output.folder(of: workspace.folder)
                ).run(
                    RemindRun.Request(
                        clients: clients, date: date ?? .today(), except: except,
                        isDryRun: dryRun))
            }
            report.diagnostics = found + report.diagnostics
            terminal.print(report.diagnostics, outcome: "nobody was reminded")
            if firm.json {
                try terminal.json(report)
            } else if !report.diagnostics.hasErrors {
                terminal.print(report)
            }
            return !report.diagnostics.hasErrors
        }
    }
}

extension Terminal {
    private func cells(_ reminded: Reminder.Item) -> [String] {
        let item = reminded.item
        let open = plainDecimal(item.open.minorUnits, decimals: item.open.currency.decimals)
        let step = String(reminded.level) + (reminded.isNew ? "" : " (sent)")
        return [
            step, item.number ?? String(item.description.prefix(24)), String(item.daysOverdue),
            open, item.open.currency.code,
        ]
    }

    fileprivate func print(_ report: RemindRun.Report) {
        if !report.completed.isEmpty {
            out("\nCompleted what an interrupted run had recorded")
            for path in report.completed { out("  \(path)") }
        }
        guard !report.made.isEmpty else {
            out("Nobody is to be reminded.")
            return
        }
        var rows = [["reminder", "client", "", "step", "invoice", "days", "open", ""]]
        for made in report.made {
            for (index, reminded) in made.demands.flatMap(\.items).enumerated() {
                let head = index == 0 ? [made.number ?? "", made.client.text] : ["", ""]
                let name = index == 0 ? String(made.clientName.prefix(28)) : ""
                rows.append((head + [name] + cells(reminded)).map(shownText))
            }
        }
        out(
            "\n" + (report.output == nil ? "Would be sent" : "Reminders") + ": \(report.made.count)"
        )
        table(rows, right: [5, 6])
        guard let output = report.output else { return }
        out("\nMade")
        if report.made.count <= 8 {
            for made in report.made { out("  \(output)/\(made.path ?? "")") }
        } else {
            out("  \(output)/\(report.date)/reminders/")
        }
        tellProtected(report.made.filter(\.isProtected).compactMap(\.number))
    }

    fileprivate func print(_ report: AccountRun.Report) {
        guard let output = report.output else {
            out("There is no statement to make.")
            return
        }
        var rows = [["client", "", "owed", "of it overdue", ""]]
        rows += report.made.flatMap { made in
            made.accounts.map { account in
                let overdue = account.open.filter { $0.daysOverdue > 0 }.map(\.open)
                return [
                    made.client.text, shownText(String(made.clientName.prefix(32))),
                    plainDecimal(
                        account.closing.minorUnits, decimals: account.currency.decimals),
                    plainDecimal(
                        overdue.sum(account.currency).minorUnits,
                        decimals: account.currency.decimals), account.currency.code,
                ]
            }
        }
        out("\nStatements of account: \(report.made.count)")
        table(rows, right: [2, 3])
        out("\nMade")
        if report.made.count <= 8 {
            for made in report.made { out("  \(output)/\(made.path)") }
        } else {
            out("  \(output)/\(report.date)/statements/")
        }
        tellProtected(report.made.filter(\.isProtected).map(\.client.text))
    }
}
