/// A CSV text split into rows by the plainest possible means, to hold against what the program made
/// of it. Cells are found by the name of their column.
package struct CSVTable {
    package struct Row {
        private let cells: [String: String]

        fileprivate init(_ cells: [String: String]) {
            self.cells = cells
        }

        /// Blank where there is no such column.
        package subscript(column: String) -> String { cells[column] ?? "" }
    }

    package private(set) var rows: [Row] = []

    package init(_ text: String) {
        var lines = CSVTable.split(text)
        guard !lines.isEmpty else { return }
        let header = lines.removeFirst()
        rows = lines.map { line in
            Row(Dictionary(zip(header, line)) { first, _ in first })
        }
    }

    /// The cells of each row, without blank rows.
    package static func split(_ text: String) -> [[String]] {
        var lines: [[String]] = []
        var line: [String] = []
        var cell = ""
        var isQuoted = false
        var last: Character = "\n"
        for character in text {
            switch character {
            case "\"":
                if !isQuoted, last == "\"" { cell.append("\"") }
                isQuoted.toggle()
            case "," where !isQuoted:
                line.append(cell)
                cell = ""
            case "\n" where !isQuoted, "\r\n" where !isQuoted:
                lines.append(line + [cell])
                line = []
                cell = ""
            default: cell.append(character)
            }
            last = character
        }
        if !line.isEmpty || !cell.isEmpty { lines.append(line + [cell]) }
        return lines.filter { $0 != [""] }
    }
}

/// `1,234.5` as hundredths; nil where it is no decimal of at most two places.
package func hundredths(_ text: String) -> Int? {
    let plain = text.filter { $0 != "," }
    let isNegative = plain.hasPrefix("-")
    let parts = plain.drop { $0 == "-" }.split(
        separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }), parts.count <= 2 else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    guard decimals.count <= 2, let cents = Int((decimals + "00").prefix(2)) else { return nil }
    return (isNegative ? -1 : 1) * (whole * 100 + cents)
}
