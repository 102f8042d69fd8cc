import Billing

/// Tells the entries of one file from its sums and from the headings over groups of entries, and
/// remembers the heading that stands.
struct RowSorter {
    private let layout: ExportLayout
    private let file: String
    /// What the last heading says; nil before the first.
    private(set) var heading: RawEntry.Heading?
    private var sums: [Diagnostic] = []
    private var headingLines: [Int] = []

    init(_ layout: ExportLayout, file: String) {
        self.layout = layout
        self.file = file
    }

    /// False for a row that is no entry, which is then taken note of.
    mutating func isEntry(_ row: CSVRow) -> Bool {
        guard hasNoDate(row) else { return true }
        guard !row.isUnreadable else { return true }
        let filled = (0..<row.count).filter { !row.isBlank($0) }
        if let cell = sum(in: row, filled: filled) {
            let shown = row.trimmed(cell)
            // "Total for Jane Roe": what follows is no more hers.
            if let ended = heading, folded(shown).contains(folded(ended.text)) { heading = nil }
            sums.append(
                Diagnostic(
                    .warning, .rowSubtotal, at: row.place(of: cell, in: file),
                    "\"\(shown)\" is a sum and no entry; it was not loaded",
                    remedy: "nothing to do if it is one; an entry needs its date"))
            return false
        }
        guard layout.profile.carried != nil, filled.count == 1 else { return true }
        let place = row.place(of: filled[0], in: file)
        heading = RawEntry.Heading(text: row.trimmed(filled[0]), place: place)
        headingLines.append(row.line)
        return false
    }

    /// A date begins with a digit in every spelling that is read.
    private func hasNoDate(_ row: CSVRow) -> Bool {
        guard let index = layout.index(.date) else { return false }
        guard index < row.count else { return true }
        return row.withTrimmed(index) { $0.first.map { !(0x30...0x39).contains($0) } ?? true }
    }

    /// The cell by which a row is known as a sum.
    private func sum(in row: CSVRow, filled: [Int]) -> Int? {
        let rule = layout.profile.subtotals
        if rule.column != nil {
            if let index = layout.subtotalColumn, index < row.count,
                begins(row.trimmed(index), with: rule.words)
            {
                return index
            }
        } else if let first = filled.first, begins(row.trimmed(first), with: rule.words),
            filled.dropFirst().allSatisfy({ isNumber(row.trimmed($0)) })
        {
            return first
        }
        guard rule.areNumbersOnly, filled.allSatisfy({ isNumber(row.trimmed($0)) }) else {
            return nil
        }
        return filled.first
    }

    private func begins(_ text: String, with words: [String]) -> Bool {
        let text = folded(text)
        return words.contains { word in
            text.hasPrefix(word)
                && !(text.dropFirst(word.count).first.map { $0.isLetter || $0.isNumber } ?? false)
        }
    }

    /// `12.50`, `$1,200.00`, `(35.00)`, `7:30`, `7.5h`.
    private func isNumber(_ text: String) -> Bool {
        var hasDigit = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": hasDigit = true
            case ".", ",", ":", "-", "+", "(", ")", "$", "€", "£", "%", "h", "'", " ", "\u{A0}":
                break
            default: return false
            }
        }
        return hasDigit
    }

    /// One warning a sum; one note for all headings.
    var reports: [Diagnostic] {
        guard let first = headingLines.first, let carried = layout.profile.carried else {
            return sums
        }
        let shown = headingLines.prefix(10).map(String.init).joined(separator: ", ")
        let more = headingLines.count > 10 ? " and \(headingLines.count - 10) more" : ""
        let note = Diagnostic(
            .note, .rowHeading, at: Place(file: file, line: first),
            "rows with one cell name the \(carried.rawValue) of the rows beneath: "
                + "lines \(shown)\(more)",
            remedy: "nothing to do if each is a heading or a remark")
        return sums + [note]
    }
}

extension CSVRow {
    /// Whether the text itself is at fault, rather than the number of cells.
    var isUnreadable: Bool {
        switch fault {
        case nil, .ragged: false
        default: true
        }
    }
}
