internal import Billing
internal import Canvas
internal import Ledger
internal import Typesetting

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
    renderer: Renderer
) throws(EnvironmentError) -> Summaries {
    var summaries = Summaries()
    let groups = try documentsByAttorney(kind, of: run, in: workspace, renderer: renderer)
    for group in groups {
        let path = "\(safeFileName(run))/\(kind.folder)/by attorney/\(group.fileName).pdf"
        let bytes: [UInt8]
        do {
            bytes = try combined(
                group.documents, titled: group.name, firm: workspace.firm.name, renderer: renderer)
        } catch {
            throw EnvironmentError("render", path, String(describing: error))
        }
        try writeFile(bytes, to: output + "/" + path)
        summaries.combined.append(path)
        guard kind == .proforma else { continue }
        let sheet = ProformaWorksheet(
            of: group.documents.map(\.statement), beside: path, below: output)
        summaries.worksheets.append(
            try sheet.writeBesideOthers(in: workspace.ledger, reporting: &summaries.notes))
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

private typealias ReadyDocument = (statement: Statement, template: LoadedTemplate)

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
        documents.append((try decode(document), try renderer.template(of: document)))
    }
    let byAttorney = Dictionary(grouping: documents) { $0.statement.attorney }
        .sorted { $0.key?.id.text ?? "" < $1.key?.id.text ?? "" }
    var fileNames: Set<String> = []
    return byAttorney.map { attorney, documents in
        let name = attorney.map { "\($0.id) \($0.name)" } ?? "no attorney"
        var fileName = safeFileName(name)
        // Ids can differ in nothing but characters that no file name has.
        while !fileNames.insert(fileName).inserted { fileName += " \(fileNames.count + 1)" }
        return (name, fileName, documents)
    }
}

private func combined(
    _ group: [ReadyDocument], titled title: String,
    firm: String, renderer: Renderer
) throws(CanvasError) -> [UInt8] {
    let date = group.map(\.statement.date).max() ?? CivilDate(dayNumber: 0)
    var surface = try PDFSurface(
        width: 612, height: 792,
        info: PDFInfo(
            title: title, author: firm, subject: "\(group.count) documents",
            created: date.description + "T00:00:00Z"))
    for (statement, template) in group {
        let typeset = renderer.typeset(statement, in: template)
        try template.typesetter(for: statement.kind).paint(typeset, onto: &surface)
    }
    return try surface.finish()
}
