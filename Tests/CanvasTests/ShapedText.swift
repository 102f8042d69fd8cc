@testable import Canvas

extension TextShaper {
    /// What is written on a line: the text of its runs, with the spaces between them.
    func text(of line: TextLine) -> String {
        var bytes: [UInt8] = []
        for placed in line.runs {
            if placed.followsSpace { bytes.append(0x20) }
            withClusters(of: placed.run, x: 0, baseline: 0) { _, text, _, _, _ in
                bytes += text.map { UInt8(bitPattern: $0) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

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
