/// What a statement says differently from an earlier one of the same work: of a pro forma issued
/// again, or of a corrected invoice.
package struct StatementDifference: Sendable, Equatable, Codable {
    /// What a line showed.
    package struct Figures: Sendable, Equatable, Codable {
        /// Of time.
        package var hours: Hours?
        package var perHour: Money?
        /// Zero where it was not charged.
        package var amount: Money
        package var narrative: String
    }

    package struct Line: Sendable, Equatable, Codable {
        package var id: LineID
        package var matter: MatterID
        package var date: CivilDate
        /// Nil for a cost that names nobody.
        package var timekeeper: Person?
        /// Nil where the earlier statement did not show the line.
        package var before: Figures?
        /// Nil where the later one does not.
        package var after: Figures?
        /// Who changed it and why, as far as that is on record.
        package var reasons: [String]

        package var difference: Money {
            switch (before, after) {
            case (let before?, let after?): after.amount - before.amount
            case (nil, let after?): after.amount
            case (let before?, nil): -before.amount
            case (nil, nil): preconditionFailure("a line that neither statement shows")
            }
        }
    }

    /// What changed and is no line: an item of a matter's fee or costs.
    package struct Item: Sendable, Equatable, Codable {
        package var matter: MatterID
        package var kind: FeeItem.Kind
        package var description: String
        package var before: Money
        package var after: Money
    }

    package struct Sum: Sendable, Equatable, Codable {
        package var before: Money
        package var after: Money

        package var difference: Money { after - before }
    }

    /// How people name the earlier one: `PF-00012 v1`, `10421`.
    package var earlier: String
    package var lines: [Line]
    package var items: [Item]
    package var fees: Sum
    package var costs: Sum
    package var tax: Sum
    package var total: Sum
    /// Whom the earlier one was for, where that is somebody else.
    package var earlierBillTo: String?

    package var isEmpty: Bool {
        lines.isEmpty && items.isEmpty && total.difference.isZero && earlierBillTo == nil
    }

    /// Both statements are in one currency. `reasons` are those of the lines that changed.
    package init(
        from earlier: Statement, to later: Statement, reasons: [EntryKey: [String]] = [:]
    ) {
        self.earlier = earlier.title
        lines = paired(earlier.shownLines, later.shownLines, by: \.id).compactMap { pair in
            guard pair.old?.figures != pair.new?.figures || pair.old?.matter != pair.new?.matter,
                let line = pair.new ?? pair.old
            else { return nil }
            return Line(
                id: line.id, matter: line.matter, date: line.date, timekeeper: line.timekeeper,
                before: pair.old?.figures, after: pair.new?.figures,
                reasons: reasons[line.entry] ?? [])
        }.sorted { ($0.matter, $0.date, $0.id.text) < ($1.matter, $1.date, $1.id.text) }
        items = StatementDifference.items(from: earlier, to: later)
        fees = Sum(before: earlier.fees, after: later.fees)
        costs = Sum(before: earlier.costs, after: later.costs)
        tax = Sum(before: earlier.tax, after: later.tax)
        total = Sum(before: earlier.total, after: later.total)
        earlierBillTo = earlier.billTo.id == later.billTo.id ? nil : earlier.billTo.name
    }

    /// Items that are called the same are compared in sum.
    private static func items(from earlier: Statement, to later: Statement) -> [Item] {
        struct Name: Hashable {
            var matter: MatterID
            var kind: FeeItem.Kind
            var description: String
        }
        let zero = Money.zero(later.currency)
        var names: [Name] = []
        var sums: [Name: (before: Money, after: Money)] = [:]
        for (statement, isLater) in [(earlier, false), (later, true)] {
            for matter in statement.matters {
                for item in matter.items + matter.costItems {
                    let name = Name(
                        matter: matter.id, kind: item.kind, description: item.description)
                    if sums[name] == nil { names.append(name) }
                    var sum = sums[name] ?? (zero, zero)
                    if isLater { sum.after += item.amount } else { sum.before += item.amount }
                    sums[name] = sum
                }
            }
        }
        return names.compactMap { name in
            guard let sum = sums[name], sum.before != sum.after else { return nil }
            return Item(
                matter: name.matter, kind: name.kind, description: name.description,
                before: sum.before, after: sum.after)
        }
    }
}

/// What goes by one id before and after: first what is gone, then all that there is now, in its order.
package func paired<Line>(
    _ before: [Line], _ after: [Line], by id: (Line) -> LineID
) -> [(old: Line?, new: Line?)] {
    let known = Set(after.map(id))
    let old = Dictionary(before.map { (id($0), $0) }) { first, _ in first }
    return before.filter { !known.contains(id($0)) }.map { ($0, nil) }
        + after.map { (old[id($0)], $0) }
}

/// A line of time or cost as it is compared.
private struct ShownLine {
    var id: LineID
    var entry: EntryKey
    var matter: MatterID
    var date: CivilDate
    var timekeeper: Person?
    var figures: StatementDifference.Figures
}

extension Statement {
    fileprivate var shownLines: [ShownLine] {
        matters.flatMap { matter in
            matter.lines.map { line in
                ShownLine(
                    id: line.id, entry: line.entry, matter: matter.id, date: line.date,
                    timekeeper: line.timekeeper,
                    figures: StatementDifference.Figures(
                        hours: line.hours, perHour: line.isCharged ? line.perHour : nil,
                        amount: line.amount, narrative: line.narrative))
            }
                + matter.costLines.map { line in
                    ShownLine(
                        id: line.id, entry: line.entry, matter: matter.id, date: line.date,
                        timekeeper: line.timekeeper,
                        figures: StatementDifference.Figures(
                            amount: line.amount, narrative: line.description))
                }
        }
    }
}
