import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// What a template decides beyond fonts and colours, looked at on the page.
@Suite struct TemplateLookTests {
    /// An invoice and the folder that it is in, which lives as long.
    private struct Page {
        var firm: SmallFirm
        var path: String

        func text() throws -> String { try pageText(of: path) }
    }

    private func invoice(
        _ own: String, rows: Int = 1, language: String = "en-US"
    ) throws -> Page {
        let settings = "\ntemplate: own\nlanguage: \(language)\n"
        let firm = try SmallFirm(
            ["firm.yaml": SmallFirm.plain["firm.yaml", default: ""] + settings],
            inbox: (1...rows).map { "time,T\($0),2026-10-05,M1,JRO,1.0,Work \($0),," })
        try firm.folder.write("extends: standard\n" + own, to: "Templates/own/template.yaml")
        let invoice = try #require(try firm.month().invoices.first)
        return Page(firm: firm, path: firm.output + "/" + invoice.path)
    }

    /// Left and upper edge of a word's first place on a page, in points.
    private func place(of word: String, page: Int = 1, in invoice: Page) throws -> (
        x: Double, y: Double
    ) {
        let boxes = try outputOfTool([
            "pdftotext", "-bbox", "-f", String(page), "-l", String(page), invoice.path, "-",
        ])
        let line = try #require(
            boxes.split(separator: "\n").first { $0.contains(">\(word)</word>") })
        func value(_ name: String) throws -> Double {
            let rest = try #require(line.range(of: name + "=\"")).upperBound
            return try #require(Double(line[rest...].prefix { $0 != "\"" }))
        }
        return (try value("xMin"), try value("yMin"))
    }

    /// DIN 5008: the address field begins 25 mm from the left, and its address zone 44.7 mm (form A)
    /// or 62.7 mm (form B) from the top. A number 10 envelope shows a letter folded in three from
    /// 2.25 to 3.375 inches.
    @Test(arguments: [
        ("din-a", 70.8, 126.7), ("din-b", 70.8, 177.7), ("us-10", 72.0, 162.0),
    ])
    func theAddressStandsInTheWindow(window: String, left: Double, top: Double) throws {
        let path = try invoice("layout: {window: \(window)}\n")
        let place = try place(of: "Acme", in: path)
        #expect(abs(place.x - left) < 1.5)
        #expect(place.y >= top - 0.5 && place.y < top + 12)
    }

    /// The window of an envelope is where it is, whatever side its letter reads from: in a Hebrew letter
    /// the address begins at the right edge of the field, 25 to 105 mm from the left of the paper.
    @Test func theAddressStandsInTheWindowOfALetterFromRightToLeft() throws {
        let page = try invoice("layout: {window: din-b}\n", language: "he")
        let place = try place(of: "Acme", in: page)
        #expect(place.x > 70.8 && place.x < 297.6)
        #expect(place.y >= 177.2 && place.y < 189.7)
        // The details are at the other side of it.
        #expect(try self.place(of: "0101", in: page).x > 297.6)
    }

    /// Inner margin 100, outer 50: the second page begins its text at 50.
    @Test func leftPagesHaveTheMarginsTheOtherWayRound() throws {
        let path = try invoice(
            "margins: {left: 100, right: 50}\nlayout: {two-sided: yes}\n", rows: 60)
        #expect(abs(try place(of: "10/05/2026", in: path).x - 100) < 1.5)
        #expect(abs(try place(of: "10/05/2026", page: 2, in: path).x - 50) < 1.5)
    }

    @Test func sectionsStandInTheirOrderOrNotAtAll() throws {
        let text = try invoice("layout: {sections: [letterhead, address, sums, matters]}\n").text()
        let sums = try #require(text.range(of: "Amount due"))
        let matters = try #require(text.range(of: "Professional services"))
        let table = try #require(text.range(of: "Work 1"))
        #expect(sums.lowerBound < table.lowerBound)
        #expect(matters.lowerBound < table.lowerBound)
        #expect(!text.contains("Remittance"))
    }

    @Test func summariesCanBeLeftOut() throws {
        let text = try invoice("layout: {matter: [services, costs]}\n").text()
        #expect(text.contains("Professional services") && !text.contains("Timekeeper summary"))
    }

    @Test func columnsAreRuled() throws {
        func strokes(_ own: String) throws -> Int {
            let page = try invoice(own)
            let text = try outputOfTool(["qpdf", "--stream-data=uncompress", page.path, "-"])
            withExtendedLifetime(page) {}
            return text.split(separator: "\n").count { $0.hasSuffix(" l S") || $0 == "S" }
        }
        #expect(try strokes("tables: {column-rule: hair}\n") > strokes(""))
    }

    /// Sixty hours at 400.00 on three pages: what ends a page begins the next, and adds up with the
    /// rows between.
    @Test func sumsAreCarriedFromPageToPage() throws {
        let invoice = try invoice("layout: {carried-forward: yes}\n", rows: 60)
        let text = try outputOfTool(["pdftotext", "-layout", "-enc", "UTF-8", invoice.path, "-"])
        withExtendedLifetime(invoice) {}
        var carried: [Int] = []
        var rows = 0
        for line in text.split(separator: "\n").map(PageLine.init) {
            if line.startsWithDate { rows += 1 }
            if line.text.contains("Carried forward") {
                #expect(line.figures == [rows * 100, rows * 400_00])
                carried = line.figures
            }
            if line.text.contains("Brought forward") { #expect(line.figures == carried) }
        }
        #expect(rows == 60 && !carried.isEmpty)
        #expect(text.contains("Professional services (continued)"))
    }

    @Test(arguments: [
        ("layout: {sections: [letterhead, address, sums]}\n", "an invoice goes out with matters"),
        (
            "layout: {sections: [address, matters, sums, sums]}\n",
            "\"layout.sections\" has a word twice, or one that is not known"
        ),
        ("layout: {window: din-c}\n", "\"layout.window\" cannot be \"din-c\""),
        ("tables: {stripe: pink}\n", "\"pink\" is not defined in this template"),
        ("tables: {row-rule: pink}\n", "\"pink\" is not defined in this template"),
    ])
    func whatCannotBeIsTold(own: String, fact: String) throws {
        let firm = try SmallFirm(
            ["firm.yaml": SmallFirm.plain["firm.yaml", default: ""] + "\ntemplate: own\n"],
            inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Work,,"])
        try firm.folder.write("extends: standard\n" + own, to: "Templates/own/template.yaml")
        let found = try firm.month().diagnostics.filter { $0.severity == .error }
        #expect(found.first?.fact == fact)
        #expect(found.first?.place?.line == 2)
    }

    /// The invoice and the pro forma of every template that is shipped, down to their figures.
    @Test(arguments: ["standard", "modern", "compact", "ledger"])
    func everyShippedTemplateSetsThePage(name: String) throws {
        let firm = try SmallFirm(
            ["firm.yaml": SmallFirm.plain["firm.yaml", default: ""] + "\ntemplate: \(name)\n"],
            inbox: (1...40).map {
                "time,T\($0),2026-10-05,M1,JRO,1.5,Review and revise draft number \($0),,"
            })
        let report = try firm.month()
        #expect(report.diagnostics.filter { $0.severity == .error } == [])
        for document in report.invoices + report.proformas {
            let problems = PrintedFigures(pages: try firm.text(document)).problems
            #expect(problems == [], "\(document.path)")
            let path = firm.output + "/" + document.path
            #expect(try outputOfTool(["qpdf", "--check", path]).contains("No syntax"))
            // 40 × 1.50 hours at 400.00
            #expect(try firm.text(document).contains("24,000.00"))
        }
    }
}
