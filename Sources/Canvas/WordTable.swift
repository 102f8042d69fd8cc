/// An open-addressing table from a word's hash to its place among the kept runs.
///
/// The words themselves stand in the glyph store; the table holds numbers only.
struct WordTable {
    private var slots: [Int32] = Array(repeating: -1, count: 1 << 14)
    private var hashes: [UInt64] = Array(repeating: 0, count: 1 << 14)
    private var count = 0

    static func hash(_ word: UnsafeBufferPointer<UInt8>, style: Int) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(truncatingIfNeeded: style)
        for byte in word {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return hash ^ (hash >> 29)
    }

    func find(_ hash: UInt64, where matches: (Int32) -> Bool) -> Int32? {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            if hashes[slot] == hash, matches(slots[slot]) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func insert(_ hash: UInt64, index: Int32) {
        if (count + 1) * 2 > slots.count { grow() }
        place(hash, index)
        count += 1
    }

    private mutating func place(_ hash: UInt64, _ index: Int32) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = index
        hashes[slot] = hash
    }

    private mutating func grow() {
        let old = zip(slots, hashes).filter { $0.0 >= 0 }
        slots = Array(repeating: -1, count: slots.count * 2)
        hashes = Array(repeating: 0, count: slots.count)
        for (index, hash) in old { place(hash, index) }
    }
}
