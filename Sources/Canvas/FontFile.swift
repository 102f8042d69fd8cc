internal import CHarfBuzz
internal import PDFArchive
internal import Synchronization

/// A font file, of which a PDF takes the glyphs that it shows. Belongs to one thread.
final class FontFile {
    /// Tells files of different threads apart, or finds that they are the same.
    let name: FontFileName
    let glyphCount: Int
    /// Whether it has outlines that a PDF can take. A font of pictures has none.
    let hasOutlines: Bool
    let isCFF: Bool
    private var face: OpaquePointer?
    private let font: OpaquePointer?
    private let unitsPerEm: Int
    /// Of each glyph, in whole thousandths of the size.
    let widths: [Int16]
    /// Of the printable characters of ASCII.
    private let commonGlyphs: [UInt16]
    private var countMade = 0
    /// Parts that were made on any thread.
    private static let kept = Mutex<[PartName: Subset]>([:])
    private static let mostKept = 64

    private struct PartName: Hashable {
        var file: FontFileName
        var glyphs: [UInt16]
    }

    /// Part of a font as a PDF holds it.
    struct Subset: Sendable {
        var packed: [UInt8]
        /// Before it was packed.
        var length: Int
        /// Six letters that tell it from other parts of the font.
        var tag: String
    }

    init(_ name: FontFileName) {
        self.name = name
        let blob = hb_blob_create_from_file(name.path)
        face = hb_face_create(blob, UInt32(name.index))
        hb_blob_destroy(blob)
        font = hb_font_create(face)
        unitsPerEm = max(1, Int(hb_face_get_upem(face)))
        hb_font_set_scale(font, Int32(unitsPerEm), Int32(unitsPerEm))
        glyphCount = Int(hb_face_get_glyph_count(face))
        widths = FontFile.widths(glyphCount, font, unitsPerEm)
        isCFF = FontFile.has("CFF ", face)
        hasOutlines = isCFF || FontFile.has("glyf", face)
        commonGlyphs = FontFile.glyphs(of: 0x20...0x7E, font)
    }

    deinit {
        hb_font_destroy(font)
        hb_face_destroy(face)
    }

    private static func has(_ table: String, _ face: OpaquePointer?) -> Bool {
        let blob = hb_face_reference_table(face, tag(table))
        defer { hb_blob_destroy(blob) }
        return hb_blob_get_length(blob) > 0
    }

    private static func tag(_ name: String) -> hb_tag_t {
        hb_tag_from_string(name, Int32(name.utf8.count))
    }

    private static func glyphs(
        of characters: ClosedRange<UInt32>, _ font: OpaquePointer?
    ) -> [UInt16] {
        characters.compactMap { character in
            var glyph: hb_codepoint_t = 0
            let isThere = hb_font_get_nominal_glyph(font, character, &glyph) != 0
            return isThere ? UInt16(truncatingIfNeeded: glyph) : nil
        }
    }

    private static func widths(
        _ count: Int, _ font: OpaquePointer?, _ unitsPerEm: Int
    ) -> [Int16] {
        (0..<count).map { glyph in
            let units = Int(hb_font_get_glyph_h_advance(font, hb_codepoint_t(glyph)))
            return Int16(clamping: (units * 2000 + unitsPerEm) / (2 * unitsPerEm))
        }
    }

    func width(of glyph: Int) -> Int { glyph < widths.count ? Int(widths[glyph]) : 0 }

    // MARK: What is taken

    /// The glyphs that a file is to have for those that it shows, in their order. Where most of the plain
    /// characters are shown, all of them: then many files have the same part of the font, which is made
    /// once.
    func taken(for shown: [UInt16]) -> [UInt16] {
        let shown = Set(shown)
        let common = commonGlyphs.filter(shown.contains).count
        return (common > 24 ? shown.union(commonGlyphs) : shown).sorted()
    }

    /// Its glyphs keep their numbers. Without the instructions for small screens, which are most of many
    /// fonts.
    func subset(_ glyphs: [UInt16]) -> Subset? {
        let part = PartName(file: name, glyphs: glyphs)
        if let known = FontFile.kept.withLock({ $0[part] }) { return known }
        guard let subset = make(glyphs) else { return nil }
        FontFile.kept.withLock { kept in
            if kept.count >= FontFile.mostKept { kept.removeAll(keepingCapacity: true) }
            kept[part] = subset
        }
        return subset
    }

    private func make(_ glyphs: [UInt16]) -> Subset? {
        prepare()
        guard let input = hb_subset_input_create_or_fail() else { return nil }
        defer { hb_subset_input_destroy(input) }
        hb_subset_input_set_flags(
            input,
            HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NO_HINTING.rawValue)
        let wanted = hb_subset_input_glyph_set(input)
        for glyph in glyphs { hb_set_add(wanted, hb_codepoint_t(glyph)) }
        let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
        for table in FontFile.tablesOfNoUse { hb_set_add(dropped, table) }
        guard let part = hb_subset_or_fail(face, input) else { return nil }
        defer { hb_face_destroy(part) }
        let blob =
            isCFF
            ? hb_face_reference_table(part, FontFile.tag("CFF ")) : hb_face_reference_blob(part)
        defer { hb_blob_destroy(blob) }
        var length: UInt32 = 0
        let bytes = UnsafeRawBufferPointer(
            start: hb_blob_get_data(blob, &length), count: Int(hb_blob_get_length(blob)))
        let packed = deflated(bytes.bindMemory(to: UInt8.self), as: .forMany)
        return Subset(packed: packed, length: bytes.count, tag: FontFile.tag(of: glyphs))
    }

    /// Looks through the whole font, once it is clear that many parts of it will be asked for.
    private func prepare() {
        countMade += 1
        guard countMade == 60, glyphCount < 10_000, let prepared = hb_subset_preprocess(face)
        else { return }
        hb_face_destroy(face)
        face = prepared
    }

    private static let tablesOfNoUse: [hb_tag_t] = [
        "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "cmap", "name", "post", "OS/2", "kern",
        "DSIG", "FFTM", "gasp", "hdmx", "VDMX", "LTSH", "PCLT", "STAT", "vhea", "vmtx", "VORG",
        "COLR", "CPAL", "SVG ", "CBDT", "CBLC", "sbix", "avar", "fvar", "gvar", "HVAR", "MVAR",
    ].map(tag)

    /// Six letters that other glyphs would not have.
    private static func tag(of glyphs: [UInt16]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for glyph in glyphs { hash = (hash ^ UInt64(glyph)) &* 0x100_0000_01b3 }
        var tag = ""
        for _ in 0..<6 {
            tag.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "A") + UInt8(hash % 26)))
            hash /= 26
        }
        return tag
    }

    // MARK: What a PDF says of the font

    /// The name by which PostScript calls it.
    private(set) lazy var postScriptName: String = {
        var size: UInt32 = 128
        var name = [CChar](repeating: 0, count: 128)
        hb_ot_name_get_utf8(face, hb_ot_name_id_t(HB_OT_NAME_ID_POSTSCRIPT_NAME), nil, &size, &name)
        let letters = name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)).filter {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39)
                || $0 == UInt8(ascii: "-")
        }
        return letters.isEmpty ? "Font" : String(decoding: letters, as: UTF8.self)
    }()

    /// Its measures, as the entries of a descriptor.
    private(set) lazy var measures: String = {
        func thousandths(_ units: Int32) -> Int { Int(units) * 1000 / unitsPerEm }
        func metric(_ name: String, or other: Int) -> Int {
            var position: hb_position_t = 0
            let isThere =
                hb_ot_metrics_get_position(
                    font, hb_ot_metrics_tag_t(rawValue: FontFile.tag(name)), &position) != 0
            return isThere ? thousandths(position) : other
        }
        let slant = Int(hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE).rounded())
        // Symbolic, as its encoding is its own; and italic.
        let flags = 4 | (slant != 0 ? 64 : 0)
        let box = box.map { thousandths(Int32($0)) }
        return "/Flags \(flags)/FontBBox[\(box[0]) \(box[1]) \(box[2]) \(box[3])]"
            + "/ItalicAngle \(slant)/Ascent \(metric("hasc", or: box[3]))"
            + "/Descent \(metric("hdsc", or: box[1]))/CapHeight \(metric("cpht", or: box[3]))"
            + "/StemV 80"
    }()

    /// Around all of its glyphs, in its units.
    private var box: [Int16] {
        let head = hb_face_reference_table(face, FontFile.tag("head"))
        defer { hb_blob_destroy(head) }
        var length: UInt32 = 0
        let bytes = UnsafeRawBufferPointer(
            start: hb_blob_get_data(head, &length), count: Int(hb_blob_get_length(head)))
        guard bytes.count >= 44 else { return [0, 0, 1000, 1000] }
        return stride(from: 36, to: 44, by: 2).map {
            Int16(truncatingIfNeeded: Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]))
        }
    }
}

/// Where a font was read from: a file may hold several.
struct FontFileName: Hashable, Sendable {
    var path: String
    var index: Int
}
