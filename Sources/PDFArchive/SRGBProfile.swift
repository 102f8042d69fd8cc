/// The colours of sRGB as an ICC profile, version 4: D50 as the white of the profile, the primaries
/// adapted to it, and the curve of IEC 61966-2-1.
let sRGBProfile: [UInt8] = {
    let text: (String) -> [UInt8] = { text in
        // A text in English: signature, one record of 12 bytes, where it stands.
        let characters = Array(text.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        return signature("mluc") + number(0) + number(1) + number(12) + Array("enUS".utf8)
            + number(UInt32(characters.count)) + number(28) + characters
    }
    let xyz: (Double, Double, Double) -> [UInt8] = { x, y, z in
        signature("XYZ ") + number(0) + fixed(x) + fixed(y) + fixed(z)
    }
    // ((x + 0.055) / 1.055) ^ 2.4, and x / 12.92 up to 0.04045.
    let curve =
        signature("para") + number(0) + [0, 3, 0, 0] + fixed(2.4) + fixed(1 / 1.055)
        + fixed(0.055 / 1.055) + fixed(1 / 12.92) + fixed(0.04045)
    // Bradford's adaptation from D65 to D50.
    let adaptation =
        signature("sf32") + number(0)
        + [
            1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491, -0.0092345,
            0.0150436, 0.7521316,
        ].flatMap(fixed)
    let tags: [(String, [UInt8])] = [
        ("desc", text("sRGB")), ("cprt", text("No copyright, use freely")),
        ("wtpt", xyz(0.9642, 1, 0.8249)), ("chad", adaptation),
        ("rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)),
        ("gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)),
        ("bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)), ("rTRC", curve), ("gTRC", curve),
        ("bTRC", curve),
    ]
    return profile(of: tags)
}()

private func profile(of tags: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var table = number(UInt32(tags.count))
    var data: [UInt8] = []
    let start = 128 + 4 + 12 * tags.count
    for tag in tags {
        table +=
            signature(tag.name) + number(UInt32(start + data.count))
            + number(UInt32(tag.bytes.count))
        data += tag.bytes
        while data.count % 4 != 0 { data.append(0) }
    }
    // The size; version 4.2; for a display, RGB to XYZ; made on a day that is always the same.
    let header =
        number(UInt32(start + data.count)) + number(0) + number(0x0420_0000)
        + signature("mntr") + signature("RGB ") + signature("XYZ ")
        + [0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0] + signature("acsp")
        + [UInt8](repeating: 0, count: 28) + fixed(0.9642) + fixed(1) + fixed(0.8249)
        + [UInt8](repeating: 0, count: 48)
    return header + table + data
}

private func signature(_ text: String) -> [UInt8] { Array(text.utf8) }

private func number(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
}

/// A number with 16 binary places.
private func fixed(_ value: Double) -> [UInt8] {
    number(UInt32(bitPattern: Int32((value * 65_536).rounded())))
}
