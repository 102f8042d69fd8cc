import Foundation

/// The ids that a draft gives, unique within each register.
struct DraftIDs {
    private(set) var clients: [String] = []
    private(set) var matters: [String] = []
    private(set) var timekeepers: [String] = []

    init(_ facts: DraftFacts) {
        nameClients(facts)
        nameMatters(facts)
        var taken: Set<String> = []
        for timekeeper in facts.timekeepers {
            let id = DraftIDs.initials(of: timekeeper.name, notIn: taken)
            taken.insert(id)
            timekeepers.append(id)
        }
    }

    /// C0001 and so on, but the export's own number where it gives one as the client.
    private mutating func nameClients(_ facts: DraftFacts) {
        let own = facts.clients.map { looksLikeNumber($0.name) ? $0.name : nil }
        var taken = Set(own.compactMap { $0.map(folded) })
        var next = 1
        for given in own {
            clients.append(given ?? DraftIDs.client(from: &next, taking: &taken))
        }
    }

    /// The next of C0001, C0002 and so on that is not taken; it is then.
    static func client(from next: inout Int, taking taken: inout Set<String>) -> String {
        while true {
            let digits = String(next)
            let id = "C" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            next += 1
            if taken.insert(folded(id)).inserted { return id }
        }
    }

    /// The export's own number where one matter alone has it, else C0001-01 and so on.
    private mutating func nameMatters(_ facts: DraftFacts) {
        var uses: [String: Int] = [:]
        for number in facts.matters.flatMap(\.numbers) { uses[folded(number), default: 0] += 1 }
        let own = facts.matters.map { matter -> String? in
            guard matter.numbers.count == 1, uses[folded(matter.numbers[0])] == 1 else {
                return nil
            }
            return matter.numbers[0]
        }
        var taken = Set(own.compactMap { $0.map(folded) })
        var counts: [Int: Int] = [:]
        for (matter, given) in zip(facts.matters, own) {
            if let given {
                matters.append(given)
                continue
            }
            let client = matter.client ?? 0
            matters.append(
                DraftIDs.matter(
                    of: clients[client], after: &counts[client, default: 0], taking: &taken))
        }
    }

    /// The next of C0001-01, C0001-02 and so on that is not taken; it is then.
    static func matter(
        of client: String, after count: inout Int, taking taken: inout Set<String>
    ) -> String {
        while true {
            count += 1
            let id = client + (count < 10 ? "-0" : "-") + String(count)
            if taken.insert(folded(id)).inserted { return id }
        }
    }

    /// Three letters from a name, A to Z: `JRO` for Jane Roe, `JRE` where that is taken.
    static func initials(of name: String, notIn taken: Set<String>) -> String {
        let words = name.split { !$0.isLetter }.map { letters(String($0)) }.filter { !$0.isEmpty }
        let first = words.first?.first ?? "X"
        let last = words.last ?? ["X"]
        var candidates: [String] = []
        if words.count > 2, let middle = words[1].first {
            candidates.append(String([first, middle, last[0]]))
        }
        if words.count > 1 {
            for letter in last.dropFirst() { candidates.append(String([first, last[0], letter])) }
        } else {
            let rest = last.dropFirst() + ["X", "X"]
            candidates.append(String([first] + rest.prefix(2)))
        }
        let alphabet = "XYZABCDEFGHIJKLMNOPQRSTUVW"
        for letter in alphabet { candidates.append(String([first, last[0], letter])) }
        for letter in alphabet { candidates += alphabet.map { String([first, letter, $0]) } }
        if let free = candidates.first(where: { !taken.contains($0) }) { return free }
        var number = 1
        while taken.contains("\(first)\(number)") { number += 1 }
        return "\(first)\(number)"
    }

    /// The letters of a word without their accents, in capitals; what is not A to Z is left out.
    private static func letters(_ word: String) -> [Character] {
        word.decomposedStringWithCanonicalMapping.uppercased().unicodeScalars
            .filter { ("A"..."Z").contains($0) }.map(Character.init)
    }
}
