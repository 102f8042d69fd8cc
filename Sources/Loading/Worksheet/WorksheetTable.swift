import Billing
import Settings

/// A row of a worksheet that came back.
struct WorksheetRow: Sendable {
    fileprivate var cells: [WorksheetColumn: (text: String?, place: Place)] = [:]
    /// The row as a whole.
    var place: Place

    /// Nil where the cell is blank or not there.
    func text(_ column: WorksheetColumn) -> String? { cells[column]?.text }

    func place(of column: WorksheetColumn) -> Place { cells[column]?.place ?? place }

    var isMarked: Bool { WorksheetColumn.marks.contains { text($0) != nil } }
}

/// A worksheet as a spreadsheet saved it: with other signs between its cells, in another encoding,
/// with columns in another order. Rows may end early, since spreadsheets leave out the signs between
/// the last cells of a stretch of rows where all of them are blank.
struct WorksheetTable {
    private(set) var rows: [WorksheetRow] = []
    /// What the file has columns for.
    private(set) var columns: Set<WorksheetColumn> = []
    private var encoding = TextEncoding.utf8
    private(set) var diagnostics: [Diagnostic] = []
    /// Columns without a name in which nothing was met yet.
    private var nameless: Set<Int> = []

    init(_ path: String, shownAs name: String) throws(EnvironmentError) {
        let (guessed, assumption) = try EncodingGuess.look(at: path, shownAs: name)
        encoding = guessed
        if let assumption { diagnostics.append(assumption) }
        var reader = try CSVReader(path, shownAs: name, encoding: encoding)
        if let fault = reader.headerDiagnostic {
            diagnostics.append(fault)
            return
        }
        let found = findColumns(reader.header, in: name)
        columns = Set(found.compactMap { $0 })
        guard !diagnostics.hasErrors else { return }
        while try reader.next() {
            if let repetition = reader.headerRepetition {
                diagnostics.append(repetition)
            } else if let fault = fault(of: reader.row, width: found.count, in: name) {
                diagnostics.append(fault)
            } else {
                take(reader.row, found, in: name)
            }
        }
    }

    private func fault(of row: CSVRow, width: Int, in file: String) -> Diagnostic? {
        if case .ragged = row.fault, (width..<max(width, row.count)).allSatisfy(row.isBlank) {
            return nil
        }
        return row.diagnostic(in: file)
    }

    private mutating func findColumns(
        _ header: CSVRow, in file: String
    ) -> [WorksheetColumn?] {
        let known = WorksheetColumn.allCases.map(\.title)
        var found: [WorksheetColumn?] = []
        for index in 0..<header.count {
            let name = header.trimmed(index)
            let column = WorksheetColumn(named: name)
            if let column, found.contains(column) {
                diagnostics.append(
                    Diagnostic(
                        .columnRepeated, at: header.place(of: index, in: file),
                        "there is more than one column \"\(name)\"", remedy: "keep one of them"))
            } else if column == nil, !name.isEmpty {
                diagnostics.append(
                    Diagnostic(
                        .warning, .columnUnknown, at: header.place(of: index, in: file),
                        "column \"\(name)\" is not used",
                        remedy: didYouMean(name, among: known)
                            ?? "the columns are \(known.joined(separator: ", "))"))
            }
            if name.isEmpty { nameless.insert(index) }
            found.append(column)
        }
        for column in WorksheetColumn.required where !found.contains(column) {
            diagnostics.append(
                Diagnostic(
                    .columnMissing, at: Place(file: file, line: header.line),
                    "there is no column \"\(column.title)\"",
                    remedy: "put it back from the worksheet as it was written"))
        }
        return found
    }

    private mutating func take(_ row: CSVRow, _ columns: [WorksheetColumn?], in file: String) {
        var taken = WorksheetRow(place: Place(file: file, line: row.line))
        for index in 0..<row.count {
            let text = row.trimmed(index)
            let place = row.place(of: index, in: file)
            guard index < columns.count, let column = columns[index] else {
                if !text.isEmpty, nameless.remove(index) != nil { reportNameless(at: place) }
                continue
            }
            let plain = CSVText.unguarded(text).trimmed
            taken.cells[column] = (plain.isEmpty ? nil : plain, place)
        }
        rows.append(taken)
    }

    /// Whether letters may have been lost when the file was saved: it is in an encoding of few
    /// letters, or has none that any encoding lacks.
    var mayLackLetters: Bool {
        encoding == .windows1252
            || rows.allSatisfy { row in
                row.cells.values.allSatisfy { $0.text?.utf8.allSatisfy { $0 < 0x80 } ?? true }
            }
    }

    private mutating func reportNameless(at place: Place) {
        diagnostics.append(
            Diagnostic(
                .warning, .columnUnknown, at: place,
                "this column has no name, and what stands in it is not used",
                remedy: "write remarks under \"reason\""))
    }
}
