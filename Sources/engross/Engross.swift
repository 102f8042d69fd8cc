import ArgumentParser
import CMalloc
import Foundation

@main
struct Engross: ParsableCommand {
    static func main() {
        // A reader that goes away must not end a run that is posting.
        signal(SIGPIPE, SIG_IGN)
        // Large blocks that were freed go back to the system. Otherwise it keeps ever larger ones for later,
        // between others: a tenth of the memory of ten thousand invoices.
        mallopt(M_MMAP_THRESHOLD, 256 << 10)
        do {
            var command = try parsed(CommandLine.arguments.dropFirst())
            try command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
            Foundation.exit(2)
        }
    }

    /// The command that is called. To ask it alone takes a third of what it takes to go through all of
    /// them; help, and what is wrong, are told by all.
    private static func parsed(
        _ arguments: ArraySlice<String>
    ) throws -> any ParsableCommand {
        let called = configuration.subcommands.first {
            $0.configuration.commandName == arguments.first
                && $0.configuration.subcommands.isEmpty
        }
        if let command = try? called?.parseAsRoot(Array(arguments.dropFirst())) { return command }
        return try parseAsRoot()
    }

    static let configuration = CommandConfiguration(
        commandName: "engross",
        abstract: "Turns a month of unbilled time into pro formas and invoices.",
        discussion: """
            A firm's folder holds its registers, its exports (inbox/), its ledger and its output.
            Every command works on the folder you are in, or on the one that --firm names.

            A month, from the beginning:
              engross init my-firm --from export.csv    draft the registers from an export
              engross check --firm my-firm              what is wrong, before anything is done
              engross load my-export.csv --firm my-firm
              engross proforma --firm my-firm           pro formas for markup
              engross bill --firm my-firm               final invoices
            """,
        version: "0.1.0",
        subcommands: [
            InitCommand.self, SampleCommand.self, CheckCommand.self, LoadCommand.self,
            DiffCommand.self, ImportCommand.self,
            ProformaCommand.self, ProformasCommand.self, ReturnCommand.self, ApproveCommand.self,
            WithdrawCommand.self, BillCommand.self, RunCommand.self, ListCommand.self,
            EditCommand.self, UndoCommand.self, HistoryCommand.self,
            CorrectCommand.self, VoidCommand.self, ExplainCommand.self,
            RenderCommand.self, VerifyCommand.self, BackupCommand.self, RestoreCommand.self,
            ProfileCommand.self, TemplateCommand.self, PreviewCommand.self,
            StatementCommand.self, RemindCommand.self,
        ])
}
