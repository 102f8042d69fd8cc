internal import CGLib

/// SHA-256, by GLib: the digest of rendered files, templates, fonts and entries without an id.
package struct SHA256: ~Copyable {
    private let checksum: OpaquePointer?

    package init() {
        checksum = g_checksum_new(G_CHECKSUM_SHA256)
    }

    deinit {
        g_checksum_free(checksum)
    }

    package func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        g_checksum_update(checksum, start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    package func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// 64 lower-case hexadecimal characters.
    package consuming func finish() -> String {
        String(cString: g_checksum_get_string(checksum))
    }

    package static func hex(of bytes: [UInt8]) -> String {
        let digest = SHA256()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finish()
    }
}
