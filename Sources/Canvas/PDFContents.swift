internal import PDFArchive

/// What a reader calls the pages: "12", "101/2". Of pages that count on from one another only the first is
/// told, and of many they stand in a tree of objects that are written as they fill up.
struct PageLabels {
    private static let mostInObject = 512

    private var written: [Int] = []
    /// Of the next object: its entries, how many they are, and the pages of the first and the last.
    private var entries = PDFText()
    private var count = 0
    private var (firstPage, latestPage) = (0, 0)
    /// What goes before the number of the last page that has a label, and its number if it counts.
    private var prefix = ""
    private var number: Int?
    private var lastPage = -1

    /// Of a page behind all that have one.
    mutating func add(_ label: String, page: Int, to writer: inout PDFWriter) {
        leave(upTo: page, in: &writer)
        let digits = label.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
        let counts = (1...9).contains(digits) && label.utf8.suffix(digits).first != 0x30
        let prefix = counts ? String(label.dropLast(digits)) : label
        let number = counts ? Int(label.suffix(digits)) : nil
        let goesOn =
            number != nil && number == self.number.map { $0 + 1 } && prefix == self.prefix
        (self.prefix, self.number, lastPage) = (prefix, number, page)
        if !goesOn { begin(page, in: &writer) }
    }

    /// Pages before this one that were given no label have none.
    private mutating func leave(upTo page: Int, in writer: inout PDFWriter) {
        guard page > lastPage + 1 else { return }
        (prefix, number) = ("", nil)
        begin(lastPage + 1, in: &writer)
    }

    private mutating func begin(_ page: Int, in writer: inout PDFWriter) {
        if count == PageLabels.mostInObject { write(into: &writer) }
        if count == 0 { firstPage = page }
        latestPage = page
        count += 1
        entries.append(page)
        entries.append("<<")
        if number != nil { entries.append("/S/D") }
        if !prefix.isEmpty || number == nil { entries.append("/P\(pdfString(prefix))") }
        if let number, number != 1 { entries.append("/St \(number)") }
        entries.append(">>")
    }

    private mutating func write(into writer: inout PDFWriter) {
        let (object, entries, pages) = (writer.reserve(), entries, (firstPage, latestPage))
        writer.put(object) { out in
            out.append("<</Limits[\(pages.0) \(pages.1)]/Nums[")
            out.append(entries)
            out.append("]>>")
        }
        written.append(object)
        self.entries.removeAll()
        count = 0
    }

    /// Returns what the catalog says of the labels.
    mutating func finish(pageCount: Int, in writer: inout PDFWriter) -> String {
        guard lastPage >= 0 else { return "" }
        leave(upTo: pageCount, in: &writer)
        if written.isEmpty {
            return "/PageLabels<</Nums[" + String(decoding: entries.bytes, as: UTF8.self) + "]>>"
        }
        write(into: &writer)
        let kids = written.map { "\($0) 0 R" }.joined(separator: " ")
        return "/PageLabels<</Kids[\(kids)]>>"
    }
}

/// The table of contents beside the pages. That of a whole run has a hundred thousand entries, so each
/// takes few bytes.
struct Bookmarks {
    private struct Entry {
        /// In `titles`.
        var titleEnd: UInt32
        var parent: Int32
        /// From 0.
        var page: Int32
        /// In hundredths of a point, from the upper left corner.
        var (x, y): (Int32, Int32)
    }

    /// An entry among its likes. None is 0, the number of the root.
    private struct Family {
        var (first, last): (Int32, Int32) = (0, 0)
        var (next, previous): (Int32, Int32) = (0, 0)
        /// Of all below.
        var count: Int32 = 0
    }

    /// As a PDF has them.
    private var titles = PDFText()
    private var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    /// Returns the entry's number, from 1; `parent` is the number of the one that it is below, or 0.
    mutating func add(_ title: String, page: Int, x: Int, y: Int, below parent: Int) -> Int {
        titles.append(pdfString(title))
        entries.append(
            Entry(
                titleEnd: UInt32(titles.bytes.count), parent: Int32(parent), page: Int32(page),
                x: Int32(x), y: Int32(y)))
        return entries.count
    }

    /// Returns what the catalog says of the bookmarks.
    func write(
        into writer: inout PDFWriter, destination: (_ page: Int, _ x: Int, _ y: Int) -> PDFText
    ) -> String {
        let root = writer.reserve(entries.count + 1)
        let families = families
        func appendFamily(_ family: Family, to out: inout PDFText) {
            guard family.first > 0 else { return }
            out.append("/First \(root + Int(family.first)) 0 R/Last \(root + Int(family.last)) 0 R")
            out.append("/Count \(family.count)")
        }
        writer.put(root) { out in
            out.append("<</Type/Outlines")
            appendFamily(families[0], to: &out)
            out.append(">>")
        }
        for parent in families.indices {
            var child = Int(families[parent].first)
            while child > 0 {
                let (entry, family) = (entries[child - 1], families[child])
                let start = child > 1 ? Int(entries[child - 2].titleEnd) : 0
                writer.put(root + child) { out in
                    out.append("<</Title")
                    titles.bytes.withUnsafeBufferPointer {
                        out.append(.init(rebasing: $0[start..<Int(entry.titleEnd)]))
                    }
                    out.append("/Parent \(root + parent) 0 R/Dest")
                    out.append(destination(Int(entry.page), Int(entry.x), Int(entry.y)))
                    if family.previous > 0 {
                        out.append("/Prev \(root + Int(family.previous)) 0 R")
                    }
                    if family.next > 0 { out.append("/Next \(root + Int(family.next)) 0 R") }
                    appendFamily(family, to: &out)
                    out.append(">>")
                }
                child = Int(family.next)
            }
        }
        return "/Outlines \(root) 0 R"
    }

    /// The root's first, then those of the entries.
    private var families: [Family] {
        var families = [Family](repeating: Family(), count: entries.count + 1)
        for (index, entry) in entries.enumerated() {
            let (own, parent) = (Int32(index + 1), Int(entry.parent))
            let last = families[parent].last
            if last > 0 { families[Int(last)].next = own } else { families[parent].first = own }
            families[index + 1].previous = last
            families[parent].last = own
        }
        // What is below an entry comes behind it.
        for (index, entry) in entries.enumerated().reversed() {
            families[Int(entry.parent)].count += 1 + families[index + 1].count
        }
        return families
    }
}
