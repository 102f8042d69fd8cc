import Billing

/// The cells of one export row that the profile asks for, as text, before anything is matched.
struct RawEntry {
    let row: CSVRow
    let layout: ExportLayout
    let file: String

    /// The text of a field; nil where the column is missing or the cell blank.
    func text(_ field: ExportProfile.Field) -> String? {
        guard let index = layout.index(field) else { return nil }
        let text = row.trimmed(index)
        return text.isEmpty ? nil : text
    }

    func place(_ field: ExportProfile.Field) -> Place {
        layout.index(field).map { row.place(of: $0, in: file) } ?? place
    }

    /// The row as a whole.
    var place: Place { Place(file: file, line: row.line) }

    /// What each list of columns says that says anything, in their order.
    func texts(_ alternatives: [[Int]]) -> [(text: String, place: Place)] {
        alternatives.compactMap { columns in
            let texts = columns.map { row.trimmed($0) }.filter { !$0.isEmpty }
            guard !texts.isEmpty, let first = columns.first else { return nil }
            return (texts.joined(separator: " "), row.place(of: first, in: file))
        }
    }

    func firstPlace(_ alternatives: [[Int]]) -> Place {
        alternatives.last?.first.map { row.place(of: $0, in: file) } ?? place
    }

    var narrative: String {
        for columns in layout.narrative {
            let texts = columns.map { row.trimmed($0) }.filter { !$0.isEmpty }
            if !texts.isEmpty { return texts.joined(separator: " ") }
        }
        return ""
    }

    /// Whether the export says that the entry is on an invoice of another program.
    var isBilledElsewhere: Bool {
        text(.billed).map { layout.profile.billedWords.contains(folded($0)) } ?? false
    }

    /// Whether the row has one price for the whole entry: a word says so, or the price itself.
    var hasFlatPrice: Bool {
        guard let text = text(.flatRate) else { return false }
        return ["true", "yes"].contains(folded(text)) || text.hasNonzeroDigit
    }

    /// The matter's number where the cell holds a number and a description, like `00012-Acme`.
    func matterNumber(in text: String) -> String? {
        guard let end = layout.profile.matterNumberEnd, let cut = text.firstIndex(of: end) else {
            return nil
        }
        let number = String(text[..<cut]).trimmed
        return number.isEmpty ? nil : number
    }
}

extension String {
    var hasNonzeroDigit: Bool { utf8.contains { (0x31...0x39).contains($0) } }
}
