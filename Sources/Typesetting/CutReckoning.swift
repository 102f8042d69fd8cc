internal import Canvas
internal import Paper

/// Sets a line of arithmetic: the name on the left, the figure with its decimal point under those of
/// the table's other reckonings, and between them how it is made, up to the equals signs of the cell.
/// Where one line is too short for all, the name stands above.
struct ReckoningCutter {
    let cutter: BlockCutter
    let style: StyleID
    let x: Double
    let width: Double
    /// Where the decimal points stand.
    private let point: Double
    /// Where the expressions end, with their equals signs.
    private let edge: Double
    /// The least white space between two things on one line.
    private let gap: Double

    init(
        cutter: BlockCutter, style: StyleID, x: Double, width: Double, tail: Double, cell: Cell
    ) {
        self.cutter = cutter
        self.style = style
        self.x = x
        self.width = width
        gap = cutter.styles[style].size * 0.5
        point = x + width - tail
        var head = 0.0
        for case .reckoning(let reckoning, let style) in cell.parts
        where !reckoning.expression.isEmpty {
            head = max(head, ReckoningCutter.head(of: reckoning, style, cutter.shaper))
        }
        edge = point - head - gap
    }

    func lines(of reckoning: Reckoning) -> [CellLine] {
        let result = shape(reckoning.result)
        let head = ReckoningCutter.head(of: reckoning, style, cutter.shaper)
        let drawnResult = draw(result, at: point - head)
        guard !reckoning.expression.isEmpty else {
            var lines = wrap(reckoning.name, in: point - head - 2 * gap - x).map { [$0] }
            lines[lines.count - 1].append(drawnResult)
            return lines.map(line)
        }
        let text = reckoning.expression + " ="
        let name = shape(reckoning.name)
        let whole = shape(text)
        if name.width + 2 * gap + whole.width <= edge - x {
            return [line([draw(name, at: x), draw(whole, at: edge - whole.width), drawnResult])]
        }
        let parts = cutter.shaper.lines(text, style: style.index, width: edge - x)
        var lines = wrap(reckoning.name, in: width).map { [$0] }
        lines += parts.map { [draw($0, at: edge - $0.width)] }
        lines[lines.count - 1].append(drawnResult)
        return lines.map(line)
    }

    private func wrap(_ text: String, in width: Double) -> [Drawing] {
        cutter.shaper.lines(text, style: style.index, width: width).map { draw($0, at: x) }
    }

    private func shape(_ text: String) -> TextLine {
        cutter.shaper.line(text, style: style.index)
    }

    private func draw(_ line: TextLine, at x: Double) -> Drawing {
        .text(line, style: style.index, x: x, baseline: cutter.baseline(style))
    }

    private func line(_ drawings: [Drawing]) -> CellLine {
        CellLine(
            drawings: drawings, height: cutter.styles[style].leading,
            baseline: cutter.baseline(style))
    }

    // MARK: Decimal points

    /// How far the result reaches to the left of its decimal point, or of where one would stand.
    private static func head(
        of reckoning: Reckoning, _ style: StyleID, _ shaper: TextShaper
    ) -> Double {
        let head = reckoning.result.utf8.prefix(point(of: reckoning))
        return shaper.line(String(decoding: head, as: UTF8.self), style: style.index).width
    }

    static func tail(of reckoning: Reckoning, _ style: StyleID, _ shaper: TextShaper) -> Double {
        let tail = reckoning.result.utf8.dropFirst(point(of: reckoning))
        return shaper.line(String(decoding: tail, as: UTF8.self), style: style.index).width
    }

    private static func point(of reckoning: Reckoning) -> Int {
        reckoning.point
            ?? reckoning.result.utf8.count - (reckoning.result.hasSuffix(")") ? 1 : 0)
    }
}
