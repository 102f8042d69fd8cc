import Settings
import Testing

@Suite struct UTF8TextTests {
    @Test(
        arguments: [
            ([0x61, 0x62], nil), ([0xC3, 0xA9], nil), ([0xF0, 0x9F, 0x98, 0x80], nil),
            ([0x61, 0xE9, 0x62], 1), ([0xC0, 0x80], 0), ([0xED, 0xA0, 0x80], 0), ([0xE2, 0x82], 0),
            ([0x61, 0x80], 1), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xE2, 0x82, 0x41], 0),
        ] as [([UInt8], Int?)])
    func findsTheFirstFault(_ bytes: [UInt8], _ expected: Int?) {
        #expect(bytes.withUnsafeBufferPointer { UTF8Text.firstFault(in: $0) } == expected)
        // The standard library must agree on whether there is any.
        #expect((String(validating: bytes, as: UTF8.self) == nil) == (expected != nil))
    }

    @Test func countsLinesAndCharacters() {
        let bytes = Array("aé\r\nb\rc\nüd".utf8)
        let position = bytes.withUnsafeBufferPointer {
            UTF8Text.position(of: bytes.count - 1, in: $0)
        }
        #expect(position.line == 3)
        #expect(position.column == 1)
    }
}
