/// Rows of cells in columns. The header rows stand again on each page the table reaches.
package struct Table: Sendable {
    package struct Column: Sendable {
        package var width: Width
        package var alignment: Alignment
        /// White space to the left of the column.
        package var gap: Double

        package init(width: Width, alignment: Alignment = .leading, gap: Double = 8) {
            self.width = width
            self.alignment = alignment
            self.gap = gap
        }
    }

    package var columns: [Column]
    package var header: [Row]
    package var rows: [Row]
    /// A line around the whole table; only for tables that fit a page.
    package var frame: Rule?
    package var inset: Double
    package var look: TableLook
    /// Even a table's last row may be followed by what must not stand alone.
    package var keepsWithNext: Bool
    package var reading = TableReading.table()
    /// What links to the table lead to.
    package var anchor: String?
    /// What follows stays with it, unless that would leave much of a page white.
    package var prefersNext = false
    /// Stands above the header on each page but the first: the table's name.
    package var continued: Row?
    /// For each row, what is said of the sums up to it where a page breaks behind it.
    package var carried: [CarriedRows?] = []

    package init(
        columns: [Column], header: [Row] = [], rows: [Row], frame: Rule? = nil, inset: Double = 0,
        look: TableLook = TableLook(), keepsWithNext: Bool = false
    ) {
        self.columns = columns
        self.header = header
        self.rows = rows
        self.frame = frame
        self.inset = inset
        self.look = look
        self.keepsWithNext = keepsWithNext
    }
}

/// Rules and grounds of a table, beyond those of single rows.
package struct TableLook: Hashable, Sendable {
    /// Between columns, and at both edges.
    package var columnRule: Rule?
    package var rowRule: Rule?
    /// The ground of every second row.
    package var stripe: Colour?
    package var headGround: Colour?

    package init(
        columnRule: Rule? = nil, rowRule: Rule? = nil, stripe: Colour? = nil,
        headGround: Colour? = nil
    ) {
        self.columnRule = columnRule
        self.rowRule = rowRule
        self.stripe = stripe
        self.headGround = headGround
    }

    /// Rows are told apart by white space alone.
    package var isPlain: Bool { columnRule == nil && headGround == nil && stripe == nil }
}

/// The last row of a page on which a table does not end, and the first of the next page.
package struct CarriedRows: Sendable {
    package var forward: Row
    package var brought: Row

    package init(forward: Row, brought: Row) {
        self.forward = forward
        self.brought = brought
    }
}

package struct Row: Sendable {
    package var cells: [Cell]
    package var above: Double
    package var below: Double
    package var ruleAbove: Rule?
    package var ruleBelow: Rule?
    /// The next row may not start a page without this one: totals, sub-headings.
    package var keepsWithNext: Bool
    /// A row of up to this many lines is never broken.
    package var linesKeptTogether = 5
    /// The name that the placement map gives the row: a line id.
    package var mark: String?
    /// What it adds to the sums of its table, by the count of whoever makes the table.
    package var adds: [Int] = []

    package init(
        _ cells: [Cell], above: Double = 0, below: Double = 0, ruleAbove: Rule? = nil,
        ruleBelow: Rule? = nil, keepsWithNext: Bool = false, mark: String? = nil
    ) {
        self.cells = cells
        self.above = above
        self.below = below
        self.ruleAbove = ruleAbove
        self.ruleBelow = ruleBelow
        self.keepsWithNext = keepsWithNext
        self.mark = mark
    }
}

package struct Cell: Sendable {
    package enum Part: Sendable {
        case text(String, StyleID, Alignment?)
        /// A figure; `point` is the UTF-8 offset of its decimal point, nil where it has none.
        case figure(String, StyleID, point: Int?)
        /// Small squares to tick with a pen, each with its label.
        case tickBoxes([String], StyleID)
        /// A line to write on.
        case writingLine(Rule, StyleID)
        case reckoning(Reckoning, StyleID)
    }

    package var parts: [Part]
    /// How many columns the cell takes.
    package var span: Int
    /// Where the cell's text leads.
    package var link: LinkTarget?

    package init(_ parts: [Part], span: Int = 1) {
        self.parts = parts
        self.span = span
    }

    package static let empty = Cell([])

    package static func text(
        _ text: String, _ style: StyleID, _ alignment: Alignment? = nil, span: Int = 1
    ) -> Cell {
        Cell([.text(text, style, alignment)], span: span)
    }

    package static func figure(_ text: String, _ style: StyleID, point: Int?) -> Cell {
        Cell([.figure(text, style, point: point)])
    }
}

/// A line of arithmetic: what it is, how its figure is made, and the figure at the right edge of the
/// cell. The decimal points of a table's reckonings in one column stand under one another.
package struct Reckoning: Sendable, Equatable {
    package var name: String
    /// Without the equals sign; empty where nothing was reckoned.
    package var expression: String
    package var result: String
    /// The UTF-8 offset of the result's decimal point, nil where it has none.
    package var point: Int?

    package init(name: String, expression: String = "", result: String, point: Int?) {
        self.name = name
        self.expression = expression
        self.result = result
        self.point = point
    }
}
