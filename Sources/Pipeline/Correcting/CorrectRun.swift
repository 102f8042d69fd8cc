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
        /// What worksheets say.
        package var requests: [MarkRequest]

        package init(
            invoice: String, date: CivilDate, reason: String, marks: [TypedMark] = [],
            requests: [MarkRequest] = []
        ) {
            self.invoice = invoice
            self.date = date
            self.reason = reason
            self.marks = marks
            self.requests = requests
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
            guard !report.isRefused else { return (issued, .rollBack) }
            try transaction.record("correct \(request.invoice)", workspace.occasion)
            return (issued, .commit)
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
        guard let invoice else { return issued }
        let original = invoice.statement
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
                reissue.template, reporting: &report.diagnostics)
        else { return issued }
        try issuer.checkSums(of: reissue)
        let document = try issuer.render(
            reissue, in: template,
            to: "\(folder)/\(safeFileName("invoice " + reissue.number)).pdf",
            content: try issuer.content(of: reissue),
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

    // MARK: What is to change

    /// Records what the correction changes at lines and matters of the invoice, as an edit; returns
    /// the numbers of the marks.
    private func mark(
        _ request: Request, _ invoice: CorrectableInvoice, _ transaction: LedgerTransaction,
        _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [Int] {
        var requests = request.requests
        for typed in request.marks {
            if let refusal = unclear(typed, invoice) { diagnostics.append(refusal) }
            for mark in typed.naming(invoice.statement.matterIDs) {
                requests += try mark.requests(
                    in: workspace, reading: transaction, reporting: &diagnostics)
            }
        }
        guard !requests.isEmpty, !diagnostics.hasErrors else { return [] }
        diagnostics += requests.compactMap { notOnInvoice($0, invoice) }
        var checks = try MarkChecks(
            workspace: workspace, date: request.date, transaction: transaction)
        let marks = try checks.marks(for: requests, reporting: &diagnostics)
        guard !diagnostics.hasErrors else { return [] }
        let edit = try transaction.record(
            checks.withWhatWas(marks, on: [invoice.statement]),
            from: "correction of \(invoice.statement.number)", on: workspace.occasion)
        return try transaction.marks(edit: edit).map(\.number)
    }

    /// An amount for all matters of an invoice could be meant for each or for all together.
    private func unclear(_ typed: TypedMark, _ invoice: CorrectableInvoice) -> Diagnostic? {
        let matters = invoice.statement.matterIDs
        guard typed.line == nil, typed.matter == nil, matters.count > 1,
            typed.discount != nil || typed.fees != nil
        else { return nil }
        return Diagnostic(
            .editRefused, at: nil,
            "invoice \(invoice.statement.number) has the matters "
                + matters.map(\.text).joined(separator: ", "),
            remedy: "say whose fees are to change: --matter \(matters[0])")
    }

    /// What the request names and the invoice does not show.
    private func notOnInvoice(
        _ request: MarkRequest, _ invoice: CorrectableInvoice
    ) -> Diagnostic? {
        let number = invoice.statement.number
        func refused(_ what: String) -> Diagnostic {
            Diagnostic(
                .lineNotOnInvoice, at: request.place, "\(what) is not on invoice \(number)",
                remedy: "name lines and matters of that invoice: engross explain \(number)")
        }
        switch request.mark {
        case .line(let line, let changes):
            if !invoice.entries.contains(line.entry) { return refused("line \(line)") }
            for case .combine(let partner) in changes
            where !invoice.entries.contains(partner.entry) {
                return refused("line \(partner)")
            }
            return nil
        case .matter(let matter, _):
            return invoice.statement.matterIDs.contains(matter)
                ? nil : refused("matter \(matter)")
        }
    }

    // MARK: Whether it can be issued

    private func differs(
        _ reissue: Statement, from original: Statement, _ diagnostics: inout [Diagnostic]
    ) -> Bool {
        guard reissue.currency == original.currency else {
            diagnostics.append(
                Diagnostic(
                    .currencyDiffers, at: workspace.registers.clients[reissue.billTo.id]?.place,
                    "invoice \(original.number) is in \(original.currency), and its client is billed "
                        + "in \(reissue.currency) now",
                    remedy: "void the invoice, and bill the work anew"))
            return false
        }
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

extension TypedMark {
    /// The mark itself where it names a line or a matter, else one for each of these matters.
    fileprivate func naming(_ matters: [MatterID]) -> [TypedMark] {
        guard line == nil, matter == nil else { return [self] }
        return matters.map { id in
            var mark = self
            mark.matter = id.text
            return mark
        }
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
