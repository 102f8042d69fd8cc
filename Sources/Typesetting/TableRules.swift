internal import Canvas
internal import Paper

extension TableCutter {
    /// Adds what the whole table's look gives each row.
    func decorate(_ strip: inout Strip, of row: Row, ground: Colour?, isLast: Bool) {
        let look = table.look
        if let ground {
            store.append(
                .ground(ground, x: left, y: 0, width: right - left, height: strip.height),
                to: &strip)
        }
        if let rule = look.columnRule {
            for upright in uprights(rule, of: row, in: strip) { store.append(upright, to: &strip) }
        }
        if isLast, let rule = look.rowRule, row.ruleBelow == nil {
            store.append(.rule(rule, x0: left, x1: right, y: strip.height), to: &strip)
        }
    }

    /// The rules between columns. None goes through what is to be ticked, which reaches over several.
    private func uprights(_ rule: Rule, of row: Row, in strip: Strip) -> [Drawing] {
        var ticks: (x: Double, y0: Double, y1: Double)?
        for case .box(let x, let y, _, let height, _, _) in store[strip] {
            ticks = (min(x, ticks?.x ?? x), y - 2, y + height + 2)
        }
        return edges(of: row).flatMap { x -> [Drawing] in
            guard let ticks, x > ticks.x, x < right - 1 else {
                return [.upright(rule, x: x, y0: 0, y1: strip.height)]
            }
            return [
                .upright(rule, x: x, y0: 0, y1: ticks.y0),
                .upright(rule, x: x, y0: min(ticks.y1, strip.height), y1: strip.height),
            ]
        }
    }

    /// Where the row's cells begin and end; none within a cell that takes several columns.
    private func edges(of row: Row) -> [Double] {
        var edges = [left]
        var column = row.cells.first?.span ?? 1
        for cell in row.cells.dropFirst() where column < lefts.count {
            edges.append(lefts[column] - table.columns[column].gap / 2)
            column += cell.span
        }
        return edges + [right]
    }
}
