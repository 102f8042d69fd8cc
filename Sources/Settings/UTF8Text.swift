/// Decoding that says where a text stops being UTF-8 instead of replacing what it cannot read.
package enum UTF8Text {
    /// The offset of the first byte that is not part of valid UTF-8; nil where all is well.
    package static func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var offset = 0
        while offset < bytes.count {
            if bytes[offset] < 0x80 {
                offset += 1
                continue
            }
            guard let length = lengthOfScalar(in: bytes, at: offset) else { return offset }
            offset += length
        }
        return nil
    }

    /// Bytes of the scalar at `offset`; nil where there is none: stray, overlong, surrogate, cut.
    package static func lengthOfScalar(
        in bytes: UnsafeBufferPointer<UInt8>, at offset: Int
    ) -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[offset] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
        for index in (offset + 2)..<max(offset + 2, offset + length)
        where bytes[index] & 0xC0 != 0x80 {
            return nil
        }
        return length
    }

    /// Lines passed and characters since the last line start, both from 0, after `offset` bytes.
    ///
    /// LF, CR LF and CR each end a line; a character is a Unicode scalar.
    package static func position(
        of offset: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> (line: Int, column: Int) {
        var line = 0
        var column = 0
        for index in 0..<min(offset, bytes.count) {
            let byte = bytes[index]
            let endsLine =
                byte == 0x0A
                || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
            if endsLine {
                line += 1
                column = 0
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
