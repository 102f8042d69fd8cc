internal import Canvas
internal import Paper

/// A thing drawn, at a place relative to the strip it belongs to. Nothing in it is kept by reference, so that
/// thousands are copied as fast as numbers.
enum Drawing {
    /// What follows in the strip, up to the next of these, is the text of this element; of a figure,
    /// its shapes or its file.
    case element(Int)
    case text(TextLine, x: Double, baseline: Double)
    case rule(Rule, x0: Double, x1: Double, y: Double)
    /// One of the document's shapes, turned over or not, and from where its points are measured.
    case shape(Int, isMirrored: Bool, x: Double, y: Double)
    /// One of the typesetter's pictures.
    case file(Int, x: Double, y: Double, width: Double, height: Double)
    case upright(Rule, x: Double, y0: Double, y1: Double)
    case ground(Colour, x: Double, y: Double, width: Double, height: Double)
    case box(x: Double, y: Double, width: Double, height: Double, line: Double, colour: Colour)
}

/// The smallest piece that a page holds whole: a row, a line of a long row, a heading, a space.
struct Strip {
    var height: Double
    /// Among those of the document.
    var drawings: Range<Int> = 0..<0
    /// No page break between this strip and the next.
    var keepsWithNext = false
    /// No page break either, unless it would leave much of a page white.
    var prefersNext = false
    /// White space that a page does not start with.
    var isSpace = false
    /// Nothing more on this page.
    var endsPage = false
    /// White space down to this far from the upper edge of the paper.
    var reachesTo: Double?
    /// The header to repeat where a page breaks before this strip.
    var header: Int?
    /// Goes to the foot of the page.
    var isAtFoot = false
    /// Begins a page that looks like the first.
    var beginsPage = false
    /// Goes to the lower edge of the paper, below the foot of the page.
    var isAtPaperEdge = false
    /// The sums that are told where a page breaks behind this strip: which table's, behind which row.
    var carried: (table: Int, row: Int)?
    /// White space above, where a page begins in the middle of a row.
    var leadIn: Double = 0
    /// Of lines whose rectangle the placement map records, the place of their name among the document's.
    var mark: Int?
    var left: Double = 0
    var right: Double = 0
}

/// All that is drawn of one document, end to end: a strip is a part of it.
final class DrawingStore {
    private(set) var drawings: [Drawing] = []
    private(set) var shapes: [Picture.Shape] = []
    /// The names of lines in the placement map.
    private(set) var marks: [String] = []

    var count: Int { drawings.count }

    subscript(strip: Strip) -> ArraySlice<Drawing> { drawings[strip.drawings] }

    func append(_ drawing: Drawing) { drawings.append(drawing) }

    /// A strip of what `body` appends.
    func strip(height: Double, _ body: () -> Void) -> Strip {
        let start = count
        body()
        return Strip(height: height, drawings: start..<count)
    }

    func add(_ shape: Picture.Shape) -> Int {
        shapes.append(shape)
        return shapes.count - 1
    }

    func add(mark: String) -> Int {
        marks.append(mark)
        return marks.count - 1
    }

    /// Strips under one another as one that cannot be broken.
    func merged(_ strips: some Collection<Strip>) -> Strip {
        if let only = strips.first, strips.count == 1 {
            return Strip(height: only.height, drawings: only.drawings)
        }
        var height = 0.0
        var result = strip(height: 0) {
            for strip in strips {
                append(strip.drawings, down: height)
                height += strip.height
            }
        }
        result.height = height
        return result
    }

    /// Appends again what is drawn already.
    func append(_ part: Range<Int>, down: Double = 0) {
        drawings.reserveCapacity(count + part.count)
        for index in part { drawings.append(drawings[index].moved(down: down)) }
    }

    /// Adds one thing to a strip.
    func append(_ drawing: Drawing, to strip: inout Strip) {
        if strip.drawings.upperBound != count {
            let start = count
            append(strip.drawings)
            strip.drawings = start..<count
        }
        append(drawing)
        strip.drawings = strip.drawings.lowerBound..<count
    }

    /// Turns over what was drawn from one place on, but for some of it.
    func mirror(_ part: Range<Int>, in width: Double, but kept: [Range<Int>] = []) {
        for index in part where !kept.contains(where: { $0.contains(index) }) {
            drawings[index] = drawings[index].mirrored(in: width)
        }
    }
}

/// Blocks cut into strips and measured; the headers that tables repeat stand apart.
struct Galley {
    var strips: [Strip] = []
    var headers: [[Strip]] = []
    var carried: [CarriedSums] = []
}

/// The sums of one table, cut only where a page breaks.
struct CarriedSums {
    var height: (forward: Double, brought: Double)
    /// Behind a row: what ends the page, and what begins the next one.
    var cut: (Int) -> (forward: Strip, brought: Strip)
}
