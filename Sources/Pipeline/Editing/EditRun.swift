package import Billing
internal import Ledger

/// `engross edit`: what was marked at pro formas, into the ledger. All of a file or nothing of it; the
/// report tells what each line and matter came to before, and comes to now.
package struct EditRun {
    private let workspace: Workspace
    private let selection: Selection

    package init(workspace: Workspace, _ selection: Selection) {
        self.workspace = workspace
        self.selection = selection
    }

    /// `source` is what the history calls the edit: a worksheet's name, or "command".
    package func run(
        _ requests: [MarkRequest], from source: String
    ) throws(EnvironmentError) -> EditReport {
        try workspace.ledger.write { transaction throws(EnvironmentError) in
            try run(requests, from: source, in: transaction)
        }
    }

    /// What was typed on the command line.
    package func run(_ typed: [TypedMark]) throws(EnvironmentError) -> EditReport {
        try workspace.ledger.write { transaction throws(EnvironmentError) in
            var report = EditReport()
            var requests: [MarkRequest] = []
            for mark in typed {
                requests += try mark.requests(
                    in: workspace, reading: transaction, reporting: &report.diagnostics)
            }
            guard !report.isRefused else { return (report, .rollBack) }
            return try run(requests, from: "command", in: transaction)
        }
    }

    private func run(
        _ requests: [MarkRequest], from source: String, in transaction: LedgerTransaction
    ) throws(EnvironmentError) -> (EditReport, Ledger.Outcome) {
        var report = EditReport()
        var checks = try MarkChecks(
            workspace: workspace, date: selection.date, transaction: transaction)
        let marks = try checks.marks(for: requests, reporting: &report.diagnostics)
        guard !report.isRefused else { return (report, .rollBack) }
        guard !marks.isEmpty else { return (report, .rollBack) }
        let matters = checks.mattersTouched(by: marks)
        let before = try statements(of: matters, in: transaction)
        let edit = try transaction.record(
            checks.withWhatWas(marks, on: before), from: source, on: workspace.occasion)
        let after = try statements(of: matters, in: transaction)
        report.tell(edit, marks, matters, before: before, after: after, in: workspace)
        try transaction.record("edit \(edit) from \(source)", workspace.occasion)
        return (report, .commit)
    }

    /// `engross undo`: takes an edit back.
    package func undo(_ edit: Int) throws(EnvironmentError) -> EditReport {
        try workspace.ledger.write { transaction throws(EnvironmentError) in
            var report = EditReport()
            if let reason = try whyNotUndone(edit, transaction) {
                report.diagnostics.append(reason)
                return (report, .rollBack)
            }
            let records = try transaction.marks(edit: edit)
            let markup = try transaction.markup()
            let targets = records.compactMap { record in
                record.entry.flatMap { markup.lines[$0]?.matter }
            }
            var recorded: [MatterID] = []
            for key in records.compactMap(\.entry) {
                if let entry = try transaction.entry(key) { recorded.append(entry.matter) }
            }
            let matters = Set(records.map(\.matter) + targets + recorded).sorted()
            let before = try statements(of: matters, in: transaction)
            let number = try transaction.undo(edit, from: "command", on: workspace.occasion)
            let after = try statements(of: matters, in: transaction)
            report.tell(number, [], matters, before: before, after: after, in: workspace)
            report.undone = edit
            try transaction.record("edit \(number), which takes back \(edit)", workspace.occasion)
            return (report, .commit)
        }
    }

    private func whyNotUndone(
        _ edit: Int, _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> Diagnostic? {
        switch try transaction.state(ofEdit: edit) {
        case .inForce: nil
        case .unknown:
            Diagnostic(
                .editRefused, at: nil, "there is no edit \(edit)",
                remedy: "engross history MATTER lists the edits of a matter with their numbers")
        case .undone(let other):
            Diagnostic(
                .editRefused, at: nil, "edit \(edit) was taken back by edit \(other) already",
                remedy: "mark the lines again if the change should hold after all")
        case .undoing(let other):
            Diagnostic(
                .editRefused, at: nil, "edit \(edit) itself takes back edit \(other)",
                remedy: "mark the lines again if the change should hold after all")
        case .billed(let invoice):
            Diagnostic(
                .editRefused, at: nil, "edit \(edit) is on invoice \(invoice)",
                remedy: "correct the invoice: engross correct \(invoice)")
        }
    }

    /// What pro formas of these matters would be now. What else is wrong with them is for a run to
    /// tell: a mark may be what puts it right.
    private func statements(
        of matters: [MatterID], in transaction: LedgerTransaction
    ) throws(EnvironmentError) -> [Statement] {
        var selection = selection
        selection.matters = matters.map(\.text)
        return try prepareStatements(.proforma, selection, in: workspace, reading: transaction)
            .statements
    }
}
