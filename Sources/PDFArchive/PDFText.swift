/// Bytes of a PDF as they are written: notation, numbers, and what pages are drawn with.
package struct PDFText: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    package var isEmpty: Bool { bytes.isEmpty }

    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    package mutating func append(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ other: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: other)
    }

    package mutating func append(_ other: [UInt8]) { bytes.append(contentsOf: other) }

    package mutating func append(byte: UInt8) { bytes.append(byte) }

    package mutating func append(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        appendDigits(number.magnitude)
    }

    /// A number of hundredths as decimals: 1250 is 12.5.
    package mutating func append(hundredths: Int) {
        if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        if whole > 0 || part == 0 { appendDigits(whole) }
        guard part > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(part / 10))
        if part % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(part % 10)) }
    }

    package mutating func append(_ point: PDFPoint) {
        append(hundredths: point.x)
        bytes.append(.space)
        append(hundredths: point.y)
        bytes.append(.space)
    }

    package mutating func append(_ other: PDFText) { bytes.append(contentsOf: other.bytes) }

    /// `7 0 R`
    package mutating func append(reference number: Int) {
        append(number)
        append(" 0 R")
    }

    private mutating func appendDigits(_ number: UInt) {
        if number < 10 {
            bytes.append(UInt8(ascii: "0") + UInt8(number))
            return
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var (rest, start) = (number, 20)
            while rest > 0 {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
            bytes.append(contentsOf: digits[start...])
        }
    }

    /// A glyph's place in its font, two bytes of a string in parentheses.
    @inline(__always)
    package mutating func append(code: UInt16) {
        appendInString(UInt8(code >> 8))
        appendInString(UInt8(truncatingIfNeeded: code))
    }

    /// Within a string of glyphs, moves the pen by thousandths of the size. One is what rounding leaves.
    /// Returns how far it was moved.
    @inline(__always)
    package mutating func append(distance: Int) -> Int {
        guard distance > 1 || distance < -1 else { return 0 }
        bytes.append(UInt8(ascii: ")"))
        append(-distance)
        bytes.append(UInt8(ascii: "("))
        return distance
    }

    private mutating func appendInString(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0D:
            // As it is it would be read as the end of a line.
            append("\\r")
        default: bytes.append(byte)
        }
    }

    /// In hexadecimal digits, two bytes.
    package mutating func append(hex value: UInt16) {
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: value >> UInt16(shift)) & 15
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
        }
    }
}

/// In hundredths of a point, from the page's lower left corner.
package struct PDFPoint: Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}
