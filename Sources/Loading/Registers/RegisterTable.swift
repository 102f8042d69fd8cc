import Billing
import Settings

/// What a draft writes where a person must fill something in.
package let fillInMark = "FILL IN"

/// A cell of a register with its place.
struct RegisterCell {
    enum Content: Equatable {
        case text(String)
        case blank
        /// Still marked as left to fill in; reported once, then treated as blank.
        case toFillIn
    }

    var content: Content
    var place: Place

    var text: String? {
        if case .text(let text) = content { return text }
        return nil
    }
}

protocol RegisterColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    static var required: Set<Self> { get }
}

struct RegisterRow<Column: RegisterColumn> {
    var place: Place
    var cells: [Column: RegisterCell]

    /// A column that the file does not have reads as blank.
    func cell(_ column: Column) -> RegisterCell {
        cells[column] ?? RegisterCell(content: .blank, place: place)
    }

    func text(_ column: Column) -> String? {
        cell(column).text
    }

    var hasCellToFillIn: Bool { cells.values.contains { $0.content == .toFillIn } }

    func texts(_ columns: Column...) -> [String] {
        columns.compactMap(text)
    }
}

/// The rows of a register whose columns were found by their names, in any order.
struct RegisterTable<Column: RegisterColumn> {
    private(set) var rows: [RegisterRow<Column>] = []
    /// The cells of rows that could not be read.
    private(set) var refused: [[String]] = []
    /// Whether rows may be there of which nothing is known.
    private(set) var isUnreadable = false
    private(set) var diagnostics: [Diagnostic] = []
    /// The column that each place of the header stands for; unknown ones are nil.
    private(set) var columns: [Column?] = []
    /// The cells of each row as they stand in the file, where they were asked for.
    private(set) var texts: [[String]] = []
    private(set) var encoding = TextEncoding.utf8
    private(set) var delimiter = CSVByte.comma

    init(rows: [RegisterRow<Column>]) {
        self.rows = rows
    }

    /// Reads the file `name` at `path`, in whatever text an export may be in.
    init(
        _ name: String, at path: String, keepingTexts: Bool = false
    ) throws(EnvironmentError) {
        guard try InputFile.openIfPresent(path, shownAs: name) != nil else {
            diagnostics.append(FirmFolder.missing(name))
            isUnreadable = true
            return
        }
        let (guessed, assumption) = try EncodingGuess.look(at: path, shownAs: name)
        encoding = guessed
        var reader = try CSVReader(path, shownAs: name, encoding: encoding)
        if let assumption { diagnostics.append(assumption) }
        if let fault = reader.headerDiagnostic {
            diagnostics.append(fault)
            isUnreadable = true
            return
        }
        columns = findColumns(reader.header, in: name)
        delimiter = reader.header.delimiter
        isUnreadable = diagnostics.hasErrors
        var isInQuotes = false
        while !isUnreadable, try reader.next() {
            isInQuotes = false
            if let repetition = reader.headerRepetition {
                diagnostics.append(repetition)
            } else if let fault = reader.row.diagnostic(in: name) {
                diagnostics.append(fault)
                refused.append((0..<reader.row.count).map { reader.row.trimmed($0) })
                isInQuotes = fault.code == .quoteUnpaired || fault.code == .rowTooLong
            } else {
                take(reader.row, in: name)
                let row = reader.row
                if keepingTexts { texts.append((0..<row.count).map { row.text($0) }) }
            }
        }
        // A quotation mark that nothing closes takes in all rows to the end of the file.
        if isInQuotes { isUnreadable = true }
    }

    /// A directory that knows what could not be read, for the rows to be added.
    func directory<ID>() -> Directory<ID> {
        var directory = Directory<ID>()
        directory.isUnreadable = isUnreadable
        for cells in refused { directory.refuse(cells) }
        return directory
    }

    private mutating func findColumns(_ header: CSVRow, in file: String) -> [Column?] {
        let known = Column.allCases.map(\.rawValue)
        var found: [Column?] = []
        for index in 0..<header.count {
            let name = header.trimmed(index)
            let place = header.place(of: index, in: file)
            let column = Column.allCases.first { $0.rawValue == folded(name) }
            if let column, found.contains(column) {
                diagnostics.append(
                    Diagnostic(
                        .error, .columnRepeated, at: place,
                        "there is more than one column \"\(name)\"", remedy: "keep one of them"))
            } else if column == nil, !name.isEmpty {
                // What was to be protected must not go out open because of a letter.
                let isGrave = folded(name).contains("password")
                diagnostics.append(
                    Diagnostic(
                        isGrave ? .error : .warning, .columnUnknown, at: place,
                        "column \"\(name)\" is not used",
                        remedy: didYouMean(name, among: known)
                            ?? "the columns are \(known.joined(separator: ", "))"))
            }
            found.append(column)
        }
        for column in Column.allCases where Column.required.contains(column) {
            if found.contains(column) { continue }
            diagnostics.append(
                Diagnostic(
                    .error, .columnMissing, at: Place(file: file, line: header.line),
                    "there is no column \"\(column.rawValue)\"",
                    remedy: "add it to the first row of \(file)"))
        }
        return found
    }

    private mutating func take(_ row: CSVRow, in file: String) {
        var cells: [Column: RegisterCell] = [:]
        for (index, column) in columns.enumerated() {
            guard let column else { continue }
            let text = row.trimmed(index)
            guard !text.isEmpty else {
                cells[column] = RegisterCell(
                    content: .blank, place: row.place(of: index, in: file))
                continue
            }
            let place = row.place(of: index, in: file)
            if isToFillIn(text) {
                diagnostics.append(leftToFillIn("\"\(column.rawValue)\"", at: place))
                cells[column] = RegisterCell(content: .toFillIn, place: place)
            } else {
                cells[column] = RegisterCell(content: .text(text), place: place)
            }
        }
        rows.append(RegisterRow(place: Place(file: file, line: row.line), cells: cells))
    }
}

/// Every cell is asked, and few have the mark's first letter.
func isToFillIn(_ text: String) -> Bool {
    guard let first = fillInMark.utf8.first else { return false }
    return text.utf8.contains(first) && text.contains(fillInMark)
}

func leftToFillIn(_ what: String, at place: Place) -> Diagnostic {
    Diagnostic(
        .warning, .leftToFillIn, at: place, "\(what) is still marked \(fillInMark)",
        remedy: "replace \(fillInMark) by what belongs here, or leave it empty")
}
