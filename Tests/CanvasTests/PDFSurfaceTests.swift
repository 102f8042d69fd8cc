import Testing

@testable import Canvas

@Suite struct PDFSurfaceTests {
    private func render(_ texts: [String], title: String = "Invoice 1") throws -> [UInt8] {
        let shaper = try TestStyle.shaper()
        let ink = Ink(red: 0.1, green: 0.2, blue: 0.3)
        var surface = try PDFSurface(
            width: 612, height: 792,
            info: PDFInfo(
                title: title, author: "Firm", subject: "Client",
                created: "2026-10-31T00:00:00Z"))
        for text in texts {
            for placed in shaper.line(text, style: 0).runs {
                var batch = GlyphBatch(font: shaper.font(of: placed.run))
                shaper.append(placed, style: 0, x: 50, baseline: 60, to: &batch)
                surface.show(batch, of: shaper, ink: ink)
                if shaper.isClustered(placed.run) {
                    surface.showClustered(
                        placed.run, atX: 50 + placed.x, baseline: 60, of: shaper, ink: ink)
                }
            }
            surface.rules([(x0: 50, x1: 200, y: 70)], line: 0.5, dashed: true, ink: ink)
            surface.outline(x: 50, y: 80, width: 20, height: 10, line: 0.5, ink: ink)
            try surface.endPage()
        }
        return try surface.finish()
    }

    @Test func theSameDrawingGivesTheSameBytes() throws {
        let texts = ["Drafted motion", "日本語 and Ενημέρωση", "e\u{301}t\u{E9}"]
        let first = try render(texts)
        #expect(first.count > 1_000)
        #expect(try render(texts) == first)
    }

    @Test func otherTextGivesOtherBytes() throws {
        #expect(try render(["Drafted motion"]) != render(["Drafted notion"]))
        #expect(try render(["Text"], title: "A") != render(["Text"], title: "B"))
    }

    @Test func theFileIsAWholePDF() throws {
        let bytes = try render(["Text"])
        #expect(bytes.starts(with: Array("%PDF-1.5".utf8)))
        #expect(String(decoding: bytes.suffix(7), as: UTF8.self).contains("%%EOF"))
    }
}
