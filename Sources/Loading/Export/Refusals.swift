import Billing

/// The rows of a file that were not taken, and why. Reasons that many rows share are kept once.
package struct Refusals: Sendable {
    package struct Row: Sendable {
        package var line: Int
        package var fingerprint: Fingerprint
        /// Whether the row would be taken as it stands, and somebody must look at it first.
        package var isDoubtful: Bool
        fileprivate var reason: Int
    }

    /// In the order in which they were refused.
    package private(set) var rows: [Row] = []
    private var reasons: [String] = []
    private var indices: [String: Int] = [:]

    /// How the file was read; nil where it could not be.
    var opening: ExportOpening?
    /// How its dates were read, where that had to be decided.
    var dates: DateReading?

    package init() {}

    package var isEmpty: Bool { rows.isEmpty }

    package func reason(for row: Row) -> String { reasons[row.reason] }

    package mutating func add(line: Int, _ fingerprint: Fingerprint, _ reports: [Diagnostic]) {
        let errors = reports.filter { $0.severity == .error }.map(\.fact)
        let reason = errors.isEmpty ? "see the report on the file" : errors.joined(separator: "; ")
        // Loaded as it stands, it would change the entry that the row with the same id has become.
        let isDoubtful = reports.contains { $0.code == .rowsConflict }
        add(line: line, fingerprint, isDoubtful: isDoubtful, reason)
    }

    private mutating func add(
        line: Int, _ fingerprint: Fingerprint, isDoubtful: Bool, _ reason: String
    ) {
        let index = indices[reason] ?? reasons.count
        if index == reasons.count {
            reasons.append(reason)
            indices[reason] = index
        }
        rows.append(
            Row(line: line, fingerprint: fingerprint, isDoubtful: isDoubtful, reason: index))
    }

    /// These and others, by line.
    package func merged(with others: Refusals) -> Refusals {
        var merged = self
        for row in others.rows {
            merged.add(
                line: row.line, row.fingerprint, isDoubtful: row.isDoubtful, others.reason(for: row)
            )
        }
        merged.rows.sort { $0.line < $1.line }
        return merged
    }
}
