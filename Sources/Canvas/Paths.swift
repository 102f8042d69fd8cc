internal import CPangoCairo

// Shapes that are no text and no rule: a path is built up, and ends by being painted.
extension PDFSurface {
    package func move(toX x: Double, y: Double) { cairo_move_to(context, x, y) }

    package func line(toX x: Double, y: Double) { cairo_line_to(context, x, y) }

    package func curve(
        x1: Double, y1: Double, x2: Double, y2: Double, toX x: Double, y: Double
    ) {
        cairo_curve_to(context, x1, y1, x2, y2, x, y)
    }

    package func rectangle(x: Double, y: Double, width: Double, height: Double) {
        cairo_rectangle(context, x, y, width, height)
    }

    package func closePath() { cairo_close_path(context) }

    package mutating func fillPath(ink: Ink) {
        use(ink)
        cairo_fill(context)
    }

    /// The line, over the fill if there is one.
    package mutating func strokePath(line: Double, dashed: Bool, ink: Ink, fill: Ink? = nil) {
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
}
