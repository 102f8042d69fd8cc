package import Billing
internal import Foundation
internal import Ledger
internal import Loading

/// `engross load`: exports into the ledger, all files or none.
package struct LoadRun {
    private let workspace: Workspace
    private let date: CivilDate

    package init(workspace: Workspace, date: CivilDate) {
        self.workspace = workspace
        self.date = date
    }

    /// Loads the files in the order given. Any error in any of them leaves the ledger as it was.
    package func run(
        _ files: [String], profile: String? = nil, progress: ProgressHandler = { _ in }
    ) throws(EnvironmentError) -> RunReport {
        try workspace.ledger.write { transaction throws(EnvironmentError) in
            var report = RunReport(date: date)
            for (index, file) in files.enumerated() {
                try load(file, profile: profile, into: transaction, report: &report)
                progress(Progress(step: "files", done: index + 1, of: files.count))
            }
            return (report, report.isRefused ? .rollBack : .commit)
        }
    }

    func load(
        _ path: String, profile: String?, into transaction: LedgerTransaction,
        report: inout RunReport
    ) throws(EnvironmentError) {
        let name = shownName(of: path)
        var key = try transaction.nextKey()
        var known = 0
        var changes: [Diagnostic] = []
        let read: (summary: ExportSummary, diagnostics: [Diagnostic])
        do {
            read = try ExportReader(records: workspace.records).read(
                path, shownAs: name, profile: profile
            ) { row in
                switch try transaction.load(row, currency: currency(of: row), key: key) {
                case .new: key.number += 1
                case .known: known += 1
                case .changed(let invoice):
                    known += 1
                    changes.append(changed(row, billedBy: invoice))
                }
            }
        } catch let error as EnvironmentError {
            throw error
        } catch {
            throw EnvironmentError("read", name, String(describing: error))
        }
        let summary = read.summary
        report.diagnostics += read.diagnostics + changes
        report.loaded.append(
            RunReport.LoadedFile(
                name: name, profile: summary.profile, rows: summary.rows,
                loaded: summary.given - known, known: known, refused: summary.refused,
                seconds: summary.seconds))
        try transaction.record(
            export: name, sha256: summary.sha256, profile: summary.profile, on: date,
            rows: summary.rows, loaded: summary.given - known, known: known)
    }

    private func currency(of row: LoadedRow) -> Currency {
        let matter =
            switch row.work {
            case .time(let entry): entry.matter
            case .cost(let entry): entry.matter
            case .receipt(let receipt): receipt.matter
            }
        return workspace.registers.matters[matter].map {
            workspace.registers.currency(of: $0, in: workspace.firm)
        } ?? workspace.firm.currency
    }

    private func changed(_ row: LoadedRow, billedBy invoice: String?) -> Diagnostic {
        let place =
            switch row.work {
            case .time(let entry): entry.place
            case .cost(let entry): entry.place
            case .receipt(let receipt): receipt.place
            }
        if let invoice {
            return Diagnostic(
                .alreadyBilled, at: place,
                "this entry is on invoice \(invoice), and the export now says something else",
                remedy: "leave the row out; correct the invoice if it was wrong")
        }
        return Diagnostic(
            .entryChanged, at: place,
            "an entry with this id was loaded before with other content",
            remedy: "give the corrected row a new id, or restore what it said")
    }

    /// Inside the firm's folder, the path from there; else the path as given.
    private func shownName(of path: String) -> String {
        let prefix = workspace.folder + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}

/// The exports waiting in inbox/, by name.
package func inboxFiles(of folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/inbox")) ?? []
    return names.filter { $0.lowercased().hasSuffix(".csv") && !$0.hasPrefix(".") }.sorted()
        .map { folder + "/inbox/" + $0 }
}
