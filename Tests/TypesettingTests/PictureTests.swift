import Canvas
import Foundation
import Paper
import TestSupport
import Testing

@testable import Typesetting

/// Drawings and pictures on pages. The page is 400 × 300 points, its margins 40.
@Suite struct PictureTests {
    private func box(_ height: Double, width: Double = 50) -> Picture {
        Picture(
            width: width, height: height,
            shapes: [
                .rectangle(Picture.Point(0, 0), width: width, height: height, fill: .black)
            ], alternative: "A box")
    }

    private func corners(_ set: TypesetDocument, on page: Int) -> [Picture.Point] {
        set.drawings(on: page).compactMap { drawing in
            guard case .shape(let shape, false, let x, let y) = drawing,
                case .rectangle(let corner, _, _)? = set.store.shapes[shape].steps.first
            else { return nil }
            return Picture.Point(x + corner.x, y + corner.y)
        }
    }

    @Test func aPictureStandsInTheTextAsHighAsItIs() throws {
        let page = try TestPage()
        let above = Block.paragraph(Paragraph("above", style: page.body))
        let below = Block.paragraph(Paragraph("below", style: page.body))
        let set = page.typeset([above, .picture(box(30)), below])
        #expect(set.pageCount == 1)
        // Below one line of 10 points.
        #expect(corners(set, on: 0) == [Picture.Point(0, 50)])
        let baselines = set.baselines(on: 0)
        #expect(abs(baselines[1] - baselines[0] - 40) < 0.001)
    }

    @Test func aPictureThatDoesNotFitGoesToTheNextPage() throws {
        let page = try TestPage()
        let text = Block.paragraph(Paragraph(page.lines(20, "a"), style: page.body))
        #expect(page.typeset([text, .picture(box(20))]).pageCount == 1)
        let set = page.typeset([text, .picture(box(21))])
        #expect(set.pageCount == 2)
        #expect(corners(set, on: 1) == [Picture.Point(0, 40)])
    }

    @Test func textInAPictureStandsInItsColumn() throws {
        let page = try TestPage()
        var picture = box(60, width: 200)
        picture.texts = [
            Picture.Text(
                at: Picture.Point(100, 20), width: 80,
                [.paragraph(Paragraph("right", style: page.body, alignment: .trailing))])
        ]
        let set = page.typeset([.picture(picture)])
        let drawn = set.drawings(on: 0).compactMap { drawing in
            if case .text(let line, let x, _) = drawing { x + line.width } else { nil }
        }
        #expect(drawn == [180])
        let plain = page.typeset([.paragraph(Paragraph("right", style: page.body))])
        #expect(set.baselines(on: 0)[0] == plain.baselines(on: 0)[0] + 20)
    }

    @Test func atThePapersEdgeItShortensThePage() throws {
        let page = try TestPage()
        let edge = Block.atPaperEdge(box(100, width: 400))
        // 220 points less 100 are twelve lines.
        let set = page.typeset([
            .paragraph(Paragraph(page.lines(12, "a"), style: page.body)), edge,
        ])
        #expect(set.pageCount == 1)
        #expect(corners(set, on: 0) == [Picture.Point(0, 200)])
        let longer = page.typeset([
            .paragraph(Paragraph(page.lines(13, "a"), style: page.body)), edge,
        ])
        #expect(longer.pageCount == 2)
        #expect(corners(longer, on: 1) == [Picture.Point(0, 200)])
    }

    @Test func theFooterStandsAboveItAndItBeginsAtThePapersEdge() throws {
        let page = try TestPage()
        let folder = try TemporaryFolder()
        var picture = box(100, width: 400)
        picture.texts = [
            Picture.Text(
                at: Picture.Point(10, 0), width: 80,
                [.paragraph(Paragraph("inside", style: page.body))])
        ]
        for (name, blocks) in [("plain", []), ("edge", [Block.atPaperEdge(picture)])] {
            let first = Block.paragraph(Paragraph("text", style: page.body))
            let bytes = try page.render([first] + blocks)
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/" + name))
        }
        func measure(_ measure: String, of word: String, in name: String) throws -> Double {
            let words = try outputOfTool(["pdftotext", "-bbox", folder.path + "/" + name, "-"])
            let line = words.split(separator: "\n").first { $0.contains(">\(word)<") }
            let value = line?.components(separatedBy: measure + "=\"").last?.prefix { $0 != "\"" }
            return try #require(value.flatMap { Double($0) })
        }
        let footers = try ["plain", "edge"].map { try measure("yMin", of: "Foot", in: $0) }
        #expect(abs(footers[0] - footers[1] - 100) < 0.01)
        #expect(abs(try measure("xMin", of: "inside", in: "edge") - 10) < 0.5)
    }
}
