import Billing
import Pipeline
import TestSupport
import Testing

/// Each series counts for itself and has no gaps.
@Suite struct NumberSeriesRunTests {
    @Test func eachYearAndOfficeHasNumbersOfItsOwn() throws {
        let firm = try SmallFirm(
            [
                "firm.yaml": """
                name: Roe
                office: NY
                invoices: {series: [year, office], prefix: "{year}-{office}-", width: 3, first: 1}
                proformas: {series: client, prefix: "P{client}-", width: 2}
                """,
                "clients.csv": "id,name,statements,office\nC1,Acme,,\nC2,Beta,consolidated,LA\n",
                "matters.csv": """
                id,client,name,arrangement,office
                M1,C1,Lease,hourly,
                M2,C1,Merger,hourly,Paris
                M3,C2,Audit,hourly,NY
                M4,C2,Appeal,hourly,
                """,
            ],
            inbox: ["M1", "M2", "M3", "M4"].map { "time,\($0),2026-10-05,\($0),JRO,1.0,Call,," })
        try firm.load()
        #expect(try firm.run(.proforma).proformas.map(\.number) == ["PC1-01", "PC1-02", "PC2-01"])
        // M3 and M4 are of two offices and on one invoice: their client's.
        let made = try firm.run(.invoice).invoices
        #expect(made.map(\.number) == ["2026-NY-001", "2026-Paris-001", "2026-LA-001"])

        try firm.export(["time,X,2026-12-05,M1,JRO,1.0,Call,,"], as: "b.csv")
        try firm.load()
        let december = try firm.run(.invoice, Selection(date: day("2026-12-31"))).invoices
        #expect(december.map(\.number) == ["2026-NY-002"])
        try firm.export(["time,Y,2026-12-06,M1,JRO,1.0,Call,,"], as: "c.csv")
        try firm.load()
        let january = try firm.run(.invoice, Selection(date: day("2027-01-05"))).invoices
        #expect(january.map(\.number) == ["2027-NY-001"])
    }

    /// In the middle of a year the firm begins to count by years, with the prefix that it had; and
    /// gives that up again.
    @Test func aNumberIsNotGivenTwiceWhenTheSettingChanges() throws {
        func yaml(_ series: String) -> String {
            "name: Roe\ninvoices: {series: \(series), prefix: \"{year}-\", width: 3, first: 5}\n"
        }
        let firm = try SmallFirm(["firm.yaml": yaml("firm")])
        var numbers: [String] = []
        for (index, series) in ["firm", "firm", "year", "year", "firm"].enumerated() {
            try firm.folder.write(yaml(series), to: "firm.yaml")
            try firm.export(
                ["time,T\(index),2026-10-0\(index + 1),M1,JRO,1.0,Call,,"], as: "\(index).csv")
            try firm.load()
            numbers += try firm.run(.invoice).invoices.map(\.number)
        }
        #expect(numbers == ["2026-005", "2026-006", "2026-007", "2026-008", "2026-009"])
    }
}
