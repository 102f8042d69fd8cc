internal import Canvas
internal import Paper

/// What stands where on a page, as text for whoever compares layouts.
///
///     96.0 +9.3 H2 Lease @58.0 · Matter M1 @517.6
///     132.4 row +11.4 10/05/2026 @58.0 · JRO @119.0 · Draft lease @156.0 ¶3 · 600.00 @524.3
///     160.0 — 58.0–554.0
///
/// A strip begins with where its upper edge is; `again` where it stood on an earlier page, `row` where
/// it is a marked line. Then come its lines, each with how far its baseline is below that edge, and the
/// texts on it with where they begin. `¶3` is the first of three lines under one another, a dash is a
/// rule. All in points from the corner of the paper.
extension Typesetter {
    /// The lines of a page, counted from 1. To be asked for before the typesetter begins another document.
    package func layout(of page: Int, in typeset: TypesetDocument) -> [String] {
        let left = typeset.document.page.left(ofPage: page)
        return typeset.pages[page - 1].flatMap { placed -> [String] in
            let strip = placed.strip
            let kind = placed.isRepeated ? " again" : strip.mark == nil ? "" : " row"
            let lines = lines(of: strip, from: strip.isAtPaperEdge ? 0 : left, in: typeset)
            return lines.enumerated().map { index, line in
                index == 0 ? tenths(placed.top) + kind + " " + line : "  " + line
            }
        }
    }

    /// Texts that begin at one place of a strip, in lines under one another.
    private struct Column {
        var baseline: Double
        var x: Double
        var text: String
        var lastBaseline: Double
        var count = 1
    }

    private func lines(
        of strip: Strip, from left: Double, in typeset: TypesetDocument
    ) -> [String] {
        var columns: [Column] = []
        var others: [String] = []
        var prefix = ""
        func span(_ x0: Double, _ x1: Double) -> String {
            tenths(left + x0) + "–" + tenths(left + x1)
        }
        func height(_ y: Double) -> String { y == 0 ? "" : " +" + tenths(y) }
        for drawing in typeset.store[strip] {
            switch drawing {
            case .element(let id):
                if case .heading(let level) = typeset.elements[id].tag { prefix = "H\(level) " }
            case .text(let line, let x, let baseline):
                let text = prefix + shortened(shaper.text(of: line))
                prefix = ""
                guard !text.isEmpty else { continue }
                let leading = styles.styles[line.style].leading
                let above = columns.lastIndex {
                    abs($0.x - x) < 0.05 && abs(baseline - $0.lastBaseline - leading) < 0.05
                }
                if strip.mark != nil, let above {
                    columns[above].count += 1
                    columns[above].lastBaseline = baseline
                } else {
                    columns.append(
                        Column(baseline: baseline, x: x, text: text, lastBaseline: baseline))
                }
            case .rule(_, let x0, let x1, let y):
                others.append("— " + span(x0, x1) + height(y))
            case .box(let x, let y, let width, let height, _, _):
                others.append("□ \(span(x, x + width)) +\(tenths(y)) ↓\(tenths(height))")
            case .file(_, let x, let y, let width, let height):
                others.append("picture \(span(x, x + width)) +\(tenths(y)) ↓\(tenths(height))")
            case .upright, .ground, .shape: continue
            }
        }
        var lines: [(baseline: Double, texts: [String])] = []
        for column in columns {
            let count = column.count > 1 ? " ¶\(column.count)" : ""
            let text = "\(column.text) @\(tenths(left + column.x))\(count)"
            if let index = lines.firstIndex(where: { abs($0.baseline - column.baseline) < 0.05 }) {
                lines[index].texts.append(text)
            } else {
                lines.append((column.baseline, [text]))
            }
        }
        return lines.map { "+\(tenths($0.baseline)) " + $0.texts.joined(separator: " · ") }
            + (others.isEmpty ? [] : [others.joined(separator: " · ")])
    }

    private func shortened(_ text: String) -> String {
        text.count > 24 ? text.prefix(23) + "…" : text
    }
}

/// Rounded to a tenth, without a locale.
private func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
}
