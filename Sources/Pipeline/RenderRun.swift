package import Billing
internal import Foundation
internal import Ledger

/// `engross render`: a posted document again, with its own bytes, from the statement and the template
/// that the ledger keeps. Registers, templates and markup of today have no say in it.
package struct RenderRun {
    package struct Rendered: Sendable, Encodable {
        package var number: String
        package var version: Int
        package var sha256: String
        package var file: String
    }

    private let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// Writes the document that goes by this name to `file`; without one, below `output` where it
    /// was written when it was posted. Bytes that are not those that were posted are not written.
    package func run(
        _ name: String, to file: String?, output: String
    ) throws(EnvironmentError) -> (rendered: [Rendered], diagnostics: [Diagnostic]) {
        let ledger = try Ledger(path: try ledgerPath(in: folder))
        let documents = try ledger.read { transaction throws(EnvironmentError) in
            try transaction.documents(named: name)
        }
        let reminder = try ledger.read { transaction throws(EnvironmentError) in
            try transaction.reminder(numbered: name)
        }
        let count = documents.count + (reminder == nil ? 0 : 1)
        guard count > 0 else { return ([], [unknown(name)]) }
        guard count == 1 || file == nil else { return ([], [ambiguous(name)]) }
        let renderer = Renderer(finder: TemplateFinder(firmFolder: folder))
        var rendered: [Rendered] = []
        for document in documents {
            let bytes = try renderAgain(document, renderer: renderer)
            let path = file ?? output + "/" + document.path
            try writeFile(bytes, to: path)
            try syncFolders(of: [path])
            rendered.append(
                Rendered(
                    number: document.number, version: document.version, sha256: document.sha256,
                    file: path))
        }
        if let reminder {
            let path = file ?? output + "/" + reminder.path
            try writeFile(try renderAgain(reminder, renderer: renderer), to: path)
            try syncFolders(of: [path])
            rendered.append(
                Rendered(
                    number: reminder.number, version: 1, sha256: reminder.sha256, file: path))
        }
        return (rendered, [])
    }

    private func unknown(_ name: String) -> Diagnostic {
        Diagnostic(
            .filterUnknown, at: nil, "no invoice, pro forma or reminder is called \"\(name)\"",
            remedy: "name it by the number that is printed on it, such as 10421 or \"PF-00012 v2\"")
    }

    private func ambiguous(_ name: String) -> Diagnostic {
        Diagnostic(
            .filterUnknown, at: nil, "several documents are called \"\(name)\"",
            remedy: "leave out --to: each is written where it was before")
    }
}
