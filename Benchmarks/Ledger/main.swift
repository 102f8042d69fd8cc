import BenchmarkSupport
import Foundation

// Whole processes on a ledger of years: a correction of one matter (credit note, reissue, difference
// page), an explanation of one line, and verify, beside an interpreter that starts and does nothing.
//
//     make bench-ledger [ROWS=1000000]

let rows = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let folder = FileManager.default.temporaryDirectory.path + "/engross-bench-\(getpid())"
let firm = folder + "/firm"
let engross =
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/engross"
try FileManager.default.createDirectory(atPath: firm, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

func milliseconds(_ command: [String]) throws -> Double { try spawn(command).seconds * 1_000 }

_ = try writeFirmAndExport(rows: rows, in: folder)
let loading = try seconds {
    try run([engross, "load", folder + "/export.csv", "--firm", firm])
}
var billing = 0.0
// The first quarter by weeks: invoices of a usual length, by the ten thousand.
let days = (1...3).flatMap { month in
    ["08", "15", "22", "28"].map { "2026-0\(month)-\($0)" }
}
for day in days {
    billing += try seconds {
        try run([engross, "bill", "--firm", firm, "--through", day, "--date", day])
    }
}
// What was written so far, a gigabyte, goes to the disk first: no command is to wait for it.
try run(["sync"])
let register = try run([
    "sqlite3", firm + "/ledger.sqlite",
    """
    SELECT number, min(line) FROM document JOIN document_line ON document_line.document = document.id
    WHERE kind = 'invoice' AND period_end = '2026-02-15' GROUP BY document.id LIMIT \(2 * runs)
    """,
])
let invoices = register.split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
let counts = try run([
    "sqlite3", "-separator", " of ", firm + "/ledger.sqlite",
    """
    SELECT (SELECT count(*) FROM document),
        (SELECT count(*) / count(DISTINCT document) FROM document_line)
    """,
])
print(
    "\(rows) entries, loaded in \(Int(loading)) s; invoices: "
        + "\(counts.trimmingCharacters(in: .whitespacesAndNewlines)) lines each, made in "
        + "\(Int(billing)) s; whole processes, the medians of \(runs) runs, taken in turn\n")

var python: [Double] = []
var explaining: [Double] = []
var correcting: [Double] = []
var verifying: [Double] = []
for (number, line) in invoices.prefix(runs).map({ ($0[0], $0[1]) }) {
    python.append(try milliseconds(["/usr/bin/python3", "-c", "pass"]))
    explaining.append(try milliseconds([engross, "explain", line, "--firm", firm]))
    correcting.append(
        try milliseconds([
            engross, "correct", number, "--line", line, "--hours", "0.30", "--reason", "agreed",
            "--date", "2026-11-20", "--firm", firm,
        ]))
    verifying.append(try milliseconds([engross, "verify", "--firm", firm]))
}
for (name, times) in [
    ("Python, starting and doing nothing", python), ("engross explain, one line", explaining),
    ("engross correct, one line", correcting), ("engross verify", verifying),
] {
    let median = times.sorted()[times.count / 2]
    let base = python.sorted()[python.count / 2]
    print(
        name.padding(toLength: 40, withPad: " ", startingAt: 0)
            + String(format: "%9.1f ms  %7.1f × Python's start", median, median / base))
}
