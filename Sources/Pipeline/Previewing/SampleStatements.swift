internal import Billing
internal import Foundation
internal import Ledger
internal import SampleFirm

/// What the fictional firm would bill at the end of a month: made once, in memory, and rendered as
/// often as a template changes.
struct SampleStatements: Sendable {
    private(set) var invoices: [Statement] = []
    private(set) var proformas: [Statement] = []

    init(on date: CivilDate) throws(EnvironmentError) {
        let folder =
            FileManager.default.temporaryDirectory.path + "/engross-sample-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for file in SampleFirm.files(size: SampleSize(entries: 1300, costs: 80)) {
            try writeFile(Array(file.text.utf8), to: folder + "/" + file.path)
        }
        let opened = try Workspace.open(folder, onlyReads: true)
        guard let workspace = opened.workspace else { return }
        (invoices, proformas) = try workspace.ledger.write {
            transaction throws(EnvironmentError) in
            var report = RunReport(date: date)
            let loader = LoadRun(workspace: workspace, date: date)
            for file in inboxFiles(of: folder) {
                _ = try loader.load(file, .init(), into: transaction, report: &report)
            }
            let selection = Selection(date: date)
            let invoices = try prepareStatements(
                .invoice, selection, in: workspace, reading: transaction)
            let proformas = try prepareStatements(
                .proforma, selection, in: workspace, reading: transaction)
            return ((invoices.statements, proformas.statements), .rollBack)
        }
    }

    /// Invoices with more than one line, the shortest first.
    var invoicesBySize: [Statement] {
        invoices.filter { $0.lineCount > 1 }.sorted { $0.lineCount < $1.lineCount }
    }

    var ofMostMatters: Statement? { invoices.max { $0.matters.count < $1.matters.count } }

    var fromRightToLeft: Statement? {
        invoices.first { $0.billTo.name.unicodeScalars.contains(where: isHebrew) }
    }
}

extension Statement {
    var lineCount: Int { matters.reduce(0) { $0 + $1.lines.count } }
}

private func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
    (0x590...0x5FF).contains(scalar.value)
}
