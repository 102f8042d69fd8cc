import Billing
import Loading
import Testing

/// Files as spreadsheets of other countries and of other times save them.
@Suite struct ExportTextTests {
    private func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
        ("\u{FEFF}" + text).utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return isLittle ? [low, high] : [high, low]
        }
    }

    private func rows(_ bytes: [UInt8], chunkSize: Int = 256 << 10) throws -> [[String]] {
        let folder = try TestFolder()
        try folder.write(bytes, to: "t.csv")
        var reader = try CSVReader(folder.path + "/t.csv", shownAs: "t", chunkSize: chunkSize)
        var rows = [(0..<reader.header.count).map { reader.header.text($0) }]
        while try reader.next() { rows.append((0..<reader.row.count).map { reader.row.text($0) }) }
        return rows
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func theHeaderShowsTheDelimiter(_ sign: String) throws {
        let other = sign == "," ? ";" : ","
        let text = "\u{FEFF}\n\"a\(other)\(other)\"\"\(other)\"\(sign)b\n1\(other)5\(sign)2\n"
        for chunkSize in [4, 5, 256 << 10] {
            #expect(
                try rows(Array(text.utf8), chunkSize: chunkSize) == [
                    ["a\(other)\(other)\"\(other)", "b"], ["1\(other)5", "2"],
                ])
        }
    }

    @Test(arguments: ["sep=;\n", "SEP=;\r\n", "\"sep=;\"\r", "\u{FEFF}sep=;\n"])
    func aSeparatorLineIsObeyedAndCounted(_ line: String) throws {
        let folder = try TestFolder(["t.csv": line + "a,b,c;d\n1;2\n3\n"])
        var reader = try CSVReader(folder.path + "/t.csv", shownAs: "t", chunkSize: 4)
        #expect((0..<reader.header.count).map { reader.header.text($0) } == ["a,b,c", "d"])
        #expect(reader.header.line == 2)
        #expect(try reader.next())
        #expect(reader.row.line == 3)
        #expect(try reader.next())
        let report = reader.row.diagnostic(in: "t")
        #expect(report?.place?.line == 4)
        #expect(report?.remedy?.contains("a semicolon") == true)
    }

    @Test func aColumnCalledSepIsNoSeparatorLine() throws {
        #expect(try rows(Array("sep=x,b\n1,2\n".utf8)) == [["sep=x", "b"], ["1", "2"]])
        #expect(try rows(Array("sep,b\n1,2\n".utf8)) == [["sep", "b"], ["1", "2"]])
    }

    @Test(arguments: [true, false], [4, 5, 256 << 10])
    func utf16IsDecoded(_ isLittle: Bool, _ chunkSize: Int) throws {
        let text = "ä\tb\r\n漢👩‍⚖️\t\"é\r\nx\"\r\n"
        #expect(
            try rows(utf16(text, isLittle: isLittle), chunkSize: chunkSize) == [
                ["ä", "b"], ["漢👩‍⚖️", "é\r\nx"],
            ])
    }

    @Test(
        arguments: [
            // A surrogate without its other half, a cut pair, a zero.
            ([0x3D, 0xD8, 0x62, 0x00], "file-not-utf8 e:2:4"),
            ([0x62], "file-not-utf8 e:2:4"),
            ([0x3D, 0xD8], "file-not-utf8 e:2:4"),
            ([0x00, 0x00], "file-not-utf8 e:2:4"),
        ] as [([UInt8], String)])
    func utf16ThatIsNoTextIsPointedAt(_ end: [UInt8], _ expected: String) throws {
        let folder = try TestFolder()
        try folder.write(utf16("a,b\né,x", isLittle: true) + end, to: "t.csv")
        var reader = try CSVReader(folder.path + "/t.csv", shownAs: "e")
        #expect(try reader.next())
        #expect(summary([reader.row.diagnostic(in: "e")].compactMap { $0 }) == [expected])
    }

    // MARK: Windows-1252

    private static let header = "date;matter;timekeeper;hours;rate;narrative\r\n"
    private static let row = "02.03.2026;C0001-01;JRO;1,5;1.234,50;"

    private func export(_ narrative: [UInt8]) throws -> LoadedExport {
        try LoadedExport(
            bytes: Array((ExportTextTests.header + ExportTextTests.row).utf8) + narrative)
    }

    @Test func windows1252IsAssumedWithAWarning() throws {
        // Prüfung – 5 €, in Windows-1252.
        let export = try export(
            Array("Pr".utf8) + [0xFC] + Array("fung ".utf8) + [0x96, 0x20, 0x80])
        #expect(summary(export.diagnostics) == ["warning encoding-assumed e.csv:2:0"])
        #expect(export.times.map(\.narrative) == ["Prüfung – €"])
        #expect(export.times.map(\.seconds) == [5_400])
        #expect(export.times.map(\.rateMinorUnits) == [123_450])
        #expect(export.times.map(\.date.description) == ["2026-03-02"])
    }

    @Test(
        arguments: [
            // A byte that Windows-1252 does not define, a zero, an escape; damaged UTF-8.
            [0xFC, 0x81], [0xFC, 0x00], [0xFC, 0x1B], [0xC3, 0xA9, 0xC3, 0xA9, 0xC3],
        ] as [[UInt8]])
    func otherBytesAreStillRefused(_ bytes: [UInt8]) throws {
        let export = try export(bytes)
        #expect(export.diagnostics.map(\.code) == [.fileNotUTF8])
        #expect(export.rows.isEmpty)
    }
}
