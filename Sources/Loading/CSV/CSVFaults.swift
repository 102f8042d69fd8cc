import Billing

extension CSVRow {
    /// The fault of this row in words; nil where the row is fit to be read.
    package func diagnostic(in file: String) -> Diagnostic? {
        guard let fault else { return nil }
        switch fault {
        case .ragged(let expected, let found):
            let place =
                found > expected ? place(of: expected, in: file) : Place(file: file, line: line)
            return Diagnostic(
                .error, .rowRagged, at: place,
                "the row has \(found) cells, and the first row has \(expected)",
                remedy:
                    "put quotation marks around a cell that holds \(delimiterInWords), "
                    + "or add what is missing")
        case .notUTF8(let offset):
            return Diagnostic(
                .error, .fileNotUTF8, at: place(atOffset: offset, in: file),
                "the file is not saved as UTF-8 text",
                remedy: "export or save it again as \"CSV UTF-8\"")
        case .nul(let offset):
            return Diagnostic(
                .error, .fileNotUTF8, at: place(atOffset: offset, in: file),
                "the file holds a zero byte, which no text has",
                remedy: "export or save it again as \"CSV UTF-8\"")
        case .quoteUnpaired(let cell):
            return Diagnostic(
                .error, .quoteUnpaired, at: place(of: cell, in: file),
                "a quotation mark opens here and nothing closes it",
                remedy: "close it, and write a quotation mark inside a cell twice: \"\"")
        case .tooLong(let limit):
            return Diagnostic(
                .error, .rowTooLong, at: Place(file: file, line: line),
                "the row that begins here is longer than \(limit >> 20) MB",
                remedy: "look for a quotation mark near its beginning that nothing closes")
        }
    }

    private var delimiterInWords: String {
        switch delimiter {
        case CSVByte.comma: "a comma"
        case 0x3B: "a semicolon"
        case 0x09: "a tab"
        default: "\"\(Character(Unicode.Scalar(delimiter)))\""
        }
    }
}

extension CSVReader {
    /// For a row that repeats the header; it counts as no row.
    var headerRepetition: Diagnostic? {
        guard hasHeader, row.repeats(header) else { return nil }
        return Diagnostic(
            .warning, .headerRepeated, at: Place(file: name, line: row.line),
            "the line of column names stands in the middle of the file once more",
            remedy: "nothing to do if these are two exports; see that no entry is in both")
    }

    /// What is wrong with the first row: nothing there, or not readable.
    package var headerDiagnostic: Diagnostic? {
        if header.count == 0 {
            return Diagnostic(
                .error, .fileEmpty, at: Place(file: name), "the file is empty",
                remedy: "export it again, with the line of column names")
        }
        return header.diagnostic(in: name)
    }
}
