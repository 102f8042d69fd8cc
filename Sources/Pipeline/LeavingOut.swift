internal import Billing
internal import Ledger
internal import Rating

/// A run's statements, looked through and ready to be numbered.
struct PreparedRun {
    var entries = RunReport.Entries()
    var leftOut: [RunReport.LeftOut] = []
    var diagnostics: [Diagnostic] = []
    /// Something is wrong that is not one matter's.
    var isStopped = false
    var statementCount = 0
    /// Statements of some clients after those of others, where they are many: they are rated again as they are
    /// asked for. Else all of them.
    fileprivate var rest: Preparation?
    fileprivate var whole: PreparedStatements?

    mutating func next() throws(EnvironmentError) -> PreparedStatements? {
        if let part = try rest?.next() { return part }
        defer { whole = nil }
        return whole
    }
}

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
    private let part: Int?
    private var reasons: [MatterID: String] = [:]
    /// Matters that had something to bill, or were the reason that others were left out.
    private var named: Set<MatterID> = []
    private var told: [Diagnostic] = []
    /// Statements that nobody approved and nobody asked for by name.
    private var waiting = 0

    /// Of more entries than `part` the statements come in parts; where that is nil, never.
    init(
        _ kind: Statement.Kind, _ selection: Selection, in workspace: Workspace,
        renderer: Renderer, reading transaction: LedgerTransaction, inPartsOf part: Int?
    ) {
        self.part = part
        self.kind = kind
        self.selection = selection
        self.workspace = workspace
        self.renderer = renderer
        self.transaction = transaction
    }

    /// Statements with templates that can be read, and what was left out for what reason.
    mutating func prepare() throws(EnvironmentError) -> PreparedRun {
        let approvals =
            kind == .invoice && workspace.firm.requiresApproval
            ? try Approvals(selection, in: workspace, reading: transaction) : nil
        while true {
            var run = PreparedRun()
            var found: [MatterID] = []
            var matters: [MatterID] = []
            var objections: [(matters: [MatterID], objection: Approvals.Objection)] = []
            var preparation = try preparation
            while var part = try preparation.next() {
                checkTemplates(of: &part)
                found += part.faulty
                matters += part.matters
                named.formUnion(part.statements.flatMap(\.matterIDs))
                named.formUnion(part.faulty)
                if let approvals {
                    for statement in part.statements {
                        if let objection = try approvals.objection(to: statement) {
                            objections.append((statement.matterIDs, objection))
                        }
                    }
                }
                add(part, to: &run)
            }
            guard !run.isStopped else { return run }
            found.sort()
            for matter in found { reasons[matter] = "for the errors told" }
            try takeAlong(&found, matters)
            if found.isEmpty { found = leaveOut(objections) }
            guard !found.isEmpty else {
                if waiting > 0 { told.append(whatWaits) }
                let known = Set(told)
                run.diagnostics = told + run.diagnostics.filter { !known.contains($0) }
                run.leftOut = run.leftOut.compactMap(finished)
                if run.whole == nil { run.rest = try self.preparation }
                return run
            }
            let known = Set(told)
            let errors = run.diagnostics.filter { $0.severity == .error }
            told = errors.filter { !known.contains($0) } + told
        }
    }

    private var preparation: Preparation {
        get throws(EnvironmentError) {
            try Preparation(
                kind, selection, in: workspace, reading: transaction,
                leavingOut: Set(reasons.keys), inPartsOf: part)
        }
    }

    /// Of the first part the statements are kept until there is another.
    private func add(_ part: PreparedStatements, to run: inout PreparedRun) {
        run.whole = run.statementCount == 0 && run.entries.considered == 0 ? part : nil
        run.statementCount += part.statements.count
        run.entries.add(part.entries)
        run.isStopped = run.isStopped || part.isStopped
        run.leftOut += part.leftOut.map(line)
        let known = Set(run.diagnostics)
        run.diagnostics += part.diagnostics.filter { !known.contains($0) }
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

    private mutating func leaveOut(
        _ objections: [(matters: [MatterID], objection: Approvals.Objection)]
    ) -> [MatterID] {
        for (matters, objection) in objections {
            if let error = objection.error { told.append(error) } else { waiting += 1 }
            for matter in matters { reasons[matter] = objection.why }
        }
        return objections.flatMap(\.matters)
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

    private func line(_ work: UnbilledWork) -> RunReport.LeftOut {
        RunReport.LeftOut(
            client: workspace.registers.matters[work.matter]?.client, matter: work.matter,
            entries: work.time.count + work.costs.count,
            seconds: work.time.reduce(0) { $0 + $1.seconds },
            costs: RunReport.Sum(
                currency: workspace.currency(of: work.matter),
                minorUnits: work.costs.reduce(0) { $0 + ($1.minorUnits ?? 0) }),
            why: "")
    }

    /// Nil where there was nothing to bill.
    private func finished(_ line: RunReport.LeftOut) -> RunReport.LeftOut? {
        guard line.entries > 0 || named.contains(line.matter) else { return nil }
        var line = line
        line.why = reasons[line.matter] ?? ""
        return line
    }
}
