package import PDFArchive

/// A PDF in memory, written as its pages are drawn. `finish` consumes it and returns the bytes, so that
/// nothing can be drawn after the end.
///
/// Lines and letters are written here: Cairo 1.16 takes ten times as long, has no tag for artifacts, and
/// ends an element with the page. Pictures are drawn by Cairo.
package struct PDFPages: ~Copyable, Sheet {
    var writer: PDFWriter
    var fonts = PDFFonts()
    /// Of the page at hand.
    var content = PDFText(capacity: 1 << 15)
    private var path = PDFText()
    var state = State()
    var pages: [Page] = []
    var structure: Structure?
    private var labels = PageLabels()
    private var bookmarks = Bookmarks()
    private let resources: Int
    private let pageTree: Int
    /// In a file that is written as it grows, the objects that pages are below, and the tree's root above them.
    private var branches: [Int] = []
    private let hasBranches: Bool
    private static let pagesPerBranch = 128
    /// The forms of pictures, by what tells them apart.
    private var forms: [CairoPicture.ID: Int] = [:]
    /// Pictures on the pages that are drawn here: `/P0` is the first.
    private var pictures: [(loaded: LoadedPicture, form: CairoPicture)] = []
    private let use: Use
    /// Those that were drawn for other files.
    private var kept: [DrawnPages.Page] = []
    /// What pages that were drawn elsewhere call fonts and pictures, and the number of the object that tells it.
    private var otherResources: [Resources: Int] = [:]

    private struct Resources: Hashable {
        var fonts: [Int]
        var forms: [Int]
    }
    /// Of one shaper's fonts, their places in `fonts`.
    var shaper: TextShaper?
    var fontsOfShaper: [Int] = []
    var drawnFonts: [DrawnFont] = []
    /// A bit for each word that the shaper keeps: its glyphs say here what they say in it.
    var saidWords: [UInt64] = []

    /// A file of a whole run has hundreds of thousands.
    struct Page {
        private let object: Int32
        private let size: (width: Int32, height: Int32)

        fileprivate init(number: Int, width: Int, height: Int) {
            (object, size) = (Int32(number), (Int32(width), Int32(height)))
        }

        var number: Int { Int(object) }
        /// In hundredths of a point.
        var width: Int { Int(size.width) }
        var height: Int { Int(size.height) }
    }

    /// What holds until it is changed, and what is begun.
    struct State {
        var fill: Ink?
        var stroke: Ink?
        var line = -1
        var font = -1
        var size = -1
        /// Of the size, in a hundredth of a point.
        var thousandths = 0.0
        var isInText = false
        /// Where the last line of text began, in hundredths of a point.
        var (x, y) = (0, 0)
        /// Glyphs are being shown: as far as this from where their line began, in thousandths of the size.
        var pen: Int?
        /// Of the page, in hundredths.
        var height = 0
    }

    /// Which files the pages that are drawn go into.
    package enum Use { case ownFile, ownFileAndOthers, otherFiles }

    /// With a structure where there are elements. What is written goes to the sink as it comes, or where there
    /// is none is returned in the end.
    package init(
        elements: [TaggedElement] = [], for use: Use = .ownFile,
        onto sink: (([UInt8]) -> Void)? = nil
    ) {
        writer = PDFWriter(onto: sink)
        resources = writer.reserve()
        pageTree = writer.reserve()
        self.use = use
        hasBranches = sink != nil
        if !elements.isEmpty { structure = Structure(elements: elements) }
    }

    // MARK: Pages

    package mutating func beginPage(width: Double, height: Double) {
        if hasBranches, pages.count % PDFPages.pagesPerBranch == 0 {
            branches.append(writer.reserve())
        }
        let number = writer.reserve()
        pages.append(
            Page(number: number, width: hundredths(width), height: hundredths(height)))
        content.removeAll()
        state = State()
        state.height = hundredths(height)
    }

    /// What a reader calls the page at hand.
    package mutating func label(page: String) {
        guard !pages.isEmpty else { return }
        labels.add(page, page: pages.count - 1, to: &writer)
    }

    package mutating func endPage() {
        leaveText()
        let page = pages[pages.count - 1]
        let packed = deflated(content.bytes)
        if use != .ownFile {
            kept.append(
                DrawnPages.Page(contents: packed, width: page.width, height: page.height))
        }
        if use != .otherFiles { write(contents: packed, resources: resources) }
    }

    /// The page that was begun last.
    private mutating func write(contents packed: [UInt8], resources: Int) {
        let contents = writer.addStream(packed, "/Filter/FlateDecode")
        let index = pages.count - 1
        let (page, tree) = (pages[index], branches.last ?? pageTree)
        let annotations = structure?.annotations[index] ?? []
        let isTagged = structure?.marks(onPage: index).isEmpty == false
        writer.put(page.number) { out in
            out.append("<</Type/Page/Parent \(tree) 0 R/MediaBox[0 0 ")
            out.append(hundredths: page.width)
            out.append(" ")
            out.append(hundredths: page.height)
            out.append("]/Resources \(resources) 0 R/Contents \(contents) 0 R")
            if isTagged { out.append("/StructParents \(index)") }
            if !annotations.isEmpty {
                out.append("/Tabs/S/Annots[")
                for number in annotations {
                    out.append(reference: number)
                    out.append(" ")
                }
                out.append("]")
            }
            out.append(">>")
        }
    }

    /// Adds pages that were drawn elsewhere.
    package mutating func append(_ drawn: DrawnPages, labelled label: (Int) -> String) {
        let places = Resources(
            fonts: drawn.fonts.map { fonts.font(showing: $0) },
            forms: drawn.pictures.map { form(of: $0) })
        let resources = otherResources[places] ?? writer.reserve()
        otherResources[places] = resources
        for (index, page) in drawn.pages.enumerated() {
            beginPage(width: Double(page.width) / 100, height: Double(page.height) / 100)
            write(contents: page.contents, resources: resources)
            self.label(page: label(index + 1))
        }
    }

    /// What was drawn for other files.
    package var drawn: DrawnPages {
        DrawnPages(pages: kept, fonts: fonts.shown(), pictures: pictures.map(\.form))
    }

    private mutating func form(of picture: CairoPicture) -> Int {
        if let known = forms[picture.id] { return known }
        let number = picture.write(into: &writer)
        forms[picture.id] = number
        return number
    }

    /// As large as the one before.
    package mutating func addBlankPage() {
        guard let last = pages.last else { return }
        beginPage(width: Double(last.width) / 100, height: Double(last.height) / 100)
        endPage()
    }

    /// Adds an entry to the table of contents beside the pages, below `parent`; below none where that is 0.
    package mutating func addBookmark(
        _ title: String, to place: Destination, below parent: Int
    ) -> Int {
        bookmarks.add(
            title, page: place.page - 1, x: hundredths(place.x), y: hundredths(place.y),
            below: parent)
    }

    package consuming func finish(_ facts: PDFFacts) throws(CanvasError) -> [UInt8] {
        let fontNumbers = try fonts.write(into: &writer)
        let own = Resources(
            fonts: Array(fontNumbers.indices), forms: pictures.map { form(of: $0.form) })
        for (places, number) in [(own, resources)]
            + otherResources.sorted(by: { $0.value < $1.value })
        {
            writer.put(number) { out in
                out.append("<</Font<<")
                for (name, place) in places.fonts.enumerated() {
                    out.append("/F\(name) \(fontNumbers[place]) 0 R")
                }
                out.append(places.forms.isEmpty ? ">>" : ">>/XObject<<")
                for (name, form) in places.forms.enumerated() {
                    out.append("/P\(name) \(form) 0 R")
                }
                out.append(places.forms.isEmpty ? ">>" : ">>>>")
            }
        }
        writePageTree()
        var catalog = "<</Type/Catalog/Pages \(pageTree) 0 R"
        catalog += labels.finish(pageCount: pages.count, in: &writer)
        if !bookmarks.isEmpty, !pages.isEmpty {
            let pages = pages
            catalog += bookmarks.write(into: &writer) {
                destination(page: $0, x: $1, y: $2, of: pages)
            }
        }
        catalog += writeStructure(titled: facts.title)
        let (entries, info) = writer.describe(facts)
        let root = writer.add(catalog + entries + ">>")
        return writer.finish(root: root, info: info)
    }

    private mutating func writePageTree() {
        let (pages, root, size) = (pages, pageTree, PDFPages.pagesPerBranch)
        func put(_ number: Int, _ kids: [Int], count: Int, below parent: Int?) {
            writer.put(number) { out in
                out.append("<</Type/Pages/Count \(count)")
                if let parent { out.append("/Parent \(parent) 0 R") }
                out.append("/Kids[")
                for kid in kids {
                    out.append(reference: kid)
                    out.append(" ")
                }
                out.append("]>>")
            }
        }
        for (index, branch) in branches.enumerated() {
            let own = pages[index * size..<min(pages.count, (index + 1) * size)]
            put(branch, own.map(\.number), count: own.count, below: root)
        }
        let kids = branches.isEmpty ? pages.map(\.number) : branches
        put(root, kids, count: pages.count, below: nil)
    }

    // MARK: Lines and grounds

    func hundredths(_ points: Double) -> Int {
        Int(points < 0 ? points * 100 - 0.5 : points * 100 + 0.5)
    }

    /// PDF counts upward from the page's lower edge.
    private func point(_ x: Double, _ y: Double) -> PDFPoint {
        PDFPoint(x: hundredths(x), y: state.height - hundredths(y))
    }

    private mutating func append(_ ink: Ink) {
        let parts =
            ink.red == ink.green && ink.green == ink.blue
            ? [ink.red] : [ink.red, ink.green, ink.blue]
        for part in parts {
            // Three decimals tell all of 256 values.
            let thousandths = Int((part * 1000).rounded())
            if thousandths % 10 == 0 {
                content.append(hundredths: thousandths / 10)
            } else {
                content.append("0.")
                if thousandths < 100 { content.append("0") }
                if thousandths < 10 { content.append("0") }
                content.append(thousandths)
            }
            content.append(" ")
        }
    }

    mutating func use(fill ink: Ink) {
        guard state.fill != ink else { return }
        state.fill = ink
        append(ink)
        content.append(ink.red == ink.green && ink.green == ink.blue ? "g\n" : "rg\n")
    }

    private mutating func use(stroke ink: Ink, line: Double) {
        if state.stroke != ink {
            state.stroke = ink
            append(ink)
            content.append(ink.red == ink.green && ink.green == ink.blue ? "G\n" : "RG\n")
        }
        let width = hundredths(line)
        if state.line != width {
            state.line = width
            content.append(hundredths: width)
            content.append(" w\n")
        }
    }

    package mutating func outline(
        x: Double, y: Double, width: Double, height: Double, line: Double, ink: Ink
    ) {
        rectangle(x: x, y: y, width: width, height: height)
        strokePath(line: line, dashed: false, ink: ink, fill: nil)
    }

    package mutating func fill(
        x: Double, y: Double, width: Double, height: Double, ink: Ink
    ) {
        rectangle(x: x, y: y, width: width, height: height)
        fillPath(ink: ink)
    }

    package mutating func upright(x: Double, y0: Double, y1: Double, line: Double, ink: Ink) {
        move(toX: x, y: y0)
        self.line(toX: x, y: y1)
        strokePath(line: line, dashed: false, ink: ink, fill: nil)
    }

    package mutating func rules(
        _ rules: [(x0: Double, x1: Double, y: Double)], line: Double, dashed: Bool, ink: Ink
    ) {
        for rule in rules {
            move(toX: rule.x0, y: rule.y)
            self.line(toX: rule.x1, y: rule.y)
        }
        strokePath(line: line, dashed: dashed, ink: ink, fill: nil)
    }

    // MARK: Shapes

    package mutating func move(toX x: Double, y: Double) {
        path.append(point(x, y))
        path.append("m\n")
    }

    package mutating func line(toX x: Double, y: Double) {
        path.append(point(x, y))
        path.append("l\n")
    }

    package mutating func curve(
        x1: Double, y1: Double, x2: Double, y2: Double, toX x: Double, y: Double
    ) {
        path.append(point(x1, y1))
        path.append(point(x2, y2))
        path.append(point(x, y))
        path.append("c\n")
    }

    package mutating func rectangle(x: Double, y: Double, width: Double, height: Double) {
        path.append(point(x, y + height))
        path.append(hundredths: hundredths(width))
        path.append(" ")
        path.append(hundredths: hundredths(height))
        path.append(" re\n")
    }

    package mutating func closePath() { path.append("h\n") }

    package mutating func fillPath(ink: Ink) {
        leaveText()
        use(fill: ink)
        paint("f\n")
    }

    package mutating func strokePath(line: Double, dashed: Bool, ink: Ink, fill: Ink?) {
        leaveText()
        if let fill { use(fill: fill) }
        use(stroke: ink, line: line)
        if dashed { content.append("[3 3]0 d\n") }
        paint(fill == nil ? "S\n" : "B\n")
        if dashed { content.append("[]0 d\n") }
    }

    /// Colours and widths stand before the path that they are for.
    private mutating func paint(_ painting: StaticString) {
        content.append(path)
        content.append(painting)
        path.removeAll()
    }

    // MARK: Pictures

    package mutating func draw(
        _ picture: LoadedPicture, x: Double, y: Double, width: Double, height: Double
    ) throws(CanvasError) {
        leaveText()
        var index = pictures.firstIndex { $0.loaded === picture }
        if index == nil {
            pictures.append((picture, try picture.drawnForm()))
            index = pictures.count - 1
        }
        content.append("q ")
        // A form is as large as the picture itself.
        appendRatio(width / picture.width)
        content.append("0 0 ")
        appendRatio(height / picture.height)
        content.append(point(x, y + height))
        content.append("cm/P\(index ?? 0) Do Q\n")
    }

    /// With six decimals.
    private mutating func appendRatio(_ ratio: Double) {
        let millionths = Int((ratio * 1_000_000).rounded())
        content.append(millionths / 1_000_000)
        content.append(".")
        content.append(String(String(1_000_000 + millionths % 1_000_000).dropFirst()))
        content.append(" ")
    }
}
