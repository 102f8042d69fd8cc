package import Billing
package import Paper

/// A final invoice as a document: letterhead, bill-to, each matter's services and costs, the sums,
/// and the remittance slip at the foot of the last page.
package func composeInvoice(_ statement: Statement, in template: Template) -> Document {
    let parts = StatementParts(statement: statement, template: template)
    let title = template.text(.invoice) + " " + statement.title
    var document = Document(
        title: title, author: statement.letterhead.name, subject: statement.billTo.name,
        date: statement.date.description,
        page: template.page(statement.paper, template.invoiceMargins), styles: template.styles,
        runningHead: parts.runningHead(title + " · " + template.dates.long(statement.date)),
        footer: parts.footer(title + " · " + statement.billTo.name))
    document.blocks = parts.letterhead + parts.invoiceAddress
    for matter in statement.matters {
        document.blocks += [.space(18)] + parts.matterHeading(matter)
        document.blocks += parts.services(matter) + parts.invoiceCosts(matter)
        if statement.matters.count > 1 {
            document.blocks = parts.keepingWithNext(document.blocks) + parts.matterTotal(matter)
        }
        if matter.showsFigures {
            document.blocks += parts.timekeeperSummary(matter)
            if !matter.tasks.isEmpty { document.blocks += parts.taskSummary(matter) }
        }
    }
    if statement.matters.count > 1 { document.blocks += parts.matterOverview }
    let isAsked = statement.amountDue.minorUnits > 0 || statement.retainer?.replenishment != nil
    document.blocks = parts.keepingWithNext(document.blocks)
    document.blocks += [.space(18), .together(parts.invoiceSums, keepsWithNext: isAsked)]
    document.blocks += parts.retainerAccount(keepsWithNext: isAsked)
    if isAsked { document.blocks += [.atFoot(parts.remittance)] }
    return document
}

extension MatterStatement {
    /// Lines whose hours and amounts an invoice shows.
    fileprivate var shownLines: [FeeLine] { lines.filter { $0.display != .hidden } }

    /// Entries whose time an agreed price covers without saying how much there was.
    fileprivate var hidesFigures: Bool {
        lines.contains { $0.display == .withoutFigures || $0.display == .hidden }
    }

    /// Whether hours and rates are the client's to see at all.
    fileprivate var showsFigures: Bool {
        lines.contains {
            $0.display == .amount || $0.display == .share
                || ($0.display == .noCharge && items.isEmpty)
        }
    }
}

extension StatementParts {
    fileprivate var invoiceAddress: [Block] {
        var rows: [(Label, String)] = [
            (.number, statement.number), (.date, dates.long(statement.date)),
            (.period, period),
        ]
        if let due = statement.due, statement.amountDue.minorUnits > 0 {
            rows.append((.due, dates.long(due)))
        }
        rows.append((.client, statement.billTo.id.text))
        if let reference = statement.billTo.reference { rows.append((.reference, reference)) }
        return [
            .space(26),
            .sideBySide([
                Panel(
                    width: .share(1),
                    blocks: [.space(34)] + addressLines),
                Panel(width: .points(18), blocks: []),
                Panel(
                    width: .points(template.column(.details)),
                    blocks: [
                        paragraph(template.text(.invoice), .title), .space(4), details(rows),
                    ]),
            ]),
        ]
    }

    // MARK: Services

    fileprivate func services(_ matter: MatterStatement) -> [Block] {
        guard !matter.shownLines.isEmpty || !matter.items.isEmpty else { return [] }
        var rows = matter.shownLines.map { serviceRow($0, in: matter) }
        if !matter.items.isEmpty, !matter.lines.isEmpty, !matter.hidesFigures {
            keepLast(&rows)
            rows.append(timeSubtotal(matter))
        }
        rows += matter.items.map { item in
            serviceRow(
                [.empty, .empty, Cell(describe(item))], [.empty, .empty, amount(item.amount)],
                in: matter)
        }
        keepLast(&rows)
        var total = serviceRow(
            [text(template.text(.totalServices), .total, span: 3)],
            [
                matter.items.isEmpty ? hours(matter.hoursTotal, .total) : .empty, .empty,
                amount(matter.fees, .total),
            ], in: matter)
        (total.above, total.below, total.ruleAbove) = (4, 0, template.rule(.thin))
        rows.append(total)
        return heading(.services) + [
            .table(
                Table(columns: serviceColumns(matter), header: [serviceHead(matter)], rows: rows))
        ]
    }

    /// A row with the figures that the client is to see: hours, rate and amount; no rates where an
    /// agreed price covers the time; the amount alone where not even the time is shown. The
    /// narrative has the room of what is not there.
    private func serviceRow(
        _ cells: [Cell], _ figures: [Cell], in matter: MatterStatement
    ) -> Row {
        Row(cells + shown(figures, in: matter), above: 3, below: 1.5)
    }

    private func shown<Figure>(_ figures: [Figure], in matter: MatterStatement) -> [Figure] {
        if matter.showsFigures { return figures }
        if matter.hidesFigures || matter.lines.isEmpty { return figures.suffix(1) }
        return figures.prefix(1) + figures.suffix(1)
    }

    private func serviceColumns(_ matter: MatterStatement) -> [Table.Column] {
        let gap = template.column(.gap)
        let figures = [figureColumn(.hours), figureColumn(.rate), figureColumn(.amount)]
        return [
            .init(width: .points(template.column(.date)), gap: 0),
            .init(width: timekeeperColumn(matter), gap: gap), .init(width: .share(1), gap: gap),
        ] + shown(figures, in: matter)
    }

    private func serviceHead(_ matter: MatterStatement) -> Row {
        var head = serviceRow(
            [label(.date), label(.timekeeper), label(.narrative)],
            [
                label(.hours, .columnHead, .trailing), label(.rate, .columnHead, .trailing),
                label(.amount, .columnHead, .trailing),
            ], in: matter)
        (head.above, head.below, head.ruleBelow) = (0, 3, template.rule(.thin))
        return head
    }

    private func serviceRow(_ line: FeeLine, in matter: MatterStatement) -> Row {
        let figures: [Cell] =
            switch line.display {
            case .amount:
                [
                    hours(line.hours), line.perHour.map { amount($0) } ?? .empty,
                    amount(line.amount),
                ]
            case .share: [hours(line.hours), .empty, amount(line.amount)]
            case .noCharge:
                [hours(line.hours), .empty, label(.noCharge, .small, .trailing)]
            case .withoutFigures, .hidden: [.empty, .empty, .empty]
            }
        var row = serviceRow(
            [
                text(dates.short(line.date), .narrative),
                text(line.timekeeper.id.text, .narrative), text(line.narrative, .narrative),
            ], figures, in: matter)
        row.mark = line.id.text
        return row
    }

    private func timeSubtotal(_ matter: MatterStatement) -> Row {
        let isCharged = matter.lines.contains { $0.display == .amount || $0.display == .share }
        var row = serviceRow(
            [text(template.text(.timeCharges), .body, span: 3)],
            [
                hours(matter.hoursTotal), .empty,
                isCharged ? amount(matter.linesTotal) : label(.noCharge, .small, .trailing),
            ], in: matter)
        (row.above, row.below, row.ruleAbove) = (4, 2, template.rule(.hair))
        return row
    }

    // MARK: Costs

    fileprivate func invoiceCosts(_ matter: MatterStatement) -> [Block] {
        guard !matter.costLines.isEmpty else { return [] }
        let gap = template.column(.gap)
        var rows = matter.costLines.map { line in
            Row(
                [
                    text(dates.short(line.date), .narrative), text(line.code ?? "", .narrative),
                    text(line.description, .narrative),
                    line.display == .noCharge
                        ? label(.noCharge, .small, .trailing) : amount(line.amount),
                ], above: 3, below: 1.5, mark: line.id.text)
        }
        keepLast(&rows)
        rows.append(
            Row(
                [
                    text(template.text(.totalCosts), .total, span: 3),
                    amount(matter.costsTotal, .total),
                ], above: 4, ruleAbove: template.rule(.thin)))
        return heading(.costs) + [
            .table(
                Table(
                    columns: [
                        .init(width: .points(template.column(.date)), gap: 0),
                        .init(width: .points(template.column(.timekeeper)), gap: gap),
                        .init(width: .share(1), gap: gap), figureColumn(.amount),
                    ],
                    header: [
                        Row(
                            [
                                label(.date), label(.code), label(.description),
                                label(.amount, .columnHead, .trailing),
                            ], below: 3, ruleBelow: template.rule(.thin))
                    ], rows: rows))
        ]
    }

    // MARK: Sums

    fileprivate func matterTotal(_ matter: MatterStatement) -> [Block] {
        [
            .space(8),
            sums([
                totalRow(
                    template.text(.totalMatter, ("matter", matter.id.text)), matter.total,
                    rule: template.rule(.thin))
            ]),
        ]
    }

    /// For a consolidated invoice: a line a matter.
    fileprivate var matterOverview: [Block] {
        let head = Row(
            [
                label(.matter), label(.description), label(.fees, .columnHead, .trailing),
                label(.costs, .columnHead, .trailing), label(.total, .columnHead, .trailing),
            ], below: 3, ruleBelow: template.rule(.thin))
        var rows = statement.matters.map { matter in
            Row(
                [
                    text(matter.id.text, .narrative), text(matter.caption, .narrative),
                    amount(matter.fees), amount(matter.costsTotal), amount(matter.total),
                ], above: 2, below: 1.5)
        }
        keepLast(&rows)
        rows.append(
            Row(
                [
                    text(template.text(.total), .total, span: 2), amount(statement.fees, .total),
                    amount(statement.costs, .total),
                    amount(statement.fees + statement.costs, .total),
                ], above: 3, ruleAbove: template.rule(.thin)))
        return [.space(6)] + heading(.summary) + [
            .table(
                Table(
                    columns: [
                        .init(
                            width: idColumn(statement.matters.map(\.id.text), least: 54), gap: 0),
                        .init(width: .share(1)), figureColumn(.amount), figureColumn(.amount),
                        figureColumn(.amount),
                    ], header: [head], rows: rows))
        ]
    }

    fileprivate var invoiceSums: [Block] {
        var rows = chargeRows
        rows.append(
            totalRow(template.text(.totalInvoice), statement.total, rule: template.rule(.thin)))
        rows += accountRows
        var blocks = [sums(rows)] + offer
        if !statement.terms.isEmpty, statement.amountDue.minorUnits > 0 {
            blocks += [.space(12), paragraph(statement.terms, .small)]
        }
        return blocks
    }

    fileprivate var remittance: [Block] {
        var rows: [Row] = []
        var pairs: [(Label, String)] = [
            (.number, statement.number),
            (.client, statement.billTo.id.text),
        ]
        let isOwed = statement.amountDue.minorUnits > 0
        if isOwed, let due = statement.due { pairs.append((.due, dates.long(due))) }
        rows = pairs.map { Row([label($0, .label), text($1, .body, .trailing)]) }
        if isOwed {
            rows.append(
                Row([label(.amountDue, .total), total(statement.amountDue)], above: 2, below: 2))
        }
        if let missing = statement.retainer?.replenishment {
            rows.append(
                Row([label(.replenishment, .total), total(missing)], above: 2, below: 2))
        }
        rows.append(
            Row(
                [
                    label(.enclosed, .label),
                    Cell([.writingLine(template.rule(.thin), template.style(.body))]),
                ], above: 6))
        return [
            .space(16), .rule(template.rule(.cut)), .space(6),
            .sideBySide([
                Panel(
                    width: .share(1),
                    blocks: [
                        paragraph(template.text(.remittance), .heading),
                        paragraph(template.text(.remitReturn), .small), .space(6),
                        paragraph(statement.letterhead.name, .value),
                    ] + statement.letterhead.lines.prefix(2).map { paragraph($0, .body) }
                        + statement.letterhead.payment.map { paragraph($0, .small) }),
                Panel(width: .points(24), blocks: []),
                Panel(
                    width: .points(180),
                    blocks: [
                        .table(
                            Table(
                                columns: [
                                    .init(width: .points(76), gap: 0),
                                    .init(width: .share(1), alignment: .trailing),
                                ], rows: rows))
                    ]),
            ]),
        ]
    }
}
