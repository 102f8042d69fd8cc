internal import Billing
internal import Composing
internal import PDFArchive
internal import Paper
internal import Typesetting

/// Every PDF that holds one document is made here.
extension Renderer {
    func render(
        _ statement: Statement, in template: LoadedTemplate, as form: PDFForm
    ) throws(EnvironmentError) -> (bytes: [UInt8], pages: Int) {
        let document = compose(statement, in: template)
        let (bytes, pages) = try render(
            document, by: template.typesetter(for: statement.kind), as: form
        ) { pages in
            try attachments(of: statement, in: template.template, on: pages)
        }
        return (bytes, pages)
    }

    /// A document in the form that it is to have, with the files that go with it.
    func render(
        _ document: Document, by typesetter: Typesetter, as form: PDFForm,
        with attachments: (TypesetDocument) throws -> [Attachment] = { _ in [] }
    ) throws(EnvironmentError) -> (bytes: [UInt8], pages: Int) {
        let typeset = typesetter.typeset(document)
        do {
            var facts = PDFFacts(document)
            facts.isArchival = form.isArchival
            if form.hasData { facts.attachments = try attachments(typeset) }
            let bytes = try typesetter.render(typeset, as: facts, isTagged: form.isTagged)
            return (bytes, typeset.pageCount)
        } catch {
            throw EnvironmentError("render", document.title, String(describing: error))
        }
    }
}
