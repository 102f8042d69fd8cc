package import Billing
internal import Foundation
internal import Ledger

/// `engross verify`: whether everything in a ledger is as it was recorded. Needs nothing of the
/// firm's folder but the ledger, and changes nothing.
package struct VerifyRun {
    package struct Report: Sendable, Encodable {
        /// Who did something last, and the digest that stands for all before it.
        package struct LastLink: Sendable, Encodable {
            package var number: Int
            package var what: String
            package var by: String
            package var at: String
            package var digest: String
        }

        package var links = 0
        package var rows = 0
        package var documents = 0
        /// Nil where none was asked for.
        package var rendered: Int?
        package var lastLink: LastLink?
        package var diagnostics: [Diagnostic] = []
    }

    private let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// `rendering`: makes each document again besides, on `threads`, and compares its bytes.
    package func run(
        rendering: Bool = false, threads: Int = 2, waiting: () -> Void = {},
        progress: (Progress) -> Void = { _ in }
    ) throws(EnvironmentError) -> Report {
        // Nobody writes meanwhile.
        let lock = try FolderLock(folder, waiting: waiting)
        defer { withExtendedLifetime(lock) {} }
        let path = try ledgerPath(in: folder)
        var report = try verify(path)
        guard rendering, !report.diagnostics.contains(where: { $0.code == .ledgerDamaged }) else {
            return report
        }
        let rendered = try renderEverything(
            in: try Ledger(path: path), folder: folder, threads: threads, progress: progress)
        report.rendered = rendered.count
        report.diagnostics += rendered.findings
        return report
    }
}

/// Looks through the ledger at `path`, which may be a backup.
func verify(_ path: String) throws(EnvironmentError) -> VerifyRun.Report {
    // What a crash left half done is put right when it is opened, and an older one brought forward.
    _ = try Ledger(path: path)
    let found = try Verification(path: path) { text, number in
        try decode(text, number, withTraces: false)
    }.run()
    return VerifyRun.Report(
        links: found.links, rows: found.rows, documents: found.documents,
        lastLink: found.lastLink.map {
            VerifyRun.Report.LastLink(
                number: $0.number, what: $0.what, by: $0.by, at: $0.at, digest: $0.digest)
        }, diagnostics: found.findings)
}

/// The firm's ledger, which must be there.
func ledgerPath(in folder: String) throws(EnvironmentError) -> String {
    let path = folder + "/ledger.sqlite"
    guard FileManager.default.fileExists(atPath: path) else {
        throw EnvironmentError(
            "open the ledger", path, "there is none",
            remedy: "name the firm's folder with --firm; engross load makes the ledger")
    }
    return path
}
