package import Canvas
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
    let document: Document
    let pages: [[PlacedStrip]]
    let elements: [Element]

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
                guard let mark = placed.strip.mark else { continue }
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
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        let readsFromRight = document.direction == .rightToLeft
        shaper.beginDocument(readsFromRight: readsFromRight)
        let cutter = BlockCutter(
            shaper: shaper, styles: styles, pictures: pictures, readsFromRight: readsFromRight)
        let width = document.page.textWidth
        var galley = cutter.cut(document.blocks, width: width)
        let headCutter = BlockCutter(
            shaper: shaper, styles: styles, pictures: pictures, readsFromRight: readsFromRight)
        var head = headCutter.cut(document.runningHead, width: width).strips.merged()
        if readsFromRight {
            galley = galley.mirrored(in: width)
            head = head.mirrored(in: width)
        }
        return TypesetDocument(
            document: document,
            pages: Paginator.pages(of: galley, head: head, page: document.page),
            elements: cutter.structure.elements)
    }

    /// Renders a document as a PDF of its own.
    package func render(_ typeset: TypesetDocument) throws(CanvasError) -> [UInt8] {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        var surface = try PDFSurface(
            width: typeset.document.page.width, height: typeset.document.page.height,
            info: PDFInfo(typeset.document))
        try paint(typeset, onto: &surface)
        return try surface.finish()
    }

    /// The same pages, so that they can be read aloud, with bookmarks and links.
    package func renderTagged(_ typeset: TypesetDocument) throws(CanvasError) -> TaggedPDF {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        var surface = try PDFSurface(
            width: typeset.document.page.width, height: typeset.document.page.height,
            info: PDFInfo(typeset.document))
        var painter = TaggedPainter(typeset, shaper: shaper, pictures: pictures)
        for index in typeset.pages.indices {
            try painter.paint(index, onto: &surface)
            try surface.endPage()
        }
        painter.addBookmarks(to: surface)
        return TaggedPDF(
            bytes: try surface.finish(), cells: painter.cells, figures: painter.figures)
    }

    /// A picture of one page, counted from 1, as PNG with `scale` pixels to the point.
    package func image(
        of page: Int, in typeset: TypesetDocument, scale: Double
    ) throws(CanvasError) -> [UInt8] {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        let format = typeset.document.page
        var surface = try PDFSurface(
            imageWidth: format.width, height: format.height, scale: scale)
        try painter(of: typeset).paint(
            typeset.pages[page - 1], number: page, of: typeset.pages.count, onto: &surface)
        return try surface.finishImage()
    }

    /// Adds a document's pages to a surface that may already have others.
    /// `label` says what a reader calls each page.
    package func paint(
        _ typeset: TypesetDocument, onto surface: inout PDFSurface,
        labelled label: ((Int) -> String)? = nil
    ) throws(CanvasError) {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        let painter = painter(of: typeset)
        for (index, page) in typeset.pages.enumerated() {
            if let label { surface.label(page: label(index + 1)) }
            try painter.paint(page, number: index + 1, of: typeset.pages.count, onto: &surface)
            try surface.endPage()
        }
    }

    private func painter(of typeset: TypesetDocument) -> PagePainter {
        PagePainter(shaper: shaper, document: typeset.document, pictures: pictures)
    }
}

extension FontStyle {
    fileprivate init(_ style: TextStyle) {
        self.init(
            families: style.families, isBold: style.isBold, isItalic: style.isItalic,
            hasSmallCapitals: style.hasSmallCapitals, size: style.size, tracking: style.tracking)
    }
}

extension PDFInfo {
    package init(_ document: Document) {
        self.init(
            title: document.title, author: document.author, subject: document.subject,
            created: document.date + "T00:00:00Z")
    }
}
