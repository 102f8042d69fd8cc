import Canvas
import Paper
import Testing

@testable import Typesetting

@Suite struct TypesetterTests {
    @Test func aMissingFamilyIsNamed() {
        let error = #expect(throws: CanvasError.self) {
            _ = try TestPage(family: "No Such Family")
        }
        #expect(error?.description.contains("\"No Such Family\"") == true)
    }

    @Test func theSameDocumentGivesTheSameBytes() throws {
        let page = try TestPage()
        let blocks = [
            page.table(
                (1...60).map { page.row("row \($0) – Ενημέρωση, 日本語", mark: "r\($0)") },
                header: "Heading")
        ]
        let first = try page.render(blocks)
        #expect(try page.render(blocks) == first)
        // A typesetter that has set other documents before.
        _ = try page.render([page.table([page.row("something else, 한국어")])])
        #expect(try page.render(blocks) == first)
        #expect(try TestPage().render(blocks) == first)
    }

    @Test func decimalsStandUnderOneAnother() throws {
        let page = try TestPage()
        let figures: [(text: String, point: Int?)] = [
            ("1,234.50", 5), ("(12.25)", 3), ("0.00", 1), ("7.125", 1),
        ]
        let table = Table(
            columns: [.init(width: .points(100), alignment: .decimal, gap: 0)],
            rows: figures.map { Row([.figure($0.text, page.body, point: $0.point)]) })
        let lefts = lines(of: page.typeset([.table(table)]), on: 0).map(\.x)
        try #require(lefts.count == figures.count)
        for (figure, left) in zip(figures, lefts) {
            let point = try #require(figure.point)
            let head = String(figure.text.prefix(point))
            let tail = page.width(of: String(figure.text.dropFirst(point)))
            let at = left + page.width(of: figure.text) - tail
            // The widest tail, ".125", ends at the column's edge.
            #expect(abs(at - (100 - page.width(of: ".125"))) < 0.01, "\(head)")
        }
    }

    @Test func figuresOfReckoningsStandUnderOneAnotherAtTheEdge() throws {
        let page = try TestPage()
        let reckonings = [
            Reckoning(name: "Fees", result: "41,250.00", point: 6),
            Reckoning(name: "Over", expression: "5 – 8", result: "(3.25)", point: 2),
            Reckoning(name: "Used", result: "3", point: nil),
            Reckoning(name: "Hours", expression: "9 – 1", result: "8.00 h", point: 1),
        ]
        let document = page.typeset([
            .table(
                Table(
                    columns: [.init(width: .points(150), gap: 0)],
                    rows: reckonings.map { Row([Cell([.reckoning($0, page.body)])]) }))
        ])
        let drawn = lines(of: document, on: 0)
        // Name, expression if there is one, figure.
        let figures = [1, 4, 6, 9].map { drawn[$0] }
        for (reckoning, figure) in zip(reckonings, figures) {
            let head = String(reckoning.result.prefix(reckoning.point ?? 1))
            // The longest tail, ".00 h", ends at the edge.
            let point = 150 - page.width(of: ".00 h")
            #expect(
                abs(figure.x + page.width(of: head) - point) < 0.01, "\(reckoning.result)")
        }
        #expect([0, 2, 5, 7].allSatisfy { drawn[$0].x == 0 })
        // The expression stands between name and figure, on their line.
        #expect(drawn[2].y == drawn[4].y)
        #expect(drawn[3].x > page.width(of: "Over"))
        #expect(drawn[3].x + page.width(of: "5 – 8 =") < drawn[4].x)
    }

    @Test func aReckoningTooLongForItsLineTakesMore() throws {
        let page = try TestPage()
        let reckoning = Reckoning(
            name: "What was held back on all of the earlier statements",
            expression: "1,000,000.00 – 2,000,000.00 – 3,000,000.00", result: "(4,000,000.00)",
            point: 10)
        let document = page.typeset([
            .table(
                Table(
                    columns: [.init(width: .points(120), gap: 0)],
                    rows: [Row([Cell([.reckoning(reckoning, page.body)])])]))
        ])
        let drawn = lines(of: document, on: 0)
        #expect(Set(drawn.map(\.y)).count > 3)
        for line in drawn {
            #expect(line.x >= -0.01)
            #expect(line.x + line.width <= 120.01)
        }
        // The figure stands on the last line, beside the end of its expression.
        let last = try #require(drawn.last)
        #expect(last.y == drawn[drawn.count - 2].y)
        #expect(abs(last.x + last.width - 120) < 0.01)
    }

    @Test func aRowThatIsToStayWholeGoesToTheNextPage() throws {
        let page = try TestPage()
        // 22 lines a page: 18 before it, so that 4 of its 8 would fit.
        var whole = Row([.text(page.lines(8, "step"), page.body)], mark: "whole")
        let before = (1...18).map { page.row("row \($0)") }
        let broken = page.typeset([page.table(before + [whole])])
        #expect(broken.placements.map(\.page) == [1, 2])
        whole.linesKeptTogether = 8
        let kept = page.typeset([page.table(before + [whole])])
        #expect(kept.placements.map(\.page) == [2])
    }

    @Test func cellsOfDifferentSizesShareABaseline() throws {
        var styles = StyleSheet()
        let small = styles.add(
            "small", TextStyle(families: ["Linux Libertine O"], size: 7, leading: 9))
        let large = styles.add(
            "large", TextStyle(families: ["Linux Libertine O"], size: 14, leading: 18))
        let table = Table(
            columns: [.init(width: .share(1), gap: 0), .init(width: .share(1))],
            rows: [Row([.text("small", small), .text("large", large)])])
        let document = Document(
            title: "", author: "", subject: "", date: "2026-10-31",
            page: PageFormat(width: 400, height: 300, top: 40, right: 40, bottom: 40, left: 40),
            styles: styles, footer: Footer(left: "", right: "", style: small),
            blocks: [.table(table)])
        let found = lines(of: try Typesetter(styles: styles).typeset(document), on: 0)
        #expect(found.count == 2)
        #expect(abs((found.first?.y ?? 0) - (found.last?.y ?? 1)) < 0.001)
    }

    @Test func alignmentsPutALineWhereTheySay() throws {
        let page = try TestPage()
        let width = page.width(of: "word")
        for (alignment, expected) in [
            (Alignment.leading, 0), (.left, 0), (.trailing, 320 - width),
            (.centre, 160 - width / 2),
        ] {
            let blocks = [
                Block.paragraph(Paragraph("word", style: page.body, alignment: alignment))
            ]
            let found = try #require(lines(of: page.typeset(blocks), on: 0).first)
            #expect(abs(found.x - expected) < 0.01, "\(alignment)")
        }
    }

    @Test func aRightToLeftLineLeadsFromTheRight() throws {
        let page = try TestPage()
        let blocks: [Block] = [
            .paragraph(Paragraph("עברית", style: page.body)),
            .paragraph(Paragraph("עברית", style: page.body, alignment: .left)),
        ]
        let found = lines(of: page.typeset(blocks), on: 0)
        let width = page.width(of: "עברית")
        #expect(abs((found.first?.x ?? 0) - (320 - width)) < 0.01)
        #expect(found.last?.x == 0)
    }

    @Test func panelsShareTheWidthThatIsLeft() throws {
        let page = try TestPage()
        func panel(_ width: Width) -> Panel {
            Panel(width: width, blocks: [.paragraph(Paragraph("x", style: page.body))])
        }
        let blocks = [Block.sideBySide([panel(.share(1)), panel(.points(80)), panel(.share(2))])]
        // 320 - 80 = 240: 80 and 160.
        #expect(lines(of: page.typeset(blocks), on: 0).map(\.x) == [0, 80, 160])
    }

    @Test func charactersThatNoFontHasAreTold() throws {
        let page = try TestPage()
        let typesetter = try Typesetter(styles: page.styles)
        _ = typesetter.typeset(page.document([page.table([page.row("fine")])]))
        #expect(typesetter.missingCharacters == [])
        _ = typesetter.typeset(page.document([page.table([page.row("odd \u{10FFFD}")])]))
        #expect(typesetter.missingCharacters == ["\u{10FFFD}"])
    }

    private func lines(
        of typeset: TypesetDocument, on page: Int
    ) -> [(x: Double, y: Double, width: Double)] {
        typeset.drawings(on: page).compactMap { drawing in
            if case .text(let line, let x, let baseline) = drawing {
                (x, baseline, line.width)
            } else {
                nil
            }
        }
    }
}
