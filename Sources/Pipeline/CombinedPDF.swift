internal import Billing
internal import Canvas
internal import PDFArchive
internal import Typesetting

/// A PDF of several documents for a printer, with bookmarks and with page labels that tell the paper.
///
/// It has no structure: nobody has it read aloud, and the documents in it have theirs.
struct CombinedPDF: ~Copyable {
    private var file: PDFPages
    private let sink: GrowingFile
    private let facts: PDFFacts
    private let isDuplex: Bool
    private var pageCount = 0
    private var lastName = ""
    /// Headings that the bookmark at hand is beneath.
    private var headings: [(title: String, id: Int)] = []

    init(
        _ path: String, titled title: String, firm: String, documents: Int, date: CivilDate,
        language: String, isDuplex: Bool
    ) throws(EnvironmentError) {
        let sink = try GrowingFile(path)
        self.sink = sink
        file = PDFPages(onto: sink.append)
        facts = PDFFacts(
            title: title, author: firm, subject: "\(documents) documents", date: date.description,
            language: language)
        self.isDuplex = isDuplex
    }

    /// Adds a document's pages beneath these headings. They are labelled `NAME/1`; those that go on
    /// the firm's printed paper `NAME/1 L`, and the white back of a last page `NAME/blank`.
    mutating func add(
        _ document: DrawnDocument, named name: String, titled title: String,
        beneath path: [String] = [], onLetterhead: Bool = false
    ) {
        if isDuplex, pageCount % 2 == 1 {
            file.addBlankPage()
            file.label(page: lastName + "/blank")
            pageCount += 1
        }
        let place = Destination(page: pageCount + 1, x: 0, y: 0)
        let shared = zip(headings, path).prefix { $0.title == $1 }.count
        headings.removeLast(headings.count - shared)
        for heading in path.dropFirst(shared) {
            let id = file.addBookmark(heading, to: place, below: headings.last?.id ?? 0)
            headings.append((heading, id))
        }
        _ = file.addBookmark(title, to: place, below: headings.last?.id ?? 0)
        file.append(document.pages) { page in
            let isLetterhead = onLetterhead && document.looksLikeFirst[page - 1]
            return "\(name)/\(page)" + (isLetterhead ? " L" : "")
        }
        pageCount += document.pages.pageCount
        lastName = name
    }

    consuming func finish() throws(EnvironmentError) {
        let sink = sink
        do {
            _ = try file.finish(facts)
        } catch {
            throw EnvironmentError("render", facts.title, String(describing: error))
        }
        try sink.finish()
    }
}
