internal import CDeflate
internal import Synchronization

/// Bytes as zlib packs them (RFC 1950), by libdeflate, which takes a third of zlib's time. The same bytes
/// in are the same bytes out.
package func deflated(
    _ bytes: some Collection<UInt8>, as kind: PackedKind = .once
) -> [UInt8] {
    let packed = bytes.withContiguousStorageIfAvailable { deflated($0, as: kind) }
    return packed ?? Array(bytes).withUnsafeBufferPointer { deflated($0, as: kind) }
}

/// What is packed, by how much time it is worth.
package enum PackedKind {
    /// Of one file, such as its pages: half of the time for a seventh more of bytes.
    case once
    /// Of many files, such as fonts, which are two thirds of each. More than this takes four times as long for
    /// a twentieth of bytes, and ten megabytes.
    case forMany

    fileprivate var level: Int32 {
        switch self {
        case .once: 1
        case .forMany: 6
        }
    }
}

private func deflated(_ bytes: UnsafeBufferPointer<UInt8>, as kind: PackedKind) -> [UInt8] {
    Compressor.lend(kind) { compressor in
        let room = libdeflate_zlib_compress_bound(compressor, bytes.count)
        return Array(unsafeUninitializedCapacity: room) { buffer, count in
            // As much room as it can need at most: it always fits.
            count = libdeflate_zlib_compress(
                compressor, bytes.baseAddress, bytes.count, buffer.baseAddress, room)
        }
    }
}

/// What packs, kept for the next who packs: to make one takes as long as to pack a page.
private enum Compressor {
    private struct Idle: @unchecked Sendable {
        var compressors: [Int32: [OpaquePointer?]] = [:]
    }

    private static let idle = Mutex(Idle())

    static func lend<Packed>(_ kind: PackedKind, _ body: (OpaquePointer?) -> Packed) -> Packed {
        let compressor =
            idle.withLock { $0.compressors[kind.level]?.popLast() }
            ?? libdeflate_alloc_compressor(kind.level)
        defer { idle.withLock { $0.compressors[kind.level, default: []].append(compressor) } }
        return body(compressor)
    }
}

/// What was packed; nil where the bytes are not such, or where it is more than `limit`. What follows the
/// packed bytes does not matter.
func inflated(_ bytes: some Collection<UInt8>, limit: Int = 1 << 30) -> [UInt8]? {
    let packed = bytes.withContiguousStorageIfAvailable { inflated($0, limit) }
    return packed ?? Array(bytes).withUnsafeBufferPointer { inflated($0, limit) }
}

private func inflated(_ bytes: UnsafeBufferPointer<UInt8>, _ limit: Int) -> [UInt8]? {
    let decompressor = libdeflate_alloc_decompressor()
    defer { libdeflate_free_decompressor(decompressor) }
    var room = min(limit, max(1024, bytes.count * 8))
    while true {
        var result = LIBDEFLATE_SUCCESS
        let plain = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            var read = 0
            result = libdeflate_zlib_decompress_ex(
                decompressor, bytes.baseAddress, bytes.count, buffer.baseAddress, room, &read,
                &count)
            if result != LIBDEFLATE_SUCCESS { count = 0 }
        }
        if result == LIBDEFLATE_SUCCESS { return plain }
        guard result == LIBDEFLATE_INSUFFICIENT_SPACE, room < limit else { return nil }
        room = min(limit, room * 4)
    }
}
