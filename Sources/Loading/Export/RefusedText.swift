import Billing

/// Writes refused rows as a CSV file: the columns of the export, and the reason behind them.
///
/// UTF-8 with a byte order mark, so that spreadsheets read it; a text that a spreadsheet could take
/// for a formula has an apostrophe before it, which loading takes off again.
package struct RefusedText {
    package static let reasonColumn = "reason"

    private let refusals: Refusals

    package init(_ refusals: Refusals) {
        self.refusals = refusals
    }

    /// Reads the export once more and copies the rows that were refused.
    package func text(
        of path: String, shownAs name: String, encoding: TextEncoding?
    ) throws(EnvironmentError) -> String {
        let (guess, _) = try EncodingGuess.look(at: path, shownAs: name)
        var reader = try CSVReader(
            path, shownAs: name, encoding: encoding ?? guess, digests: false)
        let wanted = Dictionary(refusals.rows.map { ($0.line, $0) }) { first, _ in first }
        let width = reader.header.count
        var text = "\u{FEFF}"
        if wanted[reader.row.line] == nil {
            text += line(of: reader.row, width: width, reason: RefusedText.reasonColumn)
        }
        var isRow = reader.header.count > 0
        while isRow {
            if let row = wanted[reader.row.line] {
                text += line(of: reader.row, width: width, reason: refusals.reason(for: row))
            }
            isRow = try reader.next()
        }
        return text
    }

    private func line(of row: CSVRow, width: Int, reason: String) -> String {
        var cells = (0..<row.count).map { guarded(row.text($0)) }
        while cells.count < width { cells.append("") }
        let delimiter = String(Character(Unicode.Scalar(row.delimiter)))
        return (cells + [reason]).map { CSVText.cell($0, delimiter: row.delimiter) }
            .joined(separator: delimiter) + "\r\n"
    }

    /// A number may begin with a minus.
    private func guarded(_ text: String) -> String {
        guard let first = text.utf8.first, [0x3D, 0x2B, 0x40, 0x09, 0x0D, 0x2D].contains(first)
        else { return text }
        let isNumber = text.utf8.allSatisfy { (0x2B...0x3A).contains($0) || $0 == 0x20 }
        return isNumber && first != 0x3D ? text : "'" + text
    }
}
