import Billing
import Foundation
import Settings

/// Whether the cells of a row still say what was shown, whatever a spreadsheet made of their form.
struct ShownCheck {
    /// The file's columns.
    var columns: Set<WorksheetColumn>
    /// Whether letters may have been lost when the file was saved.
    var isLossy: Bool

    /// A row in which all these cells are blank was written by hand, and shows nothing.
    func faults(of row: WorksheetRow, shown: ShownRow) -> [Diagnostic] {
        let columns = WorksheetColumn.shown.filter(columns.contains)
        guard columns.contains(where: { row.text($0) != nil }) else { return [] }
        return columns.filter { !isShown($0, row.text($0) ?? "", shown) }.map {
            fault($0, of: row, shown: shown)
        }
    }

    private func isShown(_ column: WorksheetColumn, _ cell: String, _ shown: ShownRow) -> Bool {
        let text = shown.text(column)
        if text.isEmpty || cell.isEmpty { return text.isEmpty && cell.isEmpty }
        switch column {
        case .date: return CivilDate(iso: text).map { WorksheetDates.mayMean($0, cell) } ?? false
        case .hours: return sameNumber(cell, text)
        case .rate, .amount:
            guard let units = try? AmountText.minorUnits(cell, in: shown.currency) else {
                return sameNumber(cell, text)
            }
            return plainDecimal(units, decimals: shown.currency.decimals) == text
        default: return sameText(cell, text)
        }
    }

    private func sameNumber(_ cell: String, _ text: String) -> Bool {
        let plain = String(cell.map { $0 == "," ? "." : $0 })
        guard let number = exactDecimal(plain, places: 4) else { return false }
        return number == exactDecimal(text, places: 4)
    }

    private func sameText(_ cell: String, _ text: String) -> Bool {
        let (cell, text) = (spaced(cell), spaced(text))
        return cell == text || (isLossy && kept(cell) == kept(text)) || sameNumber(cell, text)
    }

    /// A spreadsheet may change line breaks, and which blanks there are.
    private func spaced(_ text: String) -> String {
        CSVText.unguarded(text.trimmed).unicodeScalars.split { $0.properties.isWhitespace }
            .map { String($0) }.joined(separator: " ").precomposedStringWithCanonicalMapping
    }

    /// What every encoding has of a text. Of the rest it is not known what became: question marks,
    /// or letters that look much the same.
    private func kept(_ text: String) -> [Unicode.Scalar] {
        text.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
            $0.isASCII && $0 != "?" && $0 != "'"
        }
    }

    /// The cell is quoted, but never a narrative, which is privileged.
    private func fault(
        _ column: WorksheetColumn, of row: WorksheetRow, shown: ShownRow
    ) -> Diagnostic {
        let was = shown.text(column)
        let fact =
            switch (column, row.text(column)) {
            case (.narrative, _): "the narrative is not the one that was shown"
            case (_, nil): "what was shown as \(column.title) (\(was)) is gone"
            case (_, let text?) where was.isEmpty:
                "nothing was shown as \(column.title), and here stands \"\(text)\""
            case (_, let text?): "\"\(text)\" is not what was shown as \(column.title) (\(was))"
            }
        let remedy =
            switch column {
            case .hours, .rate, .amount, .narrative:
                "put it back, and write what shall be billed under \"new \(column.title)\""
            case .matter:
                "put it back; to move the line, write transfer under \"action\" and the matter "
                    + "under \"with\""
            default: "put it back; when you sort, sort whole rows"
            }
        return Diagnostic(.shownChanged, at: row.place(of: column), fact, remedy: remedy)
    }

    /// The first of many cells of one column tell enough.
    static func summed(_ faults: [Diagnostic], limit: Int = 20) -> [Diagnostic] {
        let shown = faults.filter { $0.code == .shownChanged }
        guard shown.count > limit * 2, let first = shown.first?.place else { return faults }
        var told = 0
        let kept = faults.filter {
            guard $0.code == .shownChanged else { return true }
            told += 1
            return told <= limit
        }
        return kept + [
            Diagnostic(
                .manyFaults, at: Place(file: first.file),
                "what was shown is changed in \(shown.count - limit) more cells",
                remedy: "was the file read with other letters or decimal signs, or a column sorted "
                    + "by itself? begin with a new worksheet: issue the pro formas again")
        ]
    }
}
