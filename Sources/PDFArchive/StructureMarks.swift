/// Adds to the elements of tables what their cells span and what their heads are heads of, and to those
/// of pictures what they show.
final class StructureMarks {
    private let file: QPDFFile
    private let cells: [TableCell]
    private let figures: [String]
    private var next = 0
    private var nextFigure = 0

    init(file: QPDFFile, cells: [TableCell], figures: [String]) {
        self.file = file
        self.cells = cells
        self.figures = figures
    }

    func mark(from root: QPDFObject) {
        for kid in kids(of: root) where kid.isDictionary { visit(kid) }
    }

    private func visit(_ element: QPDFObject) {
        let kind = element["S"]
        if kind.isName("TD") || kind.isName("TH") {
            guard next < cells.count else { return }
            mark(element, as: cells[next])
            next += 1
        } else if kind.isName("Figure") {
            guard nextFigure < figures.count else { return }
            element["Alt"] = file.string(figures[nextFigure])
            nextFigure += 1
        } else if kind.isName("Document") || kind.isName("Table") || kind.isName("TR") {
            mark(from: element)
        }
    }

    private func mark(_ element: QPDFObject, as cell: TableCell) {
        guard cell.scope != nil || cell.span > 1 else { return }
        let scope = cell.scope.map { " /Scope \($0.rawValue)" } ?? ""
        let span = cell.span > 1 ? " /ColSpan \(cell.span)" : ""
        element["A"] = file.parsed("<< /O /Table\(scope)\(span) >>")
    }

    private func kids(of element: QPDFObject) -> [QPDFObject] {
        let kids = element["K"]
        return kids.isArray ? kids.items : [kids]
    }
}

/// Of each page, what was drawn before its first element is no part of the document: rules, running
/// heads, repeated headers, the footer.
func markArtifacts(of file: QPDFFile) throws(PDFArchiveError) {
    for page in file.pages {
        let stream = page["Contents"]
        let contents = try file.contents(of: stream)
        let end = firstElement(in: contents) ?? contents.count
        file.setContents(
            of: stream,
            to: Array("/Artifact BMC\n".utf8) + contents[..<end] + Array("EMC\n".utf8)
                + contents[end...])
    }
}

/// Where the line begins that begins the first element: `/H1 << /MCID 0 >> BDC`. Text in parentheses
/// can say the same and means nothing.
func firstElement(in contents: [UInt8]) -> Int? {
    let mark = Array("/MCID 0 >> BDC".utf8)
    var depth = 0
    var lineStart = 0
    var index = 0
    while index < contents.count {
        switch contents[index] {
        case UInt8(ascii: "\\"): index += 1
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        case UInt8(ascii: "\n") where depth == 0: lineStart = index + 1
        case UInt8(ascii: "/") where depth == 0:
            if contents[index...].starts(with: mark) { return lineStart }
        default: break
        }
        index += 1
    }
    return nil
}
