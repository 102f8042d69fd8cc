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
        keepsWithNext: Bool = false, heading: Int? = nil
    ) -> Block {
        var paragraph = Paragraph(
            text, style: template.style(role), alignment: alignment, keepsWithNext: keepsWithNext)
        paragraph.heading = heading
        return .paragraph(paragraph)
    }

    /// The title is a heading of level 1, a matter's one of level 2, and what it has beneath it of 3.
    func heading(_ label: Label, level: Int = 3) -> [Block] {
        [
            .space(14),
            paragraph(template.text(label), .heading, keepsWithNext: true, heading: level),
        ]
    }

    /// A line of the firm's own, whose addresses can be followed.
    func firmLine(_ text: String, _ role: Template.Role, _ alignment: Alignment = .leading) -> Block
    {
        var paragraph = Paragraph(text, style: template.style(role), alignment: alignment)
        paragraph.links = addresses(in: text)
        return .paragraph(paragraph)
    }

    /// Name and address as they stand in the window of an envelope.
    var addressLines: [Block] {
        [paragraph(statement.billTo.name, .value, .left)]
            + statement.billTo.address.map { paragraph($0, .body, .left) }
    }

    /// An empty document for the client, with its title on each page.
    func letter(_ title: String, as kind: FragmentWord?) -> Document {
        var document = Document(
            title: title, author: statement.letterhead.name, subject: statement.billTo.name,
            date: statement.date.description,
            page: template.page(statement.paper, template.invoiceMargins), styles: template.styles,
            runningHead: runningHead(title + " · " + dates.long(statement.date)),
            footer: footer(title + " · " + template.words.isolated(statement.billTo.name))
        ).speaking(template.words)
        document.underlay = template.pictures.underlay
        document.footer.lines = footerLines(of: kind, title)
        return document
    }

    /// A table of entries, or a summary of them, in the look of the template.
    func entryTable(
        columns: [Table.Column], header: [Row], rows: [Row], keepsWithNext: Bool = false
    ) -> Table {
        let look = template.tables
        var (header, rows) = (header, rows)
        // No row stands alone under its heading.
        if rows.count > 1 { rows[0].keepsWithNext = true }
        // White space before a rule, and in a cell that ends with one.
        for index in rows.indices where rows[index].ruleAbove != nil {
            if look.rowRule != nil {
                rows[index].below = max(rows[index].below, 3)
            } else if index > 0 {
                rows[index - 1].below = max(rows[index - 1].below, 3)
            }
        }
        if let rule = look.columnRule, !header.isEmpty {
            header[0].ruleAbove = rule
            header[0].above = max(header[0].above, 3)
        }
        return Table(
            columns: columns, header: header, rows: rows,
            inset: look.isPlain ? 0 : template.column(.gap) / 2, look: look,
            keepsWithNext: keepsWithNext)
    }

    /// Labels and values under one another: number, date, period …
    func details(_ rows: [(Label, String)]) -> Block {
        var table = Table(
            columns: [
                .init(width: .points(labelWidth(rows.map(\.0))), gap: 0),
                .init(width: .share(1)),
            ],
            rows: rows.map { name, value in
                Row([label(name, .label), text(value, .value)])
            })
        table.reading = .table(headedRows: true)
        return .table(table)
    }

    /// As wide as the longest label may need: some have no spaces to break at.
    private func labelWidth(_ labels: [Label]) -> Double {
        let longest = labels.map { template.text($0).count }.max() ?? 0
        return max(68, Double(longest) * 4.7)
    }

    var period: String {
        dates.long(statement.periodStart) + " – " + dates.long(statement.periodEnd)
    }

    /// A table of label and amount at the right edge: the way down to the amount due.
    func sums(_ rows: [Row], width: Double = 270) -> Block {
        var table = Table(
            columns: [
                .init(width: .share(1), gap: 0),
                .init(width: .points(96), alignment: .trailing),
            ], rows: rows)
        table.reading = .table(headedRows: true)
        return .sideBySide([
            Panel(width: .share(1), blocks: []),
            Panel(width: .points(width), blocks: [.table(table)]),
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
        Row([text(name, .body, .left), amount(money, .body)], below: 2, keepsWithNext: true)
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

    /// Some rows of it on the page before would be taken for all of it.
    var shortSummary: Int { 6 }

    func timekeeperSummary(_ matter: MatterStatement) -> [Block] {
        // Where no row has a rate and something is charged, a price was spread over the time.
        let hasRates =
            (matter.timekeepers.allSatisfy { $0.amount.isZero }
                || matter.timekeepers.contains { $0.perHour != nil })
            && !hides(\.hidesRates, of: matter)
        let hasHours = !hides(\.hidesHours, of: matter)
        func row<Figure>(
            _ cells: [Figure], _ hours: Figure, _ rate: Figure, _ amount: Figure
        ) -> [Figure] {
            cells + (hasHours ? [hours] : []) + (hasRates ? [rate] : []) + [amount]
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
        let table = entryTable(
            columns: row(
                [.init(width: .share(1.3), gap: 0), .init(width: .share(1))],
                figureColumn(.hours), figureColumn(.rate), figureColumn(.amount)),
            header: [head], rows: rows)
        return headed(.timekeepers, table, of: matter)
    }

    /// What the client is not shown. Whoever reviews a pro forma sees everything.
    private func hides(
        _ part: KeyPath<Presentation, Bool>, of matter: MatterStatement
    ) -> Bool {
        statement.kind != .proforma && matter.presentation?[keyPath: part] == true
    }

    func taskSummary(_ matter: MatterStatement) -> [Block] {
        let hasHours = !hides(\.hidesHours, of: matter)
        func row<Figure>(_ cells: [Figure], _ hours: Figure, _ amount: Figure) -> [Figure] {
            cells + (hasHours ? [hours] : []) + [amount]
        }
        let head = Row(
            row(
                [label(.code), label(.task)], label(.hours, .columnHead, .trailing),
                label(.amount, .columnHead, .trailing)), below: 3, ruleBelow: template.rule(.thin))
        var rows = matter.tasks.map { task in
            Row(
                row(
                    [
                        text(task.code ?? "", .narrative),
                        text(
                            task.name ?? (task.code == nil ? template.text(.otherTasks) : ""),
                            .narrative),
                    ], hours(task.hours), amount(task.amount)), above: 1.5, below: 0.5)
        }
        keepLast(&rows, wholeUpTo: shortSummary)
        rows.append(
            Row(
                row(
                    [label(.total, .total), .empty], hours(matter.hoursTotal, .total),
                    amount(matter.linesTotal, .total)), above: 3, ruleAbove: template.rule(.thin)))
        let table = entryTable(
            columns: row(
                [
                    .init(width: .points(template.column(.code)), gap: 0), .init(width: .share(1)),
                ], figureColumn(.hours), figureColumn(.amount)), header: [head], rows: rows)
        return headed(.tasks, table, of: matter)
    }

    func figureColumn(_ role: Template.ColumnRole) -> Table.Column {
        .init(
            width: .points(template.column(role)), alignment: .decimal,
            gap: template.column(.gap))
    }

    /// A total does not stand apart from the last three rows it sums; one is enough where it has its
    /// arithmetic with it. What is no longer than `short` stays whole.
    func keepLast(_ rows: inout [Row], wholeUpTo short: Int = 0) {
        let few = rows.last.map(\.isReckoned) == true ? 1 : 3
        let count = rows.count <= short ? rows.count : few
        for index in rows.indices.suffix(count) { rows[index].keepsWithNext = true }
    }

    func matterHeading(_ matter: MatterStatement) -> [Block] {
        var notes: [String] = []
        if let reference = matter.reference {
            notes.append(template.text(.reference) + " " + template.words.isolated(reference))
        }
        if let arrangement = matter.arrangement {
            // Several agreements follow one another.
            let names = arrangement.split(separator: "; ").map { template.own(String($0)) }
            notes.append(template.named(template.text(.basis), names.joined(separator: "; ")))
        }
        var table = Table(
            columns: [
                .init(width: .share(1), gap: 0),
                .init(width: .points(120), alignment: .trailing),
            ],
            rows: [
                Row([
                    text(matter.caption, .caption, .left),
                    text(
                        template.text(.matter) + " " + template.words.isolated(matter.id.text),
                        .label),
                ])
            ], keepsWithNext: true)
        table.reading = .heading(2)
        table.anchor = anchor(of: matter)
        var blocks: [Block] = [.table(table)]
        if !notes.isEmpty {
            blocks.append(
                paragraph(notes.joined(separator: " · "), .small, keepsWithNext: true))
        }
        return blocks
    }

    /// What links to a matter lead to.
    func anchor(of matter: MatterStatement) -> String { "matter " + matter.id.text }

    func footer(_ left: String) -> Footer {
        Footer(left: left, right: template.text(.page), style: template.style(.footer))
    }

    /// The one line at the top of every page after the first.
    func runningHead(_ left: String) -> [Block] {
        [
            .sideBySide([
                Panel(
                    width: .share(2),
                    blocks: [paragraph(statement.letterhead.name, .footer)]),
                Panel(width: .share(3), blocks: [paragraph(left, .footer, .trailing)]),
            ]),
            .space(3), .rule(template.rule(.hair)), .space(10),
        ]
    }
}

extension Document {
    /// In the language of the words, and from the side that it is read from.
    func speaking(_ words: Words) -> Document {
        var document = self
        document.language = words.language
        document.direction = words.direction
        if words.direction == .rightToLeft {
            (document.page.left, document.page.right) = (page.right, page.left)
        }
        return document
    }
}
