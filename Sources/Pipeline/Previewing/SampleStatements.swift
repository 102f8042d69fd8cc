internal import Billing
internal import Foundation
internal import Ledger
internal import SampleFirm

/// One of the documents that a template is looked at with.
struct SampleStatement {
    /// What it shows, and what its file is called: `long invoice`.
    var name: String
    var statement: Statement
}

/// Statements of the fictional firm that try a template: short, long, many matters, right to left, a
/// credit note. Made once, in memory, and rendered as often as the template changes.
struct SampleStatements {
    static let date = "2026-10-31"

    let all: [SampleStatement]

    /// `letterhead` in the place of the fictional firm's, where there is one.
    init(letterhead: Letterhead?, template: String) throws(EnvironmentError) {
        guard let date = CivilDate(iso: Self.date) else {
            all = []
            return
        }
        let (invoices, proformas) = try Self.statements(on: date)
        func lines(_ statement: Statement) -> Int {
            statement.matters.reduce(0) { $0 + $1.lines.count }
        }
        let bySize = invoices.filter { lines($0) > 1 }.sorted { lines($0) < lines($1) }
        var samples: [SampleStatement] = []
        func add(_ name: String, _ statement: Statement?) {
            guard var statement else { return }
            statement.number = "\(10_421 + samples.count)"
            statement.template = template
            if let letterhead { statement.letterhead = letterhead }
            samples.append(SampleStatement(name: name, statement: statement))
        }
        add("short invoice", bySize.first)
        add("invoice", bySize.isEmpty ? nil : bySize[bySize.count / 2])
        add("long invoice", bySize.last)
        add("invoice of several matters", invoices.max { $0.matters.count < $1.matters.count })
        add(
            "right to left",
            invoices.first { $0.billTo.name.unicodeScalars.contains(where: isHebrew) })
        add("pro forma", proformas.max { lines($0) < lines($1) })
        if let original = bySize.first {
            let correction = Correction(
                original: DocumentReference(number: "10421", date: date),
                creditNote: DocumentReference(number: "CN-00017", date: date), reissue: nil)
            add("credit note", original.credit(correction, held: [:], taken: nil))
        }
        all = samples
    }

    private static func statements(
        on date: CivilDate
    ) throws(EnvironmentError) -> (invoices: [Statement], proformas: [Statement]) {
        let folder =
            FileManager.default.temporaryDirectory.path + "/engross-sample-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for file in SampleFirm.files(size: SampleSize(entries: 1300, costs: 80)) {
            try writeFile(Array(file.text.utf8), to: folder + "/" + file.path)
        }
        let opened = try Workspace.open(folder, onlyReads: true)
        guard let workspace = opened.workspace else { return ([], []) }
        return try workspace.ledger.write { transaction throws(EnvironmentError) in
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
}

private func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
    (0x590...0x5FF).contains(scalar.value)
}
