internal import Billing
internal import Paper

/// What edits leave on paper: the cover note; and on a pro forma that was issued again, what changed
/// since the version before, at each line and in a table at the end.
extension StatementParts {
    var notes: [Block] {
        statement.notes.flatMap { [.space(12), paragraph($0, .body)] }
    }

    /// What the version before said of a line that says something else now.
    func earlier(of id: LineID) -> StatementDifference.Line? {
        statement.changes?.lines.first { $0.id == id && $0.after != nil }
    }

    /// Below the line's id: that it is new here, or was changed.
    func changeFlag(_ line: StatementDifference.Line) -> Cell.Part {
        .text(
            template.text(line.before == nil ? .newLine : .changedLine),
            template.style(.small), nil)
    }

    /// Below a figure: what it was, where it was something else.
    func was<Figure: Equatable>(
        _ before: Figure?, _ after: Figure?, _ text: (Figure) -> String
    ) -> Cell.Part? {
        guard let before, let after, before != after else { return nil }
        return .text(
            template.text(.wasBefore, ("figure", text(before))), template.style(.small), .trailing)
    }

    var changeSummary: [Block] {
        guard let changes = statement.changes, !changes.isEmpty else { return [] }
        let gap = template.column(.gap)
        let head = Row(
            [
                label(.lineHead), label(.description), label(.before, .columnHead, .trailing),
                label(.now, .columnHead, .trailing), label(.difference, .columnHead, .trailing),
            ], below: 3, ruleBelow: template.rule(.thin))
        var rows = changes.lines.map(changeRow) + changes.items.map(changeRow)
        if rows.isEmpty { return [] }
        keepLast(&rows)
        rows.append(
            Row(
                [
                    text(template.text(.totalProforma), .total, span: 2),
                    amount(changes.total.before, .total), amount(changes.total.after, .total),
                    amount(changes.total.difference, .total),
                ], above: 4, ruleAbove: template.rule(.thin)))
        return [
            .space(14),
            paragraph(
                template.text(.changesSince, ("document", changes.earlier)), .heading,
                keepsWithNext: true),
            .table(
                Table(
                    columns: [
                        .init(width: .points(template.column(.proformaDate)), gap: 0),
                        .init(width: .share(1), gap: gap), figureColumn(.amount),
                        figureColumn(.amount), figureColumn(.amount),
                    ], header: [head], rows: rows)),
        ]
    }

    private func changeRow(_ line: StatementDifference.Line) -> Row {
        var what = Cell([.text(words(of: line), template.style(.narrative), nil)])
        what.parts += line.reasons.map { .text($0, template.style(.small), nil) }
        return Row(
            [
                text(line.id.text, .lineID), what,
                line.before.map { amount($0.amount) } ?? .empty,
                line.after.map { amount($0.amount) } ?? .empty, amount(line.difference),
            ], above: 3, below: 2, ruleBelow: template.rule(.hair))
    }

    /// Who, when, and what of the figures and words is different.
    func words(of line: StatementDifference.Line) -> String {
        let who = [line.timekeeper?.id.text, dates.short(line.date)].compactMap(\.self)
            .joined(separator: ", ")
        return template.named(who, changeWords(line).joined(separator: "; "))
    }

    private func changeWords(_ line: StatementDifference.Line) -> [String] {
        guard let before = line.before else { return [template.text(.newLine)] }
        guard let after = line.after else { return [template.text(.goneLine)] }
        var words: [String] = []
        func change<Figure: Equatable>(
            _ name: Label, _ old: Figure?, _ new: Figure?, _ text: (Figure) -> String
        ) {
            guard old != new else { return }
            let pair = [old, new].map { $0.map(text) ?? "–" }.joined(separator: " → ")
            words.append(template.text(name) + " " + pair)
        }
        change(.hours, before.hours, after.hours) {
            figures.hours($0, decimals: statement.hoursDecimals).text
        }
        // What is no longer charged has no rate to compare.
        if before.perHour != nil, after.perHour != nil {
            change(.rate, before.perHour, after.perHour) { figures.amount($0).text }
        }
        if words.isEmpty, before.amount != after.amount {
            change(.amount, before.amount, after.amount) { figures.amount($0).text }
        }
        if before.narrative != after.narrative {
            let quoted = template.text(.quoted, ("text", before.narrative))
            words.append(template.text(.wasBefore, ("figure", quoted)))
        }
        return words
    }

    private func changeRow(_ item: StatementDifference.Item) -> Row {
        let name = template.head(of: item.kind)
        let description = template.own(item.description)
        let words = description.isEmpty ? name : template.named(name, description)
        return Row(
            [
                .empty, text(words, .narrative), amount(item.before), amount(item.after),
                amount(item.after - item.before),
            ], above: 3, below: 2, ruleBelow: template.rule(.hair))
    }
}
