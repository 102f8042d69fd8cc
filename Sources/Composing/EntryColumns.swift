internal import Paper

/// A column of a table of entries. In tables of costs, the code stands in the place of the timekeeper.
package enum EntryColumn: String, CaseIterable, Sendable {
    case date, timekeeper, narrative, hours, rate, amount

    var isFigure: Bool { self == .hours || self == .rate || self == .amount }

    /// Whose width it has; nil for narratives, which have what the others leave.
    func role(dates: Template.ColumnRole = .date) -> Template.ColumnRole? {
        switch self {
        case .date: dates
        case .timekeeper: .timekeeper
        case .narrative: nil
        case .hours: .hours
        case .rate: .rate
        case .amount: .amount
        }
    }
}

/// How a template arranges tables of entries.
package struct EntryColumns: Sendable {
    package enum TextAlignment: String, CaseIterable {
        case leading, centre, trailing
    }

    package enum FigureAlignment: String, CaseIterable {
        case decimal, trailing
    }

    /// From where lines begin.
    var order = EntryColumn.allCases
    /// What goes where the paper is too narrow for all, the first of these first.
    var droppedWhenNarrow: [EntryColumn] = []
    /// What narratives are to have, if need be in the place of those.
    var narrativeWidth = Self.leastNarrative
    var alignments: [EntryColumn: Alignment] = [:]

    /// The narrowest text that a narrative can be read in.
    static let leastNarrative = 100.0

    /// No table of entries goes without them.
    static let needed: [EntryColumn] = [.narrative, .amount]

    /// With what the template leaves out, each behind the column that it follows by nature: whoever
    /// reviews a pro forma sees everything.
    var whole: [EntryColumn] { order(with: EntryColumn.allCases) }

    /// The columns of tables of costs.
    var ofCosts: [EntryColumn] {
        order(with: [.timekeeper]).filter { $0 != .hours && $0 != .rate }
    }

    private func order(with added: [EntryColumn]) -> [EntryColumn] {
        var columns = order
        for (index, column) in EntryColumn.allCases.enumerated()
        where added.contains(column) && !columns.contains(column) {
            let before = EntryColumn.allCases[..<index].last { columns.contains($0) }
            columns.insert(
                column, at: before.flatMap { columns.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
        }
        return columns
    }

    /// Those of the columns that a text of this width has room for, and what they leave for narratives.
    func fitting(
        _ wanted: [EntryColumn], in width: Double, dates: Template.ColumnRole = .date,
        widths: (Template.ColumnRole) -> Double
    ) -> (columns: [EntryColumn], narrative: Double) {
        var columns = wanted
        func rest() -> Double {
            columns.compactMap { $0.role(dates: dates) }
                .reduce(width - Double(columns.count - 1) * widths(.gap)) { $0 - widths($1) }
        }
        for column in droppedWhenNarrow where rest() < narrativeWidth {
            columns.removeAll { $0 == column }
        }
        return (columns, rest())
    }
}

extension [EntryColumn] {
    /// A cell for each column: what is not given is empty.
    func cells(_ cells: [EntryColumn: Cell]) -> [Cell] { map { cells[$0] ?? .empty } }

    /// A text over the narrative's column and those beside it that have no figures, and figures in
    /// their own.
    func cells(_ text: Cell, _ figures: [EntryColumn: Cell]) -> [Cell] {
        guard let place = firstIndex(of: .narrative) else { return cells(figures) }
        let first = (self[..<place].lastIndex(where: \.isFigure) ?? -1) + 1
        let last = self[place...].firstIndex(where: \.isFigure) ?? count
        var text = text
        text.span = last - first
        return self[..<first].map { figures[$0] ?? .empty } + [text]
            + self[last...].map { figures[$0] ?? .empty }
    }
}
