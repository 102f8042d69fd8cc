internal import CPangoCairo
internal import CRSVG
internal import PDFArchive

/// A PNG or an SVG that was read and found sound, to be drawn as often as wanted. It belongs to one
/// thread.
///
/// An SVG loads nothing from outside of itself: no files, no addresses.
package final class LoadedPicture {
    private enum Content {
        case png(OpaquePointer?)
        case svg(UnsafeMutableRawPointer)
    }

    private final class Source {
        let bytes: [UInt8]
        var position = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    package let name: String
    /// As large as the file itself says, in points; of a PNG, a point a pixel.
    package let width: Double
    package let height: Double
    private let content: Content
    private var form: CairoPicture?

    package init(_ bytes: [UInt8], named name: String) throws(CanvasError) {
        self.name = name
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            let surface = try LoadedPicture.png(bytes, name)
            content = .png(surface)
            width = Double(cairo_image_surface_get_width(surface))
            height = Double(cairo_image_surface_get_height(surface))
        } else {
            let svg = try LoadedPicture.svg(bytes, name)
            var size = (width: 0.0, height: 0.0)
            guard engross_svg_size(svg, &size.width, &size.height) != 0 else {
                engross_svg_free(svg)
                throw .picture(name: name, cause: "it tells neither its size nor a view box")
            }
            content = .svg(svg)
            (width, height) = size
        }
    }

    deinit {
        switch content {
        case .png(let surface): cairo_surface_destroy(surface)
        case .svg(let svg): engross_svg_free(svg)
        }
    }

    private static func png(
        _ bytes: [UInt8], _ name: String
    ) throws(CanvasError) -> OpaquePointer? {
        let source = Source(bytes)
        let surface = withExtendedLifetime(source) {
            cairo_image_surface_create_from_png_stream(
                { closure, data, length in
                    guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
                    let source = Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue()
                    let end = source.position + Int(length)
                    guard end <= source.bytes.count else { return CAIRO_STATUS_READ_ERROR }
                    source.bytes.withUnsafeBufferPointer {
                        if let start = $0.baseAddress {
                            data.update(from: start + source.position, count: Int(length))
                        }
                    }
                    source.position = end
                    return CAIRO_STATUS_SUCCESS
                }, Unmanaged.passUnretained(source).toOpaque())
        }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw .picture(name: name, cause: "the PNG is damaged or cut short")
        }
        return surface
    }

    private static func svg(
        _ bytes: [UInt8], _ name: String
    ) throws(CanvasError) -> UnsafeMutableRawPointer {
        var cause = [CChar](repeating: 0, count: 400)
        guard let svg = engross_svg_new(bytes, UInt(bytes.count), &cause, UInt(cause.count)) else {
            let words = String(
                decoding: cause.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw .picture(name: name, cause: "it is neither a PNG nor a sound SVG: \(words)")
        }
        return svg
    }

    /// Whether it could be drawn. The path and the ink of the context stay as they are.
    func draw(
        in context: OpaquePointer?, x: Double, y: Double, width: Double, height: Double
    ) -> Bool {
        cairo_save(context)
        defer { cairo_restore(context) }
        switch content {
        case .png(let surface):
            cairo_translate(context, x, y)
            cairo_scale(context, width / self.width, height / self.height)
            cairo_set_source_surface(context, surface, 0, 0)
            // Archives must show the pixels as they are: no viewer is asked to smooth them.
            cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_FAST)
            cairo_paint(context)
            return true
        case .svg(let svg):
            return engross_svg_draw(
                svg, UnsafeMutableRawPointer(context), x, y, width, height) != 0
        }
    }

    /// As Cairo writes it into a PDF, as large as itself.
    func drawnForm() throws(CanvasError) -> CairoPicture {
        if let form { return form }
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        let sink = CairoSink()
        let surface = cairo_pdf_surface_create_for_stream(
            CairoSink.write, sink.closure, width, height)
        defer { cairo_surface_destroy(surface) }
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        let context = cairo_create(surface)
        let isDrawn = draw(in: context, x: 0, y: 0, width: width, height: height)
        cairo_destroy(context)
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard isDrawn, status == CAIRO_STATUS_SUCCESS else {
            throw .picture(name: name, cause: "it cannot be drawn")
        }
        do {
            let new = try CairoPicture(reading: sink.bytes)
            form = new
            return new
        } catch {
            throw .picture(name: name, cause: error.description)
        }
    }
}
