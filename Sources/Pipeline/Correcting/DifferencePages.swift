internal import Billing
internal import Composing
internal import Ledger

/// The page that compares a corrected invoice with its original, for each reissue among these
/// documents. Made from what is stored, beside the reissue, so that it can be made again.
@discardableResult
func writeDifferences(
    of documents: [StoredDocument], in workspace: Workspace, renderer: Renderer
) throws(EnvironmentError) -> [(reissue: Int64, path: String)] {
    var written: [(reissue: Int64, path: String)] = []
    for document in documents where document.kind == .invoice {
        let original = try workspace.ledger.read { transaction throws(EnvironmentError) in
            try transaction.original(of: document.id)
        }
        guard let original else { continue }
        let folder = document.path.split(separator: "/").dropLast().joined(separator: "/")
        let name = safeFileName("difference \(original.number) to \(document.number)")
        let path = "\(folder)/\(name).pdf"
        let reissue = try decode(document, withTraces: false)
        let bytes = try renderer.renderDifference(
            from: try decode(original, withTraces: false), to: reissue,
            in: try renderer.template(of: document), as: try form(of: document))
        try writeFile(
            try Protection(workspace.registers).delivered(bytes, of: reissue),
            to: (document.output ?? "") + "/" + path)
        written.append((document.id, path))
    }
    return written
}

extension Renderer {
    fileprivate func renderDifference(
        from original: Statement, to reissue: Statement, in template: LoadedTemplate,
        as form: PDFForm
    ) throws(EnvironmentError) -> [UInt8] {
        let document = composeDifference(from: original, to: reissue, in: template.template)
        return try render(document, by: template.invoices, as: form).bytes
    }
}
