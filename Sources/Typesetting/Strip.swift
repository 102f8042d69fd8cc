internal import Canvas
internal import Paper

/// A thing drawn, at a place relative to the strip it belongs to.
enum Drawing {
    /// What follows in the strip, up to the next of these, is the text of this element; of a figure,
    /// its shapes or its file.
    case element(Int)
    case text(TextLine, style: Int, x: Double, baseline: Double)
    case rule(Rule, x0: Double, x1: Double, y: Double)
    case shape(Picture.Shape)
    case file(LoadedPicture, x: Double, y: Double, width: Double, height: Double)
    case upright(Rule, x: Double, y0: Double, y1: Double)
    case ground(Colour, x: Double, y: Double, width: Double, height: Double)
    case box(x: Double, y: Double, width: Double, height: Double, line: Double, colour: Colour)
}

/// The smallest piece that a page holds whole: a row, a line of a long row, a heading, a space.
struct Strip {
    var height: Double
    var drawings: [Drawing] = []
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
    /// Lines whose rectangle the placement map records.
    var mark: String?
    var left: Double = 0
    var right: Double = 0
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
