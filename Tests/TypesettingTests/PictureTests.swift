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

    private func corners(_ page: [PlacedStrip]) -> [Picture.Point] {
        page.flatMap { placed in
            placed.strip.drawings.compactMap { drawing in
                guard case .shape(let shape) = drawing.moved(down: placed.top),
                    case .rectangle(let corner, _, _)? = shape.steps.first
                else { return nil }
                return corner
            }
        }
    }

    @Test func aPictureStandsInTheTextAsHighAsItIs() throws {
        let page = try TestPage()
        let above = Block.paragraph(Paragraph("above", style: page.body))
        let below = Block.paragraph(Paragraph("below", style: page.body))
        let set = page.typeset([above, .picture(box(30)), below])
        #expect(set.pageCount == 1)
        // Below one line of 10 points.
        #expect(corners(set.pages[0]) == [Picture.Point(0, 50)])
        let baselines = set.baselines(on: 0)
        #expect(baselines[1] - baselines[0] == 40)
    }

    @Test func aPictureThatDoesNotFitGoesToTheNextPage() throws {
        let page = try TestPage()
        let text = Block.paragraph(Paragraph(page.lines(20, "a"), style: page.body))
        #expect(page.typeset([text, .picture(box(20))]).pageCount == 1)
        let set = page.typeset([text, .picture(box(21))])
        #expect(set.pageCount == 2)
        #expect(corners(set.pages[1]) == [Picture.Point(0, 40)])
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
        let drawn = set.pages[0].flatMap(\.strip.drawings).compactMap { drawing in
            if case .text(let line, _, let x, _) = drawing { x + line.width } else { nil }
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
        // From the left edge of the paper, which is 40 points left of the text, to its lower edge.
        #expect(corners(set.pages[0]) == [Picture.Point(-40, 200)])
        let longer = page.typeset([
            .paragraph(Paragraph(page.lines(13, "a"), style: page.body)), edge,
        ])
        #expect(longer.pageCount == 2)
        #expect(corners(longer.pages[1]) == [Picture.Point(-40, 200)])
    }

    @Test func theFooterStandsAboveIt() throws {
        let page = try TestPage()
        let folder = try TemporaryFolder()
        for (name, blocks) in [
            ("plain", []), ("edge", [Block.atPaperEdge(box(100, width: 400))]),
        ] {
            let first = Block.paragraph(Paragraph("text", style: page.body))
            let bytes = try page.render([first] + blocks)
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/" + name))
        }
        func footer(_ name: String) throws -> Double {
            let words = try outputOfTool(["pdftotext", "-bbox", folder.path + "/" + name, "-"])
            let line = words.split(separator: "\n").first { $0.contains(">Foot<") }
            let y = line?.split(separator: "yMin=\"").last?.prefix { $0 != "\"" }
            return try #require(y.flatMap { Double($0) })
        }
        #expect(abs(try footer("plain") - footer("edge") - 100) < 0.01)
    }
}
