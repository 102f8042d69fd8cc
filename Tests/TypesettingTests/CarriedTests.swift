import Paper
import TestSupport
import Testing

@testable import Typesetting

/// What a table says of itself where it goes on over the page: its name, and its sums so far. A page
/// has room for 22 lines of 10 points.
@Suite struct CarriedTests {
    private func table(_ page: TestPage, rows count: Int, carries: Bool = true) -> Block {
        var table = Table(
            columns: [.init(width: .share(1), gap: 0)],
            header: [page.row("header of the table")],
            rows: (1...count).map { page.row(told("row", $0), mark: "r\($0)") })
        table.continued = page.row("the table goes on")
        if carries {
            table.carried = (1...count).map {
                CarriedRows(
                    forward: page.row(told("forward", $0)), brought: page.row(told("brought", $0)))
            }
        }
        return .table(table)
    }

    /// A text that no other is as wide as: figures all are.
    private func told(_ word: String, _ number: Int) -> String {
        word + String(repeating: ".", count: number)
    }

    /// The texts of this document that have these widths, by their numbers: `row 12`.
    private func texts(
        _ page: TestPage, _ typeset: TypesetDocument, _ strips: [PlacedStrip], of count: Int
    ) -> [String] {
        var known = ["header of the table", "the table goes on"].map { ($0, page.width(of: $0)) }
        for word in ["row", "forward", "brought"] {
            known += (1...count).map { ("\(word) \($0)", page.width(of: told(word, $0))) }
        }
        return typeset.widths(on: strips).map { width in
            known.first { abs($0.1 - width) < 0.001 }?.0 ?? "?"
        }
    }

    @Test func itsNameStandsAboveTheHeaderOfLaterPages() throws {
        let page = try TestPage()
        let typeset = page.typeset([table(page, rows: 45, carries: false)])
        // 1 + 21, 2 + 20, 2 + 4.
        #expect(typeset.pages.map(\.count) == [22, 22, 6])
        for (index, strips) in typeset.pages.enumerated() {
            let texts = texts(page, typeset, strips, of: 45)
            #expect(texts.contains("the table goes on") == (index > 0))
        }
        #expect(
            texts(page, typeset, typeset.pages[1], of: 45).prefix(2)
                == ["the table goes on", "header of the table"])
    }

    /// 20 rows and the sum below the header; 18 between name, header, sum and sum; 2 on the last.
    @Test func theSumsSoFarEndAPageAndBeginTheNext() throws {
        let page = try TestPage()
        let typeset = page.typeset([table(page, rows: 40)])
        #expect(typeset.placements.map(\.page).counted == [1: 20, 2: 18, 3: 2])
        let pages = typeset.pages.map { Array(texts(page, typeset, $0, of: 40)) }
        #expect(pages[0].last == "forward 20")
        #expect(
            pages[1].prefix(4)
                == ["the table goes on", "header of the table", "brought 20", "row 21"])
        #expect(pages[1].last == "forward 38")
        #expect(
            pages[2] == [
                "the table goes on", "header of the table", "brought 38", "row 39", "row 40",
            ])
        for strips in typeset.pages {
            #expect(strips.allSatisfy { $0.top + $0.strip.height <= 260.01 })
        }
    }

    /// The last row needs no room for a sum behind it: 1 + 21 rows fill the page.
    @Test func aTableThatFitsCarriesNothing() throws {
        let page = try TestPage()
        let typeset = page.typeset([table(page, rows: 21)])
        #expect(typeset.pageCount == 1)
        #expect(
            !texts(page, typeset, typeset.pages[0], of: 21).contains { $0.hasPrefix("forward") })
    }

    /// Whatever the number of rows, each page's sums are those of its last row and of the next page's
    /// first, and no page is too full.
    @Test func sumsFollowTheRowsWhereverThePageBreaks() throws {
        let page = try TestPage()
        for count in 22...64 {
            let typeset = page.typeset([table(page, rows: count)])
            var last: String?
            for strips in typeset.pages {
                let texts = texts(page, typeset, strips, of: count)
                let rows = texts.filter { $0.hasPrefix("row") }
                #expect(
                    texts.first { $0.hasPrefix("brought") }
                        == last.map { $0.replacing("row", with: "brought") })
                #expect(strips.allSatisfy { $0.top + $0.strip.height <= 260.01 })
                last = rows.last
                let forward = texts.first { $0.hasPrefix("forward") }
                #expect(
                    forward
                        == (last == "row \(count)"
                            ? nil : last?.replacing("row", with: "forward")))
            }
        }
    }

    /// A row of thirty lines is parted; its figure stood on its first line, so the sum counts it.
    @Test func aRowThatIsPartedIsCountedBeforeTheBreak() throws {
        let page = try TestPage()
        var rows = [page.row("before"), Row([.text(page.lines(30, "x"), page.body)])]
        rows.append(page.row("behind"))
        var table = Table(
            columns: [.init(width: .share(1), gap: 0)], header: [page.row("header of the table")],
            rows: rows)
        table.carried = (1...3).map {
            CarriedRows(
                forward: page.row(told("forward", $0)), brought: page.row(told("brought", $0)))
        }
        let typeset = page.typeset([.table(table)])
        #expect(texts(page, typeset, typeset.pages[0], of: 3).last == "forward 2")
        #expect(texts(page, typeset, typeset.pages[1], of: 3).dropFirst().first == "brought 2")
    }

    /// It is no part of the table that is read aloud.
    @Test func whatIsRepeatedIsNotRead() throws {
        let page = try TestPage()
        let with = page.typeset([table(page, rows: 40)])
        let without = page.typeset([
            .table(
                Table(
                    columns: [.init(width: .share(1), gap: 0)],
                    header: [page.row("header of the table")],
                    rows: (1...40).map { page.row(told("row", $0)) }))
        ])
        #expect(with.elements.map(\.tag) == without.elements.map(\.tag))
    }
}
