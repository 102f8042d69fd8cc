/// A face at a size: what the shaper needs to set text.
package struct FontStyle: Hashable, Sendable {
    /// The family wanted first, then those that may help out for characters it lacks.
    package var families: [String]
    package var isBold: Bool
    package var isItalic: Bool
    package var hasSmallCapitals: Bool
    /// In points.
    package var size: Double
    /// Added between letters, in points.
    package var tracking: Double

    package init(
        families: [String], isBold: Bool = false, isItalic: Bool = false,
        hasSmallCapitals: Bool = false, size: Double, tracking: Double = 0
    ) {
        self.families = families
        self.isBold = isBold
        self.isItalic = isItalic
        self.hasSmallCapitals = hasSmallCapitals
        self.size = size
        self.tracking = tracking
    }

    /// Ligatures off: not every program finds the letters in them.
    var features: String {
        "liga=0,clig=0,dlig=0" + (hasSmallCapitals ? ",smcp=1" : "")
    }
}

/// How far a face reaches above and below its baseline, in points.
package struct FontMetrics: Sendable {
    package var ascent: Double
    package var descent: Double
}
