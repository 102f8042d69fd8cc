import Testing

@testable import PDFArchive

@Suite struct CairoPictureTests {
    @Test func theProfileIsAsLongAsItSays() {
        let size = sRGBProfile[..<4].reduce(0) { $0 * 256 + Int($1) }
        #expect(sRGBProfile.count == size)
    }

    @Test func whatIsNoPDFIsRefusedInWords() throws {
        let error = #expect(throws: PDFArchiveError.self) {
            try CairoPicture(reading: [1, 2, 3])
        }
        #expect(error?.description == "the PDF has no table of its objects")
    }

    /// As Cairo writes a page that shows nothing.
    private let page: [UInt8] = {
        let objects = [
            "1 0 obj\n<< /Type /Catalog\n /Pages 2 0 R\n>>\nendobj\n",
            "2 0 obj\n<< /Type /Pages\n /Kids [ 3 0 R ]\n /Count 1\n>>\nendobj\n",
            "3 0 obj\n<< /Type /Page\n /Parent 2 0 R\n /MediaBox [ 0 0 9 9 ]\n"
                + " /Contents 4 0 R\n /Resources 6 0 R\n>>\nendobj\n",
            "4 0 obj\n<< /Length 5 0 R\n>>\nstream\nq Q\n\nendstream\nendobj\n",
            "5 0 obj\n   4\nendobj\n", "6 0 obj\n<<\n>>\nendobj\n",
            "7 0 obj\n<< /Producer (cairo)\n>>\nendobj\n",
        ]
        var file = "%PDF-1.5\n"
        var table = "0000000000 65535 f \n"
        for object in objects {
            table += String(String(10_000_000_000 + file.utf8.count).dropFirst()) + " 00000 n \n"
            file += object
        }
        let start = file.utf8.count
        file += "xref\n0 8\n" + table + "trailer\n<< /Size 8\n /Root 1 0 R\n /Info 7 0 R\n>>\n"
        return Array((file + "startxref\n\(start)\n%%EOF\n").utf8)
    }()

    @Test func aPageBecomesAFormAsLargeAsItself() throws {
        let picture = try CairoPicture(reading: page)
        var writer = PDFWriter()
        let number = picture.write(into: &writer)
        let file = String(decoding: writer.finish(root: number, info: number), as: UTF8.self)
        #expect(
            file.contains(
                "\(number) 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 2 0 R"
                    + "/Length 4>>\nstream\nq Q\n"))
    }

    /// A byte lost in the middle moves every object behind it.
    @Test func aDamagedFileIsRefusedAndNotMended() throws {
        var damaged = page
        damaged.remove(at: 40)
        #expect(throws: PDFArchiveError.self) { try CairoPicture(reading: damaged) }
    }
}
