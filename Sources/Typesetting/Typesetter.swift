package import Canvas
package import PDFArchive
package import Paper

/// Where a marked line landed: page from 1, rectangle in points from the page's top left corner.
package struct Placement: Sendable, Equatable {
    package var mark: String
    package var page: Int
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double
}

/// A document with its pages made. Must be painted before the typesetter begins the next one.
package struct TypesetDocument {
    package let document: Document
    let pages: [[PlacedStrip]]
    let elements: [Element]
    let store: DrawingStore
    /// Among the documents that the shaper began.
    let number: Int

    package var pageCount: Int { pages.count }

    /// Whether a page, counted from 1, is a first one: of the document, or of what follows its letter.
    package func looksLikeFirst(_ page: Int) -> Bool {
        page == 1 || pages[page - 1].first?.strip.beginsPage == true
    }

    /// The placement map, in reading order; a line on two pages has two entries.
    package var placements: [Placement] {
        var result: [Placement] = []
        for (index, page) in pages.enumerated() {
            for placed in page {
                guard let mark = placed.strip.mark.map({ store.marks[$0] }) else { continue }
                let x = document.page.left(ofPage: index + 1) + placed.strip.left
                if let last = result.last, last.mark == mark, last.page == index + 1 {
                    result[result.count - 1].height = placed.top + placed.strip.height - last.y
                } else {
                    result.append(
                        Placement(
                            mark: mark, page: index + 1, x: x, y: placed.top,
                            width: placed.strip.right - placed.strip.left,
                            height: placed.strip.height))
                }
            }
        }
        return result
    }
}

/// Makes pages of documents in one style sheet. Belongs to one thread.
package final class Typesetter {
    package let styles: StyleSheet
    let shaper: TextShaper
    private let pictures: LoadedPictures

    /// Checks that every family the styles want is installed, and that the pictures can be read. What
    /// letters look like may depend on the language.
    package init(
        styles: StyleSheet, pictures: [PictureFile] = [], language: String = "en"
    ) throws(CanvasError) {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        self.styles = styles
        self.pictures = try LoadedPictures(pictures)
        shaper = try TextShaper(
            styles: styles.styles.map(FontStyle.init), language: language)
    }

    private init(styles: StyleSheet, shaper: TextShaper, pictures: LoadedPictures) {
        self.styles = styles
        self.shaper = shaper
        self.pictures = pictures
    }

    /// One that sets the same styles with other leading, and shares what it knows of fonts and words:
    /// a document of either must be painted before the other begins one.
    package func with(leadingOf styles: StyleSheet) -> Typesetter {
        Typesetter(styles: styles, shaper: shaper, pictures: pictures)
    }

    /// Whether these styles are set in the fonts that it has, so that they may differ in leading and
    /// colour.
    package func hasFonts(of styles: StyleSheet) -> Bool {
        styles.styles.map(FontStyle.init) == self.styles.styles.map(FontStyle.init)
    }

    package var fontFiles: [String] { shaper.fontFiles }

    /// Characters no installed font has, in all documents so far.
    package var missingCharacters: [Unicode.Scalar] { shaper.missing }

    package func typeset(_ document: Document) -> TypesetDocument {
        let readsFromRight = document.direction == .rightToLeft
        shaper.beginDocument(readsFromRight: readsFromRight)
        let store = DrawingStore()
        func cut(_ blocks: [Block]) -> (galley: Galley, elements: [Element]) {
            let cutter = BlockCutter(
                shaper: shaper, styles: styles, store: store, pictures: pictures,
                readsFromRight: readsFromRight)
            let galley = cutter.cut(blocks, width: document.page.textWidth)
            return (galley, cutter.structure.elements)
        }
        var (galley, elements) = cut(document.blocks)
        var head = store.merged(cut(document.runningHead).galley.strips)
        if readsFromRight {
            galley = galley.mirrored(in: document.page.textWidth, store)
            head = head.mirrored(in: document.page.textWidth)
        }
        return TypesetDocument(
            document: document,
            pages: Paginator.pages(of: galley, head: head, page: document.page),
            elements: elements, store: store, number: shaper.documents)
    }

    /// Renders a document as a PDF of its own; with its structure, so that it can be read aloud, where it is
    /// to be tagged.
    package func render(
        _ typeset: TypesetDocument, as facts: PDFFacts, isTagged: Bool = false
    ) throws(CanvasError) -> [UInt8] {
        try paint(typeset, isTagged: isTagged, for: .ownFile).finish(facts)
    }

    /// The same, and its pages for files that have other documents besides.
    package func renderForSeveral(
        _ typeset: TypesetDocument, as facts: PDFFacts, isTagged: Bool
    ) throws(CanvasError) -> (bytes: [UInt8], pages: DrawnPages) {
        let file = try paint(typeset, isTagged: isTagged, for: .ownFileAndOthers)
        let pages = file.drawn
        return (try file.finish(facts), pages)
    }

    /// Only those. They are the same as in its own file, with marks that mean nothing elsewhere.
    package func draw(
        _ typeset: TypesetDocument, isTagged: Bool
    ) throws(CanvasError) -> DrawnPages {
        try paint(typeset, isTagged: isTagged, for: .otherFiles).drawn
    }

    private func paint(
        _ typeset: TypesetDocument, isTagged: Bool, for use: PDFPages.Use
    ) throws(CanvasError) -> PDFPages {
        var file = PDFPages(
            elements: isTagged ? typeset.elements.map(TaggedElement.init) : [], for: use)
        var painter = painter(of: typeset)
        for index in typeset.pages.indices {
            try painter.paint(index, onto: &file)
            if isTagged { file.label(page: String(index + 1)) }
        }
        if isTagged { painter.addBookmarks(to: &file) }
        return file
    }

    /// A picture of one page, counted from 1, as PNG with `scale` pixels to the point.
    package func image(
        of page: Int, in typeset: TypesetDocument, scale: Double
    ) throws(CanvasError) -> [UInt8] {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        let format = typeset.document.page
        var image = try PageImage(width: format.width, height: format.height, scale: scale)
        try paint(page, of: typeset, onto: &image)
        return try image.finish()
    }

    /// Draws one page, counted from 1.
    package func paint(
        _ page: Int, of typeset: TypesetDocument, onto sheet: inout some Sheet & ~Copyable
    ) throws(CanvasError) {
        var painter = painter(of: typeset)
        try painter.paint(page - 1, onto: &sheet)
    }

    private func painter(of typeset: TypesetDocument) -> PagePainter {
        PagePainter(typeset, shaper: shaper, pictures: pictures)
    }
}

extension PagePainter {
    /// A bookmark for each heading below the title.
    fileprivate func addBookmarks(to file: inout PDFPages) {
        var above: [(level: Int, id: Int)] = []
        for bookmark in bookmarks where bookmark.level > 1 {
            while let last = above.last, last.level >= bookmark.level { above.removeLast() }
            let id = file.addBookmark(
                bookmark.title, to: bookmark.place, below: above.last?.id ?? 0)
            above.append((bookmark.level, id))
        }
    }
}

extension TaggedElement {
    fileprivate init(_ element: Element) {
        self.init(name: element.name, parent: element.parent)
        switch element.tag {
        case .columnHead(let span): (head, self.span) = (.column, span)
        case .rowHead(let span): (head, self.span) = (.row, span)
        case .cell(let span): self.span = span
        case .figure(let alternative): self.alternative = alternative
        case .document, .table, .row, .heading, .paragraph: break
        }
    }
}

extension FontStyle {
    fileprivate init(_ style: TextStyle) {
        self.init(
            families: style.families, isBold: style.isBold, isItalic: style.isItalic,
            hasSmallCapitals: style.hasSmallCapitals, size: style.size, tracking: style.tracking)
    }
}

extension PDFFacts {
    package init(_ document: Document) {
        self.init(
            title: document.title, author: document.author, subject: document.subject,
            date: document.date, language: document.language)
    }
}
