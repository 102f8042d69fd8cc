package import Billing
internal import Ledger
package import Loading

/// `engross diff`: what changed between two exports of the same period. Both are loaded by the
/// firm's registers and profiles, each into a ledger of its own that is gone afterwards.
package struct DiffRun {
    /// Figures of both files that tie: old + added − removed + changed = new.
    package struct Sums: Sendable, Equatable, Encodable {
        package var old: Int
        package var added: Int
        package var removed: Int
        package var changed: Int
        package var new: Int

        package init(old: Int, added: Int, removed: Int, changed: Int, new: Int) {
            self.old = old
            self.added = added
            self.removed = removed
            self.changed = changed
            self.new = new
        }
    }

    /// Of costs, payments and balances, in minor units.
    package struct Amounts: Sendable, Encodable {
        package var currency: Currency
        package var sums: Sums
    }

    package struct Comparison: Sendable, Encodable {
        package var same: Int
        package var changed: Int
        /// By matter, date and line.
        package var differences: [EntryDifference]
        package var entries: Sums
        package var seconds: Sums
        package var amounts: [Amounts]
    }

    package struct Report: Sendable, Encodable {
        package var old: RunReport.LoadedFile?
        package var new: RunReport.LoadedFile?
        /// Nil where one of the files could not be read at all.
        package var comparison: Comparison?
        package var diagnostics: [Diagnostic] = []

        package init() {}
    }

    private let workspace: Workspace
    private let date: CivilDate

    package init(workspace: Workspace, date: CivilDate) {
        self.workspace = workspace
        self.date = date
    }

    package func run(
        from oldFile: String, to newFile: String, profile: String? = nil,
        encoding: TextEncoding? = nil
    ) throws(EnvironmentError) -> Report {
        let wishes = ExportReader.Wishes(profile: profile, encoding: encoding)
        let old = try load(oldFile, wishes)
        let new = try load(newFile, wishes)
        var report = Report()
        report.old = old.file
        report.new = new.file
        report.diagnostics = old.diagnostics + new.diagnostics
        // Against a file of which nothing was taken, every entry would seem added or removed.
        guard !old.isLost, !new.isLost else { return report }
        let (same, differences) = try old.ledger.read { before throws(EnvironmentError) in
            try new.ledger.read { after throws(EnvironmentError) in
                try after.differences(from: before, currency: workspace.currency)
            }
        }
        report.comparison = Comparison(
            same: same, differences: differences, old: old.file, new: new.file)
        return report
    }

    private struct LoadedExport {
        var ledger: Ledger
        var file: RunReport.LoadedFile
        var diagnostics: [Diagnostic]

        var isLost: Bool { file.loaded == 0 && diagnostics.hasErrors }
    }

    private func load(
        _ path: String, _ wishes: ExportReader.Wishes
    ) throws(EnvironmentError) -> LoadedExport {
        let ledger = try Ledger()
        let report = try ledger.write { transaction throws(EnvironmentError) in
            var report = RunReport(date: date)
            _ = try LoadRun(workspace: workspace, date: date)
                .load(path, wishes, into: transaction, isPosting: false, report: &report)
            return (report, .commit)
        }
        return LoadedExport(
            ledger: ledger,
            file: report.loaded.first ?? RunReport.LoadedFile(name: workspace.shownName(of: path)),
            diagnostics: report.diagnostics)
    }
}

extension DiffRun.Comparison {
    /// The figures of the files come from loading, those between them from the differences.
    fileprivate init(
        same: Int, differences: [EntryDifference], old: RunReport.LoadedFile,
        new: RunReport.LoadedFile
    ) {
        self.same = same
        self.differences = differences
        changed = differences.count { $0.old != nil && $0.new != nil }
        entries = DiffRun.Sums(from: old.loaded, to: new.loaded, by: differences) { _ in 1 }
        seconds = DiffRun.Sums(from: old.seconds, to: new.seconds, by: differences) {
            $0.seconds ?? 0
        }
        let currencies = Set((old.amounts + new.amounts).map(\.currency))
        amounts = currencies.sorted { $0.code < $1.code }.map { currency in
            func units(_ file: RunReport.LoadedFile) -> Int {
                file.amounts.first { $0.currency == currency }?.minorUnits ?? 0
            }
            let sums = DiffRun.Sums(from: units(old), to: units(new), by: differences) {
                $0.currency == currency ? $0.minorUnits ?? 0 : 0
            }
            return DiffRun.Amounts(currency: currency, sums: sums)
        }
    }
}

extension DiffRun.Sums {
    fileprivate init(
        from old: Int, to new: Int, by differences: [EntryDifference],
        _ figure: (EntryDifference.Side) -> Int
    ) {
        self.init(old: old, added: 0, removed: 0, changed: 0, new: new)
        for difference in differences {
            switch (difference.old.map(figure), difference.new.map(figure)) {
            case (nil, let new?): added += new
            case (let old?, nil): removed += old
            case (let old?, let new?): changed += new - old
            case (nil, nil): break
            }
        }
    }
}
