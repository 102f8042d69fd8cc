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
    guard !waiting.isEmpty else { return [] }
    var paths: [String] = []
    for document in waiting {
        let bytes = try renderAgain(document, renderer: renderer)
        let path = (document.output ?? "") + "/" + document.path
        try writeFile(bytes, to: path)
        paths.append(path)
    }
    syncFolders(of: paths)
    for kind in [Statement.Kind.proforma, .invoice] {
        let places = waiting.filter { $0.kind == kind }.map { [$0.output ?? "", $0.run] }
        for place in Set(places).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            _ = try writeSummaries(
                of: place[1], kind: kind, in: workspace, output: place[0], renderer: renderer)
        }
    }
    try workspace.ledger.write { transaction throws(EnvironmentError) in
        try transaction.delivered(waiting.map(\.id))
        try transaction.record("files written", workspace.occasion)
        return ((), .commit)
    }
    return paths
}

/// The bytes of a posted document. They must be the bytes that were posted.
func renderAgain(
    _ document: StoredDocument, renderer: Renderer
) throws(EnvironmentError) -> [UInt8] {
    let template = try renderer.template(of: document)
    let bytes = try renderer.render(try decode(document), in: template).bytes
    guard SHA256.hex(of: bytes) == document.sha256 else {
        throw EnvironmentError(
            "render", "\(document.number) again", "the bytes differ from those that were posted",
            remedy: "the fonts on this machine are not those it was posted with; install them")
    }
    return bytes
}
