import Billing
import Foundation
import Loading
import Pipeline
import TestSupport
import Testing

/// A client whose PDFs only who knows its password opens.
@Suite struct PasswordTests {
    private static let password = "Grüne Äpfel 7"

    private func firm(_ password: String = password, more: [String: String] = [:]) throws
        -> SmallFirm
    {
        let reminders =
            "\nreminders: [{after: 10, title: Reminder, text: \"Please pay {amount}.\"}]\n"
        let files = [
            "firm.yaml": (SmallFirm.plain["firm.yaml"] ?? "") + reminders,
            "clients.csv": Self.clients(password),
        ]
        return try SmallFirm(
            files.merging(more) { $1 },
            inbox: [
                "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
                "time,T2,2026-10-06,M3,JRO,1.0,Audit plan,,",
            ])
    }

    private static func clients(_ password: String) -> String {
        "id,name,pdf_password\nC1,Acme Holdings,\(password)\nC2,Beta LLC,\n"
    }

    private func opens(_ path: String, with password: String? = nil) throws -> Bool {
        let option = password.map { ["--password=\($0)"] } ?? []
        let (status, output) = try runTool(["qpdf"] + option + ["--check", path])
        if status != 0 { #expect(output.contains("invalid password"), "\(output)") }
        return status == 0
    }

    private func pdfs(_ firm: SmallFirm) -> [String] {
        TemporaryFolder.names(endingIn: ".pdf", below: firm.output)
    }

    @Test func anInvoiceOpensWithThePasswordAndNotWithout() throws {
        let firm = try firm()
        let report = try firm.month()
        #expect(report.invoices.map(\.isProtected) == [true, false])
        let path = firm.output + "/" + (try #require(report.invoices.first).path)
        #expect(try !opens(path))
        #expect(try !opens(path, with: "grüne äpfel 7"))
        #expect(try opens(path, with: Self.password))
        let encryption = try outputOfTool([
            "qpdf", "--password=\(Self.password)", "--show-encryption", path,
        ])
        #expect(encryption.contains("AESv3"))
        // It looks like any other inside, and does not claim to be PDF/A.
        let plain = try outputOfTool([
            "qpdf", "--password=\(Self.password)", "--decrypt", "--qdf", "--object-streams=disable",
            path, "-",
        ])
        #expect(plain.contains("<xmp:CreatorTool>Engross") && !plain.contains("pdfaid"))
        #expect(plain.contains("/StructTreeRoot") && plain.contains("/EmbeddedFiles"))
        // The other client's is as ever.
        #expect(try opens(firm.output + "/" + report.invoices[1].path))
    }

    @Test func everythingThatGoesToTheClientIsProtectedAndNothingElse() throws {
        let firm = try firm(more: ["letters/cover.md": "Dear {client}, please find our invoice."])
        try firm.folder.write(
            try #require(String(data: firm.folder.read("firm.yaml"), encoding: .utf8))
                + "cover-letter: cover\n", to: "firm.yaml")
        try firm.month()
        let mark = try firm.mark("T1") { $0.hours = "1.0" }
        let corrected = try firm.correct("0101", mark)
        #expect(corrected.creditNotes.map(\.isProtected) == [true])
        let letters = try RemindRun(workspace: try firm.workspace(), output: firm.output).run(
            RemindRun.Request(date: day("2027-01-31")))
        #expect(letters.made.map(\.isProtected) == [true, false])
        let accounts = try AccountRun(workspace: try firm.workspace(), output: firm.output).run(
            AccountRun.Request(date: day("2027-01-31")))
        #expect(accounts.made.map(\.isProtected) == [true, false])
        var shut: [String] = []
        for path in pdfs(firm) where try !opens(firm.output + "/" + path) { shut.append(path) }
        // Invoice, credit note, corrected invoice, the page that compares them, reminder, account.
        #expect(shut.count == 6, "\(shut)")
        for path in shut {
            #expect(path.contains("C1 Acme") && !path.contains("proforma"))
            #expect(try opens(firm.output + "/" + path, with: Self.password))
        }
        #expect(!pdfs(firm).filter { $0.contains("by attorney") }.isEmpty)
    }

    @Test func whatIsPostedAndComparedAreTheBytesWithoutIt() throws {
        let firm = try firm()
        let made = try #require(try firm.month().invoices.first)
        #expect(try VerifyRun(folder: firm.path).run(rendering: true).diagnostics.isEmpty)
        let (copy, open) = (firm.path + "/copy.pdf", firm.path + "/open.pdf")
        let run = RenderRun(folder: firm.path)
        let (rendered, _) = try run.run(made.number, to: copy, output: firm.output)
        #expect(rendered.map(\.isProtected) == [true])
        #expect(try !opens(copy) && opens(copy, with: Self.password))
        _ = try run.run(made.number, to: open, output: firm.output, unprotected: true)
        let digest = try outputOfTool(["sha256sum", open]).prefix(64)
        #expect(
            try firm.rows("SELECT sha256 FROM document WHERE number = '\(made.number)'")
                == [[String(digest)]])
        #expect(rendered.map(\.sha256) == [String(digest)])
    }

    @Test func aRunThatWasCutOffIsCompletedWithProtection() throws {
        let firm = try firm()
        let made = try #require(try firm.month().invoices.first)
        let path = firm.output + "/" + made.path
        _ = try firm.rows(
            """
            INSERT INTO delivery SELECT id, '\(firm.output)' FROM document
            WHERE kind = 'invoice' AND number = '\(made.number)'
            """)
        try FileManager.default.removeItem(atPath: path)
        #expect(try firm.month().completed == [path])
        #expect(try !opens(path) && opens(path, with: Self.password))
    }

    @Test func itIsInNoLedgerReportOrFile() throws {
        let firm = try firm()
        let report = try firm.month()
        let encoded = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        #expect(encoded.contains("\"isProtected\":true"))
        let list = try ListRun(workspace: try firm.workspace()).run(
            Selection(date: day("2026-10-31")))
        let clients = try firm.workspace().records.registers.clients
        let words = [encoded, String(describing: list), String(describing: clients)]
        for text in words { #expect(!text.contains("Äpfel")) }
        var dumped = ""
        dump(clients, to: &dumped)
        #expect(!dumped.contains("Äpfel") && dumped.contains("Acme"))
        let names = [".sqlite", ".csv", ".pdf"].flatMap(firm.folder.files(endingIn:))
        #expect(names.contains("ledger.sqlite") && names.contains { $0.hasSuffix("register.csv") })
        for name in names where name != "clients.csv" {
            let bytes = try firm.folder.read(name)
            #expect(bytes.range(of: Data("Äpfel".utf8)) == nil, "\(name)")
        }
    }

    @Test func anImportDoesNotTellIt() throws {
        let firm = try firm("old-secret")
        let list = try firm.folder.write(
            "id,name,pdf_password\nC1,Acme Holdings,Old-Secret\n", to: "list.csv")
        let run = ImportRun(folder: firm.path)
        let found = try #require(try run.run(list, into: .clients).diagnostics.first)
        #expect(found.code == .registerDiffers && found.fact.contains("another pdf_password"))
        #expect(!found.fact.lowercased().contains("secret"))
        _ = try run.run(list, into: .clients, ImportOptions(updates: true))
        let text = String(decoding: try firm.folder.read("clients.csv"), as: UTF8.self)
        #expect(text.contains("C1,Acme Holdings,Old-Secret"))
    }

    /// An open file in the place of a protected one could reach the wrong person.
    @Test func aFileIsNotMadeOpenBecauseItsRowCannotBeRead() throws {
        let firm = try firm()
        let made = try #require(try firm.month().invoices.first)
        let copy = firm.path + "/copy.pdf"
        for clients in [
            Self.clients(String(repeating: "x", count: 128)), "id,name\nC2,Beta LLC\n",
            "id,name,pdf-password\nC1,Acme Holdings,x\nC2,Beta LLC,\n",
        ] {
            try firm.folder.write(clients, to: "clients.csv")
            let run = RenderRun(folder: firm.path)
            let (rendered, diagnostics) = try run.run(made.number, to: copy, output: firm.output)
            #expect(rendered.isEmpty && diagnostics.last?.code == .clientUnknown)
            #expect(diagnostics.last?.remedy?.contains("--unprotected") == true)
            #expect(!FileManager.default.fileExists(atPath: copy))
        }
        _ = try RenderRun(folder: firm.path).run(
            made.number, to: copy, output: firm.output, unprotected: true)
        #expect(try opens(copy))
    }
}
