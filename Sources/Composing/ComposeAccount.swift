package import Billing
package import Paper

/// A statement of account as a document: what happened on the client's account, what is open of it
/// and for how long, and the slip to pay with.
package func composeAccount(_ account: AccountStatement, in template: Template) -> Document {
    let currency = account.accounts.first?.currency ?? .usd
    let parts = StatementParts(account.head, currency, in: template)
    var document = parts.letter(template.text(.statementOfAccount), as: .statementOfAccount)
    document.blocks =
        parts.letterhead + parts.address(under: .statementOfAccount, parts.details(of: account))
    if let letter = account.letter {
        document.blocks += [.space(12)] + parts.blocks(of: parts.filled(letter, account))
    }
    for one in account.accounts {
        document.blocks += parts.account(one, of: account)
    }
    let owed = account.accounts.map(\.closing).filter { $0.minorUnits > 0 }
    if !owed.isEmpty {
        document.blocks = parts.keepingWithNext(document.blocks)
        document.blocks.append(.atFoot(parts.slip(parts.slipRows(owed, .amountDue))))
    }
    return document
}

extension StatementParts {
    fileprivate func details(of account: AccountStatement) -> [(Label, String)] {
        var rows: [(Label, String)] = [(.date, dates.long(account.head.date))]
        if let from = account.from {
            rows.append((.period, dates.long(from) + " – " + dates.long(account.head.date)))
        }
        rows.append((.client, statement.billTo.id.text))
        if let reference = statement.billTo.reference { rows.append((.reference, reference)) }
        return rows
    }

    fileprivate func filled(_ letter: Letter, _ account: AccountStatement) -> Letter {
        let matters = Set(account.accounts.flatMap(\.open).flatMap(\.matters)).sorted()
        return letter.filled([
            .client: statement.billTo.name,
            .amount: account.accounts.map { figures.total($0.closing).text }
                .joined(separator: ", "),
            .date: dates.long(account.head.date),
            .matters: matters.map(\.text).joined(separator: ", "),
        ])
    }

    /// Whose part of the slip comes back, and what each currency is paid with.
    func slipRows(_ amounts: [Money], _ name: Label) -> [Row] {
        let pairs: [(Label, String)] = [
            (.client, statement.billTo.id.text), (.date, dates.long(statement.date)),
        ]
        return pairs.map { Row([label($0, .label), text($1, .body, .trailing)]) }
            + amounts.map { Row([label(name, .total), total($0)], above: 2, below: 2) }
    }

    // MARK: One currency

    fileprivate func account(_ one: ClientAccount, of account: AccountStatement) -> [Block] {
        var blocks: [Block] = []
        if account.accounts.count > 1 {
            let name = template.text(.accountIn, ("currency", one.currency.code))
            blocks += [.space(14), paragraph(name, .caption, .left, keepsWithNext: true)]
        }
        blocks += headed(.accountLines, lines(of: one, account), level: 2)
        if one.open.isEmpty {
            blocks += [.space(10), paragraph(template.text(.nothingOpen), .body)]
        } else {
            blocks += headed(.openInvoices, openItems(one.open), level: 2)
            blocks = keepingWithNext(blocks) + [.space(10)]
            blocks.append(
                .together(heading(.ageing, level: 2) + [ageing(one)], keepsWithNext: true))
        }
        let name: Label = one.closing.minorUnits < 0 ? .creditBalance : .amountDue
        let row = totalRow(template.text(name), one.closing, .due, rule: template.rule(.strong))
        return blocks + [.space(14), sums([row])]
    }

    /// The movements with the balance after each, from the opening to the closing balance.
    private func lines(of one: ClientAccount, _ account: AccountStatement) -> Table {
        let heads: [Label] = [.charged, .credited, .balance]
        let head = Row(
            [label(.date), label(.description)] + heads.map { label($0, .columnHead, .trailing) },
            below: 3, ruleBelow: template.rule(.thin))
        var rows: [Row] = []
        if let from = account.from {
            let name = template.text(.balanceBefore, ("date", dates.long(from)))
            rows.append(balanceRow(name, one.opening, .narrative))
        }
        rows += one.lines.map { line in
            let isCharge = line.amount.minorUnits > 0
            return Row(
                [
                    text(dates.short(line.date), .narrative), description(of: line),
                    isCharge ? amount(line.amount) : .empty,
                    isCharge ? .empty : amount(-line.amount), amount(line.balance),
                ], above: 3, below: 1.5)
        }
        keepLast(&rows, wholeUpTo: shortSummary)
        let name = template.text(.balanceOn, ("date", dates.long(account.head.date)))
        var last = balanceRow(name, one.closing, .total)
        (last.above, last.ruleAbove) = (4, template.rule(.thin))
        rows.append(last)
        return entryTable(
            columns: [
                .init(width: .points(template.column(.date)), gap: 0),
                .init(width: .share(1), gap: template.column(.gap)), figureColumn(.amount),
                figureColumn(.amount), figureColumn(.amount),
            ], header: [head], rows: rows)
    }

    private func balanceRow(_ name: String, _ balance: Money, _ role: Template.Role) -> Row {
        Row(
            [text(name, role, span: 4), amount(balance, role == .total ? .total : .figure)],
            above: 3, below: 1.5)
    }

    private func description(of line: AccountLine) -> Cell {
        let (name, note) = words(of: line)
        var cell = text(name, .narrative)
        let matters = template.text(
            .ofMatters, ("matters", line.matters.map(\.text).joined(separator: ", ")))
        cell.parts.append(
            .text(note.map { $0 + " · " + matters } ?? matters, template.style(.small), nil))
        return cell
    }

    /// What a movement is, and what of it is told in small.
    private func words(of line: AccountLine) -> (name: String, note: String?) {
        let number = line.number ?? ""
        func named(_ label: Label) -> String { template.text(label, ("number", number)) }
        let ofInvoice = line.number == nil ? nil : named(.namedInvoice)
        let said = line.description
        return switch line.kind {
        case .opening: (said.isEmpty ? template.text(.openingBalance) : said, nil)
        case .invoice: (named(.namedInvoice), nil)
        case .creditNote: (named(.namedCreditNote), nil)
        case .payment: (said.isEmpty ? template.text(.payment) : said, ofInvoice)
        case .promptDiscount: (template.text(.promptDiscount, ("number", number)), nil)
        case .fromRetainer: (named(.retainerForInvoice), nil)
        case .toRetainer: (named(.retainerBack), nil)
        case .keptDiscount: (named(.discountKept), nil)
        case .discountTakenBack: (named(.discountBack), nil)
        case .reminderFee: (named(.namedReminderFee), nil)
        }
    }

    // MARK: What is open

    /// What an open item is called in a table: the invoice's number, or what it was said to be.
    func name(of item: OpenItem) -> String {
        switch item.kind {
        case .invoice: item.number ?? ""
        case .reminderFee: template.text(.namedReminderFee, ("number", item.number ?? ""))
        default: item.description.isEmpty ? template.text(.openingBalance) : item.description
        }
    }

    /// An invoice's number needs little room, what was open before often a sentence.
    func itemColumns(_ items: [OpenItem]) -> (name: Width, matters: Width) {
        let isLong = items.contains { $0.kind != .invoice }
        return (isLong ? .share(1.4) : idColumn(items.map(name), least: 54), .share(1))
    }

    private func openItems(_ items: [OpenItem]) -> Table {
        let gap = template.column(.gap)
        let widths = itemColumns(items)
        let ends: [Label] = [.daysOverdue, .invoiced, .open]
        let head = Row(
            [label(.invoice), label(.matter), label(.date), label(.due)]
                + ends.map { label($0, .columnHead, .trailing) }, below: 3,
            ruleBelow: template.rule(.thin))
        var rows = items.map { item in
            Row(
                [
                    text(name(of: item), .narrative),
                    text(item.matters.map(\.text).joined(separator: ", "), .narrative),
                    text(dates.short(item.date), .narrative),
                    text(dates.short(item.due), .narrative),
                    item.daysOverdue > 0 ? days(item.daysOverdue) : .empty,
                    amount(item.amount), amount(item.open),
                ], above: 3, below: 1.5)
        }
        keepLast(&rows, wholeUpTo: shortSummary)
        let sum = items.map(\.open).sum(items[0].open.currency)
        rows.append(
            Row(
                [text(template.text(.total), .total, span: 6), amount(sum, .total)], above: 4,
                ruleAbove: template.rule(.thin)))
        let date = template.column(.date)
        return entryTable(
            columns: [
                .init(width: widths.name, gap: 0), .init(width: widths.matters, gap: gap),
                .init(width: .points(date), gap: gap), .init(width: .points(date), gap: gap),
                .init(width: .points(40), alignment: .trailing, gap: gap), figureColumn(.amount),
                figureColumn(.amount),
            ], header: [head], rows: rows)
    }

    func days(_ count: Int) -> Cell { text(figures.count(count).text, .figure, .trailing) }

    /// One row: not due, each stretch of days, credits that nothing has used up, and the sum.
    private func ageing(_ one: ClientAccount) -> Block {
        var names = [template.text(.notDue)]
        var first = 1
        for limit in one.ageing.limits {
            names.append(
                template.text(.daysBetween, ("from", String(first)), ("to", String(limit))))
            first = limit + 1
        }
        names.append(template.text(.daysOver, ("days", String(first - 1))))
        var amounts = one.ageing.amounts
        if !one.unapplied.isZero {
            names.append(template.text(.unappliedCredits))
            amounts.append(one.unapplied)
        }
        let count = names.count + 1
        return .table(
            entryTable(
                columns: (0..<count).map {
                    .init(width: .share(1), alignment: .trailing, gap: $0 == 0 ? 0 : 6)
                },
                header: [
                    Row(
                        (names + [template.text(.total)]).map { text($0, .columnHead, .trailing) },
                        below: 3, ruleBelow: template.rule(.thin))
                ],
                rows: [
                    Row(amounts.map { amount($0) } + [amount(one.closing, .total)], above: 3)
                ]))
    }
}
