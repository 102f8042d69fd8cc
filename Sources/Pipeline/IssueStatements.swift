internal import Billing
internal import Digest
internal import Foundation
internal import Ledger

/// Numbers, renders, writes and posts statements in one transaction.
///
/// The order is what makes a crash harmless: files are written and synced under temporary names,
/// the transaction commits, the files take their names, the deliveries are ticked off. Whatever
/// was committed and not ticked off, the next run renders again from what is stored.
struct StatementIssuer {
    let workspace: Workspace
    let output: String
    let renderer: Renderer
    let selection: Selection
    let progress: ProgressHandler
    var staging: Staging

    struct Issued {
        var made: [RunReport.Made] = []
        var files: [PendingFile] = []
    }

    mutating func issue(
        _ prepared: PreparedStatements, kind: Statement.Kind, in transaction: LedgerTransaction,
        diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> Issued {
        var issued = Issued()
        for (index, statement) in prepared.statements.enumerated() {
            let template = renderer.template(statement.template, reporting: &diagnostics)
            guard let template else { continue }
            try issue(
                statement, in: template, prepared, transaction: transaction, into: &issued)
            progress(
                Progress(
                    step: kind == .invoice ? "invoices" : "pro formas", done: index + 1,
                    of: prepared.statements.count))
        }
        return issued
    }

    private mutating func issue(
        _ draft: Statement, in template: LoadedTemplate, _ prepared: PreparedStatements,
        transaction: LedgerTransaction, into issued: inout Issued
    ) throws(EnvironmentError) {
        try checkSums(of: draft)
        var statement = draft
        let content = SHA256.hex(of: Array(try encode(draft).utf8))
        let grouping = grouping(of: draft)
        var isNew = true
        var kept: String?
        switch draft.kind {
        case .proforma:
            let open = try transaction.openProforma(of: grouping)
            if let open, open.content == content, open.template == template.digest {
                (statement.number, statement.version) = (open.number, open.version)
                (isNew, kept) = (false, open.path)
            } else if let open {
                (statement.number, statement.version) = (open.number, open.version + 1)
                statement.changes = StatementDifference(
                    from: try decode(open.statement, open.number), to: statement,
                    reasons: prepared.reasons)
            } else {
                statement.number = try number(workspace.firm.proformas, "proforma", transaction)
            }
        case .invoice:
            statement.number = try number(
                workspace.firm.invoices.numbers, "invoice", transaction)
        }
        let (bytes, pages) = try renderer.render(statement, in: template)
        let path = kept ?? documentPath(statement, run: selection.run)
        issued.files.append(
            try PendingFile(bytes, to: output + "/" + path, staged: staging.next()))
        issued.made.append(
            RunReport.Made(
                number: statement.number, version: statement.version,
                client: statement.billTo.name, total: statement.total.minorUnits,
                currency: statement.currency, pages: pages, path: path, isNew: isNew))
        guard isNew else { return }
        try transaction.keep(
            template: template.digest, name: template.template.name,
            source: template.template.source)
        try transaction.post(
            PostedDocument(
                statement: statement, encoded: try encode(statement), content: content,
                grouping: grouping, run: selection.run, pages: pages, sha256: SHA256.hex(of: bytes),
                path: path, templateDigest: template.digest, fontsDigest: template.fontsDigest,
                usedMarks: prepared.marksUsed(by: statement)),
            receipts: statement.matterIDs.flatMap { prepared.receipts[$0] ?? [] }, output: output)
    }

    private func number(
        _ series: NumberSeries, _ name: String, _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> String {
        series.text(try transaction.takeNumber(of: name, startingAt: series.first))
    }

    /// Pro formas and invoices of one grouping are about the same work.
    private func grouping(of statement: Statement) -> String {
        // Whoever the bill goes to, the work is the matter's client's.
        let matter = statement.matters.first
        let client = matter.flatMap { workspace.registers.matters[$0.id]?.client }
        let practice =
            client.flatMap { workspace.registers.clients[$0]?.statements }
            ?? workspace.firm.invoices.statements
        return (client ?? statement.billTo.id).text + "/"
            + (practice == .perMatter ? matter?.id.text ?? "*" : "*")
    }

    /// What is posted adds up, or it is not posted: lines to matters, matters to the total.
    private func checkSums(of statement: Statement) throws(EnvironmentError) {
        guard statement.addsUp else {
            throw EnvironmentError(
                "post", "a statement for \(statement.billTo.name)", "its figures do not add up")
        }
    }
}

/// One encoding for what is stored and what is digested: keys sorted, nothing else to choose.
func encode(_ statement: Statement) throws(EnvironmentError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
        return String(decoding: try encoder.encode(statement), as: UTF8.self)
    } catch {
        throw EnvironmentError("store", statement.title, String(describing: error))
    }
}

func decode(_ stored: StoredDocument) throws(EnvironmentError) -> Statement {
    try decode(stored.encoded, stored.number)
}

func decode(_ encoded: String, _ number: String) throws(EnvironmentError) -> Statement {
    do {
        return try JSONDecoder().decode(Statement.self, from: Data(encoded.utf8))
    } catch {
        throw EnvironmentError("read", "document \(number)", String(describing: error))
    }
}
