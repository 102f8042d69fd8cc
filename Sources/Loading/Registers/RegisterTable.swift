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

/// An enumeration of at most 256 columns, without values of its own.
protocol RegisterColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    static var required: Set<Self> { get }
}

extension RegisterColumn {
    /// Its place among all columns, which such an enumeration is kept as.
    var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}

struct RegisterRow<Column: RegisterColumn> {
    private var rows: RegisterRows<Column>
    private var index: Int

    fileprivate init(_ rows: RegisterRows<Column>, _ index: Int) {
        (self.rows, self.index) = (rows, index)
    }

    init(place: Place, cells: [Column: RegisterCell]) {
        rows = RegisterRows(of: Array(cells.keys), in: place.file)
        index = 0
        rows.begin(line: place.line)
        for column in cells.keys {
            guard let cell = cells[column] else { continue }
            rows.append(cell.content == .toFillIn ? fillInMark : cell.text ?? "", at: cell.place)
        }
    }

    var place: Place { rows.place(ofRow: index) }

    /// Of one that was made by itself.
    fileprivate var alone: RegisterRows<Column> { rows }

    /// A column that the file does not have reads as blank.
    func cell(_ column: Column) -> RegisterCell { rows.cell(column, ofRow: index) }

    func text(_ column: Column) -> String? { cell(column).text }

    /// Of the columns that the file has.
    var cells: [Column: RegisterCell] {
        let present = Column.allCases.filter(rows.has)
        return Dictionary(uniqueKeysWithValues: present.map { ($0, cell($0)) })
    }

    var hasCellToFillIn: Bool {
        Column.allCases.contains { cell($0).content == .toFillIn }
    }

    func texts(_ columns: Column...) -> [String] {
        columns.compactMap(text)
    }
}

/// The rows of a register's file, as bytes one behind the other: a large firm has a hundred thousand.
struct RegisterRows<Column: RegisterColumn>: RandomAccessCollection {
    private struct Cell {
        /// Where its text ends, which begins where that of the one before ended.
        var end: UInt32
        var line: Int32
        var column: Int32
    }

    private var file: String
    /// Of each column of the register, which cell of a row is its; -1 where the file does not have it.
    private var cellOfColumn = [Int](repeating: -1, count: Column.allCases.count)
    private var cellsInRow = 0
    private var texts: [UInt8] = []
    private var cells: [Cell] = []
    private var lines: [Int32] = []

    /// Rows that have these columns, in this order.
    init(of columns: [Column], in file: String) {
        self.file = file
        for column in columns {
            cellOfColumn[column.index] = cellsInRow
            cellsInRow += 1
        }
    }

    func has(_ column: Column) -> Bool { cellOfColumn[column.index] >= 0 }

    var startIndex: Int { 0 }
    var endIndex: Int { lines.count }
    subscript(_ index: Int) -> RegisterRow<Column> { RegisterRow(self, index) }

    fileprivate mutating func begin(line: Int) { lines.append(Int32(line)) }

    /// The next cell of the row begun last.
    fileprivate mutating func append(_ text: String, at place: Place) {
        texts += text.utf8
        cells.append(
            Cell(
                end: UInt32(texts.count), line: Int32(place.line), column: Int32(place.column)))
    }

    fileprivate func place(ofRow index: Int) -> Place { Place(file: file, line: Int(lines[index])) }

    fileprivate func cell(_ column: Column, ofRow row: Int) -> RegisterCell {
        let cell = cellOfColumn[column.index]
        guard cell >= 0 else { return RegisterCell(content: .blank, place: place(ofRow: row)) }
        let index = row * cellsInRow + cell
        let place = Place(
            file: file, line: Int(cells[index].line), column: Int(cells[index].column))
        let start = index == 0 ? 0 : Int(cells[index - 1].end)
        let bytes = texts[start..<Int(cells[index].end)]
        guard !bytes.isEmpty else { return RegisterCell(content: .blank, place: place) }
        let text = String(decoding: bytes, as: UTF8.self)
        return RegisterCell(content: isToFillIn(text) ? .toFillIn : .text(text), place: place)
    }
}

/// The rows of a register whose columns were found by their names, in any order.
struct RegisterTable<Column: RegisterColumn> {
    private(set) var rows = RegisterRows<Column>(of: [], in: "")
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

    /// Without a file.
    init() {}

    init(of row: RegisterRow<Column>) {
        rows = row.alone
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
        rows = RegisterRows(of: columns.compactMap(\.self), in: name)
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
        rows.begin(line: row.line)
        for (index, column) in columns.enumerated() {
            guard let column else { continue }
            let text = row.trimmed(index)
            let place = row.place(of: index, in: file)
            if isToFillIn(text) {
                diagnostics.append(leftToFillIn("\"\(column.rawValue)\"", at: place))
            }
            rows.append(text, at: place)
        }
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
