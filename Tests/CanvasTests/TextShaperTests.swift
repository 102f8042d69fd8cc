import TestSupport
import Testing

@testable import Canvas

@Suite struct TextShaperTests {
    @Test func aMissingFamilyIsNamed() {
        let style = FontStyle(families: ["No Such Family", "Linux Libertine O"], size: 10)
        let error = #expect(throws: CanvasError.self) {
            _ = try TextShaper(styles: [style], language: "en")
        }
        guard case .fontMissing(let family, let instead)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(family == "No Such Family")
        #expect(instead != family)
    }

    @Test func theFilesOfTheFacesAreTold() throws {
        let files = try TestStyle.shaper().fontFiles
        #expect(files.count == 4)
        #expect(files.allSatisfy { $0.contains("LinLibertine_R") })
        #expect(files[TestStyle.plain] != files[TestStyle.bold])
    }

    // MARK: Breaking

    @Test func linesAreNeverWiderThanAsked() throws {
        let shaper = try TestStyle.shaper()
        for seed in 1...300 {
            var sample = RandomText(seed: seed)
            let text = sample.text()
            // Wider than the widest character.
            let width = Double(sample.number(in: 20...300))
            let style = sample.number(in: 0...3)
            for line in shaper.lines(text, style: style, width: width) {
                // Where a word is cut, its letters may stand a little closer or wider than before.
                #expect(line.width <= width + 0.25, "seed \(seed)")
            }
        }
    }

    @Test func breakingNeverLosesACharacter() throws {
        let shaper = try TestStyle.shaper()
        for seed in 1...300 {
            var sample = RandomText(seed: seed)
            let text = sample.text()
            let width = Double(sample.number(in: 1...200))
            let style = sample.number(in: 0...3)
            let lines = shaper.lines(text, style: style, width: width)
            let set = lines.map { shaper.text(of: $0) }
            #expect(set.joined().withoutSpaces == text.withoutSpaces, "seed \(seed)")
        }
    }

    @Test func aNameStandsTheSameWhateverWasSetBeforeIt() throws {
        let name = "Amelia J. Farquhar (AJF)"
        let fresh = try TestStyle.shaper()
        fresh.beginDocument(readsFromRight: true)
        let used = try TestStyle.shaper()
        used.beginDocument(readsFromRight: true)
        #expect(used.line("חשבון שכר טרחה", style: 0).isRightToLeft)
        #expect(used.line(name, style: 0).width == fresh.line(name, style: 0).width)
    }

    @Test func spacesBetweenWordsAreKept() throws {
        let shaper = try TestStyle.shaper()
        for text in ["one two three", "well-known and/or so", "日本 語 one", "Ενημέρωση του πελάτη"] {
            #expect(shaper.text(of: shaper.line(text, style: 0)) == text)
        }
    }

    @Test func linesBreakBetweenWords() throws {
        let shaper = try TestStyle.shaper()
        let width = shaper.line("the quick brown", style: 0).width
        let lines = shaper.lines("the quick brown fox jumps", style: 0, width: width)
        #expect(lines.map { shaper.text(of: $0) } == ["the quick brown", "fox jumps"])
        let narrower = shaper.lines("the quick brown fox jumps", style: 0, width: width - 0.1)
        #expect(narrower.map { shaper.text(of: $0) } == ["the quick", "brown fox", "jumps"])
    }

    @Test func aWordWiderThanTheColumnIsCut() throws {
        let shaper = try TestStyle.shaper()
        let word = String(repeating: "Supercalifragilistic", count: 4)
        let lines = shaper.lines("see " + word + " end", style: 0, width: 60)
        #expect(lines.count > 3)
        #expect(lines.allSatisfy { $0.width <= 60 })
        #expect(lines.map { shaper.text(of: $0) }.joined().withoutSpaces == "see" + word + "end")
    }

    @Test(arguments: ["one\ntwo", "one\r\ntwo", "one\rtwo"])
    func lineBreaksInTheTextAreKept(_ text: String) throws {
        let shaper = try TestStyle.shaper()
        let lines = shaper.lines(text, style: 0, width: 400)
        #expect(lines.map { shaper.text(of: $0) } == ["one", "two"])
    }

    @Test func anEmptyTextIsOneEmptyLine() throws {
        let shaper = try TestStyle.shaper()
        #expect(shaper.lines("", style: 0, width: 100).map(\.width) == [0])
        #expect(shaper.lines("a\n\nb", style: 0, width: 100).count == 3)
    }

    @Test(
        "a text on one line is there whole",
        arguments: ["one two", "one\ntwo", "one\r\ntwo", "one\u{2028}two", "日本\n語"])
    func oneLine(_ text: String) throws {
        let shaper = try TestStyle.shaper()
        let line = shaper.line(text, style: 0)
        #expect(shaper.text(of: line).withoutSpaces == text.withoutSpaces)
    }

    @Test func controlCharactersPrintAsSpaces() throws {
        let shaper = try TestStyle.shaper()
        let line = shaper.line("one\ttwo\u{1B}three", style: 0)
        #expect(shaper.text(of: line) == "one two three")
        #expect(shaper.missing.isEmpty)
    }

    @Test func aCutWordGetsNoHyphen() throws {
        let shaper = try TestStyle.shaper()
        let word = "Unabhängigkeitserklärungen"
        let words = shaper.lines(word, style: 0, width: 31)
        let whole = shaper.lines(word + "\u{2060}", style: 0, width: 31)
        #expect(words.count == 5)
        #expect(whole.count == 5)
        for (one, other) in zip(words, whole) { #expect(abs(one.width - other.width) < 0.5) }
    }

    // MARK: Widths

    @Test(
        "words and whole layouts have the same width",
        arguments: [
            "plain Latin words", "Drafted motion to dismiss", "Telephone conference with client",
            "AVAILABLE Type To You", "minimum", "Review of the agreement",
        ])
    func widthsAgree(_ text: String) throws {
        let shaper = try TestStyle.shaper()
        for style in 0...3 {
            // A word joiner has no width, and sends the text through a whole layout.
            let words = shaper.line(text, style: style)
            let whole = shaper.line(text + "\u{2060}", style: style)
            #expect(shaper.runs(of: whole).allSatisfy { $0.run.raw < 0 })
            #expect(shaper.runs(of: words).allSatisfy { $0.run.raw >= 0 })
            #expect(abs(words.width - whole.width) < 0.5, "style \(style)")
        }
    }

    /// The fast way and the slow one give the same letters at the same places. Pango kerns letters against
    /// spaces, too, so that whole words may stand a little apart; and a dash by the script around it, which
    /// is another where a text has several.
    @Test func wordsAndWholeLayoutsHaveTheSameLetters() throws {
        let shaper = try TestStyle.shaper()
        var compared = 0
        for seed in 1...300 {
            var random = RandomText(seed: seed)
            let text = random.text(ofOneScript: true)
            let style = random.number(in: 0...3)
            let words = shaper.line(text, style: style)
            guard shaper.runs(of: words).allSatisfy({ $0.run.raw >= 0 }) else { continue }
            let whole = shaper.line(text + "\u{2060}", style: style)
            let space = shaper.space(ofStyle: style).glyph
            let letters = glyphs(of: shaper.runs(of: whole), shaper).filter { $0.glyph != space }
            var next = 0
            for word in shaper.runs(of: words) {
                let own = glyphs(of: [word], shaper)
                try #require(next + own.count <= letters.count, "seed \(seed): \(text)")
                let other = letters[next..<next + own.count]
                #expect(own.map(\.glyph) == other.map(\.glyph), "seed \(seed): \(text)")
                let shift = (other.first?.x ?? 0) - (own.first?.x ?? 0)
                #expect(
                    zip(own, other).allSatisfy { abs($1.x - $0.x - shift) < 0.05 },
                    "seed \(seed): \(text)")
                next += own.count
                compared += own.count
            }
        }
        #expect(compared > 10_000, "\(compared) letters")
    }

    private func glyphs(
        of runs: some Sequence<PlacedRun>, _ shaper: TextShaper
    ) -> [(glyph: UInt32, x: Double)] {
        var glyphs: [(glyph: UInt32, x: Double)] = []
        for placed in runs {
            shaper.forEachGlyph(of: placed.run) { glyph, x, _, _ in
                glyphs.append((glyph, placed.x + Double(x)))
            }
        }
        return glyphs
    }

    @Test func trackingSpreadsTheLettersOfAWord() throws {
        let shaper = try TestStyle.shaper()
        let plain = shaper.line("minimum", style: TestStyle.plain).width
        let tracked = shaper.line("minimum", style: TestStyle.tracked).width
        // Six gaps between seven letters, and perhaps one after the last: 0.8 pt each.
        #expect(tracked - plain > 6 * 0.8 - 0.1)
        #expect(tracked - plain < 7 * 0.8 + 0.1)
    }

    @Test func aRunsPlaceIsWhereTheOnesBeforeItEnd() throws {
        let shaper = try TestStyle.shaper()
        let space =
            shaper.line("a b", style: 0).width - shaper.line("a", style: 0).width
            - shaper.line("b", style: 0).width
        let line = shaper.line("one two", style: 0)
        #expect(shaper.runs(of: line).map(\.followsSpace) == [false, true])
        let expected = shaper.line("one", style: 0).width + space
        #expect(abs((shaper.runs(of: line).last?.x ?? 0) - expected) < 0.001)
    }

    @Test func hebrewLinesReadFromTheRight() throws {
        let shaper = try TestStyle.shaper()
        #expect(shaper.line("עברית", style: 0).isRightToLeft)
        #expect(!shaper.line("Latin", style: 0).isRightToLeft)
    }

    @Test func charactersThatNoFontHasAreReportedOnce() throws {
        let shaper = try TestStyle.shaper()
        let unassigned = "\u{10FFFD}"
        _ = shaper.line("a " + unassigned + unassigned + " b", style: 0)
        #expect(shaper.missing == ["\u{10FFFD}"])
    }

    @Test func aSecondDocumentSetsTheSameLines() throws {
        let shaper = try TestStyle.shaper()
        for text in ["plain words once more", "日本語 and words"] {
            let first = shaper.lines(text, style: 0, width: 40).map { shaper.text(of: $0) }
            shaper.beginDocument()
            #expect(shaper.lines(text, style: 0, width: 40).map { shaper.text(of: $0) } == first)
        }
    }
}

/// Text as narratives are, and as they should never be: words of several scripts, hyphens, long
/// words, runs of spaces.
private struct RandomText {
    private var random: SeededGenerator

    init(seed: Int) {
        random = SeededGenerator(seed: UInt64(seed))
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    mutating func text(ofOneScript: Bool = false) -> String {
        var text = ""
        let isMixed = !ofOneScript && number(in: 1...4) == 1
        // Latin letters, Latin capitals and accents, Greek, figures, Cyrillic.
        let only = ofOneScript ? number(in: 0...4) : nil
        for _ in 0..<number(in: 0...40) {
            text += word(isMixed: isMixed, only)
            text += [" ", " ", " ", "  ", "-", "/", "–", ", ", ""][number(in: 0...8)]
        }
        return text
    }

    private mutating func word(isMixed: Bool, _ only: Int?) -> String {
        let alphabets = [
            "abcdefghijklmnopqrstuvwxyzfifl", "ABCDEFGäöüéèñçßø", "αβγδεζηθικλμνξοπρστυφχψωάέή",
            "0123456789.,;:()%&<>{}", "абвгдежзиклмноп", "日本語中文", "e\u{301}a\u{308}\u{AD}",
        ]
        let letters = Array(alphabets[only ?? number(in: 0...(isMixed ? 6 : 4))])
        let length = number(in: 1...20) == 1 ? number(in: 30...80) : number(in: 1...12)
        return String((0..<length).map { _ in letters[number(in: 0...(letters.count - 1))] })
    }
}

extension String {
    /// Nor with soft hyphens, which show nothing.
    var withoutSpaces: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{AD}" }))
    }
}
