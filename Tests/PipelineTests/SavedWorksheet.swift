import Billing
import Foundation
import Pipeline
import TestSupport

/// A worksheet as a person has it in a spreadsheet: cells to fill in, and ways to save them.
struct SavedWorksheet {
    private(set) var header: [String]
    private(set) var rows: [[String]]

    /// Opens a worksheet that a run has written.
    init(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = CSVTable.split(
            text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
        (header, rows) = (lines[0], Array(lines.dropFirst()))
    }

    subscript(row: Int, column: String) -> String {
        get { rows[row][column, in: header] }
        set { rows[row][column, in: header] = newValue }
    }

    /// The first row with this text in that column.
    func row(_ text: String, in column: String = "narrative") throws -> Int {
        guard let index = rows.firstIndex(where: { $0[column, in: header] == text }) else {
            throw ToolFailure("no row has \"\(text)\" under \(column)")
        }
        return index
    }

    func id(_ narrative: String) throws -> LineID {
        let text = self[try row(narrative), "line"].dropFirst()
        guard let id = LineID(typed: String(text)) else { throw ToolFailure("\(text) is no id") }
        return id
    }

    mutating func fill(_ narrative: String, _ cells: [String: String]) throws {
        let index = try row(narrative)
        for (column, text) in cells { self[index, column] = text }
    }

    mutating func fillMatter(_ matter: String, _ cells: [String: String]) throws {
        let index =
            try rows.firstIndex {
                $0["line", in: header] == "matter" && $0["matter", in: header] == matter
            } ?? { throw ToolFailure("no matter \(matter)") }()
        for (column, text) in cells { self[index, column] = text }
    }

    mutating func reorder(_ change: (inout [[String]]) -> Void) { change(&rows) }

    mutating func addColumn(_ name: String, _ text: String = "") {
        header.append(name)
        for index in rows.indices { rows[index].append(text) }
    }

    mutating func rename(_ column: String, to name: String) {
        header = header.map { $0 == column ? name : $0 }
    }

    mutating func reverseColumns() {
        header.reverse()
        for index in rows.indices { rows[index].reverse() }
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    // MARK: Saving

    /// What a spreadsheet makes of the file.
    struct Dialect: Sendable, CustomStringConvertible {
        var description: String
        var separator = ","
        var lineEnd = "\r\n"
        /// `2026-10-05` as the country writes it.
        var date: @Sendable (_ year: String, _ month: String, _ day: String) -> String = {
            "\($0)-\($1)-\($2)"
        }
        var decimalSign = "."
        var keepsZeros = true
        var quotesTexts = false
        /// Whether the signs between the last cells are left out where these are blank.
        var endsRowsEarly = false
        var encode: @Sendable (String) -> Data = { Data(("\u{FEFF}" + $0).utf8) }
    }

    static let asWritten = Dialect(description: "as it was written")

    static let dialects = [
        asWritten,
        Dialect(
            description: "Excel in the United States, CSV UTF-8",
            date: { "\(Int($1) ?? 0)/\(Int($2) ?? 0)/\($0)" }, keepsZeros: false,
            endsRowsEarly: true),
        Dialect(
            description: "Excel in Germany, CSV", separator: ";",
            date: { "\($2).\($1).\($0)" }, decimalSign: ",", keepsZeros: false,
            encode: { $0.data(using: .windowsCP1252, allowLossyConversion: true) ?? Data() }),
        Dialect(
            description: "Excel in Britain, Unicode text", separator: "\t",
            date: { "\($2)/\($1)/\($0)" },
            encode: { Data([0xFF, 0xFE]) + ($0.data(using: .utf16LittleEndian) ?? Data()) }),
        Dialect(
            description: "LibreOffice", lineEnd: "\n",
            date: { "\($1)/\($2)/\($0.suffix(2))" }, keepsZeros: false, quotesTexts: true,
            encode: { Data($0.utf8) }),
    ]

    func save(_ dialect: Dialect = asWritten, to path: String) throws {
        var text = ""
        for cells in [header] + rows {
            var cells = cells.map { saved($0, dialect) }
            if dialect.endsRowsEarly { while cells.last == "" { cells.removeLast() } }
            text += cells.joined(separator: dialect.separator) + dialect.lineEnd
        }
        try dialect.encode(text).write(to: URL(fileURLWithPath: path))
    }

    private func saved(_ cell: String, _ dialect: Dialect) -> String {
        let parts = cell.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 3, parts.map(\.count) == [4, 2, 2], Int(parts[0]) != nil {
            return dialect.date(parts[0], parts[1], parts[2])
        }
        let isNumber = !cell.isEmpty && cell.allSatisfy { $0.isNumber || ".-".contains($0) }
        if isNumber, cell.contains(".") {
            var number = cell
            while !dialect.keepsZeros, number.hasSuffix("0") { number.removeLast() }
            if number.hasSuffix(".") { number.removeLast() }
            return number.replacingOccurrences(of: ".", with: dialect.decimalSign)
        }
        let needsQuotes = cell.contains {
            "\"\r\n".contains($0) || dialect.separator.contains($0)
        }
        guard needsQuotes || (dialect.quotesTexts && !cell.isEmpty && !isNumber) else {
            return cell
        }
        return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

extension [String] {
    fileprivate subscript(column: String, in header: [String]) -> String {
        get { header.firstIndex(of: column).map { self[$0] } ?? "" }
        set {
            guard let index = header.firstIndex(of: column) else { return }
            self[index] = newValue
        }
    }
}
