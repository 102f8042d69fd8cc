import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Reminders over whole runs: who is due for which, sent once each.
@Suite struct RemindRunTests {
    private static let reminders = """

        reminders:
          - {after: 10, title: Payment reminder, text: "Dear {client}, please pay {amount}."}
          - {after: 30, title: Second reminder, text: "Invoice {number} is late.", fee: 25.00}
        """

    /// 600.00 due on 30 November.
    private func firm(_ more: [String] = []) throws -> SmallFirm {
        let firm = try SmallFirm(
            ["firm.yaml": (SmallFirm.plain["firm.yaml"] ?? "") + Self.reminders],
            inbox: ["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,"] + more)
        try firm.month()
        return firm
    }

    @discardableResult
    private func remind(
        _ firm: SmallFirm, on date: String, _ clients: [String] = [], except: [String] = [],
        dry: Bool = false
    ) throws -> RemindRun.Report {
        try RemindRun(workspace: try firm.workspace(), output: firm.output).run(
            RemindRun.Request(clients: clients, date: day(date), except: except, isDryRun: dry))
    }

    private func lines(_ firm: SmallFirm, _ made: RemindRun.Made?) throws -> [PageLine] {
        try firm.lines(at: made?.path)
    }

    private func levels(_ report: RemindRun.Report) -> [Int] { report.made.map(\.level) }

    @Test func eachStepComesOnceAndInItsTime() throws {
        let firm = try firm()
        // 9 days, 10, the same day again, 29, 30, and ever after.
        #expect(levels(try remind(firm, on: "2026-12-09")) == [])
        #expect(levels(try remind(firm, on: "2026-12-10")) == [1])
        #expect(levels(try remind(firm, on: "2026-12-10")) == [])
        #expect(levels(try remind(firm, on: "2026-12-29")) == [])
        #expect(levels(try remind(firm, on: "2026-12-30")) == [2])
        #expect(levels(try remind(firm, on: "2027-06-30")) == [])
        #expect(
            try firm.rows(
                """
                SELECT number, level FROM reminder_level
                    JOIN document ON document.id = document
                """) == [["0101", "1"], ["0101", "2"]])
        try firm.expectBalance()
    }

    /// 46 days late when it is noticed; the second step is 20 days after the first.
    @Test func noStepIsLeftOutWhereItIsNoticedLate() throws {
        let firm = try firm()
        #expect(levels(try remind(firm, on: "2027-01-15")) == [1])
        #expect(levels(try remind(firm, on: "2027-02-03")) == [])
        #expect(levels(try remind(firm, on: "2027-02-04")) == [2])
    }

    /// 600.00 and 25.00 for the letter, which the ledger knows too: the next invoice has it in the
    /// previous balance, and the statement of account as a line.
    @Test func theLetterNamesWhatIsOverdueAndItsFeeIsPosted() throws {
        let firm = try firm()
        let first = try lines(firm, try remind(firm, on: "2026-12-10").made.first)
        #expect(first.contains { $0.text.contains("Dear Acme Holdings, please pay $600.00.") })
        #expect(figure("Please pay", first) == 600_00)
        #expect(!first.contains { $0.text.contains("Fee of this reminder") })
        let made = try #require(try remind(firm, on: "2026-12-30").made.first)
        #expect(made.path == "2026-12-30/reminders/C1 Acme Holdings/RM-00002 Second reminder.pdf")
        let second = try lines(firm, made)
        #expect(second.contains { $0.text.contains("Invoice 0101 is late.") })
        let row = try #require(second.first { $0.fields.first == "0101" })
        #expect(
            row.fields == [
                "0101", "M1", "10/31/2026", "11/30/2026", "30", "600.00", "600.00", "2",
            ])
        #expect(figure("Fee of this reminder", second) == 25_00)
        #expect(figure("Please pay", second) == 625_00)
        #expect(try firm.sum(of: "receivable") == 625_00)
        #expect(try firm.sum(of: "reminder-fees") == -25_00)

        try firm.export(["time,T2,2026-12-05,M1,JRO,1.0,Revise lease,,"], as: "b.csv")
        let invoice = try firm.lines(try firm.month("2026-12-31").invoices.first)
        #expect(figure("Previous balance", invoice) == 625_00)
        let account = try AccountRun(workspace: try firm.workspace(), output: firm.output).run(
            AccountRun.Request(clients: ["C1"], date: day("2026-12-31"))
        ).made.first?.accounts.first
        #expect(account?.lines.map(\.kind) == [.invoice, .reminderFee, .invoice])
        #expect(account?.closing.minorUnits == 1_025_00)
        try firm.expectBalance()
    }

    /// 600.00 − 150.00 paid without a word.
    @Test func whatWasPaidIsNotAskedForAgain() throws {
        let firm = try firm(["payment,P1,2026-12-01,M1,,,Wire,,150.00"])
        let made = try #require(try remind(firm, on: "2026-12-10").made.first)
        #expect(figure("Please pay", try lines(firm, made)) == 450_00)
        try firm.export(["payment,P2,2026-12-20,M1,,,Wire,,450.00"], as: "b.csv")
        try firm.load()
        #expect(try remind(firm, on: "2026-12-30").made.isEmpty)
    }

    /// 600.00 of M1 are overdue, and 700.00 too much were paid for M2.
    @Test func nobodyIsRemindedWhoseCreditCoversIt() throws {
        let firm = try firm(["payment,P1,2026-12-01,M2,,,Wire,,700.00"])
        #expect(try remind(firm, on: "2026-12-10").made.isEmpty)
    }

    @Test func anInvoiceInDisputeIsLeftOut() throws {
        let firm = try firm(["time,T2,2026-10-06,M2,JRO,1.0,Draft merger,,"])
        let report = try remind(firm, on: "2026-12-10", except: ["0101"])
        #expect(report.made.flatMap(\.demands).flatMap(\.items).map(\.item.number) == ["0102"])
        #expect(figure("Please pay", try lines(firm, report.made.first)) == 400_00)
        // The other was not reminded of, so it begins where it is: at the first step.
        let later = try remind(firm, on: "2026-12-30")
        #expect(later.made.first?.demands.first?.items.map(\.level) == [1, 2])
    }

    @Test func aDryRunTellsAndSendsNothing() throws {
        let firm = try firm()
        let before = try firm.rows("SELECT digest FROM journal")
        let report = try remind(firm, on: "2026-12-10", dry: true)
        #expect(levels(report) == [1] && report.made.first?.number == nil)
        #expect(try firm.count("reminder") == 0)
        #expect(try firm.rows("SELECT digest FROM journal") == before)
        #expect(firm.folder.files(endingIn: ".pdf").allSatisfy { !$0.contains("reminders") })
    }

    /// Whatever firm.yaml says by then.
    @Test func aReminderIsTheSameLetterForGood() throws {
        let firm = try firm()
        let made = try #require(try remind(firm, on: "2026-12-10").made.first)
        let path = "Output/" + (try #require(made.path))
        let bytes = try firm.folder.read(path)
        try firm.folder.write("name: Another name\n", to: "firm.yaml")
        let copy = firm.path + "/copy.pdf"
        let (rendered, diagnostics) = try RenderRun(folder: firm.path).run(
            "RM-00001", to: copy, output: firm.output)
        #expect(rendered.count == 1 && diagnostics == [])
        #expect(try firm.folder.read("copy.pdf") == bytes)
        let report = try VerifyRun(folder: firm.path).run(rendering: true)
        #expect(report.diagnostics == [])
        // The reminder besides.
        #expect(report.rendered == report.documents + 1)
    }

    @Test func whatAnInterruptedRunRecordedIsCompleted() throws {
        let firm = try firm()
        let made = try #require(try remind(firm, on: "2026-12-10").made.first)
        let path = try #require(made.path)
        let bytes = try firm.folder.read("Output/" + path)
        _ = try firm.rows("INSERT INTO reminder_delivery SELECT id, '\(firm.output)' FROM reminder")
        try firm.folder.remove("Output/" + path)
        let report = try remind(firm, on: "2026-12-10")
        #expect(report.completed == [firm.output + "/" + path] && report.made.isEmpty)
        #expect(try firm.folder.read("Output/" + path) == bytes)
        #expect(try firm.count("reminder_delivery") == 0)
        try firm.expectBalance()
    }

    @Test func theLedgerRefusesTheSameStepTwice() throws {
        let firm = try firm()
        try remind(firm, on: "2026-12-10")
        #expect(throws: (any Error).self) {
            try firm.rows(
                "INSERT INTO reminder_level SELECT 9, 1, document, NULL, 1 FROM reminder_level")
        }
        #expect(throws: (any Error).self) { try firm.rows("DELETE FROM reminder_level") }
    }

    /// Open since before Engross: due 30 days after 1 September.
    @Test func whatWasOpenBeforeIsRemindedOfToo() throws {
        let firm = try firm(["balance,B1,2026-09-01,M2,,,Open invoice 77,,250.00"])
        let made = try #require(try remind(firm, on: "2026-10-31").made.first)
        #expect(made.demands.first?.items.map(\.item.description) == ["Open invoice 77"])
        #expect(levels(try remind(firm, on: "2026-10-31")) == [])
    }
}
