internal import PDFArchive

// Text on the pages of a PDF: a line's glyphs in one string, with the distances by which they are not where
// their widths would have them.
extension PDFPages {
    package mutating func show(
        _ line: TextLine, x: Double, baseline: Double, ink: Ink, of shaper: TextShaper,
        endsWithSpace: Bool
    ) {
        turn(to: shaper)
        endGlyphs()
        for placed in shaper.runs(of: line) {
            let start = x + placed.x
            if placed.followsSpace {
                let space = shaper.space(ofStyle: line.style)
                show(space.glyph, in: space.font, x: start - space.width, y: baseline, ink, 0x20)
            }
            let font = shaper.font(of: placed.run)
            let ink = shaper.ink(of: placed.run) ?? ink
            if shaper.isClustered(placed.run) {
                showClusters(of: placed.run, in: font, x: start, baseline: baseline, ink)
            } else {
                showGlyphs(of: placed.run, in: font, x: start, baseline: baseline, ink)
            }
        }
        if endsWithSpace {
            let space = shaper.space(ofStyle: line.style)
            show(space.glyph, in: space.font, x: x + line.width, y: baseline, ink, 0x20)
        }
        endGlyphs()
    }

    private mutating func showGlyphs(
        of run: RunID, in font: Int, x: Double, baseline: Double, _ ink: Ink
    ) {
        guard let shaper else { return }
        let place = index(of: font)
        let (size, file) = (drawnFonts[font].size, drawnFonts[font].file)
        if isSaid(run, in: place, of: shaper) {
            let isShown = shaper.withCodes(of: run) { codes, advance in
                begin(in: place, size: size, x: x, y: baseline, ink)
                moveGlyphs(to: x)
                content.append(codes)
                state.pen = (state.pen ?? 0) + advance
            }
            if isShown { return }
        }
        var (shown, height) = (-1, Float(0))
        shaper.forEachGlyph(of: run) { glyph, dx, dy, character in
            let said = fonts.font(from: place, showing: Int(glyph), saying: character)
            if said != shown || dy != height {
                begin(in: said, size: size, x: x + Double(dx), y: baseline + Double(dy), ink)
                (shown, height) = (said, dy)
            }
            append(glyph, of: file, x: x + Double(dx))
        }
    }

    /// Whether a kept word's glyphs say in this font what they say in the word; and if they said nothing yet,
    /// they do from here on.
    private mutating func isSaid(_ run: RunID, in place: Int, of shaper: TextShaper) -> Bool {
        guard run.raw >= 0 else { return false }
        let (word, bit) = (Int(run.raw) >> 6, UInt64(1) << UInt64(run.raw & 63))
        if saidWords.count <= word {
            let missing = (shaper.keptWords >> 6) + 1 - saidWords.count
            saidWords.append(contentsOf: repeatElement(0, count: missing))
        }
        if saidWords[word] & bit != 0 { return true }
        var isSaid = true
        shaper.forEachGlyph(of: run) { glyph, _, _, character in
            if fonts.font(from: place, showing: Int(glyph), saying: character) != place {
                isSaid = false
            }
        }
        if isSaid { saidWords[word] |= bit }
        return isSaid
    }

    /// Runs whose glyphs do not tell their text by themselves.
    private mutating func showClusters(
        of run: RunID, in font: Int, x: Double, baseline: Double, _ ink: Ink
    ) {
        guard let shaper else { return }
        let place = index(of: font)
        let drawn = drawnFonts[font]
        shaper.forEachCluster(of: run) { text, glyphs in
            if let glyph = glyphs.first, glyphs.count == 1 {
                let place = fonts.font(from: place, showing: Int(glyph.glyph), saying: text)
                let (x, y) = (x + Double(glyph.x), baseline + Double(glyph.y))
                begin(in: place, size: drawn.size, x: x, y: y, ink)
                append(glyph.glyph, of: drawn.file, x: x)
                return
            }
            for (number, glyph) in glyphs.enumerated() {
                let (x, y) = (x + Double(glyph.x), baseline + Double(glyph.y))
                fonts.show(Int(glyph.glyph), of: place)
                begin(in: place, size: drawn.size, x: x, y: y, ink)
                if number == 0 { beginActualText(text) }
                append(glyph.glyph, of: drawn.file, x: x)
            }
            endActualText()
        }
    }

    private mutating func show(
        _ glyph: UInt32, in font: Int, x: Double, y: Double, _ ink: Ink, _ character: UInt32
    ) {
        let place = fonts.font(from: index(of: font), showing: Int(glyph), saying: character)
        let drawn = drawnFonts[font]
        begin(in: place, size: drawn.size, x: x, y: y, ink)
        append(glyph, of: drawn.file, x: x)
    }

    // MARK: Fonts

    /// Fonts go by their places, which are other ones in another shaper.
    private mutating func turn(to new: TextShaper) {
        guard shaper !== new else { return }
        shaper = new
        fontsOfShaper.removeAll(keepingCapacity: true)
        saidWords.removeAll()
        drawnFonts.removeAll(keepingCapacity: true)
    }

    /// The place of a shaper's font among those of the file.
    private mutating func index(of font: Int) -> Int {
        while fontsOfShaper.count <= font, let shaper {
            let next = shaper.drawnFont(fontsOfShaper.count)
            drawnFonts.append(next)
            fontsOfShaper.append(-1)
        }
        if fontsOfShaper[font] < 0 { fontsOfShaper[font] = fonts.index(of: drawnFonts[font].file) }
        return fontsOfShaper[font]
    }

    // MARK: Strings

    /// So that a glyph can be added that stands there: on the line that is being shown, or on another.
    private mutating func begin(in place: Int, size: Double, x: Double, y: Double, _ ink: Ink) {
        let size = hundredths(size)
        let height = state.height - hundredths(y)
        if state.pen != nil, state.font == place, state.size == size, state.y == height,
            state.fill == ink
        {
            return
        }
        endGlyphs()
        if !state.isInText {
            content.append("BT\n")
            state.isInText = true
            (state.x, state.y) = (0, 0)
        }
        use(fill: ink)
        if state.font != place || state.size != size {
            (state.font, state.size) = (place, size)
            state.thousandths = 1000 / Double(size)
            content.append("/F")
            content.append(place)
            content.append(" ")
            content.append(hundredths: size)
            content.append(" Tf\n")
        }
        let left = hundredths(x)
        content.append(PDFPoint(x: left - state.x, y: height - state.y))
        content.append("Td[(")
        (state.x, state.y) = (left, height)
        state.pen = 0
    }

    private mutating func append(_ glyph: UInt32, of file: FontFile, x: Double) {
        moveGlyphs(to: x)
        content.append(code: UInt16(truncatingIfNeeded: glyph))
        state.pen = (state.pen ?? 0) + file.width(of: Int(glyph))
    }

    /// So that the next glyph of the string stands there.
    private mutating func moveGlyphs(to x: Double) {
        guard let pen = state.pen else { return }
        // In thousandths of the size from where the string began.
        let exact = (x * 100 - Double(state.x)) * state.thousandths
        let place = Int(exact < 0 ? exact - 0.5 : exact + 0.5)
        state.pen = pen + content.append(distance: place - pen)
    }

    private mutating func endGlyphs() {
        guard state.pen != nil else { return }
        content.append(")]TJ\n")
        state.pen = nil
    }

    /// Ends what shows text, so that something else can be drawn.
    mutating func leaveText() {
        endGlyphs()
        guard state.isInText else { return }
        content.append("ET\n")
        state.isInText = false
    }

    /// What the next glyphs say together. Within a string that is being shown.
    private mutating func beginActualText(_ text: Substring.UnicodeScalarView) {
        content.append(")]TJ/Span<</ActualText<FEFF")
        for unit in String(text).utf16 { content.append(hex: unit) }
        content.append(">>>BDC[(")
    }

    private mutating func endActualText() {
        // A mark above the line was shown by a string of its own.
        content.append(")]TJ EMC[(")
    }
}
