package import Billing
internal import Composing
internal import Digest
internal import Foundation
internal import Grouping
internal import Ledger

/// `engross remind`: one letter a client about what is overdue, each item a level further than the
/// last letter took it.
package struct RemindRun {
    package struct Request: Sendable {
        package var clients: [String]
        package var date: CivilDate
        /// Numbers of invoices that nobody is reminded of now.
        package var except: [String]
        /// Tells what would be sent, and sends nothing.
        package var isDryRun: Bool

        package init(
            clients: [String] = [], date: CivilDate, except: [String] = [], isDryRun: Bool = false
        ) {
            self.clients = clients
            self.date = date
            self.except = except
            self.isDryRun = isDryRun
        }
    }

    package struct Made: Sendable, Encodable {
        /// Nil in a dry run.
        package var number: String?
        package var client: ClientID
        package var clientName: String
        package var level: Int
        package var title: String
        package var demands: [Reminder.Demand]
        package var pages: Int
        package var path: String?
        /// Whether a password is needed to open the file.
        package var isProtected = false
    }

    package struct Report: Sendable, Encodable {
        package var date: CivilDate
        package var made: [Made] = []
        /// Files that an interrupted run had recorded, and this one brought to disk.
        package var completed: [String] = []
        /// The folder that the paths are relative to; nil where nothing was made.
        package var output: String?
        package var diagnostics: [Diagnostic] = []

        package init(date: CivilDate) {
            self.date = date
        }
    }

    private let workspace: Workspace
    private let output: String

    package init(workspace: Workspace, output: String) {
        self.workspace = workspace
        self.output = URL(fileURLWithPath: output).standardizedFileURL.path
    }

    package func run(_ request: Request) throws(EnvironmentError) -> Report {
        var report = Report(date: request.date)
        guard !workspace.firm.reminders.isEmpty else {
            report.diagnostics = [unset]
            return report
        }
        if request.isDryRun {
            let drafts = try workspace.ledger.read { transaction throws(EnvironmentError) in
                try lettersDue(request, reading: transaction, reporting: &report.diagnostics)
            }
            report.made = drafts.map { Made($0) }
            return report
        }

        // 1. What an interrupted run left to do.
        let renderer = Renderer(finder: workspace.templates)
        report.completed = try finishDeliveries(in: workspace, renderer: renderer)

        // 2. Who is reminded of what, on paper and in the ledger: one transaction.
        let staging = try Staging(below: output)
        defer { staging.remove() }
        let files: [PendingFile] = try workspace.ledger.write {
            transaction throws(EnvironmentError) in
            let drafts = try lettersDue(
                request, reading: transaction, reporting: &report.diagnostics)
            guard !report.diagnostics.hasErrors, !drafts.isEmpty else { return ([], .rollBack) }
            let files = try send(
                drafts, renderer: renderer, staging: staging, in: transaction, into: &report)
            try transaction.record("reminders", workspace.occasion)
            return (files, .commit)
        }
        report.diagnostics += renderer.missingCharacters
        guard !files.isEmpty else { return report }

        // 3. The files take their names, and nothing is left for a later run to finish.
        for file in files { try file.commit() }
        try syncFolders(of: files.map(\.path))
        try tickOffDeliveries(in: workspace)
        report.output = output
        return report
    }

    private var unset: Diagnostic {
        Diagnostic(
            .remindersUnset, at: Place(file: "firm.yaml"),
            "firm.yaml does not say when clients are reminded, and of what",
            remedy: "write reminders: with \"after: 10\", a title and a text for each step")
    }

    // MARK: Who is reminded

    private func lettersDue(
        _ request: Request, reading transaction: LedgerTransaction,
        reporting diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [Reminder] {
        for number in request.except where try !transaction.isGiven(number, to: .invoice) {
            diagnostics.append(
                Diagnostic(
                    .invoiceUnknown, at: nil, "there is no invoice \"\(number)\" to leave out",
                    remedy: "name it by the number that is printed on it"))
        }
        let payors = try readPayors(
            named: request.clients, matters: [], through: request.date, in: workspace,
            reading: transaction, reporting: &diagnostics)
        let levels = try transaction.remindedLevels()
        return payors.compactMap { payor in
            draft(to: payor, request) { item in
                item.invoice.flatMap { levels.invoices[$0] }
                    ?? item.entry.flatMap { levels.entries[$0] }
            }
        }
    }

    /// Nil where no item is due for its next level, or credits cover what is overdue.
    private func draft(
        to payor: Payor, _ request: Request, last: (OpenItem) -> RemindedLevel?
    ) -> Reminder? {
        let steps = workspace.firm.reminders
        let accounts = clientAccounts(
            of: payor.events, on: request.date, ageing: workspace.firm.ageing)
        var demands = accounts.compactMap { account -> Reminder.Demand? in
            let items = account.open.filter { item in
                item.daysOverdue > 0 && !(item.number.map(request.except.contains) ?? false)
            }.map { item in
                let last = last(item)
                let next =
                    item.canBeReminded
                    ? steps.next(
                        after: last, daysOverdue: item.daysOverdue, on: request.date) : nil
                return Reminder.Item(
                    item, level: next ?? last?.level ?? 0, isNew: next != nil)
            }
            let demand = Reminder.Demand(
                currency: account.currency, items: items, unapplied: account.unapplied,
                fee: .zero(account.currency))
            return demand.total.minorUnits > 0 ? demand : nil
        }
        let reached = demands.flatMap(\.items).filter(\.isNew).map(\.level).max()
        guard let level = reached else { return nil }
        let step = steps[level - 1]
        // A fee is in the firm's currency, and costs whoever owes in it.
        let firmCurrency = workspace.firm.currency
        for index in demands.indices where demands[index].currency == firmCurrency {
            guard let item = demands[index].items.first(where: \.isNew) else { continue }
            demands[index].fee = Money(minorUnits: step.fee, firmCurrency)
            demands[index].feeMatter = item.item.matters.first
        }
        return Reminder(
            head: workspace.letterHead(to: payor.client, on: request.date), level: level,
            title: step.title, letter: step.letter, demands: demands)
    }

    // MARK: Sending

    private func send(
        _ drafts: [Reminder], renderer: Renderer, staging: Staging,
        in transaction: LedgerTransaction, into report: inout Report
    ) throws(EnvironmentError) -> [PendingFile] {
        var staging = staging
        let protection = Protection(workspace.registers)
        var files: [PendingFile] = []
        for draft in drafts {
            let template = renderer.template(
                draft.head.template, in: draft.head.language, reporting: &report.diagnostics)
            guard let template else { continue }
            let id = try transaction.nextReminder()
            var reminder = draft
            reminder.number = reminderNumber(id)
            let document = composeReminder(reminder, in: template.template)
            let file = try renderer.render(document, in: template)
            let path = letterPath(
                reminder.head, in: "reminders", called: "\(reminder.number) \(reminder.title)")
            let client = reminder.head.billTo.id
            files.append(
                try PendingFile(
                    try protection.delivered(file.bytes, to: client), to: output + "/" + path,
                    staged: staging.next()))
            let kept = StoredTemplate(
                digest: template.digest, name: template.template.name,
                source: template.source)
            try transaction.keep(template: kept.digest, name: kept.name, source: kept.source)
            try transaction.record(
                reminder,
                as: StoredReminder(
                    id: id, run: report.date.description, encoded: try encode(reminder),
                    template: kept, pages: file.pageCount, sha256: SHA256.hex(of: file.bytes),
                    path: path,
                    fontsDigest: template.fontsDigest, output: output))
            var made = Made(reminder, pages: file.pageCount, path: path)
            made.isProtected = try protection.protects(client)
            report.made.append(made)
        }
        return files
    }
}

extension OpenItem {
    /// A fee of an earlier reminder is listed, and has no reminders of its own.
    fileprivate var canBeReminded: Bool { invoice != nil || entry != nil }
}

extension RemindRun.Made {
    fileprivate init(_ reminder: Reminder, pages: Int = 0, path: String? = nil) {
        self.init(
            number: path == nil ? nil : reminder.number, client: reminder.head.billTo.id,
            clientName: reminder.head.billTo.name, level: reminder.level, title: reminder.title,
            demands: reminder.demands, pages: pages, path: path)
    }
}

// MARK: Stored reminders

private func encode(_ reminder: Reminder) throws(EnvironmentError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
        return String(decoding: try encoder.encode(reminder), as: UTF8.self)
    } catch {
        throw EnvironmentError("store", reminder.number, String(describing: error))
    }
}

func decode(_ stored: StoredReminder) throws(EnvironmentError) -> Reminder {
    do {
        return try JSONDecoder().decode(Reminder.self, from: Data(stored.encoded.utf8))
    } catch {
        throw EnvironmentError("read", "reminder \(stored.number)", String(describing: error))
    }
}

/// The bytes of a reminder that was sent. They must be the bytes that were recorded.
func renderAgain(
    _ stored: StoredReminder, renderer: Renderer
) throws(EnvironmentError) -> [UInt8] {
    let reminder = try decode(stored)
    let template = try renderer.template(stored.template)
    let bytes = try renderer.render(
        composeReminder(reminder, in: template.template), in: template
    ).bytes
    guard SHA256.hex(of: bytes) == stored.sha256 else {
        throw EnvironmentError(
            "render", "\(stored.number) again", "the bytes differ from those that were recorded",
            remedy: "the fonts on this machine are not those it was made with; install them")
    }
    return bytes
}

/// Writes reminders that were recorded and whose files did not come to be. Returns their paths.
func finishReminders(
    in workspace: Workspace, renderer: Renderer
) throws(EnvironmentError) -> [String] {
    let waiting = try workspace.ledger.read { transaction throws(EnvironmentError) in
        try transaction.undeliveredReminders()
    }
    let protection = Protection(workspace.registers)
    var paths: [String] = []
    for reminder in waiting {
        let path = (reminder.output ?? "") + "/" + reminder.path
        let bytes = try renderAgain(reminder, renderer: renderer)
        let client = try decode(reminder).head.billTo.id
        try writeFile(try protection.delivered(bytes, to: client), to: path)
        paths.append(path)
    }
    try syncFolders(of: paths)
    return paths
}
