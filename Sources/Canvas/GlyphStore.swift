internal import CPangoCairo
internal import PDFArchive

/// A shaped run: glyphs of one font from a common origin.
package struct RunID: Hashable, Sendable {
    /// Kept words count from 0; runs of the document at hand count from -1 downward.
    let raw: Int32
}

/// Shaped runs end to end in a few arrays: no allocation a word, and forgotten all at once.
struct GlyphStore {
    struct Run {
        var style: Int32
        var font: Int32
        var glyphs: Range<Int32>
        var text: Range<Int32>
        /// Where it is clustered.
        var clusters: Range<Int32>
        var width: Float
        /// The glyphs alone do not tell the text: draw with clusters.
        var isClustered: Bool
        var isBackward: Bool
        /// Where it is not the style's, red, green and blue above 255 in the lowest byte.
        var colour: UInt32 = 0
        /// Among `codes`, once they were asked for.
        var codes: Range<Int32> = 0..<0
        /// How far they go, in thousandths of the size.
        var advance: Int32?
    }

    var runs: [Run] = []
    var glyphs: [UInt16] = []
    var xs: [Float] = []
    /// Of glyphs that are not on the line, by their places in `glyphs`.
    private var heights: [Int32: Float] = [:]
    var text: [UInt8] = []
    var clusters: [cairo_text_cluster_t] = []
    /// What a PDF shows runs with.
    var codes = PDFText()

    mutating func removeAll() {
        runs.removeAll(keepingCapacity: true)
        glyphs.removeAll(keepingCapacity: true)
        xs.removeAll(keepingCapacity: true)
        heights.removeAll()
        text.removeAll(keepingCapacity: true)
        clusters.removeAll(keepingCapacity: true)
        codes.removeAll()
    }

    func height(of glyph: Int) -> Float {
        heights.isEmpty ? 0 : heights[Int32(glyph), default: 0]
    }

    /// Makes what a PDF shows a run with, where that is one string: glyphs on one line, and the distances by
    /// which they are not where their widths would have them.
    mutating func makeCodes(of index: Int, of drawn: DrawnFont) {
        let run = runs[index]
        let start = codes.bytes.count
        var pen = 0
        for index in run.glyphs {
            let index = Int(index)
            guard height(of: index) == 0 else { return }
            let place = Int((Double(xs[index]) / drawn.size * 1000).rounded())
            pen += codes.append(distance: place - pen)
            codes.append(code: glyphs[index])
            pen += drawn.file.width(of: Int(glyphs[index]))
        }
        runs[index].codes = Int32(start)..<Int32(codes.bytes.count)
        runs[index].advance = Int32(pen)
    }

    /// Appends one glyph string that Pango shaped from `bytes`, and returns the run's index.
    /// Unknown glyphs are left out and reported by the byte offset of their cluster. Pango's units
    /// times `scale` are points; `tracking`, in points, is added to each advance.
    mutating func append(
        _ shaped: UnsafeMutablePointer<PangoGlyphString>, of bytes: UnsafeBufferPointer<UInt8>,
        style: Int, font: Int32, scale: Float = 1 / Float(PANGO_SCALE), tracking: Float = 0,
        isClustered: Bool, unknown: (Int) -> Void
    ) -> Int {
        let firstGlyph = Int32(glyphs.count)
        let firstText = Int32(text.count)
        let firstCluster = Int32(clusters.count)
        let count = Int(shaped.pointee.num_glyphs)
        var pen: Float = 0
        var visual: [(byte: Int, glyphs: Int)] = []
        for index in 0..<count {
            let info = shaped.pointee.glyphs[index]
            let byte = Int(shaped.pointee.log_clusters[index])
            if visual.last?.byte != byte { visual.append((byte, 0)) }
            if engross_glyph_is_unknown(info.glyph) != 0 {
                unknown(byte)
            } else if engross_glyph_is_empty(info.glyph) == 0 {
                let height = Float(info.geometry.y_offset) * scale
                if height != 0 { heights[Int32(glyphs.count)] = height }
                // A font has no more than two bytes can tell apart.
                glyphs.append(UInt16(truncatingIfNeeded: info.glyph))
                xs.append(pen + Float(info.geometry.x_offset) * scale)
                visual[visual.count - 1].glyphs += 1
            }
            pen += Float(info.geometry.width) * scale + tracking
        }
        // Cairo wants clusters in the order of the text; Pango gives glyphs in the order of sight.
        let isBackward = (visual.first?.byte ?? 0) > (visual.last?.byte ?? 0)
        var logical = isBackward ? visual.reversed() : visual
        if zip(logical, logical.dropFirst()).contains(where: { $0.byte >= $1.byte }) {
            // Neither from the one side nor from the other: only the whole has a text.
            logical = [(0, logical.map(\.glyphs).reduce(0, +))]
        }
        for (index, cluster) in logical.enumerated() {
            let end = index + 1 < logical.count ? logical[index + 1].byte : bytes.count
            // A text that nothing shows (the mark of a direction, the space that a line was broken at)
            // would be told by an element of its own, at which some programs take the one around it
            // for finished and read no further.
            guard cluster.glyphs > 0 else { continue }
            text.append(contentsOf: bytes[cluster.byte..<end])
            guard isClustered else { continue }
            clusters.append(
                cairo_text_cluster_t(
                    num_bytes: Int32(end - cluster.byte), num_glyphs: Int32(cluster.glyphs)))
        }
        runs.append(
            Run(
                style: Int32(style), font: font, glyphs: firstGlyph..<Int32(glyphs.count),
                text: firstText..<Int32(text.count), clusters: firstCluster..<Int32(clusters.count),
                width: pen, isClustered: isClustered, isBackward: isBackward))
        return runs.count - 1
    }
}
