package import Foundation

/// A PNG of grey dots without any order, which no compression makes smaller: as many bytes as dots.
package func noisePicture(side: Int, seed: UInt32 = 1) -> Data {
    var state = seed
    var rows: [UInt8] = []
    for _ in 0..<side {
        rows.append(0)
        for _ in 0..<side {
            state = state &* 1_664_525 &+ 1_013_904_223
            rows.append(UInt8(state >> 24))
        }
    }
    var png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    png += chunk("IHDR", bytes(UInt32(side)) + bytes(UInt32(side)) + [8, 0, 0, 0, 0])
    png += chunk("IDAT", stored(rows))
    return Data(png + chunk("IEND", []))
}

private func bytes(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}

private func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    var crc = ~UInt32(0)
    for byte in body {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
    }
    return bytes(UInt32(data.count)) + body + bytes(~crc)
}

/// As zlib has it, in blocks that are not compressed.
private func stored(_ data: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var (a, b) = (UInt32(1), UInt32(0))
    for start in stride(from: 0, to: data.count, by: 65_535) {
        let block = data[start..<min(start + 65_535, data.count)]
        let length = UInt16(block.count)
        stream.append(start + block.count == data.count ? 1 : 0)
        for part in [length, ~length] { stream += [UInt8(part & 0xFF), UInt8(part >> 8)] }
        stream += block
        for byte in block {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
    }
    return stream + bytes(b << 16 | a)
}
