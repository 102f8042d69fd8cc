import Settings

/// The names of a register, to be looked through for those near a name that is not among them.
///
/// A hundred thousand names are looked through in some milliseconds: how often each letter occurs
/// is compared first, which few names pass.
struct NameIndex<ID: Hashable & Sendable>: Sendable {
    private struct Entry {
        var name: String
        var letters: LetterCounts
        var id: ID
        var shown: String
    }

    private var entries: [Entry] = []

    /// `name` is folded; `shown` is what a person reads.
    mutating func add(_ name: String, _ id: ID, shown: String) {
        entries.append(Entry(name: name, letters: LetterCounts(name), id: id, shown: shown))
    }

    /// What to show of the records nearest to a folded name, in register order: up to three that
    /// are equally near; where none is near, those of which the one name begins the other.
    func nearest(to name: String, where isEligible: (ID) -> Bool) -> [String] {
        let wanted = Array(name.unicodeScalars)
        guard !wanted.isEmpty else { return [] }
        let letters = LetterCounts(name)
        var best = Int.max
        var near = Nearest()
        var longer = Nearest()
        for entry in entries {
            let limit = min(best, editLimit(wanted.count, entry.letters.count))
            if letters.leastEdits(to: entry.letters) <= limit, isEligible(entry.id),
                let distance = editDistance(wanted, Array(entry.name.unicodeScalars), upTo: limit)
            {
                if distance < best { near = Nearest() }
                best = distance
                near.add(entry)
            } else if best == .max, longer.shown.count < 3, mayBeShortForm(entry.name, name),
                isEligible(entry.id), isShortForm(wanted, Array(entry.name.unicodeScalars))
            {
                longer.add(entry)
            }
        }
        return best == .max ? longer.shown : near.shown
    }

    private func mayBeShortForm(_ left: String, _ right: String) -> Bool {
        left.utf8.prefix(4).elementsEqual(right.utf8.prefix(4))
    }

    private struct Nearest {
        private var ids: [ID] = []
        private(set) var shown: [String] = []

        mutating func add(_ entry: Entry) {
            guard ids.count < 3, !ids.contains(entry.id) else { return }
            ids.append(entry.id)
            shown.append(entry.shown)
        }
    }
}

/// How often each letter stands in a word, letters being thrown together into 32 kinds.
private struct LetterCounts: Sendable {
    private var counts = SIMD32<Int8>()
    private(set) var count = 0

    init(_ word: String) {
        for scalar in word.unicodeScalars {
            counts[Int(scalar.value & 31)] &+= 1
            count += 1
        }
    }

    /// No fewer edits than these lead from one word to the other: one that exchanges a letter
    /// changes two counts, every other one or none.
    func leastEdits(to other: LetterCounts) -> Int {
        guard count < 128, other.count < 128 else { return abs(count - other.count) }
        let difference = counts &- other.counts
        let magnitude = difference.replacing(with: 0 &- difference, where: difference .< 0)
        return (Int(magnitude.wrappedSum8()) + 1) / 2
    }
}

extension SIMD32<Int8> {
    /// The sum of numbers of which each is at most 127.
    fileprivate func wrappedSum8() -> Int {
        let wide = SIMD32<Int16>(truncatingIfNeeded: self)
        return Int(wide.wrappedSum())
    }
}
