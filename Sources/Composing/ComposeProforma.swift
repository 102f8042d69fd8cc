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

    /// All columns that there is room for: whoever reviews the work sees what the client does not.
    private var markupColumns: [EntryColumn] { fitting(template.entries.whole) }

    private var ticks: Cell.Part {
        .tickBoxes(
            [
                template.text(.tickNoCharge), template.text(.tickHold),
                template.text(.tickTransfer),
            ], template.style(.tick))
    }

    fileprivate func markupServices(_ matter: MatterStatement) -> [Block] {
        let sections = sections(of: matter)
        let columns = markupColumns
        var rows = sections.flatMap { markupRows($0, columns) }
        guard !rows.isEmpty else { return [] }
        keepLast(&rows)
        let carried = carriedSums(rows, to: matter.fees, matter.hoursTotal, in: columns)
        rows.append(
            sumRow(
                .totalServices, columns, .total, hours: hours(matter.hoursTotal, .total),
                amount: amount(matter.fees, .total), below: 0, rule: .thin))
        var table = entryTable(
            columns: tableColumns(columns, second: timekeeperColumn(matter)),
            header: [entryHead(columns, date: dateAndLine)], rows: rows)
        table.carried = carried
        let blocks = headed(.services, table, of: matter)
        guard matter.hasAdjustedLines else { return blocks }
        let note = template.text(.adjustedMark) + " " + template.text(.adjustedLines)
        return keepingWithNext(blocks) + [.space(3), paragraph(note, .small)]
    }

    /// The lines of one agreement, what they come to, and each item that changes it.
    private func markupRows(_ section: PrintedSection, _ columns: [EntryColumn]) -> [Row] {
        func subtotal(
            _ name: Label, _ money: Money, rule: Template.RuleRole? = nil
        ) -> Row {
            sumRow(
                name, columns, hours: hours(section.hours), amount: amount(money), below: 3,
                rule: rule)
        }
        var rows = section.lines.map { markupRow($0, columns) }
        if section.goesBeyondTime {
            keepLast(&rows)
            rows.append(subtotal(.timeCharges, section.time))
        }
        rows += section.items.map { itemRow($0, columns) }
        guard let heading = section.heading else { return rows }
        keepLast(&rows)
        let fee = subtotal(
            .sectionFee, section.fee, rule: section.goesBeyondTime ? .hair : nil)
        return [sectionHead(heading, columns: columns.count)] + rows + [fee]
    }

    private func markupRow(_ line: FeeLine, _ columns: [EntryColumn]) -> Row {
        var row = markupRow(
            date: line.date, id: line.id, columns,
            [
                .timekeeper: text(line.timekeeper.id.text, .narrative),
                .narrative: text(line.narrative, .narrative), .hours: hours(line.hours),
                .rate: rate(of: line),
            ], charged: line.isCharged ? line.amount : nil, uncharged: uncharged(line.display))
        row.adds = [line.isCharged ? line.amount.minorUnits : 0, line.hours.tenThousandths]
        return row
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
        date: CivilDate, id: LineID, _ columns: [EntryColumn], _ cells: [EntryColumn: Cell],
        charged: Money?, uncharged: Label = .noCharge
    ) -> Row {
        var cells = cells
        var left = Cell([
            .text(dates.short(date), template.style(.narrative), nil),
            .text(id.text, template.style(.lineID), nil),
        ])
        var right = charged.map { amount($0) } ?? label(uncharged, .narrative, .trailing)
        if let line = earlier(of: id) {
            left.parts.append(changeFlag(line))
            let hours = was(line.before?.hours, line.after?.hours) {
                self.figures.hours($0, decimals: statement.hoursDecimals).text
            }
            let rate = was(line.before?.perHour, line.after?.perHour) {
                self.figures.amount($0).text
            }
            if let hours { cells[.hours]?.parts.append(hours) }
            if let rate { cells[.rate]?.parts.append(rate) }
            let charge = was(line.before?.amount, line.after?.amount) {
                self.figures.amount($0).text
            }
            if let charge { right.parts.append(charge) }
        }
        right.parts.append(ticks)
        cells[.date] = left
        cells[.amount] = right
        return Row(
            columns.cells(cells), above: 3, below: 3, ruleBelow: template.rule(.hair),
            mark: id.text)
    }

    fileprivate func markupCosts(_ matter: MatterStatement) -> [Block] {
        let items = printed(matter.costItems)
        guard !matter.costLines.isEmpty || !items.isEmpty else { return [] }
        let columns = markupColumns
        var rows = matter.costLines.map { line in
            let isCharged = line.display == .amount
            var row = markupRow(
                date: line.date, id: line.id, columns,
                [
                    .timekeeper: text(line.code ?? "", .narrative), .narrative: costText(line),
                    .hours: .empty, .rate: .empty,
                ], charged: isCharged ? line.amount : nil,
                uncharged: uncharged(line.display, hidden: .absorbed))
            row.adds = [isCharged ? line.amount.minorUnits : 0, 0]
            return row
        }
        if !items.isEmpty, !rows.isEmpty {
            keepLast(&rows)
            rows.append(
                sumRow(
                    .costCharges, columns, amount: amount(matter.costLinesTotal), below: 3,
                    rule: nil))
        }
        rows += items.map { itemRow($0, columns) }
        keepLast(&rows)
        let carried = carriedSums(rows, to: matter.costsTotal, in: columns)
        rows.append(
            sumRow(
                .totalCosts, columns, .total, amount: amount(matter.costsTotal, .total), below: 0,
                rule: .thin))
        var head = entryHead(columns, date: dateAndLine, second: .code, narrative: .description)
        for (index, column) in columns.enumerated() where column == .hours || column == .rate {
            head.cells[index] = .empty
        }
        var table = entryTable(
            columns: tableColumns(columns, second: .points(template.column(.timekeeper))),
            header: [head], rows: rows)
        table.carried = carried
        return headed(.costs, table, of: matter)
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
