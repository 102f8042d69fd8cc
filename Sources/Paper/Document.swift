/// A document before it has pages: blocks in reading order, in named styles.
///
/// Composing makes it, Typesetting turns it into pages. It knows neither billing nor fonts' files.
package struct Document: Sendable {
    package var title: String
    package var author: String
    package var subject: String
    /// ISO date; the only date that reaches the file.
    package var date: String
    package var page: PageFormat
    /// Of its words: `fr`, `en-US`.
    package var language = "en"
    /// Of a page that reads from the right, everything stands at the other side: columns begin at the
    /// right edge, and what is trailing ends at the left one.
    package var direction = PageDirection.leftToRight
    package var styles: StyleSheet
    /// Stands at the top of every page but the first.
    package var runningHead: [Block]
    package var footer: Footer
    package var blocks: [Block]
    package var underlay: Underlay?

    package init(
        title: String, author: String, subject: String, date: String, page: PageFormat,
        styles: StyleSheet, runningHead: [Block] = [], footer: Footer, blocks: [Block] = []
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.date = date
        self.page = page
        self.styles = styles
        self.runningHead = runningHead
        self.footer = footer
        self.blocks = blocks
    }
}

/// Where lines begin that have no script of their own, and tables their first column.
package enum PageDirection: String, Sendable, CaseIterable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
}

/// Paper and margins in points.
package struct PageFormat: Hashable, Sendable {
    package var width: Double
    package var height: Double
    package var top: Double
    package var right: Double
    package var bottom: Double
    package var left: Double
    /// Left pages have the margins of right ones the other way round.
    package var isTwoSided: Bool

    package init(
        width: Double, height: Double, top: Double, right: Double, bottom: Double, left: Double,
        isTwoSided: Bool = false
    ) {
        self.width = width
        self.height = height
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
        self.isTwoSided = isTwoSided
    }

    /// Where the text begins on a page, counted from 1, which is a right one.
    package func left(ofPage number: Int) -> Double {
        isTwoSided && number % 2 == 0 ? right : left
    }

    package var textWidth: Double { width - left - right }
}

/// The line at the foot of every page. `{page}` and `{pages}` on the right stand for the numbers.
package struct Footer: Sendable {
    package var left: String
    package var right: String
    package var style: StyleID
    /// Lines of markup that stand in the place of the left text.
    package var lines: [String] = []

    package init(left: String, right: String, style: StyleID) {
        self.left = left
        self.right = right
        self.style = style
    }
}

package indirect enum Block: Sendable {
    case paragraph(Paragraph)
    case table(Table)
    /// Columns of blocks beside one another; never broken across pages.
    case sideBySide([Panel], keepsWithNext: Bool = false)
    case space(Double)
    /// White space down to this far from the upper edge of the paper: the window of an envelope.
    case spaceTo(Double)
    case rule(Rule)
    /// What follows begins on a page of its own.
    case newPage
    /// So it does, without the running head: as if the page were the first.
    case newFirstPage
    /// Blocks that no page break may part.
    case together([Block], keepsWithNext: Bool = false)
    /// Blocks at the foot of the page where the text ends.
    case atFoot([Block])
    case picture(Picture, keepsWithNext: Bool = false)
    /// One of the picture files that the typesetter was given.
    case shown(ShownPicture)
    /// As wide as the paper and at its lower edge, on the page where the text ends; the page is that
    /// much shorter for all else.
    case atPaperEdge(Picture)
}

package struct Paragraph: Sendable {
    package var text: String
    package var style: StyleID
    package var alignment: Alignment
    /// A heading goes to the next page with what it heads.
    package var keepsWithNext: Bool
    /// The level of a heading, from 1; nil for plain text.
    package var heading: Int?
    /// Addresses in the text that a reader can follow, where it stands on one line.
    package var links: [Link] = []
    /// Pango's markup: bold, italic, smaller, larger, coloured.
    package var isMarkup = false

    package init(
        _ text: String, style: StyleID, alignment: Alignment = .leading, keepsWithNext: Bool = false
    ) {
        self.text = text
        self.style = style
        self.alignment = alignment
        self.keepsWithNext = keepsWithNext
    }
}

package struct Panel: Sendable {
    package var width: Width
    package var blocks: [Block]

    package init(width: Width, blocks: [Block]) {
        self.width = width
        self.blocks = blocks
    }
}

package enum Width: Sendable {
    case points(Double)
    /// A share of what fixed widths leave over.
    case share(Double)
}

package enum Alignment: String, Sendable, CaseIterable {
    /// Where a line of the text's own script begins.
    case leading
    /// Where the page's lines begin, whatever the script: addresses and captions.
    case left
    case trailing
    case centre
    /// Trailing, so that decimal points stand under one another.
    case decimal
}

package struct Rule: Hashable, Sendable {
    package var weight: Double
    package var colour: Colour
    package var isDashed: Bool

    package init(weight: Double, colour: Colour, isDashed: Bool = false) {
        self.weight = weight
        self.colour = colour
        self.isDashed = isDashed
    }
}
