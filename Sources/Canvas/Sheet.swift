/// Red, green and blue from 0 to 1.
package struct Ink: Hashable, Sendable {
    package var red: Double
    package var green: Double
    package var blue: Double

    package init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

/// What pages are drawn on. Places are in points from the page's top left corner.
package protocol Sheet: ~Copyable {
    mutating func beginPage(width: Double, height: Double) throws(CanvasError)
    mutating func endPage() throws(CanvasError)

    // Lines and grounds.
    mutating func outline(
        x: Double, y: Double, width: Double, height: Double, line: Double, ink: Ink)
    mutating func fill(x: Double, y: Double, width: Double, height: Double, ink: Ink)
    mutating func upright(x: Double, y0: Double, y1: Double, line: Double, ink: Ink)
    /// Horizontal lines of one weight.
    mutating func rules(
        _ rules: [(x0: Double, x1: Double, y: Double)], line: Double, dashed: Bool, ink: Ink)

    // Shapes that are no text and no rule: a path is built up, and ends by being painted.
    mutating func move(toX x: Double, y: Double)
    mutating func line(toX x: Double, y: Double)
    mutating func curve(x1: Double, y1: Double, x2: Double, y2: Double, toX x: Double, y: Double)
    mutating func rectangle(x: Double, y: Double, width: Double, height: Double)
    mutating func closePath()
    mutating func fillPath(ink: Ink)
    /// The line, over the fill if there is one.
    mutating func strokePath(line: Double, dashed: Bool, ink: Ink, fill: Ink?)

    mutating func draw(
        _ picture: LoadedPicture, x: Double, y: Double, width: Double, height: Double
    ) throws(CanvasError)

    /// A line of text. Where something is to be read on behind it, a space that is not seen ends it.
    mutating func show(
        _ line: TextLine, x: Double, baseline: Double, ink: Ink, of shaper: TextShaper,
        endsWithSpace: Bool)

    // Structure, which a person hears or clicks. Sheets that have none pass over it.

    /// What is drawn up to `endContent` is the content of this element of the document. The links lead on from
    /// their areas; all of the content is the text of the first.
    mutating func begin(element: Int, links: [(area: Area, target: LinkPlace)])
    /// What is drawn up to `endContent` is no part of the document: rules, running heads, footers.
    mutating func beginArtifact()
    mutating func endContent()
}

extension Sheet where Self: ~Copyable {
    package mutating func begin(element: Int, links: [(area: Area, target: LinkPlace)]) {}
    package mutating func beginArtifact() {}
    package mutating func endContent() {}
}

/// A rectangle in points from the page's top left corner.
package struct Area: Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}

/// A point that a link or a bookmark leads to: page from 1, points from its top left corner.
package struct Destination: Sendable {
    package var page: Int
    package var x: Double
    package var y: Double

    package init(page: Int, x: Double, y: Double) {
        self.page = page
        self.x = x
        self.y = y
    }
}

package enum LinkPlace: Sendable {
    case address(String)
    case place(Destination)
}
