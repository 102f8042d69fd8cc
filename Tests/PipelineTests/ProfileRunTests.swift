import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// From an export that nothing knows to entries in the ledger.
@Suite struct ProfileRunTests {
    private static let export = """
        Work Date,Attorney,Client/Matter No.,Minutes,Text,Chargeable
        10/13/2026,JRO,M1,90,Draft lease amendment for review,Y
        10/02/2026,BSM,M3,30,Call with opposing counsel,N

        """

    /// 90 and 30 minutes, of which the second are not billed.
    @Test func anUnknownExportLoadsByTheProfileWrittenForIt() throws {
        let firm = try SmallFirm(["inbox/October 2026.csv": ProfileRunTests.export])
        let file = firm.path + "/inbox/October 2026.csv"
        #expect(try firm.load().diagnostics.map(\.code) == [.profileUnknown])

        let drafted = try ProfileRun.draft(file, in: firm.path)
        #expect(drafted.diagnostics == [])
        #expect(drafted.path == "profiles/october-2026.yaml")
        #expect(drafted.knownAs == nil && drafted.isComplete)
        #expect(drafted.columns.map(\.holds).prefix(4) == ["date", "person", "matter", "duration"])

        let report = try firm.load()
        #expect(report.diagnostics == [])
        #expect(report.loaded.map(\.profile) == ["october-2026"])
        #expect(
            try firm.rows("SELECT matter, timekeeper, seconds, disposition FROM entry") == [
                ["M1", "JRO", "5400", "billable"], ["M3", "BSM", "1800", "non-billable"],
            ])
        let again = try ProfileRun.draft(file, in: firm.path)
        #expect(again.knownAs == "october-2026" && again.path == nil)
    }

    @Test func nothingIsWrittenOver() throws {
        let firm = try SmallFirm([
            "e.csv": ProfileRunTests.export, "profiles/e.yaml": "known-by: FILL IN\n",
        ])
        let error = #expect(throws: EnvironmentError.self) {
            _ = try ProfileRun.draft(firm.path + "/e.csv", in: firm.path)
        }
        #expect(error?.remedy?.contains("--name") == true)
        #expect(
            String(decoding: try firm.folder.read("profiles/e.yaml"), as: UTF8.self)
                == "known-by: FILL IN\n")
        let other = try ProfileRun.draft(firm.path + "/e.csv", in: firm.path, name: "other")
        #expect(other.path == "profiles/other.yaml")
    }

    /// The profile comes first, then the registers that the export names.
    @Test func aFirmIsDraftedFromAnUnknownExport() throws {
        let folder = try TemporaryFolder()
        try folder.write(ProfileRunTests.export, to: "harvest.csv")
        let firm = folder.path + "/firm"
        let drafted = try ProfileRun.draft(folder.path + "/harvest.csv", in: firm)
        // Not called as a built-in profile, which it would replace.
        #expect(drafted.path == "profiles/own-harvest.yaml" && drafted.isComplete)
        let made = try InitRun.run(
            firm, from: .exports([folder.path + "/harvest.csv"], profile: nil))
        #expect(made.diagnostics == [])
        let timekeepers = try folder.read("firm/timekeepers.csv")
        #expect(String(decoding: timekeepers, as: UTF8.self).contains(",JRO,"))
    }

    @Test func ownProfilesAreListedFirst() throws {
        let firm = try SmallFirm([
            "profiles/Toggl.yaml": "extends: toggl\nknown-by: [Project, Amount*]\n"
        ])
        let (profiles, diagnostics) = try ProfileRun.list(in: firm.path)
        #expect(diagnostics == [])
        #expect(profiles.first?.name == "toggl" && profiles.first?.isOwn == true)
        #expect(profiles.first?.columns == ["Project", "Amount*"])
        #expect(profiles.count { $0.name == "toggl" } == 1)
        #expect(profiles.contains { $0.name == "tabs3" && $0.columns.isEmpty })
    }
}
