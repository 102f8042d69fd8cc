internal import PDFArchive

/// The fonts that a PDF shows glyphs of, and what each glyph says.
///
/// A glyph that says two things (a bracket, which is turned round from right to left) is shown from two fonts
/// that have the same letters. The page could tell by itself what it says; but programs take the element
/// around that for finished, and read no further.
struct PDFFonts {
    struct Font {
        let file: FontFile
        /// By glyph: 0 where none was shown, a character, or above `several` a place in `texts`.
        var meaning: [UInt32]
        /// Those that were shown.
        var glyphs: [UInt16] = []
        /// The font with the same letters, for what they say besides.
        var other: Int?
        /// Whether it is such a one.
        var isOther = false
    }

    private(set) var fonts: [Font] = []
    private var texts: [[UInt16]] = []
    private var indexOfFile: [FontFileName: Int] = [:]

    private static let several: UInt32 = 0x8000_0000
    /// It was shown, and what it says stands beside it on the page.
    private static let unsaid: UInt32 = 0x7FFF_FFFF

    /// The font's place in `fonts`; `/F0` on pages is the first.
    mutating func index(of file: FontFile) -> Int {
        if let known = indexOfFile[file.name] { return known }
        fonts.append(Font(file: file, meaning: Array(repeating: 0, count: file.glyphCount)))
        indexOfFile[file.name] = fonts.count - 1
        return fonts.count - 1
    }

    /// The same where no glyph of it was shown yet.
    mutating func index(ofFile name: FontFileName) -> Int {
        indexOfFile[name] ?? index(of: FontFile(name))
    }

    /// The font in which the glyph says this character: this one, or one with the same letters. A no-break
    /// space is a space for whoever searches.
    mutating func font(from font: Int, showing glyph: Int, saying character: UInt32) -> Int {
        let character = character == 0xA0 ? 0x20 : character
        guard glyph < fonts[font].meaning.count else { return font }
        let known = fonts[font].meaning[glyph]
        if known == character { return font }
        return self.font(from: font, showing: glyph, meaning: character)
    }

    /// The same for a text of one or several characters.
    mutating func font(
        from font: Int, showing glyph: Int, saying text: Substring.UnicodeScalarView
    ) -> Int {
        guard let first = text.first, glyph < fonts[font].meaning.count else { return font }
        if text.index(after: text.startIndex) == text.endIndex {
            return self.font(from: font, showing: glyph, saying: first.value)
        }
        return self.font(
            from: font, showing: glyph, meaning: meaning(of: Array(String(text).utf16)))
    }

    private mutating func font(from font: Int, showing glyph: Int, meaning: UInt32) -> Int {
        var font = font
        while !canSay([(glyph, meaning)], in: font) { font = other(than: font) }
        say(meaning, glyph, in: font)
        return font
    }

    // MARK: Meanings

    func isSaid(_ glyph: Int, in font: Int) -> Bool {
        let known = fonts[font].meaning[glyph]
        return known != 0 && known != PDFFonts.unsaid
    }

    func canSay(_ wanted: [(glyph: Int, meaning: UInt32)], in font: Int) -> Bool {
        wanted.allSatisfy { glyph, meaning in
            glyph < fonts[font].meaning.count
                && (meaning == PDFFonts.unsaid || !isSaid(glyph, in: font)
                    || fonts[font].meaning[glyph] == meaning)
        }
    }

    mutating func say(_ meaning: UInt32, _ glyph: Int, in font: Int) {
        if fonts[font].meaning[glyph] == 0 { fonts[font].glyphs.append(UInt16(glyph)) }
        fonts[font].meaning[glyph] = meaning
    }

    /// The font with the same letters, made where there is none yet.
    mutating func other(than font: Int) -> Int {
        if let other = fonts[font].other { return other }
        var other = Font(
            file: fonts[font].file,
            meaning: Array(repeating: 0, count: fonts[font].meaning.count))
        other.isOther = true
        fonts.append(other)
        fonts[font].other = fonts.count - 1
        return fonts.count - 1
    }

    mutating func meaning(of units: [UInt16]) -> UInt32 {
        if units.isEmpty { return PDFFonts.unsaid }
        let scalars = String(decoding: units, as: UTF16.self).unicodeScalars
        if let first = scalars.first, scalars.count == 1 { return first.value }
        let place = texts.firstIndex(of: units) ?? texts.count
        if place == texts.count { texts.append(units) }
        return PDFFonts.several | UInt32(place)
    }

    func units(of meaning: UInt32) -> [UInt16] {
        if meaning == PDFFonts.unsaid { return [] }
        if meaning & PDFFonts.several != 0 { return texts[Int(meaning & ~PDFFonts.several)] }
        guard let scalar = Unicode.Scalar(meaning) else { return [] }
        return Array(String(scalar).utf16)
    }

    /// Notes that a glyph was shown as a part of what the page tells.
    mutating func show(_ glyph: Int, of font: Int) {
        guard glyph < fonts[font].meaning.count, fonts[font].meaning[glyph] == 0 else { return }
        say(PDFFonts.unsaid, glyph, in: font)
    }

    // MARK: Writing

    /// Writes all of them. Returns their numbers by their places.
    func write(into writer: inout PDFWriter) throws(CanvasError) -> [Int] {
        var numbers = Array(repeating: 0, count: fonts.count)
        for (index, font) in fonts.enumerated() where !font.isOther {
            var places = [index]
            while let other = fonts[places[places.count - 1]].other { places.append(other) }
            let letters = try writeLetters(
                of: font.file, shown: shown(in: places), into: &writer)
            for place in places {
                let meanings = writer.addPacked(
                    characters(of: fonts[place], shown(in: [place])))
                numbers[place] = writer.add(
                    "<</Type/Font/Subtype/Type0/BaseFont/\(letters.name)/Encoding/Identity-H"
                        + "/DescendantFonts[\(letters.number) 0 R]/ToUnicode \(meanings) 0 R>>")
            }
        }
        return numbers
    }

    private func shown(in places: [Int]) -> [UInt16] {
        if let only = places.first, places.count == 1 { return fonts[only].glyphs.sorted() }
        return Set(places.flatMap { fonts[$0].glyphs }).sorted()
    }

    private func writeLetters(
        of file: FontFile, shown: [UInt16], into writer: inout PDFWriter
    ) throws(CanvasError) -> (name: String, number: Int) {
        guard let subset = file.subset(file.taken(for: shown)) else {
            throw .font(file: file.name.path)
        }
        let name = "\(subset.tag)+\(file.postScriptName)"
        let program = writer.addStream(
            subset.packed,
            (file.isCFF ? "/Subtype/CIDFontType0C" : "/Length1 \(subset.length)")
                + "/Filter/FlateDecode")
        let descriptor = writer.add(
            "<</Type/FontDescriptor/FontName/\(name)\(file.measures)"
                + "/FontFile\(file.isCFF ? 3 : 2) \(program) 0 R>>")
        let descendant = writer.reserve()
        writer.put(descendant) { out in
            out.append("<</Type/Font/Subtype/CIDFontType\(file.isCFF ? 0 : 2)/BaseFont/\(name)")
            out.append("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")
            out.append("/FontDescriptor \(descriptor) 0 R")
            out.append(file.isCFF ? "/DW 0/W[" : "/CIDToGIDMap/Identity/DW 0/W[")
            var last = -2
            for glyph in shown.map(Int.init) {
                if glyph == last + 1 {
                    out.append(" ")
                } else {
                    if last >= 0 { out.append("]") }
                    out.append(glyph)
                    out.append("[")
                }
                out.append(file.width(of: glyph))
                last = glyph
            }
            out.append(last >= 0 ? "]]>>" : "]>>")
        }
        return (name, descendant)
    }

    /// What each glyph says, for whoever copies or searches.
    private func characters(of font: Font, _ shown: [UInt16]) -> [UInt8] {
        var out = PDFText(capacity: 4 << 10)
        out.append(
            "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n")
        out.append("<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n")
        out.append("/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n")
        out.append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
        let said = shown.filter { font.meaning[Int($0)] != PDFFonts.unsaid }
        for start in stride(from: 0, to: said.count, by: 100) {
            let part = said[start..<min(said.count, start + 100)]
            out.append(part.count)
            out.append(" beginbfchar\n")
            for glyph in part {
                out.append("<")
                out.append(hex: glyph)
                out.append("> <")
                for unit in units(of: font.meaning[Int(glyph)]) { out.append(hex: unit) }
                out.append(">\n")
            }
            out.append("endbfchar\n")
        }
        out.append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n")
        return out.bytes
    }
}
