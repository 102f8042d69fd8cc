import ArgumentParser
import Billing
import Pipeline

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a firm's folder.",
        discussion: """
            Examples:
              engross init my-firm                        commented files to fill in
              engross init my-firm --from export.csv      registers drafted from your own export
              engross init my-firm --sample               a fictional firm to try things with
            """)

    @Argument(help: "The folder to make.")
    var folder: String

    @Flag(name: .long, help: "A fictional firm with three months of time.")
    var sample = false

    @Option(name: .long, help: "The seed the fictional firm is made from.")
    var seed: UInt64 = 1

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Draft the registers from this export; may be repeated.", valueName: "export.csv"))
    var from: [String] = []

    @Option(name: .long, help: "Which program the export is from, if its header does not tell.")
    var profile: String?

    func validate() throws {
        guard !folder.isEmpty else { throw ValidationError("No folder is named.") }
        if sample && !from.isEmpty {
            throw ValidationError("Choose one: --sample or --from.")
        }
    }

    func run() throws {
        let source: InitRun.Source =
            if sample {
                .sample(matters: nil, entries: nil, seed: seed)
            } else if !from.isEmpty {
                .exports(from, profile: profile)
            } else {
                .empty
            }
        let terminal = Terminal(json: false)
        try reporting(terminal) {
            let (files, diagnostics) = try InitRun.run(folder, from: source)
            terminal.print(diagnostics)
            guard !diagnostics.hasErrors else { return false }
            terminal.out("Wrote in \(folder):")
            for file in files { terminal.out("  \(file)") }
            if !from.isEmpty {
                terminal.out(
                    """

                    Next: replace what is marked FILL IN, then
                      engross check \(from.joined(separator: " ")) --firm \(folder)
                      engross load \(from.joined(separator: " ")) --firm \(folder)
                      engross proforma --firm \(folder)
                    """)
            }
            return true
        }
    }
}

struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Make a fictional firm of any size, for trials and benchmarks.",
        discussion: """
            Example:
              engross sample big-firm --matters 1000 --entries 100000 --seed 7
            """)

    @Argument(help: "The folder to make.")
    var folder: String

    @Option(name: .long, help: "How many matters.")
    var matters: Int?

    @Option(name: .long, help: "How many time entries.")
    var entries: Int?

    @Option(name: .long, help: "Equal seeds make equal firms.")
    var seed: UInt64 = 1

    func validate() throws {
        guard !folder.isEmpty else { throw ValidationError("No folder is named.") }
        guard matters ?? 1 > 0, entries ?? 1 > 0 else {
            throw ValidationError("--matters and --entries count from 1.")
        }
    }

    func run() throws {
        let terminal = Terminal(json: false)
        try reporting(terminal) {
            let (files, _) = try InitRun.run(
                folder, from: .sample(matters: matters, entries: entries, seed: seed))
            terminal.out("Wrote \(files.count) files in \(folder).")
            return true
        }
    }
}
