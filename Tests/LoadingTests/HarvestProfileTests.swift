import Billing
import Loading
import Testing

@Suite struct HarvestProfileTests {
    private static let header =
        "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,First Name,"
        + "Last Name,Employee Id,Billable Rate,Billable Amount,Currency\n"
    private static let dollars = "United States Dollar - USD"

    private func load(_ rows: String) throws -> LoadedExport {
        try LoadedExport(HarvestProfileTests.header + rows)
    }

    @Test func entriesAreMatchedByName() throws {
        let export = try load(
            """
            2026-03-02,ACME Inc.,general,,Legal work,"Review  of
            exhibit A",1.33,Yes,No,Jane,Roe,,375.0,498.75,\(HarvestProfileTests.dollars)
            2026-03-03,Acme,Some name,C0001-01,Research,"",0.5,No,No,Nobody,Known,jroe,0.0,0.0,
            2026-03-03,Beta LLC,General,,Research,"",0.5,Yes,No,Bob,Smith,,,,Euro - EUR
            """)
        #expect(export.diagnostics.isEmpty)
        #expect(export.summary.profile == "harvest")
        #expect(export.times.map(\.matter.text) == ["C0001-02", "C0001-01", "C0002-01"])
        #expect(export.times.map(\.timekeeper.text) == ["JRO", "JRO", "BSM"])
        #expect(
            export.times.map(\.narrative) == ["Review  of\nexhibit A", "Research", "Research"])
        #expect(export.times.map(\.disposition) == [.billable, .nonBillable, .billable])
        #expect(export.times.map(\.rateMinorUnits) == [37_500, nil, nil])
        #expect(export.times.map(\.seconds) == [4_788, 1_800, 1_800])
        #expect(export.rows.map(\.sourceID) == [nil, nil, nil])
        #expect(export.rows.map(\.identity) == export.rows.map(\.content))
    }

    @Test func invoicedEntriesAreRefusedWithAWarning() throws {
        let row = "2026-03-02,Acme,Lease,,T,N,1.0,Yes,Yes,Jane,Roe,,375.0,375.0,\n"
        let export = try load(row + row)
        #expect(summary(export.diagnostics) == ["warning already-billed e.csv:2:36"])
        #expect(export.diagnostics.first?.fact.hasSuffix("(and 1 more row)") == true)
        #expect(export.summary.refused == 2)
        #expect(export.summary.billedElsewhere == 2)
    }

    @Test(
        arguments: [
            (
                "2026-03-02,Acme,Lease,,T,N,1.0,Yes,No,Jane,Roe,,375.0,375.0,Euro - EUR",
                ["currency-differs 2:61"]
            ),
            (
                "2026-03-02,Acme,Leese,,T,N,1.0,Yes,No,Jane,Roe,,375.0,375.0,",
                ["matter-unknown 2:17"]
            ),
            (
                "2026-03-02,Beta LLC,Lease,,T,N,1.0,Yes,No,Jane,Roe,,375.0,375.0,",
                ["matter-of-other-client 2:21"]
            ),
            (
                "2026-03-02,Acme,Lease,,T,N,1.0,Yes,No,Jan,Ro,,375.0,375.0,",
                ["timekeeper-unknown 2:39"]
            ),
            (
                "2026-03-02,Acme,Lease,,T,N,1.0,Perhaps,No,Jane,Roe,,375.0,375.0,",
                ["word-unknown 2:32"]
            ),
        ] as [(String, [String])])
    func faults(_ row: String, _ expected: [String]) throws {
        #expect(try load(row).found == expected)
    }
}
