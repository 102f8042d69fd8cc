import Billing
import Pipeline
import TestSupport
import Testing

/// An invoice that is taken back and issued anew.
@Suite struct CorrectRunTests {
    /// 1.5 h at 400.00 are 600.00; 0.3 h at 333.35 are 100.005, half up 100.01; with 12.34 of costs
    /// 712.35. At 380.00 the 1.5 h are 570.00, and all is 682.35.
    private static let october = [
        "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
        "time,T2,2026-10-06,M1,BSM,0.3,Read lease,,",
        "cost,K1,2026-10-07,M1,,,Courier,12.34,",
    ]

    private func firm(
        _ changes: [String: String] = [:], _ rows: [String] = Self.october
    ) throws -> SmallFirm {
        let firm = try SmallFirm(changes)
        try firm.receive(rows, as: "a.csv")
        return firm
    }

    @Test func creditNoteCorrectedInvoiceAndDifferencePage() throws {
        let firm = try firm()
        let original = try #require(try firm.month().invoices.first)
        let bytes = try firm.bytes(original)
        try firm.setRate("380.00")
        let report = try firm.correct("0101")
        #expect(report.diagnostics.isEmpty)
        #expect(report.creditNotes.map(\.total) == [-712_35])
        #expect(report.invoices.map(\.total) == [682_35])
        #expect(report.correction?.unbilled == 0)
        let folder = "2026-11-20/corrections/0101 C1 Acme Holdings/"
        #expect(report.creditNotes.first?.path == folder + "credit note CN-1.pdf")
        #expect(report.invoices.first?.path == folder + "invoice 0102.pdf")
        #expect(report.correction?.difference == folder + "difference 0101 to 0102.pdf")
        #expect(try firm.bytes(original) == bytes)

        let note = try firm.lines(report.creditNotes.first)
        #expect(note.contains { $0.text.hasSuffix("Replaced by  0102, November 20, 2026") })
        let invoice = try firm.text(try #require(report.invoices.first))
        #expect(PrintedFigures(pages: invoice).problems == [])
        let lines = invoice.split(separator: "\n").map(PageLine.init)
        #expect(lines.contains { $0.text.hasSuffix("Replaces  0101, October 31, 2026") })
        #expect(lines.contains { $0.text.hasSuffix("Credit note  CN-1, November 20, 2026") })
        #expect(figure("Amount due", lines) == 682_35)
        #expect(!lines.contains { $0.text.hasPrefix("Previous balance") })

        let difference = try firm.lines(at: report.correction?.difference)
        #expect(difference.first { $0.text.contains("JRO") }?.figures == [600_00, 570_00, -30_00])
        #expect(difference.contains { $0.text == "Rate: 400.00 → 380.00" })
        #expect(
            difference.last { $0.fields.first == "Total" }?.figures == [712_35, 682_35, -30_00])
        #expect(!difference.contains { $0.text.contains("BSM") })
        #expect(try firm.sum(of: "fees") == -670_01)
        #expect(try firm.sum(of: "receivable") == 682_35)
    }

    @Test func anInvoiceForSomebodyElse() throws {
        let firm = try firm()
        try firm.month()
        var mark = TypedMark()
        mark.billTo = "C2"
        let report = try firm.correct("0101", mark)
        let invoice = try firm.lines(report.invoices.first)
        #expect(invoice.contains { $0.text.hasPrefix("Beta LLC") })
        #expect(report.invoices.map(\.total) == [712_35])
        let difference = try firm.lines(at: report.correction?.difference)
        #expect(difference.contains { $0.text.hasSuffix("Billed to  Beta LLC") })
        #expect(difference.contains { $0.text.hasSuffix("Before  Acme Holdings") })
        #expect(
            try firm.rows(
                """
                SELECT client, sum(minor_units) FROM posting WHERE account = 'receivable'
                GROUP BY client ORDER BY client
                """) == [["C1", "0"], ["C2", "71235"]])
    }

    /// 3.0 h at 400.00 are 1,200.00: 200.00 over the cap of 1,000.00, and 10 % of 1,000.00 held back:
    /// 900.00, with 20 % tax 1,080.00, of which the retainer pays 500.00.
    ///
    /// At 300.00 they are 900.00, less 90.00 held back 810.00, with tax 972.00: 472.00 are due.
    /// November, 2.0 h at 300.00: 100.00 are left under the cap, less 10.00 held back, with tax 108.00.
    @Test func withTaxRetainerCapAndHoldback() throws {
        let firm = try firm(
            [
                "firm.yaml": """
                name: Roe
                invoices: {first: 101}
                taxes:
                  - {code: VAT, name: VAT, percent: 20}
                """,
                "clients.csv": "id,name,tax\nC1,Acme Holdings,VAT\n",
                "matters.csv": "id,client,name,arrangement\nM1,C1,Lease,capped\n",
                "arrangements/capped.yaml": """
                name: Capped
                basis: hourly
                terms:
                  - cap: {amount: 1000, per: matter, excess: carried}
                  - holdback: {percent: 10, release: closing, reason: Due at the closing}
                retainer: {apply: yes}
                """,
            ],
            [
                "retainer,R1,2026-10-01,M1,,,Wire,500.00,",
                "time,T1,2026-10-05,M1,JRO,3.0,Draft lease,,",
                "time,T2,2026-11-05,M1,JRO,2.0,Sign lease,,",
            ])
        let original = try firm.lines(try firm.month().invoices.first)
        #expect(figure("Total of this invoice", original) == 1_080_00)
        #expect(figure("Amount due", original) == 580_00)
        try firm.setRate("300.00")
        let report = try firm.correct("101")
        let note = try firm.lines(report.creditNotes.first)
        #expect(figure("VAT 20 % on (900.00)", note) == -180_00)
        #expect(figure("Returned to the retainer", note) == 500_00)
        #expect(figure("Credited to your account", note) == -580_00)
        let invoice = try firm.lines(report.invoices.first)
        #expect(figure("Total of this invoice", invoice) == 972_00)
        #expect(figure("Applied from retainer", invoice) == -500_00)
        #expect(figure("Amount due", invoice) == 472_00)
        #expect(try firm.sum(of: "tax") == -162_00)
        let november = try firm.lines(try firm.month("2026-11-30").invoices.first)
        #expect(figure("Total of this invoice", november) == 108_00)
        #expect(figure("Previous balance", november) == 472_00)
        #expect(figure("Amount due", november) == 580_00)
    }

    @Test func aPaymentCountsOnTheCorrectedInvoiceAndTheRestIsACredit() throws {
        let firm = try firm()
        try firm.month()
        try firm.receive(["payment,P1,2026-11-10,M1,,,Wire 7,700.00,0101"], as: "p.csv")
        try firm.load()
        try firm.setRate("380.00")
        let report = try firm.correct("0101")
        let words = try firm.text(try #require(report.invoices.first))
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words.contains(
                "$700.00 of November 10, 2026 (Wire 7) was recorded against invoice 0101 and counts "
                    + "on this invoice."))
        let invoice = try firm.lines(report.invoices.first)
        #expect(figure("Wire 7, 11/10/2026", invoice) == -700_00)
        #expect(figure("Credit balance", invoice) == -17_65)
        #expect(report.diagnostics.map(\.code) == [.creditUnapplied])
        #expect(report.diagnostics.first?.fact.contains("USD 17.65 are a credit of M1") == true)
        try firm.receive(["time,T9,2026-12-01,M1,JRO,1.0,Call,,"], as: "d.csv")
        let december = try firm.lines(try firm.month("2026-12-31").invoices.first)
        #expect(figure("Previous balance", december) == -17_65)
        #expect(figure("Amount due", december) == 362_35)
    }

    private static let prompt =
        "name: Roe\ninvoices: {first: 101, prompt-payment: {percent: 2, days: 10}}\n"

    /// 2.5 h at 400.00 are 1,000.00, paid by 980.00 in time; at 360.00 they are 900.00, and 2 % of
    /// that are 18.00: 98.00 too much were paid.
    @Test func aDiscountThatWasEarnedIsKept() throws {
        let firm = try firm(
            ["firm.yaml": Self.prompt], ["time,T1,2026-10-05,M1,JRO,2.5,Draft lease,,"])
        try firm.month()
        try firm.receive(["payment,P1,2026-11-05,M1,,,Wire,980.00,101"], as: "p.csv")
        try firm.load()
        try firm.setRate("360.00")
        let report = try firm.correct("101")
        let invoice = try firm.lines(report.invoices.first)
        #expect(figure("Discount, 2 % of 900.00", invoice) == -18_00)
        #expect(figure("Wire, 11/05/2026", invoice) == -980_00)
        #expect(figure("Credit balance", invoice) == -98_00)
        #expect(figure("Previous balance", invoice) == 0)
        #expect(!invoice.contains { $0.text.contains("Discount, invoice") })
        #expect(report.diagnostics.first?.fact.contains("USD 98.00 are a credit") == true)
        #expect(try firm.sum(of: "discounts") == 18_00)
        #expect(try firm.sum(of: "receivable") == -98_00)
        // The kept discount is taken back like any other.
        let note = try firm.lines(try firm.void("102", on: "2026-11-25").creditNotes.first)
        #expect(figure("Credited to your account", note) == -882_00)
        #expect(try firm.sum(of: "discounts") == 0)
        #expect(try firm.sum(of: "receivable") == -980_00)
    }

    /// 900.00 less 2 % are 882.00, offered from 5 to 15 November.
    @Test func aPaymentThatNamesTheOriginalTakesTheOfferOfTheCorrectedInvoice() throws {
        let firm = try firm(
            ["firm.yaml": Self.prompt], ["time,T1,2026-10-05,M1,JRO,2.5,Draft lease,,"])
        try firm.month()
        try firm.setRate("360.00")
        try firm.correct("101", on: "2026-11-05")
        try firm.receive(["payment,P1,2026-11-12,M1,,,Wire,882.00,101"], as: "p.csv")
        let report = try firm.load()
        #expect(report.diagnostics.map(\.code) == [.offerTaken])
        #expect(report.diagnostics.first?.fact.contains("invoice 102 is settled") == true)
        #expect(try firm.sum(of: "receivable") == 0)
    }

    /// Of the 900.00, 400.00 were paid on the original; 90.00 more are not the 490.00 that the
    /// corrected invoice offers to settle for.
    @Test func whatCountedAlreadyDoesNotTakeAnOffer() throws {
        let firm = try firm(
            ["firm.yaml": Self.prompt], ["time,T1,2026-10-05,M1,JRO,2.5,Draft lease,,"])
        try firm.month()
        try firm.receive(["payment,P1,2026-11-03,M1,,,Wire,400.00,101"], as: "p.csv")
        try firm.load()
        try firm.setRate("360.00")
        let report = try firm.correct("101", on: "2026-11-05")
        let words = try firm.text(try #require(report.invoices.first))
        #expect(words.contains("Pay $490.00"))
        try firm.receive(["payment,P2,2026-11-12,M1,,,Wire,90.00,102"], as: "q.csv")
        #expect(try firm.load().diagnostics.isEmpty)
        #expect(try firm.sum(of: "receivable") == 410_00)
    }

    @Test(arguments: ["renumber", "revise"])
    func aCorrectionIsCorrected(practice: String) throws {
        let isRevised = practice == "revise"
        let firm = try firm([
            "firm.yaml": "name: Roe\ncorrections: \(practice)\ninvoices: {first: 101}\n"
        ])
        try firm.month()
        try firm.setRate("380.00")
        let first = try firm.correct("101")
        let number = isRevised ? "101-R1" : "102"
        #expect(first.invoices.map(\.number) == [number])
        #expect(first.creditNotes.map(\.number) == [isRevised ? "101-C1" : "CN-1"])
        try firm.setRate("390.00")
        #expect(try firm.correct("101").diagnostics.map(\.code) == [.invoiceCredited])
        let second = try firm.correct(number, on: "2026-11-25")
        #expect(second.invoices.map(\.number) == [isRevised ? "101-R2" : "103"])
        #expect(second.creditNotes.map(\.number) == [isRevised ? "101-C2" : "CN-2"])
        // 1.5 h at 390.00 are 585.00.
        #expect(second.invoices.map(\.total) == [697_35])
        #expect(try firm.sum(of: "receivable") == 697_35)
        try firm.receive(["time,T9,2026-11-26,M1,JRO,1.0,Call,,"], as: "d.csv")
        let next = try firm.month("2026-11-30").invoices
        #expect(next.map(\.number) == [isRevised ? "102" : "104"])
    }

    /// 1.0 h and 2.0 h: at 400.00 1,200.00, at 380.00 1,140.00, on one invoice as before, whatever
    /// the client's practice is now.
    @Test func aConsolidatedInvoiceIsOneAgain() throws {
        let firm = try firm(
            [:],
            [
                "time,T1,2026-10-05,M3,JRO,1.0,Review accounts,,",
                "time,T2,2026-10-06,M4,JRO,2.0,Draft appeal,,",
            ])
        try firm.month()
        try firm.setRate("380.00")
        try firm.folder.write(
            "id,name,statements\nC1,Acme Holdings,\nC2,Beta LLC,per-matter\n", to: "clients.csv")
        let report = try firm.correct("0101")
        #expect(report.creditNotes.map(\.total) == [-1_200_00])
        #expect(report.invoices.map(\.total) == [1_140_00])
        let difference = try firm.lines(at: report.correction?.difference)
        #expect(
            difference.filter { $0.text.contains("JRO") }.map(\.figures)
                == [[400_00, 380_00, -20_00], [800_00, 760_00, -40_00]])
    }

    /// Work of the same matter that came in later is not the corrected invoice's.
    @Test func onlyTheOriginalsEntriesAreOnIt() throws {
        let firm = try firm()
        try firm.month()
        try firm.receive(["time,T9,2026-10-08,M1,JRO,1.0,Late call,,"], as: "d.csv")
        try firm.load()
        try firm.setRate("380.00")
        #expect(try firm.correct("0101").invoices.map(\.total) == [682_35])
        #expect(try firm.month("2026-11-30").invoices.map(\.total) == [380_00])
    }

    @Test func aProformaOfLaterWorkStaysOpen() throws {
        let firm = try firm()
        try firm.month()
        try firm.receive(["time,T9,2026-11-08,M1,JRO,1.0,Call,,"], as: "d.csv")
        try firm.load()
        let november = Selection(date: day("2026-11-30"))
        let before = try #require(try firm.run(.proforma, november).proformas.first)
        try firm.setRate("380.00")
        try firm.correct("0101")
        let after = try #require(try firm.run(.proforma, november).proformas.first)
        #expect((after.number, after.version) == (before.number, before.version + 1))
    }

    private static func files(of firm: SmallFirm) -> [String] {
        (firm.folder.files(endingIn: ".pdf") + firm.folder.files(endingIn: ".csv"))
            .filter { $0.contains("2026-11-20/") }
    }

    @Test func whatAnInterruptedCorrectionPostedIsCompleted() throws {
        let firm = try firm()
        try firm.month()
        try firm.setRate("380.00")
        try firm.correct("0101")
        let files = Self.files(of: firm)
        let bytes = try files.map { try firm.folder.read($0) }
        #expect(files.count { $0.hasSuffix(".pdf") } == 3)
        _ = try firm.rows(
            """
            INSERT INTO delivery SELECT id, '\(firm.output)' FROM document
            WHERE run = '2026-11-20'
            """)
        try firm.folder.remove("Output/2026-11-20")
        #expect(try firm.void("0101").completed.count == 2)
        #expect(Self.files(of: firm) == files)
        #expect(try files.map { try firm.folder.read($0) } == bytes)
    }
}
