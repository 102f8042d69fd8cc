import Billing
import Digest

extension LoadedRow.Work {
    /// A digest of everything that the row says, equal exactly if nothing differs.
    var contentDigest: String {
        // No field can hold the separator unnoticed: each is preceded by its length.
        let digest = SHA256()
        var text = ""
        text.reserveCapacity(256)
        for field in fields {
            text += "\(field.utf8.count):"
            text += field
        }
        digest.update(text)
        return digest.finish()
    }

    private var fields: [String] {
        switch self {
        case .time(let entry):
            [
                "time", entry.matter.text, entry.timekeeper.text, String(entry.date.dayNumber),
                String(entry.seconds), entry.narrative, optional(entry.task),
                optional(entry.activity), optional(entry.phase), entry.disposition.rawValue,
                optional(entry.rateMinorUnits.map(String.init)),
            ]
        case .cost(let entry):
            [
                "cost", entry.matter.text, optional(entry.timekeeper?.text),
                String(entry.date.dayNumber), String(entry.minorUnits), entry.description,
                optional(entry.code), entry.disposition.rawValue,
            ]
        case .receipt(let receipt):
            [
                receipt.kind.rawValue, receipt.client.text, receipt.matter.text,
                String(receipt.date.dayNumber), String(receipt.minorUnits), receipt.description,
                optional(receipt.reference),
            ]
        }
    }

    /// Absent differs from blank.
    private func optional(_ text: String?) -> String {
        text.map { "=" + $0 } ?? ""
    }
}

/// Gives the rows of one file their identities and notices rows that are equal or contradict.
struct IdentityBook {
    enum Verdict {
        case identity(String)
        /// Another row has the same id and says something else.
        case conflict(firstLine: Int)
    }

    /// The first 128 bits of a content digest: enough to tell rows of a file apart.
    private struct Fingerprint: Hashable {
        var high: UInt64
        var low: UInt64

        init(_ hexadecimal: String) {
            (high, low) = (0, 0)
            for (index, byte) in hexadecimal.utf8.prefix(32).enumerated() {
                let digit = UInt64(byte < 0x3A ? byte &- 0x30 : byte &- 0x57)
                if index < 16 { high = high << 4 | digit } else { low = low << 4 | digit }
            }
        }
    }

    private struct Seen {
        var line: Int
        var fingerprint: Fingerprint
        var count = 1
    }

    private let profile: String
    private var byID: [String: Seen] = [:]
    private var byContent: [Fingerprint: Seen] = [:]
    /// Lines of equal rows by the line of the first.
    private var equalLines: [Int: [Int]] = [:]
    private var linesWithID: Set<Int> = []

    init(profile: String) {
        self.profile = profile
    }

    mutating func identity(id: String?, content: String, line: Int) -> Verdict {
        let fingerprint = Fingerprint(content)
        guard let id else {
            let count = (byContent[fingerprint]?.count ?? 0) + 1
            if let first = byContent[fingerprint]?.line {
                equalLines[first, default: []].append(line)
            }
            byContent[fingerprint, default: Seen(line: line, fingerprint: fingerprint)].count =
                count
            return .identity("\(profile):#\(content):\(count)")
        }
        guard let first = byID[id] else {
            byID[id] = Seen(line: line, fingerprint: fingerprint)
            return .identity("\(profile):\(id)")
        }
        guard first.fingerprint == fingerprint else { return .conflict(firstLine: first.line) }
        equalLines[first.line, default: []].append(line)
        linesWithID.insert(first.line)
        return .identity("\(profile):\(id)")
    }

    /// One warning for each group of equal rows, by line.
    func warnings(file: String) -> [Diagnostic] {
        equalLines.sorted { $0.key < $1.key }.map { first, others in
            let shown = ([first] + others.prefix(9)).map(String.init)
            let more = others.count > 9 ? " and \(others.count - 9) more" : ""
            return Diagnostic(
                .warning, .rowsEqual, at: Place(file: file, line: others[0]),
                "lines \(shown.joined(separator: ", "))\(more) say exactly the same",
                remedy: linesWithID.contains(first)
                    ? "they have one id and count as one entry"
                    : "each counts as an entry of its own; delete what was recorded twice")
        }
    }
}
