/// Whether text can be set word by word: scripts that read left to right, one glyph a character,
/// nothing that joins, stacks or hides. Decided by the characters, never by a language setting.
func isSimple(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
            guard byte >= 0x20, byte != 0x7F else { return false }
            index += 1
        } else if byte < 0xE0 {
            guard index + 1 < bytes.count else { return false }
            let scalar = UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
            guard isSimpleTwoByte(scalar) else { return false }
            index += 2
        } else if byte < 0xF0 {
            guard index + 2 < bytes.count else { return false }
            let scalar =
                UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
                | UInt32(bytes[index + 2] & 0x3F)
            guard isSimpleThreeByte(scalar) else { return false }
            index += 3
        } else {
            return false
        }
    }
    return true
}

private func isSimpleTwoByte(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD: false  // the soft hyphen hides
    case 0xA0...0x24F: true
    case 0x370...0x482, 0x48A...0x52F: true  // Greek and Cyrillic without combining marks
    default: false
    }
}

private func isSimpleThreeByte(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1E00...0x1FFF: true  // Latin and Greek, precomposed
    case 0x2010...0x2015, 0x2018...0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A: true
    case 0x202F, 0x2044, 0x20AC, 0x2116, 0x2122, 0x2212: true
    default: false
    }
}

/// Whether any letter or mark reads from the right: Hebrew, Arabic and their kin.
package func hasRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: isRightToLeft)
}

func hasRightToLeft(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    hasRightToLeft(String(decoding: bytes, as: UTF8.self))
}

private func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF,
        0x1E800...0x1EFFF:
        true
    default: false
    }
}

/// Whether letters join, as those of Arabic do.
func hasJoiningLetters(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { scalar in
        switch scalar.value {
        case 0x600...0x7BF, 0x840...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE: true
        default: false
        }
    }
}

struct Word {
    var bytes: UnsafeBufferPointer<UInt8>
    var followsSpace: Bool
}

/// The next run of text without a place to break: up to a space, or through a hyphen, dash or
/// slash that letters precede and follow.
func nextWord(in bytes: UnsafeBufferPointer<UInt8>, from position: inout Int) -> Word? {
    var start = position
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    guard start < bytes.count else {
        position = start
        return nil
    }
    var end = start
    while end < bytes.count, bytes[end] != 0x20 {
        end += 1
        if end - start > 1, isBreakable(bytes, before: end) { break }
    }
    let word = Word(
        bytes: UnsafeBufferPointer(rebasing: bytes[start..<end]), followsSpace: start > position)
    position = end
    return word
}

private func isBreakable(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Bool {
    guard end < bytes.count, isLetter(bytes[end]), !isNoBreakSpace(bytes, at: end) else {
        return false
    }
    let last = bytes[end - 1]
    if last == 0x2D || last == 0x2F {
        // Two letters at least on either side: "e-mail" stays whole.
        return end >= 3 && end + 1 < bytes.count && isLetter(bytes[end - 2])
            && isLetter(bytes[end - 3]) && isLetter(bytes[end + 1])
    }
    // U+2013 and U+2014: a dash between words.
    return (last == 0x93 || last == 0x94) && end >= 3 && bytes[end - 2] == 0x80
        && bytes[end - 3] == 0xE2
}

private func isNoBreakSpace(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index] == 0xC2 && bytes[index + 1] == 0xA0
}

private func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
}

func scalarEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
}

/// Control characters would print as boxes or move the pen: each becomes a space.
func withoutControls(_ bytes: some Collection<UInt8>) -> [UInt8] {
    bytes.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
}
