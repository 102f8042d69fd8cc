import Billing
import Pipeline
import TestSupport
import Testing

/// A small firm whose matters M1 and M2 are Jane Roe's, M3 and M4 Bob Smith's.
extension SmallFirm {
    static let attorneys = """
        id,client,name,attorney,arrangement
        M1,C1,Lease,JRO,hourly
        M2,C1,Merger,JRO,hourly
        M3,C2,Audit,BSM,hourly
        M4,C2,Appeal,BSM,hourly
        """

    @discardableResult
    func mark(
        _ state: ProformaState, _ numbers: String..., attorneys: [String] = [],
        on date: String = "2026-11-03", note: String = ""
    ) throws -> ProformaMarkRun.Report {
        let occasion = Occasion(by: "Ann Lee", at: date + "T09:00:00Z")
        let workspace = try Workspace.open(path, on: occasion).workspace
        guard let workspace else { throw ToolFailure("the firm is refused") }
        return try ProformaMarkRun(workspace: workspace).run(
            state, numbers, attorneys: attorneys, on: day(date), note: note)
    }

    func proformas(
        on date: String = "2026-11-05", all: Bool = false, attorneys: [String] = []
    ) throws -> ProformaListRun.Report {
        try ProformaListRun(workspace: try workspace()).run(
            attorneys: attorneys, on: day(date), all: all)
    }

    /// `PF-001 v1 issued`, in the order of the list.
    func states() throws -> [String] {
        try proformas(all: true).lines.map { "\($0.number) v\($0.version) \($0.state.rawValue)" }
            .sorted()
    }
}

@Suite struct ProformaStatusTests {
    private func firm() throws -> SmallFirm {
        let firm = try SmallFirm(
            ["matters.csv": SmallFirm.attorneys],
            inbox: [
                "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
                "time,T2,2026-10-06,M2,JRO,0.5,Call,,", "time,T3,2026-10-06,M3,BSM,1.0,Audit,,",
            ])
        try firm.load()
        try firm.run(.proforma)
        return firm
    }

    /// PF-001 is M1's, PF-002 is M2's, PF-003 is C2's.
    @Test func whoStillOwesOneIsListedWithDaysOut() throws {
        let firm = try firm()
        try firm.mark(.returned, "PF-002")
        let report = try firm.proformas(on: "2026-11-05")
        #expect(report.lines.map(\.number) == ["PF-003", "PF-001"])
        #expect(report.lines.map(\.attorney?.text) == ["BSM", "JRO"])
        // 31 October to 5 November
        #expect(report.lines.map(\.daysOut) == [5, 5])
        #expect(report.counts.map(\.attorneyName) == ["Bob Smith", "Jane Roe"])
        #expect(report.counts.map(\.out) == [1, 1])
        #expect(report.counts.map(\.back) == [0, 1])
        #expect(try firm.proformas(attorneys: ["JRO"]).lines.map(\.number) == ["PF-001"])
        #expect(
            try firm.proformas(attorneys: ["XXX"]).diagnostics.map(\.code) == [.filterUnknown])
    }

    /// Version 2 of what the attorney never gave back is out since version 1 was; after it was
    /// returned, since version 2.
    @Test func daysOutGoOnOverVersionsThatNobodyReturned() throws {
        let firm = try firm()
        try firm.mark(.returned, "PF-001", on: "2026-11-03")
        try firm.run(.proforma, Selection(date: day("2026-11-10")))
        let lines = try firm.proformas(on: "2026-11-12").lines
        #expect(
            lines.map { "\($0.number) v\($0.version)" } == ["PF-003 v2", "PF-002 v2", "PF-001 v2"])
        #expect(lines.map(\.daysOut) == [12, 12, 2])
    }

    @Test func approvalNotesByWhomAndWhen() throws {
        let firm = try firm()
        let report = try firm.mark(.approved, "pf-001 V1", on: "2026-11-04", note: "by e-mail")
        #expect(report.diagnostics == [] && report.marked.map(\.was) == [.issued])
        let line = try #require(
            try firm.proformas(all: true).lines.first { $0.number == "PF-001" })
        #expect(line.state == .approved && line.by == "Ann Lee" && line.note == "by e-mail")
        #expect(line.on == day("2026-11-04") && line.daysOut == nil)
        #expect(try firm.rows("SELECT at FROM proforma_status") == [["2026-11-04T09:00:00Z"]])
        // What is approved already is not noted twice.
        #expect(try firm.mark(.approved, "PF-001").marked.map(\.was) == [.approved])
        #expect(try firm.count("proforma_status") == 1)
        for change in ["UPDATE proforma_status SET by = 'x'", "DELETE FROM proforma_status"] {
            #expect(try runTool(["sqlite3", firm.database, change]).status != 0)
        }
    }

    @Test func anAttorneysProformasAreApprovedAtOnce() throws {
        let firm = try firm()
        let report = try firm.mark(.approved, attorneys: ["JRO"])
        #expect(report.marked.map(\.number) == ["PF-001", "PF-002"])
        #expect(
            try firm.states() == ["PF-001 v1 approved", "PF-002 v1 approved", "PF-003 v1 issued"])
    }

    @Test func returningTakesAnApprovalBack() throws {
        let firm = try firm()
        try firm.mark(.approved, "PF-001")
        #expect(try firm.mark(.returned, "PF-001").marked.map(\.was) == [.approved])
        #expect(try firm.states().first == "PF-001 v1 returned")
    }

    @Test func aWithdrawnOneIsNoLongerOpen() throws {
        let firm = try firm()
        try firm.mark(.withdrawn, "PF-001")
        let made = try firm.run(.proforma).proformas
        #expect(made.map(\.number) == ["PF-004", "PF-002", "PF-003"])
        #expect(made.map(\.isNew) == [true, false, false])
        #expect(try firm.states().first == "PF-001 v1 withdrawn")
        #expect(try firm.proformas().lines.map(\.number).contains("PF-001") == false)
    }

    @Test func onceBilledItIsBilled() throws {
        let firm = try firm()
        try firm.mark(.approved, "PF-001")
        try firm.run(.invoice)
        #expect(
            try firm.states() == ["PF-001 v1 billed", "PF-002 v1 billed", "PF-003 v1 billed"])
        #expect(
            try firm.proformas(all: true).lines.map(\.invoice).contains("0101"))
        #expect(try firm.proformas().counts.isEmpty)
    }

    // MARK: Refusals

    @Test func everyRefusalNamesTheStateAndNothingIsNoted() throws {
        let firm = try firm()
        try firm.run(.proforma, Selection(date: day("2026-11-02")))
        try firm.run(.invoice, Selection(matters: ["M2"], date: day("2026-11-02")))
        try firm.mark(.withdrawn, "PF-003")
        let marks = try firm.count("proforma_status")
        let report = try firm.mark(
            .approved, "PF-001", "v1", "PF-002", "PF-003", "PF-009", "PF-001")
        #expect(
            report.diagnostics.map(\.code) == [
                .proformaUnknown, .proformaSuperseded, .proformaClosed, .proformaClosed,
            ])
        let facts = report.diagnostics.map(\.fact)
        #expect(facts[0].contains("\"PF-009\""))
        #expect(facts[1].contains("PF-001 v1 is superseded: v2 is the last"))
        #expect(facts[2].contains("PF-002 v2 is billed, on invoice 0101"))
        #expect(facts[3].contains("PF-003 v2 is withdrawn on 2026-11-03 by Ann Lee"))
        #expect(report.diagnostics.allSatisfy { $0.remedy?.isEmpty == false })
        #expect(report.marked.isEmpty)
        #expect(try firm.count("proforma_status") == marks)
    }
}

/// An edit tells more than what was noted before it; one that was taken back tells nothing.
@Suite struct EditedProformaTests {
    private func firm() throws -> SmallFirm {
        let firm = try SmallFirm(
            [
                "firm.yaml": SmallFirm.plain["firm.yaml", default: ""]
                    + "\nrequire-approval: yes\n"
            ],
            inbox: [
                "time,T1,2026-10-05,M1,JRO,1.5,Draft,,", "time,T2,2026-10-06,M2,JRO,1.0,Call,,",
            ])
        try firm.load()
        try firm.run(.proforma)
        return firm
    }

    private func edit(_ firm: SmallFirm, hours: String) throws -> Int {
        var mark = TypedMark()
        mark.line = LineID(EntryKey(1)).text
        mark.hours = hours
        let selection = Selection(date: day("2026-11-03"))
        let run = EditRun(workspace: try firm.workspace(), selection)
        let report = try run.run([mark])
        #expect(!report.diagnostics.hasErrors, "\(report.diagnostics)")
        return try #require(
            try firm.rows("SELECT max(id) FROM edit").first?.first.flatMap { Int($0) })
    }

    private func undo(_ firm: SmallFirm, _ edit: Int) throws {
        let selection = Selection(date: day("2026-11-03"))
        _ = try EditRun(workspace: try firm.workspace(), selection).undo(edit)
    }

    @Test func anEditOfOneOfItsLinesIsTold() throws {
        let firm = try firm()
        let edit = try edit(firm, hours: "1.2")
        #expect(try firm.states() == ["PF-001 v1 edited", "PF-002 v1 issued"])
        #expect(try firm.proformas().lines.map(\.number) == ["PF-002"])
        try undo(firm, edit)
        #expect(try firm.states() == ["PF-001 v1 issued", "PF-002 v1 issued"])
    }

    /// Approved, edited, issued again, and what version 2 shows taken back.
    @Test func eachVersionIsEditedByWhatCameAfterIt() throws {
        let firm = try firm()
        try firm.mark(.approved, "PF-001")
        let edit = try edit(firm, hours: "1.2")
        #expect(try firm.states().first == "PF-001 v1 edited")
        let refused = try firm.run(.invoice)
        #expect(refused.diagnostics.map(\.code).contains(.approvalOutdated))
        #expect(refused.invoices.isEmpty)

        try firm.run(.proforma)
        #expect(try firm.states().first == "PF-001 v2 issued")
        try firm.mark(.approved, "PF-001")
        #expect(try firm.states().first == "PF-001 v2 approved")
        try undo(firm, edit)
        #expect(try firm.states().first == "PF-001 v2 edited")
        #expect(try firm.run(.invoice).invoices.isEmpty)
    }

    @Test func approvingWhatWasEditedWarnsOfIt() throws {
        let firm = try firm()
        _ = try edit(firm, hours: "1.2")
        let report = try firm.mark(.approved, "PF-001")
        let found = try #require(report.diagnostics.first)
        #expect(found.code == .proformaEdited && found.severity == .warning)
        #expect(found.fact.contains("PF-001 v1") && found.remedy?.contains("proforma") == true)
        #expect(report.marked.map(\.was) == [.edited])
    }

    /// Edited and taken back before the invoice: it is what was approved.
    @Test func whatWasTakenBackLeavesTheApprovalStanding() throws {
        let firm = try firm()
        try firm.mark(.approved, "PF-001")
        try undo(firm, try edit(firm, hours: "1.2"))
        #expect(try firm.states().first == "PF-001 v1 approved")
        #expect(try firm.run(.invoice).invoices.map(\.total) == [600_00])
    }
}
