internal import CPangoCairo

/// A run in its place on a line.
package struct PlacedRun: Sendable {
    package var run: RunID
    /// From the line's start, in points.
    package var x: Double
    /// A space stands before the run: drawn, so that copied text has it.
    package var followsSpace: Bool
}

/// A line of text, broken and measured, without a place on the page yet. Of the document that its shaper
/// began last.
package struct TextLine: Sendable {
    /// Among those that the shaper placed, in the order in which they are read.
    var runs: Range<Int32> = 0..<0
    package var width: Double = 0
    /// The line reads from the right, so its natural edge is the right one.
    package var isRightToLeft = false
    package var style: Int = 0
    /// The line ends in the middle of a word, or brings its last space with it.
    package var endsWithoutSpace = false
}

/// Shapes text with Pango and breaks it into lines.
///
/// Words of simple text are shaped once and kept; their widths are added up to break lines. Text
/// that is not simple (see `isSimple`), or a word that needs a second font, goes through a Pango
/// layout whole. One shaper belongs to one thread.
package final class TextShaper {
    private let fonts: LoadedFonts
    private var kept = GlyphStore()
    private var table = WordTable()
    private var document = GlyphStore()
    /// Of all lines of the document, end to end.
    private var placed: [PlacedRun] = []
    /// How many documents were begun.
    package private(set) var documents = 0
    /// Characters that no installed font has, in the order they were met.
    package private(set) var missing: [Unicode.Scalar] = []

    private var readsFromRight = false

    private static let mostKeptWords = 15_000

    /// Loads every style; a family that would be substituted is an error.
    package init(styles: [FontStyle], language: String) throws(CanvasError) {
        fonts = try LoadedFonts(styles: styles, language: language)
    }

    package func metrics(of style: Int) -> FontMetrics { fonts.styles[style].metrics }

    /// The files of the faces that the styles resolved to, in the order of the styles.
    package var fontFiles: [String] { fonts.files }

    /// Forgets the runs of the last document. Its lines must have been drawn. On a page that reads from
    /// the right, a line that begins with a foreign name still does.
    package func beginDocument(readsFromRight: Bool = false) {
        self.readsFromRight = readsFromRight
        documents += 1
        document.removeAll()
        placed.removeAll(keepingCapacity: true)
        if kept.runs.count > TextShaper.mostKeptWords {
            kept.removeAll()
            table = WordTable()
        }
    }

    // MARK: Breaking

    /// Breaks `text` into lines no wider than `width` points; a line break in the text is kept.
    package func lines(_ text: String, style: Int, width: Double) -> [TextLine] {
        var text = text
        return text.withUTF8 { bytes in
            var lines: [TextLine] = []
            var start = 0
            while start <= bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
                append(
                    UnsafeBufferPointer(rebasing: bytes[start..<end]), style, width, to: &lines)
                if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { end += 1 }
                start = end + 1
            }
            return lines
        }
    }

    /// The whole text on one line, however long; line breaks in it become spaces.
    package func line(_ text: String, style: Int) -> TextLine {
        var text = text
        let simple = text.withUTF8 { isSimple($0) ? simpleLine($0, style: style) : nil }
        if let simple { return simple }
        let found = lines(text, style: style, width: .infinity)
        if found.count == 1 { return found[0] }
        let flat = String(text.map { $0.isNewline ? " " : $0 })
        return lines(flat, style: style, width: .infinity).first ?? TextLine(style: style)
    }

    /// How wide a part of a text is on one line, from one of its UTF-8 bytes to another.
    package func width(of text: String, _ part: Range<Int>? = nil, style: Int) -> Double {
        var text = text
        let simple = text.withUTF8 { bytes in
            let bytes = part.map { UnsafeBufferPointer(rebasing: bytes[$0]) } ?? bytes
            return isSimple(bytes) ? simpleWidth(bytes, style: style) : nil
        }
        if let simple { return simple }
        let bytes = Array(text.utf8)
        return line(
            String(decoding: part.map { bytes[$0] } ?? bytes[...], as: UTF8.self), style: style
        )
        .width
    }

    private func append(
        _ bytes: UnsafeBufferPointer<UInt8>, _ style: Int, _ width: Double,
        to lines: inout [TextLine]
    ) {
        let count = lines.count
        if isSimple(bytes), appendSimple(bytes, style: style, width: width, to: &lines) { return }
        lines.removeLast(lines.count - count)
        lines += layoutLines(bytes, style: style, width: width)
    }

    /// Greedy breaking over kept words; false where a word needs a second font.
    private func appendSimple(
        _ bytes: UnsafeBufferPointer<UInt8>, style: Int, width: Double,
        to lines: inout [TextLine]
    ) -> Bool {
        var line = emptyLine(style)
        let space = fonts.styles[style].spaceWidth
        var position = 0
        while let word = nextWord(in: bytes, from: &position) {
            guard let run = run(of: word.bytes, style: style) else { return false }
            let runWidth = self.width(of: run)
            let gap = word.followsSpace && !line.runs.isEmpty ? space : 0
            if !line.runs.isEmpty, line.width + gap + runWidth > width + 0.001 {
                line.endsWithoutSpace = !word.followsSpace
                lines.append(line)
                line = emptyLine(style)
            }
            if runWidth > width + 0.001 {
                guard splitLongWord(word.bytes, width: width, onto: &line, lines: &lines) else {
                    return false
                }
                continue
            }
            add(run, runWidth, to: &line, behindSpace: word.followsSpace ? space : nil)
        }
        lines.append(line)
        return true
    }

    /// Simple text on one line; nil where a word needs a second font.
    private func simpleLine(_ bytes: UnsafeBufferPointer<UInt8>, style: Int) -> TextLine? {
        var line = emptyLine(style)
        let space = fonts.styles[style].spaceWidth
        var position = 0
        while let word = nextWord(in: bytes, from: &position) {
            guard let run = run(of: word.bytes, style: style) else { return nil }
            add(run, width(of: run), to: &line, behindSpace: word.followsSpace ? space : nil)
        }
        return line
    }

    private func simpleWidth(_ bytes: UnsafeBufferPointer<UInt8>, style: Int) -> Double? {
        let space = fonts.styles[style].spaceWidth
        var total = 0.0
        var position = 0
        var isFirst = true
        while let word = nextWord(in: bytes, from: &position) {
            guard let run = run(of: word.bytes, style: style) else { return nil }
            total += (word.followsSpace && !isFirst ? space : 0) + width(of: run)
            isFirst = false
        }
        return total
    }

    /// Lines of a document stand behind one another: one is begun when the one before is whole.
    private func emptyLine(_ style: Int) -> TextLine {
        let end = Int32(placed.count)
        return TextLine(runs: end..<end, style: style)
    }

    private func add(
        _ run: RunID, _ width: Double, to line: inout TextLine, behindSpace space: Double?
    ) {
        let space = line.runs.isEmpty ? nil : space
        line.width += space ?? 0
        placed.append(PlacedRun(run: run, x: line.width, followsSpace: space != nil))
        line.runs = line.runs.lowerBound..<Int32(placed.count)
        line.width += width
    }

    /// A word wider than the column is cut between characters, since it must go somewhere.
    private func splitLongWord(
        _ bytes: UnsafeBufferPointer<UInt8>, width: Double, onto line: inout TextLine,
        lines: inout [TextLine]
    ) -> Bool {
        var start = 0
        while start < bytes.count {
            let end = scalarEnd(in: bytes, from: start)
            guard let run = run(of: .init(rebasing: bytes[start..<end]), style: line.style) else {
                return false
            }
            let runWidth = self.width(of: run)
            if !line.runs.isEmpty, line.width + runWidth > width {
                line.endsWithoutSpace = true
                lines.append(line)
                line = emptyLine(line.style)
            }
            add(run, runWidth, to: &line, behindSpace: nil)
            start = end
        }
        return true
    }

    // MARK: Words

    private func width(of run: RunID) -> Double { Double(self[run].width) }

    /// What stands on a line.
    func runs(of line: TextLine) -> ArraySlice<PlacedRun> {
        placed[Int(line.runs.lowerBound)..<Int(line.runs.upperBound)]
    }

    private subscript(run: RunID) -> GlyphStore.Run {
        run.raw >= 0 ? kept.runs[Int(run.raw)] : document.runs[-1 - Int(run.raw)]
    }

    private func run(of word: UnsafeBufferPointer<UInt8>, style: Int) -> RunID? {
        let hash = WordTable.hash(word, style: style)
        if let found = table.find(
            hash,
            where: { index in
                let run = kept.runs[Int(index)]
                return run.text.count == word.count && run.style == style
                    && kept.text.withUnsafeBufferPointer { text in
                        word.elementsEqual(
                            text[Int(run.text.lowerBound)..<Int(run.text.upperBound)])
                    }
            })
        {
            return kept.runs[Int(found)].font < 0 ? nil : RunID(raw: found)
        }
        let index = shapeWord(word, style: style)
        table.insert(hash, index: Int32(index))
        return kept.runs[index].font < 0 ? nil : RunID(raw: Int32(index))
    }

    /// Shapes a word with its style's own face. A word that face cannot set is kept with font -1.
    private func shapeWord(_ word: UnsafeBufferPointer<UInt8>, style: Int) -> Int {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        let loaded = fonts.styles[style]
        var result: Int?
        word.withMemoryRebound(to: CChar.self) { text in
            let items = pango_itemize(
                fonts.words.context, text.baseAddress, 0, Int32(text.count), loaded.wordAttributes,
                nil)
            defer {
                g_list_free_full(items) {
                    pango_item_free($0?.assumingMemoryBound(to: PangoItem.self))
                }
            }
            guard let items, items.pointee.next == nil, let item = engross_item_at(items),
                item.pointee.analysis.font == loaded.face
            else { return }
            let shaped = pango_glyph_string_new()
            defer { pango_glyph_string_free(shaped) }
            pango_shape_full(
                text.baseAddress, Int32(text.count), text.baseAddress, Int32(text.count),
                &item.pointee.analysis, shaped)
            guard let shaped else { return }
            var isWhole = true
            let clustered = !glyphsTellText(shaped, of: word, font: loaded.face)
            let index = kept.append(
                shaped, of: word, style: style, font: loaded.font, scale: loaded.scale,
                tracking: loaded.tracking, isClustered: clustered
            ) { _ in isWhole = false }
            if isWhole { result = index } else { kept.runs.removeLast() }
        }
        if let result { return result }
        let start = Int32(kept.text.count)
        kept.text.append(contentsOf: word)
        kept.runs.append(
            GlyphStore.Run(
                style: Int32(style), font: -1, glyphs: 0..<0, text: start..<Int32(kept.text.count),
                clusters: 0..<0,
                width: 0, isClustered: false, isBackward: false))
        return kept.runs.count - 1
    }

    /// Whether each character has the one glyph that the font's map gives it, so that Cairo can
    /// find the text of the glyphs by itself.
    private func glyphsTellText(
        _ shaped: UnsafeMutablePointer<PangoGlyphString>, of word: UnsafeBufferPointer<UInt8>,
        font: UnsafeMutablePointer<PangoFont>
    ) -> Bool {
        var index = 0
        for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
            guard index < Int(shaped.pointee.num_glyphs),
                shaped.pointee.glyphs[index].glyph == engross_nominal_glyph(font, scalar.value)
            else { return false }
            index += 1
        }
        return index == Int(shaped.pointee.num_glyphs)
    }

    // MARK: Whole layouts

    private func layoutLines(
        _ bytes: UnsafeBufferPointer<UInt8>, style: Int, width: Double
    ) -> [TextLine] {
        let clean = withoutControls(bytes)
        return clean.withUnsafeBufferPointer { clean in
            layoutLines(clean, style, fonts.attributes(of: style, for: clean), width: width)
        }
    }

    private func layoutLines(
        _ bytes: UnsafeBufferPointer<UInt8>, _ style: Int, _ attributes: OpaquePointer?,
        width: Double
    ) -> [TextLine] {
        cairoTurn.lock()
        defer { cairoTurn.unlock() }
        let layout = fonts.layouts.layout
        bytes.withMemoryRebound(to: CChar.self) { text in
            pango_layout_set_attributes(layout, attributes)
            let isFromRight = readsFromRight && hasRightToLeft(bytes)
            pango_context_set_base_dir(
                fonts.layouts.context,
                isFromRight ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_WEAK_LTR)
            pango_layout_set_auto_dir(layout, isFromRight ? 0 : 1)
            pango_layout_set_width(
                layout, width.isFinite ? Int32(width * Double(PANGO_SCALE)) : -1)
            pango_layout_set_text(layout, text.baseAddress, Int32(text.count))
        }
        var lines: [TextLine] = []
        var list = pango_layout_get_lines_readonly(layout)
        while let node = list {
            let line = node.pointee.data.assumingMemoryBound(to: PangoLayoutLine.self)
            lines.append(collect(line, of: bytes, style: style))
            list = node.pointee.next
        }
        return lines.isEmpty ? [TextLine(style: style)] : lines
    }

    /// Breaks Pango's markup into lines: bold, italic, smaller, larger and coloured parts of one text.
    /// What is no markup is set as it stands.
    package func lines(markup: String, style: Int, width: Double) -> [TextLine] {
        var parsed: OpaquePointer?
        var plain: UnsafeMutablePointer<CChar>?
        guard pango_parse_markup(markup, -1, 0, &parsed, &plain, nil, nil) != 0, let plain else {
            return lines(markup, style: style, width: width)
        }
        defer {
            pango_attr_list_unref(parsed)
            g_free(plain)
        }
        let text = String(cString: plain)
        let clean = withoutControls(Array(text.utf8))
        return clean.withUnsafeBufferPointer { clean in
            let attributes = pango_attr_list_copy(fonts.attributes(of: style, for: clean))
            defer { pango_attr_list_unref(attributes) }
            engross_add_attributes(attributes, parsed)
            return layoutLines(clean, style, attributes, width: width)
        }
    }

    private func collect(
        _ line: UnsafeMutablePointer<PangoLayoutLine>, of bytes: UnsafeBufferPointer<UInt8>,
        style: Int
    ) -> TextLine {
        var result = TextLine(style: style)
        result.endsWithoutSpace = true
        result.isRightToLeft =
            pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL
        // Pango takes the space off some of the ends that it breaks at, and leaves it on others.
        var hanging = 0.0
        let lineEnd = Int(line.pointee.start_index) + Int(line.pointee.length)
        // Pango gives runs in the order of sight.
        var inText: [(start: Int, run: PlacedRun)] = []
        var list = line.pointee.runs
        while let node = list {
            defer { list = node.pointee.next }
            guard let glyphItem = engross_run_at(node), let item = glyphItem.pointee.item,
                let shaped = glyphItem.pointee.glyphs, let font = item.pointee.analysis.font
            else { continue }
            let start = Int(item.pointee.offset)
            let part = UnsafeBufferPointer(
                rebasing: bytes[start..<start + Int(item.pointee.length)])
            if endsInShownNothing(shaped, from: start, to: lineEnd, of: bytes) {
                result.endsWithoutSpace = false
            }
            let face = fonts.index(of: font)
            // A font of pictures has nothing that a PDF could take.
            guard fonts.drawn[Int(face)].file.hasOutlines else {
                note(missing: part)
                continue
            }
            let index = document.append(
                shaped, of: part, style: style, font: face, isClustered: true
            ) { byte in note(missing: part, at: byte) }
            document.runs[index].colour = engross_item_colour(item)
            let run = PlacedRun(
                run: RunID(raw: Int32(-1 - index)), x: result.width, followsSpace: false)
            inText.append((start, run))
            result.width += Double(document.runs[index].width)
            hanging = widthOfSpaces(endOf: shaped, of: part)
        }
        if !result.isRightToLeft { result.width -= hanging }
        let first = Int32(placed.count)
        placed += inText.sorted { $0.start < $1.start }.map(\.run)
        result.runs = first..<Int32(placed.count)
        return result
    }

    /// Whether the line ends with the space that it was broken at, which Pango took off.
    private func endsInShownNothing(
        _ shaped: UnsafeMutablePointer<PangoGlyphString>, from start: Int, to end: Int,
        of bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard end > start, bytes[end - 1] == 0x20 else { return false }
        return (0..<Int(shaped.pointee.num_glyphs)).contains { index in
            start + Int(shaped.pointee.log_clusters[index]) == end - 1
                && engross_glyph_is_empty(shaped.pointee.glyphs[index].glyph) != 0
        }
    }

    private func widthOfSpaces(
        endOf shaped: UnsafeMutablePointer<PangoGlyphString>, of bytes: UnsafeBufferPointer<UInt8>
    ) -> Double {
        var width = 0.0
        var index = Int(shaped.pointee.num_glyphs) - 1
        while index >= 0, bytes[Int(shaped.pointee.log_clusters[index])] == 0x20 {
            width += Double(shaped.pointee.glyphs[index].geometry.width) / Double(PANGO_SCALE)
            index -= 1
        }
        return width
    }

    private func note(missing part: UnsafeBufferPointer<UInt8>) {
        var byte = 0
        while byte < part.count {
            note(missing: part, at: byte)
            byte = scalarEnd(in: part, from: byte)
        }
    }

    private func note(missing part: UnsafeBufferPointer<UInt8>, at byte: Int) {
        let rest = String(decoding: part[byte...], as: UTF8.self).unicodeScalars
        if let scalar = rest.first, !missing.contains(scalar) { missing.append(scalar) }
    }

    // MARK: Drawing

    /// What a line says. Of the document that was begun last.
    package func text(of line: TextLine) -> String {
        runs(of: line).map { ($0.followsSpace ? " " : "") + text(of: $0.run) }.joined()
    }

    private func text(of id: RunID) -> String {
        let run = self[id]
        let text = id.raw >= 0 ? kept.text : document.text
        return String(
            decoding: text[Int(run.text.lowerBound)..<Int(run.text.upperBound)], as: UTF8.self)
    }

    /// What stands on a line, each part with where it begins.
    package func parts(of line: TextLine) -> [(text: String, x: Double)] {
        runs(of: line).map { (text(of: $0.run), $0.x) }
    }

    /// Whether more than one word stands on the line.
    package func hasSpace(_ line: TextLine) -> Bool {
        runs(of: line).contains {
            $0.followsSpace || (isClustered($0.run) && text(of: line).contains(" "))
        }
    }

    func drawnFont(_ index: Int) -> DrawnFont { fonts.drawn[index] }

    func drawnFont(of run: RunID) -> DrawnFont { fonts.drawn[Int(self[run].font)] }

    /// The font's place among those that are drawn.
    func font(of run: RunID) -> Int { Int(self[run].font) }

    /// Where markup gives the run a colour of its own.
    package func ink(of run: RunID) -> Ink? {
        let colour = self[run].colour
        guard colour != 0 else { return nil }
        return Ink(
            red: Double(colour >> 24) / 255, green: Double(colour >> 16 & 0xFF) / 255,
            blue: Double(colour >> 8 & 0xFF) / 255)
    }

    func isClustered(_ run: RunID) -> Bool { self[run].isClustered }

    /// The glyph of a space, and how wide it is in the style.
    func space(ofStyle style: Int) -> (glyph: UInt32, font: Int, width: Double) {
        let loaded = fonts.styles[style]
        return (loaded.spaceGlyph, Int(loaded.font), loaded.spaceWidth)
    }

    /// What a PDF shows a kept word with, where that is one string, and how far it goes in thousandths of the
    /// size. Returns whether it is.
    func withCodes(
        of id: RunID, _ body: (_ codes: UnsafeBufferPointer<UInt8>, _ advance: Int) -> Void
    ) -> Bool {
        guard id.raw >= 0, !kept.runs[Int(id.raw)].isClustered else { return false }
        let index = Int(id.raw)
        if kept.runs[index].advance == nil {
            kept.makeCodes(of: index, of: fonts.drawn[Int(kept.runs[index].font)])
        }
        guard let advance = kept.runs[index].advance else { return false }
        let codes = kept.runs[index].codes
        kept.codes.bytes.withUnsafeBufferPointer { bytes in
            body(
                UnsafeBufferPointer(
                    rebasing: bytes[Int(codes.lowerBound)..<Int(codes.upperBound)]),
                Int(advance))
        }
        return true
    }

    /// How many words are kept.
    var keptWords: Int { kept.runs.count }

    /// The run's glyphs in the order of sight, where each stands from the run's beginning, and, of a run that
    /// is not clustered, the character that it shows.
    func forEachGlyph(
        of id: RunID, _ body: (_ glyph: UInt32, _ x: Float, _ y: Float, _ character: UInt32) -> Void
    ) {
        if id.raw >= 0 {
            forEachGlyph(of: kept.runs[Int(id.raw)], in: kept, body)
        } else {
            forEachGlyph(of: document.runs[-1 - Int(id.raw)], in: document, body)
        }
    }

    private func forEachGlyph(
        of run: GlyphStore.Run, in store: borrowing GlyphStore,
        _ body: (UInt32, Float, Float, UInt32) -> Void
    ) {
        var place = Int(run.text.lowerBound)
        for index in run.glyphs {
            let index = Int(index)
            var character: UInt32 = 0
            if !run.isClustered {
                store.text.withUnsafeBufferPointer { character = scalar(in: $0, at: &place) }
            }
            body(
                UInt32(store.glyphs[index]), store.xs[index], store.height(of: index), character)
        }
    }

    /// The run's clusters in the order of the text: their glyphs, and what they say.
    func forEachCluster(
        of id: RunID,
        _ body: (
            _ text: Substring.UnicodeScalarView,
            _ glyphs: [(glyph: UInt32, x: Float, y: Float)]
        ) -> Void
    ) {
        let run = self[id]
        let store = id.raw >= 0 ? kept : document
        var text = Int(run.text.lowerBound)
        var glyph = run.isBackward ? Int(run.glyphs.upperBound) : Int(run.glyphs.lowerBound)
        for index in run.clusters {
            let cluster = store.clusters[Int(index)]
            let end = text + Int(cluster.num_bytes)
            let count = Int(cluster.num_glyphs)
            if run.isBackward { glyph -= count }
            let glyphs = (glyph..<glyph + count).map {
                (glyph: UInt32(store.glyphs[$0]), x: store.xs[$0], y: store.height(of: $0))
            }
            if !run.isBackward { glyph += count }
            body(
                Substring(String(decoding: store.text[text..<end], as: UTF8.self)).unicodeScalars,
                glyphs)
            text = end
        }
    }
}

/// The character that begins at a place of sound UTF-8; the place moves behind it.
private func scalar(in text: UnsafeBufferPointer<UInt8>, at place: inout Int) -> UInt32 {
    guard place < text.count else { return 0 }
    let first = UInt32(text[place])
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 1 else {
        place += 1
        return first
    }
    var scalar = first & (0x7F >> UInt32(length))
    for next in (place + 1)..<min(place + length, text.count) {
        scalar = scalar << 6 | UInt32(text[next] & 0x3F)
    }
    place += length
    return scalar
}
