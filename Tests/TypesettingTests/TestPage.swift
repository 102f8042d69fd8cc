import Canvas
import PDFArchive
import Paper

@testable import Typesetting

/// Documents on small pages in one face, and what stands on their pages.
struct TestPage {
    private(set) var styles = StyleSheet()
    let body: StyleID
    let head: StyleID
    /// 400 × 300 points with margins of 40: 220 points of height, 22 lines of 10 points.
    var format = PageFormat(width: 400, height: 300, top: 40, right: 40, bottom: 40, left: 40)
    var runningHead: [Block] = []
    private let typesetter: Typesetter
    private let shaper: TextShaper

    init(family: String = "Linux Libertine O") throws {
        let style = TextStyle(families: [family, "Noto Serif"], size: 8, leading: 10)
        body = styles.add("body", style)
        head = styles.add("head", style)
        typesetter = try Typesetter(styles: styles)
        shaper = try TextShaper(
            styles: [FontStyle(families: style.families, size: 8)], language: "en")
    }

    func document(_ blocks: [Block]) -> Document {
        Document(
            title: "Title", author: "Firm", subject: "Client", date: "2026-10-31", page: format,
            styles: styles, runningHead: runningHead,
            footer: Footer(left: "Foot", right: "{page}/{pages}", style: body), blocks: blocks)
    }

    func typeset(_ blocks: [Block]) -> TypesetDocument {
        typesetter.typeset(document(blocks))
    }

    func render(_ blocks: [Block]) throws -> [UInt8] {
        let set = typeset(blocks)
        return try typesetter.render(set, as: PDFFacts(set.document))
    }

    /// `count` lines of text that end where they should.
    func lines(_ count: Int, _ word: String) -> String {
        (1...count).map { "\(word)\($0)" }.joined(separator: "\n")
    }

    func row(_ text: String, mark: String? = nil, keepsWithNext: Bool = false) -> Row {
        Row([.text(text, body)], keepsWithNext: keepsWithNext, mark: mark)
    }

    func table(_ rows: [Row], header: String? = nil) -> Block {
        .table(
            Table(
                columns: [.init(width: .share(1), gap: 0)],
                header: header.map { [Row([.text($0, head)])] } ?? [], rows: rows))
    }

    func width(of text: String) -> Double { shaper.line(text, style: 0).width }
}

extension TypesetDocument {
    /// What is drawn on a page, in points from its upper edge.
    func drawings(on page: Int) -> [Drawing] {
        pages[page].flatMap { placed in store[placed.strip].map { $0.moved(down: placed.top) } }
    }

    /// The widths of the lines of a page, in points from the top: enough to tell texts apart.
    func widths(on page: [PlacedStrip]) -> [Double] {
        page.flatMap { placed in
            store[placed.strip].compactMap { drawing in
                if case .text(let line, _, _) = drawing { line.width } else { nil }
            }
        }
    }

    /// The baselines and positions of each page's lines, from the top.
    func baselines(on page: Int) -> [Double] {
        drawings(on: page).compactMap { drawing in
            if case .text(_, _, let baseline) = drawing { baseline } else { nil }
        }
    }
}
