package import Billing
internal import Foundation
internal import Ledger
internal import Loading

/// `engross render`: a posted document again, with its own bytes, from the statement and the template
/// that the ledger keeps. Registers, templates and markup of today have no say in it, but for the
/// password that the client's files have now.
package struct RenderRun {
    package struct Rendered: Sendable, Encodable {
        package var number: String
        package var version: Int
        /// Of the bytes without protection, which are those that were posted.
        package var sha256: String
        package var file: String
        /// Whether a password is needed to open the file.
        package var isProtected = false
    }

    private let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// Writes the document that goes by this name to `file`; without one, below `output` where it
    /// was written when it was posted. Bytes that are not those that were posted are not written.
    /// A client's file is protected as its row says now, unless it is to be `unprotected`.
    package func run(
        _ name: String, to file: String?, output: String, unprotected: Bool = false
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
        var diagnostics: [Diagnostic] = []
        /// Without a client the file stays in the firm.
        func write(
            _ bytes: [UInt8], to client: ClientID?, as document: Rendered
        ) throws(EnvironmentError) {
            var (bytes, document) = (bytes, document)
            if let client, !unprotected {
                let protection = try protection(of: client, reporting: &diagnostics)
                guard let protection else { return }
                bytes = try protection.delivered(bytes, to: client)
                document.isProtected = try protection.protects(client)
            }
            try writeFile(bytes, to: document.file)
            try syncFolders(of: [document.file])
            rendered.append(document)
        }
        for document in documents {
            let isInternal = document.kind == .proforma
            try write(
                try renderAgain(document, renderer: renderer),
                to: isInternal ? nil : try decode(document).billTo.id,
                as: Rendered(
                    number: document.number, version: document.version, sha256: document.sha256,
                    file: file ?? output + "/" + document.path))
        }
        if let reminder {
            try write(
                try renderAgain(reminder, renderer: renderer),
                to: try decode(reminder).head.billTo.id,
                as: Rendered(
                    number: reminder.number, version: 1, sha256: reminder.sha256,
                    file: file ?? output + "/" + reminder.path))
        }
        return (rendered, diagnostics)
    }

    /// What the registers say of a client's files; nil where that cannot be read.
    private func protection(
        of client: ClientID, reporting diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> Protection? {
        let (records, found) = try FirmFolder.read(at: folder, comparesNames: false)
        let faults = found.filter {
            $0.severity == .error && ["firm.yaml", "clients.csv"].contains($0.place?.file)
        }
        if let records, faults.isEmpty, records.registers.clients[client] != nil {
            return Protection(records.registers)
        }
        diagnostics += faults
        diagnostics.append(
            Diagnostic(
                .clientUnknown, at: Place(file: "clients.csv"),
                "whether files of client \(client) have a password cannot be read",
                remedy: "put its row in order, or take the file without one: --unprotected"))
        return nil
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
