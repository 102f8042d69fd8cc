import Canvas
import Paper
import Testing

@testable import Typesetting

/// What a typesetter corrects in tables and at the ends of paragraphs.
@Suite struct TableRulesTests {
    private let page: TestPage
    private let hair = Rule(weight: 0.25, colour: .black)
    private let thin = Rule(weight: 0.5, colour: .black)

    init() throws {
        page = try TestPage()
    }

    private func drawings(_ table: Table) -> [Drawing] {
        page.typeset([.table(table)]).drawings(on: 0)
    }

    private func texts(_ drawings: [Drawing]) -> [(x: Double, width: Double, y: Double)] {
        drawings.compactMap { drawing in
            if case .text(let line, let x, let y) = drawing { (x, line.width, y) } else { nil }
        }
    }

    /// Text stands 5 points from the edges, and rules meet those between columns: 0 to 320.
    @Test func rulesOfARuledTableGoFromEdgeToEdge() {
        func rules(_ look: TableLook) -> [[Double]] {
            let row = Row([.text("word", page.body)], ruleAbove: thin, ruleBelow: thin)
            let table = Table(
                columns: [.init(width: .share(1), gap: 0)], rows: [row], inset: 5, look: look)
            return drawings(table).compactMap { drawing in
                if case .rule(_, let x0, let x1, _) = drawing { [x0, x1] } else { nil }
            }
        }
        #expect(rules(TableLook(columnRule: hair)) == [[0, 320], [0, 320]])
        // In a frame they stay with the text.
        #expect(rules(TableLook()) == [[5, 315], [5, 315]])
    }

    /// Three boxes under a figure reach from its column of 60 points over the one beside it.
    @Test func noColumnRuleGoesThroughWhatIsToBeTicked() throws {
        let ticks = Cell.Part.tickBoxes(["no charge", "hold", "transfer"], page.body)
        let cell = Cell([.figure("1.00", page.body, point: 1), ticks])
        let narrative = Cell.text(page.lines(4, "word"), page.body)
        let table = Table(
            columns: [
                .init(width: .share(1), gap: 0), .init(width: .points(40), alignment: .decimal),
                .init(width: .points(60), alignment: .decimal),
            ], rows: [Row([narrative, .figure("2.00", page.body, point: 1), cell])],
            look: TableLook(columnRule: hair))
        let found = drawings(table)
        // 320 - 60 - half of the gap of 8
        let between = found.compactMap { drawing -> ClosedRange<Double>? in
            guard case .upright(_, let x, let y0, let y1) = drawing, abs(x - 256) < 0.01 else {
                return nil
            }
            return y0...y1
        }
        #expect(between.count == 2)
        // Ticks are on the second of four lines: from 50 to 60 points down the page.
        let last = try #require(between.last)
        #expect(between[0].lowerBound == 40 && between[0].upperBound < 53)
        #expect(last.lowerBound > 57 && abs(last.upperBound - 80) < 0.01)
        // Those at the edges go through.
        let edges = found.count { drawing in
            if case .upright(_, let x, 40, 80) = drawing { x == 0 || x == 320 } else { false }
        }
        #expect(edges == 2)
    }

    @Test func whatIsToBeTickedBeginsWhereItsColumnDoes() {
        func lefts(_ alignment: Alignment) -> [Double] {
            let table = Table(
                columns: [.init(width: .points(200), alignment: alignment, gap: 0)],
                rows: [Row([Cell([.tickBoxes(["yes", "no"], page.body)])])])
            return drawings(table).compactMap { drawing in
                if case .box(let x, _, _, _, _, _) = drawing { x } else { nil }
            }.sorted()
        }
        #expect(abs((lefts(.leading).first ?? -1)) < 0.01)
        #expect((lefts(.decimal).first ?? 0) > 100)
    }

    /// A bill in yen: twelve digits do not fit where five were expected.
    @Test func aColumnIsAsWideAsItsWidestFigure() throws {
        let figures = ["1,234,567,890,123.00", "1.00"]
        let table = Table(
            columns: [
                .init(width: .share(1), gap: 0), .init(width: .points(30), alignment: .decimal),
                .init(width: .points(30), alignment: .decimal),
            ],
            rows: figures.map {
                Row([
                    .text("narrative", page.body), .figure("2.00", page.body, point: 1),
                    .figure($0, page.body, point: $0.utf8.count - 3),
                ])
            })
        let row = texts(drawings(table)).filter { $0.y < 50 }
        try #require(row.count == 3)
        #expect(abs(row[2].x + row[2].width - 320) < 0.01)
        // The gap of 8 points between them is kept.
        #expect(abs(row[2].x - (row[1].x + row[1].width) - 8) < 0.01)
    }

    /// "iv" alone on the last line gets a word from the line above, and the text no more lines.
    @Test func aShortWordIsNotAloneOnTheLastLine() throws {
        let words = "Enclosed is our invoice for October, which we kindly ask you to pay by the"
        let width = page.width(of: words) + 1
        func lines(_ text: String, _ width: Double) -> [(x: Double, width: Double, y: Double)] {
            let table = Table(
                columns: [.init(width: .points(width), gap: 0)],
                rows: [Row([.text(text, page.body)])])
            return texts(drawings(table))
        }
        let mended = lines(words + " 5th", width)
        try #require(mended.count == 2)
        #expect(abs(mended[1].width - page.width(of: "the 5th")) < 0.01)
        // A long word may stand alone.
        let long = lines(words + " Verhandlungstermin", width)
        #expect(abs((long.last?.width ?? 0) - page.width(of: "Verhandlungstermin")) < 0.01)
    }
}
