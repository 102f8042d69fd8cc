package import Billing
internal import Ledger

/// `engross explain`: how the figures of an invoice, a matter or an entry came about. Reads only.
package struct ExplainRun {
    private let workspace: Workspace

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// All that goes by this name: an invoice's or pro forma's number, a matter's id or name, a line
    /// id, or what an export calls an entry. What is on no invoice is rated as a run with these
    /// dates would.
    package func run(
        _ name: String, _ selection: Selection
    ) throws(EnvironmentError) -> (explanations: [Explanation], diagnostics: [Diagnostic]) {
        try workspace.ledger.read { transaction throws(EnvironmentError) in
            var underway = Underway(selection, workspace, transaction)
            var found: [Explanation] = []
            for document in try transaction.documents(named: name) {
                found.append(try explain(document, transaction))
            }
            for matter in workspace.registers.matters(named: name) {
                found.append(try explain(matter, &underway, transaction))
            }
            var entries = try transaction.entries(called: name)
            if let line = LineID(typed: name), let entry = try transaction.entry(line.entry),
                !entries.contains(where: { $0.key == entry.key })
            {
                entries.append(entry)
            }
            for entry in entries { found.append(try explain(entry, &underway, transaction)) }
            if found.isEmpty { underway.diagnostics.append(unknown(name)) }
            return (found, underway.diagnostics)
        }
    }

    // MARK: Documents

    private func explain(
        _ document: StoredDocument, _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> Explanation {
        let statement = try decode(document)
        let correction = try transaction.correctionPart(of: document)
        return Explanation(
            title: title(of: statement) + ", for \(statement.billTo.name)",
            parts: [correction].compactMap { $0 }
                + StatementExplainer(statement, registers: workspace.registers).parts())
    }

    private func title(of statement: Statement) -> String {
        let kind =
            switch statement.kind {
            case .proforma: "Pro forma"
            case .invoice: "Invoice"
            case .creditNote: "Credit note"
            }
        return "\(kind) \(statement.title) of \(statement.date)"
    }

    // MARK: Work that is on no invoice

    /// What a run would make of all unbilled work, rated when it is first asked for: terms may look
    /// at other matters too.
    private struct Underway {
        let selection: Selection
        private let workspace: Workspace
        private let transaction: LedgerTransaction
        private var made: PreparedStatements?
        var diagnostics: [Diagnostic] = []

        init(_ selection: Selection, _ workspace: Workspace, _ transaction: LedgerTransaction) {
            self.selection = selection
            self.workspace = workspace
            self.transaction = transaction
        }

        mutating func statement(
            with matter: MatterID
        ) throws(EnvironmentError) -> Statement? {
            try prepared().statements.first { $0.matterIDs.contains(matter) }
        }

        mutating func matter(of entry: RecordedEntry) throws(EnvironmentError) -> MatterID {
            try prepared().markup.lines[entry.key]?.matter ?? entry.matter
        }

        /// What was marked at it and keeps it off.
        mutating func mark(keepingOff entry: RecordedEntry) throws(EnvironmentError) -> String? {
            let matter = try matter(of: entry)
            return try prepared().held[matter]?.first { $0.key == entry.key }?.mark
        }

        mutating func waiting(of matter: MatterID) throws(EnvironmentError) -> [EntryKey] {
            try prepared().waiting[matter] ?? []
        }

        private mutating func prepared() throws(EnvironmentError) -> PreparedStatements {
            if let made { return made }
            let prepared = try prepareStatements(
                .proforma, selection, in: workspace, reading: transaction)
            made = prepared
            diagnostics += prepared.diagnostics.filter { $0.severity == .error }
            return prepared
        }
    }

    private func explain(
        _ matter: Matter, _ underway: inout Underway, _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> Explanation {
        var explanation = Explanation(
            title: "Matter \(matter.id), \(matter.name), as pro formas through "
                + "\(underway.selection.through) would have it")
        if let statement = try underway.statement(with: matter.id),
            let own = statement.matters.first(where: { $0.id == matter.id })
        {
            let explainer = StatementExplainer(statement, registers: workspace.registers)
            explanation.parts += explainer.parts(of: own)
        } else {
            explanation.parts.append(
                part("Unbilled", [("nothing", "there is nothing to bill through that day")]))
        }
        let waiting = try underway.waiting(of: matter.id).count
        if waiting > 0 {
            explanation.parts.append(part("Waiting", [("entries", "\(waiting): \(whyItWaits)")]))
        }
        let invoices = try transaction.invoiced(of: matter.id)
        if !invoices.isEmpty {
            let facts = invoices.map {
                (
                    "invoice \($0.number)",
                    "\($0.date): fees \(bare($0.fees)), costs \(bare($0.costs))"
                )
            }
            explanation.parts.append(part("Billed before", facts))
        }
        return explanation
    }

    private func explain(
        _ entry: RecordedEntry, _ underway: inout Underway, _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> Explanation {
        var recorded: [(String, String)] = [
            ("recorded", "\(entry.date), matter \(entry.matter): \(entry.description)"),
            ("file", entry.place.file + ":\(entry.place.line)"),
        ]
        recorded += try transaction.history(of: entry.key).map { earlier in
            let figures = [
                earlier.seconds.map { "\(exactHours(seconds: $0)) hours" },
                earlier.minorUnits.map { amount($0, of: entry.matter) },
            ].compactMap { $0 }
            let before = figures.isEmpty ? "otherwise" : figures.joined(separator: ", ")
            return ("before", "\(earlier.place.file):\(earlier.place.line) said \(before)")
        }
        recorded += try transaction.marks(entry: entry.key).map(told)
        recorded += try transaction.creditedFacts(of: entry.key)
        var title = "\(entry.kind.capitalizedFirst) \(LineID(entry.key))"
        var parts: [Explanation.Part] = []
        if let invoice = entry.invoice {
            let statement = try decode(invoice)
            title += ", on " + self.title(of: statement).lowercasedFirst
            parts = StatementExplainer(statement, registers: workspace.registers)
                .parts(of: entry.key)
        } else if let reason = try whyItIsOnNone(entry, &underway) {
            recorded.append(("on no bill", reason))
        } else if let statement = try underway.statement(with: underway.matter(of: entry)) {
            title += ", as pro formas through \(underway.selection.through) would have it"
            parts = StatementExplainer(statement, registers: workspace.registers)
                .parts(of: entry.key)
        }
        return Explanation(title: title, parts: [part("As recorded", recorded)] + parts)
    }

    /// `hours 1.00, was 1.20, by ABC on 2026-11-04: too long`
    private func told(_ mark: MarkRecord) -> (String, String) {
        var text = mark.change
        if !mark.was.isEmpty, mark.change != "narrative" { text += ", was \(mark.was)" }
        text += ", by \(mark.by) on \(mark.at.prefix(10))"
        if !mark.reason.isEmpty { text += ": \(mark.reason)" }
        if let edit = mark.undoneBy { text += "; taken back by edit \(edit)" }
        return ("edit \(mark.edit)", text)
    }

    private func amount(_ minorUnits: Int, of matter: MatterID) -> String {
        bare(Money(minorUnits: minorUnits, workspace.currency(of: matter)))
    }

    private let whyItWaits =
        "their part of a fixed price is not due yet, or the cost is held or borne by the firm"

    /// Nil where the next run charges it.
    private func whyItIsOnNone(
        _ entry: RecordedEntry, _ underway: inout Underway
    ) throws(EnvironmentError) -> String? {
        if !["time", "cost"].contains(entry.kind) { return "the next invoice lists it" }
        if !entry.isBillable { return "it is not billable" }
        if entry.date > underway.selection.through {
            return "it is dated after \(underway.selection.through)"
        }
        if workspace.registers.matters[entry.matter] == nil,
            try underway.matter(of: entry) == entry.matter
        {
            return "matter \"\(entry.matter)\" is not in the register"
        }
        if let mark = try underway.mark(keepingOff: entry) { return mark }
        let matter = try underway.matter(of: entry)
        if try underway.waiting(of: matter).contains(entry.key) {
            return "it waits: \(whyItWaits)"
        }
        let statement = try underway.statement(with: matter)
        return statement == nil ? "a run would refuse its matter, for the errors told" : nil
    }

    private func part(_ heading: String, _ facts: [(String, String)]) -> Explanation.Part {
        Explanation.Part(
            heading: heading, facts: facts.map { Explanation.Fact($0.0, $0.1) })
    }

    private func unknown(_ name: String) -> Diagnostic {
        Diagnostic(
            .filterUnknown, at: nil, "nothing is called \"\(name)\"",
            remedy: "name an invoice or pro forma by its number, a matter by its id, or an entry "
                + "by the line id beside it on the pro forma or the id in its export")
    }
}

extension Registers {
    /// By id or by name, in either case.
    func matters(named name: String) -> [Matter] {
        let name = name.lowercased()
        return matters.values.filter {
            $0.id.text.lowercased() == name || $0.name.lowercased() == name
        }.sorted { $0.id < $1.id }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
