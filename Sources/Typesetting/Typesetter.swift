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

    package var pageCount: Int { pages.count }

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
    private let shaper: TextShaper

    /// Checks that every family the styles want is installed.
    package init(styles: StyleSheet) throws(CanvasError) {
        self.styles = styles
        shaper = try TextShaper(
            styles: styles.styles.map { style in
                FontStyle(
                    families: style.families, isBold: style.isBold, isItalic: style.isItalic,
                    hasSmallCapitals: style.hasSmallCapitals, size: style.size,
                    tracking: style.tracking)
            }, language: "en")
    }

    private init(styles: StyleSheet, shaper: TextShaper) {
        self.styles = styles
        self.shaper = shaper
    }

    /// One that sets the same styles with other leading, and shares what it knows of fonts and words:
    /// a document of either must be painted before the other begins one.
    package func with(leadingOf styles: StyleSheet) -> Typesetter {
        Typesetter(styles: styles, shaper: shaper)
    }

    package var fontFiles: [String] { shaper.fontFiles }

    /// Characters no installed font has, in all documents so far.
    package var missingCharacters: [Unicode.Scalar] { shaper.missing }

    package func typeset(_ document: Document) -> TypesetDocument {
        shaper.beginDocument()
        let cutter = BlockCutter(shaper: shaper, styles: styles)
        let galley = cutter.cut(document.blocks, width: document.page.textWidth)
        let head = cutter.cut(document.runningHead, width: document.page.textWidth).strips.merged()
        return TypesetDocument(
            document: document,
            pages: Paginator.pages(of: galley, head: head, page: document.page))
    }

    /// Renders a document as a PDF of its own.
    package func render(_ typeset: TypesetDocument) throws(CanvasError) -> [UInt8] {
        var surface = try PDFSurface(
            width: typeset.document.page.width, height: typeset.document.page.height,
            info: PDFInfo(typeset.document))
        try paint(typeset, onto: &surface)
        return try surface.finish()
    }

    /// A picture of one page, counted from 1, as PNG with `scale` pixels to the point.
    package func image(
        of page: Int, in typeset: TypesetDocument, scale: Double
    ) throws(CanvasError) -> [UInt8] {
        let format = typeset.document.page
        var surface = try PDFSurface(
            imageWidth: format.width, height: format.height, scale: scale)
        PagePainter(shaper: shaper, document: typeset.document).paint(
            typeset.pages[page - 1], number: page, of: typeset.pages.count, onto: &surface)
        return try surface.finishImage()
    }

    /// Adds a document's pages to a surface that may already have others.
    package func paint(
        _ typeset: TypesetDocument, onto surface: inout PDFSurface
    ) throws(CanvasError) {
        let painter = PagePainter(shaper: shaper, document: typeset.document)
        for (index, page) in typeset.pages.enumerated() {
            painter.paint(page, number: index + 1, of: typeset.pages.count, onto: &surface)
            try surface.endPage()
        }
    }
}

extension PDFInfo {
    package init(_ document: Document) {
        self.init(
            title: document.title, author: document.author, subject: document.subject,
            created: document.date + "T00:00:00Z")
    }
}
