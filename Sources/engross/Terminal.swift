import Billing
import Foundation
import Pipeline

/// Everything the command line prints: diagnostics and progress to standard error, results to
/// standard output.
struct Terminal {
    let json: Bool
    private let isTerminal = isatty(2) == 1
    private let hasColour: Bool

    init(json: Bool) {
        self.json = json
        let environment = ProcessInfo.processInfo.environment
        hasColour =
            isatty(2) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
            && environment["TERM"] != "dumb"
    }

    // MARK: Diagnostics

    /// `outcome` is what errors kept from happening, where there was anything to happen.
    func print(_ diagnostics: [Diagnostic], outcome: String? = "nothing was billed") {
        for diagnostic in diagnostics { note(sentence(diagnostic)) }
        let errors = diagnostics.count { $0.severity == .error }
        guard errors > 0, let outcome else { return }
        note((errors == 1 ? "1 error; " : "\(errors) errors; ") + outcome + ".")
    }

    func print(_ error: EnvironmentError) {
        note(painted("error: ", .red) + shownText(error.description))
        if let remedy = error.remedy { note("  hint: " + shownText(remedy)) }
    }

    private func sentence(_ diagnostic: Diagnostic) -> String {
        var text = ""
        if let place = diagnostic.place {
            text = shownText(place.file)
            if place.line > 0 { text += ":\(place.line)" }
            if place.line > 0, place.column > 0 { text += ":\(place.column)" }
            text += ": "
        }
        switch diagnostic.severity {
        case .error: text += painted("error: ", .red)
        case .warning: text += painted("warning: ", .yellow)
        case .note: text += "note: "
        }
        text += diagnostic.shownFact + " [\(diagnostic.code.rawValue)]"
        if let remedy = diagnostic.shownRemedy { text += "\n  hint: " + remedy }
        return text
    }

    private enum Paint: String {
        case red = "31"
        case yellow = "33"
    }

    private func painted(_ text: String, _ paint: Paint) -> String {
        hasColour ? "\u{1B}[1;\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }

    private func note(_ text: String) {
        _ = Terminal.write(text + "\n", to: 2)
    }

    /// What a run has to say before it begins to wait.
    func waiting() {
        note("Another engross is at work in this folder; waiting for it to end.")
    }

    /// False where the text could not be written whole. A run does not fail for a log that is full.
    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    // MARK: Progress

    /// A bar that redraws itself on a terminal; on paper and in logs a line a quarter of the way.
    func progress(_ progress: Pipeline.Progress) {
        guard !json, progress.of > 0 else { return }
        if isTerminal {
            let width = 30
            let filled = width * progress.done / progress.of
            let bar =
                String(repeating: "█", count: filled)
                + String(repeating: "░", count: width - filled)
            let end = progress.done == progress.of ? "\n" : ""
            _ = Terminal.write(
                "\r\(bar) \(progress.done) of \(progress.of) \(progress.step)\(end)", to: 2)
        } else if progress.done == progress.of || progress.done % max(1, progress.of / 4) == 0 {
            note("\(progress.done) of \(progress.of) \(progress.step)")
        }
    }

    // MARK: Results

    /// The run is done when this is called; what is left to lose is only its report.
    func out(_ text: String) {
        guard !Terminal.write(text + "\n", to: 1) else { return }
        // Whoever reads may stop reading: `engross list | head`.
        if errno == EPIPE { exit(0) }
        note("error: cannot write the result: \(String(cString: strerror(errno)))")
        exit(3)
    }

    func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        out(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Rows of cells as columns; the first column to the left, the others as told.
    func table(_ rows: [[String]], right: Set<Int> = []) {
        let widths = rows.reduce(into: [Int]()) { widths, row in
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], cell.count)
            }
        }
        for row in rows {
            let cells = row.enumerated().map { index, cell in
                let space = String(repeating: " ", count: widths[index] - cell.count)
                return right.contains(index) ? space + cell : cell + space
            }
            var line = "  " + cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            out(line)
        }
    }
}
