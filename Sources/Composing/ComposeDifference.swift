package import Billing
package import Paper

/// The page that goes with a corrected invoice: what stood on the original, what stands on the
/// corrected one, and the difference, line by line.
package func composeDifference(
    from original: Statement, to corrected: Statement, in template: Template
) -> Document {
    let parts = StatementParts(statement: corrected, template: template)
    let title = template.text(.differencePage) + " " + original.title + " → " + corrected.title
    var document = parts.letter(title, as: nil)
    let difference = StatementDifference(from: original, to: corrected)
    document.blocks = parts.letterhead + parts.differenceAddress(difference)
    document.blocks += parts.changes(difference) + [.space(18)] + parts.comparedSums(difference)
    return document
}

extension StatementParts {
    fileprivate func differenceAddress(_ difference: StatementDifference) -> [Block] {
        var rows: [(Label, String)] = []
        if let correction = statement.correction {
            rows.append((.original, named(correction.original)))
            rows.append((.creditNote, named(correction.creditNote)))
        }
        rows.append(
            (
                .corrected,
                named(DocumentReference(number: statement.number, date: statement.date))
            ))
        rows.append((.client, statement.billTo.id.text))
        if let earlier = difference.earlierBillTo {
            rows.append((.billedTo, statement.billTo.name))
            rows.append((.billedToBefore, earlier))
        }
        return address(under: .differencePage, rows)
    }

    // MARK: Lines

    /// Lines and items that are not what they were; nothing where only sums differ.
    fileprivate func changes(_ difference: StatementDifference) -> [Block] {
        guard !difference.lines.isEmpty || !difference.items.isEmpty else { return [] }
        var rows: [Row] = []
        for matter in statement.matters.map(\.id) + leftMatters(difference) {
            let lines = difference.lines.filter { $0.matter == matter }
            let items = difference.items.filter { $0.matter == matter }
            guard !lines.isEmpty || !items.isEmpty else { continue }
            if statement.matters.count > 1 {
                rows.append(
                    Row(
                        [text(template.text(.matter) + " " + matter.text, .total, span: 7)],
                        above: 6, below: 2, keepsWithNext: true))
            }
            rows += lines.map(row) + items.map(row)
        }
        let gap = template.column(.gap)
        let table = entryTable(
            columns: [
                .init(width: .points(40), gap: 0),
                .init(width: .points(template.column(.date)), gap: gap),
                .init(width: .points(template.column(.timekeeper)), gap: gap),
                .init(width: .share(1), gap: gap), figureColumn(.amount), figureColumn(.amount),
                figureColumn(.amount),
            ],
            header: [
                Row(
                    [label(.lineHead), label(.date), label(.timekeeper), label(.narrative)]
                        + comparedHead, below: 3, ruleBelow: template.rule(.thin))
            ], rows: rows)
        return headed(.linesThatChanged, table, level: 2)
    }

    /// Matters of which nothing is left on the corrected invoice.
    private func leftMatters(_ difference: StatementDifference) -> [MatterID] {
        let left = difference.lines.map(\.matter) + difference.items.map(\.matter)
        return Set(left).subtracting(statement.matterIDs).sorted()
    }

    private var comparedHead: [Cell] {
        [Label.original, .corrected, .difference].map { label($0, .columnHead, .trailing) }
    }

    private func row(_ line: StatementDifference.Line) -> Row {
        Row(
            [
                text(line.id.text, .lineID), text(dates.short(line.date), .narrative),
                text(line.timekeeper?.id.text ?? "", .narrative), description(of: line),
                line.before.map { amount($0.amount) } ?? .empty,
                line.after.map { amount($0.amount) } ?? .empty, amount(line.difference),
            ], above: 3, below: 1.5, mark: line.id.text)
    }

    /// The narrative, and beneath it what of it, of the hours and of the rate was otherwise.
    private func description(of line: StatementDifference.Line) -> Cell {
        var cell = text((line.after ?? line.before)?.narrative ?? "", .narrative)
        var notes: [String] = []
        switch (line.before, line.after) {
        case (let before?, let after?):
            if before.narrative != after.narrative {
                notes.append(template.text(.narrativeBefore, ("narrative", before.narrative)))
            }
            if let old = before.hours, let new = after.hours, old != new {
                notes.append(change(.hours, hoursText(old), hoursText(new)))
            }
            if let old = before.perHour, let new = after.perHour, old != new {
                notes.append(change(.rate, figures.amount(old).text, figures.amount(new).text))
            }
        case (_?, nil): notes.append(template.text(.lineTakenOff))
        case (nil, _): notes.append(template.text(.lineAdded))
        }
        cell.parts += notes.map { .text($0, template.style(.small), nil) }
        return cell
    }

    private func hoursText(_ hours: Hours) -> String {
        figures.hours(hours, decimals: statement.hoursDecimals).text
    }

    private func change(_ name: Label, _ before: String, _ after: String) -> String {
        template.text(
            .fromTo, ("name", template.text(name)), ("before", before), ("after", after))
    }

    private func row(_ item: StatementDifference.Item) -> Row {
        let head = template.head(of: item.kind)
        let description = template.own(item.description)
        let isNamed = !description.isEmpty && description != head
        return Row(
            [
                .empty, .empty, .empty,
                text(isNamed ? template.named(head, description) : head, .narrative),
                amount(item.before), amount(item.after), amount(item.after - item.before),
            ], above: 3, below: 1.5)
    }

    // MARK: Sums

    fileprivate func comparedSums(_ difference: StatementDifference) -> [Block] {
        var rows = [(Label.fees, difference.fees), (.costs, difference.costs)].map {
            comparedRow(template.text($0), $1)
        }
        if !difference.tax.before.isZero || !difference.tax.after.isZero {
            rows.append(comparedRow(template.text(.taxes), difference.tax))
        }
        var last = comparedRow(template.text(.total), difference.total, .total)
        (last.above, last.ruleAbove) = (3, template.rule(.strong))
        rows.append(last)
        return [
            .together([
                .table(
                    entryTable(
                        columns: [.init(width: .share(1), gap: 0)]
                            + Array(repeating: figureColumn(.amount), count: 3),
                        header: [
                            Row([.empty] + comparedHead, below: 3, ruleBelow: template.rule(.thin))
                        ], rows: rows))
            ])
        ]
    }

    private func comparedRow(
        _ name: String, _ sum: StatementDifference.Sum, _ role: Template.Role = .figure
    ) -> Row {
        Row(
            [
                text(name, role == .total ? .total : .body), amount(sum.before, role),
                amount(sum.after, role), amount(sum.difference, role),
            ], above: 1.5, below: 1.5)
    }
}
