import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// What changed between two exports of one month, and that the firm's folder stays as it was.
@Suite struct DiffRunTests {
    /// Of one difference what a reader looks for; the line is that of the newer file.
    private struct Line: Equatable {
        var what: String
        var line: Int
        var fields: [String] = []
    }

    private let firm: SmallFirm

    init() throws {
        firm = try SmallFirm()
    }

    private func diff(
        _ old: [String], _ new: [String], header: String = SmallFirm.header
    ) throws -> DiffRun.Report {
        for (name, rows) in [("old.csv", old), ("new.csv", new)] {
            try firm.folder.write(header + rows.map { $0 + "\n" }.joined(), to: name)
        }
        return try run("old.csv", "new.csv")
    }

    private func run(_ old: String, _ new: String) throws -> DiffRun.Report {
        let workspace = try #require(
            try Workspace.open(firm.path, onlyReads: true, withLedger: false).workspace)
        return try DiffRun(workspace: workspace, date: day("2026-10-31"))
            .run(from: firm.path + "/" + old, to: firm.path + "/" + new)
    }

    private func lines(_ report: DiffRun.Report) -> [Line] {
        (report.comparison?.differences ?? []).map { difference in
            let what =
                difference.old == nil ? "added" : difference.new == nil ? "removed" : "changed"
            return Line(
                what: what, line: difference.shown?.place.line ?? 0,
                fields: difference.fields.map { "\($0.field) \($0.from) → \($0.to)" })
        }
    }

    private func sums(
        _ old: Int, _ added: Int, _ removed: Int, _ changed: Int, _ new: Int
    ) -> DiffRun.Sums {
        DiffRun.Sums(old: old, added: added, removed: removed, changed: changed, new: new)
    }

    // MARK: With ids

    @Test func entriesWithIDsArePairedByThem() throws {
        let report = try diff(
            [
                "time,T1,2026-10-05,M1,JRO,1.2,Call with Smyth about lease,,",
                "time,T2,2026-10-06,M1,JRO,0.5,Draft,,",
                "time,T3,2026-10-07,M2,BSM,2.0,Review,,",
                "cost,K1,2026-10-05,M1,,,Filing,,12.50",
            ],
            [
                "cost,K1,2026-10-05,M1,,,Filing,,10.25",
                "time,T4,2026-10-04,M2,BSM,0.3,Letter,,",
                "time,T3,2026-10-08,M2,JRO,2.0,Review,no-charge,",
                "time,T1,2026-10-05,M1,JRO,1.5,Call with Smith about lease,,",
            ])
        #expect(!report.diagnostics.hasErrors)
        // By matter, date and line; of what was removed the line in the old file.
        #expect(
            lines(report) == [
                Line(what: "changed", line: 2, fields: ["amount 12.50 → 10.25"]),
                Line(
                    what: "changed", line: 5,
                    fields: ["hours 1.20 → 1.50", "narrative \"Smyth\" → \"Smith\""]),
                Line(what: "removed", line: 3), Line(what: "added", line: 3),
                Line(
                    what: "changed", line: 4,
                    fields: [
                        "timekeeper BSM → JRO", "date 2026-10-07 → 2026-10-08",
                        "billing billable → no-charge",
                    ]),
            ])
        let places = report.comparison?.differences.compactMap { $0.shown?.place.file }
        #expect(places == ["new.csv", "new.csv", "old.csv", "new.csv", "new.csv"])
        #expect(report.comparison?.same == 0)
    }

    /// 1:12, 0:30 and 2:00 become 1:30, 2:00 and 0:18; 12.50 becomes 10.25, and 7.00 comes.
    @Test func totalsTie() throws {
        let report = try diff(
            [
                "time,T1,2026-10-05,M1,JRO,1.2,Call,,", "time,T2,2026-10-06,M1,JRO,0.5,Draft,,",
                "time,T3,2026-10-07,M2,BSM,2.0,Review,,", "cost,K1,2026-10-05,M1,,,Filing,,12.50",
            ],
            [
                "time,T1,2026-10-05,M1,JRO,1.5,Call,,", "time,T3,2026-10-07,M2,BSM,2.0,Review,,",
                "time,T4,2026-10-04,M2,BSM,0.3,Letter,,", "cost,K1,2026-10-05,M1,,,Filing,,10.25",
                "cost,K2,2026-10-05,M1,,,Copies,,7.00",
            ])
        let comparison = try #require(report.comparison)
        #expect(comparison.same == 1 && comparison.changed == 2)
        #expect(comparison.entries == sums(4, 2, 1, 0, 5))
        #expect(comparison.seconds == sums(13_320, 1_080, 1_800, 1_080, 13_680))
        #expect(comparison.amounts.map(\.sums) == [sums(1_250, 700, 0, -225, 1_725)])
    }

    /// 250.00 move from a client in dollars to one in euros.
    @Test func anAmountThatMovesToAnotherCurrencyTiesInBoth() throws {
        try firm.folder.write(
            "id,name,statements,currency\nC1,Acme,,\nC2,Beta,,EUR\n", to: "clients.csv")
        let report = try diff(
            ["cost,K1,2026-10-05,M1,,,Filing,,250.00"], ["cost,K1,2026-10-05,M3,,,Filing,,250.00"])
        #expect(
            lines(report) == [
                Line(
                    what: "changed", line: 2,
                    fields: ["matter M1 → M3", "amount 250.00 USD → 250.00 EUR"])
            ])
        let amounts = try #require(report.comparison?.amounts)
        #expect(amounts.map(\.currency.code) == ["EUR", "USD"])
        #expect(
            amounts.map(\.sums) == [sums(0, 0, 0, 25_000, 25_000), sums(25_000, 0, 0, -25_000, 0)])
    }

    /// A ledger refuses to change what it has posted; here nothing is posted.
    @Test func aPaymentMayDiffer() throws {
        let report = try diff(
            ["payment,P1,2026-10-05,M1,,,Cheque,,100.00"],
            ["payment,P1,2026-10-05,M1,,,Cheque,,120.00"])
        #expect(!report.diagnostics.hasErrors)
        #expect(
            lines(report) == [
                Line(what: "changed", line: 2, fields: ["amount 100.00 → 120.00"])
            ])
        #expect(report.comparison?.amounts.map(\.sums) == [sums(10_000, 0, 0, 2_000, 12_000)])
    }

    // MARK: Without ids

    @Test func entriesWithoutIDsOfOneDayArePairedMostAlikeFirst() throws {
        let report = try diff(
            [
                "time,,2026-10-05,M1,JRO,1.0,Call,,", "time,,2026-10-05,M1,JRO,0.5,Draft,,",
                "time,,2026-10-05,M1,JRO,0.7,Read,,", "time,,2026-10-06,M1,JRO,0.4,Letter,,",
                "time,,2026-10-07,M1,JRO,0.4,Letter,,",
            ],
            [
                // The same hours as "Read", the narrative of "Call", what is left, and another's.
                "time,,2026-10-05,M1,JRO,0.7,Study,,", "time,,2026-10-05,M1,JRO,1.1,Call,,",
                "time,,2026-10-05,M1,JRO,0.6,Revise,,", "time,,2026-10-06,M1,BSM,0.4,Letter,,",
                "time,,2026-10-07,M1,JRO,0.4,Letter,,",
            ])
        #expect(
            lines(report) == [
                Line(what: "changed", line: 2, fields: ["narrative \"Read\" → \"Study\""]),
                Line(what: "changed", line: 3, fields: ["hours 1.00 → 1.10"]),
                Line(
                    what: "changed", line: 4,
                    fields: ["hours 0.50 → 0.60", "narrative \"Draft\" → \"Revise\""]),
                // Another timekeeper's work is another entry.
                Line(what: "removed", line: 5), Line(what: "added", line: 5),
            ])
        #expect(report.comparison?.same == 1)
    }

    @Test func equalRowsArePairedOneByOne() throws {
        let row = "time,,2026-10-05,M1,JRO,0.2,Call,,"
        let more = try diff([row, row], [row, row, row])
        #expect(more.comparison?.same == 2)
        #expect(lines(more) == [Line(what: "added", line: 4)])
        #expect(more.comparison?.seconds == sums(1_440, 720, 0, 0, 2_160))
        let fewer = try diff([row, row, row], [row])
        #expect(fewer.comparison?.same == 1)
        #expect(lines(fewer) == [Line(what: "removed", line: 3), Line(what: "removed", line: 4)])
    }

    @Test func equalRowsOfWhichOneWasCorrectedAreOneChange() throws {
        let row = "time,,2026-10-05,M1,JRO,0.2,Call,,"
        let report = try diff([row, row], ["time,,2026-10-05,M1,JRO,0.3,Call,,", row])
        #expect(
            lines(report) == [Line(what: "changed", line: 2, fields: ["hours 0.20 → 0.30"])])
        #expect(report.comparison?.same == 1)
    }

    @Test func aRowWithAnIDIsNotPairedWithOneWithout() throws {
        let report = try diff(
            ["time,,2026-10-05,M1,JRO,0.2,Call,,"], ["time,T1,2026-10-05,M1,JRO,0.2,Call,,"])
        #expect(lines(report) == [Line(what: "removed", line: 2), Line(what: "added", line: 2)])
    }

    /// As with an id: a bill shows neither.
    @Test func startAndEndMakeNoDifference() throws {
        let header =
            "Project,User,Email,Description,Billable,Start date,Start time,End date,End time,"
            + "Duration\n"
        func row(_ start: String, _ end: String) -> String {
            "M1,JRO,,Call,Yes,2026-10-05,\(start),2026-10-05,\(end),01:00:00"
        }
        let report = try diff(
            [row("09:00:00", "10:00:00")], [row("11:00:00", "12:00:00")], header: header)
        #expect(report.new?.profile == "toggl")
        #expect(report.comparison?.same == 1 && lines(report) == [])
    }

    // MARK: The files and the folder

    @Test func theSameFileTwiceGivesNoDifferences() throws {
        try firm.folder.write(
            SmallFirm.header + "time,T1,2026-10-05,M1,JRO,1.0,Call,,\n"
                + "time,,2026-10-05,M1,JRO,0.5,Draft,,\ntime,,2026-10-05,M1,JRO,0.5,Draft,,\n",
            to: "old.csv")
        let report = try run("old.csv", "old.csv")
        #expect(lines(report) == [])
        #expect(report.comparison?.same == 3)
        #expect(report.comparison?.seconds == sums(7_200, 0, 0, 0, 7_200))
    }

    @Test func refusedRowsOfBothFilesAreReportedAndTheOthersCompared() throws {
        let report = try diff(
            ["time,T1,2026-10-05,M1,JRO,1.0,Call,,", "time,T2,2026-10-05,Leese,JRO,1.0,Call,,"],
            ["time,T1,2026-10-05,M1,JRO,1.1,Call,,", "time,T3,2026-10-05,M1,JRO,soon,Call,,"])
        let errors = report.diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.code) == [.matterUnknown, .durationUnreadable])
        #expect(errors.map { $0.place?.file } == ["old.csv", "new.csv"])
        #expect(errors.map { $0.place?.line } == [3, 3])
        #expect(lines(report) == [Line(what: "changed", line: 2, fields: ["hours 1.00 → 1.10"])])
        #expect(report.comparison?.seconds == sums(3_600, 0, 0, 360, 3_960))
    }

    @Test func whereOneFileCannotBeReadNothingSeemsRemoved() throws {
        try firm.folder.write(
            SmallFirm.header + "time,T1,2026-10-05,M1,JRO,1.0,Call,,\n", to: "old.csv")
        try firm.folder.write("colour,shape\nred,round\n", to: "new.csv")
        let report = try run("old.csv", "new.csv")
        #expect(report.diagnostics.hasErrors)
        #expect(report.comparison == nil)
    }

    @Test func anExportThatHasBecomeEmptyIsCompared() throws {
        let report = try diff(["time,T1,2026-10-05,M1,JRO,1.0,Call,,"], [])
        #expect(report.comparison?.entries == sums(1, 0, 1, 0, 0))
    }

    /// Neither what is billed nor what was refused before is looked at, and no byte is written.
    @Test func theFirmsFolderStaysAsItWas() throws {
        let bad = "time,T9,2026-10-05,Leese,JRO,1.0,Call,,"
        let rows = ["time,T1,2026-10-05,M1,JRO,1.0,Call,,"]
        try firm.export(rows)
        try firm.load()
        try firm.run(.invoice)
        try firm.export([bad], as: "b.csv")
        try firm.load()
        for (name, text) in [
            ("old.csv", rows), ("new.csv", ["time,T1,2026-10-05,M1,JRO,2.0,,,", bad]),
        ] {
            try firm.folder.write(
                SmallFirm.header + text.map { $0 + "\n" }.joined(), to: name)
        }
        let before = try contents()
        let report = try run("old.csv", "new.csv")
        #expect(report.diagnostics.contains { $0.code == .matterUnknown })
        #expect(!report.diagnostics.contains { $0.code == .alreadyBilled })
        #expect(try contents() == before)
    }

    @Test func theLedgerIsNotEvenOpened() throws {
        try firm.folder.write("This is no ledger.", to: "ledger.sqlite")
        let row = "time,T1,2026-10-05,M1,JRO,1.0,Call,,"
        #expect(try diff([row], [row]).comparison?.same == 1)
    }

    @Test func anotherProcessMayWorkInTheFolder() throws {
        let writing = try firm.workspace()
        let row = "time,T1,2026-10-05,M1,JRO,1.0,Call,,"
        #expect(try diff([row], [row]).comparison?.same == 1)
        withExtendedLifetime(writing) {}
    }

    private func contents() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in firm.folder.files(endingIn: "") {
            contents[name] = try? firm.folder.read(name)
        }
        return contents
    }
}
