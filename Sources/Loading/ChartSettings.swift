import Billing
import Settings

/// The word by which a client has no charts at all.
private let noCharts = "none"

extension SettingsReader {
    /// `charts` in firm.yaml: a list, in the order in which they are printed.
    mutating func charts() -> [ChartKind] {
        var charts: [ChartKind] = []
        for word in strings("charts") ?? [] where word != noCharts {
            if let kind = ChartKind(rawValue: word) {
                if !charts.contains(kind) { charts.append(kind) }
                continue
            }
            let known = ChartKind.allCases.map(\.rawValue)
            refuseValue(
                "charts", word,
                remedy: didYouMean(word, among: known)
                    ?? "write one or several of \(known.joined(separator: ", "))")
        }
        return charts
    }
}

extension CellReader {
    /// The charts on a client's statements, or `none`; nil where the cell is blank.
    mutating func charts(_ cell: RegisterCell) -> [ChartKind]? {
        guard let text = cell.text else { return nil }
        var charts: [ChartKind] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || $0 == ";" || $0 == "," }) {
            if let kind = ChartKind(rawValue: folded(String(word))) {
                if !charts.contains(kind) { charts.append(kind) }
            } else if folded(String(word)) != noCharts {
                reportWord(
                    String(word), at: cell.place,
                    among: ChartKind.allCases.map(\.rawValue) + [noCharts])
            }
        }
        return charts
    }
}
