/// Adds to the elements of tables what their cells span and what their heads are heads of, and to those
/// of pictures what they show.
struct StructureMarks {
    private let cells: [TableCell]
    private let figures: [String]
    private var next = 0
    private var nextFigure = 0

    init(_ facts: PDFFacts) {
        cells = facts.cells
        figures = facts.figures
    }

    mutating func mark(from parent: Int, of file: inout CairoFile) {
        for kid in file[parent]["K"]?.references ?? [] { visit(kid, of: &file) }
    }

    private mutating func visit(_ number: Int, of file: inout CairoFile) {
        let element = file[number]
        if element.has("S", "/TD") || element.has("S", "/TH") {
            guard next < cells.count else { return }
            mark(number, as: cells[next], of: &file)
            next += 1
        } else if element.has("S", "/Figure") {
            guard nextFigure < figures.count else { return }
            file[number].set("Alt", to: pdfString(figures[nextFigure]))
            nextFigure += 1
        } else if element.has("S", "/Document") || element.has("S", "/Table")
            || element.has("S", "/TR")
        {
            mark(from: number, of: &file)
        }
    }

    private func mark(_ number: Int, as cell: TableCell, of file: inout CairoFile) {
        guard cell.scope != nil || cell.span > 1 else { return }
        let scope = cell.scope.map { "/Scope\($0.rawValue)" } ?? ""
        let span = cell.span > 1 ? "/ColSpan \(cell.span)" : ""
        file[number].set("A", to: "<</O/Table\(scope)\(span)>>")
    }
}

/// Of each page, what was drawn before its first element is no part of the document: rules, running
/// heads, repeated headers, the footer.
func markArtifacts(of file: inout CairoFile) throws(PDFArchiveError) {
    for object in file.objects {
        guard let object, object.notation.has("Type", "/Page"),
            let stream = object.notation["Contents"]?.references.first
        else { continue }
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
