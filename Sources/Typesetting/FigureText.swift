internal import Paper

/// A figure in its parts: what stands before its decimal point, or before where one would stand, and
/// what follows.
struct FigureText {
    var head: String
    var tail: String
    /// What follows the last digit, but for a closing parenthesis: a currency.
    var unit: String

    /// `point` is the UTF-8 offset of the decimal point.
    init(_ text: String, point: Int?) {
        let bytes = Array(text.utf8)
        let end = (bytes.lastIndex { (0x30...0x39).contains($0) } ?? bytes.count - 1) + 1
        head = String(decoding: bytes.prefix(point ?? end), as: UTF8.self)
        tail = String(decoding: bytes.dropFirst(point ?? end), as: UTF8.self)
        let rest = String(decoding: bytes.dropFirst(end), as: UTF8.self)
        unit = rest.hasSuffix(")") ? String(rest.dropLast()) : rest
    }
}

extension TableCutter {
    /// Those of the columns, wider where a figure needs it: what is left over is for other columns.
    static func widths(of table: Table, _ cutter: BlockCutter) -> [Width] {
        var widths = table.columns.map(\.width)
        for row in table.rows {
            var column = 0
            for cell in row.cells where column < widths.count {
                defer { column += cell.span }
                guard cell.span == 1, case .points(let points) = widths[column],
                    case .figure(let text, let style, _)? = cell.parts.first,
                    // No digit is wider than three fifths of its size.
                    Double(text.utf8.count) * cutter.styles[style].size * 0.6 > points
                else { continue }
                let width = cutter.shaper.line(text, style: style.index).width
                if width > points { widths[column] = .points(width) }
            }
        }
        return widths
    }
}
