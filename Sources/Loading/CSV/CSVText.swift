/// Writes cells so that the reader gives them back as they were.
package enum CSVText {
    /// With one of these a spreadsheet takes a text for a formula: `=`, `+`, `-`, `@`, tab, CR.
    static let formulaBytes: Set<UInt8> = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]

    /// The same, and their likes in East Asian width, which some take for them.
    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
    ]

    /// Behind any number of apostrophes, so that what is guarded is told from what came with one.
    private static func isDangerous(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != "'" }.map(formulaSigns.contains) ?? false
    }

    /// A text with an apostrophe before it where a spreadsheet could take it for a formula. By
    /// scalars: a sign with an accent behind it is another character, and still a formula.
    package static func guarded(_ text: String) -> String {
        isDangerous(text) ? "'" + text : text
    }

    /// The text that was guarded.
    package static func unguarded(_ text: String) -> String {
        guard text.utf8.first == 0x27, isDangerous(text) else { return text }
        return String(text.unicodeScalars.dropFirst())
    }

    /// A cell for a spreadsheet: guarded, and quoted also where a semicolon could end it.
    package static func guardedCell(_ text: String) -> String {
        guard isDangerous(text) || text.utf8.contains(0x3B) else { return cell(text) }
        return quoted(guarded(text))
    }

    package static func cell(_ text: String, delimiter: UInt8 = CSVByte.comma) -> String {
        let needsQuotes = text.utf8.contains {
            $0 == CSVByte.quote || $0 == delimiter || $0 == CSVByte.lineFeed
                || $0 == CSVByte.carriageReturn
        }
        return needsQuotes || text.trimmed != text ? quoted(text) : text
    }

    /// Between quotation marks, those within written twice. By bytes: a mark with an accent behind
    /// it is another character.
    package static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [CSVByte.quote]
        bytes.reserveCapacity(text.utf8.count + 2)
        for byte in text.utf8 {
            if byte == CSVByte.quote { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(CSVByte.quote)
        return String(decoding: bytes, as: UTF8.self)
    }

    package static func line(_ cells: [String]) -> String {
        cells.map { cell($0) }.joined(separator: ",") + "\n"
    }
}
