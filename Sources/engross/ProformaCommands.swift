import ArgumentParser
import Billing
import Pipeline

struct ProformasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proformas",
        abstract: "List the pro formas that attorneys still have, with the days they are out.",
        discussion: """
            Examples:
              engross proformas --firm my-firm
              engross proformas --attorney ABC --date 2026-11-05
              engross proformas --all                   every number, and what became of it
            """)

    @Option(name: .long, help: "Only those of this billing attorney (by id); may be repeated.")
    var attorney: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Count days up to this one. Without it, today.", valueName: "date"))
    var date: CivilDate?

    @Flag(name: .long, help: "Those that came back, too, and those billed or withdrawn.")
    var all = false

    @OptionGroup var firm: FirmOptions

    func run() throws {
        let terminal = firm.terminal
        try firm.look { workspace, found in
            let report = try ProformaListRun(workspace: workspace).run(
                attorneys: attorney, on: date ?? .today(), all: all)
            terminal.print(found + report.diagnostics, outcome: nil)
            if firm.json {
                try terminal.json(report)
            } else {
                terminal.print(report, all: all)
            }
            return !report.diagnostics.hasErrors
        }
    }
}

struct ApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Note that the attorney approved pro formas.",
        discussion: """
            With "require-approval: yes" in firm.yaml, bill takes nothing else. A number stands for
            its last version. All that are named are approved, or none.

            Examples:
              engross approve PF-00012 PF-00013 --as "J. Roe"
              engross approve --attorney ABC --note "by e-mail"
              engross return PF-00012                   takes an approval back
            """)

    @OptionGroup var which: ProformaOptions

    func run() throws { try which.mark(.approved) }
}

struct ReturnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Note that pro formas came back from their attorney.",
        discussion: """
            Examples:
              engross return PF-00012 PF-00013 --date 2026-11-05
              engross return --attorney ABC
            """)

    @OptionGroup var which: ProformaOptions

    func run() throws { try which.mark(.returned) }
}

struct WithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Withdraw pro formas: the next one of their matters gets a new number.",
        discussion: """
            Their work stays unbilled.

            Examples:
              engross withdraw PF-00012 --note "sent to the wrong attorney"
            """)

    @OptionGroup var which: ProformaOptions

    func run() throws { try which.mark(.withdrawn) }
}

struct ProformaOptions: ParsableArguments {
    @Argument(help: "Numbers of pro formas, like PF-00012.")
    var numbers: [String] = []

    @Option(
        name: .long, help: "All of this billing attorney (by id) that are open; may be repeated.")
    var attorney: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("The day on which it was. Without it, today.", valueName: "date"))
    var date: CivilDate?

    @Option(name: .long, help: "Something to remember, such as how the attorney said it.")
    var note = ""

    @OptionGroup var firm: FirmOptions

    func validate() throws {
        guard numbers.isEmpty != attorney.isEmpty else {
            throw ValidationError(
                numbers.isEmpty
                    ? "Name pro formas by their numbers, or their attorney by --attorney."
                    : "Name pro formas by their numbers or by --attorney, not by both.")
        }
    }

    func mark(_ state: ProformaState) throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let (workspace, found) = try Workspace.open(
                firm.firm, on: firm.occasion, waiting: terminal.waiting)
            var report = ProformaMarkRun.Report()
            if let workspace, !found.hasErrors {
                report = try ProformaMarkRun(workspace: workspace).run(
                    state, numbers, attorneys: attorney, on: date ?? .today(), note: note)
            }
            report.diagnostics = found + report.diagnostics
            terminal.print(report.diagnostics, outcome: "nothing was \(state.rawValue)")
            if firm.json {
                try terminal.json(report)
            } else if !report.isRefused {
                terminal.print(report, state)
            }
            return !report.isRefused
        }
    }
}

extension Terminal {
    fileprivate func print(_ report: ProformaMarkRun.Report, _ state: ProformaState) {
        guard !report.marked.isEmpty else {
            out("There is no pro forma that could be \(state.rawValue).")
            return
        }
        out(state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst())
        let rows = report.marked.map { one in
            [
                "\(one.number) v\(one.version)",
                shownText("\(one.client) \(one.clientName.prefix(32))"),
                plainDecimal(one.total, decimals: one.currency.decimals), one.currency.code,
                one.was == state ? "it was already" : "was \(one.was.rawValue)",
            ]
        }
        table(rows, right: [2])
    }

    fileprivate func print(_ report: ProformaListRun.Report, all: Bool) {
        guard !report.counts.isEmpty else {
            out(all ? "There is no pro forma." : "No pro forma is open.")
            return
        }
        if report.lines.isEmpty {
            out("Every pro forma has come back.")
        } else {
            var rows = [
                ["attorney", "pro forma", "client", "matters", "issued", "days out", "total", ""]
                    + (all ? ["state", "on", "by", ""] : [])
            ]
            rows += report.lines.map { cells($0, all: all) }
            table(rows, right: [5, 6])
        }
        out("")
        let states = ProformaState.allCases.filter { all || $0.isOpen }
        let back = states.filter { $0 != .issued }
        var rows = [["attorney", "out", "back:"] + back.map(\.rawValue)]
        for count in report.counts {
            rows.append(
                [
                    [count.attorney?.text, count.attorneyName].compactMap(\.self)
                        .joined(separator: " "),
                    String(count.out), String(count.back),
                ] + back.map { String(count.byState[$0, default: 0]) })
        }
        if report.counts.count > 1 {
            rows.append(
                [
                    "all", String(report.counts.reduce(0) { $0 + $1.out }),
                    String(report.counts.reduce(0) { $0 + $1.back }),
                ]
                    + back.map { state in
                        String(report.counts.reduce(0) { $0 + $1.byState[state, default: 0] })
                    })
        }
        table(rows.map { $0.map(shownText) }, right: Set(1...(2 + back.count)))
    }

    private func cells(_ line: ProformaListRun.Line, all: Bool) -> [String] {
        let matters = line.matters.map(\.text)
        let shown = matters.prefix(3).joined(separator: " ")
        var cells = [
            line.attorney?.text ?? "", "\(line.number) v\(line.version)",
            "\(line.client) \(line.clientName.prefix(28))",
            shown + (matters.count > 3 ? " …" : ""), line.date.description,
            line.daysOut.map(String.init) ?? "",
            plainDecimal(line.total, decimals: line.currency.decimals), line.currency.code,
        ]
        if all {
            cells += [
                line.state.rawValue, line.on?.description ?? "", line.by ?? "",
                line.invoice.map { "on invoice \($0)" } ?? line.note ?? "",
            ]
        }
        return cells.map(shownText)
    }
}
