internal import Billing
internal import Paper

/// What tables of entries have in common: their columns, what heads them on the next page, and the
/// sums that go from page to page.
extension StatementParts {
    /// Those of the columns that there is room for, on an invoice or on a pro forma.
    func fitting(_ columns: [EntryColumn]) -> [EntryColumn] {
        let isProforma = statement.kind == .proforma
        let margins = isProforma ? template.proformaMargins : template.invoiceMargins
        return template.entries.fitting(
            columns, in: template.page(statement.paper, margins).textWidth,
            dates: isProforma ? .proformaDate : .date, widths: template.column
        ).columns
    }

    func tableColumns(_ columns: [EntryColumn], second: Width) -> [Table.Column] {
        let dates: Template.ColumnRole = statement.kind == .proforma ? .proformaDate : .date
        return columns.enumerated().map { index, column in
            let width: Width =
                switch column {
                case .narrative: .share(1)
                case .timekeeper: second
                case .date, .hours, .rate, .amount:
                    .points(column.role(dates: dates).map(template.column) ?? 0)
                }
            return Table.Column(
                width: width,
                alignment: template.entries.alignments[column]
                    ?? (column.isFigure ? .decimal : .leading),
                gap: index == 0 ? 0 : template.column(.gap))
        }
    }

    /// The names of the columns. `second` is what stands in the place of the timekeeper.
    func entryHead(
        _ columns: [EntryColumn], date: String? = nil, second: Label = .timekeeper,
        narrative: Label = .narrative
    ) -> Row {
        Row(
            columns.cells([
                .date: text(date ?? template.text(.date), .columnHead), .timekeeper: label(second),
                .narrative: label(narrative), .hours: label(.hours, .columnHead, .trailing),
                .rate: label(.rate, .columnHead, .trailing),
                .amount: label(.amount, .columnHead, .trailing),
            ]), below: 3, ruleBelow: template.rule(.thin))
    }

    /// A table under its heading, which is named again wherever the table goes on. Where there are
    /// several matters, so is the matter.
    func headed(
        _ name: Label, _ table: Table, of matter: MatterStatement? = nil, level: Int = 3
    ) -> [Block] {
        var table = table
        let own = template.text(name)
        let whole =
            matter.map { statement.matters.count > 1 ? template.named($0.caption, own) : own }
            ?? own
        table.continued = Row(
            [
                text(
                    template.text(.continued, ("name", whole)), .small, span: table.columns.count)
            ], below: 4)
        return heading(name, level: level) + [.table(table)]
    }

    /// What has been charged so far, after each of these rows, where the template wants it carried from
    /// page to page. Nothing is where what is printed does not come to the total: a client that adds
    /// up would not understand it.
    func carriedSums(
        _ rows: [Row], to total: Money, _ hoursTotal: Hours? = nil, in columns: [EntryColumn]
    ) -> [CarriedRows?] {
        guard template.layout.carriesForward else { return [] }
        var (sum, time) = (0, 0)
        let sums = rows.map { row in
            if row.adds.count == 2 {
                sum += row.adds[0]
                time += row.adds[1]
            }
            return (sum: sum, time: time)
        }
        guard sum == total.minorUnits else { return [] }
        let hasHours = time == hoursTotal?.tenThousandths
        return sums.map { sum, time in
            guard sum != 0 || time != 0 else { return nil }
            let figures: [EntryColumn: Cell] = [
                .hours: hasHours ? hours(Hours(tenThousandths: time)) : .empty,
                .amount: amount(Money(minorUnits: sum, total.currency)),
            ]
            func row(_ name: Label) -> Row {
                Row(
                    columns.cells(text(template.text(name), .small), figures), above: 3,
                    below: 1.5)
            }
            var (forward, brought) = (row(.carriedForward), row(.broughtForward))
            forward.ruleAbove = template.rule(.hair)
            brought.ruleBelow = template.rule(.hair)
            return CarriedRows(forward: forward, brought: brought)
        }
    }
}

extension FeeLine {
    /// What the line adds to the sums of its table: its amount and its hours, as far as either is
    /// printed.
    var adds: [Int] {
        switch display {
        case .amount, .share: [amount.minorUnits, hours.tenThousandths]
        case .noCharge: [0, hours.tenThousandths]
        case .withoutFigures, .hidden, .writtenOff, .combined: []
        }
    }
}
