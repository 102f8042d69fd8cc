internal import Billing
internal import Ledger

/// Which statements attorneys approved, where a firm bills nothing else.
struct Approvals {
    private let selection: Selection
    private let workspace: Workspace
    private let transaction: LedgerTransaction
    private let open: [String: ProformaRecord]

    init(
        _ selection: Selection, in workspace: Workspace, reading transaction: LedgerTransaction
    ) throws(EnvironmentError) {
        self.selection = selection
        self.workspace = workspace
        self.transaction = transaction
        open = Dictionary(
            try transaction.proformas(onlyOpen: true).map { ($0.grouping, $0) }
        ) { $1 }
    }

    /// Why an invoice may not be posted.
    struct Objection {
        /// In short, for a table.
        var why: String
        /// Nil where it only waits: nobody asked for it by name, and nobody approved it.
        var error: Diagnostic?
    }

    /// Nil where it is what was approved.
    func objection(to invoice: Statement) throws(EnvironmentError) -> Objection? {
        let whose = invoice.matterIDs.map(\.text).joined(separator: ", ")
        let of = (invoice.matters.count == 1 ? "matter " : "the matters ") + whose
        guard let proforma = open[workspace.grouping(of: invoice)] else {
            return unapproved(
                invoice, "no pro forma",
                "no pro forma of \(of) is open: there is nothing to approve",
                remedy: "issue one with engross proforma, and approve it")
        }
        let name = proforma.version.description
        // Whether an edit since made it another is told by comparing it.
        guard proforma.mark?.state == .approved else {
            return unapproved(
                invoice, "\(name) is \(proforma.state.rawValue), not approved",
                "pro forma \(name) of \(of) is \(proforma.state.rawValue) and not approved",
                remedy: "approve it with: engross approve \(proforma.version.number)")
        }
        guard let stored = try transaction.document(proforma.id) else { return nil }
        let changes = invoice.changes(since: try decode(stored))
        guard !changes.isEmpty else { return nil }
        let more = changes.count > 3 ? "; and \(changes.count - 3) more" : ""
        return Objection(
            why: "not as \(name) was approved",
            error: Diagnostic(
                .approvalOutdated, at: place(of: invoice),
                "\(of) would not be billed as pro forma \(name) was approved: "
                    + changes.prefix(3).joined(separator: "; ") + more,
                remedy: "issue it again with engross proforma, and approve that version"))
    }

    /// Whoever asks for it by name is refused; otherwise it waits for its attorney.
    private func unapproved(
        _ invoice: Statement, _ why: String, _ fact: String, remedy: String
    ) -> Objection {
        let isAskedFor = !selection.matters.isEmpty || !selection.clients.isEmpty
        return Objection(
            why: why,
            error: isAskedFor
                ? Diagnostic(.notApproved, at: place(of: invoice), fact, remedy: remedy) : nil)
    }

    private func place(of invoice: Statement) -> Place? {
        invoice.matterIDs.first.flatMap { workspace.registers.matters[$0]?.place }
    }
}

extension Workspace {
    /// Pro formas and invoices of one grouping are about the same work.
    func grouping(of statement: Statement) -> String {
        // Whoever the bill goes to, the work is the matter's client's.
        let matter = statement.matters.first
        let client = matter.flatMap { registers.matters[$0.id]?.client }
        let practice =
            client.flatMap { registers.clients[$0]?.statements } ?? firm.invoices.statements
        return (client ?? statement.billTo.id).text + "/"
            + (practice == .perMatter ? matter?.id.text ?? "*" : "*")
    }
}
