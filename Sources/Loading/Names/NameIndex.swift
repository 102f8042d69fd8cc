import Settings

/// The names of a register, to be looked through for those near a name that is not among them.
///
/// A hundred thousand names are looked through in some milliseconds: how often each letter occurs
/// is compared first, which few names pass.
struct NameIndex<ID: Hashable & Sendable>: Sendable {
    private struct Entry {
        var name: String
        var id: ID
        var shown: String
    }

    private var entries: [Entry] = []
    /// Of each entry; by themselves, as most of them are all that is looked at.
    private var letters: [LetterCounts] = []

    /// `name` is folded; `shown` is what a person reads.
    mutating func add(_ name: String, _ id: ID, shown: String) {
        entries.append(Entry(name: name, id: id, shown: shown))
        letters.append(LetterCounts(name))
    }

    /// What to show of the records nearest to a folded name, in register order: up to three that
    /// are equally near; where none is near, those of which the one name begins the other.
    func nearest(to name: String, where isEligible: (ID) -> Bool) -> [String] {
        let wanted = Array(name.unicodeScalars)
        guard !wanted.isEmpty else { return [] }
        let wantedLetters = LetterCounts(name)
        var best = Int.max
        var near = Nearest()
        var longer = Nearest()
        for index in letters.indices {
            let limit = min(best, editLimit(wanted.count, letters[index].count))
            let mayBeNear = wantedLetters.leastEdits(to: letters[index]) <= limit
            let mayBeLonger =
                best == .max && longer.isOpen && letters[index].start == wantedLetters.start
            guard mayBeNear || mayBeLonger, isEligible(entries[index].id) else { continue }
            let scalars = Array(entries[index].name.unicodeScalars)
            if mayBeNear, let distance = editDistance(wanted, scalars, upTo: limit) {
                if distance < best { near = Nearest() }
                best = distance
                near.add(entries[index])
            } else if mayBeLonger, isShortForm(wanted, scalars) {
                longer.add(entries[index])
            }
        }
        return best == .max ? longer.shown : near.shown
    }

    private struct Nearest {
        private var ids: [ID] = []
        private(set) var shown: [String] = []

        var isOpen: Bool { ids.count < 3 }

        mutating func add(_ entry: Entry) {
            guard isOpen, !ids.contains(entry.id) else { return }
            ids.append(entry.id)
            shown.append(entry.shown)
        }
    }
}

/// How often each letter stands in a word, letters being thrown together into 32 kinds.
private struct LetterCounts: Sendable {
    /// A byte for each kind, eight in a word of memory.
    private var counts: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    private(set) var count = 0
    /// Made of the first four letters.
    private(set) var start: UInt32 = 0

    /// What is longer is compared by its length alone, so that no byte overflows.
    private static let longest = 127

    init(_ word: String) {
        for scalar in word.unicodeScalars {
            if count < 4 { start = start &* 31 &+ scalar.value }
            count += 1
            guard count <= LetterCounts.longest else { continue }
            let one: UInt64 = 1 << UInt64(scalar.value & 7 * 8)
            switch scalar.value >> 3 & 3 {
            case 0: counts.0 += one
            case 1: counts.1 += one
            case 2: counts.2 += one
            default: counts.3 += one
            }
        }
    }

    /// No fewer edits than these lead from one word to the other: one that exchanges a letter
    /// changes two counts, every other one or none.
    func leastEdits(to other: LetterCounts) -> Int {
        let lengths = abs(count - other.count)
        guard max(count, other.count) <= LetterCounts.longest else { return lengths }
        let differences =
            LetterCounts.difference(counts.0, other.counts.0)
            + LetterCounts.difference(counts.1, other.counts.1)
            + LetterCounts.difference(counts.2, other.counts.2)
            + LetterCounts.difference(counts.3, other.counts.3)
        return max(lengths, (differences + 1) / 2)
    }

    /// The sum of the differences of eight bytes, of which none is above 127.
    private static func difference(_ left: UInt64, _ right: UInt64) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops = ones << 7
        // A byte keeps its top bit where the left one is not smaller.
        let parted = (left | tops) &- right
        let notSmaller = (parted & tops) >> 7
        let mask = (notSmaller << 8) &- notSmaller
        let larger = parted & ~tops & mask
        let smaller = ((~parted & ~tops) &+ ones) & ~mask
        let bytes = larger | smaller
        let evens: UInt64 = 0x00FF_00FF_00FF_00FF
        let pairs = (bytes & evens) &+ (bytes >> 8 & evens)
        return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
}
