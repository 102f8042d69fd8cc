import CHarfBuzz
import Canvas
import Paper
import Typesetting

/// A word where our own layout put it.
struct PlacedWord {
    /// Among the words of its notes.
    var word: Int
    /// From the page's top left corner, in points.
    var x: Double
    var y: Double
}

/// A sheet that takes down the words of its pages and draws nothing. A word's glyphs are looked up once.
struct PlacedWords: Sheet {
    /// Of each page, the words by their font: a style of that face and size.
    private(set) var pages: [[Int: [PlacedWord]]] = []
    private(set) var size = (width: 0.0, height: 0.0)
    let book: GlyphBook

    init(of typeset: TypesetDocument, by typesetter: Typesetter, in book: GlyphBook) throws {
        self.book = book
        for page in 1...typeset.pageCount {
            try typesetter.paint(page, of: typeset, onto: &self)
        }
    }

    mutating func show(
        _ line: TextLine, x: Double, baseline: Double, ink: Ink, of shaper: TextShaper,
        endsWithSpace: Bool
    ) {
        for (text, start) in shaper.parts(of: line) {
            let number = book.number(of: text, style: line.style)
            pages[pages.count - 1][book.fonts[line.style], default: []].append(
                PlacedWord(word: number, x: x + start, y: baseline))
        }
    }

    mutating func beginPage(width: Double, height: Double) {
        pages.append([:])
        size = (width, height)
    }

    mutating func endPage() {}
    mutating func outline(
        x: Double, y: Double, width: Double, height: Double, line: Double, ink: Ink
    ) {}
    mutating func fill(x: Double, y: Double, width: Double, height: Double, ink: Ink) {}
    mutating func upright(x: Double, y0: Double, y1: Double, line: Double, ink: Ink) {}
    mutating func rules(
        _ rules: [(x0: Double, x1: Double, y: Double)], line: Double, dashed: Bool, ink: Ink
    ) {}
    mutating func move(toX x: Double, y: Double) {}
    mutating func line(toX x: Double, y: Double) {}
    mutating func curve(
        x1: Double, y1: Double, x2: Double, y2: Double, toX x: Double, y: Double
    ) {}
    mutating func rectangle(x: Double, y: Double, width: Double, height: Double) {}
    mutating func closePath() {}
    mutating func fillPath(ink: Ink) {}
    mutating func strokePath(line: Double, dashed: Bool, ink: Ink, fill: Ink?) {}
    mutating func draw(
        _ picture: LoadedPicture, x: Double, y: Double, width: Double, height: Double
    ) {}
}

/// The glyphs of words, shaped once by HarfBuzz.
final class GlyphBook {
    /// Numbers of glyphs, and where they stand from the word's beginning.
    private(set) var glyphs: [[(glyph: UInt, x: Double)]] = []
    let styles: [TextStyle]
    let files: [String]
    /// Of each style, the first one of the same face and size.
    let fonts: [Int]
    private var numbers: [[String: Int]]
    private var opened: [String: OpaquePointer?] = [:]

    init(_ typesetter: Typesetter) {
        let (styles, files) = (typesetter.styles.styles, typesetter.fontFiles)
        (self.styles, self.files) = (styles, files)
        fonts = styles.indices.map { style in
            styles.indices.first {
                files[$0] == files[style] && styles[$0].size == styles[style].size
            } ?? style
        }
        numbers = Array(repeating: [:], count: styles.count)
    }

    func number(of word: String, style: Int) -> Int {
        if let known = numbers[style][word] { return known }
        glyphs.append(shape(word, styles[style], in: font(files[style])))
        numbers[style][word] = glyphs.count - 1
        return glyphs.count - 1
    }

    private func font(_ file: String) -> OpaquePointer? {
        if let known = opened[file] { return known }
        let font = hb_font_create(hb_face_create(hb_blob_create_from_file(file), 0))
        opened[file] = font
        return font
    }

    private func shape(
        _ word: String, _ style: TextStyle, in font: OpaquePointer?
    ) -> [(glyph: UInt, x: Double)] {
        let buffer = hb_buffer_create()
        defer { hb_buffer_destroy(buffer) }
        hb_buffer_add_utf8(buffer, word, -1, 0, -1)
        hb_buffer_guess_segment_properties(buffer)
        let wanted = ["-liga", "-clig", style.hasSmallCapitals ? "smcp" : "-smcp"]
        let features = wanted.map { name in
            var feature = hb_feature_t()
            hb_feature_from_string(name, -1, &feature)
            return feature
        }
        hb_shape(font, buffer, features, UInt32(features.count))
        var count: UInt32 = 0
        let glyphs = hb_buffer_get_glyph_infos(buffer, &count)
        let places = hb_buffer_get_glyph_positions(buffer, &count)
        guard let glyphs, let places else { return [] }
        let point = style.size / Double(hb_face_get_upem(hb_font_get_face(font)))
        var pen = 0.0
        return (0..<Int(count)).map { index in
            defer { pen += Double(places[index].x_advance) * point + style.tracking }
            return (
                UInt(glyphs[index].codepoint), pen + Double(places[index].x_offset) * point
            )
        }
    }
}

/// All of a font without its instructions for small screens, its glyphs with their numbers.
func strippedOfHinting(_ file: String) -> [UInt8] {
    let face = hb_face_create(hb_blob_create_from_file(file), 0)
    defer { hb_face_destroy(face) }
    let input = hb_subset_input_create_or_fail()
    defer { hb_subset_input_destroy(input) }
    hb_subset_input_set_flags(
        input, HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NO_HINTING.rawValue)
    hb_face_collect_unicodes(face, hb_subset_input_unicode_set(input))
    hb_set_add_range(hb_subset_input_glyph_set(input), 0, hb_face_get_glyph_count(face) - 1)
    let part = hb_subset_or_fail(face, input)
    defer { hb_face_destroy(part) }
    let blob = hb_face_reference_blob(part)
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    let bytes = hb_blob_get_data(blob, &length)
    return Array(UnsafeRawBufferPointer(start: bytes, count: Int(length)))
}
