import Billing
import Loading
import Testing

@Suite struct ExportReaderTests {
    private static let header = "id,date,matter,timekeeper,hours,narrative\n"

    private func load(_ rows: String) throws -> LoadedExport {
        try LoadedExport(ExportReaderTests.header + rows)
    }

    @Test func equalRowsWithoutIDsAreCountedAndReported() throws {
        let row = ",2026-03-02,C0001-01,JRO,1.0,Call\n"
        let export = try load(row + ",2026-03-02,C0001-01,JRO,1.5,Call\n" + row + row)
        #expect(summary(export.diagnostics) == ["warning rows-equal e.csv:4:0"])
        #expect(export.diagnostics.first?.fact == "lines 2, 4, 5 say exactly the same")
        let content = export.rows[0].content
        #expect(
            [0, 2, 3].map { export.rows[$0].identity }
                == (1...3).map { "native:#\(content):\($0)" })
        #expect(export.rows[1].content != content)
        #expect(export.summary.refused == 0)
    }

    @Test func oneIDForTwoEntriesIsAConflict() throws {
        let export = try load(
            """
            7,2026-03-02,C0001-01,JRO,1.0,Call
            7,2026-03-02,C0001-01,JRO,2.0,Call
            8,2026-03-02,C0001-01,JRO,1.0,Call
            8,2026-03-02,C0001-01,JRO,1.0,Call
            """)
        #expect(
            summary(export.diagnostics) == [
                "rows-conflict e.csv:3:1", "warning rows-equal e.csv:5:0",
            ])
        #expect(export.rows.map(\.identity) == ["native:7", "native:8", "native:8"])
        #expect(export.summary.refused == 1)
    }

    @Test func theSameUnknownNameIsReportedOnce() throws {
        let rows = (1...200).map { "\($0),2026-03-02,Leese,JRO,1.0,Call\n" }.joined()
        let export = try load(rows)
        #expect(export.found == ["matter-unknown 2:14"])
        #expect(export.diagnostics.first?.fact == "no matter \"Leese\" (and 199 more rows)")
        #expect(export.diagnostics.first?.remedy == "did you mean Lease (C0001-01)?")
        #expect(export.summary.refused == 200)
    }

    @Test func everyRowOfAMessyFileIsAccountedFor() throws {
        var bytes = Array(ExportReaderTests.header.utf8)
        bytes += Array("1,2026-03-02,C0001-01,JRO,1.0,Good\n\n2,2026-03-02,C0001-01\n".utf8)
        bytes += Array("3,2026-03-02,C0001-01,JRO,1.0,".utf8) + [0x81, 0x0A]
        bytes += Array("4,x,y,z,q,w\n,,,,,\n1,2026-03-02,C0001-01,JRO,1.0,Other\n".utf8)
        bytes += Array("5,2026-03-02,C0001-01,JRO,2:30,\"Good,\r\ntoo\"\r\n".utf8)
        bytes += Array("6,2026-03-02,C0001-01,JRO,1.0,\"open".utf8)
        let export = try LoadedExport(bytes: bytes)
        #expect(export.summary.rows == 7)
        #expect(export.rows.count == 2)
        #expect(export.summary.rows == export.rows.count + export.summary.refused)
        #expect(export.summary.given == export.rows.count)
        #expect(export.summary.seconds == 3_600 + 9_000)
        #expect(
            Set(export.diagnostics.map(\.code)) == [
                .rowRagged, .fileNotUTF8, .dateUnreadable, .matterUnknown, .timekeeperUnknown,
                .durationUnreadable, .rowsConflict, .quoteUnpaired,
            ])
    }

    @Test func theSameFileGivesTheSameRows() throws {
        let text = ",2026-03-02,C0001-01,JRO,1.0,Call\n,2026-03-02,C0001-02,JRO,1.0,Call\n"
        let first = try load(text)
        let second = try load(text)
        #expect(first.rows == second.rows)
        #expect(first.summary == second.summary)
        #expect(first.summary.sha256.count == 64)
    }

    @Test func diagnosticsNeverQuoteNarratives() throws {
        let export = try load("1,x,y,z,q,PRIVILEGED\n2,2026-03-02\n")
        #expect(!"\(export.diagnostics)".contains("PRIVILEGED"))
    }

    @Test func whatTheSinkThrowsGoesThrough() throws {
        struct Full: Error {}
        let folder = try TestFolder(smallFirm)
        let text = ExportReaderTests.header + "1,2026-03-02,C0001-01,JRO,1.0,Call\n"
        try folder.write(Array(text.utf8), to: "e.csv")
        let records = try #require(try FirmFolder.read(at: folder.path).records)
        #expect(throws: Full.self) {
            _ = try ExportReader(records: records).read(
                folder.path + "/e.csv", shownAs: "e.csv"
            ) { _ in throw Full() }
        }
    }
}
