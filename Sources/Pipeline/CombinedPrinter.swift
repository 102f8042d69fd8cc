internal import Billing
internal import Canvas
internal import Composing
internal import Typesetting

/// Sets the documents of a run again, into the files that hold several of them.
struct CombinedPrinter {
    let kind: Statement.Kind
    let workspace: Workspace
    let renderer: Renderer

    private var settings: Billing.CombinedFiles { workspace.firm.combined }

    /// A file that these documents are to follow in, with its cover sheet.
    func begin(
        _ documents: [ReadyDocument], as pile: CoverSheet.Pile, titled title: String
    ) throws(EnvironmentError) -> CombinedPDF {
        let date = documents.map(\.statement.date).max() ?? CivilDate(dayNumber: 0)
        do {
            var pdf = CombinedPDF(
                titled: title, firm: workspace.firm.name, documents: documents.count, date: date,
                language: workspace.firm.language, isDuplex: settings.isDuplex)
            if settings.hasCoverSheet, let first = documents.first {
                try addCoverSheet(of: documents, pile, on: date, like: first.template, to: &pdf)
            }
            return pdf
        } catch {
            throw failure(title, error)
        }
    }

    /// One document into the file of its attorney and that of the whole run, where there is one.
    func print(
        _ document: ReadyDocument, as drawn: DrawnDocument, of attorney: String,
        into pdf: inout CombinedPDF, and wholeRun: inout CombinedPDF?
    ) {
        let statement = document.statement
        let name = statement.title
        let title = name + " " + statement.matters.map(\.caption).joined(separator: ", ")
        // Pro formas stay in the firm, on plain paper.
        let isOnLetterhead = kind != .proforma
        pdf.add(
            drawn, named: name, titled: title, beneath: [document.client],
            onLetterhead: isOnLetterhead)
        wholeRun?.add(
            drawn, named: name, titled: title, beneath: [attorney, document.client],
            onLetterhead: isOnLetterhead)
    }

    func finish(_ pdf: consuming CombinedPDF) throws(EnvironmentError) -> [UInt8] {
        do {
            return try pdf.finish()
        } catch {
            throw failure("the combined file", error)
        }
    }

    /// In the firm's own template and language; in that of a document where the firm's cannot be read.
    private func addCoverSheet(
        of documents: [ReadyDocument], _ pile: CoverSheet.Pile, on date: CivilDate,
        like other: LoadedTemplate, to pdf: inout CombinedPDF
    ) throws(CanvasError) {
        let firm = workspace.firm
        var unread: [Diagnostic] = []
        let template =
            renderer.template(firm.template, in: firm.language, reporting: &unread) ?? other
        let items = documents.map { document in
            let name =
                if case .wholeRun = pile { document.attorney ?? "" } else { document.client }
            return CoverSheet.Item(
                name: name, pages: document.pages, total: document.statement.total)
        }
        let nobody = Client(id: ClientID(""), name: "")
        let sheet = CoverSheet(
            of: kind, pile, head: workspace.letterHead(to: nobody, on: date), items: items,
            isDuplex: settings.isDuplex)
        let document = composeCoverSheet(sheet, in: template.template)
        let drawn = try DrawnDocument(
            template.invoices.typeset(document), by: template.invoices)
        pdf.add(drawn, named: "cover", titled: document.title)
    }

    private func failure(_ subject: String, _ error: CanvasError) -> EnvironmentError {
        EnvironmentError("render", subject, String(describing: error))
    }
}

extension Renderer {
    /// The pages of a statement for files of several.
    func draw(_ order: SettingOrder) throws(EnvironmentError) -> DrawnDocument {
        let template = try template(order.template, digest: order.templateDigest)
        do {
            return try DrawnDocument(
                typeset(order.statement, in: template),
                by: template.typesetter(for: order.statement.kind))
        } catch {
            throw EnvironmentError("render", order.statement.title, String(describing: error))
        }
    }
}
