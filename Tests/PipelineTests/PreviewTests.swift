import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// The commands for whoever makes a template.
@Suite struct PreviewTests {
    @Test func everyKindOfDocumentIsSetAndPictured() throws {
        let folder = try TemporaryFolder()
        let report = try PreviewRun(
            template: "modern", firmFolder: folder.path, to: folder.path + "/out"
        ).run()
        #expect(report.diagnostics == [])
        #expect(
            report.made.map(\.name) == [
                "short invoice", "invoice", "long invoice", "invoice of several matters",
                "right to left", "pro forma", "credit note", "statement of account", "reminder",
                "difference page", "cover letter",
            ])
        for made in report.made {
            let pdf = folder.path + "/out/\(made.name).pdf"
            let info = try outputOfTool(["pdfinfo", pdf])
            #expect(info.contains("Pages:           \(made.pages)\n"))
            // Letter, 8.5 × 11 inches, or A4 at 108 dots to the inch.
            let picture = try folder.read("out/\(made.name) 1.png")
            #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(picture[18...19].elementsEqual([0x03, 0x96]) || picture[18] == 0x03)
        }
        let long = try #require(report.made.first { $0.name == "long invoice" })
        #expect(long.pages > 3)
    }

    /// Whoever saves a mistake keeps looking at the last good pages.
    @Test func aMistakeLeavesThePicturesAsTheyWere() throws {
        let folder = try TemporaryFolder()
        try folder.write("extends: standard\n", to: "Templates/own/template.yaml")
        let preview = try PreviewRun(
            template: "own", firmFolder: folder.path, to: folder.path + "/out")
        #expect(try preview.run().made.count == 11)
        let before = try folder.read("out/invoice.pdf")
        let stamp = preview.stamp()
        try folder.write(
            "extends: standard\ncolours: {ink: blue}\n", to: "Templates/own/template.yaml")
        #expect(preview.stamp() != stamp)
        let report = try preview.run()
        #expect(report.made.isEmpty && report.diagnostics.hasErrors)
        #expect(try folder.read("out/invoice.pdf") == before)
    }

    /// Whoever saves again while the rest is being made does not wait for it.
    @Test func theFirstPagesComeFirst() throws {
        let folder = try TemporaryFolder()
        let preview = try PreviewRun(
            template: "standard", firmFolder: folder.path, to: folder.path + "/out")
        var pictures: [String] = []
        let report = try preview.run(pictured: { pictures.append($0) }, isOutdated: { true })
        #expect(report.made.isEmpty && folder.files(endingIn: ".pdf") == [])
        #expect(pictures.count == 11 && pictures.allSatisfy { $0.hasSuffix(" 1.png") })
        #expect(folder.files(endingIn: ".png") == pictures.map { "out/" + $0 }.sorted())
    }

    /// Fonts that are kept from one save to the next change nothing on the page.
    @Test func aChangedTemplateLooksAsIfItWereReadForTheFirstTime() throws {
        let folder = try TemporaryFolder()
        func preview(_ name: String) throws -> PreviewRun {
            try PreviewRun(
                template: "own", firmFolder: folder.path, to: folder.path + "/" + name,
                mostPictures: 1, scale: 0.5)
        }
        try folder.write("extends: standard\n", to: "Templates/own/template.yaml")
        let watching = try preview("watched")
        _ = try watching.run()
        for change in [
            "colours: {ink: \"#702020\"}", "styles: {narrative: {leading: 15}}",
            "styles: {narrative: {size: 11}}", "fonts: {text: Lato}",
        ] {
            let before = try folder.read("watched/invoice.pdf")
            try folder.write("extends: standard\n\(change)\n", to: "Templates/own/template.yaml")
            _ = try watching.run()
            _ = try preview("anew").run()
            let after = try folder.read("watched/invoice.pdf")
            #expect(after != before, "\(change)")
            #expect(try after == folder.read("anew/invoice.pdf"), "\(change)")
        }
    }

    /// A European firm looks at its template on its own paper.
    @Test func theFirmsPaperAndLettersAreUsed() throws {
        let firm = try SmallFirm([
            "firm.yaml": SmallFirm.plain["firm.yaml", default: ""]
                + "\npaper: a4\ncover-letter: own\n", "letters/own.md": "Guten Tag {client}.",
        ])
        let preview = try PreviewRun(
            template: "standard", firmFolder: firm.path, to: firm.path + "/out", mostPictures: 1)
        _ = try preview.run()
        let pdf = firm.path + "/out/cover letter.pdf"
        #expect(try outputOfTool(["pdfinfo", pdf]).contains("595.28 x 841.89 pts (A4)"))
        #expect(try pageText(of: pdf).contains("Guten Tag"))
    }

    @Test func aNewTemplateIsSoundAndNothingIsWrittenOver() throws {
        let folder = try TemporaryFolder()
        let run = TemplateRun(firmFolder: folder.path)
        let (path, found) = try run.new("house", from: "ledger")
        #expect(found == [] && path == "Templates/house/template.yaml")
        let checked = try run.check("house")
        #expect(checked.diagnostics == [] && checked.documents == 11)
        #expect(checked.fonts.contains { $0.contains("heroscn") })
        #expect(run.list().first { $0.name == "house" }?.extends == "ledger")
        #expect(run.list().first { $0.name == "house" }?.isOwn == true)
        #expect(throws: EnvironmentError.self) { try run.new("house", from: "modern") }
        #expect(try run.new("other", from: "nothing").diagnostics.map(\.code) == [.templateUnknown])
    }

    /// Each line that the new file offers may be taken as it is.
    @Test func whatANewTemplateOffersCanBeUsed() throws {
        let folder = try TemporaryFolder()
        let run = TemplateRun(firmFolder: folder.path)
        let path = try run.new("house", from: "standard").path
        let text = String(decoding: try folder.read(path), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let offered = lines.dropFirst(4).map { $0.hasPrefix("# ") ? $0.dropFirst(2) : $0 }
        try folder.write(
            (["extends: standard"]
                + offered.filter { line in
                    !["Lengths", "PNG or SVG", "extends"].contains { line.hasPrefix($0) }
                }).joined(separator: "\n"), to: path)
        for name in ["logo.svg", "letterhead.png", "later.png"] {
            let picture = URL(fileURLWithPath: "\(folder.path)/Templates/house/\(name)")
            try noisePicture(side: 20).write(to: picture)
        }
        #expect(try run.check("house").diagnostics == [])
    }
}
