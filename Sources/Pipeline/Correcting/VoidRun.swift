package import Billing
internal import Foundation
internal import Ledger

/// `engross void`: takes an invoice back with a credit note; its entries are unbilled again.
package struct VoidRun {
    private let workspace: Workspace
    private let output: String

    package init(workspace: Workspace, output: String) {
        self.workspace = workspace
        // Absolute, because the ledger may have to remember it.
        self.output = URL(fileURLWithPath: output).standardizedFileURL.path
    }

    package func run(
        _ number: String, reason: String, date: CivilDate
    ) throws(EnvironmentError) -> RunReport {
        let renderer = Renderer(finder: workspace.templates, ahead: workspace.templateAhead)
        var report = RunReport(date: date)
        report.purpose = .correction

        // 1. What an interrupted run left to do.
        report.completed = try finishDeliveries(in: workspace, renderer: renderer)

        // 2. Find, credit, post: one transaction.
        let staging = try Staging(below: output)
        defer { staging.remove() }
        var issuer = StatementIssuer(
            workspace: workspace, output: output, renderer: renderer,
            selection: Selection(date: date), progress: { _ in }, staging: staging)
        let run = issuer.selection.run
        let issued = try workspace.ledger.write { transaction throws(EnvironmentError) in
            var issued = StatementIssuer.Issued()
            let invoice = try CorrectableInvoice.find(
                number, on: date, in: transaction, reporting: &report.diagnostics)
            guard let invoice else { return (issued, .rollBack) }
            let numbers = try CorrectionNumbers(
                correcting: invoice, on: date, isReissued: false, by: issuer, in: transaction)
            let correction = Correction(
                original: invoice.reference,
                creditNote: DocumentReference(number: numbers.creditNote, date: date))
            let credited = try issuer.credit(
                invoice, by: correction, reason: reason, to: { documentPath($0, run: run) },
                transaction, into: &issued, diagnostics: &report.diagnostics)
            guard credited != nil else { return (issued, .rollBack) }
            report.diagnostics += [invoice.unappliedCredit(after: nil)].compactMap { $0 }
            report.correction = RunReport.Correction(
                original: invoice.statement.number, unbilled: invoice.entries.count)
            try transaction.record("void \(invoice.statement.number)", workspace.occasion)
            return (issued, .commit)
        }
        report.diagnostics += renderer.missingCharacters
        guard !report.isRefused else { return report }
        report.creditNotes = issued.made

        // 3. The file takes its name, and nothing is left for a later run to finish.
        try deliver(issued, of: run, in: workspace, output: output, into: &report)
        return report
    }
}

/// The files of a correction take their names, the register tells of them, and their deliveries are
/// ticked off.
func deliver(
    _ issued: StatementIssuer.Issued, of run: String, in workspace: Workspace, output: String,
    into report: inout RunReport
) throws(EnvironmentError) {
    for file in issued.files { try file.commit() }
    try syncFolders(of: issued.files.map(\.path))
    report.register = try writeRegister(of: run, in: workspace, output: output)
    try tickOffDeliveries(in: workspace)
    report.output = output
}
