package import Billing
internal import Foundation
internal import Ledger
package import Loading

/// `engross load`: exports into the ledger. What can be taken is taken; rows that are refused are
/// written to a file of their own, to be put right and loaded.
package struct LoadRun {
    private let workspace: Workspace
    private let date: CivilDate

    package init(workspace: Workspace, date: CivilDate) {
        self.workspace = workspace
        self.date = date
    }

    /// Loads the files in the order given, in one transaction. A dry run reports what loading would
    /// do and leaves the ledger as it was.
    package func run(
        _ files: [String], profile: String? = nil, encoding: TextEncoding? = nil,
        isDry: Bool = false, progress: ProgressHandler = { _ in }
    ) throws(EnvironmentError) -> RunReport {
        let wishes = ExportReader.Wishes(profile: profile, encoding: encoding)
        let completed = isDry ? [] : try RefusedRows.finish(in: workspace)
        var refusedFiles: [PendingFile] = []
        var isCommitted = false
        defer { if !isCommitted { for file in refusedFiles { file.discard() } } }
        let report = try workspace.ledger.write { transaction throws(EnvironmentError) in
            var report = RunReport(date: date)
            report.completed = completed
            for (index, file) in files.enumerated() {
                let refusals = try load(file, wishes, into: transaction, report: &report)
                if !isDry, !refusals.isEmpty, !RefusedRows.isName(of: file) {
                    let rows = RefusedRows(file, refusals, in: workspace)
                    let written = try rows.write(into: transaction)
                    report.loaded[report.loaded.count - 1].refusedFile = written.name
                    refusedFiles.append(written.file)
                }
                progress(Progress(step: "files", done: index + 1, of: files.count))
            }
            try syncFolders(of: refusedFiles.map(\.path))
            guard !isDry else { return (report, .rollBack) }
            let names = files.map(workspace.shownName).joined(separator: ", ")
            try transaction.record("load \(names)", workspace.occasion)
            return (report, .commit)
        }
        isCommitted = true
        for file in refusedFiles { try file.commit() }
        try syncFolders(of: refusedFiles.map(\.path))
        return report
    }

    /// Loads one file; returns the rows that were refused and can be put right one by one. Without
    /// postings, for a ledger that only compares entries.
    func load(
        _ path: String, _ wishes: ExportReader.Wishes, into transaction: LedgerTransaction,
        isPosting: Bool = true, report: inout RunReport
    ) throws(EnvironmentError) -> Refusals {
        let name = workspace.shownName(of: path)
        var wishes = wishes
        wishes.setAside = try setAside(transaction)
        var outcome = LoadOutcome(file: name, setAside: wishes.setAside)
        let read: ExportReader.Result
        do {
            var load = try transaction.beginLoad(isPosting: isPosting)
            let reader = ExportReader(records: workspace.records)
            // What was paid back of retainers waits for what came in, in whatever order rows stand.
            var paybacks: [LoadedRow] = []
            read = try readAhead { [wishes] give in
                try reader.read(path, shownAs: name, wishes, into: give)
            } consume: { rows in
                var rows = rows
                if rows.contains(where: \.isPayback) {
                    paybacks += rows.filter(\.isPayback)
                    rows.removeAll(where: \.isPayback)
                }
                outcome.add(rows, try load.load(rows))
            }
            paybacks.sort { ($0.date, $0.line) < ($1.date, $1.line) }
            if !paybacks.isEmpty { outcome.add(paybacks, try load.load(paybacks)) }
            try load.finish()
        } catch let error as EnvironmentError {
            throw error
        } catch {
            throw EnvironmentError("read", name, String(describing: error))
        }
        let (counts, diagnostics) = outcome.finish(read)
        report.diagnostics += diagnostics
        report.loaded.append(counts)
        try transaction.record(
            export: name, sha256: read.summary.sha256, profile: read.summary.profile, on: date,
            rows: counts.rows, loaded: counts.loaded, known: counts.known, changed: counts.changed)
        // A column of dates that nobody can read is put right by a setting, not row by row.
        let isRowByRow = !read.diagnostics.contains { $0.code == .dateAmbiguous }
        return isRowByRow ? outcome.refusals(with: read.refusals) : Refusals()
    }

    /// Rows that were refused before and are accounted for: their file is there, or was loaded.
    private func setAside(_ transaction: LedgerTransaction) throws(EnvironmentError) -> Set<
        Fingerprint
    > {
        try transaction.refusedRows { RefusedRows.isThere($0, in: workspace) }
    }
}

/// The exports waiting in inbox/, by name.
package func inboxFiles(of folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/inbox")) ?? []
    return names.filter { $0.lowercased().hasSuffix(".csv") && !$0.hasPrefix(".") }.sorted()
        .map { folder + "/inbox/" + $0 }
}
