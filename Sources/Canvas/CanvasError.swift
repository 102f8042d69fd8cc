/// Cairo, Pango or a font failed.
package enum CanvasError: Error, Sendable, CustomStringConvertible {
    /// Cairo's own words for a status that is not success.
    case cairo(String)
    /// A family that is not installed, and what would silently stand in for it.
    case fontMissing(family: String, instead: String)
    /// A font with all its weights in one file, of which a PDF would show only one.
    case fontVariable(family: String, file: String)
    /// A font file that no glyphs can be taken out of.
    case font(file: String)
    /// A picture file that cannot be read or drawn.
    case picture(name: String, cause: String)

    package var description: String {
        switch self {
        case .cairo(let status): "Cairo: \(status)"
        case .fontMissing(let family, let instead):
            "the font \"\(family)\" is not installed (\"\(instead)\" would stand in for it)"
        case .fontVariable(let family, let file):
            "the font \"\(family)\" has all its weights in one file (\(file)), which a PDF cannot take; "
                + "its edition with a file a weight can be used"
        case .font(let file): "the font file \(file) is damaged: no glyphs can be taken out of it"
        case .picture(let name, let cause): "the picture \"\(name)\" cannot be used: \(cause)"
        }
    }
}
