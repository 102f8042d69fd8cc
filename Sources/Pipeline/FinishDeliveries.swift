internal import Billing
internal import Digest
internal import Ledger

/// Brings to disk what an interrupted run had posted: each document rendered again from its stored
/// statement and template, then what is made of all documents of that run. Returns the titles of
/// those it completed.
func finishDeliveries(
    in workspace: Workspace, output: String, renderer: Renderer
) throws(EnvironmentError) -> [String] {
    let waiting = try workspace.ledger.read { transaction throws(EnvironmentError) in
        try transaction.undelivered()
    }
    guard !waiting.isEmpty else { return [] }
    for document in waiting {
        let bytes = try renderAgain(document, renderer: renderer)
        try writeFile(bytes, to: output + "/" + document.path)
    }
    syncFolders(of: waiting.map { output + "/" + $0.path })
    for kind in [Statement.Kind.proforma, .invoice] {
        for run in Set(waiting.filter { $0.kind == kind }.map(\.run)).sorted() {
            _ = try writeSummaries(
                of: run, kind: kind, in: workspace, output: output, renderer: renderer)
        }
    }
    try workspace.ledger.write { transaction throws(EnvironmentError) in
        (try transaction.delivered(waiting.map(\.id)), .commit)
    }
    return waiting.map { $0.kind == .invoice ? $0.number : "\($0.number) v\($0.version)" }
}

/// The bytes of a posted document. They must be the bytes that were posted.
func renderAgain(
    _ document: StoredDocument, renderer: Renderer
) throws(EnvironmentError) -> [UInt8] {
    let template = try renderer.template(
        stored: document.templateSource, named: document.templateName)
    let bytes = try renderer.render(try decode(document), in: template).bytes
    guard SHA256.hex(of: bytes) == document.sha256 else {
        throw EnvironmentError(
            "render", "\(document.number) again", "the bytes differ from those that were posted",
            remedy: "the fonts on this machine are not those it was posted with; install them")
    }
    return bytes
}
