import Billing

/// What came of one export file: `rows` is always `given` and `refused` together.
package struct ExportSummary: Sendable, Equatable {
    package var profile = ""
    package var rows = 0
    package var refused = 0
    /// Of the refused rows, those that the export itself says are invoiced already.
    package var billedElsewhere = 0
    package var timeRows = 0
    package var costRows = 0
    package var receiptRows = 0
    /// Of all time rows together.
    package var seconds = 0
    package var earliest: CivilDate?
    package var latest: CivilDate?
    /// Of the file's bytes.
    package var sha256 = ""

    package init() {}

    /// Rows that were handed on.
    package var given: Int { timeRows + costRows + receiptRows }

    mutating func add(_ row: LoadedRow) {
        let date: CivilDate
        switch row.work {
        case .time(let entry):
            timeRows += 1
            seconds += entry.seconds
            date = entry.date
        case .cost(let entry):
            costRows += 1
            date = entry.date
        case .receipt(let receipt):
            receiptRows += 1
            date = receipt.date
        }
        earliest = min(earliest ?? date, date)
        latest = max(latest ?? date, date)
    }
}

/// Collects the reports of many rows; a report that says the same again is counted instead.
struct GroupedDiagnostics {
    private struct Key: Hashable {
        var code: Diagnostic.Code
        var fact: String
    }

    private var diagnostics: [Diagnostic] = []
    private var indices: [Key: Int] = [:]
    private var repeats: [Int: Int] = [:]

    mutating func add(_ diagnostic: Diagnostic) {
        let key = Key(code: diagnostic.code, fact: diagnostic.fact)
        if let index = indices[key] {
            repeats[index, default: 0] += 1
        } else {
            indices[key] = diagnostics.count
            diagnostics.append(diagnostic)
        }
    }

    /// In the order in which they were first reported.
    var all: [Diagnostic] {
        diagnostics.enumerated().map { index, diagnostic in
            guard let more = repeats[index] else { return diagnostic }
            var grouped = diagnostic
            grouped.fact += " (and \(more) more row\(more == 1 ? "" : "s"))"
            return grouped
        }
    }
}
