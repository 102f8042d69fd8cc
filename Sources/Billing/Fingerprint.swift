/// 128 bits of a digest, by which entries are told apart.
package struct Fingerprint: Hashable, Comparable, Sendable {
    package var high: UInt64
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The fingerprint of the `number`th of equal rows, counted from 1: its own for the first, and
    /// for the others one that no row has by chance.
    package func occurrence(_ number: Int) -> Fingerprint {
        guard number > 1 else { return self }
        // The multiplier of a 64-bit Weyl sequence: its multiples repeat only after 2^64 steps.
        let step = UInt64(truncatingIfNeeded: number - 1) &* 0x9E37_79B9_7F4A_7C15
        return Fingerprint(high: high ^ 0x6F63_6375_7272_6564, low: low &+ step)
    }

    package static func < (left: Fingerprint, right: Fingerprint) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}
