import Paper
import TestSupport
import Testing

@testable import Typesetting

@Suite struct PaginateTests {
    // MARK: Tables

    @Test func aTablesHeaderStandsOnEveryPageItReaches() throws {
        let page = try TestPage()
        let rows = (1...60).map { page.row("row \($0)", mark: "r\($0)") }
        let typeset = page.typeset([page.table(rows, header: "Heading of the table")])
        let header = page.width(of: "Heading of the table")
        // 22 lines a page, the header one of them: 60 = 21 + 21 + 18.
        #expect(typeset.pages.map(\.count) == [22, 22, 19])
        for strips in typeset.pages {
            let widths = typeset.widths(on: strips)
            #expect(widths.first == header)
            #expect(widths.count { $0 == header } == 1)
        }
    }

    @Test func theRunningHeadStandsOnEveryPageButTheFirst() throws {
        var page = try TestPage()
        page.runningHead = [.paragraph(Paragraph("Running head", style: page.head)), .space(5)]
        let rows = (1...50).map { page.row("row \($0)", mark: "r\($0)") }
        let typeset = page.typeset([page.table(rows, header: "Heading of the table")])
        let widths = typeset.pages.map { typeset.widths(on: $0) }
        let head = page.width(of: "Running head")
        let header = page.width(of: "Heading of the table")
        #expect(widths[0].first == header)
        for later in widths.dropFirst() { #expect(Array(later.prefix(2)) == [head, header]) }
        // 21 rows; then 220 - 15 - 10 = 195: 19 rows a page.
        #expect(typeset.placements.map(\.page).counted == [1: 21, 2: 19, 3: 10])
        #expect(typeset.placements[21].y == 65)
    }

    /// A letter, and what goes with it: both begin as a document of their own does.
    @Test func aNewPageLooksLikeTheFirst() throws {
        var page = try TestPage()
        page.runningHead = [.paragraph(Paragraph("Running head", style: page.head)), .space(5)]
        let rows = (1...30).map { page.row("row \($0)", mark: "r\($0)") }
        let typeset = page.typeset([
            page.table([page.row("letter", mark: "l")]), .newFirstPage, page.table(rows),
        ])
        let head = page.width(of: "Running head")
        let widths = typeset.pages.map { typeset.widths(on: $0) }
        #expect(widths.map { $0.first == head } == [false, false, true])
        #expect(typeset.placements.first { $0.mark == "r1" }?.page == 2)
        // 22 rows of 10 points fill the page of 220; nothing else is on it.
        #expect(typeset.pages[1].count == 22)
    }

    @Test func aHeaderIsNeverLastOnAPage() throws {
        let page = try TestPage()
        for lines in 15...24 {
            let typeset = page.typeset([
                .space(Double(lines * 10)),
                page.table([page.row("first", mark: "first")], header: "Heading of the table"),
            ])
            let header = page.width(of: "Heading of the table")
            let first = try #require(typeset.placements.first)
            let strips = typeset.pages[first.page - 1]
            #expect(typeset.widths(on: strips).contains(header), "after \(lines) lines")
            #expect(
                typeset.pages.filter { typeset.widths(on: $0).contains(header) }.count == 1,
                "after \(lines) lines")
        }
    }

    @Test func aHeadingGoesWithWhatItHeads() throws {
        let page = try TestPage()
        let heading = page.width(of: "Professional services")
        for lines in 15...24 {
            let typeset = page.typeset([
                page.table((1...lines).map { page.row("row \($0)") }),
                .paragraph(
                    Paragraph("Professional services", style: page.head, keepsWithNext: true)),
                page.table([page.row("first", mark: "first")], header: "Heading of the table"),
            ])
            let first = try #require(typeset.placements.first)
            #expect(
                typeset.widths(on: typeset.pages[first.page - 1]).contains(heading),
                "after \(lines) rows")
        }
    }

    @Test func aTotalIsNeverFirstOnAPage() throws {
        let page = try TestPage()
        for count in 1...70 {
            var rows = (1...count).map { page.row("row \($0)", mark: "r\($0)") }
            rows[count - 1].keepsWithNext = true
            rows.append(page.row("The total of all rows", mark: "total"))
            let placements = page.typeset([page.table(rows, header: "Head")]).placements
            #expect(placements.count == count + 1, "\(count) rows")
            let (last, total) = (placements[count - 1], placements[count])
            #expect(total.mark == "total", "\(count) rows")
            #expect(last.page == total.page, "\(count) rows")
            #expect(last.y < total.y, "\(count) rows")
        }
    }

    @Test func aTotalStaysWithTheEndOfALongRow() throws {
        let page = try TestPage()
        for count in 6...50 {
            let rows = [
                page.row(page.lines(count, "line"), mark: "long", keepsWithNext: true),
                page.row("The total", mark: "total"),
            ]
            let placements = page.typeset([page.table(rows)]).placements
            let total = try #require(placements.last)
            let end = try #require(placements.last { $0.mark == "long" })
            #expect(end.page == total.page, "\(count) lines")
            #expect(end.height >= 20, "\(count) lines")
        }
    }

    // MARK: Long rows

    @Test func aRowLongerThanAPageBreaksAndLosesNothing() throws {
        let page = try TestPage()
        let text = page.lines(75, "word")
        let typeset = page.typeset([page.table([page.row(text, mark: "long")], header: "Head")])
        let expected = text.split(separator: "\n").map { page.width(of: String($0)) }
        let header = page.width(of: "Head")
        let set = typeset.pages.flatMap { typeset.widths(on: $0) }.filter { $0 != header }
        #expect(set == expected)
        #expect(typeset.placements.map(\.page) == [1, 2, 3, 4])
        // 22 lines less the header: 75 = 21 + 21 + 21 + 12.
        #expect(typeset.placements.map(\.height) == [210, 210, 210, 120])
        #expect(typeset.pages.allSatisfy { typeset.widths(on: $0).first == header })
        checkBounds(typeset, page)
    }

    @Test func aRowOfSixLinesLeavesTwoLinesOnEitherSide() throws {
        let page = try TestPage()
        var splits: Set<[Double]> = []
        for before in 10...22 {
            let rows =
                (1...before).map { page.row("row \($0)", mark: "r\($0)") }
                + [page.row(page.lines(6, "line"), mark: "six")]
            let six = page.typeset([page.table(rows)]).placements.filter { $0.mark == "six" }
            #expect(six.map(\.height).reduce(0, +) == 60, "after \(before) rows")
            #expect(six.allSatisfy { $0.height >= 20 }, "after \(before) rows")
            splits.insert(six.map(\.height))
        }
        #expect(splits == [[60], [20, 40], [30, 30], [40, 20]])
    }

    @Test func aRowOfFiveLinesIsNeverBroken() throws {
        let page = try TestPage()
        for before in 10...22 {
            let rows =
                (1...before).map { page.row("row \($0)") }
                + [page.row(page.lines(5, "line"), mark: "five")]
            let five = page.typeset([page.table(rows)]).placements
            #expect(five.map(\.height) == [50], "after \(before) rows")
        }
    }

    @Test func aParagraphLeavesTwoLinesOnEitherSide() throws {
        let page = try TestPage()
        for before in 15...22 {
            let typeset = page.typeset([
                page.table((1...before).map { page.row("row \($0)") }),
                .paragraph(Paragraph(page.lines(6, "line"), style: page.body)),
            ])
            let marked = Set((1...6).map { page.width(of: "line\($0)") })
            let counts = typeset.pages.map { strips in
                typeset.widths(on: strips).count { marked.contains($0) }
            }.filter { $0 > 0 }
            #expect(counts.reduce(0, +) == 6, "after \(before) rows")
            #expect(counts.allSatisfy { $0 >= 2 }, "after \(before) rows")
        }
    }

    // MARK: Other blocks

    @Test func blocksKeptTogetherAreNotParted() throws {
        let page = try TestPage()
        for before in 1...22 {
            let typeset = page.typeset([
                page.table((1...before).map { page.row("row \($0)") }),
                .together([
                    .paragraph(Paragraph(page.lines(8, "line"), style: page.body)), .space(6),
                ]),
            ])
            // 8 lines and a space, 86 points: up to 13 rows leave 90.
            #expect(typeset.pageCount == (before <= 13 ? 1 : 2), "after \(before) rows")
        }
    }

    @Test func aSlipStandsAtTheFootOfTheLastPage() throws {
        let page = try TestPage()
        for before in [1, 15, 19, 20, 21, 22] {
            let typeset = page.typeset([
                page.table((1...before).map { page.row("row \($0)") }),
                .atFoot([.paragraph(Paragraph("slip", style: page.body)), .space(10)]),
            ])
            let last = try #require(typeset.pages.last?.last)
            // The page's 260 less 20.
            #expect(last.top == 240, "after \(before) rows")
            #expect(typeset.pageCount == (before <= 20 ? 1 : 2), "after \(before) rows")
        }
    }

    @Test func aPageDoesNotBeginWithWhiteSpace() throws {
        let page = try TestPage()
        let typeset = page.typeset([
            page.table((1...22).map { page.row("row \($0)") }), .space(30),
            page.table([page.row("next", mark: "next")]),
        ])
        #expect(typeset.placements.map(\.page) == [2])
        #expect(typeset.placements.map(\.y) == [40])
    }

    @Test func whiteSpaceAtTheEndMakesNoPage() throws {
        let page = try TestPage()
        let rows = page.table((1...22).map { page.row("row \($0)") })
        #expect(page.typeset([rows, .space(30)]).pageCount == 1)
    }

    // MARK: Placements

    @Test func placementsCoverEveryMarkedRowInOrder() throws {
        let page = try TestPage()
        for seed in 1...60 {
            var random = SeededGenerator(seed: UInt64(seed))
            var blocks: [Block] = []
            var marks: [(mark: String, lines: Int)] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                var rows: [Row] = []
                for _ in 0..<Int.random(in: 1...12, using: &random) {
                    let count = Int.random(in: 1...14, using: &random)
                    let mark = "m\(marks.count)"
                    marks.append((mark, count))
                    rows.append(
                        page.row(
                            page.lines(count, "line"), mark: mark,
                            keepsWithNext: Int.random(in: 0...5, using: &random) == 0))
                    if Bool.random(using: &random) { rows.append(page.row("unmarked")) }
                }
                blocks.append(page.table(rows, header: Bool.random(using: &random) ? "H" : nil))
                blocks.append(.space(Double(Int.random(in: 1...30, using: &random))))
            }
            let typeset = page.typeset(blocks)
            let placements = typeset.placements
            var order: [String] = []
            for placement in placements where order.last != placement.mark {
                order.append(placement.mark)
            }
            #expect(order == marks.map(\.mark), "seed \(seed)")
            for (mark, lines) in marks {
                let own = placements.filter { $0.mark == mark }
                #expect(
                    own.map(\.height).reduce(0, +) == Double(lines * 10), "seed \(seed), \(mark)")
                #expect(own.allSatisfy { $0.x == 40 && $0.width == 320 }, "seed \(seed), \(mark)")
            }
            for (one, next) in zip(placements, placements.dropFirst()) where one.page == next.page {
                #expect(one.y + one.height <= next.y + 0.01, "seed \(seed), \(one.mark)")
            }
            #expect(zip(placements, placements.dropFirst()).allSatisfy { $0.page <= $1.page })
            checkBounds(typeset, page)
        }
    }

    /// Nothing stands in the margins, and nothing over anything else.
    private func checkBounds(_ typeset: TypesetDocument, _ page: TestPage) {
        for strips in typeset.pages {
            var y = page.format.top
            for placed in strips {
                #expect(placed.top >= y - 0.01)
                y = placed.top + placed.strip.height
            }
            #expect(y <= page.format.height - page.format.bottom + 0.02)
        }
    }
}

extension [Int] {
    var counted: [Int: Int] { reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}
