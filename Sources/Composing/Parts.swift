internal import Billing
internal import Paper

/// The parts that pro forma and invoice have in common, set in one template.
struct StatementParts {
    let statement: Statement
    let template: Template

    var figures: FigureFormat { template.figures }
    var dates: DateFormat { template.dates }

    // MARK: Cells

    func amount(_ money: Money, _ role: Template.Role = .figure) -> Cell {
        let figure = figures.amount(money)
        return .figure(figure.text, template.style(role), point: figure.point)
    }

    func total(_ money: Money, _ role: Template.Role = .total) -> Cell {
        let figure = figures.total(money)
        return .figure(figure.text, template.style(role), point: figure.point)
    }

    func hours(_ hours: Hours, _ role: Template.Role = .figure) -> Cell {
        let figure = figures.hours(hours, decimals: statement.hoursDecimals)
        return .figure(figure.text, template.style(role), point: figure.point)
    }

    func text(_ text: String, _ role: Template.Role, _ alignment: Alignment? = nil, span: Int = 1)
        -> Cell
    {
        .text(text, template.style(role), alignment, span: span)
    }

    func label(_ label: Label, _ role: Template.Role = .columnHead, _ alignment: Alignment? = nil)
        -> Cell
    {
        text(template.text(label), role, alignment)
    }

    // MARK: Blocks

    func paragraph(
        _ text: String, _ role: Template.Role, _ alignment: Alignment = .leading,
        keepsWithNext: Bool = false
    ) -> Block {
        .paragraph(
            Paragraph(
                text, style: template.style(role), alignment: alignment,
                keepsWithNext: keepsWithNext))
    }

    func heading(_ label: Label) -> [Block] {
        [.space(14), paragraph(template.text(label), .heading, keepsWithNext: true)]
    }

    /// Name and address as they stand in the window of an envelope.
    var addressLines: [Block] {
        [paragraph(statement.billTo.name, .value, .left)]
            + statement.billTo.address.map { paragraph($0, .body, .left) }
    }

    /// An empty document for the client, with its title on each page.
    func letter(_ title: String) -> Document {
        Document(
            title: title, author: statement.letterhead.name, subject: statement.billTo.name,
            date: statement.date.description,
            page: template.page(statement.paper, template.invoiceMargins), styles: template.styles,
            runningHead: runningHead(title + " · " + dates.long(statement.date)),
            footer: footer(title + " · " + statement.billTo.name))
    }

    var letterhead: [Block] {
        var lines = statement.letterhead.lines
        if let taxID = statement.letterhead.taxID {
            lines.append(template.text(.taxID) + " " + taxID)
        }
        let name = statement.letterhead.name
        switch template.layout.letterhead {
        case .split:
            return [
                .sideBySide([
                    Panel(width: .share(1), blocks: [paragraph(name, .firm)]),
                    Panel(
                        width: .points(220),
                        blocks: lines.map { paragraph($0, .letterhead, .trailing) }),
                ]),
                .space(7), .rule(template.rule(.thin)),
            ]
        case .centred:
            return [
                paragraph(name, .firm, .centre), .space(3),
                paragraph(lines.joined(separator: " · "), .letterhead, .centre), .space(8),
                .rule(template.rule(.thin)),
            ]
        case .stacked:
            return [
                .rule(template.rule(.strong)), .space(9), paragraph(name, .firm), .space(2),
                paragraph(lines.joined(separator: "  ·  "), .letterhead),
            ]
        }
    }

    /// A table of entries, or a summary of them, in the look of the template.
    func entryTable(
        columns: [Table.Column], header: [Row], rows: [Row], keepsWithNext: Bool = false
    ) -> Table {
        let look = template.tables
        return Table(
            columns: columns, header: header, rows: rows,
            inset: look.columnRule == nil && look.headGround == nil && look.stripe == nil
                ? 0 : template.column(.gap) / 2, look: look, keepsWithNext: keepsWithNext)
    }

    /// Labels and values under one another: number, date, period …
    func details(_ rows: [(Label, String)]) -> Block {
        .table(
            Table(
                columns: [
                    .init(width: .points(68), gap: 0), .init(width: .share(1)),
                ],
                rows: rows.map { name, value in
                    Row([label(name, .label), text(value, .value)])
                }))
    }

    var period: String {
        dates.long(statement.periodStart) + " – " + dates.long(statement.periodEnd)
    }

    /// A table of label and amount at the right edge: the way down to the amount due.
    func sums(_ rows: [Row], width: Double = 270) -> Block {
        .sideBySide([
            Panel(width: .share(1), blocks: []),
            Panel(
                width: .points(width),
                blocks: [
                    .table(
                        Table(
                            columns: [
                                .init(width: .share(1), gap: 0),
                                .init(width: .points(96), alignment: .trailing),
                            ], rows: rows))
                ]),
        ])
    }

    /// The last rows of what goes before come along to the page of what follows, where that does not
    /// leave much of a page white.
    func keepingWithNext(_ blocks: [Block]) -> [Block] {
        var blocks = blocks
        switch blocks.last {
        case .table(var table):
            table.prefersNext = true
            blocks[blocks.count - 1] = .table(table)
        case .sideBySide(let panels, _):
            blocks[blocks.count - 1] = .sideBySide(panels, keepsWithNext: true)
        default: break
        }
        return blocks
    }

    func timekeeperColumn(_ matter: MatterStatement) -> Width {
        idColumn(
            matter.lines.map(\.timekeeper.id.text), least: template.column(.timekeeper))
    }

    /// A column for ids: as wide as the longest needs, within reason. Ids have no spaces to break at.
    func idColumn(_ ids: [String], least: Double) -> Width {
        let longest = ids.map(\.count).max() ?? 0
        return .points(min(96, max(least, Double(longest) * 6.2)))
    }

    func sumRow(_ name: String, _ money: Money) -> Row {
        Row([text(name, .body), amount(money, .body)], below: 2, keepsWithNext: true)
    }

    func totalRow(_ name: String, _ money: Money, _ role: Template.Role = .total, rule: Rule) -> Row
    {
        Row(
            [text(name, role), total(money, role)], above: 3, below: 3, ruleAbove: rule,
            keepsWithNext: true)
    }

    /// Fees, costs, and each tax with what it is reckoned on.
    var chargeRows: [Row] {
        [
            sumRow(template.text(.fees), statement.fees),
            sumRow(template.text(.costs), statement.costs),
        ] + statement.taxes.flatMap(taxRows)
    }

    // MARK: Summaries

    /// One row of it on the page before would be taken for all of it.
    private var shortSummary: Int { 4 }

    func timekeeperSummary(_ matter: MatterStatement) -> [Block] {
        // Where no row has a rate and something is charged, a price was spread over the time.
        let hasRates =
            matter.timekeepers.allSatisfy { $0.amount.isZero }
            || matter.timekeepers.contains { $0.perHour != nil }
        func row(_ cells: [Cell], _ hours: Cell, _ rate: Cell, _ amount: Cell) -> [Cell] {
            cells + [hours] + (hasRates ? [rate] : []) + [amount]
        }
        let head = Row(
            row(
                [label(.timekeeperName), label(.title)], label(.hours, .columnHead, .trailing),
                label(.rate, .columnHead, .trailing), label(.amount, .columnHead, .trailing)),
            below: 3, ruleBelow: template.rule(.thin))
        var rows = matter.timekeepers.map { person in
            Row(
                row(
                    [
                        text(
                            person.timekeeper.name + " (" + person.timekeeper.id.text + ")",
                            .narrative),
                        text(person.timekeeper.title ?? "", .narrative),
                    ], hours(person.hours),
                    person.perHour.map { amount($0) }
                        ?? (person.amount.isZero ? label(.noCharge, .small, .trailing) : .empty),
                    amount(person.amount)), above: 1.5, below: 0.5)
        }
        keepLast(&rows, wholeUpTo: shortSummary)
        rows.append(
            Row(
                row(
                    [label(.total, .total), .empty], hours(matter.hoursTotal, .total), .empty,
                    amount(matter.linesTotal, .total)), above: 3, ruleAbove: template.rule(.thin)))
        return heading(.timekeepers) + [
            .table(
                entryTable(
                    columns: [.init(width: .share(1.3), gap: 0), .init(width: .share(1))]
                        + (hasRates ? [.hours, .rate, .amount] : [.hours, .amount])
                        .map(figureColumn), header: [head], rows: rows))
        ]
    }

    func taskSummary(_ matter: MatterStatement) -> [Block] {
        let head = Row(
            [
                label(.code), label(.task), label(.hours, .columnHead, .trailing),
                label(.amount, .columnHead, .trailing),
            ], below: 3, ruleBelow: template.rule(.thin))
        var rows = matter.tasks.map { row in
            Row(
                [
                    text(row.code ?? "", .narrative),
                    text(
                        row.name ?? (row.code == nil ? template.text(.otherTasks) : ""), .narrative),
                    hours(row.hours), amount(row.amount),
                ], above: 1.5, below: 0.5)
        }
        keepLast(&rows, wholeUpTo: shortSummary)
        rows.append(
            Row(
                [
                    label(.total, .total), .empty, hours(matter.hoursTotal, .total),
                    amount(matter.linesTotal, .total),
                ], above: 3, ruleAbove: template.rule(.thin)))
        return heading(.tasks) + [
            .table(
                entryTable(
                    columns: [
                        .init(width: .points(template.column(.code)), gap: 0),
                        .init(width: .share(1)), figureColumn(.hours), figureColumn(.amount),
                    ], header: [head], rows: rows))
        ]
    }

    func figureColumn(_ role: Template.ColumnRole) -> Table.Column {
        .init(
            width: .points(template.column(role)), alignment: .decimal,
            gap: template.column(.gap))
    }

    /// A total does not stand apart from the last two rows it sums; one is enough where it has its
    /// arithmetic with it. What is no longer than `short` stays whole.
    func keepLast(_ rows: inout [Row], wholeUpTo short: Int = 0) {
        let few = rows.last.map(\.isReckoned) == true ? 1 : 2
        let count = rows.count <= short ? rows.count : few
        for index in rows.indices.suffix(count) { rows[index].keepsWithNext = true }
    }

    func matterHeading(_ matter: MatterStatement) -> [Block] {
        var notes: [String] = []
        if let reference = matter.reference {
            notes.append(template.text(.reference) + " " + reference)
        }
        if let arrangement = matter.arrangement {
            notes.append(template.text(.basis) + ": " + arrangement)
        }
        var blocks: [Block] = [
            .table(
                Table(
                    columns: [
                        .init(width: .share(1), gap: 0),
                        .init(width: .points(120), alignment: .trailing),
                    ],
                    rows: [
                        Row([
                            text(matter.caption, .caption, .left),
                            text(template.text(.matter) + " " + matter.id.text, .label),
                        ])
                    ], keepsWithNext: true))
        ]
        if !notes.isEmpty {
            blocks.append(
                paragraph(notes.joined(separator: " · "), .small, keepsWithNext: true))
        }
        return blocks
    }

    func footer(_ left: String) -> Footer {
        Footer(left: left, right: template.text(.page), style: template.style(.footer))
    }

    /// The one line at the top of every page after the first.
    func runningHead(_ left: String) -> [Block] {
        [
            .sideBySide([
                Panel(
                    width: .share(1),
                    blocks: [paragraph(statement.letterhead.name, .footer)]),
                Panel(width: .share(1), blocks: [paragraph(left, .footer, .trailing)]),
            ]),
            .space(3), .rule(template.rule(.hair)), .space(10),
        ]
    }
}
