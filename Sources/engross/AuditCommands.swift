import ArgumentParser
import Billing
import Pipeline

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Make a posted invoice, pro forma or reminder again, byte for byte.",
        discussion: """
            From the statement and the template that the ledger keeps: whatever has changed since,
            the document is the one that was posted, or nothing is written.

            Examples:
              engross render 10421 --firm my-firm           where it was, below Output/
              engross render 10421 --to copy.pdf
              engross render "PF-00012 v1" --to copy.pdf
              engross render 10421 --to copy.pdf --unprotected
                                                            though the client has a password
            """)

    @Argument(help: "The number of an invoice, a pro forma or a reminder.")
    var number: String

    @Option(name: .long, help: "The file to write.")
    var to: String?

    @Flag(name: .long, help: "Without the password that the client's files have.")
    var unprotected = false

    @OptionGroup var firm: FirmOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !unprotected || to != nil else {
            throw ValidationError(
                "--unprotected wants --to: what lies below Output/ goes to clients.")
        }
        guard to != "" else { throw ValidationError("--to names no file.") }
    }

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let (rendered, diagnostics) = try RenderRun(folder: firm.folder).run(
                number, to: to, output: output.folder(of: firm.folder), unprotected: unprotected)
            terminal.print(diagnostics, outcome: "nothing was written")
            if firm.json {
                try terminal.json(rendered)
            } else {
                for document in rendered {
                    terminal.out(document.file + (document.isProtected ? " (password)" : ""))
                }
            }
            return !diagnostics.hasErrors
        }
    }
}

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that everything in the ledger is as it was recorded.",
        discussion: """
            The file itself, the journal's chain, each row that was ever recorded, the double entry,
            the numbers, and each document against its statement. Changes nothing.

            Examples:
              engross verify --firm my-firm
              engross verify --render                    each document again, byte for byte
            """)

    @Flag(name: .long, help: "Render each document again besides, and compare its bytes.")
    var render = false

    @OptionGroup var threads: ThreadsOption
    @OptionGroup var firm: FirmOptions

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let report = try VerifyRun(folder: firm.folder).run(
                rendering: render, threads: threads.count, waiting: terminal.waiting,
                progress: terminal.progress)
            terminal.print(report.diagnostics, outcome: nil)
            if firm.json {
                try terminal.json(report)
            } else {
                terminal.print(report)
            }
            return !report.diagnostics.hasErrors
        }
    }
}

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the ledger to one file, while others may be reading it.",
        discussion: """
            Never replaces a file. The registers, arrangements and templates are files of their own:
            keep copies of the firm's folder too.

            Examples:
              engross backup /mnt/backup/ledger-2026-10-31.sqlite --firm my-firm
            """)

    @Argument(help: "The file to make.")
    var file: String

    @OptionGroup var firm: FirmOptions

    func validate() throws {
        guard !file.isEmpty else { throw ValidationError("No file is named.") }
    }

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let link = try BackupRun(folder: firm.folder).run(to: file)
            if firm.json {
                try terminal.json(["file": file, "digest": link?.digest ?? ""])
            } else {
                terminal.out("Backed up to \(file).")
                if let link {
                    terminal.out(
                        "Its journal ends with link \(link.number), digest \(link.digest).")
                }
            }
            return true
        }
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the ledger.",
        discussion: """
            The backup is verified first. The ledger that was there stays beside it, as
            ledger-before-restore.sqlite.

            Examples:
              engross restore /mnt/backup/ledger-2026-10-31.sqlite --firm my-firm
            """)

    @Argument(help: "The backup.")
    var file: String

    @OptionGroup var firm: FirmOptions

    func run() throws {
        let terminal = firm.terminal
        try reporting(terminal) {
            let report = try RestoreRun(folder: firm.folder).run(
                from: file, waiting: terminal.waiting)
            terminal.print(report.verified.diagnostics, outcome: "nothing was restored")
            if firm.json {
                try terminal.json(report)
            } else {
                terminal.print(report, file)
            }
            return report.isDone
        }
    }
}

extension FirmOptions {
    /// The folder without a slash at its end.
    fileprivate var folder: String {
        firm.count > 1 && firm.hasSuffix("/") ? String(firm.dropLast()) : firm
    }
}

extension Terminal {
    fileprivate func print(_ report: VerifyRun.Report) {
        var looked = "Looked at \(report.rows) rows, \(report.documents) documents"
        if let rendered = report.rendered { looked += ", of which \(rendered) rendered again," }
        out(looked + " and \(report.links) links of the journal.")
        let count = report.diagnostics.count
        out(
            count == 0
                ? "Everything is as it was recorded."
                : count == 1
                    ? "1 thing is not as it was recorded."
                    : "\(count) things are not as they were recorded.")
        if let link = report.lastLink {
            let who = link.by.isEmpty ? "" : " by \(link.by)"
            out(
                shownText(
                    "The journal ends with link \(link.number), \"\(link.what)\"\(who), \(link.at): "
                        + "digest \(link.digest)"))
        }
    }

    fileprivate func print(_ report: RestoreRun.Report, _ file: String) {
        guard report.isDone else { return }
        out("Restored \(file): \(report.verified.documents) documents, all as they were recorded.")
        if let kept = report.kept { out("The ledger that was there is now \(kept).") }
        guard !report.forgotten.isEmpty else { return }
        out(
            "\nThe backup knows nothing of these \(report.forgotten.count) documents, which that "
                + "ledger has; their numbers would be given again:")
        for name in report.forgotten.prefix(20) { out("  " + shownText(name)) }
        let more = report.forgotten.count - 20
        if more > 0 { out("  … and \(more) more") }
    }
}
