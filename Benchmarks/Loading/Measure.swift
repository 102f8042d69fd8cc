import BenchmarkSupport
import Billing
import Foundation
import Loading
import Pipeline

/// Making cells of the export, and doing nothing with them.
func pythonSeconds(_ export: String) throws -> Double {
    let script = """
        import csv, sys, time
        begin = time.perf_counter()
        rows = 0
        with open(sys.argv[1], newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                rows += 1
        print(time.perf_counter() - begin)
        """
    return try pythonSeconds(script, export)
}

/// Every row read, checked, matched and converted, and then dropped.
func readingSeconds(_ export: String, firm: String) throws -> Double {
    let (records, _) = try FirmFolder.read(at: firm)
    guard let records else { throw EnvironmentError("read", firm, "the firm is refused") }
    let reader = ExportReader(records: records)
    var given = 0
    let time = try seconds {
        _ = try reader.read(export, shownAs: "export.csv") { given += $0.count }
    }
    guard given == rows else { throw EnvironmentError("read", export, "\(given) rows were read") }
    return time
}

/// From opening the firm's folder to the committed ledger.
func loadingSeconds(_ export: String, firm: String) throws -> Double {
    try? FileManager.default.removeItem(atPath: firm + "/ledger.sqlite")
    var loaded = 0
    let time = try seconds {
        let (workspace, _) = try Workspace.open(firm)
        guard let workspace else { throw EnvironmentError("open", firm, "the firm is refused") }
        let run = LoadRun(workspace: workspace, date: CivilDate(dayNumber: 20_000))
        loaded = try run.run([export]).loaded.first?.loaded ?? 0
    }
    guard loaded == rows else { throw EnvironmentError("load", export, "\(loaded) rows") }
    return time
}
