internal import PDFArchive

/// Pages as they were drawn, to be put into files beside those of others.
package struct DrawnPages: Sendable {
    struct Page: Sendable {
        /// Packed.
        var contents: [UInt8]
        /// In hundredths of a point.
        var (width, height) = (0, 0)
    }

    /// `/F0` on the pages is the first.
    struct Font: Sendable {
        var file: FontFileName
        /// Of each glyph that was shown, what it says; nothing where the page tells that.
        var shown: [(glyph: Int, says: [UInt16])]
    }

    var pages: [Page] = []
    var fonts: [Font] = []
    /// `/P0` on the pages is the first.
    var pictures: [CairoPicture] = []

    package var pageCount: Int { pages.count }

    package static func draw(
        _ body: (inout PDFPages) throws(CanvasError) -> Void
    ) throws(CanvasError) -> DrawnPages {
        var file = PDFPages(isKept: true)
        try body(&file)
        return file.drawnPages()
    }
}

extension PDFFonts {
    /// What was shown, for another file.
    func shown() -> [DrawnPages.Font] {
        fonts.map { font in
            DrawnPages.Font(
                file: font.file.name,
                shown: font.meaning.indices.filter { font.meaning[$0] != 0 }.map {
                    ($0, units(of: font.meaning[$0]))
                })
        }
    }

    /// The font in which glyphs say what they say there.
    mutating func font(showing drawn: DrawnPages.Font) -> Int {
        let first = index(ofFile: drawn.file)
        let wanted = drawn.shown.map { ($0.glyph, meaning(of: $0.says)) }
        var place = first
        while !canSay(wanted, in: place) { place = other(than: place) }
        for (glyph, meaning) in wanted where !isSaid(glyph, in: place) {
            say(meaning, glyph, in: place)
        }
        return place
    }
}
