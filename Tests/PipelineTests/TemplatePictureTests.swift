import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// A firm's logo and its letter paper, from the template's folder to the page.
@Suite struct TemplatePictureTests {
    private static let green: [UInt8] = [0, 255, 0]
    private static let red: [UInt8] = [255, 0, 0]

    /// A plain ground, of 4 by 3 where nothing else is said.
    private static func svg(_ colour: String, _ width: Int = 40, _ height: Int = 30) -> String {
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 \(width) \(height)'>"
            + "<rect width='\(width)' height='\(height)' fill='\(colour)'/></svg>"
    }

    private static let logo = "pictures: {logo: {file: logo.svg, width: 60}}\n"

    private func firm(
        _ own: String, rows: Int = 1, more: String = "", files: [String: String] = [:]
    ) throws -> SmallFirm {
        let firm = try SmallFirm(
            [
                "firm.yaml": SmallFirm.plain["firm.yaml", default: ""] + "\ntemplate: own\n" + more
            ],
            inbox: (1...rows).map { "time,T\($0),2026-10-05,M1,JRO,1.0,Work \($0),," })
        try firm.folder.write("extends: standard\n" + own, to: "Templates/own/template.yaml")
        let pictures = [
            "Templates/own/logo.svg": Self.svg("#00ff00"),
            "Templates/own/first.svg": Self.svg("#ff0000", 612, 792),
            "Templates/own/later.svg": Self.svg("#00ff00", 612, 792),
        ]
        for (name, text) in pictures.merging(files, uniquingKeysWith: { $1 }) {
            try firm.folder.write(text, to: name)
        }
        return firm
    }

    private func raster(_ firm: SmallFirm, _ path: String?, page: Int = 1) throws -> PageRaster {
        try PageRaster(
            of: firm.output + "/" + (try #require(path)), page: page, in: firm.folder)
    }

    /// Letter paper is 612 wide, the margins are 58 and 50 at the top; the logo is 60 by 45.
    @Test(arguments: [("split", 58, 50), ("centred", 276, 50), ("stacked", 58, 60)])
    func theLogoStandsWhereTheNameStood(form: String, left: Int, top: Int) throws {
        let firm = try firm(Self.logo + "layout: {letterhead: \(form)}\n")
        let path = try #require(try firm.month().invoices.first?.path)
        let page = try raster(firm, path)
        #expect(page(left + 2, top + 2) == Self.green)
        #expect(page(left + 57, top + 42) == Self.green)
        #expect(page(left + 63, top + 2) != Self.green)
        #expect(page(left + 2, top + 48) != Self.green)
        // On the slip alone.
        let text = try pageText(of: firm.output + "/" + path)
        #expect(text.ranges(of: "Roe & Partners").count == 1)
    }

    @Test func theNameMayStandWithTheLogo() throws {
        let firm = try firm(
            "pictures: {logo: {file: logo.svg, width: 60, with-name: yes}}\n")
        let path = try #require(try firm.month().invoices.first?.path)
        #expect(
            try pageText(of: firm.output + "/" + path).ranges(of: "Roe & Partners").count == 2)
    }

    @Test func everyLetterHasTheLogo() throws {
        let firm = try firm(
            Self.logo,
            more: """
                cover-letter: cover
                reminders: [{after: 10, title: Payment reminder, text: Please pay.}]
                """, files: ["letters/cover.md": "Please find our invoice below."])
        let invoice = try #require(try firm.month().invoices.first)
        #expect(invoice.pages == 2)
        let workspace = try firm.workspace()
        let reminder = try RemindRun(workspace: workspace, output: firm.output).run(
            RemindRun.Request(clients: [], date: day("2026-12-10"), except: [], isDryRun: false)
        ).made.first
        let account = try AccountRun(workspace: workspace, output: firm.output).run(
            AccountRun.Request(
                clients: ["C1"], matters: [], date: day("2026-12-15"), from: nil, isAllOpen: false)
        ).made.first
        for (path, page) in [
            (invoice.path, 1), (invoice.path, 2), (reminder?.path, 1), (account?.path, 1),
        ] {
            #expect(try raster(firm, path, page: page)(60, 52) == Self.green)
        }
    }

    /// A page before the invoice, and three of the invoice: first, later, first, later.
    @Test func letterPaperIsThatOfFirstPagesAndOfLaterOnes() throws {
        let firm = try firm(
            "pictures: {underlay: {first: first.svg, later: later.svg}}\n", rows: 60,
            more: "cover-letter: cover\n", files: ["letters/cover.md": "Below."])
        let invoice = try #require(try firm.month().invoices.first)
        #expect(invoice.pages > 3)
        for (page, colour) in [(1, Self.red), (2, Self.red), (3, Self.green), (4, Self.green)] {
            let dots = try raster(firm, invoice.path, page: page)
            #expect(dots(3, 3) == colour)
            #expect(dots(608, 788) == colour)
        }
        // What is for the firm's own eyes has none.
        let proforma = try #require(
            firm.folder.files(endingIn: ".pdf").first { $0.contains("PF-") })
        #expect(
            try PageRaster(of: firm.path + "/" + proforma, in: firm.folder)(3, 3)
                == [255, 255, 255])
    }

    /// 60 mm are 170.1 points, and the address begins 34 + 26 below.
    @Test func theTextBeginsBelowAPrintedLetterhead() throws {
        let firm = try firm(
            """
            pictures: {underlay: {first: first.svg, text-from: 60mm}}
            layout: {sections: [address, matters, sums]}

            """)
        let path = try #require(try firm.month().invoices.first?.path)
        let text = try outputOfTool(["pdftotext", "-bbox", firm.output + "/" + path, "-"])
        let top = try #require(
            text.split(separator: "\n").first { $0.contains(">Acme</word>") }?
                .split(separator: "\"").dropFirst(3).first.flatMap { Double($0) })
        #expect(top > 170.1 + 60 && top < 170.1 + 70)
        #expect(!(try pageText(of: firm.output + "/" + path)).contains("Roe & Partners"))
    }

    @Test func anInvoiceIsTheSameWhenItsPictureIsGone() throws {
        let firm = try firm(Self.logo)
        let invoice = try #require(try firm.month().invoices.first)
        try firm.folder.remove("Templates/own/logo.svg")
        _ = try RenderRun(folder: firm.path).run(
            invoice.number, to: firm.path + "/again.pdf", output: firm.output)
        #expect(try firm.folder.read("again.pdf") == firm.bytes(invoice))
    }

    @Test func aTemplateThatExtendsAnotherShowsItsPictures() throws {
        let firm = try firm(Self.logo)
        let run = TemplateRun(firmFolder: firm.path)
        #expect(try run.new("house", from: "own").diagnostics == [])
        #expect(try run.check("house").diagnostics == [])
        // Another width of the same logo; or none at all.
        for (own, colour) in [("{width: 90}", Self.green), ("none", [255, 255, 255])] {
            try firm.folder.write(
                "extends: own\npictures: {logo: \(own)}\n", to: "Templates/house/template.yaml")
            let out = firm.path + "/" + own.filter(\.isLetter)
            let made = try PreviewRun(template: "house", firmFolder: firm.path, to: out).run()
            #expect(made.diagnostics == [])
            let page = try PageRaster(of: out + "/invoice.pdf", in: firm.folder)
            #expect(page(140, 100) == colour)
        }
    }

    @Test func whoeverWatchesATemplateSeesItsPicturesChange() throws {
        let firm = try firm(Self.logo)
        let preview = try PreviewRun(
            template: "own", firmFolder: firm.path, to: firm.path + "/out")
        let stamp = preview.stamp()
        try firm.folder.write(Self.svg("#ff00ff"), to: "Templates/own/logo.svg")
        #expect(preview.stamp() != stamp)
    }

    @Test(arguments: [
        ("{logo: {file: log.svg, width: 60}}", "there is no picture \"log.svg\"", "copy a PNG"),
        ("{logo: {file: ../logo.svg, width: 60}}", "does not lie beside", "its name alone"),
        ("{logo: {file: cut.png, width: 60}}", "the PNG is damaged or cut short", "save it anew"),
        ("{underlay: {later: words.svg}}", "neither a PNG nor a sound SVG", "save it anew"),
        ("{logo: {file: logo.svg}}", "\"pictures.logo.width\" is missing", "add a line"),
        ("{logo: {file: logo.svg, width: 290}}", "wider than its place on a4", "at most 247"),
    ])
    func whatIsWrongWithAPictureIsTold(own: String, fact: String, remedy: String) throws {
        let firm = try firm("pictures: \(own)\n", files: ["Templates/own/words.svg": "no picture"])
        let cut: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]
        try Data(cut).write(
            to: URL(fileURLWithPath: firm.path + "/Templates/own/cut.png"))
        for found in [
            try TemplateRun(firmFolder: firm.path).check("own").diagnostics,
            try firm.month().diagnostics,
        ] {
            let told = try #require(found.first { $0.severity == .error })
            #expect(told.fact.contains(fact))
            #expect(told.remedy?.contains(remedy) == true)
            #expect(told.place?.file == "Templates/own/template.yaml" && told.place?.line == 2)
        }
    }

    /// 400 × 400 dots of noise, which no compression makes smaller: 160,000 bytes, once.
    @Test func aPictureOnEachPageIsInTheFileOnce() throws {
        let firm = try firm(
            "pictures: {underlay: {first: noise.png, later: noise.png}}\n", rows: 300)
        let noise = noisePicture(side: 400)
        #expect(noise.count > 160_000)
        try noise.write(to: URL(fileURLWithPath: firm.path + "/Templates/own/noise.png"))
        let invoice = try #require(try firm.month().invoices.first)
        #expect(invoice.pages > 8)
        // The dots are grey, and are red, green and blue in the file.
        #expect(try firm.bytes(invoice).count < 4 * noise.count)
        let images = try outputOfTool([
            "pdfimages", "-list", firm.output + "/" + invoice.path,
        ]).split(separator: "\n").dropFirst(2)
        #expect(images.count == invoice.pages)
        // One object of the file, shown on each page.
        #expect(Set(images.map { $0.split(separator: " ")[10] }).count == 1)
    }
}
