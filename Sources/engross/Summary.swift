import Billing
import Pipeline

/// The summary table at the end of a run: counts in and out, and money that ties.
extension Terminal {
    func summarize(_ report: RunReport) throws {
        if json {
            try json(report)
            return
        }
        if !report.completed.isEmpty {
            out("\nCompleted what an interrupted run had posted")
            for path in report.completed.prefix(12) { out("  \(path)") }
            if report.completed.count > 12 { out("  … and \(report.completed.count - 12) more") }
        }
        if !report.loaded.isEmpty { summarizeLoading(report.loaded) }
        guard !report.isStopped, let purpose = report.purpose else { return }
        if let correction = report.correction {
            summarize(correction, report)
            return
        }
        summarizeEntries(report.entries)
        summarizeLeftOut(report.leftOut)
        if purpose == .check {
            let waits = report.diagnostics.contains { $0.code == .leftToFillIn }
            out(
                "\nNothing stands in the way of pro formas"
                    + (waits ? "; invoices wait for what is to be filled in." : " and invoices."))
            return
        }
        guard let output = report.output else {
            let isAll = report.completed.isEmpty && report.leftOut.isEmpty
            out("\n" + (isAll ? "There is" : "Besides these there is") + " nothing to bill.")
            return
        }
        summarizeDocuments(report.proformas, named: "Pro formas")
        summarizeDocuments(report.invoices, named: "Invoices")
        listFiles(report, below: output)
        tellProtected(report.invoices.filter(\.isProtected).map(\.number))
        if report.invoices.contains(where: \.isProtected), !report.combined.isEmpty {
            out("The attorneys' files stay in the firm and need none.")
        }
    }

    /// Which of the files that were made need a password.
    func tellProtected(_ names: [String]) {
        guard !names.isEmpty else { return }
        let some = names.prefix(12).map(shownText).joined(separator: ", ")
        let more = names.count > 12 ? " and \(names.count - 12) more" : ""
        out("\nOpened with the client's password, and so no PDF/A: \(some)\(more).")
    }

    private func summarize(_ correction: RunReport.Correction, _ report: RunReport) {
        out("\nInvoice \(correction.original) is taken back")
        let made =
            report.creditNotes.map { ("credit note", $0) } + report.invoices.map { ("invoice", $0) }
        table(
            made.map { kind, made in
                [
                    kind, made.number,
                    plainDecimal(made.total, decimals: made.currency.decimals) + " "
                        + made.currency.code,
                ]
            }, right: [2])
        if correction.unbilled > 0 {
            out("\nUnbilled again: \(correction.unbilled) of its entries.")
        }
        guard let output = report.output else { return }
        out("\nMade")
        let paths = made.map(\.1.path) + [correction.difference, report.register].compactMap { $0 }
        for path in paths { out("  \(output)/\(path)") }
        tellProtected(made.filter(\.1.isProtected).map(\.1.number))
    }

    /// Each file of a small run; the folders of a large one.
    private func listFiles(_ report: RunReport, below output: String) {
        out("\nMade")
        let made = (report.proformas + report.invoices).map(\.path)
        let folders = Set(
            made.map { $0.split(separator: "/").prefix(2).joined(separator: "/") + "/" })
        let worksheets = report.proformas.compactMap(\.worksheet)
        let documents = made.count <= 8 ? made + worksheets : folders.sorted()
        for path in documents { out("  \(output)/\(path)") }
        for files in [report.combined, report.worksheets] {
            for path in files.prefix(8) { out("  \(output)/\(path)") }
            if files.count > 8 { out("  … and \(files.count - 8) more, one a billing attorney") }
        }
        if let register = report.register { out("  \(output)/\(register)") }
    }

    private func summarizeLoading(_ files: [RunReport.LoadedFile]) {
        out("\nLoaded")
        var rows = [
            [
                "file", "profile", "rows", "=", "new", "+", "known", "+", "changed", "+", "refused",
                "hours", "costs and payments",
            ]
        ]
        for file in files {
            rows.append([
                file.name, file.profile, String(file.rows), "=", String(file.loaded), "+",
                String(file.known), "+", String(file.changed), "+", String(file.refused),
                plainHours(seconds: file.seconds),
                file.amounts.map {
                    plainDecimal($0.minorUnits, decimals: $0.currency.decimals) + " "
                        + $0.currency.code
                }.joined(separator: ", "),
            ])
        }
        table(rows, right: [2, 4, 6, 8, 10, 11, 12])
        for file in files {
            guard let refused = file.refusedFile else { continue }
            out(
                "\nThe refused rows of \(file.name) are in \(refused), each with the reason. "
                    + "Correct them there and load that file.")
        }
    }

    private func summarizeEntries(_ entries: RunReport.Entries) {
        out("\nEntries")
        table(
            [
                ["unbilled", String(entries.considered)],
                ["charged", String(entries.charged)],
                ["waiting for their part of a fixed price", String(entries.waiting)],
                ["held by edits", String(entries.held)],
                ["left out with their matters", String(entries.leftOut)],
                ["later than this run goes, besides", String(entries.later)],
                ["non-billable, besides", String(entries.nonBillable)],
                [
                    "hours worked",
                    plainHours(seconds: entries.workedSeconds),
                ],
                [
                    "hours billed",
                    plainDecimal(entries.billedTenThousandthsOfHours / 100, decimals: 2),
                ],
            ], right: [1])
    }

    /// What of each matter, and how much, stays unbilled for now.
    private func summarizeLeftOut(_ lines: [RunReport.LeftOut]) {
        guard !lines.isEmpty else { return }
        out("\nLeft out: \(lines.count == 1 ? "1 matter" : "\(lines.count) matters")")
        var rows = [["client", "matter", "entries", "hours", "costs", "", "why"]]
        for line in lines {
            rows.append(
                [
                    line.client?.text ?? "?", line.matter.text, String(line.entries),
                    plainHours(seconds: line.seconds),
                    plainDecimal(
                        line.costs.minorUnits, decimals: line.costs.currency.decimals),
                    line.costs.currency.code, line.why,
                ].map(shownText))
        }
        table(rows, right: [2, 3, 4])
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
