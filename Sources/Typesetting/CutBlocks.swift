internal import Canvas
internal import Paper

/// Cuts blocks into measured strips. Nothing here knows where a page ends.
struct BlockCutter {
    let shaper: TextShaper
    let styles: StyleSheet
    let store: DrawingStore
    let structure = StructureRecorder()
    var pictures = LoadedPictures()
    /// Whether the page is turned over once it is cut. Here, everything is measured from where its
    /// lines begin, as on a page that reads from the left.
    var readsFromRight = false

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
        case .newPage:
            galley.strips.append(Strip(height: 0, isSpace: true, endsPage: true))
        case .spaceTo(let y):
            galley.strips.append(Strip(height: 0, isSpace: true, reachesTo: y))
        case .rule(let rule):
            galley.strips.append(
                store.strip(height: rule.weight) {
                    store.append(
                        .rule(rule, x0: left, x1: left + width, y: rule.weight / 2))
                })
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
        case .newFirstPage:
            galley.strips.append(Strip(height: 0, beginsPage: true))
        case .picture(let picture, let keepsWithNext):
            var strip = drawn(picture, left: left)
            strip.keepsWithNext = keepsWithNext
            galley.strips.append(strip)
        case .shown(let shown):
            galley.strips.append(strip(of: shown, left: left, width: width))
        case .atPaperEdge(let picture):
            // Laid out by a standard, whoever reads it.
            var cutter = self
            cutter.readsFromRight = false
            var strip = cutter.drawn(picture, left: 0)
            strip.isAtPaperEdge = true
            galley.strips.append(strip)
        }
    }

    private func append(
        _ paragraph: Paragraph, left: Double, width: Double, to galley: inout Galley
    ) {
        let lines =
            paragraph.isMarkup
            ? shaper.lines(markup: paragraph.text, style: paragraph.style.index, width: width)
            : lines(paragraph.text, style: paragraph.style, width: width)
        let element = structure.add(
            paragraph.heading.map { .heading($0) } ?? .paragraph, title: paragraph.text,
            links: lines.count == 1 ? spans(of: paragraph) : [])
        for (index, line) in lines.enumerated() {
            var strip = store.strip(height: styles[paragraph.style].leading) {
                store.append(.element(element))
                store.append(
                    place(
                        line, of: lines.count, style: paragraph.style,
                        alignment: paragraph.alignment, left: left, width: width))
            }
            // Two lines at least on either side of a page break.
            let isEdge = index == 0 || index == lines.count - 2
            strip.keepsWithNext =
                index == lines.count - 1 ? paragraph.keepsWithNext : isEdge
            galley.strips.append(strip)
        }
    }

    /// Where the last line would be a short word alone, a slightly narrower measure gives it company,
    /// as long as that costs no line.
    func lines(_ text: String, style: StyleID, width: Double) -> [TextLine] {
        let lines = shaper.lines(text, style: style.index, width: width)
        func endsInOneWord(_ lines: [TextLine]) -> Bool {
            lines.last.map { !shaper.hasSpace($0) } ?? false
        }
        guard lines.count > 1, lines[lines.count - 1].width < width / 6, endsInOneWord(lines)
        else { return lines }
        for part in [0.97, 0.94, 0.91] {
            let others = shaper.lines(text, style: style.index, width: width * part)
            if others.count == lines.count, !endsInOneWord(others) { return others }
        }
        return lines
    }

    /// Where on their line the links of a paragraph stand.
    private func spans(of paragraph: Paragraph) -> [LinkSpan] {
        paragraph.links.compactMap { link in
            guard let place = paragraph.text.firstRange(of: link.text) else { return nil }
            let style = paragraph.style.index
            return LinkSpan(
                target: link.target,
                from: shaper.width(of: String(paragraph.text[..<place.lowerBound]), style: style),
                to: shaper.width(of: String(paragraph.text[..<place.upperBound]), style: style))
        }
    }

    /// One of `count` lines. What is set in the page's own script, or is a line alone (a name, a date
    /// among others), begins where the page's lines begin; a longer text of another script at the
    /// other side.
    func place(
        _ line: TextLine, of count: Int, style: StyleID, alignment: Alignment, left: Double,
        width: Double
    ) -> Drawing {
        let spare = width - line.width
        let isForeign = line.isRightToLeft != readsFromRight && !(readsFromRight && count == 1)
        let offset: Double =
            switch alignment {
            case .leading: isForeign ? spare : 0
            case .left: 0
            case .trailing, .decimal: spare
            case .centre: spare / 2
            }
        return .text(line, x: left + offset, baseline: baseline(style))
    }

    /// From the top of a line to its baseline: the leading's surplus shared above and below.
    func baseline(_ style: StyleID) -> Double {
        let metrics = shaper.metrics(of: style.index)
        return (styles[style].leading - metrics.ascent - metrics.descent) / 2 + metrics.ascent
    }

    private func beside(_ panels: [Panel], left: Double, width: Double) -> Strip {
        let widths = resolve(panels.map(\.width), gaps: 0, in: width)
        var parts: [Strip] = []
        var x = left
        for (panel, width) in zip(panels, widths) {
            parts.append(merged(panel.blocks, left: x, width: width))
            x += width
        }
        return store.strip(height: parts.map(\.height).max() ?? 0) {
            for part in parts { store.append(part.drawings) }
        }
    }

    private func strip(of shown: ShownPicture, left: Double, width: Double) -> Strip {
        let place = pictures.place(of: shown.name)
        let height = shown.width * pictures[place].height / pictures[place].width
        let spare = width - shown.width
        let offset: Double =
            switch shown.alignment {
            case .leading, .left: 0
            case .trailing, .decimal: spare
            case .centre: spare / 2
            }
        return store.strip(height: height) {
            store.append(.element(structure.add(.figure(alternative: shown.alternative))))
            store.append(
                .file(place, x: left + offset, y: 0, width: shown.width, height: height))
        }
    }

    private func drawn(_ picture: Picture, left: Double) -> Strip {
        let element =
            picture.shapes.isEmpty
            ? nil : structure.add(.figure(alternative: picture.alternative))
        let texts = picture.texts.map { text in
            (
                down: text.corner.y,
                strip: merged(text.blocks, left: left + text.corner.x, width: text.width)
            )
        }
        return store.strip(height: picture.height) {
            if let element { store.append(.element(element)) }
            for shape in picture.shapes {
                let drawing = Drawing.shape(store.add(shape), isMirrored: false, x: left, y: 0)
                // A code that was turned over could not be read: turned twice, it is as it was.
                let staysAsItIs = readsFromRight && picture.texts.isEmpty
                store.append(
                    staysAsItIs ? drawing.mirrored(in: 2 * left + picture.width) : drawing)
            }
            for text in texts { store.append(text.strip.drawings, down: text.down) }
        }
    }

    private func merged(_ blocks: [Block], left: Double, width: Double) -> Strip {
        var inner = Galley()
        for block in blocks { append(block, left: left, width: width, to: &inner) }
        return store.merged(inner.strips)
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
    func moved(right x: Double) -> Drawing {
        switch self {
        case .text(let line, let start, let baseline):
            .text(line, x: start + x, baseline: baseline)
        case .box(let start, let y, let width, let height, let line, let colour):
            .box(x: start + x, y: y, width: width, height: height, line: line, colour: colour)
        default: self
        }
    }

    func moved(down y: Double) -> Drawing {
        switch self {
        case .element: self
        case .text(let line, let x, let baseline):
            .text(line, x: x, baseline: baseline + y)
        case .rule(let rule, let x0, let x1, let top):
            .rule(rule, x0: x0, x1: x1, y: top + y)
        case .upright(let rule, let x, let y0, let y1):
            .upright(rule, x: x, y0: y0 + y, y1: y1 + y)
        case .ground(let colour, let x, let top, let width, let height):
            .ground(colour, x: x, y: top + y, width: width, height: height)
        case .box(let x, let top, let width, let height, let line, let colour):
            .box(x: x, y: top + y, width: width, height: height, line: line, colour: colour)
        case .shape(let shape, let isMirrored, let x, let top):
            .shape(shape, isMirrored: isMirrored, x: x, y: top + y)
        case .file(let picture, let x, let top, let width, let height):
            .file(picture, x: x, y: top + y, width: width, height: height)
        }
    }
}
