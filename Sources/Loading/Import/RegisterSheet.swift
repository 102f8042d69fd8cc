import Billing
import Settings

/// A register as a person keeps it: rows are added at its end and cells of a row changed, and
/// everything else stays as it is, to the byte.
struct RegisterSheet<Column: ImportColumn> {
    let table: RegisterTable<Column>
    let name: String
    /// The byte order mark.
    private let mark: [UInt8]
    /// The rest of the file as UTF-8.
    private let text: [UInt8]
    /// Where each line begins in `text`; line 1 is the first.
    private let lineStarts: [Int]

    /// Reads the register `name` at `path`; it is fit to be changed where its table has no errors.
    init(_ name: String, at path: String) throws(EnvironmentError) {
        self.name = name
        table = try RegisterTable(name, at: path, keepingTexts: true)
        var bytes: [UInt8] = []
        if let file = try InputFile.openIfPresent(path, shownAs: name) {
            bytes = try file.readAll()
        }
        let length = bytes.withUnsafeBufferPointer { TextEncoding.marked($0)?.length ?? 0 }
        mark = Array(bytes.prefix(length))
        var decoder = TextDecoder(table.encoding)
        var text: [UInt8] = []
        bytes[length...].withUnsafeBufferPointer { decoder.decode($0, isLast: true, into: &text) }
        self.text = text
        var starts = [0]
        for (index, byte) in text.enumerated() {
            let isPair =
                byte == CSVByte.carriageReturn && index + 1 < text.count
                && text[index + 1] == CSVByte.lineFeed
            if byte == CSVByte.lineFeed || (byte == CSVByte.carriageReturn && !isPair) {
                starts.append(index + 1)
            }
        }
        lineStarts = starts
    }

    /// The line ending that the file has, or would have.
    private var lineEnd: [UInt8] {
        guard lineStarts.count > 1 else { return [CSVByte.lineFeed] }
        return Array(
            text[..<lineStarts[1]].suffix(2).filter {
                $0 == CSVByte.lineFeed || $0 == CSVByte.carriageReturn
            })
    }

    /// What a cell of a row says; blank where the register has no such column.
    func text(_ column: Column, ofRow index: Int) -> String {
        guard let place = table.columns.firstIndex(of: column) else { return "" }
        return table.texts[index][place].trimmed
    }

    func has(_ column: Column) -> Bool { table.columns.contains(column) }

    /// The file's bytes with `changes` made to rows by their index, and `added` at its end. Fails
    /// with the first sign that the file's encoding does not have.
    func bytes(
        changing changes: [Int: [Column: String]], adding added: [[Column: String]]
    ) -> Result<[UInt8], UnencodableSign> {
        var result: [UInt8] = []
        var copied = 0
        for (index, cells) in changes.sorted(by: { $0.key < $1.key }) {
            let (start, end) = range(ofRow: index)
            result += text[copied..<start]
            var texts = table.texts[index]
            for (place, column) in table.columns.enumerated() {
                if let column, let text = cells[column] { texts[place] = text }
            }
            result += line(texts)
            copied = end
        }
        result += text[copied...]
        for cells in added {
            let endsLine = result.last.map {
                $0 == CSVByte.lineFeed || $0 == CSVByte.carriageReturn
            }
            if endsLine == false { result += lineEnd }
            result += line(table.columns.map { column in column.flatMap { cells[$0] } ?? "" })
            result += lineEnd
        }
        return encode(result).map { mark + $0 }
    }

    private func line(_ cells: [String]) -> [UInt8] {
        let sign = String(Unicode.Scalar(table.delimiter))
        let texts = cells.map { CSVText.cell($0, delimiter: table.delimiter) }
        return Array(texts.joined(separator: sign).utf8)
    }

    /// The bytes of a row, without the line ending behind it.
    private func range(ofRow index: Int) -> (start: Int, end: Int) {
        let line = table.rows[index].place.line
        let inner = table.texts[index].reduce(0) { $0 + RegisterSheet.lineEnds(in: $1) }
        let start = lineStarts[line - 1]
        var end = line + inner < lineStarts.count ? lineStarts[line + inner] : text.count
        while end > start,
            text[end - 1] == CSVByte.lineFeed || text[end - 1] == CSVByte.carriageReturn
        {
            end -= 1
        }
        return (start, end)
    }

    private static func lineEnds(in text: String) -> Int {
        var count = 0
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte == CSVByte.carriageReturn { count += 1 }
            if byte == CSVByte.lineFeed, last != CSVByte.carriageReturn { count += 1 }
            last = byte
        }
        return count
    }

    struct UnencodableSign: Error {
        var sign: Character
    }

    private func encode(_ text: [UInt8]) -> Result<[UInt8], UnencodableSign> {
        switch table.encoding {
        case .utf8: return .success(text)
        case .utf16LittleEndian, .utf16BigEndian:
            let isLittle = table.encoding == .utf16LittleEndian
            return .success(
                String(decoding: text, as: UTF8.self).utf16.flatMap { unit in
                    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
                    return isLittle ? [low, high] : [high, low]
                })
        case .windows1252:
            var bytes: [UInt8] = []
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
                guard let byte = TextDecoder.windows1252Byte(of: scalar) else {
                    return .failure(UnencodableSign(sign: Character(scalar)))
                }
                bytes.append(byte)
            }
            return .success(bytes)
        }
    }
}

extension TextDecoder {
    /// The byte that stands for a sign in Windows-1252; nil where none does.
    static func windows1252Byte(of scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) {
            return UInt8(scalar.value)
        }
        let shifted = beyondLatin1.firstIndex { UInt32($0) == scalar.value }
        return shifted.map { UInt8(0x80 + $0) }
    }
}
