internal import Paper
internal import Settings

extension SettingsReader {
    /// What a file says under `entries`, over what the files before it said.
    mutating func readEntries(into entries: inout EntryColumns) {
        mapping("entries") { reader in
            if let columns = reader.words("columns", EntryColumn.self) {
                entries.order = columns
                reader.refuseIfMissing(EntryColumns.needed, in: columns, of: "columns")
            }
            if let dropped = reader.words("drop-when-narrow", EntryColumn.self) {
                entries.droppedWhenNarrow = dropped
                let kept = dropped.filter(EntryColumns.needed.contains).map(\.rawValue)
                if !kept.isEmpty {
                    reader.refuse(
                        "drop-when-narrow",
                        "a table of entries goes out with \(kept.joined(separator: ", "))",
                        remedy: "take it off the list")
                }
            }
            if let width = reader.points(
                "narrative-width", in: EntryColumns.leastNarrative...600)
            {
                entries.narrativeWidth = width
            }
            reader.mapping("align") { reader in
                for column in EntryColumn.allCases {
                    if let alignment = reader.alignment(of: column) {
                        entries.alignments[column] = alignment
                    }
                }
            }
        }
    }

    private mutating func refuseIfMissing(
        _ needed: [EntryColumn], in columns: [EntryColumn], of key: String
    ) {
        let missing = needed.filter { !columns.contains($0) }.map(\.rawValue)
        guard !missing.isEmpty else { return }
        refuse(
            key, "a table of entries goes out with \(missing.joined(separator: ", "))",
            remedy: "add it to the list")
    }

    /// Figures stand under one another at their decimal points or at the edge; text as it likes.
    private mutating func alignment(of column: EntryColumn) -> Alignment? {
        column.isFigure
            ? oneOf(column.rawValue, EntryColumns.FigureAlignment.self)
                .flatMap { Alignment(rawValue: $0.rawValue) }
            : oneOf(column.rawValue, EntryColumns.TextAlignment.self)
                .flatMap { Alignment(rawValue: $0.rawValue) }
    }
}
