internal import Billing
internal import Paper

/// Which figures of a matter's time are the client's to see.
///
/// Hours, rate and amount; no rate where amounts are not hours times rate, or where an agreed price
/// covers the time; the amount alone where not even the time is shown. The narrative has the room of
/// what is not there.
struct ShownFigures {
    var hours: Bool
    var rate: Bool

    init(_ sections: [PrintedSection], _ presentation: Presentation?) {
        let lines = sections.flatMap(\.lines)
        hours =
            (sections.contains(where: \.isByTime)
                || (!lines.isEmpty && !sections.contains(where: \.hidesFigures)))
            && presentation?.hidesHours != true
        rate =
            lines.contains { $0.display == .amount } && lines.allSatisfy { $0.adjustment.isZero }
            && presentation?.hidesRates != true
    }

    func has(_ column: EntryColumn) -> Bool {
        switch column {
        case .hours: hours
        case .rate: rate
        case .date, .timekeeper, .narrative, .amount: true
        }
    }
}

/// The entries of a matter on an invoice.
extension StatementParts {
    /// Summaries are of all the time; where some of it is not the client's to see, there are none.
    func showsSummaries(of matter: MatterStatement) -> Bool {
        guard matter.presentation?.isOneLine != true else { return false }
        let sections = sections(of: matter)
        return sections.contains(where: \.isByTime)
            && !sections.contains(where: \.hidesFigures)
    }

    func services(_ matter: MatterStatement) -> [Block] {
        let sections = sections(of: matter)
        let shown = ShownFigures(sections, matter.presentation)
        let columns = fitting(template.entries.order.filter(shown.has))
        var rows = sections.flatMap { section in
            (section.heading.map { [sectionHead($0, columns: columns.count)] } ?? [])
                + serviceRows(section, columns, matter.presentation)
        }
        guard !rows.isEmpty else { return [] }
        keepLast(&rows)
        let isTimeOnly = !sections.contains { $0.goesBeyondTime || $0.hidesFigures }
        let carried = carriedSums(
            rows, to: matter.fees, isTimeOnly ? matter.hoursTotal : nil, in: columns)
        rows.append(
            sumRow(
                .totalServices, columns, .total,
                hours: isTimeOnly ? hours(matter.hoursTotal, .total) : .empty,
                amount: amount(matter.fees, .total), below: 0, rule: .thin))
        var table = entryTable(
            columns: tableColumns(columns, second: timekeeperColumn(matter)),
            header: [entryHead(columns)], rows: rows)
        table.carried = carried
        let blocks = headed(.services, table, of: matter)
        guard matter.hasAdjustedLines, matter.presentation?.hidesRates != true else {
            return blocks
        }
        return keepingWithNext(blocks) + [
            .space(3), paragraph(template.text(.ratesLeftOut), .small),
        ]
    }

    /// All services of a matter as one amount.
    func servicesInOne(_ matter: MatterStatement, _ name: Label) -> [Block] {
        guard !matter.lines.isEmpty || !matter.fees.isZero else { return [] }
        return [
            .space(10),
            .table(
                Table(
                    columns: [.init(width: .share(1), gap: 0), figureColumn(.amount)],
                    rows: [
                        Row(
                            [text(template.text(name), .body), amount(matter.fees, .total)],
                            above: 3, below: 3, ruleAbove: template.rule(.hair),
                            ruleBelow: template.rule(.hair))
                    ])),
        ]
    }

    /// Lines with the same code under its name, each group with what it comes to.
    private func groupedRows(
        _ section: PrintedSection, _ columns: [EntryColumn], _ presentation: Presentation
    ) -> [Row] {
        let lines = section.lines.filter(\.display.isListed)
        let codes = Set(lines.map { presentation.group(of: $0) ?? "" })
        let currency = statement.currency
        return codes.sorted { ($0.isEmpty ? "\u{10FFFF}" : $0) < ($1.isEmpty ? "\u{10FFFF}" : $1) }
            .flatMap { code -> [Row] in
                let own = lines.filter { (presentation.group(of: $0) ?? "") == code }
                let known = presentation.groupNames[code]
                let name =
                    code.isEmpty
                    ? template.text(.withoutGroup)
                    : presentation.grouping == .timekeeper
                        ? (known ?? code) : [code, known].compactMap(\.self).joined(separator: " ")
                var rows =
                    [sectionHead(name, columns: columns.count)]
                    + own.map { serviceRow($0, columns) }
                guard !section.hidesFigures else { return rows }
                keepLast(&rows)
                let total = Row(
                    columns.cells(
                        text(template.text(.groupTotal, ("name", name)), .narrative),
                        [
                            .hours: hours(own.map(\.hours).sum()),
                            .amount: amount(own.map(\.amount).sum(currency)),
                        ]), above: 4, below: 2, ruleAbove: template.rule(.hair))
                return rows + [total]
            }
    }

    /// The lines of one agreement, what they come to, and each item that changes it.
    private func serviceRows(
        _ section: PrintedSection, _ columns: [EntryColumn], _ presentation: Presentation?
    ) -> [Row] {
        var rows =
            if let presentation, presentation.grouping != nil {
                groupedRows(section, columns, presentation)
            } else {
                section.lines.filter(\.display.isListed).map { serviceRow($0, columns) }
            }
        if section.goesBeyondTime, !section.lines.isEmpty, !section.hidesFigures {
            keepLast(&rows)
            rows.append(
                sumRow(
                    .timeCharges, columns, hours: hours(section.hours),
                    amount: section.isCharged
                        ? amount(section.time) : label(.noCharge, .small, .trailing)))
        }
        rows += section.items.map { itemRow($0, columns) }
        guard section.heading != nil else { return rows }
        keepLast(&rows)
        let isTimeOnly = !section.goesBeyondTime && !section.hidesFigures
        rows.append(
            sumRow(
                .sectionFee, columns, hours: isTimeOnly ? hours(section.hours) : .empty,
                amount: amount(section.fee)))
        return rows
    }

    /// What the rows above come to.
    func sumRow(
        _ name: Label, _ columns: [EntryColumn], _ role: Template.Role = .narrative,
        hours: Cell = .empty, amount: Cell, below: Double = 2, rule: Template.RuleRole? = .hair
    ) -> Row {
        Row(
            columns.cells(text(template.text(name), role), [.hours: hours, .amount: amount]),
            above: 4, below: below, ruleAbove: rule.map(template.rule))
    }

    private func serviceRow(_ line: FeeLine, _ columns: [EntryColumn]) -> Row {
        var cells: [EntryColumn: Cell] = [
            .date: text(dates.short(line.date), .narrative),
            .timekeeper: text(line.timekeeper.id.text, .narrative),
            .narrative: text(line.narrative, .narrative),
        ]
        switch line.display {
        case .amount, .share:
            cells[.hours] = hours(line.hours)
            cells[.rate] = rate(of: line)
            cells[.amount] = amount(line.amount)
        case .noCharge:
            cells[.hours] = hours(line.hours)
            cells[.amount] = label(.noCharge, .small, .trailing)
        case .withoutFigures, .hidden, .writtenOff, .combined: break
        }
        var row = Row(columns.cells(cells), above: 3, below: 1.5, mark: line.id.text)
        row.adds = line.adds
        return row
    }
}
