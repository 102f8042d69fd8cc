import Billing
import Pipeline
import TestSupport
import Testing

/// Advances over whole runs: loaded, applied, shown, asked for.
@Suite struct RetainerTests {
    private static let matters = """
        id,client,name,arrangement
        M1,C1,Lease,evergreen
        M2,C1,Merger,hourly
        M3,C2,Audit,evergreen
        M4,C2,Appeal,evergreen
        """

    private func firm(
        _ inbox: [String], retainer: String = "{minimum: 1000, replenish-to: 1500}"
    ) throws -> SmallFirm {
        try SmallFirm(
            [
                "matters.csv": Self.matters,
                "arrangements/evergreen.yaml":
                    "name: Hourly\nbasis: hourly\nretainer: \(retainer)\n",
            ], inbox: inbox)
    }

    /// Label and figure of each line of the sums and of the retainer.
    private func figures(_ firm: SmallFirm, _ document: RunReport.Made) throws -> [String: [Int]] {
        let lines = try firm.text(document).split(separator: "\n").map(PageLine.init)
        return Dictionary(
            lines.filter { !$0.figures.isEmpty }.map { ($0.fields[0], $0.figures) }
        ) { first, _ in first }
    }

    private func accounts(_ firm: SmallFirm) throws -> [[String]] {
        try firm.rows(
            """
            SELECT account, sum(minor_units) FROM posting GROUP BY account ORDER BY account
            """)
    }

    /// 400.00 an hour. October: 1.5 h = 600.00 of 1,500.00; November: 4 h = 1,600.00 of
    /// 900.00 + 600.00; December: 1 h = 400.00 of nothing.
    @Test func threeMonthsOfAnEvergreenRetainer() throws {
        let firm = try firm([
            "retainer,R1,2026-10-01,M1,,,Wire,,\"1,500.00\"",
            "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
            "retainer,R2,2026-11-05,M1,,,Check 12,,600.00",
            "time,T2,2026-11-06,M1,JRO,4.0,Negotiate lease,,",
            "time,T3,2026-12-07,M1,JRO,1.0,Sign lease,,",
        ])
        let october = try #require(try firm.month("2026-10-31").invoices.first)
        var printed = try figures(firm, october)
        #expect(printed["Total of this invoice"] == [600_00])
        #expect(printed["Applied from retainer"] == [-600_00])
        #expect(printed["Amount due"] == [0])
        #expect(printed["Balance of the retainer before"] == [0])
        #expect(printed["Received 10/01/2026: Wire"] == [1_500_00])
        #expect(printed["Applied to the amount due"] == [-600_00])
        #expect(printed["Balance of the retainer"] == [900_00])
        #expect(
            try firm.text(october)
                .contains("Please replenish the retainer by $600.00 to $1,500.00."))
        #expect(try !firm.text(october).contains("Enclosed:"))
        #expect(PrintedFigures(pages: try firm.text(october)).problems == [])

        let november = try #require(try firm.month("2026-11-30").invoices.first)
        printed = try figures(firm, november)
        #expect(printed["Balance of the retainer before"] == [900_00])
        #expect(printed["Received 11/05/2026: Check 12"] == [600_00])
        #expect(printed["Applied from retainer"] == [-1_500_00])
        #expect(printed["Balance of the retainer"] == [0])
        #expect(printed["Amount due"] == [100_00])
        #expect(
            try firm.text(november)
                .contains("Please replenish the retainer by $1,500.00 to $1,500.00."))
        #expect(PrintedFigures(pages: try firm.text(november)).problems == [])

        let december = try #require(try firm.month("2026-12-31").invoices.first)
        printed = try figures(firm, december)
        #expect(printed["Previous balance"] == [100_00])
        #expect(printed["Applied from retainer"] == nil)
        #expect(printed["Amount due"] == [500_00])
        #expect(PrintedFigures(pages: try firm.text(december)).problems == [])
        let after = [
            ["cash", "210000"], ["fees", "-260000"], ["receivable", "50000"], ["retainer", "0"],
        ]
        #expect(try accounts(firm) == after)

        // Nothing is left to do, however often it is run.
        for date in ["2026-10-31", "2026-11-30", "2026-12-31"] {
            #expect(try firm.month(date).invoices.isEmpty)
        }
        #expect(try accounts(firm) == after)
    }

    /// The pro forma tells what the invoice will say, and takes nothing.
    @Test func theProformaShowsWhatTheInvoiceWillTake() throws {
        let firm = try firm([
            "retainer,R1,2026-10-01,M1,,,Wire,,500.00",
            "balance,B1,2026-09-01,M1,,,Invoice 77,,40.00",
            "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
        ])
        try firm.load()
        let proforma = try #require(try firm.run(.proforma).proformas.first)
        let before = try accounts(firm)
        let shown = try figures(firm, proforma)
        // 40.00 + 600.00 - 500.00
        #expect(shown["Amount due"] == [140_00])
        #expect(shown["Previous balance"] == [40_00])
        #expect(try accounts(firm) == before)
        let invoice = try figures(firm, try #require(try firm.run(.invoice).invoices.first))
        for name in ["Applied from retainer", "Amount due", "Balance of the retainer"] {
            #expect(shown[name] == invoice[name], "\(name)")
        }
    }

    /// A deposit that comes in after the pro forma makes another version of it.
    @Test func anAdvanceMakesANewVersionOfTheProforma() throws {
        let firm = try firm(["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,"])
        try firm.load()
        #expect(try firm.run(.proforma).proformas.map(\.version) == [1])
        try firm.export(["retainer,R1,2026-10-20,M1,,,Wire,,500.00"], as: "b.csv")
        try firm.load()
        #expect(try firm.run(.proforma).proformas.map(\.version) == [2])
    }

    /// 400.00 of M3 from 100.00, 800.00 of M4 from 1,000.00.
    @Test func aConsolidatedInvoiceTakesOfEachMatterItsOwn() throws {
        let firm = try firm([
            "retainer,R1,2026-10-01,M3,,,Wire,,100.00",
            "retainer,R2,2026-10-02,M4,,,Check,,\"1,000.00\"",
            "time,T1,2026-10-05,M3,JRO,1.0,Review accounts,,",
            "time,T2,2026-10-06,M4,JRO,2.0,Draft appeal,,",
        ])
        let invoice = try #require(try firm.month().invoices.first)
        let printed = try figures(firm, invoice)
        #expect(printed["Applied from retainer"] == [-900_00])
        #expect(printed["Amount due"] == [300_00])
        #expect(printed["Received 10/01/2026: Wire"] == [100_00])
        #expect(printed["Received 10/02/2026: Check"] == [1_000_00])
        #expect(printed["Balance of the retainer"] == [200_00])
        let text = try firm.text(invoice)
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("retainer of matter M3 by $1,500.00 to $1,500.00."))
        #expect(words.contains("retainer of matter M4 by $1,300.00 to $1,500.00."))
        #expect(PrintedFigures(pages: text).problems == [])
        #expect(
            try firm.rows(
                "SELECT matter, sum(minor_units) FROM posting WHERE account = 'retainer' GROUP BY 1"
            ) == [["M3", "0"], ["M4", "-20000"]])
    }

    @Test func aRetainerThatIsOnlyShownPaysNothing() throws {
        let firm = try firm(
            [
                "retainer,R1,2026-10-01,M1,,,Wire,,700.00",
                "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
            ], retainer: "{minimum: 1000, apply: no}")
        let invoice = try #require(try firm.month().invoices.first)
        let printed = try figures(firm, invoice)
        #expect(printed["Amount due"] == [600_00])
        #expect(printed["Applied from retainer"] == nil)
        #expect(printed["Balance of the retainer"] == [700_00])
        #expect(
            try firm.text(invoice)
                .contains("Please replenish the retainer by $300.00 to $1,000.00."))
    }

    /// Money of a client whose arrangement says nothing of it stays where it is.
    @Test func withoutAnAgreementTheFirmIsWarnedAndNothingIsTaken() throws {
        let firm = try firm([
            "retainer,R1,2026-10-01,M2,,,Wire,,700.00",
            "time,T1,2026-10-05,M2,JRO,1.5,Draft merger,,",
        ])
        let report = try firm.month()
        let warning = try #require(report.diagnostics.first)
        #expect(warning.code == .retainerUnagreed && warning.severity == .warning)
        #expect(report.diagnostics.count == 1)
        let printed = try figures(firm, try #require(report.invoices.first))
        #expect(printed["Amount due"] == [600_00])
        #expect(printed["Balance of the retainer"] == [700_00])
    }

    /// What is disputed, or left at the end, goes back.
    @Test func whatIsPaidBackIsListed() throws {
        let firm = try firm([
            "time,T1,2026-10-05,M1,JRO,0.5,Draft lease,,",
            "retainer,R2,2026-10-20,M1,,,Disputed,,-300.00",
            "retainer,R1,2026-10-01,M1,,,Wire,,700.00",
        ])
        let report = try firm.month()
        #expect(report.diagnostics.isEmpty, "rows may stand in any order")
        let printed = try figures(firm, try #require(report.invoices.first))
        #expect(printed["Paid back 10/20/2026: Disputed"] == [-300_00])
        // 700.00 - 300.00 - 200.00
        #expect(printed["Balance of the retainer"] == [200_00])
    }

    /// What is refused is in the file of refused rows, and comes in once the deposit is there.
    @Test func aPaybackOfMoreThanThereIsWaits() throws {
        let firm = try firm([
            "retainer,R1,2026-10-01,M1,,,Wire,,100.00",
            "retainer,R2,2026-10-20,M1,,,Back,,-300.00",
        ])
        let report = try firm.load()
        let refused = try #require(report.diagnostics.first)
        #expect(refused.code == .retainerOverdrawn && refused.place?.line == 3)
        #expect(refused.fact.contains("USD 300.00") && refused.fact.contains("USD 100.00"))
        #expect(report.loaded.first?.refused == 1)
        #expect(report.loaded.first?.refusedFile != nil)
        try firm.export(["retainer,R3,2026-10-02,M1,,,Wire,,250.00"], as: "b.csv")
        let again = try firm.load()
        #expect(!again.isRefused || again.loaded.contains { $0.loaded == 1 })
        try firm.load()
        // 100.00 + 250.00 - 300.00
        #expect(try accounts(firm) == [["cash", "5000"], ["retainer", "-5000"]])
    }

    /// Two exports of one month are compared by what they say, whatever is held in the ledger.
    @Test func aDiffDoesNotAskWhetherThereWasEnough() throws {
        let firm = try firm([])
        let row = "retainer,R2,2026-10-20,M1,,,Back,,-300.00\n"
        try firm.folder.write(SmallFirm.header + row, to: "old.csv")
        try firm.folder.write(
            SmallFirm.header + row + "retainer,R1,2026-10-01,M1,,,Wire,,100.00\n", to: "new.csv")
        let report = try DiffRun(workspace: try firm.workspace(), date: day("2026-10-31"))
            .run(from: firm.path + "/old.csv", to: firm.path + "/new.csv")
        #expect(report.diagnostics.isEmpty)
        #expect(report.comparison?.same == 1 && report.comparison?.entries.added == 1)
    }

    /// 1.5 hours at 40,000 = 60,000 yen; at 40.125 = 60.1875, half up 60.188 dinars.
    @Test(arguments: [
        ("JPY", "40000", "50000", "JPY 10,000", "by JPY 70,000 to JPY 70,000"),
        ("KWD", "40.125", "50.005", "KWD 10.183", "by KWD 70.000 to KWD 70.000"),
    ])
    func amountsAreInTheDecimalsOfTheirCurrency(
        currency: String, rate: String, deposit: String, due: String, asked: String
    ) throws {
        let firm = try firm(
            [
                "retainer,R1,2026-10-01,M1,,,Wire,,\(deposit)",
                "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
            ], retainer: "{minimum: \(currency == "JPY" ? "70000" : "70.000")}")
        try firm.folder.write("name: Roe\ncurrency: \(currency)\n", to: "firm.yaml")
        try firm.folder.write(
            "effective,timekeeper,rate\n2026-01-01,JRO,\(rate)\n", to: "rates.csv")
        let text = try firm.text(try #require(try firm.month().invoices.first))
        let line = text.split(separator: "\n").first { $0.contains("Amount due") }
        #expect(line?.contains(due) == true, "\(text)")
        #expect(text.contains(asked), "\(text)")
    }
}
