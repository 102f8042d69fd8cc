/// Bytes that are put together, used and forgotten a million times, without being freed between.
///
/// Public, because only what is public is inlined where other modules use it.
public struct ByteScratch: ~Copyable {
    @usableFromInline internal var start: UnsafeMutableRawPointer
    @usableFromInline internal var capacity: Int
    @usableFromInline internal var used = 0

    public init(capacity: Int = 4_096) {
        start = .allocate(byteCount: capacity, alignment: 8)
        self.capacity = capacity
    }

    deinit {
        start.deallocate()
    }

    @inlinable @inline(__always) public var count: Int { used }

    @inlinable @inline(__always) public var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: used)
    }

    @inlinable @inline(__always) public mutating func removeAll() { used = 0 }

    @inlinable @inline(__always) public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.baseAddress else { return }
        makeRoom(for: bytes.count)
        (start + used).copyMemory(from: first, byteCount: bytes.count)
        used += bytes.count
    }

    @inlinable @inline(__always) public mutating func append(_ text: borrowing String) {
        if text.utf8.withContiguousStorageIfAvailable({ append($0) }) == nil {
            var own = copy text
            own.withUTF8 { append($0) }
        }
    }

    @inlinable @inline(__always) public mutating func append(_ byte: UInt8) {
        makeRoom(for: 1)
        (start + used).storeBytes(of: byte, as: UInt8.self)
        used += 1
    }

    /// Most significant byte first.
    @inlinable @inline(__always) public mutating func append(_ number: UInt64) {
        makeRoom(for: 8)
        (start + used).storeBytes(of: number.bigEndian, as: UInt64.self)
        used += 8
    }

    @inlinable @inline(__always) mutating func makeRoom(for more: Int) {
        if used + more > capacity { grow(to: used + more) }
    }

    @usableFromInline mutating func grow(to needed: Int) {
        let larger = UnsafeMutableRawPointer.allocate(
            byteCount: max(needed, capacity * 2), alignment: 8)
        larger.copyMemory(from: start, byteCount: used)
        start.deallocate()
        start = larger
        capacity = max(needed, capacity * 2)
    }
}
