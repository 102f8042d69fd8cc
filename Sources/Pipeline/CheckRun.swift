package import Billing
internal import Ledger
package import Loading

/// `engross check`: reads everything, rates and typesets what a run would, and writes nothing.
package struct CheckRun {
    private let workspace: Workspace

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Looks at what is in the inbox, and at `files` besides.
    package func run(
        _ selection: Selection, files: [String] = [], encoding: TextEncoding? = nil
    ) throws(EnvironmentError) -> RunReport {
        let wishes = ExportReader.Wishes(encoding: encoding)
        // Everything happens in one transaction, which is then rolled back.
        return try workspace.ledger.write { transaction throws(EnvironmentError) in
            var report = RunReport(date: selection.date)
            report.purpose = .check
            let loader = LoadRun(workspace: workspace, date: selection.date)
            for file in inboxFiles(of: workspace.folder) + files {
                _ = try loader.load(file, wishes, into: transaction, report: &report)
            }
            var preparation = try Preparation(
                .proforma, selection, in: workspace, reading: transaction,
                inPartsOf: Preparation.usualPart)
            let renderer = Renderer(finder: workspace.templates)
            while let prepared = try preparation.next() {
                report.entries.add(prepared.entries)
                report.diagnostics += prepared.diagnostics
                for statement in prepared.statements {
                    let template = renderer.template(for: statement, reporting: &report.diagnostics)
                    if let template { _ = renderer.typeset(statement, in: template) }
                }
            }
            report.diagnostics += renderer.missingCharacters
            return (report, .rollBack)
        }
    }
}
