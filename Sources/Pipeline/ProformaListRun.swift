package import Billing
internal import Ledger

/// `engross proformas`: which attorney has which pro forma, and for how long.
package struct ProformaListRun {
    package struct Line: Sendable, Encodable {
        package var number: String
        package var version: Int
        package var client: ClientID
        package var clientName: String
        package var matters: [MatterID]
        package var attorney: TimekeeperID?
        package var date: CivilDate
        package var total: Int
        package var currency: Currency
        package var state: ProformaState
        /// Since the attorney has it; nil where it is not out.
        package var daysOut: Int?
        /// When it was returned, approved or withdrawn, by whom, and what was noted.
        package var on: CivilDate?
        package var by: String?
        package var note: String?
        package var invoice: String?
    }

    /// Of one attorney, or of all.
    package struct Counts: Sendable, Encodable {
        package var attorney: TimekeeperID?
        package var attorneyName: String
        /// By state; those that are `issued` are out, and all others came back.
        package var byState: [ProformaState: Int]

        package var out: Int { byState[.issued, default: 0] }
        package var back: Int { byState.values.reduce(0, +) - out }
    }

    package struct Report: Sendable, Encodable {
        package var lines: [Line] = []
        package var counts: [Counts] = []
        package var diagnostics: [Diagnostic] = []
    }

    private let workspace: Workspace

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Lists what is out; with `all` every number, whatever became of it. Counts are of those that
    /// are neither billed nor withdrawn, with `all` of all.
    package func run(
        attorneys: [String] = [], on date: CivilDate, all: Bool = false
    ) throws(EnvironmentError) -> Report {
        var report = Report()
        let selection = Selection(attorneys: attorneys, date: date)
        _ = selection.matterIDs(in: workspace.registers, reporting: &report.diagnostics)
        let records = try workspace.ledger.read { transaction throws(EnvironmentError) in
            try transaction.proformas(onlyOpen: !all)
        }.filter {
            $0.isLast && (attorneys.isEmpty || attorneys.contains($0.attorney?.text ?? ""))
        }
        report.counts = counts(of: records)
        report.lines = records.filter { all || $0.state == .issued }
            .map { line(of: $0, on: date) }
            .sorted {
                ($0.attorney?.text ?? "", -($0.daysOut ?? -1), $0.number)
                    < ($1.attorney?.text ?? "", -($1.daysOut ?? -1), $1.number)
            }
        return report
    }

    private func line(of record: ProformaRecord, on date: CivilDate) -> Line {
        let mark = record.mark?.state == record.state ? record.mark : nil
        return Line(
            number: record.version.number, version: record.version.version, client: record.client,
            clientName: workspace.registers.clients[record.client]?.name ?? "",
            matters: record.matters, attorney: record.attorney, date: record.date,
            total: record.total.minorUnits, currency: record.total.currency, state: record.state,
            daysOut: record.state == .issued ? max(0, date.days(since: record.outSince)) : nil,
            on: mark?.date, by: mark?.occasion.by, note: mark?.note, invoice: record.invoice)
    }

    private func counts(of records: [ProformaRecord]) -> [Counts] {
        Dictionary(grouping: records, by: \.attorney)
            .sorted { ($0.key?.text ?? "") < ($1.key?.text ?? "") }
            .map { attorney, records in
                Counts(
                    attorney: attorney,
                    attorneyName: attorney.flatMap { workspace.registers.timekeepers[$0]?.name }
                        ?? "no attorney",
                    byState: Dictionary(records.map { ($0.state, 1) }, uniquingKeysWith: +))
            }
    }
}
