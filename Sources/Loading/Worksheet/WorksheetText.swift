import Billing

/// Writes the worksheet of one pro forma, or of several: a row a line, and empty columns for the
/// markup.
///
/// UTF-8 with a byte order mark and CR LF, so that spreadsheets read it. Texts that they could take
/// for a formula are guarded; figures are not, so that they add up there.
package enum WorksheetText {
    package static func text(of statements: [Statement]) -> String {
        let columns = WorksheetColumn.allCases
        var text = "\u{FEFF}" + columns.map(\.title).joined(separator: ",") + "\r\n"
        for row in statements.lazy.flatMap(\.worksheetRows) {
            text += columns.map { cell($0, of: row) }.joined(separator: ",") + "\r\n"
        }
        return text
    }

    private static func cell(_ column: WorksheetColumn, of row: ShownRow) -> String {
        switch column {
        case .date, .hours, .rate, .amount: row.text(column)
        default: CSVText.guardedCell(row.text(column))
        }
    }
}
