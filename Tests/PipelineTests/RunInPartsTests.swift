import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// A run that has no more than one client's work at hand at a time makes what any other makes.
@Suite struct RunInPartsTests {
    private struct Outcome {
        var reports: [String]
        var files: [String: Data]
    }

    private func run(
        _ firm: String, _ dates: String..., inPartsOf part: Int?
    ) throws -> Outcome {
        let output = firm + "/Output"
        _ = try LoadRun(workspace: try workspace(firm), date: day(dates[0])).run(
            inboxFiles(of: firm))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var reports: [String] = []
        for (date, kind) in dates.flatMap({
            [($0, Billing.Statement.Kind.proforma), ($0, .invoice)]
        }) {
            var report = try StatementRun(
                kind, workspace: try workspace(firm), output: output, inPartsOf: part
            ).run(Selection(date: day(date)))
            report.output = nil
            // A run in parts tells what it finds part by part.
            report.diagnostics.sort { $0.fact < $1.fact }
            reports.append(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
        var files: [String: Data] = [:]
        for ending in [".pdf", ".csv"] {
            for name in TemporaryFolder.names(endingIn: ending, below: output) {
                files[name] = try Data(contentsOf: URL(fileURLWithPath: output + "/" + name))
            }
        }
        return Outcome(reports: reports, files: files)
    }

    private func workspace(_ firm: String) throws -> Workspace {
        let (workspace, diagnostics) = try Workspace.open(firm)
        guard let workspace else { throw ToolFailure("the firm is refused: \(diagnostics)") }
        return workspace
    }

    private func expectSame(_ one: Outcome, _ other: Outcome, atLeast count: Int) {
        #expect(one.reports == other.reports)
        #expect(one.files.count >= count)
        #expect(one.files.keys.sorted() == other.files.keys.sorted())
        for (name, bytes) in one.files { #expect(other.files[name] == bytes, "\(name) differs") }
    }

    /// Beta's fees lie above Acme's: in September from 800.00 to 1,200.00, of which 200.00 less a tenth are
    /// beyond 1,000.00; in October all 400.00 are.
    @Test func whatOtherClientsWereBilledCountsAlike() throws {
        let outcomes = try [nil, 1].map { part in
            let firm = try SmallFirm(
                [
                    "matters.csv": """
                    id,client,name,arrangement
                    M1,C1,Lease,hourly
                    M3,C2,Audit,group
                    """,
                    "arrangements/group.yaml": """
                    name: Hourly with group discount
                    basis: hourly
                    terms:
                      - volume-discount:
                          over: {clients: [C1]}
                          in: year
                          how: marginal
                          tiers:
                            - {from: 0, percent: 0}
                            - {from: 1000, percent: 10}
                    """,
                ],
                inbox: [
                    "time,T1,2026-09-05,M1,JRO,2.0,Draft lease,,",
                    "time,T2,2026-09-07,M3,JRO,1.0,Audit plan,,",
                    "time,T3,2026-10-05,M1,JRO,0.5,Lease signed,,",
                    "time,T4,2026-10-07,M3,JRO,1.0,Audit report,,",
                ])
            return try run(firm.path, "2026-09-30", "2026-10-31", inPartsOf: part)
        }
        let reports = outcomes[0].reports
        #expect(reports[1].contains("\"total\":38000"), "\(reports[1])")
        #expect(reports[3].contains("\"total\":36000"), "\(reports[3])")
        expectSame(outcomes[0], outcomes[1], atLeast: 8)
    }

    @Test func everyKindOfAgreementIsBilledAlike() throws {
        let folder = try TemporaryFolder()
        let outcomes = try [nil, 1, 12].map { part in
            let firm = folder.path + "/\(part ?? 0)"
            try FileManager.default.copyItem(
                atPath: ArrangementGallery.example.path, toPath: firm)
            return try run(firm, "2026-07-31", "2026-08-31", inPartsOf: part)
        }
        for other in outcomes.dropFirst() { expectSame(outcomes[0], other, atLeast: 80) }
    }

    /// Beta's matters are on one statement, so that the one takes the other along; Acme's are not.
    @Test func whatCannotBeBilledIsLeftOutAlike() throws {
        let outcomes = try [nil, 1].map { part in
            let firm = try SmallFirm(
                [
                    "rates.csv": """
                    effective,timekeeper,rate
                    2026-01-01,JRO,400.00
                    """
                ],
                inbox: [
                    "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
                    "time,T2,2026-10-06,M2,BSM,0.4,Call on scope,,",
                    "time,T3,2026-10-07,M3,JRO,2.0,Audit plan,,",
                    "time,T4,2026-10-07,M4,BSM,2.0,Brief,,",
                ])
            return try run(firm.path, "2026-10-31", inPartsOf: part)
        }
        #expect(outcomes[0].reports[1].contains("\"why\":\"with M4\""), "\(outcomes[0].reports[1])")
        expectSame(outcomes[0], outcomes[1], atLeast: 3)
    }
}
