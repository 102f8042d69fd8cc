internal import Billing
internal import Ledger

/// What was made of all documents of a run.
struct Summaries {
    /// A PDF a billing attorney.
    var combined: [String] = []
    /// And a worksheet each, of pro formas.
    var worksheets: [String] = []
    var register = ""
    var notes: [Diagnostic] = []
}

/// Makes them from what is stored, so that a second run of the same day completes them.
func writeSummaries(
    of run: String, kind: Statement.Kind, in workspace: Workspace, output: String,
    renderer: Renderer, on threads: Int
) throws(EnvironmentError) -> Summaries {
    var summaries = Summaries()
    let groups = try documentsByAttorney(kind, of: run, in: workspace, renderer: renderer)
    let folder = "\(safeFileName(run))/\(kind.folder)"
    let printer = CombinedPrinter(kind: kind, workspace: workspace, renderer: renderer)
    let all = groups.flatMap(\.documents)
    var wholeRun =
        workspace.firm.combined.hasWholeRun
        ? try printer.begin(all, as: .wholeRun, titled: "\(kind.folder) \(run)") : nil
    var setting = PageSetting(of: all.count, by: renderer, on: threads) {
        renderer, order throws(EnvironmentError) in try renderer.draw(order)
    }
    defer { setting.end() }
    var ahead = all[...]
    for group in groups {
        let path = "\(folder)/by attorney/\(group.fileName).pdf"
        var pdf = try printer.begin(
            group.documents, as: .attorney(group.documents.first?.statement.attorney?.name),
            titled: group.name)
        for document in group.documents {
            while let next = ahead.first, setting.given <= setting.ahead {
                setting.give(next.order)
                ahead.removeFirst()
            }
            let drawn = try setting.take()
            printer.print(document, as: drawn, of: group.name, into: &pdf, and: &wholeRun)
        }
        try writeFile(try printer.finish(pdf), to: output + "/" + path)
        summaries.combined.append(path)
        guard kind == .proforma else { continue }
        let sheet = ProformaWorksheet(
            of: group.documents.map(\.statement), beside: path, below: output)
        summaries.worksheets.append(
            try sheet.writeBesideOthers(in: workspace.ledger, reporting: &summaries.notes))
    }
    if let wholeRun {
        let path = "\(folder)/all \(kind.folder).pdf"
        try writeFile(try printer.finish(wholeRun), to: output + "/" + path)
        summaries.combined.insert(path, at: 0)
    }
    summaries.register = try writeRegister(of: run, in: workspace, output: output)
    try syncFolders(of: (summaries.combined + summaries.worksheets).map { output + "/" + $0 })
    return summaries
}

/// register.csv: a row for each document of the run.
func writeRegister(
    of run: String, in workspace: Workspace, output: String
) throws(EnvironmentError) -> String {
    let lines = try workspace.ledger.read { transaction throws(EnvironmentError) in
        try transaction.register(of: run)
    }
    let register = safeFileName(run) + "/register.csv"
    try writeFile(Array(registerCSV(lines).utf8), to: output + "/" + register)
    try syncFolders(of: [output + "/" + register])
    return register
}

/// A document to be set again.
struct ReadyDocument {
    var statement: Statement
    var template: LoadedTemplate
    var pages: Int

    var order: SettingOrder {
        SettingOrder(
            statement: statement, template: template.template, templateDigest: template.digest,
            form: .plain)
    }

    /// As bookmarks and cover sheets name them.
    var client: String { "\(statement.billTo.id) \(statement.billTo.name)" }
    var attorney: String? { statement.attorney.map { "\($0.id) \($0.name)" } }
}

/// A run's documents of one kind by billing attorney, in the order of their numbers, each with a
/// name for its files.
private func documentsByAttorney(
    _ kind: Statement.Kind, of run: String, in workspace: Workspace, renderer: Renderer
) throws(EnvironmentError) -> [(name: String, fileName: String, documents: [ReadyDocument])] {
    let stored = try workspace.ledger.read { transaction throws(EnvironmentError) in
        try transaction.documents(of: run, kind: kind)
    }
    var documents: [ReadyDocument] = []
    for document in stored {
        documents.append(
            ReadyDocument(
                statement: try decode(document.encoded, document.number, withTraces: false),
                template: try renderer.template(of: document), pages: document.pages))
    }
    let byAttorney = Dictionary(grouping: documents) { $0.statement.attorney }
        .sorted { $0.key?.id.text ?? "" < $1.key?.id.text ?? "" }
    var fileNames: Set<String> = []
    return byAttorney.map { _, documents in
        let name = documents.first?.attorney ?? "no attorney"
        var fileName = safeFileName(name)
        // Ids can differ in nothing but characters that no file name has.
        while !fileNames.insert(fileName).inserted { fileName += " \(fileNames.count + 1)" }
        return (name, fileName, documents)
    }
}
