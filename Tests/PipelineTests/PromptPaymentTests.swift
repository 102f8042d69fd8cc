import Billing
import Pipeline
import TestSupport
import Testing

/// Prompt payment over whole runs: offered, paid in time or not, listed on the next statement.
@Suite struct PromptPaymentTests {
    private static let header =
        "type,id,date,matter,timekeeper,hours,narrative,amount,reference\n"

    private static func settings(
        _ offer: String = "{percent: 2, days: 10}", currency: String = "USD"
    ) -> String {
        "name: Roe\ncurrency: \(currency)\ninvoices:\n  first: 101\n  prompt-payment: \(offer)\n"
    }

    private func firm(_ changes: [String: String] = [:]) throws -> SmallFirm {
        try SmallFirm(["firm.yaml": Self.settings()].merging(changes, uniquingKeysWith: { $1 }))
    }

    private func export(_ firm: SmallFirm, _ rows: [String], as name: String) throws {
        try firm.folder.write(
            Self.header + rows.map { $0 + "\n" }.joined(), to: "inbox/" + name)
    }

    private func lines(_ firm: SmallFirm, _ document: RunReport.Made) throws -> [PageLine] {
        let text = try firm.text(document)
        #expect(PrintedFigures(pages: text).problems == [])
        return text.split(separator: "\n").map(PageLine.init)
    }

    private func figure(_ name: String, _ lines: [PageLine]) -> Int? {
        lines.first { $0.fields.first == name }?.figures.last
    }

    private func words(_ firm: SmallFirm, _ document: RunReport.Made) throws -> String {
        try firm.text(document).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// 400.00 an hour: 1,000.00 in October, 200.00 in November, 400.00 in December.
    private func october(_ firm: SmallFirm) throws -> RunReport.Made {
        try export(
            firm,
            [
                "time,T1,2026-10-05,M1,JRO,2.5,Draft lease,,",
                "time,T2,2026-11-06,M1,JRO,0.5,Sign lease,,",
                "time,T3,2026-12-07,M1,JRO,1.0,Record lease,,",
            ], as: "a.csv")
        return try #require(try firm.month().invoices.first)
    }

    @Test func threeMonthsWithAPaymentInTime() throws {
        let firm = try firm()
        let october = try october(firm)
        #expect(
            try words(firm, october).contains(
                "Pay $980.00 for this invoice by November 10, 2026 and take 2 % of $1,000.00 off: "
                    + "$20.00."))
        try export(firm, ["payment,P1,2026-11-10,M1,,,Wire,980.00,101"], as: "b.csv")
        let november = try firm.month("2026-11-30")
        #expect(november.diagnostics.map(\.code) == [.offerTaken])
        var printed = try lines(firm, try #require(november.invoices.first))
        #expect(figure("Previous balance", printed) == 1_000_00)
        #expect(figure("Wire, 11/10/2026", printed) == -980_00)
        #expect(
            figure("Discount, invoice 101, 11/10/2026", printed) == -20_00)
        #expect(figure("Amount due", printed) == 200_00)
        // 0.5 hours were not paid: 200.00 are the previous balance, and nothing is listed again.
        let december = try firm.month("2026-12-31")
        #expect(december.diagnostics.isEmpty)
        printed = try lines(firm, try #require(december.invoices.first))
        #expect(figure("Previous balance", printed) == 200_00)
        #expect(!printed.contains { $0.text.contains("Discount, invoice") })
        #expect(figure("Amount due", printed) == 600_00)
        #expect(
            try firm.rows("SELECT sum(minor_units) FROM posting WHERE account = 'discounts'")
                == [["2000"]])
    }

    @Test(arguments: [
        "payment,P1,2026-11-11,M1,,,Wire,980.00,101", "payment,P1,2026-11-10,M1,,,Wire,979.99,101",
        "payment,P1,2026-11-10,M1,,,Wire,979.99,",
    ])
    func lateOrShortThereIsNoDiscount(row: String) throws {
        let firm = try firm()
        _ = try october(firm)
        try export(firm, [row], as: "b.csv")
        let november = try firm.month("2026-11-30")
        #expect(november.diagnostics.isEmpty)
        let printed = try lines(firm, try #require(november.invoices.first))
        #expect(!printed.contains { $0.text.contains("Discount, invoice") })
        // 1,000.00 + 200.00 - 980.00, or - 979.99
        let due = row.contains("980.00") ? 220_00 : 220_01
        #expect(figure("Amount due", printed) == due)
    }

    @Test func loadingTheFileTwiceChangesNothing() throws {
        let firm = try firm()
        _ = try october(firm)
        try export(firm, ["payment,P1,2026-11-05,M1,,,Wire,980.00,101"], as: "b.csv")
        #expect(try firm.load().diagnostics.map(\.code) == [.offerTaken])
        let postings = try firm.rows("SELECT * FROM posting")
        #expect(try firm.load().diagnostics.isEmpty)
        #expect(try firm.rows("SELECT * FROM posting") == postings)
    }

    @Test func aProformaMakesNoOffer() throws {
        let firm = try firm()
        _ = try october(firm)
        let proforma = try #require(
            try firm.run(.proforma, Selection(date: day("2026-11-30"))).proformas.first)
        #expect(try !firm.text(proforma).contains("and take"))
    }

    /// 1.0 h and 2.0 h at 400.00: 2 % of 1,200.00 is 24.00, shared 8.00 and 16.00.
    @Test func aConsolidatedInvoiceIsPaidAtOnce() throws {
        let firm = try firm()
        try export(
            firm,
            [
                "time,T1,2026-10-05,M3,JRO,1.0,Review accounts,,",
                "time,T2,2026-10-06,M4,JRO,2.0,Draft appeal,,",
                "time,T3,2026-11-05,M3,JRO,1.0,Review accounts,,",
                "time,T4,2026-11-06,M4,JRO,1.0,File appeal,,",
            ], as: "a.csv")
        let october = try #require(try firm.month().invoices.first)
        #expect(try words(firm, october).contains("Pay $1,176.00 for this invoice"))
        try export(firm, ["payment,P1,2026-11-10,M4,,,Wire,\"1,176.00\",101"], as: "b.csv")
        let printed = try lines(firm, try #require(try firm.month("2026-11-30").invoices.first))
        #expect(
            printed.filter { $0.text.contains("Discount, invoice") }.map(\.figures)
                == [[-8_00], [-16_00]])
        #expect(figure("Amount due", printed) == 800_00)
        #expect(
            try firm.rows(
                """
                SELECT matter, sum(minor_units) FROM posting WHERE account = 'discounts'
                GROUP BY matter ORDER BY matter
                """) == [["M3", "800"], ["M4", "1600"]])
    }

    /// The retainer pays 300.00; 2 % of the 700.00 left to pay are 14.00.
    @Test func whatTheRetainerPaysIsNotPaidAgain() throws {
        let firm = try firm([
            "matters.csv": "id,client,name,arrangement\nM1,C1,Lease,evergreen\n",
            "arrangements/evergreen.yaml": "name: Hourly\nbasis: hourly\nretainer: {apply: yes}\n",
        ])
        try export(firm, ["retainer,R1,2026-10-01,M1,,,Wire,300.00,"], as: "r.csv")
        let october = try october(firm)
        #expect(
            try words(firm, october).contains(
                "Pay $686.00 for this invoice by November 10, 2026 and take 2 % of $700.00 off: "
                    + "$14.00."))
        try export(firm, ["payment,P1,2026-11-10,M1,,,Wire,686.00,"], as: "b.csv")
        let printed = try lines(firm, try #require(try firm.month("2026-11-30").invoices.first))
        #expect(figure("Previous balance", printed) == 700_00)
        #expect(figure("Amount due", printed) == 200_00)
    }

    /// 2.5 h are 1,000,025 yen, less 2 %, which is 20,000.5 and half up 20,001; or 25.003 dinars,
    /// less 0.50006, which is 0.500.
    @Test(arguments: [
        ("JPY", "400010", "980024", "JPY 980,024", "JPY 20,001"),
        ("KWD", "10.001", "24.503", "KWD 24.503", "KWD 0.500"),
    ])
    func amountsAreInTheDecimalsOfTheirCurrency(
        currency: String, rate: String, paid: String, amount: String, discount: String
    ) throws {
        let firm = try firm([
            "firm.yaml": Self.settings(currency: currency),
            "rates.csv": "effective,timekeeper,rate\n2026-01-01,JRO,\(rate)\n",
        ])
        let invoice = try words(firm, try october(firm))
        #expect(invoice.contains("Pay \(amount) for this invoice"), "\(invoice)")
        #expect(invoice.contains("off: \(discount)."), "\(invoice)")
        try export(firm, ["payment,P1,2026-11-10,M1,,,Wire,\(paid),101"], as: "b.csv")
        let report = try firm.month("2026-11-30")
        #expect(report.diagnostics.map(\.code) == [.offerTaken])
        let plain = discount.filter { $0 != "," }
        #expect(report.diagnostics.first?.fact.contains(plain) == true)
    }
}
