extension Statement {
    /// What of lines and figures is not as it was approved, in words; empty where the client is
    /// asked for what the attorney saw.
    ///
    /// Dates of documents, terms of payment, and what was paid or is held meanwhile are no part of
    /// it: they go on while a pro forma lies with the attorney.
    package func changes(since approved: Statement) -> [String] {
        guard currency == approved.currency else {
            return ["it was in \(approved.currency) and is in \(currency)"]
        }
        let difference = StatementDifference(from: approved, to: self)
        var changes: [String] = []
        if let other = difference.earlierBillTo {
            changes.append("it went to \(other) and goes to \(billTo.name)")
        }
        if !difference.total.difference.isZero {
            changes.append("its total was \(plain(approved.total)) and is \(plain(total))")
        }
        changes += difference.lines.map { line in
            if line.before == nil { return "line \(line.id) was not on it" }
            return line.after == nil
                ? "line \(line.id) is no longer on it" : "line \(line.id) was changed"
        }
        changes += difference.items.map {
            "\($0.kind.rawValue) of matter \($0.matter) was \(plain($0.before)) and is "
                + plain($0.after)
        }
        guard changes.isEmpty else { return changes }
        return unpricedChanges(since: approved)
    }

    /// What costs the client nothing else and still is printed otherwise.
    private func unpricedChanges(since approved: Statement) -> [String] {
        let before = Dictionary(grouping: approved.details, by: \.id)
        let now = Dictionary(grouping: details, by: \.id)
        var changes = Set(before.keys).union(now.keys).sorted { $0.text < $1.text }
            .filter { before[$0] != now[$0] }.map { "line \($0) was changed" }
        if matterIDs != approved.matterIDs { changes.append("it is over other matters") }
        if matters.map(\.items) != approved.matters.map(\.items)
            || matters.map(\.costItems) != approved.matters.map(\.costItems)
        {
            changes.append("what was agreed is reckoned otherwise")
        }
        if notes != approved.notes { changes.append("its note was changed") }
        if taxes.map(\.figures) != approved.taxes.map(\.figures) {
            changes.append("its taxes are others")
        }
        return changes
    }

    private var details: [LineDetails] {
        matters.flatMap { matter in
            matter.lines.map { line in
                LineDetails(
                    id: line.id, date: line.date, timekeeper: line.timekeeper.id,
                    codes: [line.task, line.activity], display: line.display)
            }
                + matter.costLines.map { line in
                    LineDetails(
                        id: line.id, date: line.date, timekeeper: line.timekeeper?.id,
                        codes: [line.code], display: line.display)
                }
        }
    }
}

/// What a client sees of a line besides its figures, but for how people are called.
private struct LineDetails: Equatable {
    var id: LineID
    var date: CivilDate
    var timekeeper: TimekeeperID?
    var codes: [String?]
    var display: ChargeDisplay
}

extension TaxLine {
    fileprivate var figures: [String] { [tax.code, plain(base), plain(amount)] }
}
