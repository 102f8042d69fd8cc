import Canvas
import Foundation
import TestSupport
import Testing

@testable import PDFArchive

@Suite struct ArchivePDFTests {
    @Test func theProfileIsAsLongAsItSays() {
        let size = sRGBProfile[..<4].reduce(0) { $0 * 256 + Int($1) }
        #expect(sRGBProfile.count == size)
    }

    /// A footer may say anything, and be cut into several lines.
    @Test func whatStandsInTextBeginsNoElement() throws {
        let contents =
            "(/P << /MCID 0 >> BDC) Tj\n(a\\)\\\n/MCID 0 >> BDC) Tj\n/H1 << /MCID 0 >> BDC\n"
        let start = try #require(firstElement(in: Array(contents.utf8)))
        #expect(String(contents.utf8.dropFirst(start)) == "/H1 << /MCID 0 >> BDC\n")
        #expect(firstElement(in: Array("(no element) Tj\n".utf8)) == nil)
    }

    private let facts = PDFFacts(
        title: "Invoice 12", author: "", subject: "", date: "2026-10-31", language: "en",
        isArchival: true)

    private func page() throws -> [UInt8] {
        let info = PDFInfo(
            title: "Invoice 12", author: "", subject: "", created: "2026-10-31T00:00:00Z")
        var surface = try PDFSurface(width: 200, height: 100, info: info)
        surface.fill(
            x: 10, y: 10, width: 20, height: 20, ink: Ink(red: 0, green: 0, blue: 0))
        try surface.endPage()
        return try surface.finish()
    }

    /// Cairo would copy it as it is, and end the string too late.
    @Test func anAddressMayHoldAParenthesis() throws {
        let info = PDFInfo(title: "", author: "", subject: "", created: "2026-10-31T00:00:00Z")
        var surface = try PDFSurface(width: 200, height: 100, info: info)
        surface.beginTag("Document")
        surface.beginTag("P")
        surface.beginLink(
            PDFSurface.Area(x: 10, y: 10, width: 20, height: 20), to: "https://a.example/(b")
        surface.fill(
            x: 10, y: 10, width: 20, height: 20, ink: Ink(red: 0, green: 0, blue: 0))
        surface.endTag("Link")
        surface.endTag("P")
        surface.endTag("Document")
        try surface.endPage()
        let folder = try TemporaryFolder()
        let path = folder.path + "/link.pdf"
        try Data(try archived(try surface.finish(), facts)).write(to: URL(fileURLWithPath: path))
        _ = try outputOfTool(["qpdf", "--check", path])
        let objects = try outputOfTool(["qpdf", "--json=2", "--json-key=qpdf", path])
        #expect(objects.contains("https://a.example/%28b"))
    }

    @Test func whatIsNoPDFIsRefusedInWords() throws {
        let error = #expect(throws: PDFArchiveError.self) { try archived([1, 2, 3], facts) }
        #expect(error?.description == "the PDF has no table of its objects")
    }

    /// A byte lost in the middle moves every object behind it.
    @Test func aDamagedFileIsRefusedAndNotMended() throws {
        var pages = try page()
        pages.remove(at: 40)
        #expect(throws: PDFArchiveError.self) { try archived(pages, facts) }
    }

    @Test func equalPagesAreEqualFilesAndOthersAreNot() throws {
        let file = try archived(try page(), facts)
        #expect(try archived(try page(), facts) == file)
        var other = facts
        other.title = "Invoice 13"
        #expect(try archived(try page(), other) != file)
    }

    /// A carriage return before the line that ends a stream would be taken for the end of a line.
    @Test func noStreamEndsWithACarriageReturn() throws {
        // The checksum behind packed bytes ends with 1 + 12.
        let bytes: [UInt8] = [0x0C]
        #expect(deflated(bytes).last == 0x0D)
        var facts = facts
        facts.attachments = [
            Attachment(name: "a.txt", type: "text/plain", description: "", bytes: bytes)
        ]
        let file = try archived(try page(), facts)
        let end = Array("\r\nendstream".utf8)
        #expect(!file.indices.contains { file[$0] == end[0] && file[$0...].starts(with: end) })
    }
}
