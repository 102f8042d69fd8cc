import Billing

/// Writes refused rows as a CSV file: the columns of the export, and the reason behind them.
///
/// UTF-8 with a byte order mark, so that spreadsheets read it; a text that a spreadsheet could take
/// for a formula has an apostrophe before it, which loading takes off again. Dates are written
/// year-month-day where the whole column showed how they are meant: a few rows may not.
package struct RefusedText {
    static let reasonColumn = "reason"

    /// Before the reason of a row that could not be taken apart, and may look whole now, or that
    /// contradicts another: it is refused until somebody takes the mark away.
    static let checkMark = "CHECK"

    private let refusals: Refusals

    package init(_ refusals: Refusals) {
        self.refusals = refusals
    }

    /// Reads the export once more and copies the rows that were refused.
    package func text(
        of path: String, shownAs name: String
    ) throws(EnvironmentError) -> String {
        guard let opening = refusals.opening else { return "" }
        var reader = try opening.open(path, shownAs: name, digests: false)
        let wanted = Dictionary(refusals.rows.map { ($0.line, $0) }) { first, _ in first }
        let profile = opening.layout.profile
        let width = reader.header.count
        var text = "\u{FEFF}"
        if reader.hasHeader {
            // What is said to stand above the column names stands there again, as blank lines.
            text += String(repeating: "\r\n", count: profile.linesToSkip)
            let names = (0..<width).map { guarded(reader.header.text($0)) }
            text += line(names + [RefusedText.reasonColumn], reader.header.delimiter)
        }
        var sorter = RowSorter(opening.layout, file: name)
        // The heading that stands over a row goes with it, and so does the sum that ended one.
        var (turn, isTurnWritten) = (nil as CSVRow?, true)
        while try reader.next() {
            let row = reader.row
            if profile.carried != nil {
                let before = sorter.heading?.place
                if !sorter.isEntry(row), sorter.heading?.place != before {
                    (turn, isTurnWritten) = (row, false)
                }
            }
            guard let refused = wanted[row.line] else { continue }
            if let turn, !isTurnWritten {
                text += line(cells(of: turn, opening.layout, width) + [""], turn.delimiter)
                isTurnWritten = true
            }
            let needsCheck = row.fault != nil || refused.isDoubtful
            let mark = needsCheck ? RefusedText.checkMark + ": " : ""
            let reason = mark + refusals.reason(for: refused)
            text += line(cells(of: row, opening.layout, width) + [reason], row.delimiter)
        }
        return text
    }

    private func cells(of row: CSVRow, _ layout: ExportLayout, _ width: Int) -> [String] {
        var cells = (0..<row.count).map { guarded(row.text($0)) }
        for index in layout.dateColumns where row.fault == nil {
            if case .success(let date)? = refusals.dates?.read(
                row.trimmed(index), at: Place(file: ""))
            {
                cells[index] = date.description
            }
        }
        return cells + Array(repeating: "", count: max(0, width - cells.count))
    }

    private func line(_ cells: [String], _ delimiter: UInt8) -> String {
        cells.map { CSVText.cell($0, delimiter: delimiter) }
            .joined(separator: String(Character(Unicode.Scalar(delimiter)))) + "\r\n"
    }

    /// A number may begin with a minus.
    private func guarded(_ text: String) -> String {
        guard let first = text.utf8.first, CSVText.formulaBytes.contains(first) else { return text }
        let isNumber = text.utf8.allSatisfy { (0x2B...0x3A).contains($0) || $0 == 0x20 }
        return isNumber && first != 0x3D ? text : CSVText.guarded(text)
    }
}

extension ExportLayout {
    /// The report on a row of a file of refused rows that nobody has looked at yet.
    func unchecked(_ row: CSVRow, in file: String) -> Diagnostic? {
        guard let index = reasonColumn, index < row.count,
            row.withTrimmed(index, { $0.starts(with: RefusedText.checkMark.utf8) })
        else { return nil }
        return Diagnostic(
            .error, .leftToFillIn, at: row.place(of: index, in: file),
            "the row is still marked \(RefusedText.checkMark)",
            remedy: "see that each cell of it is right, and then delete the reason")
    }
}
