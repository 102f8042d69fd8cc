import PDFArchive
import TestSupport
import Testing

@testable import Canvas

/// Pages that wait for the files that they go into.
@Suite struct DrawnPagesTests {
    private func drawn(_ texts: [String]) throws -> DrawnPages {
        let shaper = try TestStyle.shaper()
        var file = PDFPages(for: .otherFiles)
        for (number, text) in texts.enumerated() {
            file.beginPage(width: 612, height: 792 + Double(number))
            file.show(
                shaper.line(text, style: number % 4), x: 50, baseline: 60,
                ink: Ink(red: 0, green: 0, blue: 0), of: shaper, endsWithSpace: false)
            file.endPage()
        }
        return file.drawn
    }

    private func file(of pages: DrawnPages) throws -> [UInt8] {
        var file = PDFPages()
        file.append(pages) { "page \($0)" }
        return try file.finish(
            PDFFacts(title: "", author: "", subject: "", date: "2026-10-31", language: "en"))
    }

    @Test func theyAreTheSameWhenTheyComeBack() throws {
        let pages = try drawn(["Draft lease", "日本語 and Ενημέρωση", "e\u{301}t\u{E9} ﬁ", ""])
        let back = try #require(DrawnPages(encoded: pages.encoded, pictures: []))
        #expect(back.pageCount == 4)
        #expect(try file(of: back) == file(of: pages))
    }

    @Test func whatWasCutShortIsRefused() throws {
        let bytes = try drawn(["Draft lease"]).encoded
        for count in stride(from: 0, to: bytes.count, by: 7) {
            #expect(DrawnPages(encoded: Array(bytes.prefix(count)), pictures: []) == nil)
        }
        #expect(DrawnPages(encoded: bytes + [0], pictures: []) == nil)
    }
}
