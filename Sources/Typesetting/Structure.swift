internal import Paper

/// A part of the document as it is read aloud. Elements without others in them hold text.
struct Element {
    enum Tag: Equatable {
        case document
        case heading(Int)
        case paragraph
        case table, row
        /// Heads the columns beneath it, or the row that it begins.
        case columnHead(span: Int)
        case rowHead(span: Int)
        case cell(span: Int)
        /// A picture, and what it shows for whoever cannot see it. Its own text comes after it.
        case figure(alternative: String)
    }

    var tag: Tag
    /// Where the element that this one is in stands among all of them.
    var parent: Int
    /// What bookmarks call a heading.
    var title = ""
    var anchor: String?
    var links: [LinkSpan] = []

    var isGroup: Bool {
        switch tag {
        case .document, .table, .row: true
        case .heading, .paragraph, .columnHead, .rowHead, .cell, .figure: false
        }
    }

    /// What the standard calls it.
    var name: String {
        switch tag {
        case .document: "Document"
        case .heading(let level): "H\(min(level, 6))"
        case .paragraph: "P"
        case .table: "Table"
        case .row: "TR"
        case .columnHead, .rowHead: "TH"
        case .cell: "TD"
        case .figure: "Figure"
        }
    }
}

/// A part of an element's line that leads somewhere, in points from the line's start; to its end
/// where `to` is nil.
struct LinkSpan {
    var target: LinkTarget
    var from: Double = 0
    var to: Double?
}

/// Elements as they are cut, in reading order: each stands after the one that it is in.
final class StructureRecorder {
    private(set) var elements = [Element(tag: .document, parent: 0)]
    private var open = [0]

    /// An element in the one that was begun last. Returns its place among all of them.
    func add(
        _ tag: Element.Tag, title: String = "", anchor: String? = nil, links: [LinkSpan] = []
    ) -> Int {
        elements.append(
            Element(
                tag: tag, parent: open[open.count - 1], title: title, anchor: anchor, links: links))
        return elements.count - 1
    }

    func begin(_ tag: Element.Tag, anchor: String? = nil) {
        open.append(add(tag, anchor: anchor))
    }

    func end() { open.removeLast() }
}

extension TableCutter {
    func beginReading() {
        if case .table = table.reading { cutter.structure.begin(.table, anchor: table.anchor) }
    }

    func endReading() {
        if case .table = table.reading { cutter.structure.end() }
    }

    /// Of each cell of a row, the element that its text belongs to.
    func elements(of row: Row, isHeader: Bool) -> [Int] {
        let structure = cutter.structure
        switch table.reading {
        case .lines:
            return same(structure.add(.paragraph, anchor: table.anchor), for: row)
        case .heading(let level):
            let title = row.cells.first.map(\.plainText) ?? ""
            return same(
                structure.add(.heading(level), title: title, anchor: table.anchor), for: row)
        case .table(let headedRows):
            structure.begin(.row)
            defer { structure.end() }
            return row.cells.enumerated().map { index, cell in
                let tag: Element.Tag =
                    if isHeader {
                        .columnHead(span: cell.span)
                    } else if headedRows, index == 0, !cell.parts.isEmpty {
                        .rowHead(span: cell.span)
                    } else {
                        .cell(span: cell.span)
                    }
                return structure.add(tag, links: cell.link.map { [LinkSpan(target: $0)] } ?? [])
            }
        }
    }

    private func same(_ element: Int, for row: Row) -> [Int] {
        Array(repeating: element, count: row.cells.count)
    }
}

extension Cell {
    fileprivate var plainText: String {
        parts.compactMap { part in
            switch part {
            case .text(let text, _, _), .figure(let text, _, _): text
            case .tickBoxes, .writingLine, .reckoning: nil
            }
        }.joined(separator: " ")
    }
}
