internal import Billing
internal import Canvas
internal import Composing
internal import Typesetting

/// Puts the documents of a run into the files that hold several of them.
struct CombinedPrinter {
    let kind: Statement.Kind
    let workspace: Workspace
    let renderer: Renderer

    private var settings: Billing.CombinedFiles { workspace.firm.combined }

    /// A file that these documents are to follow in, with its cover sheet.
    func begin(
        _ path: String, with documents: RunDocuments, as pile: CoverSheet.Pile,
        titled title: String
    ) throws(EnvironmentError) -> CombinedPDF {
        let date = documents.date ?? CivilDate(dayNumber: 0)
        var pdf = try CombinedPDF(
            path, titled: title, firm: workspace.firm.name, documents: documents.ids.count,
            date: date,
            language: workspace.firm.language, isDuplex: settings.isDuplex)
        if settings.hasCoverSheet, let first = documents.ids.first {
            try addCoverSheet(of: documents, pile, on: date, like: first, to: &pdf)
        }
        return pdf
    }

    /// One document into the file of its attorney and that of the whole run, where there is one.
    func print(
        _ document: RunDocument, as drawn: DrawnDocument, of attorney: String,
        into pdf: inout CombinedPDF, and wholeRun: inout CombinedPDF?
    ) {
        // Pro formas stay in the firm, on plain paper.
        let isOnLetterhead = kind != .proforma
        pdf.add(
            drawn, named: document.title, titled: document.longTitle, beneath: [document.client],
            onLetterhead: isOnLetterhead)
        wholeRun?.add(
            drawn, named: document.title, titled: document.longTitle,
            beneath: [attorney, document.client], onLetterhead: isOnLetterhead)
    }

    /// In the firm's own template and language; in that of a document where the firm's cannot be read.
    private func addCoverSheet(
        of documents: RunDocuments, _ pile: CoverSheet.Pile, on date: CivilDate,
        like other: Int64, to pdf: inout CombinedPDF
    ) throws(EnvironmentError) {
        let firm = workspace.firm
        var unread: [Diagnostic] = []
        let own = renderer.template(firm.template, in: firm.language, reporting: &unread)
        let template =
            if let own { own } else {
                try renderer.template(of: try workspace.ledger.document(other))
            }
        let nobody = Client(id: ClientID(""), name: "")
        let sheet = CoverSheet(
            of: kind, pile, head: workspace.letterHead(to: nobody, on: date),
            tally: documents.tally,
            isDuplex: settings.isDuplex)
        let typeset = template.invoices.typeset(composeCoverSheet(sheet, in: template.template))
        do {
            let pages = try template.invoices.draw(typeset, isTagged: false)
            pdf.add(
                DrawnDocument(pages, of: typeset), named: "cover", titled: typeset.document.title)
        } catch {
            throw EnvironmentError("render", typeset.document.title, String(describing: error))
        }
    }
}

extension Renderer {
    /// The pages of a statement for files of several, without one of its own.
    func draw(_ order: SettingOrder) throws(EnvironmentError) -> DrawnDocument {
        let template = try template(order.template, digest: order.templateDigest)
        let typeset = typeset(order.statement, in: template)
        do {
            let pages = try template.typesetter(for: order.statement.kind).draw(
                typeset, isTagged: order.form.isTagged)
            return DrawnDocument(pages, of: typeset)
        } catch {
            throw EnvironmentError("render", order.statement.title, String(describing: error))
        }
    }
}
