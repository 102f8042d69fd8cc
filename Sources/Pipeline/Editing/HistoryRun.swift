package import Billing
package import Ledger

/// `engross history`: what was marked at a matter and its lines, or at one line. Writes nothing.
package struct HistoryRun {
    private let workspace: Workspace

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Nil where nothing goes by the name.
    package func run(_ name: String) throws(EnvironmentError) -> [MarkRecord]? {
        try workspace.ledger.read { transaction throws(EnvironmentError) in
            let matters = workspace.registers.matters(named: name)
            var records: [MarkRecord] = []
            for matter in matters { records += try transaction.marks(of: matter.id) }
            guard let line = LineID(typed: name), try transaction.entry(line.entry) != nil else {
                return matters.isEmpty ? nil : records
            }
            return records + (try transaction.marks(entry: line.entry))
        }
    }
}
