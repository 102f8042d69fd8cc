import QRCode
import Testing

@Suite struct QRCodeTests {
    @Test func theBlocksAreTheDarkModulesAndNoOther() throws {
        let code = try #require(QRCode("SPC\n0200\n1\nCH4431999123000889012"))
        var count = Array(repeating: 0, count: code.side * code.side)
        for block in code.blocks {
            for row in block.row..<block.row + block.height {
                for column in block.column..<block.column + block.width {
                    count[row * code.side + column] += 1
                }
            }
        }
        for row in 0..<code.side {
            for column in 0..<code.side {
                #expect(
                    count[row * code.side + column]
                        == (code.isDark(column: column, row: row) ? 1 : 0))
            }
        }
        // The upper edge of the finder in the first corner is seven modules wide.
        let first = try #require(code.blocks.first)
        #expect((first.column, first.row, first.width, first.height) == (0, 0, 7, 1))
    }

    /// ISO 18004: version 1-M holds 14 bytes, 2-M holds 26, 13-M holds 331, 40-M holds 2331.
    @Test(arguments: [(14, 1), (15, 2), (26, 2), (331, 13), (332, 14), (2_331, 40)])
    func aTextTakesTheSmallestVersionThatHoldsIt(_ bytes: Int, _ version: Int) throws {
        let code = try #require(QRCode(String(repeating: "x", count: bytes)))
        #expect(code.version == version)
        #expect(code.side == 17 + 4 * version)
    }

    @Test func whatIsTooLongIsNoCode() {
        #expect(QRCode(String(repeating: "x", count: 2_332)) == nil)
        #expect(QRCode(String(repeating: "x", count: 332), largest: 13) == nil)
        #expect(QRCode("") == nil)
    }
}
