import Billing

/// What came of one export file: `rows` is always `given` and `refused` together.
package struct ExportSummary: Sendable, Equatable {
    package var profile = ""
    package var rows = 0
    package var refused = 0
    /// Of the refused rows, those that the export itself says are invoiced already.
    package var billedElsewhere = 0
    /// Of the refused rows, those that wait in a file of refused rows already.
    package var setAside = 0
    package var timeRows = 0
    package var costRows = 0
    package var receiptRows = 0
    /// Of the file's bytes.
    package var sha256 = ""

    package init() {}

    /// Rows that were handed on.
    package var given: Int { timeRows + costRows + receiptRows }

    mutating func add(_ row: LoadedRow) {
        switch row.work {
        case .time: timeRows += 1
        case .cost: costRows += 1
        case .receipt: receiptRows += 1
        }
    }
}

/// Collects the reports of many rows; a report that says the same again is counted instead.
struct GroupedDiagnostics {
    private struct Key: Hashable {
        var code: Diagnostic.Code
        var fact: String
    }

    /// So many different reports are kept; those beyond are counted.
    private static let largestCount = 1_000

    /// The export whose refused rows are written to a file; nil where there is no such file.
    private let file: String?
    private var diagnostics: [Diagnostic] = []
    private var indices: [Key: Int] = [:]
    private var repeats: [Int: Int] = [:]
    private var others = 0

    init(file: String? = nil) {
        self.file = file
    }

    mutating func add(_ diagnostic: Diagnostic) {
        let key = Key(code: diagnostic.code, fact: diagnostic.fact)
        if let index = indices[key] {
            repeats[index, default: 0] += 1
        } else if diagnostics.count < GroupedDiagnostics.largestCount {
            indices[key] = diagnostics.count
            diagnostics.append(diagnostic)
        } else {
            others += 1
        }
    }

    /// In the order in which they were first reported.
    var all: [Diagnostic] {
        var all = diagnostics.enumerated().map { index, diagnostic in
            guard let more = repeats[index] else { return diagnostic }
            var grouped = diagnostic
            grouped.fact += " (and \(more) more row\(more == 1 ? "" : "s"))"
            return grouped
        }
        if others > 0 {
            all.append(
                Diagnostic(
                    .error, .manyFaults, at: file.map { Place(file: $0) },
                    "there are \(others) more reports like these",
                    remedy: file == nil
                        ? "put these right, and see what is left"
                        : "the file of refused rows has the reason for each row"))
        }
        return all
    }
}
