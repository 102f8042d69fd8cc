import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Posted documents again, whatever has changed since.
@Suite struct RenderRunTests {
    @Test func anInvoiceComesBackByteForByteAfterEverythingChanged() throws {
        let firm = try AuditedFirm.billed()
        let invoice = "Output/2026-10-31/invoices"
        let files = firm.folder.files(endingIn: ".pdf").filter { $0.hasPrefix(invoice) }
        let path = try #require(files.first { $0.contains("0101") })
        let posted = try firm.folder.read(path)
        // Another name, other rates, another template of the same name, and the file itself gone.
        try firm.folder.write(
            SmallFirm.plain["firm.yaml", default: ""].replacingOccurrences(
                of: "Roe & Partners", with: "Roe Smith"), to: "firm.yaml")
        try firm.folder.write("effective,timekeeper,rate\n2026-01-01,JRO,1.00\n", to: "rates.csv")
        try firm.folder.write("not: a template\n", to: "Templates/standard/template.yaml")
        try FileManager.default.removeItem(atPath: firm.path + "/" + path)

        let copy = firm.path + "/copy.pdf"
        let run = RenderRun(folder: firm.path)
        #expect(try run.run("0101", to: copy, output: firm.output).rendered.map(\.file) == [copy])
        #expect(try firm.folder.read("copy.pdf") == posted)
        // Without a file's name, where it was.
        _ = try run.run("0101", to: nil, output: firm.output)
        #expect(try firm.folder.read(path) == posted)
    }

    @Test func eachVersionOfAProFormaComesBackAsItWas() throws {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,"])
        try firm.load()
        let first = try #require(try firm.run(.proforma).proformas.first)
        let bytes = try firm.bytes(first)
        try firm.export(["time,T1,2026-10-05,M1,JRO,2.5,Draft lease,,"])
        try firm.load()
        let second = try #require(try firm.run(.proforma).proformas.first)
        #expect(second.version == 2)
        let run = RenderRun(folder: firm.path)
        let copy = firm.path + "/copy.pdf"
        _ = try run.run("PF-001 v1", to: copy, output: firm.output)
        #expect(try firm.folder.read("copy.pdf") == bytes)
        // By its number alone, the last version.
        #expect(try run.run("pf-001", to: copy, output: firm.output).rendered.map(\.version) == [2])
        #expect(try firm.folder.read("copy.pdf") == firm.bytes(second))
    }

    @Test func bytesThatDifferAreNotWritten() throws {
        let firm = try AuditedFirm.billed()
        try tamper(
            firm.database,
            "UPDATE document SET statement = replace(statement, 'Draft lease', 'Draft lies')")
        let error = #expect(throws: EnvironmentError.self) {
            try RenderRun(folder: firm.path).run(
                "0101", to: firm.path + "/copy.pdf", output: firm.output)
        }
        #expect(error?.cause == "the bytes differ from those that were posted")
        #expect(!FileManager.default.fileExists(atPath: firm.path + "/copy.pdf"))
    }

    @Test func aNumberThatNobodyGaveIsTold() throws {
        let firm = try AuditedFirm.billed()
        let (rendered, diagnostics) = try RenderRun(folder: firm.path).run(
            "9999", to: nil, output: firm.output)
        #expect(rendered.isEmpty)
        #expect(diagnostics.map(\.code) == [.filterUnknown])
        #expect(diagnostics.first?.fact.contains("9999") == true)
    }
}
