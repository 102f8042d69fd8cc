import Billing
import Foundation
import Pipeline
import TestSupport

/// The firm under Examples/arrangements after its runs of August to October 2026, made once.
///
/// A matter's statements as text are what stands on its pages from the fee basis down to the amount
/// due and what follows it; and of the last pro forma how the matter stands and what the terms make
/// of the fees. The number of an invoice is left out of them, because it depends on the other
/// examples: `#2` is the matter's second.
///
/// A file of the inbox called NAME-2026-09.csv comes in with the run of September: what pays an
/// invoice comes after it.
struct ArrangementGallery: Sendable {
    static let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples/arrangements")

    private static let made = Result { try ArrangementGallery() }

    static func shared() throws -> ArrangementGallery { try made.get() }

    /// The names of the files under arrangements/, without what they end in.
    let arrangements: [String]
    /// What the runs warn of, each with the day of the run.
    let warnings: [String]
    /// What the ledger keeps of each statement.
    let storedStatements: [String]
    private let statements: [(matters: String, months: [Statement])]

    private struct Statement: Sendable {
        var kind: String
        var number: String
        var date: String
        var text: String
    }

    private init() throws {
        let folder = try TemporaryFolder()
        let firm = folder.path + "/firm"
        try FileManager.default.copyItem(atPath: Self.example.path, toPath: firm)
        arrangements = TemporaryFolder.names(endingIn: ".yaml", below: firm + "/arrangements")
            .map { String($0.dropLast(".yaml".count)) }
        var statements: [String: [Statement]] = [:]
        var warnings: [String] = []
        let later = TemporaryFolder.names(endingIn: ".csv", below: firm + "/inbox")
            .filter { $0.contains("-2026-") }
        for name in later { try FileManager.default.removeItem(atPath: firm + "/inbox/" + name) }
        for date in ["2026-08-31", "2026-09-30", "2026-10-31"] {
            for name in later where name.hasSuffix("-\(date.prefix(7)).csv") {
                try FileManager.default.copyItem(
                    atPath: Self.example.path + "/inbox/" + name, toPath: firm + "/inbox/" + name)
            }
            let (workspace, diagnostics) = try Workspace.open(firm)
            guard let workspace, !diagnostics.hasErrors else {
                throw ToolFailure("the gallery's firm is refused: \(diagnostics)")
            }
            let output = firm + "/Output"
            let report = try MonthlyRun(workspace: workspace, output: output).run(
                Selection(date: day(date)), final: true)
            guard !report.diagnostics.hasErrors else {
                throw ToolFailure("the gallery's run is refused: \(report.diagnostics)")
            }
            warnings += report.diagnostics.filter { $0.severity == .warning }
                .map { "\(date): \($0.fact)" }
            guard let register = report.register else { continue }
            let text = try String(contentsOfFile: output + "/" + register, encoding: .utf8)
            for row in CSVTable(text).rows {
                statements[row["matters"], default: []].append(
                    Statement(
                        kind: row["kind"], number: row["number"], date: date,
                        text: try pageText(of: output + "/" + row["file"])))
            }
        }
        self.warnings = warnings
        storedStatements = try rows(of: firm + "/ledger.sqlite", "SELECT statement FROM document")
            .map { $0[0] }
        self.statements = statements.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What does not add up on any page, by the matters that it is about.
    var problems: [String] {
        statements.flatMap { matters, months in
            months.flatMap { statement in
                PrintedFigures(pages: statement.text).problems
                    .map { "\(matters), \(statement.kind) of \(statement.date): \($0)" }
            }
        }
    }

    /// What matters' statements are called in statements/: by the matters on them.
    var names: [String] { statements.map(\.matters) }

    func text(of matters: String) -> String? {
        guard let months = statements.first(where: { $0.matters == matters })?.months else {
            return nil
        }
        let invoices = months.filter { $0.kind == "invoice" }
        var parts = invoices.map {
            "== Invoice of \($0.date)\n\n"
                + cut($0.text, from: Self.beginnings, to: ["Remittance"])
        }
        if let last = months.last(where: { $0.kind == "proforma" }) {
            parts.append(
                "== Pro forma of \(last.date)\n\n"
                    + cut(last.text, from: Self.beginnings, to: Self.tables) + "\n\n"
                    + cut(last.text, from: ["Time recorded"], to: ["Total professional services"]))
        }
        var text =
            parts.joined(separator: "\n\n").trimmingCharacters(in: .newlines) + "\n"
        for (index, invoice) in invoices.enumerated() {
            text = text.replacing(invoice.number, with: "#\(index + 1)")
        }
        return text
    }

    private static let tables = ["Professional services", "Costs and disbursements"]
    /// What the figures of a matter begin with; where it is billed by the hour and nothing else,
    /// no fee basis is named.
    private static let beginnings = ["Fee basis:", "Oldest unbilled work"] + tables

    /// The lines from the one that begins so to before the one whose first field is one of `last`,
    /// without the margins of pages, column heads that a new page repeats, and the terms of payment.
    private func cut(_ text: String, from first: [String], to last: [String]) -> String {
        var kept: [Substring] = []
        var isOnNewPage = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let read = PageLine(line)
            if read.isMarginal {
                isOnNewPage = true
                continue
            }
            if isOnNewPage, !line.isEmpty {
                isOnNewPage = false
                if kept.contains(where: { PageLine($0).text == read.text }),
                    read.fields.last == "Amount"
                {
                    continue
                }
            }
            if kept.isEmpty && !first.contains(where: read.text.hasPrefix) { continue }
            if line.isEmpty && kept.last?.isEmpty == true { continue }
            if !kept.isEmpty, let field = read.fields.first, last.contains(field) { break }
            if !line.hasPrefix("Payable within") { kept.append(line) }
        }
        return kept.joined(separator: "\n").trimmingCharacters(in: .newlines)
    }
}
