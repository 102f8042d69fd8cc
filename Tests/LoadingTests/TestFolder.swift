import Billing
import Foundation
import Loading

/// A folder for the files of one test, deleted with it.
final class TestFolder: Sendable {
    let path: String

    init(_ files: [String: String] = [:]) throws {
        path = FileManager.default.temporaryDirectory.path + "/engross-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write(Array(text.utf8), to: name) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let target = path + "/" + name
        let folder = (target as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: target))
    }
}

/// `severity? code line:column`, the way tests compare diagnostics.
func summary(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { diagnostic in
        let place = diagnostic.place.map { " \($0.file):\($0.line):\($0.column)" } ?? ""
        let severity = diagnostic.severity == .error ? "" : "\(diagnostic.severity.rawValue) "
        return severity + diagnostic.code.rawValue + place
    }
}

/// A small firm to load exports for.
let smallFirm: [String: String] = [
    "firm.yaml": "name: Roe & Partners\ncurrency: USD\n",
    "clients.csv": """
    id,name,currency,aliases
    C0001,Acme Holdings,,Acme; ACME Inc.
    C0002,Beta LLC,EUR,
    """,
    "matters.csv": """
    id,client,name,arrangement,aliases
    C0001-01,C0001,Lease,hourly,
    C0001-02,C0001,General,hourly,
    C0002-01,C0002,General,hourly,
    00012,C0001,Contract,hourly,Old contract
    """,
    "timekeepers.csv": "id,name,aliases\nJRO,Jane Roe,jroe\nBSM,Bob Smith,\n",
    "rates.csv": "effective,timekeeper,rate\n2026-01-01,JRO,375.00\n",
]

/// What one export gives with the records of `files`.
struct LoadedExport {
    var rows: [LoadedRow] = []
    var summary: ExportSummary
    var diagnostics: [Diagnostic]
    var refusals: Refusals

    init(_ text: String, firm files: [String: String] = smallFirm, profile: String? = nil) throws {
        try self.init(
            bytes: Array(text.utf8), firm: files, ExportReader.Wishes(profile: profile))
    }

    init(
        bytes: [UInt8], firm files: [String: String] = smallFirm,
        _ wishes: ExportReader.Wishes = ExportReader.Wishes()
    ) throws {
        let folder = try TestFolder(files)
        try folder.write(bytes, to: "inbox/e.csv")
        let read = try FirmFolder.read(at: folder.path)
        guard let records = read.records, !read.diagnostics.hasErrors else {
            throw EnvironmentError("read", "the test's firm", "\(read.diagnostics)")
        }
        var rows: [LoadedRow] = []
        let result = try ExportReader(records: records).read(
            folder.path + "/inbox/e.csv", shownAs: "e.csv", wishes
        ) { rows += $0 }
        (summary, diagnostics) = (result.summary, result.diagnostics)
        refusals = result.refusals
        self.rows = rows
    }

    var times: [TimeEntry] {
        rows.compactMap { if case .time(let entry) = $0.work { entry } else { nil } }
    }

    var costs: [CostEntry] {
        rows.compactMap { if case .cost(let entry) = $0.work { entry } else { nil } }
    }

    var receipts: [Receipt] {
        rows.compactMap { if case .receipt(let receipt) = $0.work { receipt } else { nil } }
    }

    /// Codes with their places in the export.
    var found: [String] {
        diagnostics.map { diagnostic in
            "\(diagnostic.code.rawValue) \(diagnostic.place?.line ?? 0):"
                + "\(diagnostic.place?.column ?? 0)"
        }
    }
}
