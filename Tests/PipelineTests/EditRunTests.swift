import Billing
import Foundation
import Ledger
import Pipeline
import TestSupport
import Testing

/// Lines and matters that were marked up: what was recorded stays, what is billed changes.
///
/// Of matter M1: T1, 1.50 hours of JRO at 400.00 = 600.00; T2, 0.50 of BSM at 333.35 = 166.68; T3,
/// 0.40 of JRO = 160.00; K1 = 435.00. In all 1,361.68.
@Suite struct EditRunTests {
    private let firm: SmallFirm

    init() throws {
        firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
            "time,T2,2026-10-06,M1,BSM,0.5,Proofread lease,,",
            "time,T3,2026-10-07,M1,JRO,0.4,Call with landlord,,",
            "cost,K1,2026-10-08,M1,,,Filing fee,,435.00",
        ])
        try firm.load()
    }

    private func line(_ source: String) throws -> String {
        let rows = try firm.rows("SELECT key FROM entry WHERE source_id = '\(source)'")
        let key = try #require(rows.first?.first.flatMap { Int($0) })
        return LineID(EntryKey(key)).text
    }

    private func mark(
        _ source: String, _ change: (inout TypedMark) throws -> Void
    ) throws -> TypedMark {
        var mark = TypedMark()
        mark.line = try line(source)
        try change(&mark)
        return mark
    }

    @discardableResult
    private func edit(
        _ marks: TypedMark..., on date: String = "2026-10-31"
    ) throws -> EditReport {
        try EditRun(workspace: try firm.workspace(), Selection(date: day(date))).run(marks)
    }

    @discardableResult
    private func edit(
        _ source: String, _ change: (inout TypedMark) throws -> Void
    ) throws -> EditReport {
        try edit(try mark(source, change))
    }

    @discardableResult
    private func edit(matter: String, _ change: (inout TypedMark) -> Void) throws -> EditReport {
        var mark = TypedMark()
        mark.matter = matter
        change(&mark)
        return try edit(mark)
    }

    private func bill(_ date: String = "2026-10-31") throws -> [RunReport.Made] {
        try firm.run(.invoice, Selection(date: day(date))).invoices
    }

    // MARK: A line

    @Test func fewerHoursAreBilledAndTheWorkedTimeStays() throws {
        let report = try edit("T1") {
            $0.hours = "1.20"
            $0.reason = "too long"
        }
        #expect(report.effects.map(\.before) == [1_361_68])
        // 1.20 × 400.00 = 480.00, 120.00 less.
        #expect(report.effects.map(\.after) == [1_241_68])
        #expect(report.lines.map(\.hoursBefore) == ["1.50"])
        #expect(report.lines.map(\.after) == ["480.00"])
        #expect(try bill().map(\.total) == [1_241_68])
        #expect(
            try firm.rows("SELECT seconds FROM entry WHERE source_id = 'T1'") == [["5400"]])
    }

    @Test(arguments: [
        // 1.50 × 300.00 = 450.00
        ("rate", 1_211_68),
        // In place of 600.00.
        ("amount", 1_261_68),
        ("no charge", 761_68),
        ("write off", 761_68),
    ])
    func aLineIsBilledAsMarked(what: String, total: Int) throws {
        try edit("T1") {
            switch what {
            case "rate": $0.rate = "300"
            case "amount": $0.amount = "500.00"
            case "no charge": $0.isNoCharge = true
            default: $0.isWriteOff = true
            }
        }
        let invoice = try #require(try bill().first)
        #expect(invoice.total == total)
        let text = try firm.text(invoice)
        #expect(text.contains("Draft lease") == (what != "write off"))
        #expect(try bill("2026-11-30").isEmpty)
    }

    @Test func whatIsWrittenOffIsPostedAtItsValue() throws {
        try edit("T1") { $0.isWriteOff = true }
        try edit("K1") { $0.isWriteOff = true }
        _ = try bill()
        let sums = try firm.rows(
            "SELECT account, sum(minor_units) FROM posting GROUP BY account ORDER BY account")
        // 166.68 + 160.00 are owed; 600.00 and 435.00 were worth something and are not billed.
        #expect(
            sums == [
                ["costs", "-43500"], ["fees", "-92668"], ["receivable", "32668"],
                ["write-offs", "103500"],
            ])
    }

    @Test func otherWordsStandOnTheInvoice() throws {
        try edit("T1") { $0.narrative = "Prepare lease" }
        try edit("K1") { $0.narrative = "Court fee" }
        let invoice = try #require(try bill().first)
        let text = try firm.text(invoice)
        #expect(text.contains("Prepare lease") && !text.contains("Draft lease"))
        #expect(text.contains("Court fee") && invoice.total == 1_361_68)
        #expect(
            try firm.rows("SELECT narrative FROM entry WHERE source_id = 'T1'") == [["Draft lease"]]
        )
    }

    @Test func aHeldLineWaitsForItsDay() throws {
        try edit("T1") { $0.hold = .until(day("2026-11-15")) }
        #expect(try bill().map(\.total) == [761_68])
        #expect(try bill("2026-11-14").isEmpty)
        #expect(try bill("2026-11-15").map(\.total) == [600_00])
    }

    @Test func anExcludedLineIsOffOneInvoiceOnly() throws {
        try edit("T1") { $0.isExclude = true }
        #expect(try bill().map(\.total) == [761_68])
        #expect(try bill("2026-11-30").map(\.total) == [600_00])
    }

    @Test func aTransferredLineIsBilledInItsNewMatter() throws {
        let report = try edit("T1") { $0.transfer = "M2" }
        #expect(report.effects.map(\.matter) == ["M1", "M2"])
        #expect(report.effects.map(\.after) == [761_68, 600_00])
        #expect(try bill().map(\.total) == [761_68, 600_00])
        let matters = try firm.rows("SELECT matter, fees FROM document_matter ORDER BY matter")
        #expect(matters == [["M1", "32668"], ["M2", "60000"]])
        #expect(try firm.rows("SELECT matter FROM entry WHERE source_id = 'T1'") == [["M1"]])
    }

    /// Narrowed to the new matter, a run has what was transferred there.
    @Test func aRunOfOneMatterKnowsWhatCameIn() throws {
        try edit("T1") { $0.transfer = "M2" }
        let selection = Selection(matters: ["M2"], date: day("2026-10-31"))
        #expect(try firm.run(.invoice, selection).invoices.map(\.total) == [600_00])
    }

    @Test func aDividedLineIsSeveralOfOneEntry() throws {
        try edit("T1") { $0.parts = ["0.50 Call with client", "1.00 Draft lease, part two"] }
        let invoice = try #require(try bill().first)
        #expect(invoice.total == 1_361_68)
        let lines = try firm.rows(
            """
            SELECT line, hours, minor_units FROM document_line
            WHERE entry = (SELECT key FROM entry WHERE source_id = 'T1') ORDER BY line
            """)
        let id = try line("T1")
        #expect(lines == [["\(id).1", "5000", "20000"], ["\(id).2", "10000", "40000"]])
        #expect(try firm.text(invoice).contains("Call with client"))
        #expect(try firm.count("claim") == 4)
    }

    @Test func aCombinedLineGoesIntoTheOther() throws {
        let target = try line("T1")
        try edit("T3") { $0.partner = target }
        let invoice = try #require(try bill().first)
        // 1.90 × 400.00 = 760.00, as 600.00 + 160.00.
        #expect(invoice.total == 1_361_68)
        let text = try firm.text(invoice)
        #expect(text.contains("Draft lease; Call with landlord") && text.contains("1.90"))
        #expect(try firm.count("claim") == 4)
    }

    @Test func aRestoredLineIsAsRecorded() throws {
        try edit("T1") {
            $0.hours = "1.00"
            $0.narrative = "Otherwise"
        }
        let report = try edit("T1") { $0.isRestore = true }
        #expect(report.effects.map(\.after) == [1_361_68])
        #expect(try firm.text(try #require(try bill().first)).contains("Draft lease"))
    }

    /// Hours named later count, whatever amount was named before.
    @Test func theLastPriceHolds() throws {
        try edit("T1") { $0.amount = "500.00" }
        try edit("T1") { $0.hours = "1.00" }
        #expect(try bill().map(\.total) == [1_161_68])
    }

    // MARK: A matter

    @Test func aDiscountIsTakenOffOnce() throws {
        let report = try edit(matter: "M1") { $0.discount = "10%" }
        // A tenth of 926.68 is 92.67; costs stay.
        #expect(report.effects.map(\.after) == [1_269_01])
        #expect(try bill().map(\.total) == [1_269_01])
        try firm.export(["time,T9,2026-11-05,M1,JRO,1.0,Sign lease,,"], as: "b.csv")
        try firm.load()
        #expect(try bill("2026-11-30").map(\.total) == [400_00])
    }

    @Test func theFeesAreBroughtToAFigure() throws {
        try edit(matter: "M1") { $0.fees = "900" }
        #expect(try bill().map(\.total) == [1_335_00])
        #expect(try firm.rows("SELECT fees FROM document") == [["90000"]])
    }

    @Test func aNoteTermsAndAnotherPayorArePrinted() throws {
        try edit(matter: "M1") {
            $0.note = "As discussed on the telephone."
            $0.terms = "Payable at once."
            $0.billTo = "C2"
        }
        let invoice = try #require(try bill().first)
        let text = try firm.text(invoice)
        #expect(text.contains("As discussed on the telephone.") && text.contains("Beta LLC"))
        #expect(text.contains("Payable at once."))
        #expect(try firm.rows("SELECT DISTINCT client FROM posting") == [["C2"]])
    }

    @Test func aHeldMatterIsNotBilled() throws {
        try edit(matter: "M1") { $0.hold = .open }
        let report = try firm.run(.invoice)
        #expect(report.invoices.isEmpty)
        #expect(report.entries.considered == 4 && report.entries.held == 4)
        try edit(matter: "M1") { $0.isRestore = true }
        #expect(try bill().map(\.total) == [1_361_68])
    }

    // MARK: Version two

    @Test func theNextProformaShowsWhatChanged() throws {
        let first = try #require(try firm.run(.proforma).proformas.first)
        try edit("T1") {
            $0.hours = "1.20"
            $0.reason = "too long"
            $0.decidedBy = "JRO"
        }
        let second = try #require(try firm.run(.proforma).proformas.first)
        #expect(second.number == first.number && second.version == 2)
        let text = try firm.text(second)
        #expect(text.contains("was 1.50") && text.contains("was 600.00"))
        #expect(text.contains("Changes since PF-001 v1"))
        #expect(text.contains("by JRO: too long"))
        // Nothing more changed: the same document again.
        #expect(try firm.run(.proforma).proformas.map(\.isNew) == [false])
        // The client sees none of it.
        let invoice = try #require(try bill().first)
        #expect(!(try firm.text(invoice).contains("was 1.50")))
    }

    // MARK: Taking back

    @Test func anEditIsTakenBackWhole() throws {
        let edit = try #require(
            try edit(
                try mark("T1") { $0.hours = "1.00" }, try mark("T2") { $0.isNoCharge = true }
            ).edit)
        func undo() throws -> EditReport {
            try EditRun(workspace: try firm.workspace(), Selection(date: day("2026-10-31")))
                .undo(edit)
        }
        #expect(try undo().effects.map(\.after) == [1_361_68])
        let again = try undo()
        #expect(again.isRefused && again.diagnostics[0].fact.contains("taken back by edit 2"))
        let history = try #require(try HistoryRun(workspace: try firm.workspace()).run("M1"))
        #expect(history.map(\.change) == ["hours 1.00", "no charge"])
        #expect(history.map(\.was) == ["1.50", "166.68"])
        #expect(history.map(\.undoneBy) == [2, 2])
    }

    @Test func anEditOnAnInvoiceStays() throws {
        let edit = try #require(try edit("T1") { $0.hours = "1.00" }.edit)
        _ = try bill()
        let report = try EditRun(
            workspace: try firm.workspace(), Selection(date: day("2026-10-31"))
        ).undo(edit)
        #expect(report.isRefused && report.diagnostics[0].fact.contains("on invoice 0101"))
        #expect(report.diagnostics[0].remedy?.contains("engross correct 0101") == true)
    }

    // MARK: Refused

    @Test func oneBadMarkKeepsAllOut() throws {
        let report = try edit(
            try mark("T1") { $0.hours = "1.00" }, try mark("T2") { $0.transfer = "M9" },
            try mark("K1") { $0.hours = "1.00" })
        #expect(report.diagnostics.map(\.code) == [.editRefused, .editRefused])
        #expect(report.diagnostics[0].fact.contains("no matter \"M9\""))
        #expect(report.diagnostics[1].fact.contains("a cost has no hours"))
        #expect(try firm.count("edit") == 0)
        #expect(try bill().map(\.total) == [1_361_68])
    }

    @Test func aBilledLineNamesItsInvoice() throws {
        _ = try bill()
        let report = try edit("T1") { $0.hours = "1.00" }
        #expect(report.diagnostics.map(\.code) == [.alreadyBilled])
        #expect(report.diagnostics[0].fact.contains("invoice 0101"))
    }

    @Test(arguments: [
        "hours", "amount", "hold", "transfer", "divide", "combine", "discount", "template",
        "client",
    ])
    func whatMakesNoSenseIsRefused(what: String) throws {
        let other = try line("T2")
        var report: EditReport
        switch what {
        case "hours": report = try edit("T1") { $0.hours = "lots" }
        case "amount": report = try edit("T1") { $0.amount = "EUR 5" }
        case "hold": report = try edit("T1") { $0.hold = .until(day("2026-10-01")) }
        case "transfer": report = try edit("T1") { $0.transfer = "M1" }
        case "divide": report = try edit("T1") { $0.parts = ["1.50 Alone"] }
        // T2 is another person's.
        case "combine": report = try edit("T1") { $0.partner = other }
        case "discount": report = try edit(matter: "M1") { $0.discount = "110%" }
        case "template": report = try edit(matter: "M1") { $0.template = "fancy" }
        default: report = try edit(matter: "M1") { $0.billTo = "C9" }
        }
        #expect(report.diagnostics.map(\.code) == [.editRefused])
        #expect(report.diagnostics.allSatisfy { $0.remedy != nil })
        #expect(try firm.count("edit") == 0)
    }

    @Test func aWorksheetOfAnEarlierVersionHoldsForLinesThatStayed() throws {
        try firm.run(.proforma)
        try edit("T1") { $0.hours = "1.20" }
        try firm.run(.proforma)
        let version = ProformaVersion(number: "PF-001", version: 1)
        func request(_ source: String) throws -> MarkRequest {
            let id = try #require(LineID(typed: try line(source)))
            return MarkRequest(
                .line(id, [.noCharge]), proforma: version,
                place: Place(file: "worksheet.csv", line: 3))
        }
        let run = EditRun(workspace: try firm.workspace(), Selection(date: day("2026-10-31")))
        let stale = try run.run([try request("T1")], from: "worksheet.csv")
        #expect(stale.diagnostics.map(\.code) == [.proformaSuperseded])
        #expect(stale.diagnostics[0].fact.contains("PF-001 v2 shows it otherwise"))
        #expect(stale.diagnostics[0].place == Place(file: "worksheet.csv", line: 3))
        let good = try run.run([try request("T2")], from: "worksheet.csv")
        #expect(!good.isRefused && good.effects.map(\.after) == [1_075_00])
    }

    @Test func oneLineIsMarkedOnce() throws {
        let report = try edit(
            try mark("T1") { $0.hours = "1.00" }, try mark("T1") { $0.isNoCharge = true })
        #expect(report.diagnostics.map(\.code) == [.editRefused])
        #expect(report.diagnostics[0].fact.contains("marked twice"))
    }
}
