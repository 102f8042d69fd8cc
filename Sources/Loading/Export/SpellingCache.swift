/// Remembers what bytes were found to mean, so that a name in many rows is looked up once.
///
/// Keeps only so many: of two spellings that fall into one slot the later stays, and the other is
/// looked up again. So it never grows, whatever a file holds.
struct SpellingCache<Meaning> {
    private static var slotCount: Int { 4_096 }

    private var spellings: [[UInt8]]
    private var meanings: [Meaning?]

    init() {
        spellings = Array(repeating: [], count: Self.slotCount)
        meanings = Array(repeating: nil, count: Self.slotCount)
    }

    func meaning(of spelling: UnsafeBufferPointer<UInt8>) -> Meaning? {
        let slot = slot(of: spelling)
        guard let meaning = meanings[slot], spellings[slot].elementsEqual(spelling) else {
            return nil
        }
        return meaning
    }

    mutating func keep(_ meaning: Meaning, for spelling: UnsafeBufferPointer<UInt8>) {
        let slot = slot(of: spelling)
        spellings[slot] = Array(spelling)
        meanings[slot] = meaning
    }

    private func slot(of spelling: UnsafeBufferPointer<UInt8>) -> Int {
        var hash = UInt64(spelling.count)
        for byte in spelling { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 29) % UInt64(Self.slotCount))
    }
}
