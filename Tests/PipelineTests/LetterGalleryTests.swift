import Billing
import Pipeline
import TestSupport
import Testing

/// What is wrong with letters and reminders, and what a person is told about it.
@Suite struct LetterGalleryTests {
    private func firm(_ settings: String, _ files: [String: String] = [:]) throws -> SmallFirm {
        let plain = (SmallFirm.plain["firm.yaml"] ?? "") + "\n"
        return try SmallFirm(files.merging(["firm.yaml": plain + settings]) { $1 })
    }

    private func found(_ firm: SmallFirm) throws -> [Diagnostic] {
        try Workspace.open(firm.path).diagnostics
    }

    private func place(_ diagnostic: Diagnostic?) -> String {
        diagnostic?.place.map { "\($0.file):\($0.line):\($0.column)" } ?? ""
    }

    @Test func aLetterThatIsNotThereIsNamed() throws {
        let firm = try firm("cover-letter: covr\n", ["letters/cover.md": "Dear {client}"])
        let found = try found(firm)
        #expect(found.map(\.code) == [.letterUnknown])
        #expect(place(found.first) == "firm.yaml:13:15")
        #expect(found.first?.fact.contains("\"covr\"") == true)
        #expect(found.first?.remedy?.contains("did you mean \"cover\"") == true)
    }

    @Test func aWordThatNothingFillsInIsShownWhereItStands() throws {
        let firm = try firm(
            "cover-letter: cover\n", ["letters/cover.md": "Dear {client},\n\nplease pay {amont}.\n"]
        )
        let found = try found(firm)
        #expect(found.map(\.code) == [.letterUnfilled])
        #expect(place(found.first) == "letters/cover.md:3:12")
        #expect(found.first?.remedy?.contains("did you mean \"amount\"") == true)
    }

    /// An account has no one day by which it is to be paid.
    @Test func aWordThatAStatementHasNotIsRefusedThere() throws {
        let firm = try firm(
            "statement-letter: account\n", ["letters/account.md": "Please pay by {due}.\n"])
        let found = try found(firm)
        #expect(found.map(\.code) == [.letterUnfilled])
        #expect(place(found.first) == "firm.yaml:13:19")
        #expect(found.first?.fact.contains("{due}") == true)
    }

    @Test func remindersRiseAndSaySomething() throws {
        let firm = try firm(
            """
            reminders:
              - {after: 30, title: First, text: Please pay.}
              - {after: 30, title: Second, text: "Please pay {sum}."}
              - {after: 40, title: Third}
            """)
        let found = try found(firm)
        #expect(
            found.map(\.code) == [.settingUnreadable, .letterUnfilled, .settingMissing])
        #expect(found.map { $0.place?.line } == [15, 15, 16])
    }

    @Test(arguments: ["[30, 30]", "[0, 30]", "[]", "[soon]"])
    func stretchesOfAnAgeingRise(limits: String) throws {
        let firm = try firm("ageing: \(limits)\n")
        #expect(try found(firm).map(\.code) == [.settingUnreadable])
    }

    @Test func aFirmThatRemindsNobodySaysSo() throws {
        let firm = try SmallFirm()
        let report = try RemindRun(workspace: try firm.workspace(), output: firm.output).run(
            RemindRun.Request(date: day("2026-12-10")))
        #expect(report.diagnostics.map(\.code) == [.remindersUnset])
        #expect(report.diagnostics.first?.remedy?.contains("reminders:") == true)
    }

    @Test func aClientWithoutAnAccountIsMentioned() throws {
        let firm = try SmallFirm()
        let run = AccountRun(workspace: try firm.workspace(), output: firm.output)
        let report = try run.run(
            AccountRun.Request(clients: ["C1"], date: day("2026-12-10")))
        #expect(report.diagnostics.map(\.code) == [.accountEmpty])
        #expect(report.diagnostics.first?.fact.contains("C1") == true)
        #expect(report.made.isEmpty && report.output == nil)
        let unknown = try run.run(
            AccountRun.Request(clients: ["C9"], date: day("2026-12-10")))
        #expect(unknown.diagnostics.map(\.code) == [.filterUnknown])
    }

    @Test func aClientThatLeftTheRegisterHasNoAddress() throws {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,"])
        try firm.month()
        try firm.folder.write("id,name\nC2,Beta LLC\n", to: "clients.csv")
        try firm.folder.write("id,client,name,arrangement\nM3,C2,Audit,hourly\n", to: "matters.csv")
        let report = try AccountRun(workspace: try firm.workspace(), output: firm.output).run(
            AccountRun.Request(date: day("2026-12-10"), isAllOpen: true))
        #expect(report.diagnostics.map(\.code) == [.clientUnknown])
        #expect(report.diagnostics.first?.fact.contains("\"C1\"") == true)
    }

    @Test func anExceptionThatIsNoInvoiceIsRefused() throws {
        let firm = try firm("reminders: [{after: 10, title: First, text: Please pay.}]\n")
        let report = try RemindRun(workspace: try firm.workspace(), output: firm.output).run(
            RemindRun.Request(date: day("2026-12-10"), except: ["1O1"]))
        #expect(report.diagnostics.map(\.code) == [.invoiceUnknown])
    }
}
