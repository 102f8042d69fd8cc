package import PDFArchive

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
    package private(set) var pictures: [CairoPicture] = []

    package var pageCount: Int { pages.count }
}

// As bytes, for whoever keeps many of them.
extension DrawnPages {
    /// All but the pictures, which many documents share.
    package var encoded: [UInt8] {
        var out = ByteRow()
        out.put(pages.count)
        for page in pages {
            out.put(page.width)
            out.put(page.height)
            out.put(page.contents)
        }
        out.put(fonts.count)
        for font in fonts {
            out.put(Array(font.file.path.utf8))
            out.put(font.file.index)
            out.put(font.shown.count)
            for (glyph, says) in font.shown {
                out.put(glyph)
                out.put(says.count)
                for unit in says { out.put(Int(unit)) }
            }
        }
        return out.bytes
    }

    /// Nil where the bytes are not such.
    package init?(encoded: [UInt8], pictures: [CairoPicture]) {
        var row = ByteRow(bytes: encoded)
        for _ in 0..<row.nextCount() {
            let (width, height) = (row.next(), row.next())
            pages.append(Page(contents: row.nextBytes(), width: width, height: height))
        }
        for _ in 0..<row.nextCount() {
            let path = String(decoding: row.nextBytes(), as: UTF8.self)
            var font = Font(file: FontFileName(path: path, index: row.next()), shown: [])
            for _ in 0..<row.nextCount() {
                let glyph = row.next()
                let says = (0..<row.nextCount()).map { _ in UInt16(truncatingIfNeeded: row.next()) }
                font.shown.append((glyph, says))
            }
            fonts.append(font)
        }
        guard row.isAtEnd else { return nil }
        self.pictures = pictures
    }
}

/// Numbers and bytes one behind the other; small numbers take one byte or two.
private struct ByteRow {
    var bytes: [UInt8] = []
    private var place = 0
    private var isShort = false

    init(bytes: [UInt8] = []) { self.bytes = bytes }

    mutating func put(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func put(_ part: [UInt8]) {
        put(part.count)
        bytes += part
    }

    /// Zero behind the end.
    mutating func next() -> Int {
        var (number, shift) = (UInt(0), UInt(0))
        while place < bytes.count, shift < 64 {
            let byte = bytes[place]
            place += 1
            number |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return max(0, Int(truncatingIfNeeded: number)) }
            shift += 7
        }
        isShort = true
        return 0
    }

    /// Of things that take a byte at least.
    mutating func nextCount() -> Int { min(next(), bytes.count) }

    mutating func nextBytes() -> [UInt8] {
        let count = next()
        guard count <= bytes.count - place else {
            isShort = true
            return []
        }
        defer { place += count }
        return Array(bytes[place..<place + count])
    }

    var isAtEnd: Bool { place == bytes.count && !isShort }
}

extension PDFFonts {
    /// What was shown, for another file.
    func shown() -> [DrawnPages.Font] {
        fonts.map { font in
            DrawnPages.Font(
                file: font.file.name,
                shown: font.glyphs.sorted().map {
                    (Int($0), units(of: font.meaning[Int($0)]))
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
