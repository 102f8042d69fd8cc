internal import CPangoCairo

/// Finds out what fonts are installed. From any thread, at any time.
package func readInstalledFonts() {
    engross_read_fonts()
}

/// The faces that styles ask for, found and loaded.
///
/// Fontconfig searches all fonts that it is given anew for each face and each size of it, and takes a
/// millisecond and more each time. So words are set from a few fonts only, those of the families that the styles
/// name, and a face is loaded once, large enough that rounding is beneath notice, and styles scale it. All
/// that are installed are looked through for text that Pango lays out whole.
final class LoadedFonts {
    struct Style {
        /// Of text that is broken over words, at the size of the face.
        var wordAttributes: OpaquePointer?
        /// Of text that Pango lays out whole, at the size of the style.
        var layoutAttributes: OpaquePointer?
        /// The same without tracking, which would tear apart letters that join.
        var joinedAttributes: OpaquePointer?
        var face: UnsafeMutablePointer<PangoFont>
        /// In `drawn`.
        var font: Int32
        /// Points in one of Pango's units at the size of the face.
        var scale: Float
        var tracking: Float
        var spaceGlyph: UInt32
        var spaceWidth: Double
        var metrics: FontMetrics
    }

    private struct FaceName: Hashable {
        var families: [String]
        var isBold: Bool
        var isItalic: Bool
    }

    private struct FaceAtSize: Hashable {
        var face: FaceName
        var size: Double
    }

    private struct Face {
        var font: UnsafeMutablePointer<PangoFont>
        var metrics: FontMetrics
        var spaceGlyph: UInt32
        var spaceWidth: Double
    }

    /// The size that faces are loaded at, in points.
    private static let faceSize = 100.0

    /// For words: with the families of the styles.
    let words: PangoFonts
    /// For layouts: with all fonts that are installed.
    private(set) lazy var layouts = PangoFonts(language: language, few: nil)
    private(set) var styles: [Style] = []
    /// Faces at their sizes.
    private(set) var drawn: [DrawnFont] = []
    private let opened = FontFiles()
    private let language: String
    private var faces: [FaceName: Face] = [:]
    private var indexOfFace: [FaceAtSize: Int32] = [:]
    private var indexOfFont: [UnsafeMutablePointer<PangoFont>: Int32] = [:]

    /// Every family that a style names must be the one that answers to its name: what Fontconfig
    /// would put in its place may lack the characters, and changes the page in silence.
    init(styles wanted: [FontStyle], language: String) throws(CanvasError) {
        self.language = language
        let few = engross_few_fonts_new()
        defer { if let few { FcConfigDestroy(few) } }
        let families = Set(wanted.flatMap(\.families)).sorted()
        let missing = families.first { engross_add_family(few, $0) == 0 }
        words = PangoFonts(language: language, few: few)
        if let missing {
            throw .fontMissing(family: missing, instead: layouts.family(insteadOf: missing))
        }
        for style in wanted { styles.append(try load(style)) }
    }

    deinit {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        for style in styles {
            pango_attr_list_unref(style.wordAttributes)
            pango_attr_list_unref(style.layoutAttributes)
            pango_attr_list_unref(style.joinedAttributes)
        }
        drawn.removeAll()
        for face in faces.values { engross_unref(face.font) }
        for font in indexOfFont.keys { engross_unref(font) }
    }

    /// The files of the faces that the styles resolved to, in the order of the styles.
    var files: [String] {
        styles.map { style in engross_font_file(style.face).map { String(cString: $0) } ?? "" }
    }

    /// Those of a text that Pango lays out whole.
    func attributes(of style: Int, for text: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
        hasJoiningLetters(text) ? styles[style].joinedAttributes : styles[style].layoutAttributes
    }

    /// The place in `drawn` of a font that Pango chose for a part of a layout.
    func index(of font: UnsafeMutablePointer<PangoFont>) -> Int32 {
        if let known = indexOfFont[font] { return known }
        g_object_ref(font)
        let new = add(font, size: engross_font_size(font))
        indexOfFont[font] = new
        return new
    }

    // MARK: Loading

    private func load(_ style: FontStyle) throws(CanvasError) -> Style {
        let name = FaceName(
            families: style.families, isBold: style.isBold, isItalic: style.isItalic)
        let face = try face(name)
        if engross_is_variable(face.font) != 0 {
            throw .fontVariable(
                family: name.families.first ?? "",
                file: engross_font_file(face.font).map { String(cString: $0) } ?? "")
        }
        let ratio = style.size / LoadedFonts.faceSize
        var joined = style
        joined.tracking = 0
        return Style(
            wordAttributes: attributes(of: name, size: LoadedFonts.faceSize, style),
            layoutAttributes: attributes(of: name, size: style.size, style),
            joinedAttributes: attributes(of: name, size: style.size, joined), face: face.font,
            font: index(of: name, face, style),
            scale: Float(ratio / Double(PANGO_SCALE)), tracking: Float(style.tracking),
            spaceGlyph: face.spaceGlyph, spaceWidth: face.spaceWidth * ratio + style.tracking,
            metrics: FontMetrics(
                ascent: face.metrics.ascent * ratio, descent: face.metrics.descent * ratio))
    }

    private func face(_ name: FaceName) throws(CanvasError) -> Face {
        if let known = faces[name] { return known }
        let description = description(of: name, size: LoadedFonts.faceSize)
        defer { pango_font_description_free(description) }
        guard let font = pango_context_load_font(words.context, description) else {
            throw .fontMissing(family: name.families.first ?? "", instead: "nothing")
        }
        let metrics = pango_font_get_metrics(font, nil)
        defer { pango_font_metrics_unref(metrics) }
        let glyph = engross_nominal_glyph(font, 0x20)
        var advance = PangoRectangle()
        pango_font_get_glyph_extents(font, glyph, nil, &advance)
        let unit = Double(PANGO_SCALE)
        let face = Face(
            font: font,
            metrics: FontMetrics(
                ascent: Double(pango_font_metrics_get_ascent(metrics)) / unit,
                descent: Double(pango_font_metrics_get_descent(metrics)) / unit),
            spaceGlyph: glyph, spaceWidth: Double(advance.width) / unit)
        faces[name] = face
        return face
    }

    /// The place in `drawn` of a face at a size.
    private func index(of name: FaceName, _ face: Face, _ style: FontStyle) -> Int32 {
        let key = FaceAtSize(face: name, size: style.size)
        if let known = indexOfFace[key] { return known }
        let new = add(face.font, size: style.size)
        indexOfFace[key] = new
        return new
    }

    private func add(_ font: UnsafeMutablePointer<PangoFont>, size: Double) -> Int32 {
        let name = FontFileName(
            path: engross_font_file(font).map { String(cString: $0) } ?? "",
            index: Int(engross_font_index(font)))
        drawn.append(DrawnFont(font: font, file: name, of: opened, size: size))
        return Int32(drawn.count - 1)
    }

    private func description(of name: FaceName, size: Double) -> OpaquePointer? {
        let description = pango_font_description_new()
        pango_font_description_set_family(description, name.families.joined(separator: ","))
        pango_font_description_set_absolute_size(description, size * Double(PANGO_SCALE))
        if name.isBold { pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD) }
        if name.isItalic { pango_font_description_set_style(description, PANGO_STYLE_ITALIC) }
        return description
    }

    private func attributes(
        of name: FaceName, size: Double, _ style: FontStyle
    ) -> OpaquePointer? {
        let description = description(of: name, size: size)
        defer { pango_font_description_free(description) }
        let attributes = pango_attr_list_new()
        pango_attr_list_insert(attributes, pango_attr_font_desc_new(description))
        pango_attr_list_insert(attributes, pango_attr_font_features_new(style.features))
        // A word that is cut is printed as it is, without a hyphen that nobody wrote.
        pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
        if style.tracking != 0 {
            pango_attr_list_insert(
                attributes,
                pango_attr_letter_spacing_new(Int32(style.tracking * Double(PANGO_SCALE))))
        }
        return attributes
    }
}

/// Fonts as Pango finds them: among a few, or among all that are installed.
final class PangoFonts {
    let context: OpaquePointer?
    /// Made when it is first asked for.
    private(set) lazy var layout: OpaquePointer? = {
        hasLayout = true
        let layout = pango_layout_new(context)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        return layout
    }()
    private var hasLayout = false
    private let map: UnsafeMutablePointer<PangoFontMap>?

    fileprivate init(language: String, few: OpaquePointer?) {
        map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)
        if let few { engross_set_fonts(map, few) }
        context = engross_context_new(map)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string(language))
    }

    deinit {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        if hasLayout { engross_unref(UnsafeMutableRawPointer(layout)) }
        engross_unref(UnsafeMutableRawPointer(context))
        engross_unref(map)
    }

    /// The one that stands in for a family that is not installed.
    fileprivate func family(insteadOf family: String) -> String {
        let description = pango_font_description_new()
        defer { pango_font_description_free(description) }
        pango_font_description_set_family(description, family)
        guard let font = pango_context_load_font(context, description) else { return "nothing" }
        defer { engross_unref(font) }
        let resolved = pango_font_describe(font)
        defer { pango_font_description_free(resolved) }
        return pango_font_description_get_family(resolved).map { String(cString: $0) } ?? "nothing"
    }
}

/// Font files that were opened.
final class FontFiles {
    private var files: [FontFileName: FontFile] = [:]

    subscript(name: FontFileName) -> FontFile {
        if let known = files[name] { return known }
        let file = FontFile(name)
        files[name] = file
        return file
    }
}

/// A face at a size, as pages show it.
final class DrawnFont {
    /// Opened when something is shown of it: what only measures does without.
    private(set) lazy var file = files[fileName]
    /// In points.
    let size: Double
    private let fileName: FontFileName
    private let files: FontFiles
    private let font: UnsafeMutablePointer<PangoFont>
    private var scaledFont: OpaquePointer?

    init(
        font: UnsafeMutablePointer<PangoFont>, file: FontFileName, of files: FontFiles,
        size: Double
    ) {
        self.font = font
        fileName = file
        self.files = files
        self.size = size
    }

    deinit { cairo_scaled_font_destroy(scaledFont) }

    /// What Cairo draws with.
    func scaled() -> OpaquePointer? {
        if let scaledFont { return scaledFont }
        let loaded = engross_scaled_font(font)
        var (matrix, identity) = (cairo_matrix_t(), cairo_matrix_t())
        cairo_scaled_font_get_font_matrix(loaded, &matrix)
        cairo_matrix_init_identity(&identity)
        let ratio = size / engross_font_size(font)
        for entry in [\cairo_matrix_t.xx, \.xy, \.yx, \.yy] { matrix[keyPath: entry] *= ratio }
        let options = cairo_font_options_create()
        defer { cairo_font_options_destroy(options) }
        cairo_scaled_font_get_font_options(loaded, options)
        scaledFont = cairo_scaled_font_create(
            cairo_scaled_font_get_font_face(loaded), &matrix, &identity, options)
        return scaledFont
    }
}
