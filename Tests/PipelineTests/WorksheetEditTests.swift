import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// From a marked worksheet into the ledger, and onto the next version.
@Suite struct WorksheetEditTests {
    private func apply(_ sheet: SavedWorksheet, to firm: ReturnedWorksheets) throws {
        let (requests, diagnostics) = try firm.read(sheet)
        #expect(diagnostics == [])
        let run = EditRun(
            workspace: try firm.firm.workspace(), Selection(date: day("2026-10-31")))
        #expect(try run.run(requests, from: "back.csv").diagnostics == [])
    }

    private func reissue(_ firm: ReturnedWorksheets) throws -> RunReport.Made {
        let proformas = try firm.firm.run(.proforma).proformas
        return try #require(proformas.first { $0.number == "PF-001" })
    }

    private func sheet(of made: RunReport.Made, _ firm: ReturnedWorksheets) throws
        -> SavedWorksheet
    {
        try firm.sheet("Output/" + (made.worksheet ?? ""))
    }

    @Test func whatWasMarkedIsOnTheNextVersionAndItsWorksheet() throws {
        let firm = try ReturnedWorksheets()
        var first = try firm.sheet()
        try first.fill("Draft lease", ["new hours": "1.20"])
        try first.fill("Filing fee", ["action": "n/c"])
        try first.fill(
            "Call with landlord; write to tenant",
            [
                "action": "divide", "new hours": "0.30 + 0.50",
                "new narrative": "Call with landlord | Write to tenant",
            ])
        // Two rows of one matter, each with a mark of its own.
        try first.fillMatter("M1 Lease", ["action": "terms", "with": "Within 60 days"])
        first.add(first.rows[0])
        (first[5, "action"], first[5, "with"]) = ("cover note", "With thanks")
        try apply(first, to: firm)
        let second = try reissue(firm)
        // 1.20 × 400.00, 0.50 × 333.35 = 166.675, and 0.30 and 0.50 × 400.00.
        #expect(second.version == 2 && second.total == 480_00 + 166_68 + 120_00 + 200_00)
        let text = try firm.firm.text(second)
        #expect(text.contains("With thanks"))

        var sheet = try sheet(of: second, firm)
        #expect(sheet[1, "hours"] == "1.20" && sheet[1, "amount"] == "480.00")
        let whole = try first.id("Call with landlord; write to tenant")
        let parts = [try sheet.row("Call with landlord"), try sheet.row("Write to tenant")]
        #expect(parts.map { sheet[$0, "line"] } == ["#\(whole).1", "#\(whole).2"])
        // To take the division back is one mark, however many parts say so.
        for part in parts { sheet[part, "action"] = "restore" }
        let requests = try firm.read(sheet).requests
        #expect(requests.map(\.mark) == [.line(whole, [.restore])])
        try apply(sheet, to: firm)
        #expect(
            try self.sheet(of: reissue(firm), firm).row("Call with landlord; write to tenant") > 0)
    }

    @Test func aLineThatIsHeldComesBackByARowWrittenByHand() throws {
        let firm = try ReturnedWorksheets()
        var sheet = try firm.sheet()
        let id = try sheet.id("Draft lease")
        try sheet.fill("Draft lease", ["action": "hold"])
        try apply(sheet, to: firm)
        let second = try reissue(firm)
        #expect(second.total == 166_68 + 320_00 + 125_00)
        var next = try self.sheet(of: second, firm)
        #expect(!next.rows.contains { $0[0] == "#\(id)" })
        next.add(["#\(id)", "PF-001 v2"] + [String](repeating: "", count: 15))
        next[next.rows.count - 1, "action"] = "Release"
        try apply(next, to: firm)
        #expect(try reissue(firm).total == 600_00 + 166_68 + 320_00 + 125_00)
    }

    /// Entries 1 to 12 have the line ids that the page shows.
    @Test func theExamplesOfTheDocumentationAreReadAsTheySay() throws {
        let rows = (1...12).map { "time,T\($0),2026-10-05,M1,JRO,0.8,Step \($0),," }
        let firm = try ReturnedWorksheets(rows: rows)
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Documentation/markup.md")
        let blocks = try String(contentsOf: page, encoding: .utf8)
            .components(separatedBy: "```csv\n").dropFirst()
            .map { $0.components(separatedBy: "```")[0] }
        var marks: [MarkRequest.Mark] = []
        for block in blocks {
            let text = block.replacingOccurrences(of: "PF-00012", with: "PF-001")
            try firm.firm.folder.write(text, to: "back.csv")
            let (requests, diagnostics) = try firm.read("back.csv")
            #expect(diagnostics == [])
            #expect(requests.count == text.split(separator: "\n").count - 1)
            marks += requests.map(\.mark)
        }
        func line(_ entry: Int) -> LineID { LineID(EntryKey(entry)) }
        let parts = [
            LinePart(hours: hours(30), narrative: "Call with landlord"),
            LinePart(hours: hours(50), narrative: "Letter to tenant"),
        ]
        let lease = MatterID("M1")
        #expect(
            marks == [
                .line(line(1), [.hours(to: hours(120))]), .line(line(2), [.rate(to: usd(350_00))]),
                .line(
                    line(3), [.amount(to: usd(500_00)), .narrative(to: "Review of the lease")]),
                .line(line(4), [.noCharge]), .line(line(5), [.writeOff]),
                .line(line(6), [.hold(until: day("2026-12-01"))]), .line(line(7), [.exclude]),
                .line(line(8), [.transfer(to: MatterID("M2"))]),
                .line(line(9), [.divide(into: parts)]), .line(line(10), [.combine(with: line(11))]),
                .line(line(12), [.restore]),
                .matter(
                    lease,
                    [
                        .discountPercent(Percent(thousandths: 10_000)),
                        .note("With thanks for the instruction."),
                    ]),
                .matter(lease, [.terms("Payable within 60 days")]),
                .matter(lease, [.billTo(ClientID("C2"))]),
            ])
    }
}
