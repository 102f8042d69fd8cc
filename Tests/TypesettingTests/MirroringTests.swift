import Canvas
import Paper
import Testing

@testable import Typesetting

/// Pages that read from the right. The text of a test page is 320 points wide.
@Suite struct MirroringTests {
    private struct Line {
        var x: Double
        var width: Double
        var right: Double { x + width }
    }

    private func lines(_ page: TestPage, _ blocks: [Block]) throws -> [Line] {
        var document = page.document(blocks)
        document.direction = .rightToLeft
        let typeset = try Typesetter(styles: page.styles).typeset(document)
        return typeset.drawings(on: 0).compactMap { drawing in
            if case .text(let line, let x, _) = drawing {
                Line(x: x, width: line.width)
            } else {
                nil
            }
        }
    }

    private func paragraph(
        _ text: String, _ page: TestPage, _ alignment: Alignment = .leading
    ) -> Block {
        .paragraph(Paragraph(text, style: page.body, alignment: alignment))
    }

    @Test func linesBeginAtTheRightEdge() throws {
        let page = try TestPage()
        let found = try lines(
            page,
            [
                paragraph("עברית", page), paragraph("10421", page), paragraph("Acme", page, .left),
                paragraph("עברית", page, .trailing),
            ])
        #expect(found.count == 4)
        for line in found.prefix(3) { #expect(abs(line.right - 320) < 0.01) }
        #expect(abs((found.last?.x ?? 1)) < 0.01)
    }

    /// Ragged at its beginning, a long text in another script could hardly be read.
    @Test func aLongTextOfAnotherScriptBeginsAtItsOwnSide() throws {
        let page = try TestPage()
        let words = Array(repeating: "reviewed", count: 40).joined(separator: " ")
        let found = try lines(page, [paragraph(words, page)])
        #expect(found.count > 2)
        for line in found { #expect(abs(line.x) < 0.01) }
    }

    @Test func columnsRunFromTheRight() throws {
        let page = try TestPage()
        let table = Table(
            columns: [.init(width: .points(100), gap: 0), .init(width: .points(50), gap: 20)],
            rows: [Row([.text("אחת", page.body), .text("שתיים", page.body)], mark: "row")])
        let found = try lines(page, [.table(table)])
        // The second one ends 100 + 20 points from the right edge.
        #expect(abs((found.first?.right ?? 0) - 320) < 0.01)
        #expect(abs((found.last?.right ?? 0) - 200) < 0.01)
    }

    /// The widest figure touches the left edge, and the points stand under one another.
    @Test func decimalPointsStandUnderOneAnother() throws {
        let page = try TestPage()
        let table = Table(
            columns: [.init(width: .share(1), alignment: .decimal, gap: 0)],
            rows: [
                Row([.figure("1,234.50", page.body, point: 5)]),
                Row([.figure("7.25", page.body, point: 1)]),
                Row([.figure("(99.125)", page.body, point: 3)]),
            ])
        let found = try lines(page, [.table(table)])
        #expect(found.count == 3)
        let heads = ["1,234", "7", "(99"].map { page.width(of: $0) }
        for (line, head) in zip(found, heads) {
            #expect(abs(line.x + head - heads[0]) < 0.05)
        }
        #expect(abs(found[0].x) < 0.01)
    }

    @Test func rulesBoxesAndMarksAreTurnedOver() throws {
        let rule = Drawing.rule(Rule(weight: 1, colour: .black), x0: 10, x1: 40, y: 3)
        if case .rule(_, let x0, let x1, _) = rule.mirrored(in: 100) {
            #expect([x0, x1] == [60, 90])
        } else {
            Issue.record("a rule stays a rule")
        }
        let strip = Strip(height: 10, mark: 0, left: 0, right: 30).mirrored(in: 100)
        #expect([strip.left, strip.right] == [70, 100])
    }

    /// A code that was turned over could not be read; a chart is turned with its words.
    @Test func aPictureWithoutWordsStaysAsItIs() throws {
        let page = try TestPage()
        func left(_ texts: [Picture.Text]) throws -> Double? {
            let picture = Picture(
                width: 100, height: 50,
                shapes: [.rectangle(Picture.Point(10, 0), width: 20, height: 20, fill: .black)],
                texts: texts, alternative: "")
            var document = page.document([.picture(picture)])
            document.direction = .rightToLeft
            let typeset = try Typesetter(styles: page.styles).typeset(document)
            return typeset.drawings(on: 0).compactMap { drawing -> Double? in
                guard case .shape(let index, let isMirrored, let x, _) = drawing,
                    case .rectangle(let corner, let width, _)? =
                        typeset.store.shapes[index].steps.first
                else { return nil }
                return isMirrored ? x - corner.x - width : x + corner.x
            }.first
        }
        // The picture stands at the right edge, from 220 to 320.
        let code = try #require(try left([]))
        #expect(abs(code - 230) < 0.01)
        let words = Picture.Text(at: Picture.Point(0, 30), width: 100, [paragraph("word", page)])
        let chart = try #require(try left([words]))
        #expect(abs(chart - 290) < 0.01)
    }

    /// On a page that reads from the left, a currency behind its figure keeps the digits aligned.
    @Test func aCurrencyBehindAFigureStandsBeyondTheDigits() throws {
        let page = try TestPage()
        let table = Table(
            columns: [.init(width: .share(1), alignment: .trailing, gap: 0)],
            rows: [
                Row([.figure("1.234,50", page.body, point: 5)]),
                Row([.figure("1.234,50\u{A0}€", page.body, point: 5)]),
            ])
        let typeset = page.typeset([.table(table)])
        let xs = typeset.drawings(on: 0).compactMap { drawing -> Double? in
            if case .text(_, let x, _) = drawing { x } else { nil }
        }
        #expect(xs.count == 2)
        #expect(abs(xs[0] - xs[1]) < 0.01)
    }
}
