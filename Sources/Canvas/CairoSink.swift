internal import CPangoCairo

/// Takes what Cairo writes, into memory: given a file, it can lose the error of a last write.
final class CairoSink {
    private(set) var bytes: [UInt8] = []

    /// What Cairo calls with `closure`.
    static let write: cairo_write_func_t = { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<CairoSink>.fromOpaque(closure).takeUnretainedValue().bytes.append(
            contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
    }

    /// As long as the sink is there.
    var closure: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
