import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Texts of a template's own, from its folder to the page.
@Suite struct FragmentRunTests {
    private func firm(
        _ texts: [String: String], own: String = "", rows: Int = 1, more: String = ""
    ) throws -> SmallFirm {
        let firm = try SmallFirm(
            [
                "firm.yaml": SmallFirm.plain["firm.yaml", default: ""] + "\ntemplate: own\n" + more,
                "clients.csv": "id,name\nC1,Acme <b>& Sons</b>\nC2,Beta\n",
            ], inbox: (1...rows).map { "time,T\($0),2026-10-05,M1,JRO,1.0,Work \($0),," })
        try firm.folder.write("extends: standard\n" + own, to: "Templates/own/template.yaml")
        for (name, text) in texts {
            try firm.folder.write(text, to: "Templates/own/\(name).mustache")
        }
        return firm
    }

    @Test func aTextStandsOnTheInvoiceWithWhatItFillsIn() throws {
        let firm = try firm([
            "closing": "Dear <b>{{client}}</b>, please pay {{amount}} by {{due}}."
        ])
        let invoice = try #require(try firm.month().invoices.first)
        #expect(
            try firm.text(invoice).contains(
                "Dear Acme <b>& Sons</b>, please pay $400.00 by November 30, 2026."))
        // What is for the firm's own eyes has none.
        let proforma = try #require(
            firm.folder.files(endingIn: ".pdf").first { $0.contains("PF-") })
        #expect(!(try pageText(of: firm.path + "/" + proforma)).contains("please pay"))
    }

    @Test func theFooterStandsOnEveryPageOfWhateverAClientGets() throws {
        let firm = try firm(
            ["footer": "{{title}} – House bank 4711\\\nRegistered in Springfield"], rows: 60,
            more: "reminders: [{after: 10, title: Payment reminder, text: Please pay.}]\n")
        let invoice = try #require(try firm.month().invoices.first)
        #expect(invoice.pages > 2)
        let text = try firm.text(invoice)
        #expect(text.ranges(of: "Invoice 0101 – House bank 4711").count == invoice.pages)
        #expect(text.ranges(of: "Registered in Springfield").count == invoice.pages)
        let workspace = try firm.workspace()
        let reminder = try #require(
            try RemindRun(workspace: workspace, output: firm.output).run(
                RemindRun.Request(
                    clients: [], date: day("2026-12-10"), except: [], isDryRun: false)
            ).made.first)
        let letter = try pageText(of: firm.output + "/" + (reminder.path ?? ""))
        #expect(letter.contains("Payment reminder RM-00001 – House bank 4711"))
    }

    @Test func theClientsLanguageHasATextOfItsOwn() throws {
        let firm = try firm(["opening": "In English.", "opening.de": "Auf Deutsch."])
        try firm.folder.write("id,name,language\nC1,Acme,de\nC2,Beta,\n", to: "clients.csv")
        let invoice = try #require(try firm.month().invoices.first)
        let text = try firm.text(invoice)
        #expect(text.contains("Auf Deutsch.") && !text.contains("In English."))
    }

    @Test func anInvoiceIsTheSameWhenItsTextHasChanged() throws {
        let firm = try firm(["closing": "Thank you, <i>{{client}}</i>."])
        let invoice = try #require(try firm.month().invoices.first)
        try firm.folder.write("Never mind.", to: "Templates/own/closing.mustache")
        _ = try RenderRun(folder: firm.path).run(
            invoice.number, to: firm.path + "/again.pdf", output: firm.output)
        #expect(try firm.folder.read("again.pdf") == firm.bytes(invoice))
    }

    @Test func aTemplateThatExtendsAnotherHasItsTexts() throws {
        let firm = try firm(["closing": "Thank you."])
        try firm.folder.write("extends: own\n", to: "Templates/house/template.yaml")
        let out = firm.path + "/out"
        _ = try PreviewRun(template: "house", firmFolder: firm.path, to: out).run()
        #expect(try pageText(of: out + "/invoice.pdf").contains("Thank you."))
        // An empty text of its own takes it off.
        try firm.folder.write("", to: "Templates/house/closing.mustache")
        _ = try PreviewRun(template: "house", firmFolder: firm.path, to: out).run()
        #expect(!(try pageText(of: out + "/invoice.pdf")).contains("Thank you."))
    }

    @Test func whoeverWatchesATemplateSeesItsTextsChange() throws {
        let firm = try firm(["closing": "Thank you."])
        let preview = try PreviewRun(
            template: "own", firmFolder: firm.path, to: firm.path + "/out")
        let before = preview.stamp()
        try firm.folder.write("Thank you very much.", to: "Templates/own/closing.mustache")
        let after = preview.stamp()
        #expect(after != before)
        try firm.folder.write("Dear all,", to: "Templates/own/opening.mustache")
        #expect(preview.stamp() != after)
    }

    @Test func checkTellsWhatIsWrongWithATextAndNothingIsBilledWithIt() throws {
        let firm = try firm(["closing": "Thank you,\n{{clint}}."])
        let checked = try TemplateRun(firmFolder: firm.path).check("own").diagnostics
        #expect(checked.map(\.code) == [.fragmentUnreadable])
        #expect(
            checked.first?.place
                == Place(file: "Templates/own/closing.mustache", line: 2, column: 1))
        let report = try firm.month()
        #expect(report.invoices.isEmpty)
        #expect(report.diagnostics.contains { $0.code == .fragmentUnreadable })
    }

    @Test func aTaggedFileHasItsTextsInReadingOrder() throws {
        let firm = try firm(
            [
                "opening": "First <b>of all</b>.", "closing": "Last <i>of all</i>.",
                "footer": "Foot",
            ],
            more: "pdf: {archival: no, data: no}\n")
        let report = try firm.month()
        let invoice = try #require(report.invoices.first)
        let path = firm.output + "/" + invoice.path
        let read = try outputOfTool(["pdfinfo", "-struct-text", path])
        let first = try #require(read.range(of: "First of all."))
        let last = try #require(read.range(of: "Last of all."))
        #expect(first.lowerBound < last.lowerBound)
        #expect(!read.contains("Foot"))
        #expect(try outputOfTool(["qpdf", "--check", path]).contains("No syntax"))
    }
}
