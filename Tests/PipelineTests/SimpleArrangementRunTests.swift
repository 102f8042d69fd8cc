import Pipeline
import TestSupport
import Testing

/// Arrangements that stand in the columns of matters.csv, as they are billed.
@Suite struct SimpleArrangementRunTests {
    private static let header =
        "id,client,name,arrangement,discount,cap,flat_fee,flat_fee_due,blended_rate\n"

    private func firm(_ matter: String, inbox rows: [String]) throws -> SmallFirm {
        try SmallFirm(["matters.csv": Self.header + matter + "\n"], inbox: rows)
    }

    /// 10 hours at 400.00 are 4,000.00, less 10 % 3,600.00, of which 3,000.00 fit under the cap.
    @Test func aDiscountThenACap() throws {
        let firm = try firm(
            "M1,C1,Lease,hourly,10,3000,,,",
            inbox: ["time,T1,2026-10-05,M1,JRO,10.0,Draft lease,,"])
        #expect(try firm.month().invoices.map(\.total) == [3_000_00])
        // The cap is over the matter: an hour of November is written off whole.
        try firm.export(["time,T2,2026-11-05,M1,JRO,1.0,Revise lease,,"], as: "b.csv")
        #expect(try firm.month("2026-11-30").invoices.map(\.total) == [0])
    }

    /// Billed on its day without any entry, and once.
    @Test func aFlatFeeOnItsDay() throws {
        let firm = try firm("M1,C1,Lease,,,,2500,2026-10-31,", inbox: [])
        #expect(try firm.month("2026-10-30").invoices.isEmpty)
        #expect(try firm.month().invoices.map(\.total) == [2_500_00])
        #expect(try firm.month("2026-11-30").invoices.isEmpty)
    }

    /// Jane's hour and Bob's half hour, both at 300.00: 300.00 and 150.00.
    @Test func oneRateForEverybody() throws {
        let firm = try firm(
            "M1,C1,Lease,hourly,,,,,300",
            inbox: [
                "time,T1,2026-10-05,M1,JRO,1.0,Draft lease,,",
                "time,T2,2026-10-05,M1,BSM,0.5,Read lease,,",
            ])
        #expect(try firm.month().invoices.map(\.total) == [450_00])
        // What is unbilled is listed at standard rates whatever was agreed: 2 × 400.00.
        try firm.export(["time,T3,2026-11-05,M1,JRO,2.0,Revise lease,,"], as: "b.csv")
        try firm.load()
        let list = try ListRun(workspace: try firm.workspace())
            .run(Selection(date: day("2026-11-30")))
        #expect(list.lines.map(\.standard) == [800_00])
    }

    /// 40 pages at 0.25 are 10.00; a cost that has no price yet says nothing about the time.
    @Test func costsByTheirRulesInTheList() throws {
        let rules = """
            name: Roe
            currency: USD
            costs:
              - {code: E101, unit-price: 0.25}
            """
        func list(_ code: String) throws -> [ListRun.Line] {
            let firm = try SmallFirm(["firm.yaml": rules])
            try firm.folder.write(
                """
                type,id,date,matter,timekeeper,hours,narrative,expense,quantity
                time,T1,2026-10-05,M1,JRO,2.0,Draft lease,,
                cost,K1,2026-10-05,M1,,,Copies,\(code),40

                """, to: "inbox/a.csv")
            try firm.load()
            return try ListRun(workspace: try firm.workspace())
                .run(Selection(date: day("2026-10-31"))).lines
        }
        #expect(try list("E101").map { [$0.standard, $0.costs] } == [[800_00, 10_00]])
        #expect(try list("E102").map { [$0.standard, $0.costs] } == [[800_00, 0]])
    }
}
