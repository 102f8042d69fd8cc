import Billing
import Pipeline
import TestSupport
import Testing

/// What is changed at lines and matters with a correction, and what of earlier marks holds then.
@Suite struct CorrectedMarksTests {
    /// 1.5 h at 400.00 are 600.00; 0.3 h at 333.35 are 100.005, half up 100.01; with 12.34 of costs
    /// 712.35. In November 1.0 h, 400.00.
    private func firm() throws -> SmallFirm {
        try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
            "time,T2,2026-10-06,M1,BSM,0.3,Read lease,,",
            "cost,K1,2026-10-07,M1,,,Courier,,12.34",
            "time,T3,2026-11-05,M1,JRO,1.0,Sign lease,,",
        ])
    }

    /// 1.2 h at 400.00 are 480.00.
    @Test func hoursOfALine() throws {
        let firm = try firm()
        try firm.month()
        let report = try firm.correct("0101", try firm.mark("T1") { $0.hours = "1.20" })
        #expect(report.invoices.map(\.total) == [592_35])
        let difference = try firm.lines(at: report.correction?.difference)
        #expect(
            difference.first { $0.text.contains("JRO") }?.figures == [600_00, 480_00, -120_00])
        #expect(difference.contains { $0.text == "Hours: 1.50 → 1.20" })
        #expect(try firm.rows("SELECT seconds FROM entry WHERE source_id = 'T1'") == [["5400"]])
        #expect(
            try firm.rows("SELECT source FROM edit") == [["correction of 0101"]])
    }

    /// 1.2 h at 400.00 are 480.00, as somebody wrote into the worksheet of the pro forma.
    @Test func whatAWorksheetSays() throws {
        let firm = try firm()
        let proforma = try #require(try firm.month().proformas.first)
        let path = proforma.path.replacing(".pdf", with: " worksheet.csv")
        let text = String(decoding: try firm.folder.read("Output/" + path), as: UTF8.self)
        let line = try firm.line("T1")
        var rows = text.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let column = try #require(rows.first?.firstIndex(of: "new hours"))
        let row = try #require(rows.firstIndex { $0.first == "#" + line })
        rows[row][column] = "1.20"
        let marked = try firm.folder.write(
            rows.map { $0.joined(separator: ",") + "\r\n" }.joined(), to: "marked.csv")
        let report = try CorrectRun(workspace: try firm.workspace(), output: firm.output).run(
            CorrectRun.Request(
                invoice: "0101", date: day("2026-11-20"), reason: "as marked",
                worksheets: [marked]))
        #expect(report.diagnostics == [])
        #expect(report.invoices.map(\.total) == [592_35])
    }

    @Test func aLineThatIsTakenOffIsBilledNextMonth() throws {
        let firm = try firm()
        try firm.month()
        let report = try firm.correct("0101", try firm.mark("T2") { $0.isExclude = true })
        #expect(report.invoices.map(\.total) == [612_34])
        #expect(report.correction?.unbilled == 1)
        let difference = try firm.lines(at: report.correction?.difference)
        #expect(difference.contains { $0.text == "not on the corrected invoice" })
        // 400.00 and the 100.01.
        #expect(try firm.month("2026-11-30").invoices.map(\.total) == [500_01])
    }

    @Test func aLineThatGoesToAnotherMatter() throws {
        let firm = try firm()
        try firm.month()
        let report = try firm.correct("0101", try firm.mark("T2") { $0.transfer = "M2" })
        #expect(report.invoices.map(\.total) == [612_34])
        #expect(try firm.month("2026-11-30").invoices.map(\.total) == [400_00, 100_01])
        #expect(
            try firm.rows(
                "SELECT matter, -sum(minor_units) FROM posting WHERE account = 'fees' GROUP BY matter"
            ) == [["M1", "100000"], ["M2", "10001"]])
    }

    /// The value of 0.3 h, 100.01, is written off: the fees are 700.01 less that.
    @Test func aLineThatIsWrittenOffAndCreditedAgain() throws {
        let firm = try firm()
        try firm.month()
        try firm.correct("0101", try firm.mark("T2") { $0.isWriteOff = true })
        #expect(try firm.sum(of: "write-offs") == 100_01)
        #expect(try firm.sum(of: "receivable") == 612_34)
        try firm.void("0102", on: "2026-11-21")
        #expect(try firm.sum(of: "write-offs") == 0)
        #expect(try firm.sum(of: "receivable") == 0)
    }

    /// 10 % off 700.01 are 70.001: 630.01, with costs 642.35. At 1.2 h, 10 % off 580.01 are 58.001:
    /// 522.01, with costs 534.35. What was marked for November meanwhile is November's: half of
    /// 400.00.
    @Test func marksOfTheOriginalHoldAndThoseOfLaterWorkDoNot() throws {
        let firm = try firm()
        try firm.load()
        try firm.edit(matter: "M1") { $0.discount = "10%" }
        #expect(try firm.run(.invoice).invoices.map(\.total) == [642_35])
        try firm.edit(matter: "M1", on: "2026-11-15") { $0.discount = "50%" }
        let report = try firm.correct("0101", try firm.mark("T1") { $0.hours = "1.20" })
        #expect(report.invoices.map(\.total) == [534_35])
        #expect(try firm.month("2026-11-30").invoices.map(\.total) == [200_00])
    }

    @Test func aVoidInvoicesMarksHoldForTheNext() throws {
        let firm = try firm()
        try firm.load()
        try firm.edit(matter: "M1") { $0.discount = "10%" }
        try firm.run(.invoice)
        try firm.void("0101", on: "2026-10-31")
        #expect(try firm.run(.invoice).invoices.map(\.total) == [642_35])
        #expect(try firm.month("2026-11-30").invoices.map(\.total) == [400_00])
    }

    /// 20 % in place of 10 %: 140.00 off 700.01. November is not discounted by the 10 %.
    @Test func aMarkThatAnotherReplacedDoesNotComeBack() throws {
        let firm = try firm()
        try firm.load()
        try firm.edit(matter: "M1") { $0.discount = "10%" }
        try firm.edit(matter: "M1") { $0.discount = "20%" }
        #expect(try firm.run(.invoice).invoices.map(\.total) == [572_35])
        #expect(try firm.month("2026-11-30").invoices.map(\.total) == [400_00])
    }

    @Test func theBillGoesToSomebodyElseAndStaysThere() throws {
        let firm = try firm()
        try firm.month()
        var mark = TypedMark()
        mark.billTo = "C2"
        try firm.correct("0101", mark)
        let second = try firm.correct(
            "0102", on: "2026-11-25", try firm.mark("T1") { $0.hours = "1.20" })
        #expect(second.invoices.map(\.client) == ["Beta LLC"])
        #expect(try firm.month("2026-11-30").invoices.map(\.client) == ["Acme Holdings"])
    }
}
