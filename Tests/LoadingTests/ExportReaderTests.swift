import Billing
import Loading
import Testing

@Suite struct ExportReaderTests {
    private static let header = "id,date,matter,timekeeper,hours,narrative\n"

    private func load(_ rows: String) throws -> LoadedExport {
        try LoadedExport(ExportReaderTests.header + rows)
    }

    /// Which rows are one entry is for the ledger to say; it needs fingerprints that tell.
    @Test func rowsThatSayTheSameHaveOneIdentityAndOthersTheirOwn() throws {
        let rows = [
            ",2026-03-02,C0001-01,JRO,1.0,Call", ",2026-03-02,c0001-01,jane roe,1:00,Call",
            ",2026-03-02,C0001-01,JRO,1.5,Call", ",2026-03-02,C0001-01,JRO,1.0,Cal",
            ",2026-03-03,C0001-01,JRO,1.0,Call", ",2026-03-02,C0001-02,JRO,1.0,Call",
            ",2026-03-02,C0001-01,BSM,1.0,Call",
        ]
        let export = try load(rows.joined(separator: "\n"))
        #expect(export.diagnostics.isEmpty)
        let identities = export.rows.map(\.identity)
        #expect(identities[0] == identities[1])
        #expect(Set(identities).count == 6)
        #expect(export.rows.map(\.line) == [2, 3, 4, 5, 6, 7, 8])
    }

    @Test func anIDIsTheIdentityWhateverTheRowSays() throws {
        let export = try load(
            """
            7,2026-03-02,C0001-01,JRO,1.0,Call
            7,2026-03-02,C0001-01,JRO,2.0,Call
            8,2026-03-02,C0001-01,JRO,1.0,Call
            """)
        let rows = export.rows
        #expect(rows.map(\.sourceID) == ["7", "7", "8"])
        #expect(rows[0].identity == rows[1].identity && rows[0].identity != rows[2].identity)
        #expect(rows[0].content == rows[2].content && rows[0].content != rows[1].content)
        #expect(export.summary.given == 3 && export.summary.refused == 0)
    }

    @Test func whereTextEndsInAFieldMakesADifference() throws {
        let header = "id,date,matter,timekeeper,hours,task,activity,narrative\n"
        let export = try LoadedExport(
            header + """
                ,2026-03-02,C0001-01,JRO,1.0,L1,20A,Call
                ,2026-03-02,C0001-01,JRO,1.0,L12,0A,Call
                ,2026-03-02,C0001-01,JRO,1.0,L120A,,Call
                ,2026-03-02,C0001-01,JRO,1.0,,L120A,Call
                """)
        #expect(Set(export.rows.map(\.content)).count == 4)
        // An id that reads like another row's content is an id.
        let content = export.rows[0].content
        let other = try load("\(content.high)\(content.low),2026-03-02,C0001-01,JRO,1.0,Call")
        #expect(other.rows[0].identity != content)
    }

    @Test func startAndEndTellEntriesWithoutAnIDApart() throws {
        let header = "User,Project,Client,Description,Start date,Start time,End time,Duration\n"
        let row = "jroe,Lease,Acme Holdings,Call,2026-03-02,"
        let export = try LoadedExport(
            header + row + "09:00:00,09:30:00,00:30:00\n" + row + "15:00:00,15:30:00,00:30:00\n"
                + row + "3:00 PM,3:30 PM,0:30\n")
        #expect(!export.diagnostics.hasErrors)
        let identities = export.rows.map(\.identity)
        #expect(identities[0] != identities[1] && identities[1] == identities[2])
        // What they say is the same: of two with one id none is a conflict.
        #expect(Set(export.rows.map(\.content)).count == 1)
    }

    @Test func rowsBelowAHeaderThatNobodyCanReadAreRefused() throws {
        let header = Array("id,date,matter,timekeeper,ho\0urs\n".utf8)
        let export = try LoadedExport(
            bytes: header + Array("1,2026-03-02,C0001-01,JRO,1.0\n2,x,y,z,q\n".utf8))
        #expect(export.found == ["file-not-utf8 1:29"])
        #expect(export.summary.rows == 2 && export.summary.refused == 2)
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
        // Two good ones, and one more that has the id of the first: a conflict for the ledger.
        #expect(export.rows.map(\.sourceID) == ["1", "1", "5"])
        #expect(export.refusals.rows.map(\.line) == [4, 5, 6, 11])
        #expect(export.summary.rows == export.rows.count + export.summary.refused)
        #expect(export.summary.given == export.rows.count)
        #expect(export.times.reduce(0) { $0 + $1.seconds } == 3_600 + 3_600 + 9_000)
        #expect(
            Set(export.diagnostics.map(\.code)) == [
                .rowRagged, .fileNotUTF8, .dateUnreadable, .matterUnknown, .timekeeperUnknown,
                .durationUnreadable, .quoteUnpaired,
            ])
    }

    /// Three batches of dates that need no order, and then three that do.
    @Test(arguments: [
        ("10/31/2026", "2026-04-05", [String]()), ("31/10/2026", "2026-05-04", []),
        ("06/07/2026", nil, ["date-ambiguous"]),
    ]) func theOrderOfDatesIsThatOfTheWholeColumn(
        _ last: String, _ expected: String?, _ codes: [String]
    ) throws {
        let count = 3 * ExportReader.batchSize + 7
        func row(_ id: Int, _ date: String) -> String {
            "\(id),\(date),C0001-01,JRO,1.0,Call\n"
        }
        let export = try load(
            (1...count).map { row($0, "2026-03-02") }.joined() + row(count + 1, "04/05/2026")
                + row(count + 2, "2026-03-03") + row(count + 3, last))
        #expect(export.diagnostics.map(\.code.rawValue) == codes)
        let tail = export.times.dropFirst(count).map(\.date.description)
        #expect(export.times.prefix(count).allSatisfy { $0.date.description == "2026-03-02" })
        guard let expected else {
            #expect(tail == ["2026-03-03"] && export.summary.refused == 2)
            return
        }
        #expect(tail == [expected, "2026-03-03", "2026-10-31"])
        #expect(export.summary.refused == 0)
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
