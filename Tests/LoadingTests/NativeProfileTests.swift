import Billing
import Loading
import Testing

@Suite struct NativeProfileTests {
    private static let header =
        "type,id,date,client,matter,timekeeper,hours,narrative,task,activity,phase,expense,"
        + "billing,rate,amount,currency,reference\n"

    private func load(_ rows: String) throws -> LoadedExport {
        try LoadedExport(NativeProfileTests.header + rows)
    }

    @Test func everyKindOfRowIsRead() throws {
        let export = try load(
            """
            ,7,2026-03-02,Acme,C0001-01,JRO,0:24," Call  re lease ",L110,A106,P100,,,400.00,,USD,
            time,8,2026-03-03,,lease,jane roe,1.5,Draft,,,,,no-charge,,,,
            cost,9,2026-03-04,,C0001-01,,,Filing fee,,,,E112,,,435.00,,
            cost,10,2026-03-04,,C0001-01,,,Refund,,,,E112,,,-35.00,,
            payment,11,2026-03-05,C0002,General,,,Wire,,,,,,,"1,000.00",EUR,W-1
            balance,12,2026-03-05,,C0001-01,,,Old invoice 88,,,,,,,250,,88
            retainer,13,2026-03-06,,C0001-01,,,Advance,,,,,,,"5,000.00",,W-2
            retainer,14,2026-03-09,,C0001-01,,,Paid back,,,,,,,-20.00,,
            """)
        #expect(export.diagnostics.isEmpty)
        #expect(export.summary.profile == "native")
        #expect(
            export.times.first
                == TimeEntry(
                    key: EntryKey(0), matter: MatterID("C0001-01"),
                    timekeeper: TimekeeperID("JRO"),
                    date: CivilDate(iso: "2026-03-02") ?? CivilDate(dayNumber: 0), seconds: 1_440,
                    narrative: "Call  re lease", task: "L110", activity: "A106", phase: "P100",
                    disposition: .billable, rateMinorUnits: 40_000,
                    place: Place(file: "e.csv", line: 2, column: 29)))
        #expect(export.times.map(\.disposition) == [.billable, .noCharge])
        #expect(export.costs.map(\.minorUnits) == [43_500, -3_500])
        #expect(export.costs.first?.code == "E112")
        #expect(export.receipts.map(\.kind) == [.payment, .balance, .retainer, .retainer])
        #expect(export.receipts.map(\.minorUnits) == [100_000, 25_000, 500_000, -2_000])
        #expect(export.receipts.first?.client == ClientID("C0002"))
        #expect(export.receipts.first?.reference == "W-1")
        #expect(export.rows.map(\.sourceID) == (7...14).map(String.init))
    }

    @Test(
        arguments: [
            ("tme,1,2026-03-02,,C0001-01,JRO,1.0,x,,,,,,,,,", ["word-unknown 2:1"]),
            (",1,,,C0001-01,JRO,1.0,x,,,,,,,,,", ["cell-blank 2:4"]),
            (",1,2026-02-30,,C0001-01,JRO,1.0,x,,,,,,,,,", ["date-unreadable 2:4"]),
            (",1,2026-03-02,Acne,C0001-01,JRO,1.0,x,,,,,,,,,", ["client-unknown 2:15"]),
            (",1,2026-03-02,Beta LLC,C0001-01,JRO,1.0,x,,,,,,,,,", ["matter-of-other-client 2:24"]),
            (",1,2026-03-02,,,JRO,1.0,x,,,,,,,,,", ["cell-blank 2:16"]),
            (",1,2026-03-02,,General,JRO,1.0,x,,,,,,,,,", ["matter-ambiguous 2:16"]),
            (",1,2026-03-02,,C0009,JRO,1.0,x,,,,,,,,,", ["matter-unknown 2:16"]),
            (",1,2026-03-02,,C0001-01,JRX,1.0,x,,,,,,,,,", ["timekeeper-unknown 2:25"]),
            (",1,2026-03-02,,C0001-01,,1.0,x,,,,,,,,,", ["cell-blank 2:25"]),
            (",1,2026-03-02,,C0001-01,JRO,90,x,,,,,,,,,", ["duration-unreadable 2:29"]),
            (",1,2026-03-02,,C0001-01,JRO,-1,x,,,,,,,,,", ["hours-negative 2:29"]),
            (",1,2026-03-02,,C0001-01,JRO,,x,,,,,,,,,", ["cell-blank 2:29"]),
            (",1,2026-03-02,,C0001-01,JRO,1.0,x,,,,,maybe,,,,", ["word-unknown 2:39"]),
            (",1,2026-03-02,,C0001-01,JRO,1.0,x,,,,,,abc,,,", ["amount-unreadable 2:40"]),
            (",1,2026-03-02,,C0001-01,JRO,1.0,x,,,,,,-5,,,", ["amount-negative 2:40"]),
            (",1,2026-03-02,,C0001-01,JRO,1.0,x,,,,,,,,EUR,", ["currency-differs 2:42"]),
            (",1,2026-03-02,,C0001-01,JRO,1.0,x,,,,,,,,Dollars,", ["currency-unknown 2:42"]),
            ("cost,1,2026-03-02,,C0001-01,,,x,,,,,,,,,", ["cell-blank 2:39"]),
            ("payment,1,2026-03-02,,C0001-01,,,x,,,,,,,-5,,", ["amount-negative 2:42"]),
            ("retainer,1,2026-03-02,,C0001-01,,,x,,,,,,,0,,", ["amount-negative 2:43"]),
            (
                ",1,soon,,C0009,JRX,90,x,,,,,,,,,",
                [
                    "matter-unknown 2:10", "date-unreadable 2:4", "timekeeper-unknown 2:16",
                    "duration-unreadable 2:20",
                ]
            ),
        ] as [(String, [String])])
    func everyFaultRefusesTheRow(_ row: String, _ expected: [String]) throws {
        let export = try load(row)
        #expect(export.found == expected)
        #expect(export.summary.rows == 1)
        #expect(export.summary.refused == 1)
        #expect(export.rows.isEmpty)
    }

    @Test func aBlankNarrativeIsAWarning() throws {
        let export = try load(",1,2026-03-02,,C0001-01,JRO,1.0,,,,,,,,,,")
        #expect(summary(export.diagnostics) == ["warning cell-blank e.csv:2:33"])
        #expect(export.times.count == 1)
    }
}
