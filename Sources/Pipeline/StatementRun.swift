package import Billing
internal import Foundation
internal import Ledger

/// `engross proforma` and `engross bill`: from unbilled work to paper.
package struct StatementRun {
    private let workspace: Workspace
    private let output: String
    private let kind: Statement.Kind
    private let threads: Int
    private let setsAnew: Bool
    private let part: Int

    /// Sets pages on so many threads at the same time; they are the same on any number. A pro forma that
    /// has not changed and whose file stands is only set where the run `setsAnew`. Statements are at hand of no
    /// more than `part` entries, or of one client who has more.
    package init(
        _ kind: Statement.Kind, workspace: Workspace, output: String, threads: Int = 1,
        setsAnew: Bool = false, inPartsOf part: Int? = nil
    ) {
        self.workspace = workspace
        // Absolute, because the ledger may have to remember it.
        self.output = URL(fileURLWithPath: output).standardizedFileURL.path
        self.kind = kind
        self.threads = threads
        self.setsAnew = setsAnew
        self.part = part ?? Preparation.usualPart
    }

    package func run(
        _ selection: Selection, progress: @escaping ProgressHandler = { _ in }
    ) throws(EnvironmentError) -> RunReport {
        let renderer = Renderer(finder: workspace.templates, ahead: workspace.templateAhead)
        var report = RunReport(date: selection.date)
        report.purpose = .statements

        // 1. What an interrupted run left to do.
        report.completed = try finishDeliveries(
            in: workspace, renderer: renderer)

        // 2. Rate, group, number, render, post: one transaction, or one an invoice.
        let staging = try Staging(below: output)
        defer { staging.remove() }
        let waiting = try WaitingPages(in: staging)
        var issuer = StatementIssuer(
            workspace: workspace, output: output, renderer: renderer, selection: selection,
            progress: progress, staging: staging, waiting: waiting, threads: threads,
            setsAnew: setsAnew)
        let isTogether = kind == .proforma || workspace.firm.invoices.batch == .together
        var (prepared, issued) = try workspace.ledger.write(undoesInMemory: true) {
            transaction throws(EnvironmentError) in
            var leaving = LeavingOut(
                kind, selection, in: workspace, renderer: renderer, reading: transaction,
                inPartsOf: isTogether ? part : nil)
            var prepared = try leaving.prepare()
            report.entries = prepared.entries
            report.leftOut = prepared.leftOut
            report.diagnostics += prepared.diagnostics
            issuer.total = prepared.statementCount
            guard !report.isStopped, isTogether else {
                return ((prepared, StatementIssuer.Issued()), .rollBack)
            }
            let issued = try issuer.issue(prepared.statementCount, in: transaction) {
                () throws(EnvironmentError) in try prepared.next()
            }
            try transaction.record(
                kind == .invoice ? "invoices" : "pro formas", workspace.occasion)
            return ((prepared, issued), .commit)
        }
        if !report.isStopped, !isTogether {
            issued = try issueOneByOne(try prepared.next(), by: &issuer)
        }
        report.diagnostics += issued.notes + renderer.missingCharacters
        guard !issued.made.isEmpty else { return report }

        // 3. The files take their names; an attorney's PDF and worksheet and the register are made
        //    of them.
        if isTogether {
            for file in issued.files { try file.commit() }
        }
        try syncFolders(of: issued.files.map(\.path))
        let summaries = try writeSummaries(
            of: selection.run, kind: kind, in: workspace, output: output, renderer: renderer,
            on: threads, waiting: waiting)

        // 4. Everything is on disk: nothing is left for a later run to finish.
        try tickOffDeliveries(in: workspace)
        (report.combined, report.register) = (summaries.combined, summaries.lists.register)
        report.worksheets = summaries.lists.worksheets
        report.diagnostics += summaries.lists.notes
        report.output = output
        report.add(issued.made, kind: kind)
        return report
    }

    /// Each invoice in a transaction of its own, its file named right after it. Whatever was posted
    /// when a run stops stays posted: the next one does not find its entries unbilled, brings its
    /// files to disk, and goes on with the number that follows.
    private func issueOneByOne(
        _ prepared: PreparedStatements?, by issuer: inout StatementIssuer
    ) throws(EnvironmentError) -> StatementIssuer.Issued {
        var all = StatementIssuer.Issued()
        for statement in prepared?.statements ?? [] {
            let issued = try workspace.ledger.write(undoesInMemory: true) {
                transaction throws(EnvironmentError) in
                var one = prepared
                one?.statements = [statement]
                let issued = try issuer.issue(1, in: transaction) {
                    defer { one = nil }
                    return one
                }
                try transaction.record("invoices", workspace.occasion)
                return (issued, .commit)
            }
            for file in issued.files { try file.commit() }
            all.made += issued.made
            all.files += issued.files
            all.notes += issued.notes
        }
        return all
    }
}

extension RunReport {
    mutating func add(_ made: [Made], kind: Statement.Kind) {
        if kind == .invoice { invoices += made } else { proformas += made }
    }
}
