internal import Billing
internal import Paper

// How the fee came about: what each agreement made of its lines, item by item, with the arithmetic.

/// What one agreement makes of its work, as it is printed.
struct PrintedSection {
    /// Nil where the matter has one agreement, which its heading names.
    var heading: String?
    var lines: [FeeLine]
    var items: [FeeItem]
    var time: Money
    var fee: Money

    var hours: Hours { lines.map(\.hours).sum() }

    /// Whether items change what the lines come to; else the fee is the time.
    var goesBeyondTime: Bool { items.contains { !$0.isInLines } }

    /// Entries whose time an agreed price covers without saying how much there was.
    var hidesFigures: Bool {
        lines.contains { $0.display == .withoutFigures || $0.display == .hidden }
    }

    /// Whether the fee goes by the time, so that hours and rates are the client's to see.
    var isByTime: Bool {
        isCharged || (items.isEmpty && lines.contains { $0.display == .noCharge })
    }

    var isCharged: Bool { lines.contains(where: \.isCharged) }
}

extension MatterStatement {
    /// What the cost lines come to, before what is added or taken off.
    var costLinesTotal: Money { costLines.map(\.amount).sum(costsTotal.currency) }

    /// Amounts that are not hours times rate.
    var hasAdjustedLines: Bool { lines.contains { !$0.adjustment.isZero } }
}

extension StatementParts {
    /// The sections with the lines of each: those dated from its first day to the next one's.
    func sections(of matter: MatterStatement) -> [PrintedSection] {
        let sections = matter.sections
        return sections.indices.map { index in
            let begins = index == 0 ? nil : sections[index].from
            let next = index + 1 < sections.count ? sections[index + 1].from : nil
            return PrintedSection(
                heading: sections.count > 1 ? heading(of: sections[index], before: next) : nil,
                lines: matter.lines.filter { line in
                    (begins.map { $0 <= line.date } ?? true)
                        && (next.map { line.date < $0 } ?? true)
                },
                items: printed(sections[index].items), time: sections[index].time,
                fee: sections[index].fee)
        }
    }

    private func heading(of section: FeeSection, before next: CivilDate?) -> String {
        let agreement = template.own(section.agreement)
        guard let day = section.from ?? next else { return agreement }
        return template.text(
            section.from == nil ? .workBefore : .workFrom, ("date", dates.long(day)),
            ("agreement", agreement))
    }

    /// Items that only the ledger needs are not printed; a figure that the client has not given yet
    /// has no place on an invoice.
    func printed(_ items: [FeeItem]) -> [FeeItem] {
        items.filter { item in
            item.isOpen
                ? statement.kind == .proforma : !(item.amount.isZero && item.working.isEmpty)
        }
    }

    func sectionHead(_ heading: String, columns: Int) -> Row {
        Row([text(heading, .total, span: columns)], above: 7, below: 2, keepsWithNext: true)
    }

    /// The rate of a line that has one: a share of a price has none. Where the amount is not the
    /// hours at this rate, it is marked.
    func rate(of line: FeeLine) -> Cell {
        guard line.display != .share, let perHour = line.perHour else { return .empty }
        let figure = figures.amount(perHour)
        let mark = line.adjustment.isZero ? "" : template.text(.adjustedMark)
        return .figure(figure.text + mark, template.style(.figure), point: figure.point)
    }

    // MARK: An item

    /// The item's figure; a line to write on where it is still open, nothing where the lines have it.
    private func amount(_ item: FeeItem) -> Cell {
        if item.isOpen {
            return Cell([.writingLine(template.rule(.thin), template.style(.figure))])
        }
        return item.isInLines ? .empty : amount(item.amount)
    }

    /// What an item says of itself, and under it how its figure was reckoned.
    private func describe(_ item: FeeItem) -> Cell {
        let kind = template.head(of: item.kind)
        var head = kind
        let percentage = item.onlyPercentage
        if let (percent, base) = percentage {
            head += " " + share(percent, of: base, isSigned: item.kind == .adjustment)
        }
        // A fixed fee that is called "Fixed fee" says so once.
        let description = template.own(item.description)
        let isSaid = description.lowercased() == kind.lowercased()
        let said = template.listed(
            isSaid ? "" : description, item.days.map(shortPeriod) ?? "")
        if !said.isEmpty { head = template.named(head, said) }
        var parts: [Cell.Part] = [.text(head, template.style(.narrative), nil)]
        if percentage == nil {
            parts += item.working.map { .reckoning(reckoning($0), template.style(.small)) }
        }
        if item.isInLines {
            parts.append(.text(template.text(.inLines), template.style(.small), nil))
        }
        return Cell(parts)
    }

    private func shortPeriod(_ days: ClosedRange<CivilDate>) -> String {
        dates.short(days.lowerBound) + "\u{A0}–\u{A0}" + dates.short(days.upperBound)
    }

    /// An item in the columns of lines. Its arithmetic is not broken, unless it is very long.
    func itemRow(_ item: FeeItem, _ columns: [EntryColumn]) -> Row {
        var row = Row(
            columns.cells([.narrative: describe(item), .amount: amount(item)]),
            above: 3, below: item.working.isEmpty ? 2 : 3)
        row.linesKeptTogether = 16
        if !item.isOpen, !item.isInLines { row.adds = [item.amount.minorUnits, 0] }
        return row
    }

    // MARK: Arithmetic

    /// `Over the cap  41,250.00 – 35,000.00 = 6,250.00`
    private func reckoning(_ step: WorkingStep) -> Reckoning {
        let notes = template.listed(
            step.day.map(dates.short) ?? "", template.own(step.note))
        let name = template.name(of: step.name)
        let result = figure(step.result)
        return Reckoning(
            name: notes.isEmpty ? name : template.named(name, notes),
            expression: expression(step.figure), result: result.text, point: result.point)
    }

    /// How a figure is made; empty where nothing was reckoned. An operator stays with what follows.
    private func expression(_ figure: WorkingStep.Figure) -> String {
        switch figure {
        case .given: return ""
        case .percent(let percent, let base): return share(percent, of: base, isSigned: false)
        case .product(let quantity, let price):
            return self.figure(quantity).text + " ×\u{A0}" + figures.amount(price).text
        case .sum(let values):
            let terms = values.filter { $0.size != 0 }
            guard let first = terms.first, terms.count > 1 else { return "" }
            return terms.dropFirst().reduce(plainFigure(first)) { text, term in
                text + (term.size < 0 ? " –\u{A0}" : " +\u{A0}") + plainFigure(term.magnitude)
            }
        }
    }

    private func share(_ percent: Percent, of base: Money, isSigned: Bool) -> String {
        let sign = percent.thousandths < 0 ? "–" : isSigned ? "+" : ""
        return template.text(
            .percentOf, ("percent", sign + figures.percent(percent)),
            ("base", figures.amount(base).text))
    }

    /// A figure with its unit.
    private func figure(_ value: WorkingStep.Value) -> FigureFormat.Figure {
        switch value {
        case .money(let money): return figures.amount(money)
        case .count(let count): return figures.count(count)
        case .hours(let hours):
            let figure = figures.hours(hours, decimals: statement.hoursDecimals)
            let text = template.text(.hoursUnit, ("hours", "\0"))
            let before = text.prefix { $0 != "\0" }
            return FigureFormat.Figure(
                text: before + figure.text + text.dropFirst(before.count + 1),
                point: figure.point.map { before.utf8.count + $0 })
        }
    }

    /// A figure in a sum, where the result alone names the unit.
    private func plainFigure(_ value: WorkingStep.Value) -> String {
        if case .hours(let hours) = value {
            return figures.hours(hours, decimals: statement.hoursDecimals).text
        }
        return figure(value).text
    }
}

extension Row {
    var isReckoned: Bool {
        cells.flatMap(\.parts).contains { if case .reckoning = $0 { true } else { false } }
    }
}

extension FeeItem {
    /// Where one percentage is all the arithmetic: it stands in the item's head.
    fileprivate var onlyPercentage: (percent: Percent, base: Money)? {
        guard working.count == 1, let step = working.first, step.note.isEmpty, step.day == nil,
            case .percent(let percent, let base) = step.figure
        else { return nil }
        return (percent, base)
    }
}

extension WorkingStep.Value {
    fileprivate var magnitude: WorkingStep.Value {
        guard size < 0 else { return self }
        return switch self {
        case .money(let money): .money(-money)
        case .hours(let hours): .hours(.zero - hours)
        case .count(let count): .count(-count)
        }
    }
}
