package import Billing
package import Paper

/// A final invoice as a document: letterhead, bill-to, each matter's services and costs, the sums,
/// and the remittance slip at the foot of the last page.
package func composeInvoice(_ statement: Statement, in template: Template) -> Document {
    let parts = StatementParts(statement: statement, template: template)
    let title = template.text(.invoice) + " " + statement.title
    var document = parts.letter(title, as: .invoice)
    document.blocks = parts.coverLetter
    let sections = template.layout.sections
    let payment = parts.swissPaymentPart
    let hasSlip =
        payment == nil && sections.contains(.remittance)
        && (statement.amountDue.minorUnits > 0 || statement.retainer?.replenishment != nil)
    let isAsked = hasSlip || payment != nil
    if !sections.contains(.letterhead) { document.blocks += parts.letterhead }
    for section in sections {
        switch section {
        case .letterhead: document.blocks += parts.letterhead
        case .address: document.blocks += parts.invoiceAddress
        case .opening: document.blocks += parts.fragment(.opening, of: .invoice)
        case .notes: document.blocks += parts.notes
        case .matters: document.blocks += parts.mattersInFull
        case .overview: document.blocks += parts.overviewOfSeveral
        case .sums:
            document.blocks = parts.keepingWithNext(document.blocks + parts.charts)
            document.blocks += [.space(18), .together(parts.invoiceSums, keepsWithNext: isAsked)]
        case .closing:
            document.blocks += parts.fragment(.closing, of: .invoice, keepsWithNext: isAsked)
        case .retainer: document.blocks += parts.retainerAccount(keepsWithNext: isAsked)
        case .remittance: if hasSlip { document.blocks += [.atFoot(parts.remittance)] }
        }
    }
    if let payment { document.blocks.append(.atPaperEdge(payment)) }
    document.blocks += parts.annex
    return document
}

extension StatementParts {
    fileprivate var invoiceAddress: [Block] {
        var rows: [(Label, String)] = [
            (.number, statement.number), (.date, dates.long(statement.date)),
            (.period, period),
        ]
        if let correction = statement.correction {
            rows.append((.replaces, named(correction.original)))
            rows.append((.creditNote, named(correction.creditNote)))
        }
        if let due = statement.due, statement.amountDue.minorUnits > 0 {
            rows.append((.due, dates.long(due)))
        }
        rows.append((.client, statement.billTo.id.text))
        if let reference = statement.billTo.reference { rows.append((.reference, reference)) }
        return address(under: .invoice, rows)
    }

    /// `101, October 31, 2026`
    func named(_ document: DocumentReference) -> String {
        template.listed(document.number, dates.long(document.date))
    }

    /// Whom the document is for, what it is, and its details.
    func address(under title: Label, _ rows: [(Label, String)]) -> [Block] {
        address(titled: template.text(title), rows)
    }

    /// A letter may go without a title.
    func address(titled title: String?, _ rows: [(Label, String)]) -> [Block] {
        let window = template.layout.window
        let detailPanels = [
            Panel(width: .points(18), blocks: []),
            Panel(
                width: .points(template.column(.details)),
                blocks: (title.map { [paragraph($0, .title, heading: 1), .space(4)] } ?? [])
                    + [details(rows)]),
        ]
        guard let place = window.address else {
            return [
                .space(26),
                .sideBySide(
                    [Panel(width: .share(1), blocks: [.space(34)] + addressLines)] + detailPanels),
            ]
        }
        // The window is where it is, whatever side the page reads from; so the panels stand the other
        // way round on a page that is turned over.
        let isMirrored = template.words.direction == .rightToLeft
        let margins = template.invoiceMargins
        let margin = isMirrored ? margins.right : margins.left
        let indent = Panel(width: .points(max(0, place.x - margin)), blocks: [])
        func fromTheLeft(_ panels: [Panel]) -> Block {
            .sideBySide(isMirrored ? panels.reversed() : panels)
        }
        let sender = window.sender.map { y in
            let letterhead = statement.letterhead
            let line = ([letterhead.name] + letterhead.lines.prefix(2)).joined(separator: " · ")
            return [
                Block.spaceTo(y),
                fromTheLeft([
                    indent, Panel(width: .points(230), blocks: [paragraph(line, .footer, .left)]),
                    Panel(width: .share(1), blocks: []),
                ]),
            ]
        }
        return (sender ?? []) + [
            .spaceTo(place.y),
            fromTheLeft([indent, Panel(width: .share(1), blocks: addressLines)] + detailPanels),
        ]
    }

    /// Each matter with its services, costs and summaries; its total after its charges, where there
    /// are several.
    var mattersInFull: [Block] {
        let sections = template.layout.matterSections
        let lastCharges = sections.lastIndex { $0 == .services || $0 == .costs }
        var blocks: [Block] = []
        for matter in statement.matters {
            blocks += [.space(18)] + matterHeading(matter)
            for (index, section) in sections.enumerated() {
                switch section {
                case .services:
                    switch matter.presentation {
                    case let shown? where shown.isAnnexed:
                        blocks += servicesInOne(matter, .servicesAnnexed)
                    case let shown? where shown.isOneLine:
                        blocks += servicesInOne(matter, .servicesRendered)
                    default: blocks += services(matter)
                    }
                case .costs: blocks += invoiceCosts(matter)
                case .timekeepers where showsSummaries(of: matter):
                    blocks += timekeeperSummary(matter)
                case .tasks where showsSummaries(of: matter) && !matter.tasks.isEmpty:
                    blocks += taskSummary(matter)
                case .timekeepers, .tasks: break
                }
                if index == lastCharges, statement.matters.count > 1 {
                    blocks = keepingWithNext(blocks) + matterTotal(matter)
                }
            }
        }
        return blocks
    }

    /// The entries of matters that show sums first.
    var annex: [Block] {
        let matters = statement.matters.filter { $0.presentation?.isAnnexed == true }
        let blocks = matters.flatMap { matter -> [Block] in
            let services = services(matter)
            return services.isEmpty ? [] : [.space(14)] + matterHeading(matter) + services
        }
        return blocks.isEmpty
            ? []
            : [.newPage, paragraph(template.text(.annex), .title, keepsWithNext: true, heading: 2)]
                + blocks
    }

    var overviewOfSeveral: [Block] { statement.matters.count > 1 ? matterOverview : [] }

    // MARK: Costs

    private func invoiceCosts(_ matter: MatterStatement) -> [Block] {
        let shown = matter.costLines.filter(\.display.isListed)
        let items = printed(matter.costItems)
        guard !shown.isEmpty || !items.isEmpty else { return [] }
        let columns = fitting(template.entries.ofCosts)
        var rows = shown.map { line in
            let isCharged = line.display != .noCharge
            var row = Row(
                columns.cells([
                    .date: text(dates.short(line.date), .narrative),
                    .timekeeper: text(line.code ?? "", .narrative), .narrative: costText(line),
                    .amount: isCharged
                        ? amount(line.amount) : label(.noCharge, .small, .trailing),
                ]), above: 3, below: 1.5, mark: line.id.text)
            row.adds = [isCharged ? line.amount.minorUnits : 0, 0]
            return row
        }
        if !items.isEmpty, !rows.isEmpty {
            keepLast(&rows)
            rows.append(sumRow(.costCharges, columns, amount: amount(matter.costLinesTotal)))
        }
        rows += items.map { itemRow($0, columns) }
        keepLast(&rows)
        let carried = carriedSums(rows, to: matter.costsTotal, in: columns)
        rows.append(
            sumRow(
                .totalCosts, columns, .total, amount: amount(matter.costsTotal, .total), below: 0,
                rule: .thin))
        var table = entryTable(
            columns: tableColumns(columns, second: .points(template.column(.timekeeper))),
            header: [entryHead(columns, second: .code, narrative: .description)], rows: rows)
        table.carried = carried
        return headed(.costs, table, of: matter)
    }

    // MARK: Sums

    private func matterTotal(_ matter: MatterStatement) -> [Block] {
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
    private var matterOverview: [Block] {
        let head = Row(
            [
                label(.matter), label(.description), label(.fees, .columnHead, .trailing),
                label(.costs, .columnHead, .trailing), label(.total, .columnHead, .trailing),
            ], below: 3, ruleBelow: template.rule(.thin))
        var rows = statement.matters.map { matter in
            var id = text(matter.id.text, .narrative)
            id.link = .anchor(anchor(of: matter))
            return Row(
                [
                    id, text(matter.caption, .narrative),
                    amount(matter.fees), amount(matter.costsTotal), amount(matter.total),
                ], above: 2, below: 1.5)
        }
        keepLast(&rows, wholeUpTo: shortSummary)
        rows.append(
            Row(
                [
                    text(template.text(.total), .total, span: 2), amount(statement.fees, .total),
                    amount(statement.costs, .total),
                    amount(statement.fees + statement.costs, .total),
                ], above: 3, ruleAbove: template.rule(.thin)))
        let table = entryTable(
            columns: [
                .init(width: idColumn(statement.matters.map(\.id.text), least: 54), gap: 0),
                .init(width: .share(1)), figureColumn(.amount), figureColumn(.amount),
                figureColumn(.amount),
            ], header: [head], rows: rows)
        return [.space(6)] + headed(.summary, table, level: 2)
    }

    fileprivate var invoiceSums: [Block] {
        var rows = chargeRows
        rows.append(
            totalRow(template.text(.totalInvoice), statement.total, rule: template.rule(.thin)))
        rows += accountRows
        var blocks = [sums(rows)] + offer + paidBefore
        if !statement.terms.isEmpty, statement.amountDue.minorUnits > 0 {
            blocks += [.space(12), paragraph(statement.terms, .small)]
        }
        return blocks
    }

    /// What was paid on the invoice that this one replaces.
    private var paidBefore: [Block] {
        guard let correction = statement.correction else { return [] }
        return correction.payments.flatMap { payment -> [Block] in
            let text = template.text(
                .paidOnOriginal, ("amount", figures.total(-payment.amount).text),
                ("date", dates.long(payment.date)), ("description", payment.description),
                ("number", correction.original.number))
            return [.space(6), paragraph(text, .small)]
        }
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
        return slip(rows)
    }

    /// What comes back with a payment, at the foot of the page: to whom, for what, how much.
    func slip(_ rows: [Row]) -> [Block] {
        let rows =
            rows + [
                Row(
                    [
                        label(.enclosed, .label),
                        Cell([.writingLine(template.rule(.thin), template.style(.body))]),
                    ], above: 6)
            ]
        var figures = Table(
            columns: [
                .init(width: .points(76), gap: 0), .init(width: .share(1), alignment: .trailing),
            ], rows: rows)
        figures.reading = .table(headedRows: true)
        return [
            .space(16), .rule(template.rule(.cut)), .space(6),
            .sideBySide(
                [
                    Panel(
                        width: .share(1),
                        blocks: [
                            paragraph(template.text(.remittance), .heading, heading: 2),
                            paragraph(template.text(.remitReturn), .small), .space(6),
                            paragraph(statement.letterhead.name, .value),
                        ] + statement.letterhead.lines.prefix(2).map { firmLine($0, .body, .left) }
                            + statement.letterhead.payment.map { firmLine($0, .small, .left) }),
                    Panel(width: .points(24), blocks: []),
                ] + paymentCodePanels + [
                    Panel(width: .points(180), blocks: [.table(figures)])
                ]),
        ]
    }
}
