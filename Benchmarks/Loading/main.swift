import BenchmarkSupport
import Billing
import Foundation
import Loading
import Pipeline

// Reads and loads a large export, beside Python's csv module reading the same file.
//
//     make bench-loading [ROWS=1000000]

let rows = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let folder = FileManager.default.temporaryDirectory.path + "/engross-bench-\(getpid())"
let export = folder + "/export.csv"
try FileManager.default.createDirectory(
    atPath: folder + "/firm", withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

let megabytes = try writeFirmAndExport(rows: rows, in: folder)
print("\(rows) rows, \(Int(megabytes)) MB; the medians of \(runs) runs each, taken in turn\n")

var python: [Double] = []
var reading: [Double] = []
var loading: [Double] = []
for _ in 0..<runs {
    python.append(try pythonSeconds(export))
    reading.append(try readingSeconds(export, firm: folder + "/firm"))
    loading.append(try loadingSeconds(export, firm: folder + "/firm"))
}

tell(
    [
        ("Python, csv.reader, cells only", python),
        ("Engross, reading and converting, one thread", reading),
        ("Engross, load into the ledger", loading),
    ], of: rows, "rows", megabytes: megabytes)
