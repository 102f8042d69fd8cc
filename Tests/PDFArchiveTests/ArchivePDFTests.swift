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

    @Test func whatIsNoPDFIsRefusedInWords() throws {
        let facts = PDFFacts(
            title: "", author: "", subject: "", date: "2026-10-31", language: "en",
            isArchival: true)
        let error = #expect(throws: PDFArchiveError.self) { try archived([1, 2, 3], facts) }
        #expect(error?.description.contains("libqpdf") == true)
    }
}
