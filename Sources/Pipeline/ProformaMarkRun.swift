package import Billing
internal import Ledger

/// `engross return`, `approve` and `withdraw`: what became of pro formas. All that are named, or
/// none.
package struct ProformaMarkRun {
    package struct Marked: Sendable, Encodable {
        package var number: String
        package var version: Int
        package var client: ClientID
        package var clientName: String
        package var total: Int
        package var currency: Currency
        package var was: ProformaState
        package var state: ProformaState
    }

    package struct Report: Sendable, Encodable {
        /// Those that were in that state already have it as what they were.
        package var marked: [Marked] = []
        package var diagnostics: [Diagnostic] = []

        package init() {}

        package var isRefused: Bool { diagnostics.hasErrors }
    }

    private let workspace: Workspace

    package init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Marks the pro formas of these numbers, or all open ones of these attorneys that are not so
    /// far yet.
    package func run(
        _ state: ProformaState, _ numbers: [String] = [], attorneys: [String] = [],
        on date: CivilDate, note: String = ""
    ) throws(EnvironmentError) -> Report {
        try workspace.ledger.write { transaction throws(EnvironmentError) in
            var report = Report()
            let records = try transaction.proformas()
            var wanted = named(numbers, among: records, &report.diagnostics)
            wanted += ofAttorneys(attorneys, among: records, for: state, &report.diagnostics)
            for record in wanted {
                report.diagnostics += objections(to: record, becoming: state, records)
            }
            guard !report.isRefused else { return (report, .rollBack) }
            for record in wanted {
                report.marked.append(marked(record, state))
                guard record.state != state else { continue }
                try transaction.note(
                    ProformaMark(state, on: date, workspace.occasion, note: note), of: record.id)
            }
            let names = wanted.map(\.version.description).joined(separator: ", ")
            try transaction.record("\(names): \(state.rawValue)", workspace.occasion)
            return (report, .commit)
        }
    }

    // MARK: Which

    /// Each once: `PF-00012` is the last version of that number, `PF-00012 v1` the first. Files are
    /// called `PF-00012-v1`.
    private func named(
        _ numbers: [String], among records: [ProformaRecord], _ diagnostics: inout [Diagnostic]
    ) -> [ProformaRecord] {
        var found: [ProformaRecord] = []
        for name in withVersions(numbers) {
            let lowercased = name.lowercased()
            let record = records.last { record in
                let number = record.version.number.lowercased()
                let version = "v\(record.version.version)"
                return (record.isLast && number == lowercased)
                    || ["", " ", "-"].contains { number + $0 + version == lowercased }
            }
            if let record {
                if !found.contains(where: { $0.id == record.id }) { found.append(record) }
            } else {
                diagnostics.append(
                    Diagnostic(
                        .proformaUnknown, at: nil, "there is no pro forma \"\(name)\"",
                        remedy: "write the number that stands on it; engross proformas --all lists "
                            + "them"))
            }
        }
        return found
    }

    /// A version that was written apart from its number goes with it.
    private func withVersions(_ words: [String]) -> [String] {
        words.reduce(into: []) { names, word in
            let isVersion =
                word.count > 1 && word.lowercased().hasPrefix("v") && Int(word.dropFirst()) != nil
            if isVersion, let last = names.popLast() {
                names.append(last + " " + word)
            } else {
                names.append(word)
            }
        }
    }

    private func ofAttorneys(
        _ attorneys: [String], among records: [ProformaRecord], for state: ProformaState,
        _ diagnostics: inout [Diagnostic]
    ) -> [ProformaRecord] {
        guard !attorneys.isEmpty else { return [] }
        let selection = Selection(attorneys: attorneys, date: CivilDate(dayNumber: 0))
        _ = selection.matterIDs(in: workspace.registers, reporting: &diagnostics)
        let before: Set<ProformaState> =
            switch state {
            case .returned: [.issued]
            case .approved: [.issued, .returned]
            default: [.issued, .returned, .edited, .approved]
            }
        return records.filter {
            $0.isLast && before.contains($0.state)
                && attorneys.contains($0.attorney?.text ?? "")
        }
    }

    // MARK: Whether

    private func objections(
        to record: ProformaRecord, becoming state: ProformaState, _ records: [ProformaRecord]
    ) -> [Diagnostic] {
        let name = record.version.description
        if let last = records.last(where: {
            $0.version.number == record.version.number && $0.version > record.version
        }) {
            return [
                Diagnostic(
                    .proformaSuperseded, at: nil,
                    "\(name) is superseded: v\(last.version.version) is the last version, and it is "
                        + last.state.rawValue,
                    remedy: "name that one, once the attorney has seen it: \(last.version)")
            ]
        }
        switch record.state {
        case .billed:
            return [
                Diagnostic(
                    .proformaClosed, at: nil,
                    "\(name) is billed, on invoice \(record.invoice ?? "")",
                    remedy: "what is wrong with an invoice is put right by correcting it")
            ]
        case .withdrawn where state != .withdrawn:
            let who = record.mark.map { " on \($0.date)" + by($0.occasion) } ?? ""
            return [
                Diagnostic(
                    .proformaClosed, at: nil, "\(name) is withdrawn\(who)",
                    remedy: "issue a new one with engross proforma")
            ]
        case .edited where state == .approved:
            return [
                Diagnostic(
                    .warning, .proformaEdited, at: nil,
                    "\(name) was edited after it was issued, and does not show what was changed",
                    remedy: "issue the next version with engross proforma, and approve that")
            ]
        default: return []
        }
    }

    private func by(_ occasion: Occasion) -> String {
        occasion.by.isEmpty ? "" : " by \(occasion.by)"
    }

    private func marked(_ record: ProformaRecord, _ state: ProformaState) -> Marked {
        Marked(
            number: record.version.number, version: record.version.version, client: record.client,
            clientName: workspace.registers.clients[record.client]?.name ?? "",
            total: record.total.minorUnits, currency: record.total.currency, was: record.state,
            state: state)
    }
}
