internal import Billing
internal import Composing
internal import PDFArchive
internal import Paper
internal import Typesetting

/// A PDF that holds one document.
struct RenderedFile {
    var bytes: [UInt8]
    var pageCount: Int
    /// Its pages for files of several, where they were asked for.
    var drawn: DrawnDocument?
}

/// Every PDF that holds one document is made here.
extension Renderer {
    func render(
        _ statement: Statement, in template: LoadedTemplate, as form: PDFForm,
        keepingPages: Bool = false
    ) throws(EnvironmentError) -> RenderedFile {
        let document = compose(statement, in: template)
        return try render(
            document, by: template.typesetter(for: statement.kind), as: form,
            keepingPages: keepingPages
        ) { pages in
            try attachments(of: statement, in: template.template, on: pages)
        }
    }

    /// A document in the form that it is to have, with the files that go with it.
    func render(
        _ document: Document, by typesetter: Typesetter, as form: PDFForm,
        keepingPages: Bool = false,
        with attachments: (TypesetDocument) throws -> [Attachment] = { _ in [] }
    ) throws(EnvironmentError) -> RenderedFile {
        let typeset = typesetter.typeset(document)
        do {
            var facts = PDFFacts(document)
            facts.isArchival = form.isArchival
            if form.hasData { facts.attachments = try attachments(typeset) }
            guard keepingPages else {
                let bytes = try typesetter.render(typeset, as: facts, isTagged: form.isTagged)
                return RenderedFile(bytes: bytes, pageCount: typeset.pageCount)
            }
            let (bytes, pages) = try typesetter.renderForSeveral(
                typeset, as: facts, isTagged: form.isTagged)
            return RenderedFile(
                bytes: bytes, pageCount: typeset.pageCount,
                drawn: DrawnDocument(pages, of: typeset))
        } catch {
            throw EnvironmentError("render", document.title, String(describing: error))
        }
    }
}
