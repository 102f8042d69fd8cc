internal import CPangoCairo

/// Red, green and blue from 0 to 1.
package struct Ink: Hashable, Sendable {
    package var red: Double
    package var green: Double
    package var blue: Double

    package init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

/// What a PDF reader shows about a file.
package struct PDFInfo: Sendable {
    package var title: String
    package var author: String
    package var subject: String
    /// ISO 8601 with zone, such as `2026-10-31T00:00:00Z`. Always set: without it Cairo reads the
    /// clock, and no two runs would give the same bytes.
    package var created: String

    package init(title: String, author: String, subject: String, created: String) {
        self.title = title
        self.author = author
        self.subject = subject
        self.created = created
    }
}

/// A PDF in memory. `finish` consumes it and returns the bytes, so that nothing can be drawn after
/// the end; Cairo is never given a file, because it can lose the error of a last write.
package struct PDFSurface: ~Copyable {
    private final class Sink {
        var bytes: [UInt8] = []
    }

    private let sink: Sink
    let surface: OpaquePointer?
    let context: OpaquePointer?
    private var isImage = false
    private var font = -1
    private var ink = Ink(red: 0, green: 0, blue: 0)

    /// Width and height in points.
    package init(width: Double, height: Double, info: PDFInfo) throws(CanvasError) {
        sink = Sink()
        sink.bytes.reserveCapacity(1 << 16)
        surface = cairo_pdf_surface_create_for_stream(
            { closure, data, length in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes.append(
                    contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(sink).toOpaque(), width, height)
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        for (field, text) in [
            (CAIRO_PDF_METADATA_TITLE, info.title), (CAIRO_PDF_METADATA_AUTHOR, info.author),
            (CAIRO_PDF_METADATA_SUBJECT, info.subject), (CAIRO_PDF_METADATA_CREATOR, "Engross"),
            (CAIRO_PDF_METADATA_CREATE_DATE, info.created),
            (CAIRO_PDF_METADATA_MOD_DATE, info.created),
        ] {
            cairo_pdf_surface_set_metadata(surface, field, text)
        }
        context = cairo_create(surface)
        try check()
    }

    /// A picture of one page in the place of a PDF, `scale` pixels to the point.
    package init(imageWidth width: Double, height: Double, scale: Double) throws(CanvasError) {
        sink = Sink()
        surface = cairo_image_surface_create(
            CAIRO_FORMAT_RGB24, Int32((width * scale).rounded(.up)),
            Int32((height * scale).rounded(.up)))
        context = cairo_create(surface)
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_scale(context, scale, scale)
        isImage = true
        try check()
    }

    deinit {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    package func setPageSize(width: Double, height: Double) {
        if !isImage { cairo_pdf_surface_set_size(surface, width, height) }
    }

    package func endPage() throws(CanvasError) {
        if !isImage { cairo_show_page(context) }
        try check()
    }

    package consuming func finish() throws(CanvasError) -> [UInt8] {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        try check()
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw CanvasError(status) }
        return sink.bytes
    }

    /// The picture as PNG.
    package consuming func finishImage() throws(CanvasError) -> [UInt8] {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        try check()
        cairo_surface_flush(surface)
        let status = cairo_surface_write_to_png_stream(
            surface,
            { closure, data, length in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes.append(
                    contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(sink).toOpaque())
        guard status == CAIRO_STATUS_SUCCESS else { throw CanvasError(status) }
        return sink.bytes
    }

    private func check() throws(CanvasError) {
        let status = cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else { throw CanvasError(status) }
    }

    // MARK: Drawing

    mutating func use(_ new: Ink) {
        guard new != ink else { return }
        ink = new
        cairo_set_source_rgb(context, new.red, new.green, new.blue)
    }

    package mutating func outline(
        x: Double, y: Double, width: Double, height: Double, line: Double, ink: Ink
    ) {
        use(ink)
        cairo_set_line_width(context, line)
        cairo_rectangle(context, x, y, width, height)
        cairo_stroke(context)
    }

    package mutating func fill(
        x: Double, y: Double, width: Double, height: Double, ink: Ink
    ) {
        use(ink)
        cairo_rectangle(context, x, y, width, height)
        cairo_fill(context)
    }

    package mutating func upright(x: Double, y0: Double, y1: Double, line: Double, ink: Ink) {
        use(ink)
        cairo_set_line_width(context, line)
        cairo_move_to(context, x, y0)
        cairo_line_to(context, x, y1)
        cairo_stroke(context)
    }

    /// Horizontal lines of one weight in one stroke.
    package mutating func rules(
        _ rules: [(x0: Double, x1: Double, y: Double)], line: Double, dashed: Bool, ink: Ink
    ) {
        use(ink)
        cairo_set_line_width(context, line)
        if dashed { cairo_set_dash(context, [3, 3], 2, 0) }
        for rule in rules {
            cairo_move_to(context, rule.x0, rule.y)
            cairo_line_to(context, rule.x1, rule.y)
        }
        cairo_stroke(context)
        if dashed { cairo_set_dash(context, nil, 0, 0) }
    }

    /// Glyphs of one font whose characters the font's own map tells.
    package mutating func show(_ batch: borrowing GlyphBatch, of shaper: TextShaper, ink: Ink) {
        guard !batch.glyphs.isEmpty else { return }
        use(ink)
        select(batch.font, of: shaper)
        batch.glyphs.withUnsafeBufferPointer {
            cairo_show_glyphs(context, $0.baseAddress, Int32($0.count))
        }
    }

    /// A run that carries its own text, because glyphs and characters do not pair off.
    package mutating func showClustered(
        _ run: RunID, atX x: Double, baseline: Double, of shaper: TextShaper, ink: Ink
    ) {
        use(ink)
        shaper.withClusters(of: run, x: x, baseline: baseline) {
            font, text, glyphs, clusters, back in
            select(font, of: shaper)
            cairo_show_text_glyphs(
                context, text.baseAddress, Int32(text.count), glyphs.baseAddress,
                Int32(glyphs.count), clusters.baseAddress, Int32(clusters.count),
                back ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(0))
        }
    }

    private mutating func select(_ new: Int, of shaper: TextShaper) {
        guard new != font else { return }
        font = new
        cairo_set_scaled_font(context, shaper.scaledFont(new))
    }
}

/// Glyphs gathered for one font, drawn in one call.
package struct GlyphBatch {
    package let font: Int
    fileprivate(set) var glyphs: [cairo_glyph_t] = []

    package init(font: Int) {
        self.font = font
    }

    mutating func append(_ glyph: UInt32, x: Double, y: Double) {
        glyphs.append(cairo_glyph_t(index: UInt(glyph), x: x, y: y))
    }
}

extension CanvasError {
    init(_ status: cairo_status_t) {
        self = .cairo(String(cString: cairo_status_to_string(status)))
    }
}
