/// A language that narratives are written in.
enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case french = "fr"
    case german = "de"
    case greek = "el"
    case hebrew = "he"
    case japanese = "ja"
}

/// The kind of legal work, which decides the clauses a narrative is made of.
enum PracticeArea: String, CaseIterable, Sendable {
    case litigation, transaction, realEstate, employment, patents, tax, estate, regulatory
}

/// One clause of a narrative: its codes, and its text with slots to be filled.
struct Clause: Sendable {
    let task: String
    let activity: String
    let parts: [NarrativePart]
}

enum NarrativePart: Sendable {
    case literal(String)
    case slot(Int)
    case opponent, subject, counsel, contact, colleague
    case pastDate, futureDate
    case number, docketEntry
}

/// What can be said of one practice area in one language.
struct AreaBank: Sendable {
    var clauses: [Clause] = []
    /// The clauses before this index belong to the area alone; later ones fit any area.
    var ownCount = 0
    var awkward: [Clause] = []
    var sentences: [Clause] = []
    var slots: [[[NarrativePart]]] = []
}

struct CostKind: Sendable {
    let code: String
    let cents: ClosedRange<Int>
    let parts: [NarrativePart]
}

/// The narrative parts of one language, compiled from its data text.
///
/// The text has sections: `[slot name]` lists values between bars; `[area]` and `[common]` list
/// clauses, each after its task and activity code; `[sentences]` are whole sentences that may
/// close a narrative; `[awkward]` are clauses with troublesome characters; `[costs]` are
/// descriptions after expense code and the range of cents. A slot `{issue}` takes its values
/// from `issue.area` if there is such a slot and from `issue` otherwise.
struct NarrativeBank: Sendable {
    let language: Language
    let areas: [AreaBank]
    let costs: [CostKind]
    let counselNames: [String]
    let contactNames: [String]

    init(language: Language, data: String) {
        self.language = language
        let sections = Self.sections(of: data)
        var areas: [AreaBank] = []
        for area in PracticeArea.allCases {
            areas.append(Self.compile(area, sections))
        }
        self.areas = areas
        var slotCompiler = SlotCompiler(area: "", sections: sections)
        costs = Self.lines(of: "costs", in: sections).compactMap { line in
            let words = line.split(separator: " ", maxSplits: 3)
            guard words.count == 4, let low = Int(words[1]), let high = Int(words[2]) else {
                return nil
            }
            return CostKind(
                code: String(words[0]), cents: low...max(low, high),
                parts: slotCompiler.parts(of: words[3]))
        }
        counselNames = Self.values(of: "slot counselNames", in: sections)
        contactNames = Self.values(of: "slot contactNames", in: sections)
    }

    func area(_ area: PracticeArea) -> AreaBank {
        areas[PracticeArea.allCases.firstIndex(of: area) ?? 0]
    }

    struct Section {
        let name: Substring
        var lines: [Substring] = []
    }

    private static func sections(of data: String) -> [Section] {
        var sections: [Section] = []
        for line in data.split(separator: "\n") {
            let line = trimmed(line)
            if line.first == "[", line.last == "]" {
                sections.append(Section(name: line.dropFirst().dropLast()))
            } else if !line.isEmpty, !sections.isEmpty {
                sections[sections.count - 1].lines.append(line)
            }
        }
        return sections
    }

    static func lines(of name: String, in sections: [Section]) -> [Substring] {
        sections.first { $0.name == name }?.lines ?? []
    }

    static func values(of name: String, in sections: [Section]) -> [String] {
        lines(of: name, in: sections).flatMap { line in
            line.split(separator: "|").map { String(trimmed($0)) }.filter { !$0.isEmpty }
        }
    }

    private static func compile(_ area: PracticeArea, _ sections: [Section]) -> AreaBank {
        var compiler = SlotCompiler(area: area.rawValue, sections: sections)
        func clauses(_ section: String) -> [Clause] {
            lines(of: section, in: sections).compactMap { line in
                let words = line.split(separator: " ", maxSplits: 2)
                guard words.count == 3 else { return nil }
                return Clause(
                    task: words[0] == "-" ? "" : String(words[0]), activity: String(words[1]),
                    parts: compiler.parts(of: words[2]))
            }
        }
        var bank = AreaBank()
        bank.clauses = clauses(area.rawValue)
        // A language need not know every area; litigation stands in for the missing ones.
        if bank.clauses.isEmpty { bank.clauses = clauses(PracticeArea.litigation.rawValue) }
        bank.ownCount = bank.clauses.count
        bank.clauses += clauses("common")
        bank.awkward = clauses("awkward")
        bank.sentences = lines(of: "sentences", in: sections).map { line in
            Clause(task: "", activity: "", parts: compiler.parts(of: line))
        }
        bank.slots = compiler.slots
        return bank
    }
}

/// Turns text with `{slots}` into parts, numbering the slots it meets.
private struct SlotCompiler {
    let area: String
    let sections: [NarrativeBank.Section]
    private(set) var slots: [[[NarrativePart]]] = []
    private var names: [String] = []

    init(area: String, sections: [NarrativeBank.Section]) {
        self.area = area
        self.sections = sections
    }

    mutating func parts(of text: Substring) -> [NarrativePart] {
        var parts: [NarrativePart] = []
        var rest = text
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            let name = rest[rest.index(after: open)..<close]
            // Doubled braces are text, not a slot.
            if name.first == "{" {
                let afterClose = rest.index(after: close)
                let end = afterClose < rest.endIndex ? rest.index(after: afterClose) : afterClose
                append(rest[..<end], to: &parts)
                rest = rest[end...]
                continue
            }
            append(rest[..<open], to: &parts)
            parts.append(part(named: String(name)))
            rest = rest[rest.index(after: close)...]
        }
        append(rest, to: &parts)
        return parts
    }

    /// In the data, `⏎` stands for a line break inside a narrative.
    private func append(_ text: Substring, to parts: inout [NarrativePart]) {
        guard !text.isEmpty else { return }
        let pieces = text.split(separator: "⏎", omittingEmptySubsequences: false)
        parts.append(.literal(pieces.joined(separator: "\n")))
    }

    private mutating func part(named name: String) -> NarrativePart {
        switch name {
        case "opp": return .opponent
        case "subject": return .subject
        case "counsel": return .counsel
        case "contact": return .contact
        case "colleague": return .colleague
        case "past": return .pastDate
        case "future": return .futureDate
        case "n": return .number
        case "dkt": return .docketEntry
        default: break
        }
        if let known = names.firstIndex(of: name) { return .slot(known) }
        var values = NarrativeBank.values(of: "slot \(name).\(area)", in: sections)
        if values.isEmpty { values = NarrativeBank.values(of: "slot \(name)", in: sections) }
        // An unknown slot shows in the text, where the tests find it.
        guard !values.isEmpty else { return .literal("{\(name)}") }
        let index = slots.count
        names.append(name)
        slots.append([])
        slots[index] = values.map { parts(of: Substring($0)) }
        return .slot(index)
    }
}
