internal import Canvas
internal import Paper

/// Draws placed strips. It decides nothing: every position was fixed before.
///
/// First comes what belongs to no element (rules, running heads, repeated headers, footers), then element by
/// element, in the order in which they are read.
struct PagePainter {
    let typeset: TypesetDocument
    let shaper: TextShaper
    let pictures: LoadedPictures
    private let anchors: [String: Destination]
    /// Of each style.
    private let inks: [Ink]
    /// Headings, where they were drawn.
    private(set) var bookmarks: [(level: Int, title: String, place: Destination)] = []
    /// Of the page at hand, what belongs to elements, and what does not.
    private var contents: [Content] = []
    private var artifacts: [Drawing] = []
    /// What of that stands at the edge of the paper.
    private var edgeArtifacts: [Drawing] = []

    private var document: Document { typeset.document }
    private var store: DrawingStore { typeset.store }

    /// A thing that belongs to an element, in points from the page's upper edge and from `left`.
    private struct Content {
        var element: Int
        var drawing: Drawing
        var left: Double
    }

    init(_ typeset: TypesetDocument, shaper: TextShaper, pictures: LoadedPictures) {
        // Lines are those of the document that the shaper began last.
        precondition(shaper.documents == typeset.number, "another document was begun")
        self.typeset = typeset
        self.shaper = shaper
        self.pictures = pictures
        anchors = typeset.anchors
        inks = typeset.document.styles.styles.map { Ink($0.colour) }
    }

    mutating func paint<Page: Sheet & ~Copyable>(
        _ index: Int, onto sheet: inout Page
    ) throws(CanvasError) {
        let page = typeset.pages[index]
        let format = document.page
        let left = format.left(ofPage: index + 1)
        sort(page, left: left)
        artifacts += footer(number: index + 1, of: typeset.pages.count, above: top(of: page))

        try sheet.beginPage(width: format.width, height: format.height)
        sheet.beginArtifact()
        try paintUnderlay(index, onto: &sheet)
        try paint(artifacts, left: left, onto: &sheet)
        try paint(edgeArtifacts, left: 0, onto: &sheet)
        sheet.endContent()
        let contents = contents
        var start = 0
        while start < contents.count {
            let element = contents[start].element
            let end = contents[start...].firstIndex { $0.element != element } ?? contents.count
            try paint(contents[start..<end], page: index + 1, left: left, onto: &sheet)
            start = end
        }
        try sheet.endPage()
    }

    /// Sets apart what belongs to elements, in the order in which it is read.
    private mutating func sort(_ page: [PlacedStrip], left: Double) {
        contents.removeAll(keepingCapacity: true)
        artifacts.removeAll(keepingCapacity: true)
        edgeArtifacts.removeAll()
        for placed in page {
            let edge = placed.strip.isAtPaperEdge ? 0 : left
            var element: Int?
            for drawing in store[placed.strip] {
                if case .element(let id) = drawing {
                    element = placed.isRepeated ? nil : id
                } else if let element, isContent(drawing, of: element) {
                    contents.append(
                        Content(
                            element: element, drawing: drawing.moved(down: placed.top), left: edge))
                } else if placed.strip.isAtPaperEdge {
                    edgeArtifacts.append(drawing.moved(down: placed.top))
                } else {
                    artifacts.append(drawing.moved(down: placed.top))
                }
            }
        }
        let isInOrder = zip(contents, contents.dropFirst()).allSatisfy { $0.element <= $1.element }
        guard !isInOrder else { return }
        let sorted = contents.enumerated().sorted {
            ($0.element.element, $0.offset) < ($1.element.element, $1.offset)
        }
        contents = sorted.map(\.element)
    }

    private func isContent(_ drawing: Drawing, of element: Int) -> Bool {
        switch drawing {
        case .text: true
        case .shape, .file:
            if case .figure = typeset.elements[element].tag { true } else { false }
        case .element, .rule, .upright, .ground, .box: false
        }
    }

    /// Where the foot of the page ends: above what stands at the edge of the paper.
    private func top(of page: [PlacedStrip]) -> Double {
        page.first { $0.strip.isAtPaperEdge }?.top ?? document.page.height
    }

    private func paintUnderlay<Page: Sheet & ~Copyable>(
        _ index: Int, onto sheet: inout Page
    ) throws(CanvasError) {
        let format = document.page
        let isFirst = typeset.looksLikeFirst(index + 1)
        guard let underlay = isFirst ? document.underlay?.first : document.underlay?.later else {
            return
        }
        try sheet.draw(
            pictures[underlay], x: 0, y: 0, width: format.width, height: format.height)
    }

    // MARK: Elements

    /// In points from the corner of the paper.
    private typealias PlacedText = (line: TextLine, x: Double, baseline: Double)

    private mutating func paint<Page: Sheet & ~Copyable>(
        _ contents: ArraySlice<Content>, page: Int, left: Double, onto sheet: inout Page
    ) throws(CanvasError) {
        guard let first = contents.first else { return }
        let element = typeset.elements[first.element]
        var texts = contents.count
        var firstText: PlacedText?
        for content in contents {
            if case .text(let line, let x, let baseline) = content.drawing {
                if firstText == nil { firstText = (line, content.left + x, baseline) }
            } else {
                texts -= 1
            }
        }
        if case .heading(let level) = element.tag, let firstText {
            let top = firstText.baseline - 2 * shaper.metrics(of: firstText.line.style).ascent
            bookmarks.append(
                (level, element.title, Destination(page: page, x: left, y: max(0, top))))
        }
        let links =
            firstText.map { text in element.links.compactMap { link($0, at: text) } } ?? []
        sheet.begin(element: first.element, links: links)
        if texts < contents.count {
            let pictures = contents.lazy.map(\.drawing).filter(\.isPicture)
            try paint(Array(pictures), left: first.left, onto: &sheet)
        }
        for content in contents {
            guard case .text(let line, let x, let baseline) = content.drawing else { continue }
            texts -= 1
            // Spaces stand between what stands apart or on several lines.
            sheet.show(
                line, x: content.left + x, baseline: baseline, ink: inks[line.style], of: shaper,
                endsWithSpace: texts > 0 && !line.endsWithoutSpace)
        }
        sheet.endContent()
    }

    private func link(
        _ link: LinkSpan, at text: PlacedText
    ) -> (area: Area, target: LinkPlace)? {
        let target: LinkPlace
        switch link.target {
        case .address(let address): target = .address(address)
        case .anchor(let name):
            guard let place = anchors[name] else { return nil }
            target = .place(place)
        }
        let metrics = shaper.metrics(of: text.line.style)
        let area = Area(
            x: text.x + link.from, y: text.baseline - metrics.ascent,
            width: (link.to ?? text.line.width) - link.from,
            height: metrics.ascent + metrics.descent)
        return (area, target)
    }

    // MARK: Drawings

    private func paint<Page: Sheet & ~Copyable>(
        _ drawings: [Drawing], left: Double, onto sheet: inout Page
    ) throws(CanvasError) {
        for case .file(let picture, let x, let y, let width, let height) in drawings {
            try sheet.draw(pictures[picture], x: left + x, y: y, width: width, height: height)
        }
        paintShapes(drawings, left: left, onto: &sheet)
        paintRules(drawings, left: left, onto: &sheet)
        for case .text(let line, let x, let baseline) in drawings {
            sheet.show(
                line, x: left + x, baseline: baseline, ink: inks[line.style], of: shaper,
                endsWithSpace: false)
        }
    }

    private func footer(number: Int, of count: Int, above edge: Double) -> [Drawing] {
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
            Drawing.text(line, x: 0, baseline: first + Double(index) * leading)
        }
        drawings.append(
            .text(
                right, x: format.textWidth - right.width,
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
        var filled = ""
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            filled += rest[..<brace]
            rest = rest[brace...]
            let (word, value) =
                rest.hasPrefix("{pages}")
                ? ("{pages}", String(count))
                : rest.hasPrefix("{page}") ? ("{page}", String(number)) : ("{", "{")
            filled += value
            rest = rest.dropFirst(word.count)
        }
        return filled + rest
    }

    private func paintShapes<Page: Sheet & ~Copyable>(
        _ drawings: [Drawing], left: Double, onto sheet: inout Page
    ) {
        for case .shape(let index, let isMirrored, let x, let y) in drawings {
            let shape = isMirrored ? store.shapes[index].mirrored : store.shapes[index]
            for step in shape.moved(x: left + x, y: y).steps {
                switch step {
                case .move(let point): sheet.move(toX: point.x, y: point.y)
                case .line(let point): sheet.line(toX: point.x, y: point.y)
                case .curve(let first, let second, let end):
                    sheet.curve(
                        x1: first.x, y1: first.y, x2: second.x, y2: second.y, toX: end.x, y: end.y)
                case .rectangle(let corner, let width, let height):
                    sheet.rectangle(x: corner.x, y: corner.y, width: width, height: height)
                case .close: sheet.closePath()
                }
            }
            let fill = shape.fill.map(Ink.init)
            if let rule = shape.stroke {
                sheet.strokePath(
                    line: rule.weight, dashed: rule.isDashed, ink: Ink(rule.colour), fill: fill)
            } else if let fill {
                sheet.fillPath(ink: fill)
            }
        }
    }

    private func paintRules<Page: Sheet & ~Copyable>(
        _ drawings: [Drawing], left: Double, onto sheet: inout Page
    ) {
        for case .ground(let colour, let x, let y, let width, let height) in drawings {
            sheet.fill(x: left + x, y: y, width: width, height: height, ink: Ink(colour))
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
                sheet.outline(
                    x: left + x, y: y, width: width, height: height, line: line, ink: Ink(colour))
            case .upright(let rule, let x, let y0, let y1):
                sheet.upright(
                    x: left + x, y0: y0, y1: y1, line: rule.weight, ink: Ink(rule.colour))
            case .element, .text, .ground, .shape, .file: continue
            }
        }
        for (rule, places) in zip(rules, places) {
            sheet.rules(
                places, line: rule.weight, dashed: rule.isDashed, ink: Ink(rule.colour))
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

extension TypesetDocument {
    /// Where the elements that links lead to stand.
    fileprivate var anchors: [String: Destination] {
        guard elements.contains(where: { $0.anchor != nil }) else { return [:] }
        var anchors: [String: Destination] = [:]
        for (index, page) in pages.enumerated() {
            for placed in page where !placed.isRepeated {
                for case .element(let id) in store[placed.strip] {
                    guard let anchor = elements[id].anchor, anchors[anchor] == nil else { continue }
                    anchors[anchor] = Destination(
                        page: index + 1, x: document.page.left(ofPage: index + 1),
                        y: max(0, placed.top - 6))
                }
            }
        }
        return anchors
    }
}

extension Drawing {
    fileprivate var isPicture: Bool {
        switch self {
        case .shape, .file: true
        case .element, .text, .rule, .upright, .ground, .box: false
        }
    }
}
