import Paper

extension Document {
    /// Every text of the body, cell by cell, in reading order.
    var texts: [String] { blocks.flatMap(\.texts) }

    /// The rows of all tables, each as the texts of its cells.
    var rows: [(mark: String?, texts: [String])] { blocks.flatMap(\.rows) }

    /// The rows that carry a mark, in reading order.
    var marks: [String] { rows.compactMap(\.mark) }

    func row(marked mark: String) -> [String]? { rows.first { $0.mark == mark }?.texts }

    /// The first row that starts with a label, without its empty cells.
    func row(startingWith label: String) -> [String]? {
        rows.map { $0.texts.filter { !$0.isEmpty } }.first { $0.first == label }
    }
}

extension Block {
    fileprivate var texts: [String] {
        switch self {
        case .paragraph(let paragraph): [paragraph.text]
        case .table(let table): (table.header + table.rows).flatMap { $0.cells.flatMap(\.texts) }
        case .sideBySide(let panels, _): panels.flatMap { $0.blocks.flatMap(\.texts) }
        case .space, .spaceTo, .rule, .newPage, .newFirstPage, .shown: []
        case .together(let blocks, _), .atFoot(let blocks): blocks.flatMap(\.texts)
        case .picture(let picture, _), .atPaperEdge(let picture):
            picture.texts.flatMap { $0.blocks.flatMap(\.texts) }
        }
    }

    fileprivate var rows: [(mark: String?, texts: [String])] {
        switch self {
        case .table(let table): table.rows.map { ($0.mark, $0.cells.flatMap(\.texts)) }
        case .sideBySide(let panels, _): panels.flatMap { $0.blocks.flatMap(\.rows) }
        case .together(let blocks, _), .atFoot(let blocks): blocks.flatMap(\.rows)
        case .paragraph, .space, .spaceTo, .rule, .newPage, .newFirstPage, .picture, .atPaperEdge,
            .shown:
            []
        }
    }
}

extension Row {
    var texts: [String] { cells.flatMap(\.texts) }
}

extension Cell {
    var texts: [String] {
        parts.flatMap { part -> [String] in
            switch part {
            case .text(let text, _, _): [text]
            case .figure(let text, _, _): [text]
            case .tickBoxes(let labels, _): labels
            case .writingLine: ["____"]
            case .reckoning(let line, _):
                [
                    line.name + " " + (line.expression.isEmpty ? "" : line.expression + " = ")
                        + line.result
                ]
            }
        }
    }
}
