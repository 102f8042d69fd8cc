internal import Paper

/// A figure in its parts, as ranges of its UTF-8 bytes: what stands before its decimal point, or before where
/// one would stand, and what follows.
struct FigureText {
    var head: Range<Int>
    var tail: Range<Int>
    /// What follows the last digit, but for a closing parenthesis: a currency.
    var unit: Range<Int>

    /// `point` is the UTF-8 offset of the decimal point.
    init(_ text: String, point: Int?) {
        var text = text
        (head, tail, unit) = text.withUTF8 { bytes in
            let last = bytes.lastIndex { (0x30...0x39).contains($0) } ?? bytes.count - 1
            let point = point ?? last + 1
            let unitEnd = bytes.last == UInt8(ascii: ")") ? bytes.count - 1 : bytes.count
            return (0..<point, point..<bytes.count, last + 1..<max(last + 1, unitEnd))
        }
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
                let width = cutter.shaper.width(of: text, style: style.index)
                if width > points { widths[column] = .points(width) }
            }
        }
        return widths
    }
}
