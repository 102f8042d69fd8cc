internal import PDFArchive

/// A part of a document as it is read aloud, by the names of the standard: Document, H1, P, Table, TR, TH,
/// TD, Figure.
package struct TaggedElement: Sendable {
    package enum Head: String, Sendable {
        case row = "Row"
        case column = "Column"
    }

    package var name: String
    /// Where the element that this one is in stands among all of them. The first one is in none.
    package var parent: Int
    /// Of a cell that heads others: which.
    package var head: Head?
    /// Columns that a cell reaches over.
    package var span = 1
    /// What a picture shows, for whoever cannot see it.
    package var alternative: String?

    package init(name: String, parent: Int) {
        self.name = name
        self.parent = parent
    }
}

/// What of a file's pages belongs to which element.
struct Structure {
    /// What was drawn of an element on one page, by its number among the marks there.
    struct Mark {
        var page: Int
        var number: Int
    }

    struct Link {
        var element: Int
        var page: Int
        /// Of the area that can be clicked.
        var annotation: Int
        var area: Area
        var target: LinkPlace
        var marks: [Mark] = []
    }

    let elements: [TaggedElement]
    var marks: [[Mark]]
    var links: [Link] = []
    var linksOfElement: [Int: [Int]] = [:]
    /// The areas that can be clicked, by page.
    var annotations: [Int: [Int]] = [:]
    /// By page, the owner of each mark: an element, or behind the last of them a link.
    private var owners: [[Int]] = []

    init(elements: [TaggedElement]) {
        self.elements = elements
        marks = Array(repeating: [], count: elements.count)
    }

    func marks(onPage page: Int) -> [Int] { page < owners.count ? owners[page] : [] }

    /// Returns the mark's number on its page.
    mutating func mark(element: Int, link: Int?, onPage page: Int) -> Int {
        while owners.count <= page { owners.append([]) }
        let mark = Mark(page: page, number: owners[page].count)
        if let link {
            links[link].marks.append(mark)
            owners[page].append(elements.count + link)
        } else {
            marks[element].append(mark)
            owners[page].append(element)
        }
        return mark.number
    }
}

extension PDFPages {
    package mutating func begin(element: Int, links: [(area: Area, target: LinkPlace)]) {
        guard structure != nil, !pages.isEmpty else { return }
        leaveText()
        let page = pages.count - 1
        var first: Int?
        for link in links {
            let annotation = writer.reserve()
            structure?.annotations[page, default: []].append(annotation)
            structure?.links.append(
                Structure.Link(
                    element: element, page: page, annotation: annotation, area: link.area,
                    target: link.target))
            let index = (structure?.links.count ?? 1) - 1
            structure?.linksOfElement[element, default: []].append(index)
            if first == nil { first = index }
        }
        let number = structure?.mark(element: element, link: first, onPage: page) ?? 0
        content.append("/")
        content.append(first == nil ? structure?.elements[element].name ?? "P" : "Link")
        content.append("<</MCID ")
        content.append(number)
        content.append(">>BDC\n")
    }

    package mutating func endContent() {
        guard structure != nil else { return }
        leaveText()
        content.append("EMC\n")
    }

    package mutating func beginArtifact() {
        guard structure != nil else { return }
        leaveText()
        content.append("/Artifact BMC\n")
    }

    // MARK: Writing

    /// Returns what the catalog says of it.
    mutating func writeStructure(titled title: String) -> String {
        guard let structure else { return "" }
        let elements = structure.elements
        let root = writer.reserve()
        let first = writer.reserve(elements.count + structure.links.count)
        var children: [[Int]] = Array(repeating: [], count: elements.count)
        for (index, element) in elements.enumerated().dropFirst() {
            children[element.parent].append(index)
        }
        for (index, element) in elements.enumerated() {
            let parent = index == 0 ? root : first + element.parent
            let links = structure.linksOfElement[index, default: []]
            let kids = children[index] + links.map { elements.count + $0 }
            let marks = structure.marks[index]
            let pages = pages
            writer.put(first + index) { out in
                out.append("<</S/")
                out.append(element.name)
                out.append("/P ")
                out.append(reference: parent)
                element.appendAttributes(to: &out)
                appendContent(marks, kids.map { first + $0 }, of: pages, to: &out)
                out.append(">>")
            }
        }
        writeLinks(of: structure, titled: title, first: first)
        let owners = writeOwners(of: structure, first)
        writer.put(
            root,
            "<</Type/StructTreeRoot/K \(first) 0 R/ParentTree \(owners) 0 R"
                + "/ParentTreeNextKey \(pages.count + structure.links.count)>>")
        return "/MarkInfo<</Marked true>>/StructTreeRoot \(root) 0 R"
    }

    private mutating func writeOwners(of structure: Structure, _ first: Int) -> Int {
        let number = writer.reserve()
        let pageCount = pages.count
        writer.put(number) { out in
            out.append("<</Nums[")
            for page in 0..<pageCount {
                let owners = structure.marks(onPage: page)
                guard !owners.isEmpty else { continue }
                out.append(page)
                out.append("[")
                for owner in owners {
                    out.append(reference: first + owner)
                    out.append(" ")
                }
                out.append("]")
            }
            for index in structure.links.indices {
                out.append(pageCount + index)
                out.append(" ")
                out.append(reference: first + structure.elements.count + index)
                out.append(" ")
            }
            out.append("]>>")
        }
        return number
    }

    private mutating func writeLinks(of structure: Structure, titled title: String, first: Int) {
        let pages = pages
        for (index, link) in structure.links.enumerated() {
            writer.put(first + structure.elements.count + index) { out in
                out.append("<</S/Link/P ")
                out.append(reference: first + link.element)
                out.append("/Pg ")
                out.append(reference: pages[link.page].number)
                out.append("/K[")
                for mark in link.marks {
                    out.append(mark.number)
                    out.append(" ")
                }
                out.append("<</Type/OBJR/Obj ")
                out.append(reference: link.annotation)
                out.append(">>]>>")
            }
            let area = link.area
            let bottom = pages[link.page].height
            let corners = [
                PDFPoint(
                    x: hundredths(area.x), y: bottom - hundredths(area.y + area.height)),
                PDFPoint(
                    x: hundredths(area.x + area.width), y: bottom - hundredths(area.y)),
            ]
            let (action, says) = action(of: link.target, titled: title)
            writer.put(link.annotation) { out in
                out.append("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[")
                for corner in corners { out.append(corner) }
                out.append("]/StructParent \(pages.count + index)/Contents\(pdfString(says))")
                out.append(action)
                out.append(">>")
            }
        }
    }

    private func action(
        of target: LinkPlace, titled title: String
    ) -> (entry: String, says: String) {
        switch target {
        case .address(let address):
            let plain = address.utf8.map { byte in
                let isPlain = (0x21...0x7E).contains(byte)
                return isPlain ? String(Unicode.Scalar(byte)) : "%" + hex(UInt16(byte))
            }.joined()
            return ("/A<</Type/Action/S/URI/URI\(pdfString(plain))>>", address)
        case .place(let place): return ("/Dest" + destination(place), title)
        }
    }

    private func destination(_ place: Destination) -> String {
        let text = Canvas.destination(
            page: place.page - 1, x: hundredths(place.x), y: hundredths(place.y), of: pages)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}

/// A place on a page (from 0), in hundredths of a point from its upper left corner.
func destination(page: Int, x: Int, y: Int, of pages: [PDFPages.Page]) -> PDFText {
    let page = pages[min(max(page, 0), pages.count - 1)]
    var out = PDFText()
    out.append("[")
    out.append(reference: page.number)
    out.append("/XYZ ")
    out.append(PDFPoint(x: x, y: page.height - y))
    out.append("null]")
    return out
}

extension TaggedElement {
    fileprivate func appendAttributes(to out: inout PDFText) {
        if head != nil || span > 1 {
            out.append("/A<</O/Table")
            if let head { out.append("/Scope/\(head.rawValue)") }
            if span > 1 { out.append("/ColSpan \(span)") }
            out.append(">>")
        }
        if let alternative { out.append("/Alt\(pdfString(alternative))") }
    }
}

/// What an element holds: marks on pages, and other elements.
private func appendContent(
    _ marks: [Structure.Mark], _ kids: [Int], of pages: [PDFPages.Page], to out: inout PDFText
) {
    guard !marks.isEmpty || !kids.isEmpty else { return }
    let page = marks.first?.page
    if let page {
        out.append("/Pg ")
        out.append(reference: pages[page].number)
    }
    if marks.count == 1, kids.isEmpty {
        out.append("/K ")
        out.append(marks[0].number)
        return
    }
    out.append("/K[")
    for mark in marks {
        if mark.page == page {
            out.append(mark.number)
            out.append(" ")
        } else {
            out.append("<</Type/MCR/Pg ")
            out.append(reference: pages[mark.page].number)
            out.append("/MCID \(mark.number)>>")
        }
    }
    for kid in kids {
        out.append(reference: kid)
        out.append(" ")
    }
    out.append("]")
}
