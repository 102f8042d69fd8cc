import Billing
import Pipeline
import TestSupport
import Testing

/// What is told of an invoice that cannot be corrected so; and nothing is posted then.
@Suite struct CorrectionGalleryTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var code: Diagnostic.Code
        var says: String
        var advises: String
        var invoice = "101"
        var date = "2026-11-05"
        var files: [String: String] = [:]
        var mark = TypedMark()

        var testDescription: String { "\(code.rawValue): \(says)" }

        func marked(_ change: (inout TypedMark) -> Void) -> Refusal {
            var refusal = self
            change(&refusal.mark)
            return refusal
        }
    }

    static let refusals: [Refusal] = [
        Refusal(
            code: .invoiceUnknown, says: "no invoice \"999\"", advises: "printed on it",
            invoice: "999"),
        Refusal(
            code: .notCorrectable, says: "PF-00001 is a pro forma", advises: "engross proforma",
            invoice: "PF-00001"),
        Refusal(
            code: .notCorrectable, says: "CN-1 is a credit note", advises: "bill the work again",
            invoice: "CN-1"),
        Refusal(
            code: .invoiceCredited, says: "invoice 102 was credited by CN-1 of 2026-11-01",
            advises: "bill it", invoice: "102"),
        Refusal(
            code: .creditTooEarly, says: "invoice 101 is of 2026-10-31, after 2026-10-30",
            advises: "or later", date: "2026-10-30"),
        Refusal(
            code: .nothingToCorrect, says: "invoice 101 would be the same",
            advises: "--line or --bill-to"),
        Refusal(
            code: .lineNotOnInvoice, says: "matter M2 is not on invoice 101",
            advises: "engross explain 101"
        ).marked {
            $0.matter = "M2"
            $0.discount = "10%"
        },
        Refusal(
            code: .editRefused, says: "no client \"C9\"", advises: "clients.csv"
        ).marked { $0.billTo = "C9" },
        Refusal(
            code: .currencyDiffers, says: "invoice 101 is in USD", advises: "void the invoice",
            files: ["clients.csv": "id,name,currency\nC1,Acme Holdings,EUR\nC2,Beta LLC,\n"]),
        Refusal(
            code: .rateMissing, says: "no rate", advises: "rates.csv",
            files: ["rates.csv": "effective,timekeeper,rate\n2026-12-01,JRO,1.00\n"]),
    ]

    /// 101 of M1 stands; 102 of M2 was credited by CN-1.
    private func firm() throws -> SmallFirm {
        let firm = try SmallFirm(
            ["firm.yaml": "name: Roe\ninvoices: {first: 101}\n"],
            inbox: [
                "time,T1,2026-10-05,M1,JRO,1.0,Privileged words,,",
                "time,T2,2026-10-06,M2,JRO,2.0,Privileged words,,",
            ])
        try firm.month()
        try firm.void("102", on: "2026-11-01")
        return firm
    }

    @Test(arguments: refusals)
    func aRefusalTellsWhyAndPostsNothing(refusal: Refusal) throws {
        let firm = try firm()
        for (name, text) in refusal.files { try firm.folder.write(text, to: name) }
        let tables = ["document", "posting", "claim", "credit", "edit", "series"]
        let before = try tables.map { try firm.rows("SELECT * FROM \($0)") }
        let files = firm.folder.files(endingIn: "")
        let report = try firm.correct(refusal.invoice, on: refusal.date, refusal.mark)
        let found = try #require(
            report.diagnostics.first { $0.code == refusal.code }, "\(report.diagnostics)")
        #expect(found.severity == .error)
        #expect(found.fact.contains(refusal.says), "\(found.fact)")
        #expect(found.remedy?.contains(refusal.advises) == true, "\(found.remedy ?? "none")")
        #expect(!found.fact.contains("Privileged"))
        #expect(try tables.map { try firm.rows("SELECT * FROM \($0)") } == before)
        #expect(firm.folder.files(endingIn: "") == files)
    }

    @Test func linesThatAreNotOnTheInvoiceAreNamed() throws {
        let firm = try firm()
        let line = try firm.line("T2")
        let report = try firm.correct("101", try firm.mark("T2") { $0.isNoCharge = true })
        #expect(report.diagnostics.map(\.code) == [.lineNotOnInvoice])
        #expect(report.diagnostics.first?.fact == "line \(line) is not on invoice 101")
    }

    @Test func anInvoiceOfWhichNothingWouldBeLeftIsVoidedInstead() throws {
        let firm = try firm()
        let report = try firm.correct("101", try firm.mark("T1") { $0.isExclude = true })
        #expect(report.diagnostics.map(\.code) == [.nothingLeft])
        #expect(report.diagnostics.first?.remedy?.contains("engross void 101") == true)
        #expect(try firm.count("edit") == 0)
    }

    @Test func anAmountForSeveralMattersAsksForOne() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M3,JRO,1.0,Privileged words,,",
            "time,T2,2026-10-06,M4,JRO,2.0,Privileged words,,",
        ])
        try firm.month()
        var mark = TypedMark()
        mark.fees = "100.00"
        let report = try firm.correct("0101", mark)
        #expect(report.diagnostics.map(\.code) == [.editRefused])
        #expect(report.diagnostics.first?.fact.contains("M3, M4") == true)
    }

    /// The note that goes with a correction which leaves a credit.
    @Test func aCreditThatIsLeftIsNamed() throws {
        let firm = try firm()
        try firm.receive(["payment,P1,2026-11-02,M1,,,Privileged words,400.00,101"], as: "p.csv")
        try firm.load()
        let found = try firm.void("101").diagnostics
        #expect(found.map(\.code) == [.creditUnapplied])
        #expect(found.first?.severity == .note)
        #expect(found.first?.fact.contains("USD 400.00 are a credit of M1") == true)
        #expect(found.first?.remedy?.contains("next statement") == true)
    }
}
