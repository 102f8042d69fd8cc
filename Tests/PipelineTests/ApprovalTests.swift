import Billing
import Pipeline
import TestSupport
import Testing

/// With require-approval, bill takes what attorneys approved and nothing else.
@Suite struct ApprovalTests {
    private static let strict =
        SmallFirm.plain["firm.yaml", default: ""] + "\nrequire-approval: yes\n"

    private func firm() throws -> SmallFirm {
        let firm = try SmallFirm(
            ["firm.yaml": Self.strict],
            inbox: [
                "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
                "time,T2,2026-10-06,M2,JRO,0.5,Call,,", "time,T3,2026-10-06,M3,BSM,1.0,Audit,,",
            ])
        try firm.load()
        return firm
    }

    @Test func onlyWhatIsApprovedIsBilled() throws {
        let firm = try firm()
        try firm.run(.proforma)
        try firm.mark(.approved, "PF-002")
        let report = try firm.run(.invoice)
        #expect(report.invoices.map(\.number) == ["0101"])
        #expect(report.invoices.map(\.total) == [200_00])
        // What waits for its attorney is no error.
        let told = try #require(report.diagnostics.first)
        #expect(report.diagnostics.count == 1 && told.code == .notApproved)
        #expect(told.fact == "2 statements are not approved, and wait")
        #expect(told.remedy?.contains("engross proformas") == true)
        #expect(!report.isRefused)
        #expect(report.leftOut.map(\.matter.text) == ["M1", "M3"])
        #expect(
            report.leftOut.map(\.why)
                == ["PF-001 v1 is issued, not approved", "PF-003 v1 is issued, not approved"])
        #expect(report.leftOut.map(\.seconds) == [5_400, 3_600])
        #expect(report.entries.considered == 3 && report.entries.charged == 1)
        #expect(report.entries.leftOut == 2)
        try firm.mark(.approved, "PF-001", "PF-003")
        #expect(try firm.run(.invoice).invoices.map(\.number) == ["0102", "0103"])
    }

    @Test(arguments: [
        Selection(matters: ["M1"], date: day("2026-10-31")),
        Selection(clients: ["C1"], date: day("2026-10-31")),
    ]) func whoeverAsksByNameIsRefusedWithTheReason(_ selection: Selection) throws {
        let firm = try firm()
        let without = try firm.run(.invoice, selection)
        #expect(without.isRefused && without.invoices.isEmpty)
        #expect(without.diagnostics.first?.fact.contains("no pro forma of matter M1") == true)
        try firm.run(.proforma)
        let report = try firm.run(.invoice, selection)
        #expect(report.isRefused && report.invoices.isEmpty)
        let found = try #require(report.diagnostics.first)
        #expect(found.code == .notApproved && found.severity == .error)
        #expect(found.place?.file == "matters.csv" && found.place?.line == 2)
        #expect(found.fact == "pro forma PF-001 v1 of matter M1 is issued and not approved")
        #expect(found.remedy == "approve it with: engross approve PF-001")
        #expect(try firm.count("series") == 1, "no invoice took a number")
    }

    @Test func whatChangedAfterApprovalIsIssuedAgainFirst() throws {
        let firm = try firm()
        try firm.run(.proforma)
        try firm.mark(.approved, "PF-001")
        try firm.export(["time,T4,2026-10-07,M1,BSM,0.5,Proofread lease,,"], as: "b.csv")
        try firm.load()
        let report = try firm.run(.invoice)
        #expect(report.isRefused && report.invoices.isEmpty)
        let found = try #require(report.diagnostics.first { $0.code == .approvalOutdated })
        // 600.00, and half an hour at 333.35
        #expect(found.fact.contains("pro forma PF-001 v1"))
        #expect(found.fact.contains("its total was USD 600.00 and is USD 766.68"))
        #expect(found.remedy?.contains("engross proforma") == true)

        let second = try #require(try firm.run(.proforma).proformas.first)
        #expect(second.version == 2)
        #expect(try firm.run(.invoice).invoices.isEmpty, "version 2 is not approved yet")
        try firm.mark(.approved, "PF-001")
        #expect(try firm.run(.invoice).invoices.map(\.total) == [766_68])
    }

    /// The monthly run issues pro formas before it bills: that may not take approvals back.
    @Test func aLaterDayAloneLeavesAnApprovalStanding() throws {
        let firm = try firm()
        let first = try #require(try firm.run(.proforma).proformas.first)
        let bytes = try firm.bytes(first)
        try firm.mark(.approved, attorneys: [], on: "2026-11-03")
        try firm.mark(.approved, "PF-001")
        let report = try firm.month("2026-11-09")
        let again = try #require(report.proformas.first)
        #expect(again.number == "PF-001" && again.version == 1 && !again.isNew)
        #expect(try firm.bytes(again) == bytes)
        #expect(report.proformas.dropFirst().map(\.version) == [2, 2])
        #expect(report.invoices.map(\.total) == [600_00])
    }

    /// What the client pays meanwhile changes the account, and nothing that was approved.
    @Test func aPaymentLeavesAnApprovalStanding() throws {
        let firm = try firm()
        try firm.export(["balance,B1,2026-09-30,M1,,,Old invoice,,250.00"], as: "b.csv")
        try firm.load()
        try firm.run(.proforma)
        try firm.mark(.approved, "PF-001")
        try firm.export(["payment,P1,2026-11-02,M1,,,Check,,250.00"], as: "c.csv")
        try firm.load()
        let report = try firm.run(.invoice, Selection(date: day("2026-11-05")))
        #expect(report.invoices.map(\.total) == [600_00])
    }

    @Test func aConsolidatedStatementIsApprovedAsAWhole() throws {
        let firm = try firm()
        try firm.run(.proforma)
        try firm.mark(.approved, "PF-003")
        try firm.export(["time,T5,2026-10-08,M4,BSM,1.0,Appeal,,"], as: "b.csv")
        try firm.load()
        let report = try firm.run(.invoice)
        #expect(report.invoices.isEmpty)
        #expect(report.leftOut.map(\.matter.text) == ["M1", "M2", "M3", "M4"])
        // The approved part by itself is what was approved.
        let one = try firm.run(.invoice, Selection(matters: ["M3"], date: day("2026-10-31")))
        #expect(one.invoices.map(\.total) == [333_35])
    }

    @Test func withdrawnIsNotApproved() throws {
        let firm = try firm()
        try firm.run(.proforma)
        try firm.mark(.approved, "PF-001")
        try firm.mark(.withdrawn, "PF-001")
        #expect(try firm.run(.invoice).invoices.isEmpty)
    }

    @Test func withoutTheSettingEverythingIsBilled() throws {
        let firm = try firm()
        try firm.folder.write(SmallFirm.plain["firm.yaml", default: ""], to: "firm.yaml")
        try firm.run(.proforma)
        try firm.mark(.returned, "PF-001")
        #expect(try firm.run(.invoice).invoices.count == 3)
    }
}
