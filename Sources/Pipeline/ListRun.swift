package import Billing
internal import Ledger
internal import Rating

/// `engross list`: what is unbilled, by client and matter, with its age.
package struct ListRun {
    package struct Line: Sendable, Encodable {
        package var client: ClientID
        package var clientName: String
        package var matter: MatterID
        package var matterName: String
        package var entries: Int
        package var oldest: CivilDate
        package var oldestDays: Int
        package var seconds: Int
        /// At standard rates; nil where a rate is missing.
        package var standard: Int?
        package var costs: Int
        package var currency: Currency
    }

    private let workspace: Workspace

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    package func run(
        _ selection: Selection
    ) throws(EnvironmentError) -> (lines: [Line], diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        let registers = workspace.registers
        let matters = selection.matterIDs(in: registers, reporting: &diagnostics)
        let works = try workspace.ledger.read { transaction throws(EnvironmentError) in
            try transaction.unbilledWork(of: matters, through: selection.through)
        }
        // Standard values only: what arrangements make of them is a pro forma's matter.
        var plain = registers
        for id in plain.matters.keys { plain.matters[id]?.ownArrangement = .hourly }
        let rater = Rater(firm: workspace.firm, registers: plain)
        for work in works where registers.matters[work.matter] == nil {
            reportUnknownMatter(work, in: registers, to: &diagnostics)
        }
        let lines = works.compactMap { line(for: $0, selection, rater) }
        return (lines.sorted { ($0.client, $0.matter) < ($1.client, $1.matter) }, diagnostics)
    }

    private func line(for work: UnbilledWork, _ selection: Selection, _ rater: Rater) -> Line? {
        let registers = workspace.registers
        let dates = work.time.map(\.date) + work.costs.map(\.date)
        guard let oldest = dates.min(), let matter = registers.matters[work.matter] else {
            return nil
        }
        var problems: [Diagnostic] = []
        let rated = rater.rate(
            work, through: selection.through, past: Past(), reporting: &problems)
        let currency = registers.currency(of: matter, in: workspace.firm)
        return Line(
            client: matter.client, clientName: registers.clients[matter.client]?.name ?? "",
            matter: matter.id, matterName: matter.name, entries: dates.count, oldest: oldest,
            oldestDays: max(0, selection.date.days(since: oldest)),
            seconds: work.time.reduce(0) { $0 + $1.seconds },
            standard: rated.map { $0.charges.map(\.standard).sum(currency).minorUnits },
            costs: work.costs.reduce(0) { $0 + ($1.minorUnits ?? 0) }, currency: currency)
    }
}
