import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// What a statement's PDF is besides pages: by default an archival file that can be read aloud, with
/// its data in it.
@Suite struct PDFFormTests {
    private static func firm(pdf: String = "") -> String {
        SmallFirm.plain["firm.yaml", default: ""]
            + "\nletterhead:\n  - 12 Front Street\n  - www.roe.example · office@roe.example\n" + pdf
    }

    private static let rows = [
        "time,T1,2026-10-05,M3,JRO,1.5,Draft audit plan (first),,",
        "time,T2,2026-10-06,M3,BSM,0.4,\"Call on \"\"scope\"\"\",no-charge,",
        "time,T3,2026-10-07,M4,JRO,2.0,Appeal brief,,", "cost,X1,2026-10-07,M4,,,Court fee,,45.60",
    ]

    private static func billed(
        pdf: String = "", and more: [String] = []
    ) throws -> (SmallFirm, RunReport) {
        let firm = try SmallFirm(["firm.yaml": Self.firm(pdf: pdf)], inbox: rows + more)
        return (firm, try firm.month())
    }

    private func path(_ firm: SmallFirm, _ made: RunReport.Made?) throws -> String {
        firm.output + "/" + (try #require(made).path)
    }

    /// The text of the file's elements, a line each, in the order in which they are read aloud.
    private func read(_ path: String) throws -> [String] {
        try outputOfTool(["pdfinfo", "-enc", "UTF-8", "-struct-text", path])
            .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { $0.hasPrefix("\"") }.map { String($0.dropFirst().dropLast()) }
    }

    private func attachment(_ name: String, of path: String) throws -> Data {
        Data(try outputOfTool(["qpdf", "--show-attachment=\(name)", path]).utf8)
    }

    @Test func everyFigureAndNarrativeIsReadInItsRow() throws {
        let (firm, report) = try Self.billed()
        let texts = try read(path(firm, report.invoices.first))
        // 1.5 × 400.00, free time with its hours, 2.0 × 400.00; as the row has it from left to right.
        for row in [
            ["10/05/2026", "JRO", "Draft audit plan (first)", "1.50", "400.00", "600.00"],
            ["10/06/2026", "BSM", "Call on \"scope\"", "0.40"],
            ["10/07/2026", "JRO", "Appeal brief", "2.00", "400.00", "800.00"],
        ] {
            let at = try #require(texts.firstIndex(of: row[2]), "\(row[2]) in \(texts)")
            #expect(Array(texts[(at - 2)..<(at - 2 + row.count)]) == row)
        }
        // 600.00 + 800.00 + 45.60
        #expect(texts.contains("$1,445.60"))
        // Headers that pages repeat, running heads and footers are no part of what is read.
        #expect(!texts.contains { $0.hasPrefix("Page 1") })
    }

    @Test func matterAndSectionsAreBookmarksAndAddressesAreLinks() throws {
        let (firm, report) = try Self.billed()
        let file = try path(firm, report.invoices.first)
        let json = try outputOfTool(["qpdf", "--json=2", "--json-key=outlines", file])
        for title in ["Audit", "Appeal", "Professional services", "Costs and", "Remittance"] {
            #expect(json.contains("\"title\": \"\(title)"), "\(title) in \(json)")
        }
        let plain = try outputOfTool(["qpdf", "--qdf", "--object-streams=disable", file, "-"])
        #expect(plain.contains("(https://www.roe.example)"))
        #expect(plain.contains("(mailto:office@roe.example)"))
        // From the overview to each of the two matters, and an address twice: letterhead and slip.
        #expect(plain.components(separatedBy: "/Subtype /Link").count - 1 == 6)
        #expect(plain.contains("/Lang (en-US)"))
        #expect(plain.contains("/DisplayDocTitle true"))
        #expect(plain.contains("(D:20261031000000Z)"))
    }

    @Test func theDataSaysWhatThePageShows() throws {
        let (firm, report) = try Self.billed()
        let file = try path(firm, report.invoices.first)
        let data = try #require(
            try JSONSerialization.jsonObject(with: attachment("statement.json", of: file))
                as? [String: Any])
        let matters = try #require(data["matters"] as? [[String: Any]])
        let lines = matters.flatMap { $0["services"] as? [[String: String]] ?? [] }
        #expect(lines.map { $0["amount"] } == ["600.00", nil, "800.00"])
        #expect(lines.map { $0["hours"] } == ["1.50", "0.40", "2.00"])
        #expect(lines[1]["uncharged"] == "no-charge" && lines[1]["rate"] == nil)
        #expect((data["sums"] as? [String: Any])?["total"] as? String == "1445.60")
        let csv = try CSVTable(
            String(decoding: attachment("lines.csv", of: file), as: UTF8.self))
        let cents = csv.rows.map { hundredths($0["amount"]) ?? 0 }
        #expect(cents.reduce(0, +) == 144_560)
    }

    @Test func whatIsNotTheClientsToSeeIsNotInTheData() throws {
        let (firm, _) = try Self.billed()
        try firm.export(
            [
                "time,U1,2026-11-03,M1,JRO,1.0,Lease terms,,",
                "time,U2,2026-11-04,M1,BSM,3.0,Internal training on leases,,",
            ], as: "b.csv")
        try firm.load()
        let selection = Selection(date: day("2026-11-30"))
        let proforma = try #require(try firm.run(.proforma, selection).proformas.first)
        let id = try firm.line("U2")
        let mark = try firm.mark("U2") {
            $0.isWriteOff = true
            $0.reason = "not billable"
        }
        let edit = try EditRun(workspace: try firm.workspace(), selection).run([mark])
        #expect(edit.diagnostics == [])
        let invoice = try #require(try firm.run(.invoice, selection).invoices.first)
        for name in ["statement.json", "lines.csv"] {
            let text = String(
                decoding: try attachment(name, of: firm.output + "/" + invoice.path),
                as: UTF8.self)
            #expect(text.contains("Lease terms"))
            for hidden in ["training", "1000.05", "BSM", "trace", "worked", "standard", id] {
                #expect(!text.contains(hidden), "\(hidden) in \(name)")
            }
        }
        #expect(proforma.pages > 0)
    }

    @Test func aLineOfAProFormaIsFoundOnItsPage() throws {
        let (firm, report) = try Self.billed()
        let file = try path(firm, report.proformas.last)
        let places = try #require(
            try JSONSerialization.jsonObject(with: attachment("placements.json", of: file))
                as? [[String: Any]])
        let data = String(
            decoding: try attachment("statement.json", of: file), as: UTF8.self)
        try #require(places.count == 4)
        for place in places {
            let line = try #require(place["line"] as? String)
            #expect(data.contains("\"line\" : \"\(line)\""))
            func points(_ key: String) -> String {
                String(Int((place[key] as? Double ?? -1).rounded()))
            }
            let text = try outputOfTool([
                "pdftotext", "-f", String(place["page"] as? Int ?? 0), "-l",
                String(place["page"] as? Int ?? 0), "-x", points("x"), "-y", points("y"), "-W",
                points("width"), "-H", points("height"), "-r", "72", file, "-",
            ])
            #expect(text.contains(line), "\(line) is not where the map says: \(text)")
        }
    }

    @Test(arguments: [
        ("archival: no\n", false, true, true), ("  tagged: no\n", true, false, true),
        ("  data: no\n", true, true, false),
    ])
    func eachSettingTakesItsPartAway(
        _ setting: String, archival: Bool, tagged: Bool, data: Bool
    ) throws {
        let (firm, report) = try Self.billed(
            pdf: "pdf:\n  " + setting.trimmingCharacters(in: .whitespaces))
        let file = try path(firm, report.invoices.first)
        let plain = try outputOfTool(["qpdf", "--qdf", "--object-streams=disable", file, "-"])
        #expect(plain.contains("<pdfaid:part>3</pdfaid:part>") == archival)
        #expect(plain.contains("/OutputIntents") == archival)
        #expect(plain.contains("/StructTreeRoot") == tagged)
        #expect(plain.contains("/EmbeddedFiles") == data)
        #expect(try outputOfTool(["qpdf", "--check", file]).contains("No syntax"))
    }

    @Test func aDocumentIsMadeAgainAsItWasWhenTheSettingsHaveChanged() throws {
        let (firm, report) = try Self.billed()
        let made = try #require(report.invoices.first)
        let bytes = try firm.bytes(made)
        try firm.folder.write(
            Self.firm(pdf: "pdf:\n  archival: no\n  tagged: no\n  data: no\n"), to: "firm.yaml")
        let copy = firm.path + "/copy.pdf"
        _ = try RenderRun(folder: firm.path).run(made.number, to: copy, output: firm.output)
        #expect(try firm.folder.read("copy.pdf") == bytes)
        #expect(
            try VerifyRun(folder: firm.path).run(rendering: true).diagnostics.isEmpty)
        // And an open pro forma stays as it was issued.
        #expect(try firm.rows("SELECT DISTINCT form FROM document") == [["archival tagged data"]])
    }

    @Test func anArchiveTakesEveryKindOfDocument() throws {
        // The first character's hints begin in a subroutine of its font, which not every checker follows.
        let (firm, report) = try Self.billed(and: [
            "time,T4,2026-10-08,M4,JRO,0.5,株式譲渡契約書の草案を検討した,,"
        ])
        let mark = try firm.mark("T3") { $0.hours = "1.0" }
        let corrected = try firm.correct(try #require(report.invoices.first).number, mark)
        #expect(!corrected.isRefused, "\(corrected.diagnostics)")
        let files = TemporaryFolder.names(endingIn: ".pdf", below: firm.output)
            .filter { !$0.contains("by attorney") }.map { firm.output + "/" + $0 }
        #expect(files.contains { $0.contains("difference") })
        #expect(files.contains { $0.contains("credit note") })
        try expectSound(files)
        try expectArchival(files)
    }
}
