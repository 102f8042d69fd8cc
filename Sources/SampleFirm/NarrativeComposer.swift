/// What a narrative says of its own matter.
struct NarrativeContext {
    let opponent: String
    let subject: String
    let counsel: [String]
    let contacts: [String]
    /// Colleagues as narratives name them, "R. Castellanos".
    let colleagues: [String]
    /// The index of the one whose narrative it is.
    let author: Int
    let dayOfYear: Int
}

struct ComposedNarrative {
    var text: String
    var task: String
    var activity: String
}

/// Composes narratives of one language and area from clauses.
struct NarrativeComposer {
    static let longest = 400
    static let shortest = 40

    private let bank: AreaBank
    private let language: Language
    private let joiners: [String]
    private let stop: String
    /// The value each slot had last, so that it does not come twice in a row.
    private var lastPicks: [Int]
    private var lastColleague = -1

    init(bank: NarrativeBank, area: PracticeArea) {
        self.bank = bank.area(area)
        language = bank.language
        lastPicks = Array(repeating: -1, count: self.bank.slots.count)
        switch bank.language {
        case .english:
            joiners = ["; ", "; ", "; ", ". "]
            stop = "."
        case .french:
            joiners = ["\u{00A0}; ", "\u{00A0}; ", ". "]
            stop = "."
        case .greek:
            // The Greek semicolon is the raised point; ";" asks a question.
            joiners = ["\u{00B7} ", "\u{00B7} ", ". "]
            stop = "."
        case .german, .hebrew:
            joiners = ["; ", "; ", ". "]
            stop = "."
        case .japanese:
            joiners = ["。"]
            stop = "。"
        }
    }

    /// A narrative unlike those the matter had last; `awkward` chooses a troublesome beginning.
    mutating func compose(
        _ context: NarrativeContext, awkward: Int?, recent: inout RecentClauses,
        using random: inout SplitMix64
    ) -> ComposedNarrative {
        var result = composeOnce(context, awkward: awkward, recent: &recent, using: &random)
        var attempts = 0
        while !recent.insert(narrative: result.text), attempts < 5 {
            result = composeOnce(context, awkward: awkward, recent: &recent, using: &random)
            attempts += 1
        }
        return result
    }

    /// A narrative whose clauses are not among `recent`, the clauses the matter used last.
    private mutating func composeOnce(
        _ context: NarrativeContext, awkward: Int?, recent: inout RecentClauses,
        using random: inout SplitMix64
    ) -> ComposedNarrative {
        let target = targetLength(&random)
        let joiner = random.pick(joiners)
        let newSentence = joiner == ". "
        var result = ComposedNarrative(text: "", task: "", activity: "")
        var length = 0
        while length < target {
            let clause: Clause
            if length == 0, let awkward, !bank.awkward.isEmpty {
                clause = bank.awkward[awkward % bank.awkward.count]
            } else {
                clause = bank.clauses[freshClause(&recent, &random)]
            }
            var text = ""
            append(clause.parts, to: &text, context, &random)
            if length == 0 || newSentence { text = Self.capitalized(text) }
            let added = text.unicodeScalars.count
            if length == 0 {
                result.task = clause.task.isEmpty ? anyTask(&random) : clause.task
                result.activity = clause.activity
            } else {
                // A clause too long to end well near the target is left out once enough is said.
                let total = length + added + joiner.unicodeScalars.count + stop.unicodeScalars.count
                if total > Self.longest { break }
                if length >= Self.shortest + 20, total > target + 70 { break }
                // An abbreviation's point serves as the full stop.
                let joined = newSentence && result.text.last == "." ? " " : joiner
                result.text += joined
                length += joined.unicodeScalars.count
            }
            result.text += text
            length += added
        }
        if result.text.last != "." {
            result.text += stop
            length += stop.unicodeScalars.count
        }
        if length < 280, random.perMille(130), !bank.sentences.isEmpty {
            var sentence = language == .japanese ? "" : " "
            append(random.pick(bank.sentences).parts, to: &sentence, context, &random)
            result.text += sentence
        }
        return result
    }

    /// The description of a cost, whose slots are those of the cost list.
    mutating func describe(
        _ kind: CostKind, _ context: NarrativeContext, using random: inout SplitMix64
    ) -> String {
        var text = ""
        append(kind.parts, to: &text, context, &random)
        return text
    }

    /// Most narratives run from 80 to 220 characters, some shorter, a few up to 400.
    private func targetLength(_ random: inout SplitMix64) -> Int {
        // Japanese says as much in half the characters.
        if language == .japanese {
            return random.perMille(80) ? random.within(110...220) : random.within(40...90)
        }
        switch random.below(100) {
        case ..<14: return random.within(42...78)
        case ..<70: return random.within(78...140)
        case ..<91: return random.within(140...200)
        default: return random.within(200...370)
        }
    }

    private func freshClause(_ recent: inout RecentClauses, _ random: inout SplitMix64) -> Int {
        var index = random.below(bank.clauses.count)
        var steps = 0
        while recent.contains(index), steps < bank.clauses.count {
            index = (index + 1) % bank.clauses.count
            steps += 1
        }
        recent.insert(index, of: bank.clauses.count)
        return index
    }

    private func anyTask(_ random: inout SplitMix64) -> String {
        bank.ownCount > 0 ? bank.clauses[random.below(bank.ownCount)].task : ""
    }

    private mutating func append(
        _ parts: [NarrativePart], to text: inout String, _ context: NarrativeContext,
        _ random: inout SplitMix64
    ) {
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .slot(let slot):
                let values = bank.slots[slot]
                var pick = random.below(values.count)
                if pick == lastPicks[slot] { pick = (pick + 1) % values.count }
                lastPicks[slot] = pick
                append(values[pick], to: &text, context, &random)
            case .opponent: text += context.opponent
            case .subject: text += context.subject
            case .counsel: text += random.pick(context.counsel)
            case .contact: text += random.pick(context.contacts)
            case .colleague:
                var pick = random.below(context.colleagues.count)
                while pick == context.author || pick == lastColleague {
                    pick = (pick + 1) % context.colleagues.count
                }
                lastColleague = pick
                text += context.colleagues[pick]
            case .pastDate:
                text += Calendar2026.text(
                    dayOfYear: context.dayOfYear - random.within(1...24), language)
            case .futureDate:
                text += Calendar2026.text(
                    dayOfYear: context.dayOfYear + random.within(3...45), language)
            case .number: text += String(random.within(18...40))
            case .docketEntry: text += String(random.within(11...268))
            }
        }
    }

    private static func capitalized(_ text: String) -> String {
        guard let first = text.first, first.isLowercase else { return text }
        return first.uppercased() + text.dropFirst()
    }
}

/// The clauses a matter's narratives used last, so that a page of them does not repeat itself.
struct RecentClauses: Sendable {
    private var indices: [Int32] = []
    private var oldest = 0
    private var narratives: [UInt64] = []
    private var oldestNarrative = 0

    func contains(_ index: Int) -> Bool {
        indices.contains(Int32(truncatingIfNeeded: index))
    }

    /// Remembers the narrative; false if it was among the last ones.
    mutating func insert(narrative: String) -> Bool {
        // FNV-1a, for the standard library's hashes differ from run to run.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in narrative.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        if narratives.contains(hash) { return false }
        if narratives.count < 24 {
            narratives.append(hash)
        } else {
            narratives[oldestNarrative] = hash
            oldestNarrative = (oldestNarrative + 1) % 24
        }
        return true
    }

    mutating func insert(_ index: Int, of count: Int) {
        let limit = min(28, count * 2 / 3)
        guard limit > 0 else { return }
        if indices.count < limit {
            indices.append(Int32(truncatingIfNeeded: index))
        } else {
            indices[oldest] = Int32(truncatingIfNeeded: index)
            oldest = (oldest + 1) % limit
        }
    }
}

/// The days of the one year in which the sample's entries lie.
enum Calendar2026 {
    static let monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    static func dayOfYear(month: Int, day: Int) -> Int {
        monthLengths[..<(month - 1)].reduce(day, +)
    }

    static func isWeekend(month: Int, day: Int) -> Bool {
        // 1 January 2026 was a Thursday.
        let weekday = (dayOfYear(month: month, day: day) + 2) % 7
        return weekday == 5 || weekday == 6
    }

    static func text(dayOfYear: Int, _ language: Language) -> String {
        var day = max(1, min(365, dayOfYear))
        var month = 0
        while day > monthLengths[month] {
            day -= monthLengths[month]
            month += 1
        }
        switch language {
        case .english: return "\(english[month]) \(day)"
        case .french: return day == 1 ? "1er \(french[month])" : "\(day) \(french[month])"
        case .german: return "\(day). \(german[month])"
        case .greek: return "\(day) \(greek[month])"
        case .hebrew: return "\(day).\(month + 1).2026"
        case .japanese: return "\(month + 1)月\(day)日"
        }
    }

    private static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    private static let french = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ]
    private static let german = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
    ]
    private static let greek = [
        "Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου",
        "Αυγούστου", "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου",
    ]
}
