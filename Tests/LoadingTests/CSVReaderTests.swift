import Billing
import Foundation
import Loading
import Testing

@Suite struct CSVReaderTests {
    struct Table: Equatable {
        var rows: [[String]] = []
        var lines: [Int] = []
        var faults: [CSVRow.Fault] = []
        var places: [Diagnostic] = []
    }

    private func read(
        _ bytes: [UInt8], delimiter: UInt8? = nil, chunkSize: Int = 256 << 10,
        longestRow: Int = CSVReader.longestRow
    ) throws -> Table {
        let folder = try TestFolder()
        try folder.write(bytes, to: "t.csv")
        var reader = try CSVReader(
            folder.path + "/t.csv", shownAs: "t.csv", delimiter: delimiter, chunkSize: chunkSize,
            longestRow: longestRow)
        var table = Table()
        func take(_ row: CSVRow) {
            table.lines.append(row.line)
            table.rows.append(row.fault == nil ? (0..<row.count).map { row.text($0) } : [])
            if let fault = row.fault { table.faults.append(fault) }
            if let diagnostic = row.diagnostic(in: "t.csv") { table.places.append(diagnostic) }
        }
        if reader.header.count > 0 { take(reader.header) }
        while try reader.next() { take(reader.row) }
        return table
    }

    private func read(
        _ text: String, delimiter: UInt8? = nil, chunkSize: Int = 256 << 10
    ) throws -> Table {
        try read(Array(text.utf8), delimiter: delimiter, chunkSize: chunkSize)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func everyLineEndingIsTaken(_ end: String) throws {
        let table = try read("a,b\(end)1,\"x\(end)y\"\(end)\(end)3,4")
        #expect(table.rows == [["a", "b"], ["1", "x\(end)y"], ["3", "4"]])
        #expect(table.lines == [1, 2, 5])
    }

    @Test func quotesAndMarks() throws {
        let table = try read("\u{FEFF}\"a\",b\n\"say \"\"no\"\", twice\",5\" pipe\n\"\",\"\"\n,\n")
        #expect(table.rows == [["a", "b"], ["say \"no\", twice", "5\" pipe"]])
        #expect(table.faults.isEmpty)
    }

    @Test func raggedRowsNameWhatTheyHave() throws {
        let table = try read("a,b\n1\n1,2,3\n1,2\n")
        #expect(
            table.faults == [.ragged(expected: 2, found: 1), .ragged(expected: 2, found: 3)])
        #expect(summary(table.places) == ["row-ragged t.csv:2:0", "row-ragged t.csv:3:5"])
    }

    @Test func bytesThatAreNoTextAreRefused() throws {
        let table = try read(
            Array("a,b\né,x".utf8) + [0xE9] + Array("\n1,".utf8) + [0] + Array("\n3,4\n".utf8))
        #expect(summary(table.places) == ["file-not-utf8 t.csv:2:4", "file-not-utf8 t.csv:3:3"])
        #expect(table.rows.last == ["3", "4"])
    }

    @Test func aQuoteThatNothingClosesIsFoundWhereItOpens() throws {
        let table = try read("a,b\n1,2\n3,\"open\n5,6\n")
        #expect(table.faults == [.quoteUnpaired(cell: 1)])
        #expect(summary(table.places) == ["quote-unpaired t.csv:3:3"])
        let stray = try read("a,b\n\"x\"y,2\n5,6\n")
        #expect(summary(stray.places) == ["quote-unpaired t.csv:2:1"])
        #expect(stray.rows.last == ["5", "6"])
    }

    @Test func aFaultAtTheBorderOfAPieceLosesNothingBehindIt() throws {
        // The row with the fault takes bytes 4 to 15.
        for chunkSize in 4...20 {
            let table = try read("a,b\n\"x\"y,12345\n5,6\n7,8\n", chunkSize: chunkSize)
            #expect(table.lines == [1, 2, 3, 4], "in pieces of \(chunkSize)")
            #expect(table.faults == [.quoteUnpaired(cell: 0)])
        }
    }

    /// Twenty bytes are a long row here.
    @Test(
        arguments: [
            // Rows of 20 and of 21 bytes; quoted, with other line ends and marks in it; with a fault.
            ("12345678,12345678901\n", nil), ("12345678,123456789012\n", 0),
            ("12345678,12345678901\r", nil), ("12345678,123456789012\r", 0),
            ("12345678,12345678901\r\n", nil), ("12345678,123456789012\r\n", 0),
            ("1,\"23456\n89\"\"12,\r\n6789\"\r\n", 2), ("1,\"2\r\r\r\n,,,,,,,,,,,,,,,,\"\n", 3),
            ("1,2\"3456789012345678901\n", 0), ("\"1\"2,\"3456789012345678\"\n", 0),
        ] as [(String, Int?)])
    func aRowThatIsTooLongIsRefusedByItself(_ row: String, _ innerLines: Int?) throws {
        for chunkSize in [4, 5, 7, 19, 20, 21, 22, 23, 24, 256] {
            let table = try read(
                Array(("a,b\n" + row + "5,6\n7,8").utf8), chunkSize: chunkSize, longestRow: 20)
            let next = 3 + (innerLines ?? 0)
            #expect(table.lines == [1, 2, next, next + 1], "in pieces of \(chunkSize)")
            #expect(table.faults == (innerLines == nil ? [] : [.tooLong(limit: 20)]))
            #expect(table.rows.suffix(2) == [["5", "6"], ["7", "8"]])
        }
    }

    @Test func aLongRowThatNothingEndsIsRefused() throws {
        for chunkSize in [4, 21, 256] {
            let table = try read(
                Array("a,b\n1,\"open\n5,6\n7,8\n9,10\n11,12\n".utf8), chunkSize: chunkSize,
                longestRow: 20)
            #expect(table.faults == [.tooLong(limit: 20)])
            #expect(summary(table.places) == ["row-too-long t.csv:2:0"])
            let header = try read(
                Array("a,12345678901234567890\n1,2\n".utf8), chunkSize: chunkSize, longestRow: 20)
            #expect(summary(header.places).first == "row-too-long t.csv:1:0")
        }
    }

    @Test func rowsOfBlanksAreNone() throws {
        let table = try read("a,b\n   \n1,2\n\t\n , \n\"\",\" \"\n\u{A0},\n3,4\n\"\"\"\",\n")
        #expect(table.rows == [["a", "b"], ["1", "2"], ["3", "4"], ["\"", ""]])
        #expect(table.lines == [1, 3, 8, 9])
    }

    @Test func aQuotationMarkWithAnAccentIsDoubled() throws {
        let cell = "\"\u{301}, and \"\u{65E}"
        #expect(CSVText.quoted(cell).utf8.count { $0 == 0x22 } == 6)
        let table = try read("a,b\n" + CSVText.line([cell, "\"\u{200D}"]))
        #expect(
            table.rows.last.map { $0.map { Array($0.unicodeScalars) } }
                == [Array(cell.unicodeScalars), ["\"", "\u{200D}"]])
    }

    @Test func aCellBehindALineBreakHasItsOwnLine() throws {
        let folder = try TestFolder(["t.csv": "a,b,c\n\"x\ny\",\"ü\",z\n"])
        var reader = try CSVReader(folder.path + "/t.csv", shownAs: "t.csv")
        #expect(try reader.next())
        #expect(reader.row.place(of: 0, in: "t") == Place(file: "t", line: 2, column: 1))
        #expect(reader.row.place(of: 1, in: "t") == Place(file: "t", line: 3, column: 4))
        #expect(reader.row.place(of: 2, in: "t") == Place(file: "t", line: 3, column: 8))
    }

    @Test func emptyFilesAndOtherDelimiters() throws {
        #expect(try read("") == Table())
        #expect(try read("\u{FEFF}\n\r\n") == Table())
        #expect(try read(Array("a;b\n1,5;2\n".utf8), delimiter: 0x3B).rows.last == ["1,5", "2"])
    }

    @Test func trimmingKeepsWhatIsInside() throws {
        let folder = try TestFolder(["t.csv": "a\n\"\u{A0} x  y \t\"\n"])
        var reader = try CSVReader(folder.path + "/t.csv", shownAs: "t.csv")
        #expect(try reader.next())
        #expect(reader.row.trimmed(0) == "x  y")
        #expect(!reader.row.isBlank(0))
    }

    @Test func theDigestIsOfTheWholeFile() throws {
        let folder = try TestFolder(["t.csv": "a\nb\n"])
        var reader = try CSVReader(folder.path + "/t.csv", shownAs: "t.csv", chunkSize: 4)
        #expect(
            try reader.finishDigest()
                == "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2")
    }

    @Test func missingFilesAreAnEnvironmentError() {
        #expect(throws: EnvironmentError.self) {
            _ = try CSVReader("/nowhere/t.csv", shownAs: "t.csv").name
        }
    }

    /// Random tables, written by a tiny writer, are read back equal whatever the chunk size.
    @Test func whatIsWrittenIsReadBack() throws {
        let seed = UInt64.random(in: 1...UInt64.max)
        print("CSVReaderTests seed: \(seed)")
        var generator = SeededGenerator(state: seed)
        for _ in 0..<150 {
            let width = Int.random(in: 1...6, using: &generator)
            let end = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
            var rows = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                (0..<width).map { _ in randomCell(using: &generator) }
            }
            rows[0][0] = "header"
            rows.removeAll { row in row.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
            let text = rows.map { row in
                row.map { written($0, using: &generator) }.joined(separator: ",") + end
            }.joined()
            let chunkSize = Int.random(in: 4...40, using: &generator)
            let table = try read(text, delimiter: 0x2C, chunkSize: chunkSize)
            #expect(table.rows == rows, "seed \(seed), chunks of \(chunkSize)")
            #expect(table.faults.isEmpty, "seed \(seed)")
        }
    }

    private func randomCell(using generator: inout SeededGenerator) -> String {
        let pieces = ["a", "\"", ",", "\n", "\r\n", "\r", "é", "漢", "👩‍⚖️", " ", "x", "1.5", ";", "'"]
        return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }.joined()
    }

    private func written(_ cell: String, using generator: inout SeededGenerator) -> String {
        let mustQuote = cell.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
        guard mustQuote || Bool.random(using: &generator) else { return cell }
        return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
