internal import Billing
internal import Ledger
internal import Rating

/// Prepares a run's statements without what cannot be issued, and lets the rest go on.
///
/// A matter is left out for errors of its own, or because nobody approved it; with it goes its whole
/// statement, and whatever would come to another figure without it. Those that stay are then rated
/// as if the others were not there, until nothing more has to go.
struct LeavingOut {
    private let kind: Statement.Kind
    private let selection: Selection
    private let workspace: Workspace
    private let renderer: Renderer
    private let transaction: LedgerTransaction
    private var reasons: [MatterID: String] = [:]
    /// Matters that had something to bill, or were the reason that others were left out.
    private var named: Set<MatterID> = []
    private var told: [Diagnostic] = []
    /// Statements that nobody approved and nobody asked for by name.
    private var waiting = 0

    init(
        _ kind: Statement.Kind, _ selection: Selection, in workspace: Workspace,
        renderer: Renderer, reading transaction: LedgerTransaction
    ) {
        self.kind = kind
        self.selection = selection
        self.workspace = workspace
        self.renderer = renderer
        self.transaction = transaction
    }

    /// Statements with templates that can be read, and what was left out for what reason.
    mutating func prepare() throws(EnvironmentError) -> (PreparedStatements, [RunReport.LeftOut]) {
        let approvals =
            kind == .invoice && workspace.firm.requiresApproval
            ? try Approvals(selection, in: workspace, reading: transaction) : nil
        while true {
            var prepared = try prepareStatements(
                kind, selection, in: workspace, reading: transaction,
                leavingOut: Set(reasons.keys))
            checkTemplates(of: &prepared)
            guard !prepared.isStopped else { return (prepared, []) }
            named.formUnion(prepared.statements.flatMap(\.matterIDs))
            named.formUnion(prepared.faulty)
            var found = prepared.faulty.sorted()
            for matter in found { reasons[matter] = "for the errors told" }
            try takeAlong(&found, prepared.matters)
            if found.isEmpty, let approvals {
                found = try leaveOutUnapproved(prepared.statements, approvals)
            }
            guard !found.isEmpty else {
                if waiting > 0 { told.append(whatWaits) }
                let known = Set(told)
                prepared.diagnostics = told + prepared.diagnostics.filter { !known.contains($0) }
                return (prepared, prepared.leftOut.compactMap(line))
            }
            let known = Set(told)
            let errors = prepared.diagnostics.filter { $0.severity == .error }
            told = errors.filter { !known.contains($0) } + told
        }
    }

    /// A client's template that cannot be read is an error of its matters; the firm's own is
    /// everybody's.
    private func checkTemplates(of prepared: inout PreparedStatements) {
        for statement in prepared.statements {
            let template = renderer.template(
                for: statement, reporting: &prepared.diagnostics)
            guard template == nil else { continue }
            prepared.faulty.formUnion(statement.matterIDs)
            if statement.template == workspace.firm.template { prepared.isStopped = true }
        }
    }

    // MARK: What goes with a matter

    /// Adds to `found` what has to go with it, of the matters of the run in the order of rating.
    private mutating func takeAlong(
        _ found: inout [MatterID], _ matters: [MatterID]
    ) throws(EnvironmentError) {
        guard !found.isEmpty else { return }
        let registers = workspace.registers
        let places = Dictionary(
            matters.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: min)
        var counted: [(matter: MatterID, counts: Set<MatterID>)] = []
        for matter in matters {
            let counts = registers.mattersCounted(by: matter, in: workspace.firm)
            if !counts.isEmpty { counted.append((matter, counts)) }
        }
        var next = 0
        while next < found.count {
            let one = found[next]
            next += 1
            var client = registers.matters[one]?.client
            if client == nil { client = try transaction.lastClient(of: one) }
            for other in matters
            where reasons[other] == nil && isOnStatement(of: client, other) {
                leaveOut(other, with: one, because: "they are on one statement")
                found.append(other)
            }
            // Matters that were rated before it did not count it.
            for (other, counts) in counted
            where reasons[other] == nil && counts.contains(one)
                && places[one, default: 0] < places[other, default: 0]
            {
                leaveOut(other, with: one, because: "its volume discount counts the fees of \(one)")
                found.append(other)
            }
        }
    }

    /// Whether the client has one statement for all its matters, this one among them.
    private func isOnStatement(of id: ClientID?, _ matter: MatterID) -> Bool {
        guard let id, let client = workspace.registers.clients[id],
            workspace.registers.matters[matter]?.client == id
        else { return false }
        return (client.statements ?? workspace.firm.invoices.statements) == .consolidated
    }

    private mutating func leaveOut(
        _ matter: MatterID, with other: MatterID, because reason: String
    ) {
        reasons[matter] = "with \(other)"
        told.append(
            Diagnostic(
                .warning, .leftOut, at: workspace.registers.matters[matter]?.place,
                "matter \(matter) is left out with \(other): \(reason)",
                remedy: "put right what is told of \(other), and run again"))
    }

    // MARK: Approval

    private mutating func leaveOutUnapproved(
        _ statements: [Statement], _ approvals: Approvals
    ) throws(EnvironmentError) -> [MatterID] {
        var found: [MatterID] = []
        for statement in statements {
            guard let objection = try approvals.objection(to: statement) else { continue }
            if let error = objection.error { told.append(error) } else { waiting += 1 }
            for matter in statement.matterIDs { reasons[matter] = objection.why }
            found += statement.matterIDs
        }
        return found
    }

    /// Told once: in a firm that bills as attorneys approve, most statements wait.
    private var whatWaits: Diagnostic {
        Diagnostic(
            .note, .notApproved, at: nil,
            waiting == 1
                ? "1 statement is not approved, and waits"
                : "\(waiting) statements are not approved, and wait",
            remedy: "engross proformas tells who has them; engross approve notes what comes back")
    }

    // MARK: The report

    private func line(_ work: UnbilledWork) -> RunReport.LeftOut? {
        let entries = work.time.count + work.costs.count
        guard entries > 0 || named.contains(work.matter) else { return nil }
        let matter = workspace.registers.matters[work.matter]
        return RunReport.LeftOut(
            client: matter?.client, matter: work.matter, entries: entries,
            seconds: work.time.reduce(0) { $0 + $1.seconds },
            costs: RunReport.Sum(
                currency: workspace.currency(of: work.matter),
                minorUnits: work.costs.reduce(0) { $0 + ($1.minorUnits ?? 0) }),
            why: reasons[work.matter] ?? "")
    }
}
