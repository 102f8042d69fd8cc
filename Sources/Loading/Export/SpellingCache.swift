import Glibc

/// Remembers what bytes were found to mean, so that a name in many rows is looked up once.
///
/// Keeps only so many: a spelling has two places, and where both are taken the older gives way and
/// is looked up again. So it never grows, whatever a file holds.
final class SpellingCache<Meaning> {
    private struct Slot {
        var spelling: [UInt8] = []
        var meaning: Meaning?
    }

    /// Not an array, of which each access would be checked while the program runs.
    private let slots: UnsafeMutableBufferPointer<Slot>

    /// Of the pairs of slots less one: a mask is quicker than a division.
    private let mask: UInt64

    /// A power of two.
    init(capacity: Int) {
        precondition(capacity > 1 && capacity & (capacity - 1) == 0, "not a power of two")
        mask = UInt64(capacity / 2 - 1)
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: Slot())
    }

    deinit {
        slots.deinitialize()
        slots.deallocate()
    }

    func meaning(of spelling: UnsafeBufferPointer<UInt8>) -> Meaning? {
        let slot = slot(of: spelling)
        if areEqual(slots[slot].spelling, spelling) { return slots[slot].meaning }
        if areEqual(slots[slot + 1].spelling, spelling) { return slots[slot + 1].meaning }
        return nil
    }

    func keep(_ meaning: Meaning, for spelling: UnsafeBufferPointer<UInt8>) {
        let slot = slot(of: spelling)
        slots[slot + 1] = slots[slot]
        slots[slot] = Slot(spelling: Array(spelling), meaning: meaning)
    }

    private func areEqual(_ known: [UInt8], _ spelling: UnsafeBufferPointer<UInt8>) -> Bool {
        guard known.count == spelling.count else { return false }
        guard let start = spelling.baseAddress else { return true }
        return known.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memcmp($0, start, bytes.count) == 0 } ?? true
        }
    }

    /// The first of two places.
    private func slot(of spelling: UnsafeBufferPointer<UInt8>) -> Int {
        var hash = UInt64(spelling.count)
        var offset = 0
        let bytes = UnsafeRawBufferPointer(spelling)
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            offset += 8
        }
        while offset < bytes.count {
            hash = (hash ^ UInt64(bytes[offset])) &* 0x9E37_79B9_7F4A_7C15
            offset += 1
        }
        return Int(truncatingIfNeeded: (hash ^ hash >> 29) & mask) * 2
    }
}
