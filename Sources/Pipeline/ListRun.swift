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
        /// By the rules for costs; those that are held, and all where one has no price, as recorded.
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
            let open = try matters.map(transaction.openEntries)
            return try transaction.unbilledWork(
                of: matters, among: open, through: selection.through)
        }
        // Standard values only: what arrangements make of them is a pro forma's matter.
        var plain = registers
        plain.matters = Register(
            registers.matters.values.map { matter in
                var hourly = FeeArrangement.hourly
                hourly.costRules = registers.arrangement(of: matter)?.costRules ?? hourly.costRules
                var plain = matter
                plain.ownArrangement = hourly
                return plain
            })
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
        // Apart, so that what is wrong with one says nothing about the other.
        func rate(_ work: UnbilledWork) -> RatedMatter? {
            var problems: [Diagnostic] = []
            return rater.rate(
                work, through: selection.through, past: Past(), reporting: &problems)
        }
        var (time, costs) = (work, work)
        time.costs = []
        costs.time = []
        let priced = rate(costs)
        let unpriced = priced.map { Set($0.waiting) }
        let recorded = work.costs.filter { unpriced?.contains($0.key) ?? true }
            .reduce(0) { $0 + ($1.minorUnits ?? 0) }
        let currency = registers.currency(of: matter, in: workspace.firm)
        return Line(
            client: matter.client, clientName: registers.clients[matter.client]?.name ?? "",
            matter: matter.id, matterName: matter.name, entries: dates.count, oldest: oldest,
            oldestDays: max(0, selection.date.days(since: oldest)),
            seconds: work.time.reduce(0) { $0 + $1.seconds },
            standard: rate(time).map { $0.charges.map(\.standard).sum(currency).minorUnits },
            costs: recorded
                + (priced?.costs.map(\.standard).sum(currency).minorUnits ?? 0),
            currency: currency)
    }
}
