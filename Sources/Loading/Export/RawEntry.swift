import Billing

/// The cells of one export row that the profile asks for, as text, before anything is matched.
struct RawEntry {
    /// What stands alone in a row and is meant for the rows beneath.
    struct Heading: Sendable {
        var text: String
        var place: Place
    }

    let row: CSVRow
    let layout: ExportLayout
    let file: String
    var heading: Heading?

    /// The text of a field; nil where the cell is blank, or the column missing and nothing stated.
    func text(_ field: ExportProfile.Field) -> String? {
        guard let index = layout.index(field) else { return layout.constant(field) }
        let text = row.trimmed(index).unguarded
        return text.isEmpty ? nil : text
    }

    /// What `body` makes of the bytes of a field; nil where the cell is blank or not there.
    func reading<Value>(
        _ field: ExportProfile.Field, _ body: (UnsafeBufferPointer<UInt8>) -> Value?
    ) -> Value? {
        guard let index = layout.index(field) else { return nil }
        return row.withTrimmed(index) { $0.isEmpty ? nil : body($0) }
    }

    /// A time of day, in seconds since midnight; nil where the cell has none.
    func time(_ field: ExportProfile.Field) -> Int? {
        reading(field, ClockTime.plainSeconds) ?? text(field).flatMap(ClockTime.seconds)
    }

    func isBlank(_ field: ExportProfile.Field) -> Bool {
        guard let index = layout.index(field) else { return layout.constant(field) == nil }
        return row.isBlank(index)
    }

    func place(_ field: ExportProfile.Field) -> Place {
        layout.index(field).map { row.place(of: $0, in: file) } ?? place
    }

    /// The row as a whole.
    var place: Place { Place(file: file, line: row.line) }

    /// What each list of columns says that says anything, in their order.
    func texts(
        _ alternatives: [[Int]], joint: String = " "
    ) -> [(text: String, place: Place)] {
        alternatives.compactMap { columns in
            let texts = columns.map { row.trimmed($0).unguarded }.filter { !$0.isEmpty }
            guard !texts.isEmpty, let first = columns.first else { return nil }
            return (texts.joined(separator: joint), row.place(of: first, in: file))
        }
    }

    /// What may name the matter, the most telling first.
    var matterTexts: [(text: String, place: Place)] {
        let texts = texts(layout.matter, joint: layout.profile.matterJoint)
        guard !texts.isEmpty else {
            return stated(
                .matter, layout.profile.constantMatter, isColumnMissing: layout.matter.isEmpty)
        }
        guard let end = layout.profile.clientEnd else { return texts }
        return texts.map { text, place in
            guard let cut = text.firstIndex(of: end) else { return (text, place) }
            return (String(text[text.index(after: cut)...]).trimmed, place)
        }.filter { !$0.text.isEmpty }
    }

    var timekeeperTexts: [(text: String, place: Place)] {
        let texts = texts(layout.timekeeper)
        guard texts.isEmpty else { return texts }
        return stated(
            .timekeeper, layout.profile.constantTimekeeper,
            isColumnMissing: layout.timekeeper.isEmpty)
    }

    /// What names the client, where anything does.
    var clientText: (text: String, place: Place)? {
        if let text = text(.client) { return (text, place(.client)) }
        if let end = layout.profile.clientEnd,
            let (text, place) = texts(layout.matter, joint: layout.profile.matterJoint).first,
            let cut = text.firstIndex(of: end)
        {
            let client = String(text[..<cut]).trimmed
            if !client.isEmpty { return (client, place) }
        }
        return stated(.client, nil, isColumnMissing: false).first
    }

    /// What the heading above says, else what the profile says for the whole file.
    private func stated(
        _ carried: ExportProfile.Carried, _ constant: String?, isColumnMissing: Bool
    ) -> [(text: String, place: Place)] {
        if layout.profile.carried == carried, let heading { return [(heading.text, heading.place)] }
        guard isColumnMissing, let constant else { return [] }
        return [(constant, place)]
    }

    /// The cell that names the timekeeper, or the row.
    var timekeeperPlace: Place {
        layout.timekeeperPlaceColumn.map { row.place(of: $0, in: file) } ?? place
    }

    func firstPlace(_ alternatives: [[Int]]) -> Place {
        alternatives.last?.first.map { row.place(of: $0, in: file) } ?? place
    }

    var narrative: String {
        for columns in layout.narrative {
            if columns.count == 1 {
                let text = row.trimmed(columns[0])
                if text.isEmpty { continue }
                return text
            }
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
    /// Without the apostrophe that keeps a spreadsheet from taking a text for a formula.
    fileprivate var unguarded: String {
        guard utf8.first == 0x27, let second = utf8.dropFirst().first,
            CSVText.formulaBytes.contains(second)
        else { return self }
        return String(dropFirst())
    }

    var hasNonzeroDigit: Bool { utf8.contains { (0x31...0x39).contains($0) } }
}
