import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// A template that extends another says only what differs.
@Suite struct TemplateChainTests {
    private func firm(_ templates: [String: String], named name: String = "own") throws -> SmallFirm
    {
        let firm = try SmallFirm(
            ["firm.yaml": SmallFirm.plain["firm.yaml", default: ""] + "\ntemplate: \(name)\n"],
            inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Work,,"])
        for (name, text) in templates {
            try firm.folder.write(text, to: "Templates/\(name)/template.yaml")
        }
        return firm
    }

    @Test func whatIsNotSaidIsAsInTheTemplateThatIsExtended() throws {
        let firm = try firm(["own": "extends: standard\nlabels: {invoice: Fee note}\n"])
        let invoice = try #require(try firm.month().invoices.first)
        let text = try firm.text(invoice)
        #expect(text.contains("Fee note"))
        #expect(text.contains("Professional services"))
    }

    /// The firm's own "standard" may extend the one that comes with the program.
    @Test func aTemplateMayExtendTheShippedOneOfItsName() throws {
        let firm = try firm(
            ["standard": "extends: standard\nlabels: {invoice: Fee note}\n"], named: "standard")
        let invoice = try #require(try firm.month().invoices.first)
        #expect(try firm.text(invoice).contains("Fee note"))
    }

    /// Frozen with all the files it was made of.
    @Test func anInvoiceIsTheSameWhenTheExtendedTemplateHasChanged() throws {
        let firm = try firm([
            "own": "extends: house\n", "house": "extends: standard\nlabels: {invoice: Fee note}\n",
        ])
        let invoice = try #require(try firm.month().invoices.first)
        let bytes = try firm.bytes(invoice)
        try firm.folder.write(
            "extends: standard\nlabels: {invoice: Bill}\n", to: "Templates/house/template.yaml")
        _ = try RenderRun(folder: firm.path).run(
            invoice.number, to: firm.path + "/again.pdf", output: firm.output)
        #expect(try firm.folder.read("again.pdf") == bytes)
    }

    /// One colour, changed in one place, changes every style that names it.
    @Test func aColourIsChangedOnceForAllStyles() throws {
        let plain = try firm(["own": "extends: standard\n"])
        let red = try firm(["own": "extends: standard\ncolours: {accent: \"#ff0000\"}\n"])
        #expect(try !content(of: plain).contains("1 0 0 rg"))
        // The firm's name, the title, the headings, the amount due.
        #expect(try content(of: red).contains("1 0 0 rg"))
    }

    private func content(of firm: SmallFirm) throws -> String {
        let invoice = try #require(try firm.month().invoices.first)
        return try outputOfTool([
            "qpdf", "--stream-data=uncompress", firm.output + "/" + invoice.path, "-",
        ])
    }

    @Test(arguments: [
        ("extends: stendard\n", "there is no template \"stendard\""),
        ("extends: ring\n", "template \"own\" extends itself by way of others"),
        (
            "extends: standard\ncolours: {acent: 3}\n",
            "\"colours.acent\" cannot be \"3\""
        ),
        (
            "extends: standard\nstyles: {title: {colour: blue}}\n",
            "\"blue\" is not defined in this template"
        ),
        ("extends: standard\nlables: {}\n", "\"lables\" is not a known setting"),
    ])
    func whatIsWrongIsToldWithItsFile(own: String, fact: String) throws {
        let firm = try firm(["own": own, "ring": "extends: own\n"])
        let report = try firm.month()
        let told = try #require(report.diagnostics.first { $0.severity == .error })
        #expect(told.fact == fact)
        #expect(told.place?.file.hasPrefix("Templates/") == true)
        #expect(report.invoices.isEmpty)
    }
}
