internal import Canvas
internal import Paper

/// A PDF with its structure, and what Cairo cannot write of it.
package struct TaggedPDF: Sendable {
    /// A cell of a table, as its elements follow one another in the file.
    package struct Cell: Sendable, Equatable {
        package enum Head: Sendable {
            case row, column
        }

        /// Of a cell that heads others: which.
        package var head: Head?
        package var span: Int
    }

    package var bytes: [UInt8]
    package var cells: [Cell]

    package init(bytes: [UInt8], cells: [Cell]) {
        self.bytes = bytes
        self.cells = cells
    }
}

/// Draws pages with the elements that their text belongs to. What belongs to none (rules, running
/// heads, repeated headers, footers) is drawn first, so that it can be told apart as one piece: Cairo
/// 1.16 has no tag for artifacts.
///
/// Tables go on over the pages that they reach. A row or a paragraph that goes on is a new one there,
/// because Cairo ends an element's content with the page.
struct TaggedPainter {
    private let typeset: TypesetDocument
    private let painter: PagePainter
    private let elements: [Element]
    private let anchors: [String: PDFSurface.Destination]
    /// Elements that were begun and not ended, each in the one before.
    private var open: [Int] = []
    /// The element to begin next; elements from `resumesAt` on were not begun at all.
    private var cursor = 0
    private var resumesAt = 0
    /// Where the text of the page at hand begins.
    private var left = 0.0
    private var bookmarks: [(level: Int, title: String, place: PDFSurface.Destination)] = []
    private(set) var cells: [TaggedPDF.Cell] = []

    /// In points from the corner of the paper.
    private typealias PlacedText = (line: TextLine, style: Int, x: Double, baseline: Double)

    init(_ typeset: TypesetDocument, shaper: TextShaper, pictures: LoadedPictures) {
        self.typeset = typeset
        painter = PagePainter(
            shaper: shaper, document: typeset.document, pictures: pictures)
        elements = typeset.elements
        anchors = typeset.anchors
    }

    mutating func paint(
        _ index: Int, onto surface: inout PDFSurface
    ) throws(CanvasError) {
        let page = typeset.pages[index]
        try painter.begin(page, number: index + 1, onto: &surface)
        surface.label(page: String(index + 1))
        left = typeset.document.page.left(ofPage: index + 1)
        var texts: [(element: Int, text: PlacedText)] = []
        var artifacts: [Drawing] = []
        var edgeArtifacts: [Drawing] = []
        for placed in page {
            var element: Int?
            let isAtEdge = placed.strip.isAtPaperEdge
            for drawing in placed.strip.drawings {
                let drawing = drawing.moved(down: placed.top)
                if case .element(let id) = drawing {
                    element = placed.isRepeated ? nil : id
                } else if case .text(let line, let style, let x, let baseline) = drawing,
                    let element
                {
                    texts.append((element, (line, style, (isAtEdge ? 0 : left) + x, baseline)))
                } else if isAtEdge {
                    edgeArtifacts.append(drawing)
                } else {
                    artifacts.append(drawing)
                }
            }
        }
        let edge = painter.top(of: page.filter(\.strip.isAtPaperEdge))
        artifacts += painter.footer(number: index + 1, of: typeset.pages.count, above: edge)
        try painter.paint(artifacts, left: left, onto: &surface)
        try painter.paint(edgeArtifacts, left: 0, onto: &surface)

        // Within an element the order of drawing is that of reading.
        let order = texts.indices.sorted {
            (texts[$0].element, $0) < (texts[$1].element, $1)
        }
        for group in order.split(by: { texts[$0].element }) {
            let element = texts[group[0]].element
            go(to: element, on: surface)
            begin(element, on: surface)
            paint(group.map { texts[$0].text }, of: element, page: index + 1, onto: &surface)
            surface.endTag(elements[element].name)
        }
        if index == typeset.pages.count - 1 { finish(on: surface) }
    }

    // MARK: Elements

    /// Begins and ends whatever comes before this element, cells without text among it.
    private mutating func go(to element: Int, on surface: borrowing PDFSurface) {
        if element >= cursor, cursor < resumesAt, element >= resumesAt {
            pass(to: end(of: row(of: cursor)), on: surface)
            cursor = resumesAt
        }
        if element < cursor {
            let start = row(of: element)
            pass(to: max(cursor, end(of: start)), on: surface)
            resumesAt = max(resumesAt, cursor)
            cursor = start
        }
        pass(to: element, on: surface)
    }

    private mutating func pass(to element: Int, on surface: borrowing PDFSurface) {
        while cursor < element {
            let passed = cursor
            begin(passed, on: surface)
            if !elements[passed].isGroup { surface.endTag(elements[passed].name) }
        }
    }

    private mutating func begin(_ id: Int, on surface: borrowing PDFSurface) {
        let element = elements[id]
        while let last = open.last, last != element.parent { endLast(on: surface) }
        surface.beginTag(element.name)
        switch element.tag {
        case .columnHead(let span): cells.append(TaggedPDF.Cell(head: .column, span: span))
        case .rowHead(let span): cells.append(TaggedPDF.Cell(head: .row, span: span))
        case .cell(let span): cells.append(TaggedPDF.Cell(head: nil, span: span))
        case .document, .table, .row, .heading, .paragraph: break
        }
        if element.isGroup { open.append(id) }
        cursor = id + 1
    }

    private mutating func endLast(on surface: borrowing PDFSurface) {
        surface.endTag(elements[open.removeLast()].name)
    }

    private mutating func finish(on surface: borrowing PDFSurface) {
        if cursor < resumesAt {
            pass(to: end(of: row(of: cursor)), on: surface)
            cursor = resumesAt
        }
        pass(to: elements.count, on: surface)
        while !open.isEmpty { endLast(on: surface) }
    }

    /// The row that an element is in; itself where it is in none.
    private func row(of element: Int) -> Int {
        let parent = elements[element].parent
        return elements[parent].tag == .row ? parent : element
    }

    /// The element after the last one in this one.
    private func end(of element: Int) -> Int {
        var end = element + 1
        while end < elements.count, elements[end].parent == element { end += 1 }
        return end
    }

    // MARK: Text

    private mutating func paint(
        _ texts: [PlacedText], of id: Int, page: Int, onto surface: inout PDFSurface
    ) {
        let element = elements[id]
        if case .heading(let level) = element.tag, let first = texts.first {
            bookmarks.append((level, element.title, destination(of: first, on: page)))
        }
        let links = element.links.filter { leadsSomewhere($0.target) }
        guard let first = texts.first, let link = links.first else {
            painter.paintInOrder(texts, onto: &surface)
            return
        }
        // The first has the text in it; others only their place on the page.
        begin(link, at: first, on: surface)
        painter.paintInOrder(texts, onto: &surface)
        surface.endTag("Link")
        for link in links.dropFirst() {
            begin(link, at: first, on: surface)
            surface.endTag("Link")
        }
    }

    private func leadsSomewhere(_ target: LinkTarget) -> Bool {
        switch target {
        case .address: true
        case .anchor(let name): anchors[name] != nil
        }
    }

    private func begin(_ link: LinkSpan, at text: PlacedText, on surface: borrowing PDFSurface) {
        let metrics = painter.shaper.metrics(of: text.style)
        let area = PDFSurface.Area(
            x: text.x + link.from, y: text.baseline - metrics.ascent,
            width: (link.to ?? text.line.width) - link.from,
            height: metrics.ascent + metrics.descent)
        switch link.target {
        case .address(let address): surface.beginLink(area, to: address)
        case .anchor(let name):
            if let place = anchors[name] { surface.beginLink(area, to: place) }
        }
    }

    // MARK: Bookmarks

    private func destination(of text: PlacedText, on page: Int) -> PDFSurface.Destination {
        PDFSurface.Destination(
            page: page, x: left,
            y: max(0, text.baseline - 2 * painter.shaper.metrics(of: text.style).ascent))
    }

    /// A bookmark for each heading below the title.
    func addBookmarks(to surface: borrowing PDFSurface) {
        var above: [(level: Int, id: Int)] = []
        for bookmark in bookmarks where bookmark.level > 1 {
            while let last = above.last, last.level >= bookmark.level { above.removeLast() }
            let id = surface.addBookmark(
                bookmark.title, to: bookmark.place, below: above.last?.id ?? 0)
            above.append((bookmark.level, id))
        }
    }
}

extension TypesetDocument {
    /// Where the elements that links lead to stand.
    fileprivate var anchors: [String: PDFSurface.Destination] {
        guard elements.contains(where: { $0.anchor != nil }) else { return [:] }
        var anchors: [String: PDFSurface.Destination] = [:]
        for (index, page) in pages.enumerated() {
            for placed in page where !placed.isRepeated {
                for case .element(let id) in placed.strip.drawings {
                    guard let anchor = elements[id].anchor, anchors[anchor] == nil else { continue }
                    anchors[anchor] = PDFSurface.Destination(
                        page: index + 1, x: document.page.left(ofPage: index + 1),
                        y: max(0, placed.top - 6))
                }
            }
        }
        return anchors
    }
}

extension PagePainter {
    /// The text of one element in the order of reading, with spaces between what stands apart or on
    /// several lines.
    fileprivate func paintInOrder(
        _ texts: [(line: TextLine, style: Int, x: Double, baseline: Double)],
        onto surface: inout PDFSurface
    ) {
        var batch = GlyphBatch(font: -1)
        var ink = Ink(.black)
        func turn(to font: Int, _ colour: Ink, on surface: inout PDFSurface) {
            guard font != batch.font || colour != ink else { return }
            surface.show(batch, of: shaper, ink: ink)
            batch = GlyphBatch(font: font)
            ink = colour
        }
        for (index, text) in texts.enumerated() {
            let colour = Ink(document.styles.styles[text.style].colour)
            for placed in text.line.runs {
                let colour = shaper.ink(of: placed.run) ?? colour
                turn(to: shaper.font(of: placed.run), colour, on: &surface)
                shaper.append(
                    placed, style: text.style, x: text.x, baseline: text.baseline,
                    to: &batch)
                guard shaper.isClustered(placed.run) else { continue }
                turn(to: -1, colour, on: &surface)
                surface.showClustered(
                    placed.run, atX: text.x + placed.x, baseline: text.baseline,
                    of: shaper, ink: colour)
            }
            guard index < texts.count - 1, !text.line.endsWithoutSpace else { continue }
            turn(to: shaper.font(ofStyle: text.style), colour, on: &surface)
            shaper.appendSpace(
                after: text.line, x: text.x, baseline: text.baseline, to: &batch)
        }
        surface.show(batch, of: shaper, ink: ink)
    }
}

extension [Int] {
    /// Runs of neighbours that have the same key.
    fileprivate func split(by key: (Int) -> Int) -> [[Int]] {
        var groups: [[Int]] = []
        for index in self {
            if let last = groups.last?.first, key(last) == key(index) {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups
    }
}
