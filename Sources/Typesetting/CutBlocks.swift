internal import Canvas
internal import Paper

/// Cuts blocks into measured strips. Nothing here knows where a page ends.
struct BlockCutter {
    let shaper: TextShaper
    let styles: StyleSheet

    func cut(_ blocks: [Block], width: Double) -> Galley {
        var galley = Galley()
        for block in blocks {
            append(block, left: 0, width: width, to: &galley)
        }
        return galley
    }

    private func append(_ block: Block, left: Double, width: Double, to galley: inout Galley) {
        switch block {
        case .space(let height):
            galley.strips.append(Strip(height: height, isSpace: true))
        case .spaceTo(let y):
            galley.strips.append(Strip(height: 0, isSpace: true, reachesTo: y))
        case .rule(let rule):
            galley.strips.append(
                Strip(
                    height: rule.weight,
                    drawings: [.rule(rule, x0: left, x1: left + width, y: rule.weight / 2)]))
        case .paragraph(let paragraph):
            append(paragraph, left: left, width: width, to: &galley)
        case .table(let table):
            TableCutter(cutter: self, table: table, left: left, width: width).append(to: &galley)
        case .sideBySide(let panels, let keepsWithNext):
            var strip = beside(panels, left: left, width: width)
            strip.keepsWithNext = keepsWithNext
            galley.strips.append(strip)
        case .together(let blocks, let keepsWithNext):
            var strip = merged(blocks, left: left, width: width)
            strip.keepsWithNext = keepsWithNext
            galley.strips.append(strip)
        case .atFoot(let blocks):
            var strip = merged(blocks, left: left, width: width)
            strip.isAtFoot = true
            galley.strips.append(strip)
        case .newPage:
            galley.strips.append(Strip(height: 0, beginsPage: true))
        }
    }

    private func append(
        _ paragraph: Paragraph, left: Double, width: Double, to galley: inout Galley
    ) {
        let lines = shaper.lines(paragraph.text, style: paragraph.style.index, width: width)
        for (index, line) in lines.enumerated() {
            var strip = Strip(height: styles[paragraph.style].leading)
            strip.drawings = [
                place(
                    line, style: paragraph.style, alignment: paragraph.alignment, left: left,
                    width: width, top: 0)
            ]
            // Two lines at least on either side of a page break.
            let isEdge = index == 0 || index == lines.count - 2
            strip.keepsWithNext =
                index == lines.count - 1 ? paragraph.keepsWithNext : isEdge
            galley.strips.append(strip)
        }
    }

    func place(
        _ line: TextLine, style: StyleID, alignment: Alignment, left: Double, width: Double,
        top: Double
    ) -> Drawing {
        let spare = width - line.width
        let offset: Double =
            switch alignment {
            case .leading: line.isRightToLeft ? spare : 0
            case .left: 0
            case .trailing, .decimal: spare
            case .centre: spare / 2
            }
        return .text(line, style: style.index, x: left + offset, baseline: top + baseline(style))
    }

    /// From the top of a line to its baseline: the leading's surplus shared above and below.
    func baseline(_ style: StyleID) -> Double {
        let metrics = shaper.metrics(of: style.index)
        return (styles[style].leading - metrics.ascent - metrics.descent) / 2 + metrics.ascent
    }

    private func beside(_ panels: [Panel], left: Double, width: Double) -> Strip {
        let widths = resolve(panels.map(\.width), gaps: 0, in: width)
        var strip = Strip(height: 0)
        var x = left
        for (panel, width) in zip(panels, widths) {
            let part = merged(panel.blocks, left: x, width: width)
            strip.height = max(strip.height, part.height)
            strip.drawings += part.drawings
            x += width
        }
        return strip
    }

    private func merged(_ blocks: [Block], left: Double, width: Double) -> Strip {
        var inner = Galley()
        for block in blocks { append(block, left: left, width: width, to: &inner) }
        return inner.strips.merged()
    }

    /// Widths in points: fixed ones as they are, the rest by share.
    func resolve(_ widths: [Width], gaps: Double, in total: Double) -> [Double] {
        var fixed = gaps
        var shares = 0.0
        for width in widths {
            switch width {
            case .points(let points): fixed += points
            case .share(let share): shares += share
            }
        }
        let rest = max(0, total - fixed)
        return widths.map { width in
            switch width {
            case .points(let points): points
            case .share(let share): rest * share / shares
            }
        }
    }
}

extension Drawing {
    func moved(down y: Double) -> Drawing {
        switch self {
        case .text(let line, let style, let x, let baseline):
            .text(line, style: style, x: x, baseline: baseline + y)
        case .rule(let rule, let x0, let x1, let top):
            .rule(rule, x0: x0, x1: x1, y: top + y)
        case .upright(let rule, let x, let y0, let y1):
            .upright(rule, x: x, y0: y0 + y, y1: y1 + y)
        case .ground(let colour, let x, let top, let width, let height):
            .ground(colour, x: x, y: top + y, width: width, height: height)
        case .box(let x, let top, let width, let height, let line, let colour):
            .box(x: x, y: top + y, width: width, height: height, line: line, colour: colour)
        }
    }
}

extension [Strip] {
    /// All strips as one that cannot be broken.
    func merged() -> Strip {
        var result = Strip(height: 0)
        for strip in self {
            result.drawings += strip.drawings.map { $0.moved(down: result.height) }
            result.height += strip.height
        }
        return result
    }
}
