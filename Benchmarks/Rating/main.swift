import BenchmarkSupport
import Billing
import Foundation
import Rating

// Rates a large month with every basis and term, beside Python's decimal module doing no more than
// multiply the same hours by their rates.
//
//     make bench-loading [ROWS=1000000]

let rows = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000

var rating: [Double] = []
var python: [Double] = []
var memory: [Int] = []
for share in [2, 1] {
    let month = LargeMonth(entries: rows / share)
    let before = residentKilobytes()
    var charges = 0
    for _ in 0..<(share == 1 ? runs : 1) {
        var rated: [RatedMatter] = []
        var found: [Diagnostic] = []
        let time = seconds { (rated, found) = month.rate() }
        charges = rated.reduce(0) { $0 + $1.charges.count + $1.waiting.count }
        precondition(!found.hasErrors, "the benchmark's own data are refused")
        if memory.count < 3 - share { memory.append(residentKilobytes() - before) }
        guard share == 1 else { continue }
        rating.append(time)
        python.append(try pythonSeconds(multiplying: rows))
    }
    precondition(charges == rows / share, "an entry was lost")
}

print("\(rows) entries of \(LargeMonth.matters) matters; the medians of \(runs) runs each\n")
tell(
    [
        ("Python, decimal, hours times rate only", python),
        ("Engross, rates, arrangements, traces, one thread", rating),
    ], of: rows, "entries")
print(
    "\nMemory for what came of it: \(memory[0] / 1024) MB for \(rows / 2) entries, "
        + "\(memory[1] / 1024) MB for \(rows).")

func residentKilobytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
}

func pythonSeconds(multiplying rows: Int) throws -> Double {
    let script = """
        import sys, time
        from decimal import Decimal, ROUND_HALF_UP
        cent = Decimal("0.01")
        hours = [Decimal(n % 97) / 10 for n in range(int(sys.argv[1]))]
        rates = [Decimal(200 + n % 40 * 10) for n in range(int(sys.argv[1]))]
        begin = time.perf_counter()
        amounts = [(h * r).quantize(cent, ROUND_HALF_UP) for h, r in zip(hours, rates)]
        total = sum(amounts)
        print(time.perf_counter() - begin)
        """
    return try pythonSeconds(script, String(rows))
}
