/// Red, green and blue from 0 to 255.
package struct Colour: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    package static let black = Colour(red: 0, green: 0, blue: 0)
    package static let white = Colour(red: 255, green: 255, blue: 255)

    /// Reads `#1a2b3c`.
    package init?(hex: String) {
        guard hex.utf8.count == 7, hex.hasPrefix("#"),
            let value = UInt32(hex.dropFirst(), radix: 16)
        else { return nil }
        self.init(
            red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }
}

/// How text looks: face, size, leading and colour. Sizes in points.
package struct TextStyle: Hashable, Sendable {
    package var families: [String]
    package var size: Double
    package var leading: Double
    package var isBold: Bool
    package var isItalic: Bool
    package var hasSmallCapitals: Bool
    package var tracking: Double
    package var colour: Colour

    package init(
        families: [String], size: Double, leading: Double, isBold: Bool = false,
        isItalic: Bool = false, hasSmallCapitals: Bool = false, tracking: Double = 0,
        colour: Colour = .black
    ) {
        self.families = families
        self.size = size
        self.leading = leading
        self.isBold = isBold
        self.isItalic = isItalic
        self.hasSmallCapitals = hasSmallCapitals
        self.tracking = tracking
        self.colour = colour
    }
}

/// A style's place in its sheet.
package struct StyleID: Hashable, Sendable {
    package let index: Int
}

package struct StyleSheet: Hashable, Sendable {
    package private(set) var names: [String] = []
    package private(set) var styles: [TextStyle] = []

    package init() {}

    @discardableResult
    package mutating func add(_ name: String, _ style: TextStyle) -> StyleID {
        names.append(name)
        styles.append(style)
        return StyleID(index: styles.count - 1)
    }

    package subscript(id: StyleID) -> TextStyle { styles[id.index] }

    package func id(_ name: String) -> StyleID? {
        names.firstIndex(of: name).map(StyleID.init)
    }
}
