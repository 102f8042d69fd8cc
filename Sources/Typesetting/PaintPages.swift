internal import Canvas
internal import Paper

/// Draws placed strips. It decides nothing: every position was fixed before.
struct PagePainter {
    let shaper: TextShaper
    let document: Document
    var pictures = LoadedPictures()

    /// Glyphs of one font and colour, gathered over a page.
    private struct Key: Hashable {
        var font: Int
        var colour: Ink
    }

    func paint(
        _ page: [PlacedStrip], number: Int, of count: Int, onto surface: inout PDFSurface
    ) throws(CanvasError) {
        try begin(page, number: number, onto: &surface)
        let edge = page.filter(\.strip.isAtPaperEdge)
        let text = drawings(of: page.filter { !$0.strip.isAtPaperEdge })
        let footer = footer(number: number, of: count, above: top(of: edge))
        try paint(text + footer, left: document.page.left(ofPage: number), onto: &surface)
        try paint(drawings(of: edge), left: 0, onto: &surface)
    }

    /// Where the foot of the page ends: above what stands at the edge of the paper.
    func top(of edge: [PlacedStrip]) -> Double { edge.first?.top ?? document.page.height }

    /// The size of the paper, and what lies under the text.
    func begin(
        _ page: [PlacedStrip], number: Int, onto surface: inout PDFSurface
    ) throws(CanvasError) {
        let format = document.page
        surface.setPageSize(width: format.width, height: format.height)
        let isFirst = number == 1 || page.first?.strip.beginsPage == true
        let underlay = isFirst ? document.underlay?.first : document.underlay?.later
        if let underlay {
            try surface.draw(
                pictures[underlay], x: 0, y: 0, width: format.width, height: format.height)
        }
    }

    private func drawings(of strips: [PlacedStrip]) -> [Drawing] {
        strips.flatMap { placed in placed.strip.drawings.map { $0.moved(down: placed.top) } }
    }

    func paint(
        _ drawings: [Drawing], left: Double, onto surface: inout PDFSurface
    ) throws(CanvasError) {
        for case .file(let picture, let x, let y, let width, let height) in drawings {
            try surface.draw(picture, x: left + x, y: y, width: width, height: height)
        }
        paintShapes(drawings, left: left, onto: &surface)
        paintRules(drawings, left: left, onto: &surface)
        paintText(drawings, left: left, onto: &surface)
    }

    func footer(number: Int, of count: Int, above edge: Double) -> [Drawing] {
        let format = document.page
        let style = document.footer.style
        let baseline = edge - format.bottom / 2
        // The left text holds names, which may hold anything; only the right one is filled in.
        let right = shaper.line(
            filling(document.footer.right, number: number, of: count), style: style.index)
        let left = footerLines(width: format.textWidth - right.width - 24)
        let leading = document.styles[style].leading
        let first = baseline - Double(left.count - 1) * leading / 2
        var drawings = left.enumerated().map { index, line in
            Drawing.text(
                line, style: style.index, x: 0, baseline: first + Double(index) * leading)
        }
        drawings.append(
            .text(
                right, style: style.index, x: format.textWidth - right.width,
                baseline: first + Double(left.count - 1) * leading))
        return document.direction == .leftToRight
            ? drawings : drawings.map { $0.mirrored(in: format.textWidth) }
    }

    private func footerLines(width: Double) -> [TextLine] {
        let footer = document.footer
        guard !footer.lines.isEmpty else {
            return [fitting(footer.left, style: footer.style.index, width: width)]
        }
        return footer.lines.flatMap {
            shaper.lines(markup: $0, style: footer.style.index, width: width)
        }
    }

    /// The text on one line, cut short at a word where it is too long.
    private func fitting(_ text: String, style: Int, width: Double) -> TextLine {
        var line = shaper.line(text, style: style)
        var words = text.split(separator: " ")
        while line.width > width, words.count > 1 {
            words.removeLast()
            line = shaper.line(words.joined(separator: " ") + " …", style: style)
        }
        return line
    }

    private func filling(_ text: String, number: Int, of count: Int) -> String {
        text.split(separator: "{page}", omittingEmptySubsequences: false)
            .joined(separator: String(number))
            .split(separator: "{pages}", omittingEmptySubsequences: false)
            .joined(separator: String(count))
    }

    private func paintShapes(
        _ drawings: [Drawing], left: Double, onto surface: inout PDFSurface
    ) {
        for case .shape(let shape) in drawings {
            for step in shape.moved(x: left, y: 0).steps {
                switch step {
                case .move(let point): surface.move(toX: point.x, y: point.y)
                case .line(let point): surface.line(toX: point.x, y: point.y)
                case .curve(let first, let second, let end):
                    surface.curve(
                        x1: first.x, y1: first.y, x2: second.x, y2: second.y, toX: end.x, y: end.y)
                case .rectangle(let corner, let width, let height):
                    surface.rectangle(x: corner.x, y: corner.y, width: width, height: height)
                case .close: surface.closePath()
                }
            }
            let fill = shape.fill.map(Ink.init)
            if let rule = shape.stroke {
                surface.strokePath(
                    line: rule.weight, dashed: rule.isDashed, ink: Ink(rule.colour), fill: fill)
            } else if let fill {
                surface.fillPath(ink: fill)
            }
        }
    }

    private func paintRules(
        _ drawings: [Drawing], left: Double, onto surface: inout PDFSurface
    ) {
        for case .ground(let colour, let x, let y, let width, let height) in drawings {
            surface.fill(x: left + x, y: y, width: width, height: height, ink: Ink(colour))
        }
        var rules: [Rule] = []
        var places: [[(x0: Double, x1: Double, y: Double)]] = []
        for drawing in drawings {
            switch drawing {
            case .rule(let rule, let x0, let x1, let y):
                let place = (x0: left + x0, x1: left + x1, y: y)
                if let index = rules.firstIndex(of: rule) {
                    places[index].append(place)
                } else {
                    rules.append(rule)
                    places.append([place])
                }
            case .box(let x, let y, let width, let height, let line, let colour):
                surface.outline(
                    x: left + x, y: y, width: width, height: height, line: line, ink: Ink(colour))
            case .upright(let rule, let x, let y0, let y1):
                surface.upright(
                    x: left + x, y0: y0, y1: y1, line: rule.weight, ink: Ink(rule.colour))
            case .element, .text, .ground, .shape, .file: continue
            }
        }
        for (rule, places) in zip(rules, places) {
            surface.rules(
                places, line: rule.weight, dashed: rule.isDashed, ink: Ink(rule.colour))
        }
    }

    /// Text of one font and colour in one call; runs that carry their own text one by one.
    func paintText(
        _ drawings: [Drawing], left: Double, onto surface: inout PDFSurface
    ) {
        var keys: [Key] = []
        var batches: [GlyphBatch] = []
        for drawing in drawings {
            guard case .text(let line, let style, let x, let baseline) = drawing else { continue }
            let colour = Ink(document.styles.styles[style].colour)
            for placed in line.runs {
                let colour = shaper.ink(of: placed.run) ?? colour
                let key = Key(font: shaper.font(of: placed.run), colour: colour)
                let index = keys.firstIndex(of: key) ?? keys.count
                if index == keys.count {
                    keys.append(key)
                    batches.append(GlyphBatch(font: key.font))
                }
                shaper.append(
                    placed, style: style, x: left + x, baseline: baseline, to: &batches[index])
                if shaper.isClustered(placed.run) {
                    surface.showClustered(
                        placed.run, atX: left + x + placed.x, baseline: baseline, of: shaper,
                        ink: colour)
                }
            }
        }
        for (key, batch) in zip(keys, batches) {
            surface.show(batch, of: shaper, ink: key.colour)
        }
    }
}

extension Ink {
    init(_ colour: Colour) {
        self.init(
            red: Double(colour.red) / 255, green: Double(colour.green) / 255,
            blue: Double(colour.blue) / 255)
    }
}
