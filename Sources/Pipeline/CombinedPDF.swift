internal import Billing
internal import Canvas
internal import Typesetting

/// A PDF of several documents for a printer, with bookmarks and with page labels that tell the paper.
///
/// It has no structure: nobody has it read aloud, and the documents in it have theirs.
struct CombinedPDF: ~Copyable {
    private var surface: PDFSurface
    private let isDuplex: Bool
    private var pageCount = 0
    private var lastName = ""
    /// Headings that the bookmark at hand is beneath.
    private var headings: [(title: String, id: Int)] = []

    init(
        titled title: String, firm: String, documents: Int, date: CivilDate, isDuplex: Bool
    ) throws(CanvasError) {
        surface = try PDFSurface(
            width: 612, height: 792,
            info: PDFInfo(
                title: title, author: firm, subject: "\(documents) documents",
                created: date.description + "T00:00:00Z"))
        self.isDuplex = isDuplex
    }

    /// Adds a document's pages beneath these headings. They are labelled `NAME/1`; those that go on
    /// the firm's printed paper `NAME/1 L`, and the white back of a last page `NAME/blank`.
    mutating func add(
        _ typeset: TypesetDocument, by typesetter: Typesetter, named name: String,
        titled title: String, beneath path: [String] = [], onLetterhead: Bool = false
    ) throws(CanvasError) {
        if isDuplex, pageCount % 2 == 1 {
            surface.label(page: lastName + "/blank")
            try surface.endPage()
            pageCount += 1
        }
        let place = PDFSurface.Destination(page: pageCount + 1, x: 0, y: 0)
        let shared = zip(headings, path).prefix { $0.title == $1 }.count
        headings.removeLast(headings.count - shared)
        for heading in path.dropFirst(shared) {
            let id = surface.addBookmark(heading, to: place, below: headings.last?.id ?? 0)
            headings.append((heading, id))
        }
        _ = surface.addBookmark(title, to: place, below: headings.last?.id ?? 0)
        try typesetter.paint(typeset, onto: &surface) { page in
            let isLetterhead = onLetterhead && typeset.looksLikeFirst(page)
            return "\(name)/\(page)" + (isLetterhead ? " L" : "")
        }
        pageCount += typeset.pageCount
        lastName = name
    }

    consuming func finish() throws(CanvasError) -> [UInt8] { try surface.finish() }
}
