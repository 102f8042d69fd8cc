import Billing
import Pipeline

/// The summary table at the end of a run: counts in and out, and money that ties.
extension Terminal {
    func summarize(_ report: RunReport) throws {
        if json {
            try json(report)
            return
        }
        for title in report.completed {
            out("Completed what an interrupted run had posted: \(title)")
        }
        if !report.loaded.isEmpty { summarizeLoading(report.loaded) }
        guard report.output != nil || report.entries.considered > 0 else { return }
        summarizeEntries(report.entries)
        summarizeDocuments(report.proformas, named: "Pro formas")
        summarizeDocuments(report.invoices, named: "Invoices")
        guard let output = report.output else { return }
        out("\nIn \(output)")
        let root = output.split(separator: "/").dropLast().joined(separator: "/")
        let prefix = (output.hasPrefix("/") ? "/" : "") + root + "/"
        let folders = Set(
            (report.proformas + report.invoices).map { made in
                prefix + made.path.split(separator: "/").prefix(2).joined(separator: "/")
            })
        for folder in folders.sorted() { out("  \(folder)/") }
        for path in report.combined.prefix(4) { out("  \(prefix)\(path)") }
        if report.combined.count > 4 {
            out("  … and \(report.combined.count - 4) more, one an attorney")
        }
        if let register = report.register { out("  \(prefix)\(register)") }
    }

    private func summarizeLoading(_ files: [RunReport.LoadedFile]) {
        out("\nLoaded")
        var rows = [["file", "profile", "rows", "=", "new", "+", "known", "+", "refused", "hours"]]
        for file in files {
            rows.append([
                file.name, file.profile, String(file.rows), "=", String(file.loaded), "+",
                String(file.known), "+", String(file.refused),
                plainDecimal(
                    Hours(seconds: file.seconds, decimals: 2).tenThousandths / 100, decimals: 2),
            ])
        }
        table(rows, right: [2, 4, 6, 8, 9])
    }

    private func summarizeEntries(_ entries: RunReport.Entries) {
        out("\nEntries")
        table(
            [
                ["unbilled", String(entries.considered)],
                ["charged", String(entries.charged)],
                ["waiting for their part of a fixed price", String(entries.waiting)],
                [
                    "hours worked",
                    plainDecimal(
                        Hours(seconds: entries.workedSeconds, decimals: 2).tenThousandths / 100,
                        decimals: 2),
                ],
                [
                    "hours billed",
                    plainDecimal(entries.billedHours.tenThousandths / 100, decimals: 2),
                ],
            ], right: [1])
    }

    private func summarizeDocuments(_ made: [RunReport.Made], named name: String) {
        guard !made.isEmpty else { return }
        let old = made.count { !$0.isNew }
        out("\n\(name): \(made.count)" + (old > 0 ? ", of which \(old) unchanged" : ""))
        let byCurrency = Dictionary(grouping: made, by: \.currency)
        var rows = [["currency", "documents", "pages", "total"]]
        for (currency, made) in byCurrency.sorted(by: { $0.key.code < $1.key.code }) {
            rows.append([
                currency.code, String(made.count), String(made.reduce(0) { $0 + $1.pages }),
                plainDecimal(made.reduce(0) { $0 + $1.total }, decimals: currency.decimals),
            ])
        }
        table(rows, right: [1, 2, 3])
    }
}
