@testable import Canvas

/// The styles that tests set text in.
enum TestStyle {
    static let plain = 0
    static let bold = 1
    static let smallCapitals = 2
    static let tracked = 3

    static let families = ["Linux Libertine O", "Noto Serif"]

    static func shaper() throws -> TextShaper {
        try TextShaper(
            styles: [
                FontStyle(families: families, size: 10),
                FontStyle(families: families, isBold: true, size: 12),
                FontStyle(families: families, hasSmallCapitals: true, size: 11),
                FontStyle(families: families, size: 10, tracking: 0.8),
            ], language: "en")
    }
}
