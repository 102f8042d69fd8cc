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
        /// Whom the invoice is for from now on; nil: whom it was for.
        package var billTo: String?

        package init(invoice: String, date: CivilDate, reason: String, billTo: String? = nil) {
            self.invoice = invoice
            self.date = date
            self.reason = reason
            self.billTo = billTo
        }
    }

    private let workspace: Workspace
    private let output: String

    package init(workspace: Workspace, output: String) {
        self.workspace = workspace
        // Absolute, because the ledger may have to remember it.
        self.output = URL(fileURLWithPath: output).standardizedFileURL.path
    }

    package func run(_ request: Request) throws(EnvironmentError) -> RunReport {
        let renderer = Renderer(finder: workspace.templates)
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
            return (issued, report.isRefused ? .rollBack : .commit)
        }
        report.diagnostics += renderer.missingCharacters
        guard !report.isRefused else { return report }
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
        guard let invoice, let client = client(of: request, invoice, &report.diagnostics) else {
            return issued
        }
        let original = invoice.statement
        let numbers = try CorrectionNumbers(
            correcting: invoice, isReissued: true, by: issuer, in: transaction)
        let correction = Correction(
            original: invoice.reference,
            creditNote: DocumentReference(number: numbers.creditNote, date: request.date),
            reissue: numbers.reissue.map { DocumentReference(number: $0, date: request.date) },
            payments: invoice.payments)
        let folder = correctionFolder(of: original, run: issuer.selection.run)
        let isCredited = try issuer.credit(
            invoice, by: correction, reason: request.reason,
            to: { "\(folder)/\(safeFileName("credit note " + $0.number)).pdf" }, transaction,
            into: &issued, diagnostics: &report.diagnostics)
        guard isCredited else { return issued }

        let registers = workspace.registers
        let prepared = try prepareStatements(
            .invoice,
            Selection(
                matters: original.matterIDs.map(\.text), date: request.date,
                through: original.periodEnd),
            in: workspace, reading: transaction,
            as: ReissueDraft(
                entries: invoice.entries,
                reissue: Reissue(for: client, keeping: invoice.discount),
                related: registers.related(to: original.matterIDs)))
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
                reissue.template, reporting: &report.diagnostics)
        else { return issued }
        try issuer.checkSums(of: reissue)
        let document = try issuer.render(
            reissue, in: template,
            to: "\(folder)/\(safeFileName("invoice " + reissue.number)).pdf",
            content: try issuer.content(of: reissue),
            grouping: issuer.grouping(of: reissue, correcting: original), transaction,
            into: &issued)
        let id = try transaction.post(
            document, receipts: reissue.matterIDs.flatMap { prepared.receipts[$0] ?? [] },
            output: output)
        try transaction.record(reissue: id, of: invoice.document)
        report.diagnostics += [invoice.unappliedCredit(after: reissue)].compactMap { $0 }
        report.correction = RunReport.Correction(
            original: original.number,
            unbilled: invoice.entries.subtracting(reissue.entries).count)
        return issued
    }

    /// Whom the corrected invoice is for; nil where that cannot be.
    private func client(
        of request: Request, _ invoice: CorrectableInvoice, _ diagnostics: inout [Diagnostic]
    ) -> ClientID? {
        let registers = workspace.registers
        let id = request.billTo.map { ClientID($0) } ?? invoice.statement.billTo.id
        guard let client = registers.clients[id] else {
            diagnostics.append(
                Diagnostic(
                    .clientUnknown, at: nil, "there is no client \"\(id)\"",
                    remedy: "use an id from clients.csv, such as "
                        + (registers.clients.keys.sorted().first?.text ?? "–")))
            return nil
        }
        let currency = client.currency ?? workspace.firm.currency
        guard currency == invoice.statement.currency else {
            diagnostics.append(
                Diagnostic(
                    .currencyDiffers, at: client.place,
                    "invoice \(invoice.statement.number) is in \(invoice.statement.currency), and "
                        + "client \(id) is billed in \(currency)",
                    remedy: "void the invoice, and bill the work under a matter of that client"))
            return nil
        }
        return id
    }

    private func differs(
        _ reissue: Statement, from original: Statement, _ diagnostics: inout [Diagnostic]
    ) -> Bool {
        let isSame =
            StatementDifference(from: original, to: reissue).isEmpty
            && reissue.billTo == original.billTo && reissue.letterhead == original.letterhead
            && reissue.terms == original.terms && reissue.template == original.template
        guard isSame else { return true }
        diagnostics.append(
            Diagnostic(
                .nothingToCorrect, at: nil,
                "invoice \(original.number) would be the same again",
                remedy: "say what is to change: --line, --edits or --bill-to; or change the "
                    + "registers first"))
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

extension Registers {
    /// These matters and all whose past their arrangements may look at.
    fileprivate func related(to ids: [MatterID]) -> [MatterID] {
        var clients: Set<ClientID> = []
        for matter in ids.compactMap({ matters[$0] }) {
            clients.insert(matter.client)
            for agreement in arrangement(of: matter)?.agreements ?? [] {
                for case .volumeDiscount(let discount) in agreement.terms {
                    if case .group(let others) = discount.scope { clients.formUnion(others) }
                }
            }
        }
        let others = matters.values.filter { clients.contains($0.client) }.map(\.id)
        return Set(ids).union(others).sorted()
    }
}
