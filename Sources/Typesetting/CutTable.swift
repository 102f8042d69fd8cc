internal import Canvas
internal import Paper

/// One line of a cell, ready to be placed at some height of the row.
struct CellLine {
    /// Among those of the row's cells.
    var drawings: Range<Int>
    var height: Double
    var baseline: Double
}

/// The cells of the row at hand, cut into lines: cell by cell, while a page wants line by line.
private struct CutCells {
    var drawings: [Drawing] = []
    var lines: [CellLine] = []
    /// Of each cell, its lines.
    var cells: [Range<Int>] = []

    mutating func append(_ drawings: some Sequence<Drawing>, height: Double, baseline: Double) {
        let start = self.drawings.count
        self.drawings.append(contentsOf: drawings)
        lines.append(
            CellLine(drawings: start..<self.drawings.count, height: height, baseline: baseline))
    }

    /// Cells of different sizes stand on one baseline.
    mutating func alignFirstBaselines() {
        let firsts = cells.compactMap(\.first)
        let lowest = firsts.map { lines[$0].baseline }.max() ?? 0
        for first in firsts where lines[first].baseline < lowest {
            let shift = lowest - lines[first].baseline
            for index in lines[first].drawings {
                drawings[index] = drawings[index].moved(down: shift)
            }
            lines[first].height += shift
        }
    }

    var lineCount: Int { cells.map(\.count).max() ?? 0 }

    func height(ofLine line: Int) -> Double {
        cells.reduce(0) { height, cell in
            line < cell.count ? max(height, lines[cell.lowerBound + line].height) : height
        }
    }
}

/// Cuts a table into strips: a row each, and a line each for the middle of rows too long to keep.
struct TableCutter {
    let cutter: BlockCutter
    let store: DrawingStore
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
        store = cutter.store
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
            var whole = store.merged(body)
            store.append(
                .box(
                    x: left, y: 0, width: right - left, height: whole.height, line: frame.weight,
                    colour: frame.colour), to: &whole)
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
        var cut = CutCells()
        var column = 0
        for cell in row.cells {
            let start = cut.lines.count
            self.cut(cell, column: column, reaches: reaches, into: &cut)
            cut.cells.append(start..<cut.lines.count)
            column += cell.span
        }
        cut.alignFirstBaselines()
        let count = cut.lineCount
        let mark = row.mark.map(store.add(mark:))
        let linesOfStrip = count <= row.linesKeptTogether ? max(1, count) : 1
        var strips: [Strip] = []
        for first in stride(from: 0, to: max(1, count), by: linesOfStrip) {
            let isFirst = first == 0
            let isLast = first + linesOfStrip >= count
            var height = isFirst ? row.above : 0
            var strip = store.strip(height: 0) {
                for line in first..<min(count, first + linesOfStrip) {
                    append(line, of: cut, elements, down: height)
                    height += cut.height(ofLine: line)
                }
            }
            strip.height = height + (isLast ? row.below : 0)
            strip.mark = mark
            (strip.left, strip.right) = (left, right)
            appendRules(of: row, to: &strip, isFirst: isFirst, isLast: isLast)
            if isRead { decorate(&strip, of: row, ground: ground, isLast: isLast) }
            strips.append(strip)
        }
        if strips.count > 1 {
            // Two lines at least on either side of a page break.
            for index in [0, strips.count - 2] { strips[index].keepsWithNext = true }
            for index in strips.indices.dropFirst() { strips[index].leadIn = row.above }
        }
        strips[strips.count - 1].keepsWithNext = row.keepsWithNext
        return strips
    }

    /// One line of all cells.
    private func append(_ line: Int, of cut: CutCells, _ elements: [Int], down: Double) {
        for (element, cell) in zip(elements, cut.cells) where line < cell.count {
            store.append(.element(element))
            for index in cut.lines[cell.lowerBound + line].drawings {
                store.append(cut.drawings[index].moved(down: down))
            }
        }
    }

    private func appendRules(of row: Row, to strip: inout Strip, isFirst: Bool, isLast: Bool) {
        // Between the rules of columns, from edge to edge.
        let inset = table.look.isPlain ? table.inset : 0
        if isFirst, let rule = row.ruleAbove {
            store.append(.rule(rule, x0: left + inset, x1: right - inset, y: 0), to: &strip)
        }
        if isLast, let rule = row.ruleBelow {
            store.append(
                .rule(rule, x0: left + inset, x1: right - inset, y: strip.height), to: &strip)
        }
    }

    // MARK: Cells

    private func cut(
        _ cell: Cell, column: Int, reaches: Reaches, into lines: inout CutCells
    ) {
        let last = min(column + cell.span, lefts.count) - 1
        guard column <= last else { return }
        let x = lefts[column]
        let width = lefts[last] + widths[last] - x
        let alignment = table.columns[column].alignment
        for part in cell.parts {
            switch part {
            case .text(let text, let style, let own):
                let found = cutter.lines(text, style: style, width: width)
                for line in found {
                    let drawing = cutter.place(
                        line, of: found.count, style: style, alignment: own ?? alignment, left: x,
                        width: width)
                    append([drawing], style, to: &lines)
                }
            case .figure(let text, let style, let point):
                let line = cutter.shaper.line(text, style: style.index)
                let hang = hang(
                    of: text, style, point: point, in: alignment, reach: reaches.figures[column])
                let drawing = Drawing.text(
                    line, x: x + width - hang - line.width, baseline: cutter.baseline(style))
                append([drawing], style, to: &lines)
            case .tickBoxes(let labels, let style):
                append(
                    tickBoxes(labels, style: style, x: x, width: width, alignment: alignment),
                    style, to: &lines)
            case .writingLine(let rule, let style):
                let drawing = Drawing.rule(
                    rule, x0: x, x1: x + width, y: cutter.baseline(style) + 1.5)
                append([drawing], style, to: &lines)
            case .reckoning(let reckoning, let style):
                let cutter = ReckoningCutter(
                    cutter: cutter, style: style, x: x, width: width,
                    reach: reaches.reckonings[column], cell: cell)
                for line in cutter.lines(of: reckoning) { append(line, style, to: &lines) }
            }
        }
    }

    private func append(
        _ drawings: some Sequence<Drawing>, _ style: StyleID, to lines: inout CutCells
    ) {
        lines.append(
            drawings, height: cutter.styles[style].leading, baseline: cutter.baseline(style))
    }

    /// Squares with labels; in a column of figures under them, though they reach beyond it.
    private func tickBoxes(
        _ labels: [String], style: StyleID, x: Double, width: Double, alignment: Alignment
    ) -> [Drawing] {
        let size = cutter.styles[style].size * 0.95
        let baseline = cutter.baseline(style)
        // The first is the first in the order of reading, too.
        var drawings: [Drawing] = []
        var edge = x + width
        for label in labels.reversed() {
            let line = cutter.shaper.line(label, style: style.index)
            edge -= line.width
            let text = Drawing.text(line, x: edge, baseline: baseline)
            edge -= size + 2.5
            let box = Drawing.box(
                x: edge, y: baseline - size + 0.8, width: size, height: size, line: 0.5,
                colour: cutter.styles[style].colour)
            drawings.insert(contentsOf: [box, text], at: 0)
            edge -= 7
        }
        guard alignment == .leading else { return drawings }
        // From the right edge to where lines begin.
        let shift = x - (edge + 7)
        return drawings.map { $0.moved(right: shift) }
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
        if cutter.readsFromRight { return cutter.width(of: text, figure.head, style) }
        if alignment == .decimal {
            return point == nil ? 0 : cutter.width(of: text, figure.tail, style)
        }
        return cutter.width(of: text, figure.unit, style)
    }

    /// How far a figure stays from the edge, so that it is aligned with the others of its column. A
    /// closing parenthesis hangs over the edge of a right-aligned one.
    private func hang(
        of text: String, _ style: StyleID, point: Int?, in alignment: Alignment, reach: Double
    ) -> Double {
        let own = self.reach(of: text, style, point: point, in: alignment)
        if cutter.readsFromRight || (alignment == .decimal && point != nil) { return reach - own }
        let isNegative = text.utf8.last == UInt8(ascii: ")")
        let parenthesis = isNegative ? cutter.shaper.width(of: ")", style: style.index) : 0
        return (alignment == .decimal ? 0 : reach - own) - parenthesis
    }
}

extension BlockCutter {
    /// How wide some of a text's UTF-8 bytes are.
    func width(of text: String, _ part: Range<Int>, _ style: StyleID) -> Double {
        part.isEmpty ? 0 : shaper.width(of: text, part, style: style.index)
    }
}
