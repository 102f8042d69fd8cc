import Foundation
import Paper

extension Document {
    /// All that its blocks say, in the order in which they are read.
    var texts: [String] { blocks.flatMap(\.texts) }

    /// Those of its tables.
    var figures: [String] {
        blocks.flatMap { block -> [String] in
            guard case .table(let table) = block else { return [] }
            return table.rows.flatMap(\.cells).flatMap(\.parts).compactMap { part in
                if case .figure(let text, _, _) = part { text } else { nil }
            }
        }
    }

    var withWholeRows: Document {
        var document = self
        for index in document.blocks.indices {
            guard case .table(var table) = document.blocks[index] else { continue }
            for row in table.rows.indices { table.rows[row].linesKeptTogether = 1000 }
            document.blocks[index] = .table(table)
        }
        return document
    }
}

extension Block {
    fileprivate var texts: [String] {
        switch self {
        case .paragraph(let paragraph): [paragraph.text]
        case .table(let table):
            (table.header + table.rows).flatMap { $0.cells.flatMap(\.texts) }
        case .sideBySide(let panels, _): panels.flatMap { $0.blocks.flatMap(\.texts) }
        case .together(let blocks, _), .atFoot(let blocks): blocks.flatMap(\.texts)
        case .picture(let picture, _), .atPaperEdge(let picture):
            picture.texts.flatMap { $0.blocks.flatMap(\.texts) }
        case .space, .spaceTo, .rule, .newPage, .newFirstPage, .shown: []
        }
    }
}

extension Cell {
    fileprivate var texts: [String] {
        parts.flatMap { part -> [String] in
            switch part {
            case .text(let text, _, _), .figure(let text, _, _): [text]
            case .tickBoxes(let labels, _): labels
            case .writingLine: []
            case .reckoning(let line, _):
                [line.name, line.expression.isEmpty ? "" : line.expression + " =", line.result]
            }
        }
    }
}

/// Without white space, and without the marks that only say from which side a text reads.
func bareText(_ text: some StringProtocol) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars
    where !scalar.properties.isWhitespace && !(scalar.properties.generalCategory == .format) {
        scalars.append(scalar)
    }
    return String(scalars)
}
