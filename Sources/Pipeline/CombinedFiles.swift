internal import Billing
internal import Composing
internal import Ledger

/// What was made of all documents of a run.
struct Summaries {
    /// A PDF a billing attorney.
    var combined: [String] = []
    var lists = Lists()
}

/// What else was made of them.
struct Lists {
    /// One a billing attorney, of pro formas.
    var worksheets: [String] = []
    var register = ""
    var notes: [Diagnostic] = []

    mutating func add(
        _ proformas: [Int64], in workspace: Workspace, beside path: String,
        below output: String
    ) throws(EnvironmentError) {
        var statements: [Statement] = []
        for proforma in proformas {
            statements.append(
                try decode(try workspace.ledger.document(proforma), withTraces: false))
        }
        let sheet = ProformaWorksheet(of: statements, beside: path, below: output)
        worksheets.append(try sheet.writeBesideOthers(in: workspace.ledger, reporting: &notes))
    }
}

/// Documents of a run, for a file of their own.
struct RunDocuments {
    var ids: [Int64] = []
    /// The latest.
    var date: CivilDate?
    var tally = CoverSheet.Tally()

    mutating func add(_ document: RunDocument, named name: String) {
        ids.append(document.id)
        date = max(date ?? document.date, document.date)
        tally.add(CoverSheet.Item(name: name, pages: document.pages, total: document.total))
    }
}

/// A run's documents that one attorney bills.
private struct AttorneysDocuments {
    var attorney: Person?
    var name: String
    var fileName = ""
    var documents = RunDocuments()

    /// Of the PDF.
    func path(below folder: String) -> String { "\(folder)/by attorney/\(fileName).pdf" }
}

/// Makes them from what is stored, so that a second run of the same day completes them. The pages of documents
/// that were set just now may be waiting.
func writeSummaries(
    of run: String, kind: Statement.Kind, in workspace: Workspace, output: String,
    renderer: Renderer, on threads: Int, waiting: WaitingPages? = nil
) throws(EnvironmentError) -> Summaries {
    var summaries = Summaries()
    let (all, groups) = try documents(kind, of: run, in: workspace, waiting)
    let folder = "\(safeFileName(run))/\(kind.folder)"
    let lists = SideWork(onThread: threads > 1) { () throws(EnvironmentError) in
        var lists = Lists()
        for group in groups where kind == .proforma {
            try lists.add(
                group.documents.ids, in: workspace, beside: group.path(below: folder), below: output
            )
        }
        lists.register = try writeRegister(of: run, in: workspace, output: output)
        return lists
    }
    defer { lists.end() }
    let printer = CombinedPrinter(kind: kind, workspace: workspace, renderer: renderer)
    let wholeRunPath = "\(folder)/all \(kind.folder).pdf"
    var wholeRun =
        workspace.firm.combined.hasWholeRun
        ? try printer.begin(
            output + "/" + wholeRunPath, with: all, as: .wholeRun,
            titled: "\(kind.folder) \(run)") : nil
    let others = groups.flatMap(\.documents.ids).filter { waiting?.has($0) != true }
    var setting = PageSetting(of: others.count, by: renderer, on: threads) {
        renderer, order throws(EnvironmentError) in try renderer.draw(order)
    }
    defer { setting.end() }
    var ahead = others[...]
    var underway: [RunDocument] = []
    for group in groups {
        let path = group.path(below: folder)
        var pdf = try printer.begin(
            output + "/" + path, with: group.documents,
            as: .attorney(group.attorney?.name), titled: group.name)
        for id in group.documents.ids {
            while let next = ahead.first, setting.given <= setting.ahead {
                let stored = try workspace.ledger.document(next)
                let order = try workspace.order(for: stored, renderer)
                setting.give(order)
                underway.append(RunDocument(next, order.statement, pages: stored.pages))
                ahead.removeFirst()
            }
            let (document, drawn) =
                if let waited = try waiting?.take(id) { waited } else {
                    (document: underway.removeFirst(), drawn: try setting.take())
                }
            printer.print(document, as: drawn, of: group.name, into: &pdf, and: &wholeRun)
        }
        try pdf.finish()
        summaries.combined.append(path)
    }
    if let wholeRun {
        try wholeRun.finish()
        summaries.combined.insert(wholeRunPath, at: 0)
    }
    summaries.lists = try lists.value()
    try syncFolders(of: (summaries.combined + summaries.lists.worksheets).map { output + "/" + $0 })
    return summaries
}

/// register.csv: a row for each document of the run.
func writeRegister(
    of run: String, in workspace: Workspace, output: String
) throws(EnvironmentError) -> String {
    let register = safeFileName(run) + "/register.csv"
    let file = try GrowingFile(output + "/" + register)
    var text = RegisterLine.csvHead
    try workspace.ledger.read { transaction throws(EnvironmentError) in
        try transaction.forEachRegisterLine(of: run) { line in
            text += line.csv
            guard text.utf8.count > 1 << 16 else { return }
            file.append(Array(text.utf8))
            text.removeAll(keepingCapacity: true)
        }
    }
    file.append(Array(text.utf8))
    try file.finish()
    try syncFolders(of: [output + "/" + register])
    return register
}

/// What files of several documents tell of each.
struct RunDocument: Sendable, Codable {
    let id: Int64
    let title: String
    private let captions: String
    private let clientID: ClientID
    private let clientName: String
    let attorney: Person?
    let date: CivilDate
    let total: Money
    let pages: Int

    init(_ id: Int64, _ statement: Statement, pages: Int) {
        self.id = id
        title = statement.title
        captions =
            statement.matters.count == 1
            ? statement.matters[0].caption
            : statement.matters.map(\.caption).joined(separator: ", ")
        (clientID, clientName) = (statement.billTo.id, statement.billTo.name)
        attorney = statement.attorney
        date = statement.date
        total = statement.total
        self.pages = pages
    }

    /// With the captions of its matters.
    var longTitle: String { title + " " + captions }

    // As bookmarks and cover sheets name them.
    var client: String { "\(clientID) \(clientName)" }
    var attorneyTitle: String? { attorney.map { "\($0.id) \($0.name)" } }
}

extension Workspace {
    /// To draw a stored document's pages once more.
    fileprivate func order(
        for stored: StoredDocument, _ renderer: Renderer
    ) throws(EnvironmentError) -> SettingOrder {
        let template = try renderer.template(of: stored)
        return SettingOrder(
            statement: try decode(stored, withTraces: false),
            template: template.template, templateDigest: template.digest,
            form: try form(of: stored))
    }
}

extension Ledger {
    func document(_ id: Int64) throws(EnvironmentError) -> StoredDocument {
        let found = try read { transaction throws(EnvironmentError) in
            try transaction.document(id)
        }
        guard let found else {
            throw EnvironmentError("read", "the ledger", "a document is no longer there")
        }
        return found
    }
}

/// A run's documents of one kind in the order of their numbers, all and by billing attorney, each of whom has
/// a name for the files.
private func documents(
    _ kind: Statement.Kind, of run: String, in workspace: Workspace, _ waiting: WaitingPages?
) throws(EnvironmentError) -> (all: RunDocuments, byAttorney: [AttorneysDocuments]) {
    let ids = try workspace.ledger.read { transaction throws(EnvironmentError) in
        try transaction.documentIDs(of: run, kind: kind)
    }
    var all = RunDocuments()
    var byAttorney: [String: AttorneysDocuments] = [:]
    for id in ids {
        let document: RunDocument
        if let known = try waiting?.document(id) {
            document = known
        } else {
            let stored = try workspace.ledger.document(id)
            document = RunDocument(
                id, try decode(stored, withTraces: false), pages: stored.pages)
        }
        let (attorney, title) = (document.attorney, document.attorneyTitle)
        all.add(document, named: title ?? "")
        byAttorney[
            attorney?.id.text ?? "",
            default: AttorneysDocuments(attorney: attorney, name: title ?? "no attorney")
        ].documents.add(document, named: document.client)
    }
    var groups = byAttorney.sorted { $0.key < $1.key }.map(\.value)
    var fileNames: Set<String> = []
    for index in groups.indices {
        var fileName = safeFileName(groups[index].name)
        // Ids can differ in nothing but characters that no file name has.
        while !fileNames.insert(fileName).inserted { fileName += " \(fileNames.count + 1)" }
        groups[index].fileName = fileName
    }
    return (all, groups)
}
