import Billing
import Loading

private let file = ScratchFile()

/// A row of a CSV file with all that can be asked of it.
private struct Row: Equatable {
    var line: Int
    var texts: [String]
    var report: Diagnostic?
}

/// The same bytes give the same rows, however they come in; sound rows written are read back.
func fuzzReader(_ bytes: [UInt8]) {
    file.write(bytes)
    let whole = read(chunkSize: 256 << 10)
    // Also where most rows are too long.
    for longestRow in [CSVReader.longestRow, 24] {
        let whole = read(chunkSize: 256 << 10, longestRow: longestRow)
        for chunkSize in [4, 1 + bytes.count % 64] {
            let pieces = read(chunkSize: chunkSize, longestRow: longestRow)
            promise(
                pieces == whole, "\(chunkSize) bytes at a time give \(pieces), and not \(whole)")
        }
        promise(zip(whole, whole.dropFirst()).allSatisfy { $0.line < $1.line }, "lines go back")
    }

    guard let header = whole.first, header.report == nil, header.texts.count > 1 else { return }
    let sound = whole.filter { $0.report == nil }.map(\.texts)
    // A file that begins so has its beginning taken off.
    guard header.texts[0].unicodeScalars.first != "\u{FEFF}",
        !header.texts[0].lowercased().hasPrefix("sep=")
    else { return }
    file.write(Array(sound.map(CSVText.line).joined().utf8))
    let again = read(chunkSize: 256 << 10, delimiter: 0x2C).map(\.texts)
    promise(again == sound, "what was written as \(sound) is read as \(again)")
}

private func read(
    chunkSize: Int, delimiter: UInt8? = nil, longestRow: Int = CSVReader.longestRow
) -> [Row] {
    do {
        var reader = try CSVReader(
            file.path, shownAs: "f", delimiter: delimiter, chunkSize: chunkSize,
            longestRow: longestRow)
        var rows: [Row] = []
        if reader.header.count > 0 { rows.append(row(reader.header)) }
        while try reader.next() { rows.append(row(reader.row)) }
        _ = try reader.finishDigest()
        return rows
    } catch {
        fatalError("\(error)")
    }
}

private func row(_ row: CSVRow) -> Row {
    for index in 0..<row.count {
        let trimmed = row.trimmed(index)
        promise(trimmed.isEmpty == row.isBlank(index), "\"\(trimmed)\" is blank, or is not")
        _ = row.place(of: index, in: "f")
    }
    return Row(
        line: row.line, texts: (0..<row.count).map(row.text), report: row.diagnostic(in: "f"))
}
