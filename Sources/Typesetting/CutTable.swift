internal import Canvas
internal import Paper

/// One line of a cell, ready to be placed at some height of the row.
struct CellLine {
    var drawings: [Drawing]
    var height: Double
    var baseline: Double
}

/// Cuts a table into strips: a row each, and a line each for the middle of rows too long to keep.
struct TableCutter {
    let cutter: BlockCutter
    let table: Table
    let left: Double
    let lefts: [Double]
    let widths: [Double]
    let right: Double

    /// For each column, how far its figures reach beyond their decimal points, or beyond their last
    /// digits, towards the edge that they stand at.
    struct Reaches {
        var figures: [Double]
        var reckonings: [Double]
    }

    init(cutter: BlockCutter, table: Table, left: Double, width: Double) {
        self.cutter = cutter
        self.table = table
        self.left = left
        right = left + width
        let gaps = table.columns.map(\.gap)
        widths = cutter.resolve(
            TableCutter.widths(of: table, cutter), gaps: gaps.reduce(0, +) + 2 * table.inset,
            in: width)
        var lefts: [Double] = []
        var x = left + table.inset
        for (gap, width) in zip(gaps, widths) {
            x += gap
            lefts.append(x)
            x += width
        }
        self.lefts = lefts
    }

    func append(to galley: inout Galley) {
        let reaches = Reaches(figures: figureReaches(), reckonings: reckoningReaches())
        var header: Int?
        beginReading()
        if !table.header.isEmpty {
            header = galley.headers.count
            var strips = table.header.flatMap {
                self.strips(of: $0, reaches: reaches, isHeader: true, ground: table.look.headGround)
            }
            for index in strips.indices { strips[index].keepsWithNext = true }
            galley.headers.append(continued(reaches) + strips)
            galley.strips += strips
        }
        var body: [Strip] = []
        let sums = carriedSums(reaches)
        for (index, row) in table.rows.enumerated() {
            var strips = strips(
                of: row, reaches: reaches, ground: index % 2 == 1 ? table.look.stripe : nil)
            if sums != nil, index < table.rows.count - 1, carriedRows(behind: index) != nil {
                for line in strips.indices { strips[line].carried = (galley.carried.count, index) }
            }
            body += strips
        }
        if let sums { galley.carried.append(sums) }
        endReading()
        for index in body.indices { body[index].header = header }
        if table.prefersNext, !body.isEmpty { body[body.count - 1].prefersNext = true }
        if table.keepsWithNext, !body.isEmpty { body[body.count - 1].keepsWithNext = true }
        if let frame = table.frame {
            var whole = body.merged()
            whole.drawings.append(
                .box(
                    x: left, y: 0, width: right - left, height: whole.height, line: frame.weight,
                    colour: frame.colour))
            whole.keepsWithNext = table.keepsWithNext
            galley.strips.append(whole)
        } else {
            galley.strips += body
        }
    }

    // MARK: Rows

    /// What is not read stands outside of the table's structure, and has nothing of its look.
    func strips(
        of row: Row, reaches: Reaches, isHeader: Bool = false, isRead: Bool = true,
        ground: Colour? = nil
    ) -> [Strip] {
        let elements =
            isRead
            ? self.elements(of: row, isHeader: isHeader)
            : Array(repeating: 0, count: row.cells.count)
        var lines: [[CellLine]] = []
        var column = 0
        for cell in row.cells {
            lines.append(cellLines(cell, column: column, reaches: reaches))
            column += cell.span
        }
        alignFirstBaselines(&lines)
        let count = lines.map(\.count).max() ?? 0
        let heights = (0..<count).map { index in
            lines.compactMap { index < $0.count ? $0[index].height : nil }.max() ?? 0
        }
        var strips = heights.enumerated().map { index, height in
            Strip(
                height: height,
                drawings: zip(elements, lines).flatMap { element, lines in
                    index < lines.count ? [.element(element)] + lines[index].drawings : []
                },
                mark: row.mark, left: left, right: right)
        }
        if strips.isEmpty { strips = [Strip(height: 0, left: left, right: right)] }
        finish(&strips, of: row)
        if isRead { decorate(&strips, of: row, ground: ground) }
        return strips
    }

    /// Cells of different sizes stand on one baseline.
    private func alignFirstBaselines(_ cells: inout [[CellLine]]) {
        let lowest = cells.compactMap { $0.first?.baseline }.max() ?? 0
        for index in cells.indices {
            guard let first = cells[index].first, first.baseline < lowest else { continue }
            let shift = lowest - first.baseline
            cells[index][0].drawings = first.drawings.map { $0.moved(down: shift) }
            cells[index][0].height += shift
        }
    }

    /// Adds the row's white space and rules, and joins the lines that must stay together.
    private func finish(_ strips: inout [Strip], of row: Row) {
        if strips.count <= row.linesKeptTogether {
            var whole = strips.merged()
            whole.mark = row.mark
            strips = [whole]
        } else {
            for index in [0, strips.count - 2] { strips[index].keepsWithNext = true }
            for index in strips.indices.dropFirst() { strips[index].leadIn = row.above }
        }
        let first = 0
        let last = strips.count - 1
        // Between the rules of columns, from edge to edge.
        let inset = table.look.isPlain ? table.inset : 0
        strips[first].drawings = strips[first].drawings.map { $0.moved(down: row.above) }
        strips[first].height += row.above
        if let rule = row.ruleAbove {
            strips[first].drawings.append(
                .rule(rule, x0: left + inset, x1: right - inset, y: 0))
        }
        strips[last].height += row.below
        if let rule = row.ruleBelow {
            strips[last].drawings.append(
                .rule(
                    rule, x0: left + inset, x1: right - inset, y: strips[last].height))
        }
        strips[last].keepsWithNext = row.keepsWithNext
        for index in strips.indices {
            strips[index].left = left
            strips[index].right = right
        }
    }

    // MARK: Cells

    private func cellLines(_ cell: Cell, column: Int, reaches: Reaches) -> [CellLine] {
        let last = min(column + cell.span, lefts.count) - 1
        guard column <= last else { return [] }
        let x = lefts[column]
        let width = lefts[last] + widths[last] - x
        let alignment = table.columns[column].alignment
        return cell.parts.flatMap { part in
            if case .reckoning(let reckoning, let style) = part {
                ReckoningCutter(
                    cutter: cutter, style: style, x: x, width: width,
                    reach: reaches.reckonings[column], cell: cell
                ).lines(of: reckoning)
            } else {
                lines(
                    of: part, x: x, width: width, alignment: alignment,
                    reach: reaches.figures[column])
            }
        }
    }

    private func lines(
        of part: Cell.Part, x: Double, width: Double, alignment: Alignment, reach: Double
    ) -> [CellLine] {
        switch part {
        case .text(let text, let style, let own):
            let leading = cutter.styles[style].leading
            let lines = cutter.lines(text, style: style, width: width)
            return lines.map {
                CellLine(
                    drawings: [
                        cutter.place(
                            $0, of: lines.count, style: style, alignment: own ?? alignment,
                            left: x, width: width)
                    ], height: leading, baseline: cutter.baseline(style))
            }
        case .figure(let text, let style, let point):
            let line = cutter.shaper.line(text, style: style.index)
            let hang = hang(of: text, style, point: point, in: alignment, reach: reach)
            return [
                CellLine(
                    drawings: [
                        .text(
                            line, style: style.index, x: x + width - hang - line.width,
                            baseline: cutter.baseline(style))
                    ], height: cutter.styles[style].leading, baseline: cutter.baseline(style))
            ]
        case .tickBoxes(let labels, let style):
            return [tickBoxes(labels, style: style, x: x, width: width, alignment: alignment)]
        case .writingLine(let rule, let style):
            let leading = cutter.styles[style].leading
            return [
                CellLine(
                    drawings: [
                        .rule(rule, x0: x, x1: x + width, y: cutter.baseline(style) + 1.5)
                    ], height: leading, baseline: cutter.baseline(style))
            ]
        case .reckoning: return []
        }
    }

    /// Squares with labels; in a column of figures under them, though they reach beyond it.
    private func tickBoxes(
        _ labels: [String], style: StyleID, x: Double, width: Double, alignment: Alignment
    ) -> CellLine {
        let size = cutter.styles[style].size * 0.95
        let baseline = cutter.baseline(style)
        // The first is the first in the order of reading, too.
        var drawings: [Drawing] = []
        var edge = x + width
        for label in labels.reversed() {
            let line = cutter.shaper.line(label, style: style.index)
            edge -= line.width
            let text = Drawing.text(line, style: style.index, x: edge, baseline: baseline)
            edge -= size + 2.5
            let box = Drawing.box(
                x: edge, y: baseline - size + 0.8, width: size, height: size, line: 0.5,
                colour: cutter.styles[style].colour)
            drawings.insert(contentsOf: [box, text], at: 0)
            edge -= 7
        }
        if alignment == .leading {
            // From the right edge to where lines begin.
            let shift = x - (edge + 7)
            drawings = drawings.map { $0.moved(right: shift) }
        }
        return CellLine(
            drawings: drawings, height: cutter.styles[style].leading, baseline: baseline)
    }

    // MARK: Alignment of figures

    private func figureReaches() -> [Double] {
        reaches { part, alignment in
            guard case .figure(let text, let style, let point) = part, alignment != .leading else {
                return nil
            }
            return reach(of: text, style, point: point, in: alignment)
        }
    }

    private func reckoningReaches() -> [Double] {
        reaches { part, _ in
            guard case .reckoning(let reckoning, let style) = part else { return nil }
            return ReckoningCutter.reach(of: reckoning, style, cutter)
        }
    }

    /// The largest of each column.
    private func reaches(_ reach: (Cell.Part, Alignment) -> Double?) -> [Double] {
        var reaches = Array(repeating: 0.0, count: table.columns.count)
        for row in table.rows {
            var column = 0
            for cell in row.cells where column < reaches.count {
                for case let own? in cell.parts.map({ reach($0, table.columns[column].alignment) })
                {
                    reaches[column] = max(reaches[column], own)
                }
                column += cell.span
            }
        }
        return reaches
    }

    /// Figures of a right-aligned column end with their last digits above one another; a currency may
    /// follow. On a page that reads from the right, they stand at the left edge, and what counts is
    /// how far they reach to the left of their decimal points.
    private func reach(
        of text: String, _ style: StyleID, point: Int?, in alignment: Alignment
    ) -> Double {
        let figure = FigureText(text, point: point)
        if cutter.readsFromRight { return width(of: figure.head, style) }
        if alignment == .decimal { return point == nil ? 0 : width(of: figure.tail, style) }
        return width(of: figure.unit, style)
    }

    /// How far a figure stays from the edge, so that it is aligned with the others of its column. A
    /// closing parenthesis hangs over the edge of a right-aligned one.
    private func hang(
        of text: String, _ style: StyleID, point: Int?, in alignment: Alignment, reach: Double
    ) -> Double {
        let own = self.reach(of: text, style, point: point, in: alignment)
        if cutter.readsFromRight || (alignment == .decimal && point != nil) { return reach - own }
        let parenthesis = text.hasSuffix(")") ? width(of: ")", style) : 0
        return (alignment == .decimal ? 0 : reach - own) - parenthesis
    }

    private func width(of text: String, _ style: StyleID) -> Double {
        text.isEmpty ? 0 : cutter.shaper.line(text, style: style.index).width
    }
}
