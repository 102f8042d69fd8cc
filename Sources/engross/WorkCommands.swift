import ArgumentParser
import Billing
import Pipeline

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read everything, report every problem, write nothing.",
        discussion: """
            Reads the registers, the inbox, the ledger and the files you name; rates and typesets
            what a run would.

            Examples:
              engross check --firm my-firm --through 2026-10-31
              engross check october.csv --firm my-firm
            """)

    @Argument(help: "Exports to look at, besides those in the inbox.")
    var files: [String] = []

    @OptionGroup var encoding: EncodingOption
    @OptionGroup var firm: FirmOptions
    @OptionGroup var selection: SelectionOptions

    func run() throws {
        try firm.run(onlyReads: true) {
            try CheckRun(workspace: $0).run(
                selection.selection, files: files, encoding: encoding.encoding)
        }
    }
}

struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Load unbilled time and costs from CSV exports.",
        discussion: """
            Which program a file is from is told by its header. Loading a file again adds
            nothing. Refused rows are written to inbox/NAME.refused.csv, each with its
            reason: correct them there and load that file.

            Examples:
              engross load october.csv --firm my-firm
              engross load hours.csv --profile harvest --firm my-firm
              engross load october.csv --dry-run     what it would do, without doing it
            """)

    @Argument(help: "The exports.")
    var files: [String]

    @OptionGroup var profile: ProfileOption
    @OptionGroup var encoding: EncodingOption

    @Flag(name: .long, help: "Report what loading would do, and load nothing.")
    var dryRun = false

    @OptionGroup var firm: FirmOptions

    func run() throws {
        try firm.run(onlyReads: dryRun) {
            try LoadRun(workspace: $0, date: .today()).run(
                files, profile: profile.name, encoding: encoding.encoding, isDry: dryRun,
                progress: firm.terminal.progress)
        }
        if dryRun, !firm.json { firm.terminal.out("\nA dry run: nothing was loaded.") }
    }
}

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what is unbilled, by client and matter, with its age.",
        discussion: """
            Examples:
              engross list --firm my-firm
              engross list --attorney ABC --through 2026-10-31
            """)

    @OptionGroup var firm: FirmOptions
    @OptionGroup var selection: SelectionOptions

    func run() throws {
        let terminal = firm.terminal
        try firm.look { workspace, found in
            let (lines, diagnostics) = try ListRun(workspace: workspace).run(selection.selection)
            terminal.print(found + diagnostics, outcome: nil)
            if firm.json {
                try terminal.json(lines)
            } else {
                terminal.print(lines)
            }
            return !diagnostics.hasErrors
        }
    }
}

extension Terminal {
    fileprivate func print(_ lines: [ListRun.Line]) {
        guard !lines.isEmpty else {
            out("Nothing is unbilled.")
            return
        }
        var rows = [
            ["client", "matter", "entries", "oldest", "days", "hours", "standard", "costs", ""]
        ]
        for line in lines {
            let decimals = line.currency.decimals
            rows.append([
                "\(line.client) \(line.clientName.prefix(28))",
                "\(line.matter) \(line.matterName.prefix(32))", String(line.entries),
                line.oldest.description, String(line.oldestDays),
                plainHours(seconds: line.seconds),
                line.standard.map { plainDecimal($0, decimals: decimals) } ?? "no rate",
                plainDecimal(line.costs, decimals: decimals), line.currency.code,
            ])
        }
        for (currency, group) in Dictionary(grouping: lines, by: \.currency)
            .sorted(by: { $0.key.code < $1.key.code })
        {
            rows.append([
                "all", "", String(group.reduce(0) { $0 + $1.entries }), "", "",
                plainHours(seconds: group.reduce(0) { $0 + $1.seconds }),
                plainDecimal(
                    group.reduce(0) { $0 + ($1.standard ?? 0) }, decimals: currency.decimals),
                plainDecimal(group.reduce(0) { $0 + $1.costs }, decimals: currency.decimals),
                currency.code,
            ])
        }
        table(rows, right: [2, 4, 5, 6, 7])
    }
}
