import Testing

@testable import PDFArchive

@Suite struct DeflateTests {
    @Test(arguments: [0, 1, 100, 70_000])
    func whatIsPackedIsUnpackedAgain(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
        #expect(inflated(deflated(bytes)) == bytes)
    }

    /// Written by zlib itself, and with a byte behind it, as Cairo's streams may have.
    @Test func whatZlibPackedIsUnpacked() {
        let packed: [UInt8] = [
            0x78, 0x9C, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x27, 0x01, 0x68, 0x03,
            0x08,
            0xB1,
        ]
        let text = Array("hello hello hello hello".utf8)
        #expect(inflated(packed) == text)
        #expect(inflated(packed + [0x20]) == text)
    }

    @Test func muchOfTheSameIsUnpackedWhole() {
        let bytes = [UInt8](repeating: 7, count: 3_000_000)
        #expect(inflated(deflated(bytes)) == bytes)
        #expect(inflated(deflated(bytes), limit: 1_000_000) == nil)
    }

    @Test func whatIsNotPackedOrIsCutShortIsRefused() {
        #expect(inflated([1, 2, 3]) == nil)
        #expect(inflated(deflated(Array(0..<200)).dropLast(5)) == nil)
    }
}
