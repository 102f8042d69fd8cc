package import Billing
internal import Ledger

/// What an edit did: its number, each line that changed, and what the matters come to.
package struct EditReport: Sendable, Encodable {
    package struct Line: Sendable, Encodable {
        package var line: String
        package var matter: String
        package var hoursBefore: String?
        package var hoursAfter: String?
        package var before: String?
        package var after: String?
    }

    package struct Effect: Sendable, Encodable {
        package var matter: String
        package var name: String
        package var currency: String
        package var before: Int
        package var after: Int
        package var decimals: Int
    }

    /// The worksheet, or "command".
    package var source = ""
    /// Nil where nothing was recorded.
    package var edit: Int?
    /// The edit that this one takes back.
    package var undone: Int?
    /// What was marked, in words, by line or matter.
    package var marks: [String] = []
    package var lines: [Line] = []
    /// Fees and costs of each matter, before and after, without taxes.
    package var effects: [Effect] = []
    package var diagnostics: [Diagnostic] = []

    package init() {}

    package var isRefused: Bool { diagnostics.hasErrors }
}

extension EditReport {
    mutating func tell(
        _ edit: Int, _ new: [NewMark], _ matters: [MatterID], before: [Statement],
        after: [Statement], in workspace: Workspace
    ) {
        self.edit = edit
        marks = new.map { mark in
            switch mark.change {
            case .line(let key, let change): "\(LineID(key)): \(change.plainText)"
            case .matter(let change): "matter \(mark.matter): \(change.plainText)"
            }
        }
        for matter in matters {
            let pair = [before, after].map { statements in
                statements.lazy.flatMap(\.matters).first { $0.id == matter }
            }
            guard let entry = workspace.registers.matters[matter] else { continue }
            let currency = workspace.registers.currency(of: entry, in: workspace.firm)
            effects.append(
                Effect(
                    matter: matter.text, name: entry.name, currency: currency.code,
                    before: pair[0]?.total.minorUnits ?? 0, after: pair[1]?.total.minorUnits ?? 0,
                    decimals: currency.decimals))
            lines += changedLines(of: matter, from: pair[0], to: pair[1])
        }
    }

    private func changedLines(
        of matter: MatterID, from before: MatterStatement?, to after: MatterStatement?
    ) -> [Line] {
        struct Shown: Equatable {
            var hours: String?
            var amount: String
        }
        func shown(_ matter: MatterStatement?) -> [(id: LineID, figures: Shown)] {
            (matter?.lines.map {
                ($0.id, Shown(hours: plainHours($0.hours), amount: plainAmount($0.amount)))
            } ?? [])
                + (matter?.costLines.map { ($0.id, Shown(amount: plainAmount($0.amount))) } ?? [])
        }
        return paired(shown(before), shown(after), by: \.id).compactMap { old, new in
            guard old?.figures != new?.figures, let id = (new ?? old)?.id else { return nil }
            return Line(
                line: id.text, matter: matter.text, hoursBefore: old?.figures.hours,
                hoursAfter: new?.figures.hours, before: old?.figures.amount,
                after: new?.figures.amount)
        }
    }
}
