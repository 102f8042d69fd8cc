internal import CPangoCairo

/// A picture of one page, which `finish` consumes: nothing can be drawn after the end.
package struct PageImage: ~Copyable, Sheet {
    private let surface: OpaquePointer?
    private let context: OpaquePointer?
    private var ink = Ink(red: 0, green: 0, blue: 0)

    /// White, `scale` pixels to the point.
    package init(width: Double, height: Double, scale: Double) throws(CanvasError) {
        surface = cairo_image_surface_create(
            CAIRO_FORMAT_RGB24, Int32((width * scale).rounded(.up)),
            Int32((height * scale).rounded(.up)))
        context = cairo_create(surface)
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_scale(context, scale, scale)
        try check()
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    package mutating func beginPage(width: Double, height: Double) {}

    package mutating func endPage() throws(CanvasError) { try check() }

    /// As PNG.
    package consuming func finish() throws(CanvasError) -> [UInt8] {
        try check()
        cairo_surface_flush(surface)
        let sink = CairoSink()
        let status = withExtendedLifetime(sink) {
            cairo_surface_write_to_png_stream(surface, CairoSink.write, sink.closure)
        }
        guard status == CAIRO_STATUS_SUCCESS else { throw CanvasError(status) }
        return sink.bytes
    }

    private func check() throws(CanvasError) {
        let status = cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else { throw CanvasError(status) }
    }

    // MARK: Drawing

    private mutating func use(_ new: Ink) {
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

    package mutating func move(toX x: Double, y: Double) { cairo_move_to(context, x, y) }

    package mutating func line(toX x: Double, y: Double) { cairo_line_to(context, x, y) }

    package mutating func curve(
        x1: Double, y1: Double, x2: Double, y2: Double, toX x: Double, y: Double
    ) {
        cairo_curve_to(context, x1, y1, x2, y2, x, y)
    }

    package mutating func rectangle(x: Double, y: Double, width: Double, height: Double) {
        cairo_rectangle(context, x, y, width, height)
    }

    package mutating func closePath() { cairo_close_path(context) }

    package mutating func fillPath(ink: Ink) {
        use(ink)
        cairo_fill(context)
    }

    package mutating func strokePath(line: Double, dashed: Bool, ink: Ink, fill: Ink?) {
        if let fill {
            use(fill)
            cairo_fill_preserve(context)
        }
        use(ink)
        cairo_set_line_width(context, line)
        if dashed { cairo_set_dash(context, [3, 3], 2, 0) }
        cairo_stroke(context)
        if dashed { cairo_set_dash(context, nil, 0, 0) }
    }

    package mutating func draw(
        _ picture: LoadedPicture, x: Double, y: Double, width: Double, height: Double
    ) throws(CanvasError) {
        guard picture.draw(in: context, x: x, y: y, width: width, height: height) else {
            throw .picture(name: picture.name, cause: "it cannot be drawn")
        }
    }

    package mutating func show(
        _ line: TextLine, x: Double, baseline: Double, ink: Ink, of shaper: TextShaper,
        endsWithSpace: Bool
    ) {
        for placed in shaper.runs(of: line) {
            use(shaper.ink(of: placed.run) ?? ink)
            cairo_set_scaled_font(context, shaper.drawnFont(of: placed.run).scaled())
            var glyphs: [cairo_glyph_t] = []
            shaper.forEachGlyph(of: placed.run) { glyph, dx, dy, _ in
                glyphs.append(
                    cairo_glyph_t(
                        index: UInt(glyph), x: x + placed.x + Double(dx), y: baseline + Double(dy)))
            }
            cairo_show_glyphs(context, glyphs, Int32(glyphs.count))
        }
    }
}

extension CanvasError {
    init(_ status: cairo_status_t) {
        self = .cairo(String(cString: cairo_status_to_string(status)))
    }
}
