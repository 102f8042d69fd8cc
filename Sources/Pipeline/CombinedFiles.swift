internal import Billing
internal import Canvas
internal import Ledger
internal import Typesetting

/// What is made of all documents of a run: a PDF a billing attorney, and the register. Made from
/// what is stored, so that a second run of the same day completes them.
func writeSummaries(
    of run: String, kind: Statement.Kind, in workspace: Workspace, output: String,
    renderer: Renderer
) throws(EnvironmentError) -> (combined: [String], register: String) {
    let combined = try writeCombinedFiles(
        kind, of: run, in: workspace, output: output, renderer: renderer)
    let register = try writeRegister(of: run, in: workspace, output: output)
    try syncFolders(of: combined.map { output + "/" + $0 })
    return (combined, register)
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

/// One PDF a billing attorney with all of a run's documents of one kind, in the order of their
/// numbers.
private func writeCombinedFiles(
    _ kind: Statement.Kind, of run: String, in workspace: Workspace, output: String,
    renderer: Renderer
) throws(EnvironmentError) -> [String] {
    let stored = try workspace.ledger.read { transaction throws(EnvironmentError) in
        try transaction.documents(of: run, kind: kind)
    }
    var statements: [(statement: Statement, template: LoadedTemplate)] = []
    for document in stored {
        let template = try renderer.template(of: document)
        statements.append((try decode(document), template))
    }
    let byAttorney = Dictionary(grouping: statements) { $0.statement.attorney }
    var paths: [String] = []
    var fileNames: Set<String> = []
    for (attorney, group) in byAttorney.sorted(by: { $0.key?.id.text ?? "" < $1.key?.id.text ?? "" }
    ) {
        let name = attorney.map { "\($0.id) \($0.name)" } ?? "no attorney"
        var fileName = safeFileName(name)
        // Ids can differ in nothing but characters that no file name has.
        while !fileNames.insert(fileName).inserted { fileName += " \(fileNames.count + 1)" }
        let path = "\(safeFileName(run))/\(kind.folder)/by attorney/\(fileName).pdf"
        let bytes: [UInt8]
        do {
            bytes = try combined(
                group, titled: name, firm: workspace.firm.name, renderer: renderer)
        } catch {
            throw EnvironmentError("render", path, String(describing: error))
        }
        try writeFile(bytes, to: output + "/" + path)
        paths.append(path)
    }
    return paths
}

private func combined(
    _ group: [(statement: Statement, template: LoadedTemplate)], titled title: String,
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
