extension Statement {
    /// What of lines and figures is not as it was approved, in words; empty where the client is
    /// asked for what the attorney saw.
    ///
    /// Dates, terms of payment, and what was paid or is held meanwhile are no part of it: they go on
    /// while a pro forma lies with the attorney.
    package func changes(since approved: Statement) -> [String] {
        var changes: [String] = []
        if billTo.id != approved.billTo.id {
            changes.append("it went to client \(approved.billTo.id) and goes to \(billTo.id)")
        }
        if total != approved.total {
            changes.append("its total was \(plain(approved.total)) and is \(plain(total))")
        }
        let (old, new) = (Set(approved.matterIDs), Set(matterIDs))
        changes += old.subtracting(new).sorted().map { "matter \($0) is no longer on it" }
        changes += new.subtracting(old).sorted().map { "matter \($0) was not on it" }
        for matter in matters {
            guard let before = approved.matters.first(where: { $0.id == matter.id }) else { continue }
            changes += matter.changes(since: before)
        }
        if taxes.map(TaxFigures.init) != approved.taxes.map(TaxFigures.init) {
            changes.append("its taxes are others")
        }
        return changes
    }
}

extension MatterStatement {
    fileprivate func changes(since approved: MatterStatement) -> [String] {
        let before = Dictionary(grouping: approved.shownLines, by: \.id)
        let now = Dictionary(grouping: shownLines, by: \.id)
        var changes = Set(before.keys).union(now.keys).sorted { $0.text < $1.text }
            .compactMap { id -> String? in
                guard before[id] != now[id] else { return nil }
                if before[id] == nil { return "line \(id) was not on it" }
                return now[id] == nil
                    ? "line \(id) is no longer on it" : "line \(id) was changed"
            }
        if items != approved.items || costItems != approved.costItems {
            changes.append("what was agreed comes to something else for matter \(id)")
        }
        if fees != approved.fees {
            changes.append(
                "the fees of matter \(id) were \(plain(approved.fees)) and are \(plain(fees))")
        }
        if costsTotal != approved.costsTotal {
            changes.append(
                "the costs of matter \(id) were \(plain(approved.costsTotal)) and are "
                    + plain(costsTotal))
        }
        return changes
    }

    private var shownLines: [ShownLine] {
        lines.map { line in
            ShownLine(
                id: line.id, date: line.date, timekeeper: line.timekeeper.id, text: line.narrative,
                codes: [line.task, line.activity], hours: line.hours, perHour: line.perHour,
                amount: line.amount, display: line.display)
        }
            + costLines.map { line in
                ShownLine(
                    id: line.id, date: line.date, timekeeper: line.timekeeper?.id,
                    text: line.description, codes: [line.code], hours: nil, perHour: nil,
                    amount: line.amount, display: line.display)
            }
    }
}

/// What a client sees of a line, but for how people are called.
private struct ShownLine: Equatable {
    var id: LineID
    var date: CivilDate
    var timekeeper: TimekeeperID?
    var text: String
    var codes: [String?]
    var hours: Hours?
    var perHour: Money?
    var amount: Money
    var display: ChargeDisplay
}

private struct TaxFigures: Equatable {
    var code: String
    var base: Money
    var amount: Money

    init(_ line: TaxLine) {
        (code, base, amount) = (line.tax.code, line.base, line.amount)
    }
}
