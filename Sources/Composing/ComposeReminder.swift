package import Billing
package import Paper

/// A reminder as a document: the firm's text, what is overdue, the sum, and the slip to pay with.
package func composeReminder(_ reminder: Reminder, in template: Template) -> Document {
    let currency = reminder.demands.first?.currency ?? .usd
    let parts = StatementParts(reminder.head, currency, in: template)
    var document = parts.letter(reminder.title + " " + reminder.number, as: .reminder)
    let rows: [(Label, String)] = [
        (.reminderNumber, reminder.number), (.date, parts.dates.long(reminder.head.date)),
        (.client, reminder.head.billTo.id.text),
    ]
    document.blocks = parts.letterhead + parts.address(titled: reminder.title, rows)
    document.blocks += [.space(14)] + parts.blocks(of: parts.filled(reminder))
    for demand in reminder.demands { document.blocks += parts.overdue(demand, of: reminder) }
    document.blocks = parts.keepingWithNext(document.blocks)
    document.blocks.append(
        .atFoot(parts.slip(parts.slipRows(reminder.demands.map(\.total), .totalDemand))))
    return document
}

extension StatementParts {
    fileprivate func filled(_ reminder: Reminder) -> Letter {
        let items = reminder.items.map(\.item)
        return reminder.letter.filled([
            .client: statement.billTo.name, .date: dates.long(reminder.head.date),
            .number: items.map(name).joined(separator: ", "),
            .amount: reminder.demands.map { figures.total($0.total).text }
                .joined(separator: ", "),
            .matters: Set(items.flatMap(\.matters)).sorted().map(\.text).joined(separator: ", "),
        ])
    }

    fileprivate func overdue(_ demand: Reminder.Demand, of reminder: Reminder) -> [Block] {
        let gap = template.column(.gap)
        let widths = itemColumns(demand.items.map(\.item))
        let ends: [Label] = [.daysOverdue, .invoiced, .open]
        let head = Row(
            [label(.invoice), label(.matter), label(.date), label(.due)]
                + ends.map { label($0, .columnHead, .trailing) }
                + [label(.reminderLevel, .columnHead, .trailing)], below: 3,
            ruleBelow: template.rule(.thin))
        var rows = demand.items.map { reminded in
            let item = reminded.item
            return Row(
                [
                    text(name(of: item), .narrative),
                    text(item.matters.map(\.text).joined(separator: ", "), .narrative),
                    text(dates.short(item.date), .narrative),
                    text(dates.short(item.due), .narrative), days(item.daysOverdue),
                    amount(item.amount), amount(item.open),
                    reminded.level > 0 ? days(reminded.level) : .empty,
                ], above: 3, below: 1.5)
        }
        keepLast(&rows, wholeUpTo: shortSummary)
        let date = template.column(.date)
        let table = entryTable(
            columns: [
                .init(width: widths.name, gap: 0), .init(width: widths.matters, gap: gap),
                .init(width: .points(date), gap: gap), .init(width: .points(date), gap: gap),
                .init(width: .points(40), alignment: .trailing, gap: gap), figureColumn(.amount),
                figureColumn(.amount),
                .init(width: .points(40), alignment: .trailing, gap: gap),
            ], header: [head], rows: rows)
        var blocks: [Block] = [.space(6)] + headed(.overdueInvoices, table, level: 2)
        blocks = keepingWithNext(blocks)
        var sumRows = [sumRow(template.text(.overdue), demand.overdue)]
        if !demand.unapplied.isZero {
            sumRows.append(sumRow(template.text(.unappliedCredits), demand.unapplied))
        }
        if !demand.fee.isZero { sumRows.append(sumRow(template.text(.reminderFee), demand.fee)) }
        sumRows.append(
            totalRow(
                template.text(.totalDemand), demand.total, .due, rule: template.rule(.strong)))
        return blocks + [.space(12), .together([sums(sumRows)])]
    }
}
