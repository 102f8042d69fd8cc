package import Billing
internal import Foundation
internal import Grouping
internal import Ledger

/// `engross correct`: takes an invoice back and issues it anew, as its entries, the registers and
/// the edits say it now. One transaction posts both.
package struct CorrectRun {
    /// What is to be corrected.
    package struct Request: Sendable {
        package var invoice: String
        package var date: CivilDate
        package var reason: String
        /// What was typed on the command line; without a line or a matter it is for all matters.
        package var marks: [TypedMark]
        /// Paths of worksheets that say what is to change.
        package var worksheets: [String]

        package init(
            invoice: String, date: CivilDate, reason: String, marks: [TypedMark] = [],
            worksheets: [String] = []
        ) {
            self.invoice = invoice
            self.date = date
            self.reason = reason
            self.marks = marks
            self.worksheets = worksheets
        }
    }

    let workspace: Workspace
    private let output: String

    package init(workspace: Workspace, output: String) {
        self.workspace = workspace
        // Absolute, because the ledger may have to remember it.
        self.output = URL(fileURLWithPath: output).standardizedFileURL.path
    }

    package func run(_ request: Request) throws(EnvironmentError) -> RunReport {
        let renderer = Renderer(finder: workspace.templates, ahead: workspace.templateAhead)
        var report = RunReport(date: request.date)
        report.purpose = .correction

        // 1. What an interrupted run left to do.
        report.completed = try finishDeliveries(in: workspace, renderer: renderer)

        // 2. Credit, edit, rate, issue anew, post: one transaction.
        let staging = try Staging(below: output)
        defer { staging.remove() }
        var issuer = StatementIssuer(
            workspace: workspace, output: output, renderer: renderer,
            selection: Selection(date: request.date), progress: { _ in }, staging: staging)
        let issued = try workspace.ledger.write { transaction throws(EnvironmentError) in
            let issued = try correct(request, by: &issuer, transaction, into: &report)
            guard !report.isRefused else { return (issued, .rollBack) }
            try transaction.record("correct \(request.invoice)", workspace.occasion)
            return (issued, .commit)
        }
        report.diagnostics += renderer.missingCharacters
        guard !report.isRefused else {
            removeEmptyFolders(of: issued.files.map(\.path), below: output)
            return report
        }
        report.creditNotes = Array(issued.made.prefix(1))
        report.invoices = Array(issued.made.dropFirst())

        // 3. What the correction changes, on a page of its own.
        report.correction?.difference = try writeDifferences(
            of: try workspace.ledger.read { transaction throws(EnvironmentError) in
                try transaction.undelivered()
            }, in: workspace, renderer: renderer
        ).first?.path

        // 4. The files take their names, and nothing is left for a later run to finish.
        try deliver(issued, of: issuer.selection.run, in: workspace, output: output, into: &report)
        return report
    }

    private func correct(
        _ request: Request, by issuer: inout StatementIssuer, _ transaction: LedgerTransaction,
        into report: inout RunReport
    ) throws(EnvironmentError) -> StatementIssuer.Issued {
        var issued = StatementIssuer.Issued()
        let invoice = try CorrectableInvoice.find(
            request.invoice, on: request.date, in: transaction, reporting: &report.diagnostics)
        guard let invoice else { return issued }
        let original = invoice.statement
        report.diagnostics += mattersInOtherCurrencies(of: original)
        guard !report.isRefused else { return issued }
        let numbers = try CorrectionNumbers(
            correcting: invoice, on: request.date, isReissued: true, by: issuer, in: transaction)
        let correction = Correction(
            original: invoice.reference,
            creditNote: DocumentReference(number: numbers.creditNote, date: request.date),
            reissue: numbers.reissue.map { DocumentReference(number: $0, date: request.date) },
            payments: invoice.payments)
        let folder = correctionFolder(of: original, run: issuer.selection.run)
        let released = try issuer.credit(
            invoice, by: correction, reason: request.reason,
            to: { "\(folder)/\(safeFileName("credit note " + $0.number)).pdf" }, transaction,
            into: &issued, diagnostics: &report.diagnostics)
        guard let released else { return issued }

        let marked = try mark(request, invoice, transaction, &report.diagnostics)
        guard !report.isRefused else { return issued }
        let prepared = try prepareStatements(
            .invoice,
            Selection(
                matters: original.matterIDs.map(\.text), date: request.date,
                through: original.periodEnd),
            in: workspace, reading: transaction,
            as: ReissueDraft(
                entries: invoice.entries, reissue: Reissue(keeping: invoice.discount),
                markup: try transaction.markup(at: invoice.entries, and: released + marked),
                related: workspace.registers.related(to: original.matterIDs)))
        report.diagnostics += prepared.diagnostics
        guard !report.isRefused else { return issued }
        guard var reissue = prepared.statements.first else {
            report.diagnostics.append(nothingLeft(of: original))
            return issued
        }
        reissue.number = numbers.reissue ?? ""
        reissue.correction = correction
        guard differs(reissue, from: original, &report.diagnostics),
            let template = issuer.renderer.template(
                for: reissue, reporting: &report.diagnostics)
        else { return issued }
        try issuer.checkSums(of: reissue)
        let document = try issuer.render(
            reissue, in: template,
            to: "\(folder)/\(safeFileName("invoice " + reissue.number)).pdf",
            grouping: issuer.grouping(of: reissue, correcting: original),
            usedMarks: prepared.marksUsed(by: reissue), transaction, into: &issued)
        let id = try transaction.post(
            document, receipts: prepared.receipts(of: reissue), output: output)
        try transaction.record(reissue: id, of: invoice.document)
        report.diagnostics += [invoice.unappliedCredit(after: reissue)].compactMap { $0 }
        report.correction = RunReport.Correction(
            original: original.number,
            unbilled: invoice.entries.subtracting(reissue.entries).count)
        return issued
    }

    // MARK: Whether it can be issued

    private func mattersInOtherCurrencies(of original: Statement) -> [Diagnostic] {
        let registers = workspace.registers
        return original.matterIDs.compactMap { registers.matters[$0] }.compactMap { matter in
            let currency = registers.currency(of: matter, in: workspace.firm)
            guard currency != original.currency else { return nil }
            return Diagnostic(
                .currencyDiffers, at: registers.clients[matter.client]?.place,
                "invoice \(original.number) is in \(original.currency), and matter \(matter.id) is "
                    + "billed in \(currency) now",
                remedy: "void the invoice, and bill the work anew")
        }
    }

    private func differs(
        _ reissue: Statement, from original: Statement, _ diagnostics: inout [Diagnostic]
    ) -> Bool {
        let isSame =
            StatementDifference(from: original, to: reissue).isEmpty
            && reissue.billTo == original.billTo && reissue.letterhead == original.letterhead
            && reissue.terms == original.terms && reissue.template == original.template
            && reissue.notes == original.notes
        guard isSame else { return true }
        diagnostics.append(
            Diagnostic(
                .nothingToCorrect, at: nil,
                "invoice \(original.number) would be the same again",
                remedy:
                    "say what is to change, such as --line or --bill-to; or change the registers "
                    + "first"))
        return false
    }

    private func nothingLeft(of original: Statement) -> Diagnostic {
        Diagnostic(
            .nothingLeft, at: nil, "nothing would be left on invoice \(original.number)",
            remedy: "take it back as a whole: engross void \(original.number)")
    }
}

extension Statement {
    var entries: Set<EntryKey> {
        Set(matters.flatMap { $0.lines.map(\.entry) + $0.costLines.map(\.entry) })
    }
}
