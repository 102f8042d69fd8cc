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
    /// Headings, where they were drawn.
    private(set) var bookmarks: [(level: Int, title: String, place: Destination)] = []

    private var document: Document { typeset.document }

    /// In points from the corner of the paper.
    private typealias PlacedText = (line: TextLine, style: Int, x: Double, baseline: Double)

    /// What of an element is on the page at hand.
    private struct Content {
        var element: Int
        var texts: [PlacedText] = []
        var picture: [Drawing] = []
        var left: Double
    }

    init(_ typeset: TypesetDocument, shaper: TextShaper, pictures: LoadedPictures) {
        self.typeset = typeset
        self.shaper = shaper
        self.pictures = pictures
        anchors = typeset.anchors
    }

    mutating func paint<Page: Sheet & ~Copyable>(
        _ index: Int, onto sheet: inout Page
    ) throws(CanvasError) {
        let page = typeset.pages[index]
        let format = document.page
        let left = format.left(ofPage: index + 1)
        var contents: [Content] = []
        var artifacts: [Drawing] = []
        var edgeArtifacts: [Drawing] = []
        for placed in page {
            // The element at hand, and its place in `contents`.
            var element: Int?
            var place = 0
            let edge = placed.strip.isAtPaperEdge ? 0 : left
            for drawing in placed.strip.drawings {
                if case .element(let id) = drawing {
                    element = placed.isRepeated ? nil : id
                    place = contents.lastIndex { $0.element == id } ?? contents.count
                    if place == contents.count, element != nil {
                        contents.append(Content(element: id, left: edge))
                    }
                } else if element != nil,
                    case .text(let line, let style, let x, let baseline) = drawing
                {
                    contents[place].texts.append((line, style, edge + x, placed.top + baseline))
                } else if let element, drawing.isPicture,
                    case .figure = typeset.elements[element].tag
                {
                    contents[place].picture.append(drawing.moved(down: placed.top))
                } else if placed.strip.isAtPaperEdge {
                    edgeArtifacts.append(drawing.moved(down: placed.top))
                } else {
                    artifacts.append(drawing.moved(down: placed.top))
                }
            }
        }
        artifacts += footer(number: index + 1, of: typeset.pages.count, above: top(of: page))

        try sheet.beginPage(width: format.width, height: format.height)
        sheet.beginArtifact()
        try paintUnderlay(index, onto: &sheet)
        try paint(artifacts, left: left, onto: &sheet)
        try paint(edgeArtifacts, left: 0, onto: &sheet)
        sheet.endContent()
        for content in contents.sorted(by: { $0.element < $1.element })
        where !content.texts.isEmpty || !content.picture.isEmpty {
            try paint(content, page: index + 1, left: left, onto: &sheet)
        }
        try sheet.endPage()
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

    private mutating func paint<Page: Sheet & ~Copyable>(
        _ content: Content, page: Int, left: Double, onto sheet: inout Page
    ) throws(CanvasError) {
        let element = typeset.elements[content.element]
        let first = content.texts.first
        if case .heading(let level) = element.tag, let first {
            let top = first.baseline - 2 * shaper.metrics(of: first.style).ascent
            bookmarks.append(
                (level, element.title, Destination(page: page, x: left, y: max(0, top))))
        }
        let links = first.map { first in element.links.compactMap { link($0, at: first) } } ?? []
        sheet.begin(element: content.element, links: links)
        try paint(content.picture, left: content.left, onto: &sheet)
        for (index, text) in content.texts.enumerated() {
            // Spaces stand between what stands apart or on several lines.
            let isFollowed = index < content.texts.count - 1 && !text.line.endsWithoutSpace
            sheet.show(
                text.line, style: text.style, x: text.x, baseline: text.baseline,
                ink: ink(ofStyle: text.style), of: shaper, endsWithSpace: isFollowed)
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
        let metrics = shaper.metrics(of: text.style)
        let area = Area(
            x: text.x + link.from, y: text.baseline - metrics.ascent,
            width: (link.to ?? text.line.width) - link.from,
            height: metrics.ascent + metrics.descent)
        return (area, target)
    }

    // MARK: Drawings

    private func ink(ofStyle style: Int) -> Ink { Ink(document.styles.styles[style].colour) }

    private func paint<Page: Sheet & ~Copyable>(
        _ drawings: [Drawing], left: Double, onto sheet: inout Page
    ) throws(CanvasError) {
        for case .file(let picture, let x, let y, let width, let height) in drawings {
            try sheet.draw(picture, x: left + x, y: y, width: width, height: height)
        }
        paintShapes(drawings, left: left, onto: &sheet)
        paintRules(drawings, left: left, onto: &sheet)
        for case .text(let line, let style, let x, let baseline) in drawings {
            sheet.show(
                line, style: style, x: left + x, baseline: baseline, ink: ink(ofStyle: style),
                of: shaper, endsWithSpace: false)
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

    private func paintShapes<Page: Sheet & ~Copyable>(
        _ drawings: [Drawing], left: Double, onto sheet: inout Page
    ) {
        for case .shape(let shape) in drawings {
            for step in shape.moved(x: left, y: 0).steps {
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
                for case .element(let id) in placed.strip.drawings {
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
