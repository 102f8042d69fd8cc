internal import CCrypto

/// SHA-256, by OpenSSL, which uses the processor's own instructions for it: the digest of exports,
/// of rendered files, templates and fonts, and of what an entry says.
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

    /// The first 128 bits; what is added after that begins a new digest.
    package func next() -> (high: UInt64, low: UInt64) {
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { bytes in
            SHA256_Final(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), context)
            SHA256_Init(context)
            return (
                UInt64(bigEndian: bytes.load(as: UInt64.self)),
                UInt64(bigEndian: bytes.load(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    package static func hex(of bytes: [UInt8]) -> String {
        let digest = SHA256()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finish()
    }
}
