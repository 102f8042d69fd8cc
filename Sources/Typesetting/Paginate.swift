internal import Canvas
internal import Paper

/// A strip in its place on a page.
struct PlacedStrip {
    var strip: Strip
    var top: Double
    /// Stood on an earlier page: a running head, a table's header.
    var isRepeated = false
}

/// Distributes strips over pages, in order, breaking only where no strip forbids it.
///
/// A chain of strips that keep together goes to the next page whole, unless a page of its own
/// could not hold it: then it breaks where it must.
struct Paginator {
    let galley: Galley
    let head: Strip
    let top: Double
    let bottom: Double
    let paperEdge: Double

    private var pages: [[PlacedStrip]] = [[]]
    private var y: Double
    /// What is placed next begins a page that looks like the first.
    private var looksLikeFirst = false
    /// What is to be told if the page breaks here.
    private var carried: (table: Int, row: Int)?

    init(galley: Galley, head: Strip, page: PageFormat) {
        self.galley = galley
        self.head = head
        top = page.top
        bottom = page.height - page.bottom
        paperEdge = page.height
        y = page.top
    }

    static func pages(of galley: Galley, head: Strip, page: PageFormat) -> [[PlacedStrip]] {
        var paginator = Paginator(galley: galley, head: head, page: page)
        paginator.run()
        return paginator.pages
    }

    private mutating func run() {
        var index = 0
        while index < galley.strips.count {
            if galley.strips[index].beginsPage {
                pages.append([])
                y = top
                looksLikeFirst = true
                index += 1
                continue
            }
            let chain = self.chain(from: index)
            let height = chain.reduce(0) { $0 + galley.strips[$1].height }
            if y + height + reserve(behind: chain.upperBound - 1) <= bottom + 0.01 {
                for member in chain { place(galley.strips[member]) }
            } else if galley.strips[index].isSpace {
                // Nothing fits below it; if nothing follows, no page is begun.
                y = bottom
            } else if let last = lastBeforeWhite(chain) {
                for member in chain.lowerBound...last { place(galley.strips[member]) }
                y = bottom
                index = last + 1
                continue
            } else {
                placeOnNewPage(chain, height: height)
            }
            index = chain.upperBound
        }
    }

    /// The strip at `index` and all that must stay with it. Space between kept strips belongs.
    private func chain(from index: Int) -> Range<Int> {
        var end = index
        while end + 1 < galley.strips.count,
            galley.strips[end].keepsWithNext || galley.strips[end].prefersNext
                || (end > index && galley.strips[end].isSpace)
        {
            end += 1
        }
        return index..<(end + 1)
    }

    /// What stays free for the sums that end the page, if it should break behind this strip.
    private func reserve(behind index: Int) -> Double {
        galley.strips[index].carried.map { galley.carried[$0.table].height.forward } ?? 0
    }

    /// Where a chain is parted that would leave more than a third of this page white: after the last
    /// strip that fits and only prefers to stay with the next.
    private func lastBeforeWhite(_ chain: Range<Int>) -> Int? {
        guard bottom - y > (bottom - top) / 3 else { return nil }
        var end = y
        var last: Int?
        for member in chain.dropLast() {
            end += galley.strips[member].height
            guard end <= bottom + 0.01 else { break }
            let strip = galley.strips[member]
            if strip.prefersNext, !strip.keepsWithNext { last = member }
        }
        return last
    }

    private mutating func placeOnNewPage(_ chain: Range<Int>, height: Double) {
        let header = galley.strips[chain.lowerBound].header
        let headerHeight = header.map { galley.headers[$0].reduce(0) { $0 + $1.height } } ?? 0
        let brought = carried.map { galley.carried[$0.table].height.brought } ?? 0
        let room = bottom - top - head.height - headerHeight - brought
        if height + reserve(behind: chain.upperBound - 1) <= room {
            newPage(before: header)
            y += galley.strips[chain.lowerBound].leadIn
            for member in chain { place(galley.strips[member]) }
            return
        }
        for member in chain {
            let strip = galley.strips[member]
            if y + strip.height + reserve(behind: member) > bottom + 0.01,
                !pages[pages.count - 1].isEmpty
            {
                newPage(before: strip.header)
                y += strip.leadIn
            }
            place(strip)
        }
    }

    private mutating func newPage(before header: Int?) {
        let sums = carried.map { galley.carried[$0.table].cut($0.row) }
        if let sums { append(sums.forward, isRepeated: true) }
        carried = nil
        pages.append([])
        y = top
        if head.height > 0 { append(head, isRepeated: true) }
        if let header {
            for strip in galley.headers[header] { append(strip, isRepeated: true) }
        }
        if let sums { append(sums.brought, isRepeated: true) }
    }

    private mutating func place(_ strip: Strip) {
        if strip.endsPage {
            y = bottom
            return
        }
        if let reach = strip.reachesTo {
            y = max(y, reach)
            return
        }
        // A page does not start with white space, except the first.
        let startsPage = y == top || (pages.count > 1 && y == top + head.height)
        if strip.isSpace, startsPage, pages.count > 1 { return }
        if strip.isAtFoot {
            placeAtFoot(strip, bottom: bottom)
        } else if strip.isAtPaperEdge {
            placeAtFoot(strip, bottom: paperEdge)
        } else {
            append(strip)
        }
    }

    private mutating func placeAtFoot(_ strip: Strip, bottom: Double) {
        pages[pages.count - 1].append(PlacedStrip(strip: strip, top: bottom - strip.height))
        y = self.bottom
    }

    private mutating func append(_ strip: Strip, isRepeated: Bool = false) {
        var strip = strip
        strip.beginsPage = looksLikeFirst
        looksLikeFirst = false
        pages[pages.count - 1].append(
            PlacedStrip(strip: strip, top: y, isRepeated: isRepeated))
        y += strip.height
        if !isRepeated { carried = strip.carried }
    }
}
