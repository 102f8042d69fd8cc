import Foundation
import PDFArchive
import TestSupport
import Testing

@testable import Canvas

@Suite struct PDFPagesTests {
    private let ink = Ink(red: 0.1, green: 0.2, blue: 0.3)

    private func facts(_ title: String) -> PDFFacts {
        PDFFacts(
            title: title, author: "Firm", subject: "Client", date: "2026-10-31", language: "en")
    }

    private func render(
        _ texts: [String], title: String = "Invoice 1", style: Int = TestStyle.plain
    ) throws -> [UInt8] {
        let shaper = try TestStyle.shaper()
        var file = PDFPages()
        for text in texts {
            file.beginPage(width: 612, height: 792)
            file.show(
                shaper.line(text, style: style), x: 50, baseline: 60, ink: ink, of: shaper,
                endsWithSpace: false)
            file.rules([(x0: 50, x1: 200, y: 70)], line: 0.5, dashed: true, ink: ink)
            file.outline(x: 50, y: 80, width: 20, height: 10, line: 0.5, ink: ink)
            file.endPage()
        }
        return try file.finish(facts(title))
    }

    /// What a tool says of the file.
    private func told(_ pdf: [UInt8], _ tool: [String], _ rest: [String] = []) throws -> String {
        let folder = try TemporaryFolder()
        let path = folder.path + "/pages.pdf"
        try Data(pdf).write(to: URL(fileURLWithPath: path))
        return try outputOfTool(tool + [path] + rest)
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
        _ = try told(try render(["Text", "日本語"]), ["qpdf", "--check"])
    }

    /// Letters that stand for others (small capitals), that join, that have marks above them, and a
    /// no-break space, which shares its glyph with the plain one.
    @Test(arguments: [
        ("Drafted motion (2)", TestStyle.plain), ("Professional services", TestStyle.smallCapitals),
        ("Tracked words", TestStyle.tracked), ("e\u{301}t\u{E9}", TestStyle.plain),
        ("日本語 and Ενημέρωση", TestStyle.plain), ("12\u{A0}km and more", TestStyle.plain),
        ("back\\slash and ) alone", TestStyle.plain),
    ])
    func whatIsShownCanBeCopied(text: String, style: Int) throws {
        let copied = try told(try render([text], style: style), ["pdftotext"], ["-"])
        func plain(_ text: String) -> String {
            text.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
        }
        #expect(plain(copied) == plain(text))
    }

    /// A twentieth of a point is beneath what anyone sees.
    @Test(arguments: [TestStyle.plain, TestStyle.bold, TestStyle.tracked])
    func wordsStandWhereTheyWereMeasured(style: Int) throws {
        let shaper = try TestStyle.shaper()
        let line = shaper.line("Avoid Tomorrow’s WAVE of kerned type, Va To", style: style)
        let boxes = try told(
            try render(["Avoid Tomorrow’s WAVE of kerned type, Va To"], style: style),
            ["pdftotext", "-bbox"], ["-"])
        let places = boxes.split(separator: "\n").filter { $0.contains("<word") }.compactMap {
            Double($0.split(separator: "\"")[1])
        }
        #expect(places.count == shaper.runs(of: line).count)
        for (place, run) in zip(places, shaper.runs(of: line)) {
            #expect(abs(place - 50 - run.x) < 0.05)
        }
    }

    /// The last letters of an address, and letters outside ASCII, which an address spells in bytes.
    @Test func anAddressMayHoldAParenthesis() throws {
        var document = TaggedElement(name: "Document", parent: 0)
        document.parent = 0
        var file = PDFPages(elements: [document, TaggedElement(name: "P", parent: 0)])
        file.beginPage(width: 200, height: 100)
        let area = Area(x: 10, y: 10, width: 20, height: 20)
        file.begin(element: 1, links: [(area, .address("https://a.example/(b/é"))])
        file.fill(x: 10, y: 10, width: 20, height: 20, ink: ink)
        file.endContent()
        file.endPage()
        let pdf = try file.finish(facts("Link"))
        _ = try told(pdf, ["qpdf", "--check"])
        let objects = try told(pdf, ["qpdf", "--json=2", "--json-key=qpdf"])
        #expect(objects.contains("https://a.example/(b/%C3%A9"))
    }

    /// A carriage return before the line that ends a stream would be taken for the end of a line.
    /// 300 documents of two pages, three a client.
    @Test func pagesOfALargeFileAreFoundByLabelsAndBookmarks() throws {
        final class Written: Sendable { nonisolated(unsafe) var bytes: [UInt8] = [] }
        let written = Written()
        var file = PDFPages(onto: { written.bytes += $0 })
        var client = 0
        for document in 0..<300 {
            let place = Destination(page: 2 * document + 1, x: 0, y: 0)
            if document % 3 == 0 {
                client = file.addBookmark("Client \(document / 3)", to: place, below: 0)
            }
            _ = file.addBookmark("Invoice \(document)", to: place, below: client)
            for label in ["\(document)/1 L", "\(document)/2"] {
                file.beginPage(width: 612, height: 792)
                file.endPage()
                file.label(page: label)
            }
        }
        #expect(try file.finish(facts("All")).isEmpty)
        #expect(try told(written.bytes, ["qpdf", "--check"]).contains("No syntax"))
        let text = try told(
            written.bytes,
            [
                "qpdf", "--json=2", "--json-key=pagelabels", "--json-key=outlines",
                "--json-key=pages",
            ])
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let labels = try #require(json?["pagelabels"] as? [[String: Any]])
        #expect((json?["pages"] as? [Any])?.count == 600)
        #expect(labels.map { $0["index"] as? Int } == Array(0..<600))
        for (index, label) in labels.enumerated() {
            let says = label["label"] as? [String: Any]
            let name = index % 2 == 0 ? "u:\(index / 2)/1 L" : "u:\(index / 2)/"
            #expect(says?["/P"] as? String == name)
            #expect(says?["/S"] as? String == (index % 2 == 0 ? nil : "/D"))
            if index % 2 == 1 { #expect(says?["/St"] as? Int == 2) }
        }
        let clients = try #require(json?["outlines"] as? [[String: Any]])
        #expect(clients.count == 100)
        let below = clients.flatMap { $0["kids"] as? [[String: Any]] ?? [] }
        #expect(below.compactMap { $0["title"] as? String } == (0..<300).map { "Invoice \($0)" })
        #expect(
            below.compactMap { $0["destpageposfrom1"] as? Int } == (0..<300).map { 2 * $0 + 1 })
    }

    @Test func noStreamEndsWithACarriageReturn() throws {
        // The checksum behind packed bytes ends with 1 + 12.
        let bytes: [UInt8] = [0x0C]
        #expect(deflated(bytes).last == 0x0D)
        var facts = facts("Return")
        facts.attachments = [
            Attachment(name: "a.txt", type: "text/plain", description: "", bytes: bytes)
        ]
        var file = PDFPages()
        file.beginPage(width: 200, height: 100)
        file.endPage()
        let pdf = try file.finish(facts)
        let end = Array("\r\nendstream".utf8)
        #expect(!pdf.indices.contains { pdf[$0] == end[0] && pdf[$0...].starts(with: end) })
    }
}
