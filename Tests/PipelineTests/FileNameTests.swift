import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Whatever a register or a narrative holds, it names no file outside the output folder, and prints
/// as itself.
@Suite struct FileNameTests {
    // MARK: Names

    @Test(arguments: [
        "../../etc/passwd", "/etc/passwd", "CON", "a/b:c*?", ".hidden", "..", "-rf",
        String(repeating: "Long name ", count: 30), "🍋🍋🍋", "מעיינות תבור", "a\\b|c<d>e\"\"f",
        "trailing. . .", "霧沢精密機器株式会社霧沢精密機器株式会社霧沢精密機器株式会社",
    ])
    func aNameStaysInsideTheOutputFolder(name: String) throws {
        let quoted = "\"\(name)\""
        let firm = try SmallFirm(
            [
                "clients.csv": "id,name\nC1,\(quoted)\n",
                "matters.csv": "id,client,name,arrangement,attorney\nM1,C1,\(quoted),hourly,JRO\n",
                "timekeepers.csv": "id,name\nJRO,\(quoted)\nBSM,Bob Smith\n",
            ],
            inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Draft,,"])
        let around = try names(in: firm.path)
        let report = try firm.month()
        #expect(report.invoices.count == 1 && report.proformas.count == 1)
        let added = try names(in: firm.path).subtracting(around)
        #expect(added.isSubset(of: ["Output", "ledger.sqlite"]))

        let documents = (report.invoices + report.proformas).map(\.path) + report.combined
        for path in documents {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            for part in parts {
                #expect(!part.isEmpty && !part.hasPrefix(".") && !part.hasPrefix("-"), "\(path)")
                #expect(part.utf8.count <= 255 - ".".utf8.count - ".part".utf8.count, "\(path)")
                #expect(part.allSatisfy { !"\\:*?\"<>|".contains($0) }, "\(path)")
                #expect(part.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(path)")
            }
            let real = URL(fileURLWithPath: firm.output + "/" + path).standardizedFileURL.path
            #expect(real.hasPrefix(firm.output + "/"))
            #expect(FileManager.default.fileExists(atPath: real), "\(path)")
        }
        let below = TemporaryFolder.names(below: firm.output)
        #expect(below.count >= documents.count)
        #expect(below.allSatisfy { !$0.split(separator: "/").contains { $0.hasPrefix(".") } })
    }

    /// Ids that differ only in characters that no file name has are two people all the same.
    @Test func twoAttorneysOfAlikeIdsHaveAFileEach() throws {
        let firm = try SmallFirm(
            [
                "matters.csv": """
                id,client,name,arrangement,attorney
                M1,C1,Lease,hourly,A/1
                M2,C1,Merger,hourly,A:1
                """,
                "timekeepers.csv": "id,name\nA/1,Jane Roe\nA:1,Jane Roe\n",
                "rates.csv": "effective,rate\n2026-01-01,400.00\n",
            ],
            inbox: [
                "time,T1,2026-10-05,M1,A/1,1.0,First,,", "time,T2,2026-10-05,M2,A:1,1.0,Second,,",
            ])
        try firm.load()
        let report = try firm.run(.invoice)
        #expect(Set(report.combined).count == 2, "\(report.combined)")
        let texts = try report.combined.map { try pageText(of: firm.output + "/" + $0) }
        #expect(texts.joined().contains("First") && texts.joined().contains("Second"))
    }

    private func names(in folder: String) throws -> Set<String> {
        Set(
            try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix("ledger.sqlite-") })
    }

    // MARK: Narratives

    @Test(arguments: [
        "Review <b>bold</b> & <i>it</i> &amp; clauses", "Replace {{x}} and {page} of {pages}",
        "=HYPERLINK(1) and =1+1", "@SUM(A1) and +1 and -1",
        "Save ../../etc/passwd %s %d \\n $(date)",
        "Tick \u{2611} or not", "Rate 100 % of `x` and 'y'",
    ])
    func aNarrativePrintsAsItself(narrative: String) throws {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.0,\"\(narrative)\",,"])
        let report = try firm.month()
        for document in report.invoices + report.proformas {
            let text = withoutBlanks(try plainText(document, of: firm))
            #expect(text.contains(withoutBlanks(narrative)), "\(document.path)")
        }
    }

    /// Characters without a shape may go or be shown; the words around them stay, in their order,
    /// and the page stays in order.
    @Test(arguments: [
        "\u{7}", "\u{1B}[31m", "\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\u{7F}",
    ])
    func aControlCharacterSpoilsNoPage(control: String) throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.0,Before \(control)12 lemons after,,",
            "time,T2,2026-10-06,M1,JRO,1.0,Next line,,",
        ])
        let report = try firm.month()
        for document in report.invoices + report.proformas {
            let text = try plainText(document, of: firm)
            #expect(text.contains("Before"))
            // An override of direction turns the words after it around, and nothing else.
            #expect(text.contains("lemons after") || control == "\u{202E}")
            #expect(text.contains("Next line"))
            #expect(PrintedFigures(pages: try firm.text(document)).problems == [])
            let path = firm.output + "/" + document.path
            #expect(try outputOfTool(["qpdf", "--check", path]).contains("No syntax"))
        }
    }

    /// The text in reading order, as a person copies it.
    private func plainText(_ document: RunReport.Made, of firm: SmallFirm) throws -> String {
        let text = try outputOfTool([
            "pdftotext", "-raw", "-enc", "UTF-8", firm.output + "/" + document.path, "-",
        ])
        return text.replacingOccurrences(of: "\n", with: " ")
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\u{FF1D}1"])
    func theRegisterHoldsNoFormula(id: String) throws {
        let firm = try SmallFirm(
            [
                "clients.csv": "id,name\n\(id),Acme\n",
                "matters.csv": "id,client,name,arrangement\nM1,\(id),Lease,hourly\n",
            ],
            inbox: ["time,T1,2026-10-05,M1,JRO,1.0,Draft,,"])
        let register = try #require(try firm.month().register)
        let text = String(decoding: try firm.folder.read("Output/" + register), as: UTF8.self)
        let table = CSVTable(text)
        #expect(table.rows.count == 2)
        for row in table.rows {
            #expect(row["client"] == "'" + id)
            #expect(row["total"] == "400.00")
            #expect(!row["file"].isEmpty && row["sha256"].count == 64)
        }
    }
}
