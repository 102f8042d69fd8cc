import Billing
import Pipeline
import TestSupport
import Testing

/// An invoice that is taken back as a whole.
@Suite struct VoidRunTests {
    /// 1.5 h at 400.00 are 600.00; 0.3 h at 333.35 are 100.005, half up 100.01; with 12.34 of costs
    /// 712.35.
    private func firm(_ changes: [String: String] = [:]) throws -> SmallFirm {
        try SmallFirm(
            changes,
            inbox: [
                "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
                "time,T2,2026-10-06,M1,BSM,0.3,Read lease,,",
                "cost,K1,2026-10-07,M1,,,Courier,,12.34",
            ])
    }

    @Test func theCreditNoteMirrorsTheInvoiceAndTheWorkIsBilledAgain() throws {
        let firm = try firm()
        let original = try #require(try firm.month().invoices.first)
        let bytes = try firm.bytes(original)
        let report = try firm.void("0101")
        let note = try #require(report.creditNotes.first)
        #expect((note.number, note.total) == ("CN-1", -712_35))
        #expect(note.path == "2026-11-05/credit-notes/C1 Acme Holdings/CN-1 M1 Lease.pdf")
        #expect(report.correction?.unbilled == 3)
        let lines = try firm.lines(note)
        #expect(lines.contains { $0.text.hasSuffix("Credits  0101, October 31, 2026") })
        #expect(
            lines.filter(\.startsWithDate).map(\.figures)
                == [[-1_50, 400_00, -600_00], [-30, 333_35, -100_01], [-12_34]])
        #expect(figure("Total of this credit note", lines) == -712_35)
        #expect(figure("Credited to your account", lines) == -712_35)
        #expect(!lines.contains { $0.text.contains("Remittance") })

        #expect(try firm.bytes(original) == bytes)
        for account in ["receivable", "fees", "costs"] {
            #expect(try firm.sum(of: account) == 0)
        }
        #expect(try firm.count("claim") == 0)
        let again = try #require(try firm.month("2026-11-30").invoices.first)
        #expect((again.number, again.total) == ("0102", 712_35))
        #expect(figure("Amount due", try firm.lines(again)) == 712_35)
    }

    @Test func creditNotesHaveASeriesOfTheirOwn() throws {
        let firm = try firm([
            "firm.yaml": """
            name: Roe
            invoices: {first: 101}
            credit-notes: {prefix: "GS/", first: 7, width: 3}
            """
        ])
        try firm.month()
        #expect(try firm.void("101").creditNotes.map(\.number) == ["GS/007"])
        try firm.month("2026-11-30")
        #expect(try firm.void("102", on: "2026-11-30").creditNotes.map(\.number) == ["GS/008"])
        #expect(try firm.month("2026-12-31").invoices.map(\.number) == ["103"])
    }

    @Test func aFixedPriceIsFreeToBeBilledAgain() throws {
        let firm = try firm([
            "matters.csv": "id,client,name,arrangement\nM1,C1,Lease,fixed\n",
            "arrangements/fixed.yaml":
                "name: Fixed\nbasis:\n  flat: {amount: 2000, due: 2026-10-31, entries: no-charge}\n",
        ])
        let original = try #require(try firm.month().invoices.first)
        #expect(original.total == 2_012_34)
        let note = try firm.lines(try firm.void("0101").creditNotes.first)
        #expect(figure("Fixed fee", note) == nil || figure("Fixed fee", note) == -2_000_00)
        #expect(figure("Total professional services", note) == -2_000_00)
        #expect(try firm.month("2026-11-30").invoices.map(\.total) == [2_012_34])
    }

    /// A retainer of 500.00 pays of the 712.35; the credit note returns it, and credits 212.35.
    @Test func whatTheRetainerPaidReturnsToIt() throws {
        let firm = try firm([
            "matters.csv": "id,client,name,arrangement\nM1,C1,Lease,evergreen\n",
            "arrangements/evergreen.yaml": "name: Hourly\nbasis: hourly\nretainer: {apply: yes}\n",
        ])
        try firm.receive(["retainer,R1,2026-10-01,M1,,,Wire,500.00,"], as: "r.csv")
        let original = try firm.lines(try firm.month().invoices.first)
        #expect(figure("Amount due", original) == 212_35)
        #expect(try firm.sum(of: "retainer") == 0)
        let note = try firm.lines(try firm.void("0101").creditNotes.first)
        #expect(figure("Returned to the retainer", note) == 500_00)
        #expect(figure("Credited to your account", note) == -212_35)
        #expect(figure("Balance of the retainer before", note) == 0)
        #expect(figure("Returned by this credit note", note) == 500_00)
        #expect(note.last { $0.text.hasPrefix("Balance of the retainer") }?.figures == [500_00])
        #expect(try firm.sum(of: "retainer") == -500_00)
        // Listed by the first invoice, and not again.
        let again = try firm.lines(try firm.month("2026-11-30").invoices.first)
        #expect(figure("Balance of the retainer before", again) == 500_00)
        #expect(!again.contains { $0.text.hasPrefix("Received") })
        #expect(figure("Amount due", again) == 212_35)
    }

    /// Paid by the 10th, 2 % of 712.35 are 14.247, half up 14.25: 698.10 settle it.
    @Test func aDiscountThatWasTakenIsTakenBack() throws {
        let firm = try firm([
            "firm.yaml":
                "name: Roe\ninvoices: {first: 101, prompt-payment: {percent: 2, days: 10}}\n"
        ])
        try firm.month()
        try firm.receive(["payment,P1,2026-11-05,M1,,,Wire,698.10,101"], as: "p.csv")
        try firm.load()
        #expect(try firm.sum(of: "discounts") == 14_25)
        let report = try firm.void("101", on: "2026-11-12")
        let note = try firm.lines(report.creditNotes.first)
        #expect(figure("Discount taken back, 2 % of 712.35", note) == 14_25)
        #expect(figure("Credited to your account", note) == -698_10)
        #expect(try firm.sum(of: "discounts") == 0)
        #expect(report.diagnostics.map(\.code) == [.creditUnapplied])
        #expect(report.diagnostics.first?.fact.contains("USD 698.10 are a credit of M1") == true)
        // Paid already, and the discount is not listed: 712.35 - 698.10, without a second offer of
        // more than 2 % of 14.25, 0.285, half up 0.29.
        let again = try firm.lines(try firm.month("2026-11-30").invoices.first)
        #expect(!again.contains { $0.text.contains("Discount, invoice") })
        #expect(figure("Amount due", again) == 14_25)
        #expect(again.contains { $0.text.contains("$0.29") })
    }

    @Test func anInvoiceIsTakenBackOnce() throws {
        let firm = try firm()
        try firm.month()
        try firm.void("0101")
        let postings = try firm.rows("SELECT * FROM posting")
        let report = try firm.void("0101")
        #expect(report.diagnostics.map(\.code) == [.invoiceCredited])
        #expect(report.diagnostics.first?.fact.contains("CN-1") == true)
        #expect(try firm.void("CN-1").diagnostics.map(\.code) == [.notCorrectable])
        #expect(try firm.void("0102").diagnostics.map(\.code) == [.invoiceUnknown])
        #expect(try firm.rows("SELECT * FROM posting") == postings)
        #expect(try firm.rows("SELECT next FROM series WHERE name = 'credit-note'") == [["2"]])
    }

    @Test func aLedgerRefusesASecondCreditOfAnInvoice() throws {
        let firm = try firm()
        try firm.month()
        try firm.void("0101")
        #expect(throws: (any Error).self) {
            try firm.rows("INSERT INTO credit SELECT 9, original, 1, reason, by, at FROM credit")
        }
        #expect(throws: (any Error).self) { try firm.rows("DELETE FROM credit") }
    }

    @Test func whatAnInterruptedVoidPostedIsCompleted() throws {
        let firm = try firm()
        try firm.month()
        let note = try #require(try firm.void("0101").creditNotes.first)
        let (bytes, register) = (
            try firm.bytes(note), try firm.folder.read("Output/2026-11-05/register.csv")
        )
        _ = try firm.rows(
            """
            INSERT INTO delivery
            SELECT id, '\(firm.output)' FROM document WHERE kind = 'credit-note'
            """)
        try firm.folder.remove("Output/2026-11-05")
        let report = try firm.void("0101")
        #expect(report.completed == [firm.output + "/" + note.path])
        #expect(try firm.bytes(note) == bytes)
        #expect(try firm.folder.read("Output/2026-11-05/register.csv") == register)
        #expect(firm.folder.files(endingIn: ".pdf").count { $0.contains("2026-11-05") } == 1)
    }
}
