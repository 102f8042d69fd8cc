import Billing
import Foundation
import Loading
import Pipeline
import TestSupport

/// The firm that all hostile files are loaded for, in a folder of its own.
struct HostileFirm {
    /// An entry as it stands in the ledger.
    struct Entry: Decodable {
        var date: String
        var seconds: Int?
        var amount: Int?
        var text: String
    }

    private static let files = [
        "firm.yaml": "name: Roe & Partners\ncurrency: USD\n",
        "clients.csv": """
        id,name,currency
        C1,Acme Holdings,
        C2,Beta GmbH,EUR
        C3,Gamma KK,JPY
        """,
        "matters.csv": """
        id,client,name,arrangement
        M1,C1,Lease,hourly
        M2,C1,Merger,hourly
        M3,C2,Vertrag,hourly
        M4,C3,Keiyaku,hourly
        M5,C1,Café lease,hourly
        M6,C1,../../etc/passwd,hourly
        M7,C1,Robert'); DROP TABLE matter;--,hourly
        M8,C1,Total Energies,hourly
        M9,C1,<b>&amp;{{x}},hourly
        """,
        "timekeepers.csv": "id,name\nJRO,Jane Roe\nBSM,Bob Smith\n",
        "rates.csv": "effective,rate\n1900-01-01,400\n",
    ]

    private let folder: TemporaryFolder
    private var database: String { folder.path + "/ledger.sqlite" }

    /// `setting` is a further line of firm.yaml, `profile` one of the firm's own.
    init(setting: String?, profile: String?) throws {
        folder = try TemporaryFolder()
        for (name, text) in HostileFirm.files { try folder.write(text, to: name) }
        if let setting {
            let plain = HostileFirm.files["firm.yaml"] ?? ""
            try folder.write(plain + setting + "\n", to: "firm.yaml")
        }
        if let profile { try folder.write(profile, to: "profiles/own.yaml") }
        try folder.write("", to: "inbox/.keep")
    }

    /// Loads the file as `engross load` does, and returns what came of it.
    func load(_ name: String, encoding: String? = nil) throws -> (
        counts: RunReport.LoadedFile, diagnostics: [Diagnostic]
    ) {
        let path = folder.path + "/inbox/" + name + ".csv"
        try HostileFile.bytes(of: name).write(to: URL(fileURLWithPath: path))
        return try load(path: path, encoding: encoding)
    }

    /// Loads a file of refused rows as it stands, below the firm's folder.
    func load(refused: String) throws -> (
        counts: RunReport.LoadedFile, diagnostics: [Diagnostic]
    ) {
        try load(path: folder.path + "/" + refused, encoding: nil)
    }

    private func load(path: String, encoding: String?) throws -> (
        counts: RunReport.LoadedFile, diagnostics: [Diagnostic]
    ) {
        let (workspace, faults) = try Workspace.open(folder.path)
        guard let workspace, !faults.hasErrors else {
            throw ToolFailure("the firm is refused: \(faults)")
        }
        let report = try LoadRun(workspace: workspace, date: day("2026-10-31")).run(
            [path],
            encoding: encoding == "windows-1252" ? .windows1252 : encoding.map { _ in .utf8 })
        guard let counts = report.loaded.first else {
            throw ToolFailure("nothing is said of the file")
        }
        return (counts, report.diagnostics)
    }

    /// Entries and seconds in the ledger, reckoned by SQLite itself; none before the first load.
    func sums() throws -> (entries: Int, seconds: Int) {
        guard FileManager.default.fileExists(atPath: database) else { return (0, 0) }
        let sums = try rows(
            of: database, "SELECT count(*), coalesce(sum(seconds), 0) FROM entry")
        let numbers = sums.first?.compactMap { Int($0) } ?? []
        guard numbers.count == 2 else { throw ToolFailure("the ledger says \(sums)") }
        return (numbers[0], numbers[1])
    }

    /// All entries in the order in which they were loaded.
    func entries() throws -> [Entry] {
        let json = try outputOfTool([
            "sqlite3", database,
            """
            SELECT json_group_array(json_object('date', date, 'seconds', seconds,
                'amount', minor_units, 'text', narrative)) FROM (SELECT * FROM entry ORDER BY key)
            """,
        ])
        return try JSONDecoder().decode([Entry].self, from: Data(json.utf8))
    }
}
