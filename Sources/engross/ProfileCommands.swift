import ArgumentParser
import Billing
import Pipeline

struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Teach Engross an export that it does not know.",
        subcommands: [ProfileNewCommand.self, ProfileListCommand.self])
}

struct ProfileNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Look at an export and write a profile for it to begin with.",
        discussion: """
            Prints what each column seems to hold, and writes a commented profile into profiles/ in
            the firm's folder. What only you can know is marked FILL IN there.

            Examples:
              engross profile new october.csv --firm my-firm
              engross profile new october.csv --name carpe-diem
            """)

    @Argument(help: "The export.")
    var file: String

    @Option(name: .long, help: "The firm's folder.")
    var firm = "."

    @Option(name: .long, help: "What the profile is called; without it, as the file is.")
    var name: String?

    func validate() throws {
        guard !firm.isEmpty else { throw ValidationError("--firm names no folder.") }
        guard let name else { return }
        let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
        guard isPlain, !name.isEmpty else {
            throw ValidationError("--name takes letters, digits, hyphens and blanks.")
        }
    }

    func run() throws {
        let terminal = Terminal(json: false)
        try reporting(terminal) {
            let drafted = try ProfileRun.draft(file, in: firm, name: name)
            terminal.print(drafted.diagnostics)
            guard !drafted.diagnostics.hasErrors else { return false }
            terminal.out("What the columns seem to hold")
            terminal.table(
                [["", "column", "holds", "for example"]]
                    + drafted.columns.map { column in
                        [
                            String(column.position), column.name, column.holds,
                            column.samples.joined(separator: " | "),
                        ]
                    }, right: [0])
            terminal.out(next(drafted))
            return true
        }
    }

    private func next(_ drafted: ProfileRun.Drafted) -> String {
        var text = "\n"
        if let known = drafted.knownAs {
            text += "This is read by the profile \"\(known)\" as it is.\n"
        }
        guard let path = drafted.path else {
            text += "Nothing was written."
            return drafted.isKnownBuiltIn
                ? text + " With --name, a profile is written that begins as that one is." : text
        }
        text += "Wrote \(firm)/\(path).\n\nNext:"
        if !drafted.isComplete { text += " replace what is marked FILL IN there, then" }
        return text + "\n  engross check \(file) --firm \(firm)"
    }
}

struct ProfileListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the profiles, and the columns that each is known by.")

    @Option(name: .long, help: "The firm's folder.")
    var firm = "."

    func run() throws {
        let terminal = Terminal(json: false)
        try reporting(terminal) {
            let (profiles, diagnostics) = try ProfileRun.list(in: firm)
            terminal.print(diagnostics)
            terminal.table(
                profiles.map { profile in
                    [
                        profile.name, profile.isOwn ? "the firm's own" : "built in",
                        profile.columns.isEmpty
                            ? "no column names" : profile.columns.joined(separator: ", "),
                    ]
                })
            return !diagnostics.hasErrors
        }
    }
}
