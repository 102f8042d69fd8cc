import CPangoCairo
import Foundation

/// What Cairo takes at the least for our pages: it is given words with their glyphs and their places, and does
/// nothing but draw them, in one call for each font of a page. No rules, no colours, no structure.
final class CairoFloor {
    private let book: GlyphBook
    /// Of each style.
    private let fonts: [OpaquePointer?]
    private var glyphs: [cairo_glyph_t] = []

    /// Opens each font file once; without its hinting, which is most of what a PDF then holds of it.
    init(_ book: GlyphBook, isStripped: Bool) throws {
        self.book = book
        var library: FT_Library?
        FT_Init_FreeType(&library)
        var faces: [String: OpaquePointer?] = [:]
        for file in Set(book.files) {
            // Kept as long as the process lasts, as FreeType wants it.
            let bytes =
                isStripped
                ? strippedOfHinting(file) : Array(try Data(contentsOf: URL(fileURLWithPath: file)))
            let kept = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
            _ = kept.initialize(from: bytes)
            var face: FT_Face?
            FT_New_Memory_Face(library, kept.baseAddress, FT_Long(bytes.count), 0, &face)
            guard face != nil else { throw CocoaError(.fileReadCorruptFile) }
            faces[file] = cairo_ft_font_face_create_for_ft_face(
                face, Int32(FT_LOAD_NO_HINTING))
        }
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        defer { cairo_font_options_destroy(options) }
        fonts = zip(book.files, book.styles).map { file, style in
            var (size, identity) = (cairo_matrix_t(), cairo_matrix_t())
            cairo_matrix_init_scale(&size, style.size, style.size)
            cairo_matrix_init_identity(&identity)
            return cairo_scaled_font_create(faces[file] ?? nil, &size, &identity, options)
        }
    }

    /// A PDF of these pages.
    func draw(_ words: PlacedWords) -> Data {
        var file = Data()
        withUnsafeMutablePointer(to: &file) { file in
            let surface = cairo_pdf_surface_create_for_stream(
                { file, bytes, count in
                    guard let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                    file?.assumingMemoryBound(to: Data.self).pointee
                        .append(bytes, count: Int(count))
                    return CAIRO_STATUS_SUCCESS
                }, file, words.size.width, words.size.height)
            let context = cairo_create(surface)
            for page in words.pages {
                for (style, words) in page {
                    glyphs.removeAll(keepingCapacity: true)
                    for word in words {
                        for (glyph, x) in book.glyphs[word.word] {
                            glyphs.append(cairo_glyph_t(index: glyph, x: word.x + x, y: word.y))
                        }
                    }
                    cairo_set_scaled_font(context, fonts[style])
                    cairo_show_glyphs(context, glyphs, Int32(glyphs.count))
                }
                cairo_show_page(context)
            }
            cairo_destroy(context)
            cairo_surface_finish(surface)
            cairo_surface_destroy(surface)
        }
        return file
    }
}

extension CairoFloor {
    static var version: String { "Cairo " + String(cString: cairo_version_string()) }
}
