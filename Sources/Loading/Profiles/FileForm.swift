import Billing

/// How the rows of a file are taken apart, and where they begin.
struct FileForm: Sendable {
    var encoding: TextEncoding
    var delimiter: UInt8?
    var headerLine: Int?
    /// Whether other lines stand above the column names.
    var hasPreamble = false

    /// So many rows are looked at.
    static let examinedRows = 2_000

    /// A reader of which `next` steps to the first row below the column names.
    func open(
        _ path: String, shownAs name: String, digests: Bool = false
    ) throws(EnvironmentError) -> CSVReader {
        var reader = try CSVReader(
            path, shownAs: name, encoding: encoding, delimiter: delimiter, digests: digests)
        guard let headerLine else {
            reader.takeFirstRowAsEntry()
            return reader
        }
        while reader.row.line < headerLine, try reader.next() {}
        reader.takeRowAsHeader()
        return reader
    }

    /// What the first rows say of each column, without rows that are no entries.
    func columns(
        of path: String, shownAs name: String
    ) throws(EnvironmentError) -> (facts: [ColumnFacts], hasHeadings: Bool) {
        var reader = try open(path, shownAs: name)
        var columns = (0..<reader.header.count).map { index in
            ColumnFacts(
                position: index + 1, name: headerLine == nil ? "" : reader.header.trimmed(index))
        }
        var hasHeadings = false
        var rows = 0
        while rows < FileForm.examinedRows, try reader.next() {
            rows += 1
            let row = reader.row
            guard !row.isUnreadable, reader.headerRepetition == nil else { continue }
            let texts = (0..<row.count).map { row.trimmed($0) }
            let filled = texts.filter { !$0.isEmpty }
            if filled.count == 1, columns.count > 2 {
                hasHeadings = true
                continue
            }
            if let first = filled.first, folded(first).hasPrefix("total") { continue }
            guard row.fault == nil else { continue }
            for (index, text) in texts.enumerated() { columns[index].add(text) }
        }
        return (columns, hasHeadings)
    }
}
