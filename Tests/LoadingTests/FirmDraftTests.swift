import Billing
import Loading
import Testing

@Suite struct FirmDraftTests {
    private func draft(
        _ exports: [String]
    ) throws -> (files: [String: String], found: [String], exports: TestFolder) {
        let folder = try TestFolder()
        var paths: [String] = []
        for (index, text) in exports.enumerated() {
            try folder.write(Array(text.utf8), to: "\(index).csv")
            paths.append("\(folder.path)/\(index).csv")
        }
        let draft = try FirmDraft.files(from: paths)
        let files = Dictionary(draft.files.map { ($0.path, $0.text) }) { first, _ in first }
        return (files, draft.diagnostics.map(\.code.rawValue), folder)
    }

    private static let harvest = """
        Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,Last Name,Billable Rate,Currency
        2026-03-02,"Acme, Inc.",Lease,LS-1,T,N,1.33,Yes,No,Jane,Roe,375.0,United States Dollar - USD
        2026-03-01,"Acme, Inc.",General,,T,N,0.5,Yes,No,Jane,Roe,375.0,United States Dollar - USD
        2026-03-03,"Acme, Inc.",General,,T,N,2.0,Yes,No,Bob,Smith,200.0,United States Dollar - USD
        2026-03-03,Beta,General,,T,N,2.0,Yes,No,Jane,Roe,400.0,United States Dollar - USD
        2026-03-04,Gamma GmbH,General,,T,N,2.0,Yes,No,Jane,Roe,350.0,Euro - EUR
        2026-03-04,Gamma GmbH,General,,T,N,2.0,No,No,Zoë,Å,0.0,Euro - EUR

        """

    @Test func aDraftOfHarvestLoadsAtOnce() throws {
        let (files, found, folder) = try draft([FirmDraftTests.harvest])
        #expect(found.isEmpty)
        let firm = try TestFolder(files)
        let read = try FirmFolder.read(at: firm.path)
        #expect(Set(read.diagnostics.map(\.code)) == [.leftToFillIn])
        #expect(!read.diagnostics.hasErrors)
        let records = try #require(read.records)
        var rows: [LoadedRow] = []
        let result = try ExportReader(records: records).read(
            folder.path + "/0.csv", shownAs: "0.csv"
        ) { rows += $0 }
        #expect(result.diagnostics.isEmpty)
        #expect(rows.count == 6)
    }

    @Test func registersNameWhatTheExportNames() throws {
        let (files, _, _) = try draft([FirmDraftTests.harvest])
        let clients = files["clients.csv"] ?? ""
        #expect(clients.contains("C0001,\"Acme, Inc.\",FILL IN,"))
        #expect(clients.contains("C0003,Gamma GmbH,FILL IN,,,,,,,EUR,"))
        let matters = files["matters.csv"]?.split(separator: "\n") ?? []
        #expect(matters.count == 5)
        #expect(matters[1].hasPrefix("LS-1,C0001,Lease,JRO,hourly"))
        #expect(matters[2].hasPrefix("C0001-01,C0001,General,BSM,hourly"))
        #expect(matters[3].hasPrefix("C0002-01,C0002,General,JRO,hourly"))
        #expect(files["timekeepers.csv"]?.contains("JRO,Jane Roe,") == true)
        #expect(
            files["rates.csv"]
                == """
                effective,until,client,matter,timekeeper,class,task,activity,rate,currency
                2026-03-01,,,,JRO,,,,375.00,USD
                2026-03-01,,C0002,,JRO,,,,400.00,USD
                2026-03-01,,C0003,,JRO,,,,350.00,EUR
                2026-03-01,,,,BSM,,,,200.00,USD
                2026-03-01,,,,ZAX,,,,FILL IN,USD

                """)
        #expect(files["firm.yaml"]?.contains("increment: exact") == true)
        #expect(files["firm.yaml"]?.contains("currency: USD") == true)
    }

    @Test func clioNumbersBecomeMatterIDs() throws {
        let (files, found, _) = try draft([
            """
            ID,Type,Date,Hours,Description,Matter number,Flat rate,Rate ($),Billable ($),Non-billable ($),User,Bill state
            1,TimeEntry,03/02/2026,0.4,Call,00012-Acme/Sale - (House),false,375.00,150.00,0.00,Jane Roe,Unbilled
            2,TimeEntry,03/04/2026,0.5,Call,00013-Acme/Lease,false,375.00,150.00,0.00,Jan Roe,Unbilled

            """
        ])
        #expect(found == ["date-ambiguous"])
        #expect(files["matters.csv"]?.contains("00012,C0001,00012-Acme/Sale - (House),JRO") == true)
        #expect(files["matters.csv"]?.contains("00013,C0001,00013-Acme/Lease,JRE") == true)
        #expect(files["firm.yaml"]?.contains("\ndate-order: month-first") == true)
        #expect(files["firm.yaml"]?.contains("increment: 6") == true)
        #expect(files["rates.csv"]?.contains("2026-03-02,,,,JRO,,,,375.00,USD") == true)
    }

    @Test func pricesThatVaryWithinAClientHaveRowsByMatter() throws {
        let rows = [
            ("A-1", "100"), ("A-1", "100"), ("A-1", "100"), ("A-2", "120"), ("A-2", "130"),
            ("A-2", "130"),
        ].map { "2026-03-02,Acme,\($0),JR,1.0,x,\($1)\n" }.joined()
        let (files, _, _) = try draft([
            "date,client,matter,timekeeper,hours,narrative,rate\n" + rows
        ])
        #expect(
            files["rates.csv"]?.split(separator: "\n").dropFirst() == [
                "2026-03-02,,,,JRX,,,,100.00,USD", "2026-03-02,,,A-2,JRX,,,,130.00,USD",
            ])
    }

    @Test func nothingIsDraftedFromWhatCannotBeRead() throws {
        let (files, found, _) = try draft(["a,b\n1,2\n"])
        #expect(files.isEmpty)
        #expect(found == ["profile-unknown"])
    }
}
