package import Billing
internal import Foundation
internal import Ledger

/// `engross proforma` and `engross bill`: from unbilled work to paper.
package struct StatementRun {
    private let workspace: Workspace
    private let output: String
    private let kind: Statement.Kind

    package init(_ kind: Statement.Kind, workspace: Workspace, output: String) {
        self.workspace = workspace
        // Absolute, because the ledger may have to remember it.
        self.output = URL(fileURLWithPath: output).standardizedFileURL.path
        self.kind = kind
    }

    package func run(
        _ selection: Selection, progress: @escaping ProgressHandler = { _ in }
    ) throws(EnvironmentError) -> RunReport {
        let renderer = Renderer(finder: workspace.templates)
        var report = RunReport(date: selection.date)
        report.purpose = .statements

        // 1. What an interrupted run left to do.
        report.completed = try finishDeliveries(
            in: workspace, renderer: renderer)

        // 2. Rate, group, number, render, post: one transaction.
        let staging = try Staging(below: output)
        defer { staging.remove() }
        var issuer = StatementIssuer(
            workspace: workspace, output: output, renderer: renderer, selection: selection,
            progress: progress, staging: staging)
        let issued = try workspace.ledger.write { transaction throws(EnvironmentError) in
            let prepared = try prepareStatements(
                kind, selection, in: workspace, reading: transaction)
            report.entries = prepared.entries
            report.diagnostics += prepared.diagnostics
            guard !report.isRefused else { return (StatementIssuer.Issued(), .rollBack) }
            let issued = try issuer.issue(
                prepared, kind: kind, in: transaction, diagnostics: &report.diagnostics)
            guard !report.isRefused else { return (StatementIssuer.Issued(), .rollBack) }
            try transaction.record(
                kind == .invoice ? "invoices" : "pro formas", workspace.occasion)
            return (issued, .commit)
        }
        report.diagnostics += renderer.missingCharacters
        guard !report.isRefused, !issued.made.isEmpty else { return report }

        // 3. The files take their names; a PDF an attorney and the register are made of them.
        for file in issued.files { try file.commit() }
        syncFolders(of: issued.files.map(\.path))
        let summaries = try writeSummaries(
            of: selection.run, kind: kind, in: workspace, output: output, renderer: renderer)

        // 4. Everything is on disk: nothing is left for a later run to finish.
        try workspace.ledger.write { transaction throws(EnvironmentError) in
            try transaction.delivered(try transaction.undelivered().map(\.id))
            try transaction.record("files written", workspace.occasion)
            return ((), .commit)
        }
        (report.combined, report.register) = (summaries.combined, summaries.register)
        report.output = output
        report.add(issued.made, kind: kind)
        return report
    }
}

extension RunReport {
    mutating func add(_ made: [Made], kind: Statement.Kind) {
        if kind == .invoice { invoices += made } else { proformas += made }
    }
}
