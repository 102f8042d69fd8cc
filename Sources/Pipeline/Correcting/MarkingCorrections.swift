internal import Billing
internal import Ledger

extension CorrectRun {
    /// Records what the correction changes at lines and matters of the invoice, as an edit; returns
    /// the numbers of the marks.
    func mark(
        _ request: Request, _ invoice: CorrectableInvoice, _ transaction: LedgerTransaction,
        _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [Int] {
        var requests: [MarkRequest] = []
        for path in request.worksheets {
            let read = try workspace.readWorksheet(path, in: transaction)
            requests += read.requests
            diagnostics += read.diagnostics
        }
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
