import Billing
import Pipeline
import TestSupport
import Testing

/// What a client owed before, paid since, and owes now.
@Suite struct AccountTests {
    private func firm() throws -> SmallFirm {
        try SmallFirm(inbox: [
            "balance,B1,2026-09-01,M1,,,Open invoice 77 of the former system,,250.00",
            "payment,P1,2026-10-12,M1,,,Wire received,,100.00",
            "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
        ])
    }

    @Test func aBalanceAndAPaymentAreOnTheNextInvoice() throws {
        let firm = try firm()
        let invoice = try #require(try firm.month().invoices.first)
        let lines = try firm.text(invoice).split(separator: "\n").map(PageLine.init)
        func figure(_ name: String) -> Int? {
            lines.first { $0.fields.count > 1 && $0.fields[0].hasPrefix(name) }?.figures.last
        }
        // 1.5 hours at 400.00; 600.00 + 250.00 - 100.00
        #expect(figure("Total of this invoice") == 600_00)
        #expect(figure("Previous balance") == 250_00)
        #expect(figure("Wire received, 10/12/2026") == -100_00)
        #expect(figure("Amount due") == 750_00)
    }

    @Test func whatWasShownOnceIsInThePreviousBalanceOfTheInvoiceAfter() throws {
        let firm = try firm()
        try firm.month()
        try firm.export(["time,T2,2026-11-05,M1,JRO,1.0,Revise lease,,"], as: "b.csv")
        let second = try #require(try firm.month("2026-11-30").invoices.first)
        let text = try firm.text(second)
        #expect(!text.contains("Wire received"))
        let lines = text.split(separator: "\n").map(PageLine.init)
        // 750.00 of the first invoice and what was due with it; 400.00 more.
        #expect(lines.first { $0.fields[0] == "Previous balance" }?.figures == [750_00])
        #expect(lines.first { $0.fields[0] == "Amount due" }?.figures == [1_150_00])
    }

    @Test func aPaymentAfterTheInvoiceDateWaitsForTheNext() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.0,Draft lease,,",
            "payment,P1,2026-11-02,M1,,,Check 4711,,50.00",
            "time,T2,2026-11-05,M1,JRO,1.0,Revise lease,,",
        ])
        let first = try #require(try firm.month().invoices.first)
        #expect(try !firm.text(first).contains("Check 4711"))
        let second = try #require(try firm.month("2026-11-30").invoices.first)
        let text = try firm.text(second)
        #expect(text.contains("Check 4711"))
        let lines = text.split(separator: "\n").map(PageLine.init)
        #expect(lines.first { $0.fields[0] == "Amount due" }?.figures == [750_00])
    }

    /// A pro forma shows the account without using it up.
    @Test func aProformaDoesNotUseUpAPayment() throws {
        let firm = try firm()
        try firm.load()
        try firm.run(.proforma)
        let invoice = try #require(try firm.run(.invoice).invoices.first)
        #expect(try firm.text(invoice).contains("Wire received"))
    }

    @Test func aConsolidatedClientGetsOneInvoiceWithAllMatters() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M3,JRO,1.0,Review accounts,,",
            "time,T2,2026-10-06,M4,JRO,2.0,Draft appeal,,",
            "payment,P1,2026-10-07,M4,,,Check 8,,30.00",
            "time,T3,2026-10-06,M1,JRO,1.0,Draft lease,,",
            "time,T4,2026-10-06,M2,JRO,1.0,Draft merger,,",
        ])
        let report = try firm.month()
        #expect(report.invoices.map(\.client) == ["Acme Holdings", "Acme Holdings", "Beta LLC"])
        #expect(report.invoices.map(\.total) == [400_00, 400_00, 1_200_00])
        let text = try firm.text(try #require(report.invoices.last))
        #expect(text.contains("Audit") && text.contains("Appeal") && !text.contains("Lease"))
        #expect(PrintedFigures(pages: text).problems == [])
        #expect(PrintedFigures(pages: text).amountDue == 1_170_00)
    }

    /// Hours and amounts that an arrangement keeps off the bill stay off it once its price is paid.
    @Test(arguments: ["without-figures", "hidden"])
    func workAfterAFixedFeeShowsNoHoursThatItsArrangementHides(entries: String) throws {
        let firm = try SmallFirm(
            [
                "matters.csv": "id,client,name,arrangement\nM1,C1,Lease,flat\n",
                "arrangements/flat.yaml": """
                name: Fixed fee
                basis:
                  flat:
                    amount: 900.00
                    billed: 2026-10-31
                    entries: \(entries)
                """,
            ],
            inbox: ["time,T1,2026-10-05,M1,JRO,1.1,Draft lease,,"])
        let first = try #require(try firm.month().invoices.first)
        #expect(first.total == 900_00)
        try firm.export(["time,T2,2026-11-05,M1,JRO,1.3,Revise lease,,"], as: "b.csv")
        for invoice in try firm.month("2026-11-30").invoices {
            #expect(invoice.total == 0)
            let text = try firm.text(invoice)
            #expect(!text.contains("1.30"), "the hours are the firm's alone")
            #expect(PrintedFigures(pages: text).problems == [])
        }
    }
}
