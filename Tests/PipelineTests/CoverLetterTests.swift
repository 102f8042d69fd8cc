import Billing
import Pipeline
import TestSupport
import Testing

/// A page of the firm's own before the invoice.
@Suite struct CoverLetterTests {
    private static let letter = """
        # Our invoice {number}

        Dear {client},

        enclosed is our invoice of {date} for {matters}. Please pay
        {amount} by {due}.

        Sincerely yours,\\
        Jane Roe
        """

    private func firm(clients: String? = nil) throws -> SmallFirm {
        try SmallFirm(
            [
                "firm.yaml": (SmallFirm.plain["firm.yaml"] ?? "") + "\ncover-letter: cover\n",
                "letters/cover.md": Self.letter,
                "letters/other.md": "Please find our invoice below.",
                "clients.csv": clients ?? SmallFirm.plain["clients.csv"] ?? "",
            ], inbox: ["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,"])
    }

    private func pages(_ firm: SmallFirm, _ made: RunReport.Made?) throws -> [String] {
        let made = try #require(made)
        return try (1...made.pages).map { page in
            try outputOfTool([
                "pdftotext", "-layout", "-f", String(page), "-l", String(page), "-enc", "UTF-8",
                firm.output + "/" + made.path, "-",
            ])
        }
    }

    @Test func itIsThePageBeforeTheInvoice() throws {
        let firm = try firm()
        let made = try #require(try firm.month().invoices.first)
        #expect(made.pages == 2)
        let pages = try pages(firm, made)
        let lines = pages[0].split(separator: "\n").map { PageLine($0).text }
        #expect(lines.contains("Our invoice 0101"))
        #expect(lines.contains("Dear Acme Holdings,"))
        #expect(
            pages[0].contains(
                "enclosed is our invoice of October 31, 2026 for Lease. Please pay $600.00 by"))
        let end = try #require(lines.firstIndex(of: "Sincerely yours,"))
        #expect(lines[end + 1] == "Jane Roe")
        #expect(!pages[0].contains("Draft lease"))
        // The invoice begins as one without a letter does: with its letterhead, without a running
        // head.
        #expect(pages[1].contains("Draft lease"))
        #expect(pages[1].ranges(of: "Roe & Partners").count == 2, "letterhead and slip")
    }

    @Test func aClientHasItsOwnOrNone() throws {
        var firm = try firm(clients: "id,name,cover_letter\nC1,Acme,other\nC2,Beta,\n")
        #expect(
            try pages(firm, try firm.month().invoices.first)[0]
                .contains("Please find our invoice below."))
        firm = try self.firm(clients: "id,name,cover_letter\nC1,Acme,none\nC2,Beta,\n")
        #expect(try firm.month().invoices.map(\.pages) == [1])
    }

    @Test func aNameThatLooksLikeAWordIsPrintedAsItIs() throws {
        let firm = try firm(clients: "id,name\nC1,Acme {amount} <b>&\nC2,Beta\n")
        let text = try pages(firm, try firm.month().invoices.first)[0]
        #expect(text.contains("Dear Acme {amount} <b>&,"))
    }

    @Test func proFormasHaveNone() throws {
        let firm = try firm()
        try firm.load()
        #expect(try firm.run(.proforma).proformas.map(\.pages) == [1])
    }

    /// Whatever becomes of the letter, an invoice that was sent with it stays as it was.
    @Test func itIsFrozenWithTheInvoice() throws {
        let firm = try firm()
        let made = try #require(try firm.month().invoices.first)
        try firm.folder.write("Something else.", to: "letters/cover.md")
        let (rendered, _) = try RenderRun(folder: firm.path).run(
            "0101", to: firm.path + "/copy.pdf", output: firm.output)
        #expect(rendered.count == 1)
        let bytes = try firm.bytes(made)
        #expect(try firm.folder.read("copy.pdf") == bytes)
    }
}
