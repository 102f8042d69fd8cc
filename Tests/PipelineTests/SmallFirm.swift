import Billing
import Foundation
import Ledger
import Pipeline
import TestSupport

/// A firm of two clients in a folder of its own, to spoil, load, bill and look into.
struct SmallFirm {
    static let plain: [String: String] = [
        "firm.yaml": """
        name: Roe & Partners
        currency: USD
        time:
          increment: 6
          rounding: up
        invoices:
          first: 101
          width: 4
        proformas:
          prefix: "PF-"
          first: 1
          width: 3
        """,
        "clients.csv": """
        id,name,statements
        C1,Acme Holdings,
        C2,Beta LLC,consolidated
        """,
        "matters.csv": """
        id,client,name,arrangement
        M1,C1,Lease,hourly
        M2,C1,Merger,hourly
        M3,C2,Audit,hourly
        M4,C2,Appeal,hourly
        """,
        "timekeepers.csv": """
        id,name,class
        JRO,Jane Roe,partner
        BSM,Bob Smith,associate
        """,
        "rates.csv": """
        effective,timekeeper,rate
        2026-01-01,JRO,400.00
        2026-01-01,BSM,333.35
        """,
    ]

    static let header = "type,id,date,matter,timekeeper,hours,narrative,billing,amount\n"

    let folder: TemporaryFolder
    var path: String { folder.path }
    var output: String { folder.path + "/Output" }
    var database: String { folder.path + "/ledger.sqlite" }

    /// The plain firm with these files in the place of its own.
    init(_ changes: [String: String] = [:]) throws {
        folder = try TemporaryFolder()
        for (name, text) in SmallFirm.plain.merging(changes, uniquingKeysWith: { $1 }) {
            try folder.write(text, to: name)
        }
    }

    /// The firm with one export of these rows.
    init(_ changes: [String: String] = [:], inbox rows: [String]) throws {
        try self.init(changes)
        try export(rows)
    }

    func export(_ rows: [String], as name: String = "a.csv") throws {
        let text = SmallFirm.header + rows.map { $0 + "\n" }.joined()
        try folder.write(text, to: "inbox/" + name)
    }

    func workspace() throws -> Workspace {
        let (workspace, diagnostics) = try Workspace.open(path)
        guard let workspace, !diagnostics.hasErrors else {
            throw ToolFailure("the firm is refused: \(diagnostics)")
        }
        return workspace
    }

    /// Everything that a command would report, from opening the folder to paper.
    func findings(
        _ selection: Selection = Selection(date: day("2026-10-31"))
    ) throws -> [Diagnostic] {
        let (workspace, diagnostics) = try Workspace.open(path)
        guard let workspace, !diagnostics.hasErrors else { return diagnostics }
        return diagnostics
            + (try MonthlyRun(workspace: workspace, output: output).run(selection, final: true))
            .diagnostics
    }

    @discardableResult
    func load() throws -> RunReport {
        try LoadRun(workspace: try workspace(), date: day("2026-10-31")).run(inboxFiles(of: path))
    }

    @discardableResult
    func run(
        _ kind: Billing.Statement.Kind, _ selection: Selection = Selection(date: day("2026-10-31")),
        setsAnew: Bool = false
    ) throws -> RunReport {
        try StatementRun(
            kind, workspace: try workspace(), output: output, setsAnew: setsAnew
        ).run(selection)
    }

    @discardableResult
    func month(_ date: String = "2026-10-31") throws -> RunReport {
        try MonthlyRun(workspace: try workspace(), output: output).run(
            Selection(date: day(date)), final: true)
    }

    func rows(_ sql: String) throws -> [[String]] {
        try TestSupport.rows(of: database, sql)
    }

    func count(_ table: String) throws -> Int {
        try rows("SELECT count(*) FROM \(table)").first?.first.flatMap { Int($0) } ?? -1
    }

    func text(_ document: RunReport.Made) throws -> String {
        try pageText(of: output + "/" + document.path)
    }

    func bytes(_ document: RunReport.Made) throws -> Data {
        try folder.read("Output/" + document.path)
    }
}
