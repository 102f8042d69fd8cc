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

    /// Loads the files in the order given. Any error in any of them leaves the ledger as it was;
    /// so does a dry run, which reports what loading would do.
    package func run(
        _ files: [String], profile: String? = nil, isDry: Bool = false,
        progress: ProgressHandler = { _ in }
    ) throws(EnvironmentError) -> RunReport {
        try workspace.ledger.write { transaction throws(EnvironmentError) in
            var report = RunReport(date: date)
            for (index, file) in files.enumerated() {
                try load(file, profile: profile, into: transaction, report: &report)
                progress(Progress(step: "files", done: index + 1, of: files.count))
            }
            return (report, report.isRefused || isDry ? .rollBack : .commit)
        }
    }

    func load(
        _ path: String, profile: String?, into transaction: LedgerTransaction,
        report: inout RunReport
    ) throws(EnvironmentError) {
        let name = shownName(of: path)
        var key = try transaction.nextKey()
        var counts = RunReport.LoadedFile(name: name)
        var found: [Diagnostic] = []
        let read: (summary: ExportSummary, diagnostics: [Diagnostic])
        do {
            read = try ExportReader(records: workspace.records).read(
                path, shownAs: name, profile: profile
            ) { row in
                switch try transaction.load(row, currency: currency(of: row), key: key) {
                case .new:
                    counts.loaded += 1
                    key.number += 1
                case .known: counts.known += 1
                case .changed(let changes):
                    counts.changed += 1
                    found.append(changed(row, changes))
                case .billed(let invoice):
                    counts.refused += 1
                    found.append(billed(row, invoice))
                case .posted:
                    counts.refused += 1
                    found.append(posted(row))
                }
            }
        } catch let error as EnvironmentError {
            throw error
        } catch {
            throw EnvironmentError("read", name, String(describing: error))
        }
        let summary = read.summary
        report.diagnostics += read.diagnostics + found
        counts.profile = summary.profile
        counts.rows = summary.rows
        counts.refused += summary.refused
        counts.seconds = summary.seconds
        report.loaded.append(counts)
        try transaction.record(
            export: name, sha256: summary.sha256, profile: summary.profile, on: date,
            rows: counts.rows, loaded: counts.loaded, known: counts.known, changed: counts.changed)
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

    private func changed(_ row: LoadedRow, _ changes: [FieldChange]) -> Diagnostic {
        let texts = changes.map { "\($0.field) \($0.from) → \($0.to)" }
        return Diagnostic(
            .note, .entryChanged, at: row.place,
            "an unbilled entry says something else now: " + texts.joined(separator: "; "))
    }

    private func billed(_ row: LoadedRow, _ invoice: String) -> Diagnostic {
        Diagnostic(
            .alreadyBilled, at: row.place,
            "this entry is on invoice \(invoice), and the export now says something else",
            remedy: "leave the row out; correct the invoice if it was wrong")
    }

    private func posted(_ row: LoadedRow) -> Diagnostic {
        Diagnostic(
            .entryChanged, at: row.place,
            "this payment or balance was posted before, with other content",
            remedy: "restore what the row said, and add a row for the difference")
    }

    /// Inside the firm's folder, the path from there; else the path as given.
    private func shownName(of path: String) -> String {
        let prefix = workspace.folder + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}

extension LoadedRow {
    fileprivate var place: Place {
        switch work {
        case .time(let entry): entry.place
        case .cost(let entry): entry.place
        case .receipt(let receipt): receipt.place
        }
    }
}

/// The exports waiting in inbox/, by name.
package func inboxFiles(of folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/inbox")) ?? []
    return names.filter { $0.lowercased().hasSuffix(".csv") && !$0.hasPrefix(".") }.sorted()
        .map { folder + "/inbox/" + $0 }
}
