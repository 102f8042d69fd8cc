package import Billing

/// `engross run`: load the inbox, check, pro formas, and with `final` the invoices.
package struct MonthlyRun {
    private let workspace: Workspace
    private let output: String
    private let threads: Int

    package init(workspace: Workspace, output: String, threads: Int = 1) {
        self.workspace = workspace
        self.output = output
        self.threads = threads
    }

    package func run(
        _ selection: Selection, final: Bool, progress: @escaping ProgressHandler = { _ in }
    ) throws(EnvironmentError) -> RunReport {
        // Before the inbox is looked through: what was left waiting goes into it.
        let completed = try RefusedRows.finish(in: workspace)
        var report = try LoadRun(workspace: workspace, date: selection.date).run(
            inboxFiles(of: workspace.folder), progress: progress)
        report.completed += completed
        guard !report.isRefused else { return report }

        let proformas = try StatementRun(
            .proforma, workspace: workspace, output: output, threads: threads
        ).run(selection, progress: progress)
        report.take(proformas)
        guard !report.isStopped, final else { return report }

        let invoices = try StatementRun(
            .invoice, workspace: workspace, output: output, threads: threads
        ).run(selection, progress: progress)
        report.take(invoices)
        return report
    }
}

extension RunReport {
    /// Adds what a later step of the same run reports.
    fileprivate mutating func take(_ step: RunReport) {
        purpose = step.purpose
        entries = step.entries
        leftOut = step.leftOut
        proformas += step.proformas
        invoices += step.invoices
        combined += step.combined
        worksheets += step.worksheets
        register = step.register ?? register
        completed += step.completed
        output = step.output ?? output
        diagnostics += step.diagnostics.filter { !diagnostics.contains($0) }
    }
}
