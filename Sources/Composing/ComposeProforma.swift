package import Billing
package import Paper

/// A pro forma as a document: all that an invoice would say, with line ids and boxes to tick, room
/// for a pen, and what the billing attorney needs to judge it.
package func composeProforma(_ statement: Statement, in template: Template) -> Document {
    let parts = StatementParts(statement: statement, template: template)
    let title = template.text(.proforma) + " " + statement.title
    var document = Document(
        title: title, author: statement.letterhead.name, subject: statement.billTo.name,
        date: statement.date.description,
        page: template.page(statement.paper, template.proformaMargins),
        styles: template.proformaStyles,
        runningHead: parts.runningHead(title + " · " + template.text(.notAnInvoice)),
        footer: parts.footer(
            title + " · " + template.words.isolated(statement.billTo.name) + " · "
                + template.text(.notAnInvoice))
    ).speaking(template.words)
    document.blocks = parts.proformaHead + parts.notes
    for matter in statement.matters {
        document.blocks += [.space(16)] + parts.matterHeading(matter)
        document.blocks += [.space(5), parts.reviewBox(matter)]
        document.blocks += parts.markupServices(matter) + parts.markupCosts(matter)
        if !matter.timekeepers.isEmpty { document.blocks += parts.timekeeperSummary(matter) }
        if !matter.tasks.isEmpty { document.blocks += parts.taskSummary(matter) }
    }
    document.blocks = parts.keepingWithNext(document.blocks + parts.charts)
    document.blocks += [.space(16), .together([parts.proformaSums], keepsWithNext: true)]
    document.blocks += parts.retainerAccount(keepsWithNext: true)
    document.blocks = parts.keepingWithNext(document.blocks + parts.changeSummary)
    document.blocks += [.space(18), .together(parts.signOff)]
    return document
}

extension StatementParts {
    fileprivate var proformaHead: [Block] {
        var rows: [(Label, String)] = [
            (.number, statement.number), (.version, String(statement.version)),
            (.date, dates.long(statement.date)), (.period, period),
        ]
        if let attorney = statement.attorney {
            rows.append((.attorney, attorney.name + " (" + attorney.id.text + ")"))
        }
        rows.append((.client, statement.billTo.id.text))
        return [
            .lines(
                Table(
                    columns: [
                        .init(width: .share(1), gap: 0),
                        .init(width: .share(1), alignment: .trailing),
                    ],
                    rows: [
                        Row(
                            [
                                label(.notAnInvoice, .banner),
                                text(statement.letterhead.name, .letterhead),
                            ], above: 3, below: 3)
                    ], frame: template.rule(.thin), inset: 6)),
            .space(14),
            .sideBySide([
                Panel(
                    width: .share(1),
                    blocks: [
                        paragraph(template.text(.proforma), .title, heading: 1), .space(6),
                    ] + addressLines),
                Panel(width: .points(18), blocks: []),
                Panel(
                    width: .points(template.column(.details)),
                    blocks: [.space(8), details(rows)]),
            ]),
        ]
    }

    // MARK: The attorney's box

    fileprivate func reviewBox(_ matter: MatterStatement) -> Block {
        let review = matter.review
        let standing = review.standing
        func amount(_ money: Money?) -> String? { money.map { figures.amount($0).text } }
        let all: [[(Label, String?)]] = [
            [
                (
                    .oldestWork,
                    review.oldestDays == 1
                        ? template.text(.oneDay)
                        : template.text(.days, ("days", String(review.oldestDays)))
                ),
                (
                    .workedHours,
                    figures.hours(review.workedHours, decimals: statement.hoursDecimals).text
                ),
            ],
            [
                (.standardValue, amount(review.standard)), (.billedValue, amount(review.billed)),
            ],
            [
                (.realization, review.realization.map(figures.roughPercent)),
                (.effectiveRate, amount(review.effectiveRate)),
            ],
            [(.previousBalance, amount(review.owed)), (.heldBack, amount(standing.held))],
            [(.budget, amount(review.budget)), (.budgetLeft, amount(review.budgetLeft))],
            [(.cap, amount(standing.cap)), (.capLeft, amount(standing.capLeft))],
        ]
        // What says nothing is left out.
        let pairs = all.map { row in
            row.compactMap { name, value in value.map { (name, $0) } }
        }.filter { !$0.isEmpty }
        return .lines(
            Table(
                columns: [
                    .init(width: .share(1.25), gap: 0),
                    .init(width: .share(1), alignment: .trailing),
                    .init(width: .share(1.25), gap: 22),
                    .init(width: .share(1), alignment: .trailing),
                ],
                rows: pairs.enumerated().map { index, row in
                    Row(
                        row.flatMap { [label($0.0, .label), text($0.1, .value)] },
                        above: index == 0 ? 5 : 1, below: index == pairs.count - 1 ? 5 : 1)
                }, frame: template.rule(.thin), inset: 7, keepsWithNext: true))
    }

    // MARK: Lines to mark up

    private func markupColumns(_ second: Width) -> [Table.Column] {
        let gap = template.column(.gap)
        return [
            .init(width: .points(template.column(.proformaDate)), gap: 0),
            .init(width: second, gap: gap),
            .init(width: .share(1), gap: gap), figureColumn(.hours), figureColumn(.rate),
            figureColumn(.amount),
        ]
    }

    private var ticks: Cell.Part {
        .tickBoxes(
            [
                template.text(.tickNoCharge), template.text(.tickHold),
                template.text(.tickTransfer),
            ], template.style(.tick))
    }

    fileprivate func markupServices(_ matter: MatterStatement) -> [Block] {
        let sections = sections(of: matter)
        var rows = sections.flatMap(markupRows)
        guard !rows.isEmpty else { return [] }
        keepLast(&rows)
        rows.append(
            Row(
                [
                    text(template.text(.totalServices), .total, span: 3),
                    hours(matter.hoursTotal, .total), .empty, amount(matter.fees, .total),
                ], above: 4, ruleAbove: template.rule(.thin)))
        let head = Row(
            [
                text(dateAndLine, .columnHead), label(.timekeeper), label(.narrative),
                label(.hours, .columnHead, .trailing), label(.rate, .columnHead, .trailing),
                label(.amount, .columnHead, .trailing),
            ], below: 3, ruleBelow: template.rule(.thin))
        let table = entryTable(
            columns: markupColumns(timekeeperColumn(matter)), header: [head], rows: rows)
        let blocks = heading(.services) + [.table(table)]
        guard matter.hasAdjustedLines else { return blocks }
        let note = template.text(.adjustedMark) + " " + template.text(.adjustedLines)
        return keepingWithNext(blocks) + [.space(3), paragraph(note, .small)]
    }

    /// The lines of one agreement, what they come to, and each item that changes it.
    private func markupRows(_ section: PrintedSection) -> [Row] {
        func subtotal(_ name: Label, _ money: Money) -> Row {
            Row(
                [
                    text(template.text(name), .narrative, span: 3), hours(section.hours), .empty,
                    amount(money),
                ], above: 4, below: 3)
        }
        var rows = section.lines.map(markupRow)
        if section.goesBeyondTime {
            keepLast(&rows)
            rows.append(subtotal(.timeCharges, section.time))
        }
        rows += section.items.map { itemRow($0, figures: 2) }
        guard let heading = section.heading else { return rows }
        keepLast(&rows)
        var fee = subtotal(.sectionFee, section.fee)
        if section.goesBeyondTime { fee.ruleAbove = template.rule(.hair) }
        return [sectionHead(heading, columns: 6)] + rows + [fee]
    }

    private func markupRow(_ line: FeeLine) -> Row {
        markupRow(
            date: line.date, id: line.id, second: line.timekeeper.id.text,
            narrative: line.narrative,
            figures: [hours(line.hours), rate(of: line)],
            charged: line.isCharged ? line.amount : nil, uncharged: uncharged(line.display))
    }

    private func uncharged(_ display: ChargeDisplay, hidden: Label = .noCharge) -> Label {
        switch display {
        case .writtenOff: .writtenOff
        case .combined: .combinedLine
        case .hidden: hidden
        default: .noCharge
        }
    }

    /// Date over line id on the left; the amount over the boxes to tick on the right.
    private func markupRow(
        date: CivilDate, id: LineID, second: String, narrative: String, figures: [Cell],
        charged: Money?, uncharged: Label = .noCharge
    ) -> Row {
        var left = Cell([
            .text(dates.short(date), template.style(.narrative), nil),
            .text(id.text, template.style(.lineID), nil),
        ])
        var cells = figures
        var right = charged.map { amount($0) } ?? label(uncharged, .narrative, .trailing)
        if let line = earlier(of: id) {
            left.parts.append(changeFlag(line))
            let earlier = [
                was(line.before?.hours, line.after?.hours) {
                    self.figures.hours($0, decimals: statement.hoursDecimals).text
                }, was(line.before?.perHour, line.after?.perHour) { self.figures.amount($0).text },
            ]
            for (index, part) in zip(cells.indices, earlier) {
                if let part { cells[index].parts.append(part) }
            }
            let charge = was(line.before?.amount, line.after?.amount) {
                self.figures.amount($0).text
            }
            if let charge { right.parts.append(charge) }
        }
        right.parts.append(ticks)
        return Row(
            [left, text(second, .narrative), text(narrative, .narrative)] + cells + [right],
            above: 3, below: 3, ruleBelow: template.rule(.hair), mark: id.text)
    }

    fileprivate func markupCosts(_ matter: MatterStatement) -> [Block] {
        let items = printed(matter.costItems)
        guard !matter.costLines.isEmpty || !items.isEmpty else { return [] }
        var rows = matter.costLines.map { line in
            var row = markupRow(
                date: line.date, id: line.id, second: line.code ?? "",
                narrative: line.description, figures: [.empty, .empty],
                charged: line.display == .amount ? line.amount : nil,
                uncharged: uncharged(line.display, hidden: .absorbed))
            row.cells[2] = costText(line)
            return row
        }
        if !items.isEmpty, !rows.isEmpty {
            keepLast(&rows)
            rows.append(
                Row(
                    [
                        text(template.text(.costCharges), .narrative, span: 3), .empty, .empty,
                        amount(matter.costLinesTotal),
                    ], above: 4, below: 3))
        }
        rows += items.map { itemRow($0, figures: 2) }
        keepLast(&rows)
        rows.append(
            Row(
                [
                    text(template.text(.totalCosts), .total, span: 3), .empty, .empty,
                    amount(matter.costsTotal, .total),
                ], above: 4, ruleAbove: template.rule(.thin)))
        let head = Row(
            [
                text(dateAndLine, .columnHead), label(.code), label(.description), .empty, .empty,
                label(.amount, .columnHead, .trailing),
            ], below: 3, ruleBelow: template.rule(.thin))
        return heading(.costs) + [
            .table(
                entryTable(
                    columns: markupColumns(.points(template.column(.timekeeper))), header: [head],
                    rows: rows))
        ]
    }

    private var dateAndLine: String {
        template.text(.date) + " / " + template.text(.line)
    }

    // MARK: Sums and sign-off

    fileprivate var proformaSums: Block {
        var rows = chargeRows
        rows.append(
            totalRow(
                template.text(.totalProforma), statement.total, .due, rule: template.rule(.strong)))
        if statement.retainer != nil { rows += accountRows }
        return sums(rows)
    }

    fileprivate var signOff: [Block] {
        let line = Cell([.writingLine(template.rule(.thin), template.style(.body))])
        return [
            paragraph(template.text(.signOff), .heading, heading: 2),
            .lines(
                Table(
                    columns: [
                        .init(width: .points(70), gap: 0), .init(width: .share(1)),
                        .init(width: .points(40), gap: 14), .init(width: .points(90)),
                    ],
                    rows: [
                        Row(
                            [
                                Cell(
                                    [
                                        .tickBoxes(
                                            [
                                                template.text(.approved),
                                                template.text(.approvedWithChanges),
                                                template.text(.holdAll),
                                            ], template.style(.body))
                                    ], span: 4)
                            ], above: 5, below: 8),
                        Row(
                            [label(.signature, .label), line, label(.date, .label), line],
                            above: 8, below: 4),
                        Row([label(.remarks, .label), Cell(line.parts, span: 3)], above: 10),
                        Row([.empty, Cell(line.parts, span: 3)], above: 10, below: 10),
                    ], frame: template.rule(.thin), inset: 8)),
        ]
    }
}
