import ArgumentParser
import Billing
import Foundation
import Loading
import Pipeline

extension CivilDate: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(iso: argument)
    }

    static func today() -> CivilDate {
        let parts = Calendar(identifier: .gregorian).dateComponents(
            [.year, .month, .day], from: Clock.now)
        return CivilDate(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
            ?? CivilDate(dayNumber: 0)
    }
}

/// The only place where the clock is read. It stands still where SOURCE_DATE_EPOCH says when, so that
/// a run can be made again to the byte.
private enum Clock {
    static var now: Date {
        let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
        return fixed.map(Date.init(timeIntervalSince1970:)) ?? Date()
    }
}

extension Occasion {
    static func now(by name: String?) -> Occasion {
        let clock = Date.ISO8601FormatStyle(timeZone: .gmt)
        return Occasion(by: name ?? NSUserName(), at: Clock.now.formatted(clock))
    }
}

struct FirmOptions: ParsableArguments {
    @Option(name: .long, help: "The firm's folder.")
    var firm = "."

    @Flag(name: .long, help: "Print the result as JSON, for other programs.")
    var json = false

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Who does this, for the ledger to note. Without it, the name you are logged in by.",
            valueName: "name"))
    var by: String?

    func validate() throws {
        guard !firm.isEmpty else { throw ValidationError("--firm names no folder.") }
        guard by != "" else { throw ValidationError("--as names nobody.") }
    }

    var occasion: Occasion { .now(by: by) }

    var terminal: Terminal { Terminal(json: json) }

    /// Opens the firm, does the run unless the firm itself has errors, prints what was found and
    /// what was done, and ends with the status that says which. Fonts and the firm's template
    /// are read meanwhile for a run that `setsType`.
    func run(
        forFinals: Bool = false, onlyReads: Bool = false, comparesNames: Bool = true,
        setsType: Bool = false,
        _ body: (Workspace) throws -> RunReport
    ) throws {
        try reporting(terminal) {
            let (workspace, diagnostics) = try Workspace.open(
                firm, forFinals: forFinals, onlyReads: onlyReads, comparesNames: comparesNames,
                setsType: setsType, on: occasion, waiting: terminal.waiting)
            var report = RunReport(date: .today())
            if let workspace, !diagnostics.hasErrors { report = try body(workspace) }
            report.diagnostics = diagnostics + report.diagnostics
            terminal.print(
                report.diagnostics,
                outcome: report.leftOut.isEmpty
                    ? "nothing was billed" : "the matters concerned were left out")
            try terminal.summarize(report)
            return !report.isRefused
        }
    }
}

extension FirmOptions {
    /// Opens the firm for a command that only tells what there is. `body` gets what was found on
    /// the way, and says whether it could tell.
    func look(_ body: (Workspace, [Diagnostic]) throws -> Bool) throws {
        try reporting(terminal) {
            let (workspace, found) = try Workspace.open(
                firm, onlyReads: true, comparesNames: false)
            guard let workspace, !found.hasErrors else {
                terminal.print(found, outcome: nil)
                return false
            }
            return try body(workspace, found)
        }
    }
}

struct ProfileOption: ParsableArguments {
    @Option(
        name: .customLong("profile"),
        help: "The program the files are from, such as harvest, if the header does not tell.")
    var name: String?
}

struct EncodingOption: ParsableArguments {
    enum Word: String, ExpressibleByArgument, CaseIterable {
        case utf8 = "utf-8"
        case windows1252 = "windows-1252"
    }

    @Option(
        name: .customLong("encoding"),
        help: "How the files were saved, if it is not seen: utf-8 or windows-1252.")
    var word: Word?

    var encoding: TextEncoding? {
        switch word {
        case .utf8: .utf8
        case .windows1252: .windows1252
        case nil: nil
        }
    }
}

struct SelectionOptions: ParsableArguments {
    @Option(name: .long, help: "Only this client (by id); may be repeated.")
    var client: [String] = []

    @Option(name: .long, help: "Only this matter (by id); may be repeated.")
    var matter: [String] = []

    @Option(name: .long, help: "Only matters of this billing attorney (by id); may be repeated.")
    var attorney: [String] = []

    @OptionGroup var dates: DateOptions

    var selection: Selection {
        var selection = dates.selection
        selection.clients = client
        selection.matters = matter
        selection.attorneys = attorney
        return selection
    }
}

struct DateOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("Work up to and including this day.", valueName: "date"))
    var through: CivilDate?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The date on the documents, like 2026-10-31. Without it, today.", valueName: "date"))
    var date: CivilDate?

    /// Every matter, as of these dates.
    var selection: Selection { Selection(date: date ?? .today(), through: through) }
}

struct ThreadsOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            """
            On how many threads pages are made. Without it, as many as there are processors, at \
            most eight. The pages are the same.
            """, valueName: "number"))
    var threads: Int?

    func validate() throws {
        guard (1...64).contains(threads ?? 1) else {
            throw ValidationError("--threads is a number from 1 to 64.")
        }
    }

    var count: Int { threads ?? min(8, ProcessInfo.processInfo.activeProcessorCount) }
}

struct OutputOptions: ParsableArguments {
    @Option(name: .long, help: "Where documents go. Without it, Output/ in the firm's folder.")
    var output: String?

    func validate() throws {
        guard output != "" else { throw ValidationError("--output names no folder.") }
    }

    func folder(of firm: String) -> String { output ?? firm + "/Output" }
}

/// Ends the command with the status that says what kind of failure it was.
func reporting(_ terminal: Terminal, _ body: () throws -> Bool) throws {
    do {
        guard try body() else { throw ExitCode(1) }
    } catch let error as EnvironmentError {
        terminal.print(error)
        throw ExitCode(3)
    }
}
