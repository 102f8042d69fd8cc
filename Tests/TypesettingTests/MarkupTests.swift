import Canvas
import Foundation
import PDFArchive
import Paper
import TestSupport
import Testing

@testable import Typesetting

/// Parts of one text that look different: markup goes through Pango whole.
@Suite struct MarkupTests {
    private func markup(_ page: TestPage, _ text: String) -> Block {
        var paragraph = Paragraph(text, style: page.body)
        paragraph.isMarkup = true
        return .paragraph(paragraph)
    }

    private func content(_ pdf: [UInt8]) throws -> (text: String, fonts: String, source: String) {
        let folder = try TemporaryFolder()
        let path = folder.path + "/page.pdf"
        try Data(pdf).write(to: URL(fileURLWithPath: path))
        return (
            try pageText(of: path), try outputOfTool(["pdffonts", path]),
            try outputOfTool(["qpdf", "--stream-data=uncompress", path, "-"])
        )
    }

    @Test func boldAndItalicPartsHaveTheirFaces() throws {
        let page = try TestPage()
        let plain = try content(page.render([markup(page, "Pay the amount due")]))
        #expect(!plain.fonts.contains("LinLibertineOB") && plain.text.contains("Pay the amount"))
        let set = try content(
            page.render([markup(page, "Pay <b>the amount</b> <i>due</i> &amp; smile")]))
        #expect(set.text.contains("Pay the amount due & smile"))
        #expect(set.fonts.contains("LinLibertineOB") && set.fonts.contains("LinLibertineOI"))
    }

    /// #ff8000 is 1, 0.502, 0.
    @Test func aPartMayHaveAColourOfItsOwn() throws {
        let page = try TestPage()
        let set = try content(
            page.render([markup(page, "in <span foreground=\"#ff8000\">orange</span>")]))
        #expect(set.source.contains("1 0.502 0 rg"))
        #expect(!(try content(page.render([markup(page, "in orange")]))).source.contains("0.502"))
    }

    @Test func smallIsNarrowerAndBigIsWider() throws {
        let page = try TestPage()
        func width(_ text: String) throws -> Double {
            let typeset = page.typeset([markup(page, text)])
            return try #require(typeset.widths(on: typeset.pages[0]).first)
        }
        let plain = try width("abcdefgh")
        // Pango's steps are of 1.2.
        #expect(abs(try width("<small>abcdefgh</small>") - plain / 1.2) < 0.5)
        #expect(abs(try width("<big>abcdefgh</big>") - plain * 1.2) < 0.5)
        // Without any, it is as wide as plain text.
        #expect(abs(plain - page.width(of: "abcdefgh")) < 0.05)
    }

    @Test func itIsBrokenIntoLines() throws {
        let page = try TestPage()
        let text = (1...60).map { "<b>word</b> \($0)" }.joined(separator: " ")
        let typeset = page.typeset([markup(page, text)])
        let widths = typeset.widths(on: typeset.pages[0])
        #expect(widths.count > 2 && widths.allSatisfy { $0 <= 320.01 })
    }

    /// Fragments are looked through before; whatever gets past prints as it stands.
    @Test func whatIsNoMarkupIsSetAsItStands() throws {
        let page = try TestPage()
        let set = try content(page.render([markup(page, "a <b>b & c")]))
        #expect(set.text.contains("a <b>b & c"))
    }

    /// Three lines in the place of one, the page's number beside the last.
    @Test func theFooterHasItsLines() throws {
        let page = try TestPage()
        var document = page.document([markup(page, "text")])
        document.footer.lines = ["<b>Roe</b>", "Bank 1", "Bank 2"]
        let typesetter = try Typesetter(styles: page.styles)
        let folder = try TemporaryFolder()
        let path = folder.path + "/page.pdf"
        try Data(typesetter.render(typesetter.typeset(document), as: PDFFacts(document)))
            .write(to: URL(fileURLWithPath: path))
        let boxes = try outputOfTool(["pdftotext", "-bbox", path, "-"])
        func top(_ word: String) throws -> Double {
            let line = try #require(
                boxes.split(separator: "\n").first { $0.contains(">\(word)</word>") })
            return try #require(Double(line.split(separator: "\"")[3]))
        }
        #expect(abs(try top("2") - top("1") - 10) < 0.2)
        #expect(abs(try top("1") - top("Roe") - 10) < 0.5)
        #expect(abs(try top("1/1") - top("2")) < 0.2)
        #expect(!(try pageText(of: path)).contains("Foot"))
    }
}
