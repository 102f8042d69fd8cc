import Billing
import Settings

/// A row of a register by its names.
struct NamedRow: Sendable {
    var id: String
    var name: String
    var aliases: [String]
    var place: Place
    /// The id of the client within which a matter's name is looked for; empty for others.
    var owner = ""
}

/// Finds rows of one register that may be one and the same, and aliases that mean another row.
///
/// Names are near where they differ in punctuation, in a legal form left out, or by one letter.
/// Names that differ in a number, an initial or another short word are not: `Lease 1` and `Lease 2`
/// are two.
struct NearNames {
    private let rows: [NamedRow]
    /// "client", "matter" or "timekeeper".
    private let what: String
    /// Later than these, near names are counted and not listed.
    private static let mostReports = 20

    init(_ rows: [NamedRow], _ what: String) {
        self.rows = rows
        self.what = what
    }

    /// Warnings at the later row of each pair.
    var diagnostics: [Diagnostic] { nearPairs + takenAliases }

    // MARK: Names

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    private struct Key: Hashable {
        var owner: String
        var name: String
    }

    private var nearPairs: [Diagnostic] {
        let pairs = pairs()
        var reports = pairs.prefix(NearNames.mostReports).map(report)
        let more = pairs.count - reports.count
        if more > 0, let last = reports.last {
            reports.append(
                Diagnostic(
                    .warning, .nameNear, at: last.place.map { Place(file: $0.file) },
                    "\(more) more \(what)s have a name near that of another",
                    remedy: "see to those above first; the others are then shown"))
        }
        return reports
    }

    private func pairs() -> [Pair] {
        let keys = rows.map { NameKey($0.name) }
        var found: Set<Pair> = []
        var firsts: [Key: Int] = [:]
        for (index, key) in keys.enumerated() {
            let key = Key(owner: rows[index].owner, name: key.text)
            if let first = firsts[key] {
                found.insert(Pair(first: first, second: index))
            } else {
                firsts[key] = index
            }
        }
        for (index, key) in keys.enumerated() {
            guard let base = key.withoutLegalForm else { continue }
            guard let other = firsts[Key(owner: rows[index].owner, name: base)] else { continue }
            found.insert(Pair(first: min(index, other), second: max(index, other)))
        }
        let distinct = firsts.values.sorted()
        found.formUnion(pairsByOneLetter(distinct, keys))
        return found.sorted { ($0.second, $0.first) < ($1.second, $1.first) }
    }

    /// Two names are one letter apart only where leaving out one letter, in one or in both, makes
    /// them the same: so only names that meet so are compared.
    private func pairsByOneLetter(_ distinct: [Int], _ keys: [NameKey]) -> Set<Pair> {
        func name(_ position: Int) -> [Unicode.Scalar] {
            Array(keys[distinct[position]].text.unicodeScalars)
        }
        // Made twice, which takes less than to keep those of a large firm at hand.
        func forEachSketch(_ body: (UInt64, Int) -> Void) {
            for position in distinct.indices {
                let name = name(position)
                guard name.count >= 6 else { continue }
                let sketch = Sketch(name, of: rows[distinct[position]].owner)
                body(sketch.whole, position)
                for slip in positionsOfSlips(keys[distinct[position]].words) {
                    body(sketch.without(slip), position)
                }
            }
        }
        // Few sketches meet another; the others need not be kept.
        var meetings = Meetings(
            count: distinct.reduce(0) { $0 + keys[$1].text.unicodeScalars.count + 1 })
        forEachSketch { hash, _ in meetings.note(hash) }
        var sketches: [(hash: UInt64, index: Int)] = []
        forEachSketch { hash, position in
            if meetings.mayMeet(hash) { sketches.append((hash, position)) }
        }
        sketches.sort { ($0.hash, $0.index) < ($1.hash, $1.index) }
        var found: Set<Pair> = []
        var start = 0
        while start < sketches.count {
            var end = start + 1
            while end < sketches.count, sketches[end].hash == sketches[start].hash { end += 1 }
            for left in start..<end {
                for right in left + 1..<max(left + 1, end) {
                    let (one, other) = (sketches[left].index, sketches[right].index)
                    let pair = Pair(first: distinct[one], second: distinct[other])
                    guard one != other, rows[pair.first].owner == rows[pair.second].owner,
                        editDistance(name(one), name(other), upTo: 1) != nil
                    else { continue }
                    found.insert(pair)
                }
            }
            start = end
        }
        return found
    }

    /// Where a letter more or less may be a slip: nowhere in words that tell names apart.
    private func positionsOfSlips(_ words: [String]) -> [Int] {
        var positions: [Int] = []
        var start = 0
        for word in words {
            let count = word.unicodeScalars.count
            if !NameKey.tellsApart(word) { positions += start..<start + count }
            start += count + 1
        }
        return positions
    }

    private func report(_ pair: Pair) -> Diagnostic {
        let (first, second) = (rows[pair.first], rows[pair.second])
        let isEqual = folded(first.name) == folded(second.name)
        let relation = isEqual ? "has the name of" : "is nearly"
        return Diagnostic(
            .warning, .nameNear, at: second.place,
            "\(what) \"\(second.name)\" (\(second.id)) \(relation) \"\(first.name)\" "
                + "(\(first.id)) in \(place(first, from: second))",
            remedy: "if they are one, keep one row and write the other name into its aliases")
    }

    private func place(_ row: NamedRow, from other: NamedRow) -> String {
        row.place.file == other.place.file
            ? "line \(row.place.line)" : "\(row.place.file), line \(row.place.line)"
    }

    // MARK: Aliases

    private var takenAliases: [Diagnostic] {
        var byID: [String: Int] = [:]
        var byName: [String: Int] = [:]
        var byAlias: [Key: Int] = [:]
        let names = rows.map { folded($0.name) }
        for (index, row) in rows.enumerated() {
            let id = folded(row.id)
            byID[id] = byID[id] ?? index
            byName[names[index]] = byName[names[index]] ?? index
        }
        var reports: [Diagnostic] = []
        for (index, row) in rows.enumerated() {
            if let other = byID[names[index]], other != index {
                reports.append(taken("name", row.name, of: row, isThe: "id", of: rows[other]))
            }
            for alias in row.aliases {
                let key = Key(owner: row.owner, name: folded(alias))
                if let other = byID[key.name], other != index {
                    reports.append(taken("alias", alias, of: row, isThe: "id", of: rows[other]))
                } else if let other = byName[key.name], other != index {
                    reports.append(taken("alias", alias, of: row, isThe: "name", of: rows[other]))
                } else if let other = byAlias[key], other != index {
                    reports.append(
                        taken("alias", alias, of: row, isThe: "alias", of: rows[other]))
                }
                byAlias[key] = byAlias[key] ?? index
            }
        }
        return reports
    }

    private func taken(
        _ kind: String, _ text: String, of row: NamedRow, isThe otherKind: String,
        of other: NamedRow
    ) -> Diagnostic {
        let meaning =
            otherKind == "alias"
            ? "an export that says so is refused" : "an export that says so means \(other.id)"
        return Diagnostic(
            .warning, .aliasTaken, at: row.place,
            "the \(kind) \"\(text)\" of \(what) \(row.id) is also the \(otherKind) of "
                + "\(other.id) in \(place(other, from: row))",
            remedy: "\(meaning); take it away from one of them")
    }
}

extension NearNames {
    init(_ clients: [Client]) {
        self.init(
            clients.map {
                NamedRow(id: $0.id.text, name: $0.name, aliases: $0.aliases, place: $0.place)
            }, "client")
    }

    init(_ timekeepers: [Timekeeper]) {
        self.init(
            timekeepers.map {
                NamedRow(id: $0.id.text, name: $0.name, aliases: $0.aliases, place: $0.place)
            }, "timekeeper")
    }

    init(_ matters: [Matter]) {
        self.init(
            matters.map {
                NamedRow(
                    id: $0.id.text, name: $0.name, aliases: $0.aliases, place: $0.place,
                    owner: $0.client.text)
            }, "matter")
    }
}

/// Which of many hashes may come up more than once.
private struct Meetings {
    private var once: [UInt64]
    private var again: [UInt64]
    private let mask: UInt64

    init(count: Int) {
        var bits = 1 << 10
        while bits < count * 8 { bits *= 2 }
        once = [UInt64](repeating: 0, count: bits / 64)
        again = once
        mask = UInt64(bits - 1)
    }

    mutating func note(_ hash: UInt64) {
        let (word, bit) = slot(hash)
        if once[word] & bit != 0 { again[word] |= bit }
        once[word] |= bit
    }

    func mayMeet(_ hash: UInt64) -> Bool {
        let (word, bit) = slot(hash)
        return again[word] & bit != 0
    }

    private func slot(_ hash: UInt64) -> (word: Int, bit: UInt64) {
        let place = (hash ^ hash >> 29) & mask
        return (Int(place / 64), 1 << (place % 64))
    }
}

/// Hashes of a word, and of the word without any one of its letters, each found in one step.
private struct Sketch {
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    private let owner: UInt64
    private let letters: [UInt64]
    /// Of the letters before each place, and of those from it on.
    private var before: [UInt64]
    private var from: [UInt64]
    private var powers: [UInt64]

    init(_ word: [Unicode.Scalar], of owner: String) {
        self.owner = owner.unicodeScalars.reduce(1) { $0 &* Sketch.base &+ UInt64($1.value) }
        letters = word.map { UInt64($0.value) }
        let count = letters.count
        before = [UInt64](repeating: 0, count: count + 1)
        from = before
        powers = [UInt64](repeating: 1, count: count + 1)
        for index in 0..<count {
            before[index + 1] = before[index] &* Sketch.base &+ letters[index]
            powers[index + 1] = powers[index] &* Sketch.base
        }
        for index in (0..<count).reversed() {
            from[index] = letters[index] &* powers[count - 1 - index] &+ from[index + 1]
        }
    }

    var whole: UInt64 { before[letters.count] ^ owner }

    func without(_ place: Int) -> UInt64 {
        (before[place] &* powers[letters.count - 1 - place] &+ from[place + 1]) ^ owner
    }
}
