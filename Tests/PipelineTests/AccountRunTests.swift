import Billing
import Pipeline
import TestSupport
import Testing

/// Statements of account over whole runs: loaded, billed, paid, told.
@Suite struct AccountRunTests {
    @discardableResult
    private func run(
        _ firm: SmallFirm, _ clients: [String] = ["C1"], matters: [String] = [],
        on date: String = "2026-12-15", from: String? = nil, allOpen: Bool = false
    ) throws -> AccountRun.Report {
        try AccountRun(workspace: try firm.workspace(), output: firm.output).run(
            AccountRun.Request(
                clients: clients, matters: matters, date: day(date), from: from.map(day),
                isAllOpen: allOpen))
    }

    private func lines(_ firm: SmallFirm, _ made: AccountRun.Made) throws -> [PageLine] {
        try pageText(of: firm.output + "/" + made.path).split(separator: "\n").map(PageLine.init)
    }

    /// 250.00 before Engross, 1.5 h at 400.00, 100.00 paid, which settles the oldest.
    private func firm(_ changes: [String: String] = [:]) throws -> SmallFirm {
        let firm = try SmallFirm(
            changes,
            inbox: [
                "balance,B1,2026-09-01,M1,,,Open invoice 77,,250.00",
                "payment,P1,2026-10-12,M1,,,Wire received,,100.00",
                "time,T1,2026-10-05,M1,JRO,1.5,Privileged words,,",
            ])
        try firm.month()
        return firm
    }

    /// Open: 250.00 − 100.00, due 30 days after 1 September, and 600.00, due 30 November. On
    /// 15 December they are 75 and 15 days overdue.
    @Test func thePageTellsWhatHappenedAndWhatIsOpen() throws {
        let firm = try firm()
        let report = try run(firm)
        #expect(report.diagnostics == [])
        let made = try #require(report.made.first)
        #expect(made.path == "2026-12-15/statements/C1 Acme Holdings/Statement of account.pdf")
        let lines = try lines(firm, made)
        let moved = lines.filter(\.startsWithDate).map { ($0.fields[1], $0.figures) }
        #expect(moved.map(\.0) == ["Open invoice 77", "Wire received", "Invoice 0101"])
        #expect(
            moved.map(\.1) == [[250_00, 250_00], [100_00, 150_00], [600_00, 750_00]])
        #expect(figure("Balance on December 15, 2026", lines) == 750_00)
        #expect(figure("Amount due", lines) == 750_00)
        let open = lines.filter { $0.fields.count > 5 && $0.figures.count == 2 }
        #expect(open.map { $0.fields[4] } == ["75", "15"])
        #expect(open.map(\.figures) == [[250_00, 150_00], [600_00, 600_00]])
        // Not due, 1 to 30, 31 to 60, 61 to 90, over 90, and their sum.
        #expect(lines.contains { $0.figures == [0, 600_00, 0, 150_00, 0, 750_00] })
        #expect(!lines.contains { $0.text.contains("Privileged") })
        #expect(try firm.sum(of: "receivable") == 750_00)
    }

    @Test func itPostsNothing() throws {
        let firm = try firm()
        let before = try firm.rows("SELECT digest FROM journal")
        let first = try run(firm)
        let bytes = try firm.folder.read("Output/" + (try #require(first.made.first)).path)
        let again = try run(firm)
        #expect(try firm.folder.read("Output/" + (try #require(again.made.first)).path) == bytes)
        #expect(try firm.rows("SELECT digest FROM journal") == before)
        #expect(firm.folder.unfinished == [])
    }

    @Test func whatWasBeforeAPeriodIsOneBalance() throws {
        let firm = try firm()
        let report = try run(firm, from: "2026-10-15")
        let lines = try lines(firm, try #require(report.made.first))
        #expect(figure("Balance before October 15, 2026", lines) == 150_00)
        #expect(lines.filter(\.startsWithDate).map(\.figures) == [[600_00, 750_00]])
        #expect(figure("Amount due", lines) == 750_00)
    }

    /// A day earlier nothing of the invoice is there yet.
    @Test func itIsAsOfItsDay() throws {
        let account = try #require(
            try run(try firm(), on: "2026-10-30").made.first?.accounts.first)
        #expect(account.closing.minorUnits == 150_00)
        #expect(account.open.map(\.daysOverdue) == [29])
    }

    /// M1 of C1 was billed to C2 in the end: the original and its credit note are on the account of
    /// the one, the reissue on that of the other, with what was paid on the original.
    @Test func aCorrectedInvoiceIsOnTheAccountOfWhoPaysIt() throws {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,"])
        try firm.month()
        try firm.receive(["payment,P1,2026-11-05,M1,,,Wire,200.00,0101"], as: "p.csv")
        try firm.load()
        var mark = TypedMark()
        mark.billTo = "C2"
        try firm.correct("0101", mark)
        let report = try run(firm, [], allOpen: true)
        #expect(report.made.map(\.client.text) == ["C2"])
        let account = try #require(report.made.first?.accounts.first)
        // 600.00 − 200.00
        #expect(account.closing.minorUnits == 400_00)
        #expect(account.open.map(\.number) == ["0102"])
        let former = try #require(try run(firm).made.first)
        #expect(former.accounts.map(\.closing.minorUnits) == [0])
        #expect(former.accounts.first?.lines.map(\.kind) == [.invoice, .creditNote])
        let printed = try lines(firm, former)
        #expect(printed.contains { $0.text.contains("Nothing is open") })
        #expect(try firm.sum(of: "receivable") == 400_00)
    }

    /// 600.00 billed, 500.00 of it from the retainer; the credit note gives both back.
    @Test func aRetainerStandsByItself() throws {
        let firm = try SmallFirm(
            [
                "matters.csv": "id,client,name,arrangement\nM1,C1,Lease,evergreen\n",
                "arrangements/evergreen.yaml":
                    "name: Hourly\nbasis: hourly\nretainer: {apply: yes}\n",
            ],
            inbox: [
                "retainer,R1,2026-10-01,M1,,,Wire,,500.00",
                "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
            ])
        try firm.month()
        var account = try #require(try run(firm).made.first?.accounts.first)
        #expect(account.lines.map(\.kind) == [.invoice, .fromRetainer])
        #expect(account.lines.map(\.amount.minorUnits) == [600_00, -500_00])
        #expect(account.open.map(\.open.minorUnits) == [100_00])
        try firm.void("0101")
        account = try #require(try run(firm).made.first?.accounts.first)
        #expect(account.lines.map(\.kind).suffix(2) == [.creditNote, .toRetainer])
        #expect(account.lines.map(\.balance.minorUnits) == [600_00, 100_00, -500_00, 0])
        #expect(account.open.isEmpty && account.closing.isZero)
    }

    /// 2 % of 600.00 are 12.00: 588.00 in time settle it.
    @Test func aDiscountForPromptPaymentSettlesWithThePayment() throws {
        let firm = try SmallFirm(
            ["firm.yaml": "name: Roe\ninvoices: {prompt-payment: {percent: 2, days: 10}}\n"],
            inbox: ["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,"])
        try firm.month()
        try firm.export(["payment,P1,2026-11-05,M1,,,Wire,,588.00"], as: "b.csv")
        try firm.load()
        let account = try #require(try run(firm).made.first?.accounts.first)
        #expect(account.lines.map(\.kind) == [.invoice, .payment, .promptDiscount])
        #expect(account.lines.map(\.amount.minorUnits) == [600_00, -588_00, -12_00])
        #expect(account.open.isEmpty && account.unapplied.isZero)
    }

    @Test func onlyWhoOwesGetsOneWhereAllAreAskedFor() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.0,Draft lease,,",
            "time,T2,2026-10-05,M3,JRO,2.0,Review accounts,,",
            "payment,P1,2026-11-05,M1,,,Wire,,400.00",
        ])
        try firm.month()
        let report = try run(firm, [], allOpen: true)
        #expect(report.made.map(\.client.text) == ["C2"])
        #expect(report.made.first?.accounts.first?.closing.minorUnits == 800_00)
        #expect(try run(firm).made.first?.accounts.first?.closing.minorUnits == 0)
    }

    @Test func oneMatterCanBeToldAlone() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M3,JRO,1.0,Review accounts,,",
            "time,T2,2026-10-06,M4,JRO,2.0,Draft appeal,,",
        ])
        try firm.month()
        let report = try run(firm, [], matters: ["M4"])
        #expect(report.made.map(\.client.text) == ["C2"])
        #expect(report.made.first?.accounts.first?.closing.minorUnits == 800_00)
        #expect(try run(firm, ["C2"]).made.first?.accounts.first?.closing.minorUnits == 1_200_00)
    }

    @Test func theFirmsOwnWordsStandAboveTheTable() throws {
        let firm = try firm([
            "firm.yaml": (SmallFirm.plain["firm.yaml"] ?? "") + "\nstatement-letter: account\n",
            "letters/account.md":
                "# Your account\n\nDear {client},\nyou owe us {amount} on {date}.\n",
        ])
        let text = try pageText(
            of: firm.output + "/" + (try #require(try run(firm).made.first)).path)
        #expect(text.contains("Your account"))
        #expect(
            text.contains("Dear Acme Holdings, you owe us $750.00 on December 15, 2026."))
    }

    @Test func ageingGoesByTheFirmsStretches() throws {
        let firm = try firm([
            "firm.yaml": (SmallFirm.plain["firm.yaml"] ?? "") + "\nageing: [14, 75]\n"
        ])
        let made = try #require(try run(firm).made.first)
        // 15 days and 75 days are both in the second stretch.
        #expect(made.accounts.first?.ageing.amounts.map(\.minorUnits) == [0, 0, 750_00, 0])
        let printed = try lines(firm, made)
        #expect(printed.contains { $0.text.contains("15–75 days") })
    }
}
