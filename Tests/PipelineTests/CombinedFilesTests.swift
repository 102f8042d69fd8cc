import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// The files of several documents that go to a printer.
@Suite struct CombinedFilesTests {
    private static let attorneyFile = "2026-10-31/invoices/by attorney/JRO Jane Roe.pdf"
    private static let wholeFile = "2026-10-31/invoices/all invoices.pdf"

    /// Two invoices in dollars, one in euros, each on one page.
    private func billed(
        _ settings: String = "", files: [String: String] = [:]
    ) throws -> SmallFirm {
        let firm = try SmallFirm(
            [
                "firm.yaml": (SmallFirm.plain["firm.yaml"] ?? "") + "\n" + settings,
                "clients.csv": """
                id,name,statements,currency,attorney
                C1,Acme Holdings,,,JRO
                C2,Beta LLC,consolidated,EUR,BSM
                """,
                "matters.csv": """
                id,client,name,arrangement,attorney
                M1,C1,Lease,hourly,
                M2,C1,Merger,hourly,
                M3,C2,Audit,hourly,JRO
                M4,C2,Appeal,hourly,JRO
                """,
                "rates.csv": """
                effective,timekeeper,rate,currency
                2026-01-01,JRO,400.00,USD
                2026-01-01,JRO,350.00,EUR
                2026-01-01,BSM,333.35,USD
                """,
            ].merging(files) { $1 },
            inbox: [
                "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
                "time,T2,2026-10-06,M2,BSM,0.4,Call on scope,,",
                "time,T3,2026-10-07,M3,JRO,2.0,Audit plan,,",
            ])
        let report = try firm.month()
        #expect(report.diagnostics.isEmpty, "\(report.diagnostics)")
        return firm
    }

    private func json(_ path: String, _ key: String) throws -> [[String: Any]] {
        let text = try outputOfTool(["qpdf", "--json=2", "--json-key=\(key)", path])
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return try #require(value?[key] as? [[String: Any]])
    }

    /// What a reader calls each page.
    private func labels(_ path: String) throws -> [String] {
        let count = try outputOfTool(["qpdf", "--show-npages", path])
            .trimmingCharacters(in: .whitespacesAndNewlines)
        var labels: [Int: String] = [:]
        for range in try json(path, "pagelabels") {
            let label = try #require(range["label"] as? [String: Any])
            let index = try #require(range["index"] as? Int)
            let prefix = (label["/P"] as? String ?? "").dropFirst(2)
            let number = label["/S"] == nil ? nil : label["/St"] as? Int ?? 1
            labels[index] = prefix + (number.map(String.init) ?? "")
        }
        return (0..<(Int(count) ?? 0)).map { labels[$0] ?? "like the one before" }
    }

    private func titles(_ outlines: [[String: Any]]) -> [String] {
        outlines.flatMap { outline in
            let title = outline["title"] as? String ?? ""
            let page = outline["destpageposfrom1"] as? Int ?? 0
            let kids = titles(outline["kids"] as? [[String: Any]] ?? [])
            return ["\(title) \(page)"] + kids.map { "  " + $0 }
        }
    }

    private func coverSheet(_ path: String) throws -> [String] {
        try outputOfTool(["pdftotext", "-layout", "-f", "1", "-l", "1", path, "-"])
            .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    }

    @Test func theCoverSheetCountsWhatFollows() throws {
        let firm = try billed()
        let lines = try coverSheet(firm.output + "/" + Self.attorneyFile)
        // 1.5 × 400.00 + 0.4 × 333.35; 2.0 × 350.00.
        for line in [
            "Roe & Partners", "Invoices", "Date October 31, 2026", "Attorney Jane Roe",
            "Documents 3", "Pages 3", "Sheets of paper 3", "Client Documents Pages Total",
            "C1 Acme Holdings 2 2 $733.34", "C2 Beta LLC 1 1 €700.00", "Total 1 1 €700.00",
            "2 2 $733.34",
        ] { #expect(lines.contains(line), "\(line) in \(lines)") }
        let drafts = firm.output + "/2026-10-31/proforma/by attorney/JRO Jane Roe.pdf"
        #expect(try coverSheet(drafts).contains("Pro formas"))
    }

    @Test func eachDocumentBeginsOnASheetAndIsBookmarked() throws {
        let firm = try billed()
        let file = firm.output + "/" + Self.attorneyFile
        #expect(
            try labels(file) == [
                "cover/1", "cover/blank", "0101/1 L", "0101/blank", "0102/1 L", "0102/blank",
                "0103/1 L",
            ])
        #expect(
            titles(try json(file, "outlines")) == [
                "Invoices 1", "C1 Acme Holdings 3", "  0101 Lease 3", "  0102 Merger 5",
                "C2 Beta LLC 7", "  0103 Audit 7",
            ])
        let white = try outputOfTool(["pdftotext", "-f", "4", "-l", "4", file, "-"])
        #expect(white.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty)
        // Drafts go on plain paper.
        let drafts = firm.output + "/2026-10-31/proforma/by attorney/JRO Jane Roe.pdf"
        #expect(try labels(drafts).contains("PF-001 v1/1"))
        #expect(try !labels(drafts).contains { $0.hasSuffix(" L") })
    }

    /// The letter and the invoice behind it go on letterhead, what goes on does not.
    @Test func firstPagesAreToldApart() throws {
        let long = (1...90).map { "time,L\($0),2026-10-08,M1,JRO,0.1,Item \($0),," }
        let firm = try billed(
            "cover-letter: cover", files: ["letters/cover.md": "Please find our invoice."])
        try firm.export(long, as: "b.csv")
        try firm.month("2026-11-30")
        let file = firm.output + "/2026-11-30/invoices/by attorney/JRO Jane Roe.pdf"
        #expect(
            try labels(file).prefix(5)
                == ["cover/1", "cover/blank", "0104/1 L", "0104/2 L", "0104/3"])
    }

    @Test(arguments: [
        ("duplex: no", ["cover/1", "0101/1 L", "0102/1 L", "0103/1 L"]),
        ("cover-sheet: no", ["0101/1 L", "0101/blank", "0102/1 L", "0102/blank", "0103/1 L"]),
    ])
    func eachSettingTakesItsPartAway(_ setting: String, wanted: [String]) throws {
        let firm = try billed("combined:\n  \(setting)")
        #expect(try labels(firm.output + "/" + Self.attorneyFile) == wanted)
        #expect(firm.folder.files(endingIn: "all invoices.pdf").isEmpty)
    }

    @Test func theWholeRunIsOneFileWhereItIsAskedFor() throws {
        let firm = try billed(
            "combined: {whole-run: yes}\nlanguage: de",
            files: ["clients.csv": "id,name,attorney\nC1,Acme Holdings,JRO\nC2,Beta LLC,BSM\n"])
        let file = firm.output + "/" + Self.wholeFile
        let lines = try coverSheet(file)
        for line in [
            "Rechnungen", "Rechtsanwalt Alle Rechtsanwälte", "Dokumente 3", "Blätter 3",
            "Rechtsanwalt Dokumente Seiten Summe",
        ] { #expect(lines.contains(line), "\(line) in \(lines)") }
        // C2 pays in dollars here: 2.0 × 400.00 more.
        #expect(lines.contains { $0.hasPrefix("Summe 3 3") && $0.contains("1.533,34") })
        #expect(
            titles(try json(file, "outlines")) == [
                "Rechnungen 1", "JRO Jane Roe 3", "  C1 Acme Holdings 3", "    0101 Lease 3",
                "    0102 Merger 5", "  C2 Beta LLC 7", "    0103 Audit 7",
            ])
        #expect(try outputOfTool(["qpdf", "--check", file]).contains("No syntax"))
    }
}
