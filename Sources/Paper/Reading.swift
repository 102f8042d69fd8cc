/// Where a link leads.
package enum LinkTarget: Hashable, Sendable {
    /// `https://…` or `mailto:…`
    case address(String)
    /// The block of this document that has this anchor.
    case anchor(String)
}

/// A part of a paragraph's text that can be followed.
package struct Link: Hashable, Sendable {
    /// As it stands in the paragraph.
    package var text: String
    package var target: LinkTarget

    package init(_ text: String, target: LinkTarget) {
        self.text = text
        self.target = target
    }
}

/// What a table is to whoever has the page read aloud. On the page it is the same.
package enum TableReading: Hashable, Sendable {
    /// Rows and columns of data. `headedRows` where the first cell says what the others are.
    case table(headedRows: Bool = false)
    /// No table, only text in its places: each row is a paragraph.
    case lines
    /// A heading of this level, from 1, whose parts stand apart.
    case heading(Int)
}
