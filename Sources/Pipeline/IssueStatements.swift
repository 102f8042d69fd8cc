internal import Billing
internal import Digest
internal import Ledger
internal import StoredJSON

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
    /// How many statements were issued so far.
    private var count = 0

    init(
        workspace: Workspace, output: String, renderer: Renderer, selection: Selection,
        progress: @escaping ProgressHandler, staging: Staging
    ) {
        self.workspace = workspace
        self.output = output
        self.renderer = renderer
        self.selection = selection
        self.progress = progress
        self.staging = staging
    }

    struct Issued {
        var made: [RunReport.Made] = []
        var files: [PendingFile] = []
        var notes: [Diagnostic] = []
    }

    /// Issues statements whose templates can be read.
    mutating func issue(
        _ statements: [Statement], of prepared: PreparedStatements,
        in transaction: LedgerTransaction
    ) throws(EnvironmentError) -> Issued {
        var issued = Issued()
        for statement in statements {
            var found: [Diagnostic] = []
            let template = renderer.template(for: statement, reporting: &found)
            guard let template else {
                throw EnvironmentError(
                    "render", "a statement for \(statement.billTo.name)",
                    "the template \(statement.template) cannot be read")
            }
            try issue(
                statement, in: template, prepared, transaction: transaction, into: &issued)
            count += 1
            progress(
                Progress(
                    step: statement.kind == .invoice ? "invoices" : "pro formas", done: count,
                    of: prepared.statements.count))
        }
        return issued
    }

    private mutating func issue(
        _ draft: Statement, in drafted: LoadedTemplate, _ prepared: PreparedStatements,
        transaction: LedgerTransaction, into issued: inout Issued
    ) throws(EnvironmentError) {
        try checkSums(of: draft)
        var statement = draft
        let content = try content(of: draft)
        let grouping = workspace.grouping(of: draft)
        var template = drafted
        var kept: (path: String, form: PDFForm)?
        switch draft.kind {
        case .proforma:
            let open = try transaction.openProforma(of: grouping)
            if let open, let stored = try stillValid(open, draft, content, template, transaction) {
                statement = try decode(stored)
                template = try renderer.template(of: stored)
                kept = (open.path, try form(of: stored))
            } else if let open {
                (statement.number, statement.version) = (open.number, open.version + 1)
                let earlier = try decode(open.statement, open.number)
                if earlier.currency == statement.currency {
                    statement.changes = StatementDifference(
                        from: earlier, to: statement, reasons: prepared.reasons)
                }
            } else {
                statement.number = try number(
                    workspace.firm.proformas, "proforma", of: draft, on: draft.date, transaction)
            }
        case .invoice:
            statement.number = try number(
                workspace.firm.invoices.numbers, "invoice", of: draft, on: draft.date, transaction)
        case .creditNote: preconditionFailure("a credit note is made from its invoice")
        }
        if let kept {
            _ = try make(
                statement, in: template, as: kept.form, at: kept.path, isNew: false, transaction,
                into: &issued)
            return
        }
        let document = try render(
            statement, in: template, to: documentPath(statement, run: selection.run),
            content: content, grouping: grouping, usedMarks: prepared.marksUsed(by: statement),
            transaction, into: &issued)
        try transaction.post(
            document, receipts: prepared.receipts(of: statement), output: output)
    }

    /// Makes the pages of a statement that has its number, ready to be posted.
    mutating func render(
        _ statement: Statement, in template: LoadedTemplate, to path: String, content: String,
        grouping: String, usedMarks: [Int] = [], _ transaction: LedgerTransaction,
        into issued: inout Issued
    ) throws(EnvironmentError) -> PostedDocument {
        let form = workspace.firm.pdf
        let (bytes, pages) = try make(
            statement, in: template, as: form, at: path, isNew: true, transaction, into: &issued)
        try transaction.keep(
            template: template.digest, name: template.template.name,
            source: template.source)
        return PostedDocument(
            statement: statement, encoded: try encode(statement), content: content,
            grouping: grouping, run: selection.run, pages: pages, sha256: SHA256.hex(of: bytes),
            path: path, templateDigest: template.digest, fontsDigest: template.fontsDigest,
            form: form.text, usedMarks: usedMarks)
    }

    /// Writes the pages under a temporary name, and of a pro forma the worksheet.
    private mutating func make(
        _ statement: Statement, in template: LoadedTemplate, as form: PDFForm, at path: String,
        isNew: Bool,
        _ transaction: LedgerTransaction, into issued: inout Issued
    ) throws(EnvironmentError) -> (bytes: [UInt8], pages: Int) {
        let (bytes, pages) = try renderer.render(statement, in: template, as: form)
        let protection = Protection(workspace.registers)
        issued.files.append(
            try PendingFile(
                try protection.delivered(bytes, of: statement), to: output + "/" + path,
                staged: staging.next()))
        issued.made.append(
            RunReport.Made(
                number: statement.number, version: statement.version,
                client: statement.billTo.name, total: statement.total.minorUnits,
                currency: statement.currency, pages: pages, path: path,
                worksheet: statement.kind == .proforma ? worksheetPath(beside: path) : nil,
                isNew: isNew, isProtected: try protection.protects(statement)))
        if statement.kind == .proforma {
            let sheet = ProformaWorksheet(of: [statement], beside: path, below: output)
            let due = try sheet.due(in: transaction, reporting: &issued.notes)
            if let due { issued.files.append(try due.pending(staged: staging.next())) }
        }
        return (bytes, pages)
    }

    /// The next number for a document about the work of this statement, with that date.
    func number(
        _ series: NumberSeries, _ kind: String, of statement: Statement, on date: CivilDate,
        _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> String {
        let client = statement.billTo.id
        let document = Numbered(
            year: date.yearMonthDay.year,
            office: workspace.registers.office(
                of: statement.matterIDs, client, in: workspace.firm),
            client: client)
        // A number that another setting gave before is passed over.
        while true {
            let taken = try transaction.takeNumber(
                of: series.name(kind, of: document), startingAt: series.first)
            let number = series.text(taken, of: document)
            guard try transaction.isGiven(number, to: statement.kind) else { return number }
        }
    }

    /// The open pro forma as it was issued, where nothing has changed since; or as it was approved,
    /// where it still shows what would be billed: a new version for a later date alone would take the
    /// approval back.
    private func stillValid(
        _ open: OpenProforma, _ draft: Statement, _ content: String, _ template: LoadedTemplate,
        _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> StoredDocument? {
        var isValid = open.content == content && open.template == template.digest
        if !isValid, open.isApproved {
            isValid = draft.changes(since: try decode(open.statement, open.number)).isEmpty
        }
        return isValid ? try transaction.document(open.id) : nil
    }

    /// Equal for drafts that say the same.
    func content(of draft: Statement) throws(EnvironmentError) -> String {
        SHA256.hex(of: Array(try encode(draft).utf8))
    }

    /// What is posted adds up, or it is not posted: lines to matters, matters to the total.
    func checkSums(of statement: Statement) throws(EnvironmentError) {
        guard statement.addsUp else {
            throw EnvironmentError(
                "post", "a statement for \(statement.billTo.name)", "its figures do not add up")
        }
    }
}

/// One encoding for what is stored and what is digested.
func encode(_ statement: Statement) throws(EnvironmentError) -> String {
    do {
        return try StoredJSON.text(of: statement)
    } catch {
        throw EnvironmentError("store", statement.title, String(describing: error))
    }
}

func decode(_ stored: StoredDocument) throws(EnvironmentError) -> Statement {
    try decode(stored.encoded, stored.number)
}

/// Without the traces of its lines, which are half of it, a statement is read in half the time.
func decode(
    _ encoded: String, _ number: String, withTraces: Bool = true
) throws(EnvironmentError) -> Statement {
    var userInfo: [CodingUserInfoKey: any Sendable] = [:]
    if !withTraces, let key = CodingUserInfoKey.withoutTraces { userInfo[key] = true }
    do {
        return try StoredJSON.value(of: encoded, userInfo: userInfo)
    } catch {
        throw EnvironmentError("read", "document \(number)", String(describing: error))
    }
}
