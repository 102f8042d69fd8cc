internal import CQRencode

/// A QR code: a square of modules that are dark or light. Who draws it leaves four modules' width of
/// white on each side.
package struct QRCode: Sendable, Equatable {
    /// A run of dark modules, of one or several rows.
    package struct Block: Sendable, Equatable {
        package var column: Int
        package var row: Int
        package var width: Int
        package var height: Int
    }

    /// The white that a reader needs around it, in modules.
    package static let quietZone = 4

    /// How many modules a side has.
    package let side: Int
    private let isDark: [Bool]

    /// The text as UTF-8, with error correction of level M. Nil where it needs a larger version than
    /// `largest`.
    package init?(_ text: String, largest: Int = 40) {
        let bytes = Array(text.utf8)
        guard
            let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { QRcode_free(code) }
        guard code.pointee.version <= largest, let modules = code.pointee.data else { return nil }
        let side = Int(code.pointee.width)
        self.side = side
        isDark = (0..<side * side).map { modules[$0] & 1 == 1 }
    }

    /// From 1 to 40: each is four modules larger than the one before.
    package var version: Int { (side - 17) / 4 }

    package func isDark(column: Int, row: Int) -> Bool { isDark[row * side + column] }

    /// All dark modules in as few rectangles as runs make; equal runs below one another are one.
    package var blocks: [Block] {
        var blocks: [Block] = []
        // Those that reach the row above, by where they begin.
        var open: [Int: Int] = [:]
        for row in 0..<side {
            var reaching: [Int: Int] = [:]
            var column = 0
            while column < side {
                let start = column
                while column < side, isDark(column: column, row: row) { column += 1 }
                if column > start {
                    if let above = open[start], blocks[above].width == column - start {
                        blocks[above].height += 1
                        reaching[start] = above
                    } else {
                        reaching[start] = blocks.count
                        blocks.append(
                            Block(column: start, row: row, width: column - start, height: 1))
                    }
                }
                column += 1
            }
            open = reaching
        }
        return blocks
    }
}
