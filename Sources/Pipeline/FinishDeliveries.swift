internal import Billing
internal import Digest
internal import Ledger

/// Brings to disk what an interrupted run had posted: each document rendered again from its stored
/// statement and template, then what is made of all documents of that run. Returns the paths of
/// those it completed.
func finishDeliveries(
    in workspace: Workspace, renderer: Renderer
) throws(EnvironmentError) -> [String] {
    let waiting = try workspace.ledger.read { transaction throws(EnvironmentError) in
        try transaction.undelivered()
    }
    var paths = try finishReminders(in: workspace, renderer: renderer)
    guard !waiting.isEmpty || !paths.isEmpty else { return [] }
    let protection = Protection(workspace.registers)
    for document in waiting {
        let bytes = try renderAgain(document, renderer: renderer)
        let path = (document.output ?? "") + "/" + document.path
        try writeFile(try protection.delivered(bytes, of: try decode(document)), to: path)
        paths.append(path)
        if document.kind == .proforma { try finishWorksheet(of: document, in: workspace) }
    }
    let differences = try writeDifferences(of: waiting, in: workspace, renderer: renderer)
    try syncFolders(of: paths)
    let reissues = Set(differences.map(\.reissue))
    for kind in [Statement.Kind.proforma, .invoice] {
        let places = waiting.filter { $0.kind == kind && !reissues.contains($0.id) }
            .map { [$0.output ?? "", $0.run] }
        for place in Set(places).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            _ = try writeSummaries(
                of: place[1], kind: kind, in: workspace, output: place[0], renderer: renderer,
                on: 1)
        }
    }
    for document in waiting where document.kind == .creditNote {
        _ = try writeRegister(of: document.run, in: workspace, output: document.output ?? "")
    }
    try tickOffDeliveries(in: workspace)
    return paths
}

/// Everything is on disk: nothing is left for a later run to finish.
func tickOffDeliveries(in workspace: Workspace) throws(EnvironmentError) {
    try workspace.ledger.write { transaction throws(EnvironmentError) in
        try transaction.allDelivered()
        try transaction.record("files written", workspace.occasion)
        return ((), .commit)
    }
}

private func finishWorksheet(
    of document: StoredDocument, in workspace: Workspace
) throws(EnvironmentError) {
    let sheet = ProformaWorksheet(
        of: [try decode(document)], beside: document.path, below: document.output ?? "")
    // Whether somebody wrote into it is told when the pro forma is issued again.
    var notes: [Diagnostic] = []
    let due = try workspace.ledger.read { transaction throws(EnvironmentError) in
        try sheet.due(in: transaction, reporting: &notes)
    }
    if let due { try writeFile(due.bytes, to: due.path) }
}

/// The bytes of a posted document. They must be the bytes that were posted.
func renderAgain(
    _ document: StoredDocument, renderer: Renderer
) throws(EnvironmentError) -> [UInt8] {
    let template = try renderer.template(of: document)
    let bytes = try renderer.render(
        try decode(document), in: template, as: try form(of: document)
    ).bytes
    guard SHA256.hex(of: bytes) == document.sha256 else {
        throw EnvironmentError(
            "render", "\(document.number) again", "the bytes differ from those that were posted",
            remedy: "the fonts on this machine are not those it was posted with; install them")
    }
    return bytes
}

/// How the PDF of a posted document was made.
func form(of document: StoredDocument) throws(EnvironmentError) -> PDFForm {
    guard let form = PDFForm(text: document.form) else {
        throw EnvironmentError(
            "render", "\(document.number) again", "its PDF was made \"\(document.form)\"",
            remedy: "use the version of Engross that posted it, or a later one")
    }
    return form
}
