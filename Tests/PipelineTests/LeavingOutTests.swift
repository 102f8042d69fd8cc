import Billing
import Pipeline
import TestSupport
import Testing

/// A matter with errors is left out with its statement, and the rest goes on.
@Suite struct LeavingOutTests {
    /// Nobody has a rate for CLK.
    private static let timekeepers = "id,name\nJRO,Jane Roe\nBSM,Bob Smith\nCLK,Cy Kent\n"

    private func firm(
        _ changes: [String: String] = [:], _ rows: [String]
    ) throws -> SmallFirm {
        let firm = try SmallFirm(
            changes.merging(["timekeepers.csv": Self.timekeepers], uniquingKeysWith: { $1 }),
            inbox: rows)
        try firm.load()
        return firm
    }

    @Test func theOthersAreBilledAndTheRestLater() throws {
        let firm = try firm(
            [:],
            [
                "time,T1,2026-10-05,M1,CLK,1.5,Copy,,", "cost,K1,2026-10-05,M1,,,Filing fee,,40.00",
                "time,T2,2026-10-06,M2,JRO,0.5,Call,,",
            ])
        let report = try firm.run(.invoice)
        #expect(report.isRefused && !report.isStopped)
        #expect(report.diagnostics.map(\.code) == [.rateMissing])
        #expect(report.invoices.map(\.number) == ["0101"])
        #expect(report.invoices.map(\.total) == [200_00])
        let line = try #require(report.leftOut.first)
        #expect(report.leftOut.count == 1 && line.matter.text == "M1" && line.client?.text == "C1")
        #expect(line.entries == 2 && line.seconds == 5_400 && line.costs.minorUnits == 40_00)
        // 3 unbilled = 1 charged + 2 left out
        let entries = report.entries
        #expect(entries.considered == 3 && entries.charged == 1 && entries.leftOut == 2)

        try firm.folder.write("effective,rate\n2026-01-01,100.00\n", to: "rates.csv")
        // 1.5 hours at 100.00, and the fee
        let next = try firm.run(.invoice)
        #expect(next.invoices.map(\.number) == ["0102"] && next.invoices.map(\.total) == [190_00])
        #expect(!next.isRefused && next.leftOut.isEmpty)
    }

    @Test func proFormasOfTheOthersAreIssued() throws {
        let firm = try firm(
            [:], ["time,T1,2026-10-05,M1,CLK,1.5,Copy,,", "time,T2,2026-10-06,M2,JRO,0.5,Call,,"])
        let report = try firm.month()
        #expect(report.proformas.map(\.total) == [200_00])
        #expect(report.invoices.map(\.total) == [200_00])
        #expect(report.leftOut.map(\.matter.text) == ["M1"])
        #expect(report.isRefused)
    }

    @Test func aConsolidatedStatementStandsAndFallsAsAWhole() throws {
        let firm = try firm(
            [:],
            [
                "time,T1,2026-10-05,M3,BSM,1.0,Audit,,", "time,T2,2026-10-06,M4,CLK,0.5,Copy,,",
                "time,T3,2026-10-06,M1,JRO,0.5,Call,,",
            ])
        let report = try firm.run(.invoice)
        #expect(report.invoices.map(\.total) == [200_00])
        #expect(report.leftOut.map(\.matter.text) == ["M3", "M4"])
        #expect(report.leftOut.map(\.why) == ["with M4", "for the errors told"])
        let told = try #require(report.diagnostics.first { $0.code == .leftOut })
        #expect(told.severity == .warning && told.place?.file == "matters.csv")
        #expect(told.place?.line == 4)
        #expect(told.fact == "matter M3 is left out with M4: they are on one statement")
        #expect(told.remedy?.contains("M4") == true)
    }

    /// What was removed from the register was on the client's statement before.
    @Test func aMatterThatIsNoLongerInTheRegisterTakesItsClientsStatementAlong() throws {
        let firm = try firm(
            [:],
            [
                "time,T1,2026-10-05,M3,BSM,1.0,Audit,,", "time,T2,2026-10-06,M4,BSM,0.5,Appeal,,",
                "time,T3,2026-10-06,M1,JRO,0.5,Call,,",
            ])
        try firm.run(.proforma)
        try firm.folder.write(
            "id,client,name,arrangement\nM1,C1,Lease,hourly\nM3,C2,Audit,hourly\n",
            to: "matters.csv")
        let report = try firm.run(.invoice)
        #expect(report.invoices.map(\.total) == [200_00])
        #expect(report.leftOut.map(\.matter.text) == ["M4", "M3"])
    }

    /// M2 has no rate. M3's discount counts M2's fees, which are rated before it: without them it
    /// would be another. M1 is rated before M2, and M4 has no such discount.
    @Test func aDiscountThatCountsItsFeesIsNotReckonedWithoutThem() throws {
        let firm = try firm(
            [
                "matters.csv": """
                id,client,name,arrangement
                M1,C1,Lease,volume
                M2,C1,Merger,hourly
                M3,C1,Tax,volume
                M4,C1,Audit,hourly
                """,
                "arrangements/volume.yaml": """
                name: Volume
                basis: hourly
                terms:
                  - volume-discount:
                      over: client
                      in: year
                      how: marginal
                      tiers: [{from: 0, percent: 10}, {from: 1000, percent: 20}]
                """,
            ],
            [
                "time,T1,2026-10-05,M1,JRO,1.0,Draft,,", "time,T2,2026-10-05,M2,CLK,1.0,Copy,,",
                "time,T3,2026-10-05,M3,JRO,1.0,Call,,", "time,T4,2026-10-05,M4,JRO,1.0,Call,,",
            ])
        let report = try firm.run(.invoice)
        // 400.00 less 10 %, and 400.00
        #expect(report.invoices.map(\.total) == [360_00, 400_00])
        #expect(report.leftOut.map(\.matter.text) == ["M2", "M3"])
        let told = try #require(report.diagnostics.first { $0.code == .leftOut })
        #expect(told.fact.contains("M3 is left out with M2"))
        #expect(told.fact.contains("volume discount"))
    }

    @Test func aClientsTemplateThatIsNotThereLeavesItsMattersOut() throws {
        let firm = try firm(
            ["clients.csv": "id,name,template\nC1,Acme,fancy\nC2,Beta,\n"],
            ["time,T1,2026-10-05,M1,JRO,1.0,Draft,,", "time,T2,2026-10-05,M3,JRO,1.0,Call,,"])
        let report = try firm.run(.invoice)
        #expect(report.diagnostics.map(\.code) == [.templateUnknown])
        #expect(report.invoices.map(\.total) == [400_00])
        #expect(report.leftOut.map(\.matter.text) == ["M1"])
    }

    /// The firm's own template and the shape of the rate book are everybody's.
    @Test(arguments: [
        (
            "firm.yaml", "name: Roe\ntemplate: fancy\n", Diagnostic.Code.templateUnknown
        ),
        (
            "rates.csv",
            "effective,timekeeper,class,rate\n2026-01-01,JRO,,400.00\n2026-01-01,JRO,,300.00\n",
            Diagnostic.Code.rateRepeated
        ),
    ])
    func whatIsNotOneMattersStopsEverything(
        _ file: String, _ text: String, _ code: Diagnostic.Code
    ) throws {
        let firm = try firm(
            [file: text],
            ["time,T1,2026-10-05,M1,JRO,1.0,Draft,,", "time,T2,2026-10-05,M3,JRO,1.0,Call,,"])
        let report = try firm.run(.invoice)
        #expect(report.diagnostics.map(\.code).contains(code))
        #expect(report.isStopped && report.leftOut.isEmpty && report.invoices.isEmpty)
        #expect(try firm.count("document") == 0)
    }
}
