internal import Billing
internal import Canvas
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
            if form == .plain { return (try typesetter.render(typeset), typeset.pageCount) }
            let pages =
                form.isTagged
                ? try typesetter.renderTagged(typeset)
                : TaggedPDF(bytes: try typesetter.render(typeset))
            let facts = PDFFacts(
                title: document.title, author: document.author, subject: document.subject,
                date: document.date, language: document.language, isArchival: form.isArchival,
                cells: pages.cells.map(TableCell.init), figures: pages.figures,
                attachments: form.hasData ? try attachments(typeset) : [])
            return (try archived(pages.bytes, facts), typeset.pageCount)
        } catch {
            throw EnvironmentError("render", document.title, String(describing: error))
        }
    }
}

extension TableCell {
    fileprivate init(_ cell: TaggedPDF.Cell) {
        let scope: Scope? =
            switch cell.head {
            case .row: .row
            case .column: .column
            case nil: nil
            }
        self.init(scope: scope, span: cell.span)
    }
}
