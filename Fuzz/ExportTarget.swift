import Billing
import Foundation
import Loading

private let file = ScratchFile()

/// Every row is given or refused, a refusal is reported, and the same bytes give the same entries.
func fuzzExport(_ bytes: [UInt8]) {
    file.write(bytes)
    let first = read()
    let summary = first.summary
    promise(
        summary.rows == summary.given + summary.refused,
        "\(summary.rows) rows are not \(summary.given) given and \(summary.refused) refused")
    promise(first.rows.count == summary.given, "\(first.rows.count) rows came of \(summary.given)")
    promise(summary.refused == 0 || !first.diagnostics.isEmpty, "nothing says why rows are refused")
    for row in first.rows {
        guard case .time(let entry) = row.work else { continue }
        promise(entry.seconds >= 0, "\(entry.seconds) s are less than no time")
    }
    let second = read()
    promise(
        first.rows == second.rows && summary == second.summary
            && first.diagnostics == second.diagnostics, "the second reading gives something else")
}

private struct Reading {
    var rows: [LoadedRow] = []
    var summary: ExportSummary
    var diagnostics: [Diagnostic]
}

private func read() -> Reading {
    do {
        var rows: [LoadedRow] = []
        let read = try reader.read(file.path, shownAs: "f") { rows += $0 }
        return Reading(rows: rows, summary: read.summary, diagnostics: read.diagnostics)
    } catch {
        fatalError("\(error)")
    }
}

/// For the firm of the seeds, which are the hostile files.
private let reader: ExportReader = {
    let folder = NSTemporaryDirectory() + "/engross-fuzz-firm"
    let files = [
        "firm.yaml": "name: Roe & Partners\ncurrency: USD\n",
        "clients.csv": "id,name,currency\nC1,Acme Holdings,\nC2,Beta GmbH,EUR\nC3,Gamma KK,JPY\n",
        "matters.csv":
            "id,client,name,arrangement\nM1,C1,Lease,hourly\nM2,C1,Merger,hourly\n"
            + "M3,C2,Vertrag,hourly\nM4,C3,Keiyaku,hourly\n",
        "timekeepers.csv": "id,name\nJRO,Jane Roe\nBSM,Bob Smith\n",
        "rates.csv": "effective,rate\n1900-01-01,400\n",
    ]
    do {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        guard let records = try FirmFolder.read(at: folder).records else {
            fatalError("the firm is refused")
        }
        return ExportReader(records: records)
    } catch {
        fatalError("\(error)")
    }
}()
