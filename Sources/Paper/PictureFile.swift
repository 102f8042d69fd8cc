/// A picture as its file holds it, a PNG or an SVG. A document shows it by its name.
package struct PictureFile: Hashable, Sendable {
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// A picture file in the text, so wide and as high as that makes it: a logo.
package struct ShownPicture: Sendable {
    package var name: String
    package var width: Double
    package var alignment: Alignment
    /// What it shows, for whoever cannot see it.
    package var alternative: String

    package init(
        name: String, width: Double, alignment: Alignment = .left, alternative: String
    ) {
        self.name = name
        self.width = width
        self.alignment = alignment
        self.alternative = alternative
    }
}

/// Names of pictures as large as the page that stand beneath all else: printed letter paper.
package struct Underlay: Sendable, Hashable {
    package var first: String?
    package var later: String?

    package init(first: String? = nil, later: String? = nil) {
        self.first = first
        self.later = later
    }
}
