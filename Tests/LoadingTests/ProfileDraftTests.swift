import Billing
import Testing

@testable import Loading

/// Profiles drafted from exports of unknown programs, which then read those exports.
@Suite struct ProfileDraftTests {
    /// An unknown export, what its columns hold, and what its entries come to.
    struct Unknown: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var holds: [String]
        var seconds: [Int]
        var dates: [String]
        var dispositions: [Disposition]
        var testDescription: String { name }
    }

    static let unknowns: [Unknown] = [
        Unknown(
            name: "minutes and initials",
            text: """
                Work Date,Attorney,Client/Matter No.,Minutes,Text,Chargeable,Std Rate,Custom
                03/13/2026,JRO,C0001-01,90,Draft lease amendment for review,Y,400.00,
                03/02/2026,BSM,00012,30,Call with opposing counsel re lease,N,300.00,

                """,
            holds: ["date", "person", "matter", "duration", "text", "flag", "money", "blank"],
            seconds: [5_400, 1_800], dates: ["2026-03-13", "2026-03-02"],
            dispositions: [.billable, .nonBillable]),
        Unknown(
            name: "German words, semicolons, decimal commas",
            text: """
                Datum;Mitarbeiter;Akte;Stunden;Tätigkeit;Abrechenbar
                05.03.2026;Jane Roe;Lease;1,5;Entwurf des Vertrags;ja
                06.03.2026;Bob Smith;Contract;0,25;Telefonat;nein

                """,
            holds: ["date", "person", "matter", "duration", "text", "flag"],
            seconds: [5_400, 900], dates: ["2026-03-05", "2026-03-06"],
            dispositions: [.billable, .nonBillable]),
        Unknown(
            name: "a report with a title, headings and sums",
            text: """
                Roe & Partners LLP
                Time by Employee

                Activity Date,Customer,Memo/Description,Duration,Billable,Amount
                Jane Roe
                03/13/2026,Acme Holdings:Lease,Draft lease,1:30,Yes,600.00
                03/14/2026,Acme Holdings:General,Call client,0:30,No,200.00
                Total for Jane Roe,,,2:00,,$800.00

                """,
            holds: ["date", "text", "text", "duration", "flag", "money"],
            seconds: [5_400, 1_800], dates: ["2026-03-13", "2026-03-14"],
            dispositions: [.billable, .nonBillable]),
        Unknown(
            name: "no column names, years of two digits",
            text: """
                C0001-01,JRO,03/13/26,1.25,Draft lease amendment
                00012,BSM,03/02/26,0.50,Call with opposing counsel

                """,
            holds: ["matter", "person", "date", "duration", "text"],
            seconds: [4_500, 1_800], dates: ["2026-03-13", "2026-03-02"],
            dispositions: [.billable, .billable]),
        Unknown(
            name: "first and last name, both kinds of duration, compact dates",
            text: """
                Entry ID,Date,First Name,Last Name,Project,Hours (decimal),Hours,Notes,Billed
                71,20260313,Jane,Roe,Lease,0.33,0:20,"Draft, again",No
                72,20260302,Bob,Smith,Contract,1.50,1:30,Call,No

                """,
            holds: [
                "number", "date", "person", "person", "matter", "duration", "duration", "text",
                "flag",
            ],
            seconds: [1_200, 5_400], dates: ["2026-03-13", "2026-03-02"],
            dispositions: [.billable, .billable]),
    ]

    private func draft(
        _ text: String, in folder: TestFolder
    ) throws -> ProfileDraft {
        try folder.write(Array(text.utf8), to: "e.csv")
        let records = try FirmFolder.read(at: folder.path).records
        return try ProfileDraft.of(folder.path + "/e.csv", shownAs: "e.csv", records: records)
    }

    @Test(arguments: unknowns)
    func whatIsRecognisedLoadsAsItIs(_ unknown: Unknown) throws {
        let draft = try draft(unknown.text, in: try TestFolder(smallFirm))
        #expect(draft.diagnostics.isEmpty)
        #expect(draft.columns.map(\.holds) == unknown.holds)
        #expect(draft.knownAs == nil)
        #expect(draft.isComplete, "\(draft.text)")
        let export = try LoadedExport(
            unknown.text, firm: smallFirm.merging(["profiles/own.yaml": draft.text]) { $1 })
        #expect(!export.diagnostics.hasErrors, "\(export.diagnostics)\n\(draft.text)")
        #expect(export.summary.profile == "own")
        #expect(export.times.map(\.seconds) == unknown.seconds)
        #expect(export.times.map(\.date.description) == unknown.dates)
        #expect(export.times.map(\.disposition) == unknown.dispositions)
        #expect(export.times.allSatisfy { !$0.narrative.isEmpty })
    }

    @Test func whatOnlyAPersonKnowsIsMarked() throws {
        // Dates that fit both orders, numbers of an unknown unit, words of an unknown sense.
        let text = """
            Day,Who,Ref,Time,Remark,Billable
            03/04/2026,X1,Z9,45,Something that was done,Y
            05/06/2026,X2,Z8,90,Something else entirely,

            """
        let folder = try TestFolder(smallFirm)
        let draft = try draft(text, in: folder)
        #expect(!draft.isComplete)
        for line in [
            "  timekeeper: FILL IN", "  matter: FILL IN", "dates: FILL IN", "durations: FILL IN",
            "  blank: FILL IN",
        ] {
            #expect(draft.text.contains("\n" + line), "\(line)\n\(draft.text)")
        }
        #expect(draft.columns[4].samples == ["Something that was done", "Something else entirely"])
        // Filled in, it reads the file.
        let filled = draft.text.replacing("timekeeper: FILL IN", with: "timekeeper: Who")
            .replacing("matter: FILL IN", with: "matter: Ref")
            .replacing("dates: FILL IN", with: "dates: month-first")
            .replacing("durations: FILL IN", with: "durations: minutes")
            .replacing("blank: FILL IN", with: "blank: no-charge")
        var firm = smallFirm
        firm["profiles/own.yaml"] = filled
        firm["timekeepers.csv"] = "id,name\nX1,Jane Roe\nX2,Bob Smith\n"
        firm["rates.csv"] = "effective,timekeeper,rate\n2026-01-01,X1,375.00\n"
        firm["matters.csv"] = "id,client,name,arrangement\nZ9,C0001,A,hourly\nZ8,C0001,B,hourly\n"
        let export = try LoadedExport(text, firm: firm)
        #expect(!export.diagnostics.hasErrors, "\(export.diagnostics)")
        #expect(export.times.map(\.seconds) == [2_700, 5_400])
        #expect(export.times.map(\.date.description) == ["2026-03-04", "2026-05-06"])
        #expect(export.times.map(\.disposition) == [.billable, .noCharge])
    }

    @Test func theFirmsDateOrderAnswersForTheDraft() throws {
        var firm = smallFirm
        firm["firm.yaml"]? += "date-order: day-first\n"
        let text = "Date,User,Matter,Hours,Notes\n03/04/2026,JRO,00012,1.5,Call\n"
        let draft = try draft(text, in: try TestFolder(firm))
        #expect(draft.isComplete, "\(draft.text)")
    }

    @Test func aKnownExportIsSaidToBeKnown() throws {
        let text =
            "Date,Client,Project,Hours,Billable?,First Name,Last Name,Notes\n"
            + "2026-03-02,Acme,Lease,1.0,Yes,Jane,Roe,\"A long\nnarrative that goes on and on\"\n"
        let draft = try draft(text, in: try TestFolder(smallFirm))
        #expect(draft.knownAs == "harvest")
        #expect(draft.text.contains("\nextends: harvest\n"))
        #expect(draft.columns.last?.samples == ["A long narrative that goes …"])
    }

    /// A date and a matter make a file the native format's; a column that it does not know speaks
    /// against it.
    @Test func aFileThatOnlyResemblesTheNativeFormatGetsAProfile() throws {
        let text = "Date,Matter,Lawyer,Hours,Notes\n2026-03-02,00012,JRO,1.5,Call\n"
        #expect(try LoadedExport(text).times.isEmpty)
        let draft = try draft(text, in: try TestFolder(smallFirm))
        #expect(draft.knownAs == nil)
        let export = try LoadedExport(
            text, firm: smallFirm.merging(["profiles/own.yaml": draft.text]) { $1 })
        #expect(export.summary.profile == "own")
        #expect(export.times.map(\.timekeeper.text) == ["JRO"])
    }

    /// Names that YAML or the profile's own signs would take for something else.
    @Test func awkwardColumnNamesAreFoundAgain() throws {
        let text =
            "Date: of work,\"Who, \"\"really\"\"\",Matter # no,Hours + more,Notes,Notes\n"
            + "2026-03-02,JRO,00012,1.5,Call with the other side,\n"
        let folder = try TestFolder(smallFirm)
        let draft = try draft(text, in: folder)
        let export = try LoadedExport(
            text, firm: smallFirm.merging(["profiles/own.yaml": draft.text]) { $1 })
        #expect(export.times.map(\.seconds) == [5_400], "\(export.diagnostics)\n\(draft.text)")
        #expect(export.times.map(\.narrative) == ["Call with the other side"])
    }

    @Test(arguments: ["", "just a sentence\n", "\n\n"])
    func whatIsNoTableIsRefused(_ text: String) throws {
        let draft = try draft(text, in: try TestFolder(smallFirm))
        #expect(draft.diagnostics.hasErrors)
        #expect(draft.text.isEmpty)
    }
}
