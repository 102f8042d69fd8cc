internal import Billing
internal import Digest
internal import Foundation
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
    /// Where pages wait for the files of several documents; nil where none are made.
    let waiting: WaitingPages?
    /// On how many threads pages are set.
    let threads: Int
    /// Pages that stand on the disk as they were posted are set all the same.
    let setsAnew: Bool
    /// How many statements were issued so far, and how many there are to be.
    private var count = 0
    var total = 1
    private let delivery: PageDelivery

    init(
        workspace: Workspace, output: String, renderer: Renderer, selection: Selection,
        progress: @escaping ProgressHandler, staging: Staging, waiting: WaitingPages? = nil,
        threads: Int = 1, setsAnew: Bool = false
    ) {
        self.workspace = workspace
        self.output = output
        self.renderer = renderer
        self.selection = selection
        self.progress = progress
        self.staging = staging
        self.waiting = waiting
        self.threads = threads
        self.setsAnew = setsAnew
        delivery = PageDelivery(output: output, protection: Protection(workspace.registers))
    }

    struct Issued {
        var made: [RunReport.Made] = []
        var files: [PendingFile] = []
        var notes: [Diagnostic] = []
    }

    /// A statement that has its number, on its way to the ledger.
    private struct Underway {
        var statement: Statement
        var template: LoadedTemplate
        var form: PDFForm
        var path: String
        /// Of a pro forma.
        var content: String
        var grouping: String
        /// Of what is posted already, which is at most written again.
        var id: Int64?
        /// Of one that stands on the disk as it was posted: how many pages it has.
        var standingPages: Int?
        /// What its invoice uses up and lists.
        var usedMarks: [Int] = []
        var receipts: [EntryKey] = []

        var isNew: Bool { id == nil }

        var order: SettingOrder {
            SettingOrder(
                statement: statement, template: template.template,
                templateDigest: template.digest, form: form, isNew: isNew, path: path)
        }
    }

    /// Issues `count` statements whose templates can be read: numbers and posts one after the other, while
    /// `threads` set the pages of those between.
    mutating func issue(
        _ count: Int, in transaction: LedgerTransaction,
        next part: () throws(EnvironmentError) -> PreparedStatements?
    ) throws(EnvironmentError) -> Issued {
        var issued = Issued()
        issued.made.reserveCapacity(count)
        var setting = PageSetting(of: count, by: renderer, on: threads) {
            [delivery] renderer, order throws(EnvironmentError) in
            var pages = try renderer.set(order)
            try delivery.write(&pages, of: order)
            return pages
        }
        defer { setting.end() }
        var underway: [Underway] = []
        while let prepared = try part() {
            for statement in prepared.statements {
                try give(statement, of: prepared, transaction, to: &setting, &underway)
                if underway.count > setting.ahead {
                    try finish(underway.removeFirst(), by: &setting, transaction, into: &issued)
                }
            }
        }
        for last in underway {
            try finish(last, by: &setting, transaction, into: &issued)
        }
        return issued
    }

    /// Numbers a statement, and has its pages set where they do not stand.
    private mutating func give(
        _ statement: Statement, of prepared: PreparedStatements, _ transaction: LedgerTransaction,
        to setting: inout PageSetting<SetPages>, _ underway: inout [Underway]
    ) throws(EnvironmentError) {
        var found: [Diagnostic] = []
        let template = renderer.template(for: statement, reporting: &found)
        guard let template else {
            throw EnvironmentError(
                "render", "a statement for \(statement.billTo.name)",
                "the template \(statement.template) cannot be read")
        }
        var next = try number(statement, in: template, prepared, transaction)
        next.usedMarks = prepared.marksUsed(by: next.statement)
        next.receipts = prepared.receipts(of: next.statement)
        if next.standingPages == nil {
            var order = next.order
            order.keepsPages = waiting != nil
            order.staged = staging.next()
            setting.give(order)
        }
        underway.append(next)
    }

    private func number(
        _ draft: Statement, in template: LoadedTemplate, _ prepared: PreparedStatements,
        _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> Underway {
        try checkSums(of: draft)
        var statement = draft
        let content = draft.kind == .proforma ? try content(of: draft) : ""
        let grouping = workspace.grouping(of: draft)
        switch draft.kind {
        case .proforma:
            let open = try transaction.openProforma(of: grouping)
            if let open, let stored = try stillValid(open, draft, content, template, transaction) {
                return Underway(
                    statement: try decode(stored), template: try renderer.template(of: stored),
                    form: try form(of: stored), path: open.path, content: content,
                    grouping: grouping, id: stored.id,
                    standingPages: isStanding(stored) && !setsAnew ? stored.pages : nil)
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
        return Underway(
            statement: statement, template: template, form: workspace.firm.pdf,
            path: documentPath(statement, run: selection.run), content: content,
            grouping: grouping)
    }

    private mutating func finish(
        _ numbered: Underway, by setting: inout PageSetting<SetPages>,
        _ transaction: LedgerTransaction, into issued: inout Issued
    ) throws(EnvironmentError) {
        let statement = numbered.statement
        if let pages = numbered.standingPages {
            try note(numbered, pages: pages, transaction, into: &issued)
        } else {
            let pages = try setting.take()
            renderer.note(missing: pages.missing)
            try take(pages, of: numbered, transaction, into: &issued)
            var id = numbered.id
            if numbered.isNew {
                let document = try posted(numbered, pages, transaction)
                id = try transaction.post(document, receipts: numbered.receipts, output: output)
            }
            if let waiting, let id, let drawn = pages.drawn {
                try waiting.add(drawn, of: RunDocument(id, statement, pages: pages.pages))
            }
        }
        count += 1
        progress(
            Progress(
                step: statement.kind == .invoice ? "invoices" : "pro formas", done: count,
                of: total))
    }

    /// Makes the pages of an invoice or credit note that has its number, ready to be posted.
    mutating func render(
        _ statement: Statement, in template: LoadedTemplate, to path: String, grouping: String,
        usedMarks: [Int] = [], _ transaction: LedgerTransaction,
        into issued: inout Issued
    ) throws(EnvironmentError) -> PostedDocument {
        let numbered = Underway(
            statement: statement, template: template, form: workspace.firm.pdf, path: path,
            content: "", grouping: grouping, usedMarks: usedMarks)
        var order = numbered.order
        order.staged = staging.next()
        var pages = try renderer.set(order)
        try delivery.write(&pages, of: order)
        try take(pages, of: numbered, transaction, into: &issued)
        return try posted(numbered, pages, transaction)
    }

    private func posted(
        _ numbered: Underway, _ pages: SetPages, _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> PostedDocument {
        let template = numbered.template
        try transaction.keep(
            template: template.digest, name: template.template.name, source: template.source)
        return PostedDocument(
            statement: numbered.statement, encoded: pages.encoded,
            content: numbered.content, grouping: numbered.grouping, run: selection.run,
            pages: pages.pages, sha256: pages.sha256, path: numbered.path,
            templateDigest: template.digest, fontsDigest: template.fontsDigest,
            form: numbered.form.text, usedMarks: numbered.usedMarks)
    }

    /// Notes what was written under a temporary name.
    private mutating func take(
        _ pages: SetPages, of numbered: Underway, _ transaction: LedgerTransaction,
        into issued: inout Issued
    ) throws(EnvironmentError) {
        if let file = pages.file { issued.files.append(file) }
        try note(numbered, pages: pages.pages, transaction, into: &issued)
    }

    /// Notes what was issued, and writes the worksheet of a pro forma, where one is due.
    private mutating func note(
        _ numbered: Underway, pages: Int, _ transaction: LedgerTransaction,
        into issued: inout Issued
    ) throws(EnvironmentError) {
        let (statement, path) = (numbered.statement, numbered.path)
        issued.made.append(
            RunReport.Made(
                number: statement.number, version: statement.version,
                client: statement.billTo.name, total: statement.total.minorUnits,
                currency: statement.currency, pages: pages, path: path,
                worksheet: statement.kind == .proforma ? worksheetPath(beside: path) : nil,
                isNew: numbered.isNew,
                isProtected: try delivery.protection.protects(statement)))
        if statement.kind == .proforma {
            let sheet = ProformaWorksheet(of: [statement], beside: path, below: output)
            let due = try sheet.due(in: transaction, reporting: &issued.notes)
            if let due { issued.files.append(try due.pending(staged: staging.next())) }
        }
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

    /// Whether the file holds the bytes that were posted: whoever asks for it again gets it as it is.
    private func isStanding(_ document: StoredDocument) -> Bool {
        let file = FileManager.default.contents(atPath: output + "/" + document.path)
        return file.map { SHA256.hex(of: Array($0)) == document.sha256 } ?? false
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

func decode(
    _ stored: StoredDocument, withTraces: Bool = true
) throws(EnvironmentError) -> Statement {
    try decode(stored.encoded, stored.number, withTraces: withTraces)
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
