internal import CCrypto

/// SHA-256, by OpenSSL, which uses the processor's own instructions for it: the digest of exports,
/// of rendered files, templates and fonts.
package struct SHA256: ~Copyable {
    private let context: UnsafeMutablePointer<SHA256_CTX>

    package init() {
        context = .allocate(capacity: 1)
        SHA256_Init(context)
    }

    deinit {
        context.deallocate()
    }

    package func update(_ bytes: UnsafeRawBufferPointer) {
        SHA256_Update(context, bytes.baseAddress, bytes.count)
    }

    package func update(_ text: String) {
        var text = text
        text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// 64 lower-case hexadecimal characters.
    package consuming func finish() -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { bytes in
            SHA256_Final(bytes.baseAddress, context)
            let digits = Array("0123456789abcdef".utf8)
            return String(
                decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
                as: UTF8.self)
        }
    }

    package static func hex(of bytes: [UInt8]) -> String {
        let digest = SHA256()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finish()
    }
}
