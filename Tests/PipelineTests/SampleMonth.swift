import Billing
import Foundation
import Ledger
import Pipeline
import TestSupport

/// The sample firm after one monthly run with invoices, made once for all tests that read it.
struct SampleMonth: Sendable {
    struct Document: Sendable {
        var kind: String
        var number: String
        var client: String
        var matters: [String]
        /// In the order of register.csv: fees, costs, tax, total.
        var cents: [Int]
        /// Relative to the output folder.
        var file: String
        var path: String
        var text: String
    }

    private static let made = Result { try SampleMonth() }

    static func shared() throws -> SampleMonth { try made.get() }

    let folder: TemporaryFolder
    let report: RunReport
    let documents: [Document]
    /// Every PDF of the run, also those with several documents.
    let paths: [String]

    private init() throws {
        folder = try TemporaryFolder()
        let firm = folder.path + "/firm"
        _ = try InitRun.run(firm, from: .sample(matters: nil, entries: 300, seed: 3))
        let (workspace, diagnostics) = try Workspace.open(firm)
        guard let workspace, !diagnostics.hasErrors else {
            throw ToolFailure("the sample firm is refused: \(diagnostics)")
        }
        let output = firm + "/Output"
        report = try MonthlyRun(workspace: workspace, output: output).run(
            Selection(date: day("2026-10-31")), final: true)
        guard let register = report.register else {
            throw ToolFailure("the sample run is refused: \(report.diagnostics)")
        }
        let text = try String(contentsOfFile: output + "/" + register, encoding: .utf8)
        documents = try CSVTable(text).rows.map { row in
            let path = output + "/" + row["file"]
            return Document(
                kind: row["kind"], number: row["number"], client: row["client"],
                matters: row["matters"].split(separator: " ").map(String.init),
                cents: ["fees", "costs", "tax", "total"].map { hundredths(row[$0]) ?? -1 },
                file: row["file"], path: path, text: try pageText(of: path))
        }
        let all = TemporaryFolder.names(endingIn: ".pdf", below: output)
        paths = all.map { output + "/" + $0 }
    }

    /// The text of a file of the firm's folder.
    func firmFile(_ name: String) throws -> String {
        String(decoding: try folder.read("firm/" + name), as: UTF8.self)
    }

    /// All rows of the exports, in the order they were loaded in.
    func inbox() throws -> [CSVTable.Row] {
        try TemporaryFolder.names(endingIn: ".csv", below: folder.path + "/firm/inbox")
            .flatMap { CSVTable(try firmFile("inbox/" + $0)).rows }
    }
}
