internal import Canvas
internal import Paper

/// Sets a line of arithmetic: the name where lines begin, at the other side the figure with its decimal
/// point under those of the table's other reckonings, and between them how it is made, up to the
/// equals signs of the cell. Where one line is too short for all, the name stands above.
struct ReckoningCutter {
    let cutter: BlockCutter
    let style: StyleID
    let x: Double
    let width: Double
    /// How far the widest figure reaches beyond its decimal point.
    private let reach: Double
    /// Where the expressions end, with their equals signs.
    private let edge: Double
    /// The least white space between two things on one line.
    private let gap: Double

    init(
        cutter: BlockCutter, style: StyleID, x: Double, width: Double, reach: Double, cell: Cell
    ) {
        self.cutter = cutter
        self.style = style
        self.x = x
        self.width = width
        gap = cutter.styles[style].size * 0.5
        self.reach = reach
        var rest = 0.0
        for case .reckoning(let reckoning, let style) in cell.parts
        where !reckoning.expression.isEmpty {
            rest = max(rest, ReckoningCutter.rest(of: reckoning, style, cutter))
        }
        edge = x + width - reach - rest - gap
    }

    /// What stands on each line.
    func lines(of reckoning: Reckoning) -> [[Drawing]] {
        let result = shape(reckoning.result)
        let place =
            x + width - reach - ReckoningCutter.rest(of: reckoning, style, cutter)
        let drawnResult = draw(result, at: place)
        guard !reckoning.expression.isEmpty else {
            var lines = wrap(reckoning.name, in: place - 2 * gap - x).map { [$0] }
            lines[lines.count - 1].append(drawnResult)
            return lines
        }
        let text = equation(reckoning.expression)
        let name = shape(reckoning.name)
        let whole = shape(text)
        if name.width + 2 * gap + whole.width <= edge - x {
            return [[draw(name, at: x), draw(whole, at: edge - whole.width), drawnResult]]
        }
        let parts = cutter.shaper.lines(text, style: style.index, width: edge - x)
        var lines = wrap(reckoning.name, in: width).map { [$0] }
        lines += parts.map { [draw($0, at: edge - $0.width)] }
        lines[lines.count - 1].append(drawnResult)
        return lines
    }

    /// Arithmetic reads from the left wherever it stands; with words in it, as its words do.
    private func equation(_ expression: String) -> String {
        guard cutter.readsFromRight else { return expression + " =" }
        let isInWords = hasRightToLeft(expression)
        return isInWords
            ? expression + " =" : "\u{200F}\u{2066}" + expression + "\u{2069} ="
    }

    private func wrap(_ text: String, in width: Double) -> [Drawing] {
        cutter.shaper.lines(text, style: style.index, width: width).map { draw($0, at: x) }
    }

    private func shape(_ text: String) -> TextLine {
        cutter.shaper.line(text, style: style.index)
    }

    private func draw(_ line: TextLine, at x: Double) -> Drawing {
        .text(line, x: x, baseline: cutter.baseline(style))
    }

    // MARK: Decimal points

    /// How far the result reaches beyond its decimal point, or where one would stand, towards the edge.
    static func reach(
        of reckoning: Reckoning, _ style: StyleID, _ cutter: BlockCutter
    ) -> Double {
        let figure = FigureText(reckoning.result, point: reckoning.point)
        return cutter.width(
            of: reckoning.result, cutter.readsFromRight ? figure.head : figure.tail, style)
    }

    /// How far it reaches on the other side of it.
    private static func rest(
        of reckoning: Reckoning, _ style: StyleID, _ cutter: BlockCutter
    ) -> Double {
        let figure = FigureText(reckoning.result, point: reckoning.point)
        return cutter.width(
            of: reckoning.result, cutter.readsFromRight ? figure.tail : figure.head, style)
    }
}
