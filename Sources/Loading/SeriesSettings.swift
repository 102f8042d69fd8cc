import Billing
import Settings

/// The keys under `invoices:` and `proformas:` that say how documents are numbered.
extension SettingsReader {
    mutating func numberSeries(into series: inout NumberSeries) {
        series.prefix = string("prefix") ?? series.prefix
        series.first = integer("first", in: 0...999_999_999) ?? series.first
        series.width = integer("width", in: 1...12) ?? series.width
        series.by = numberedBy() ?? series.by
        checkPrefix(of: series)
    }

    /// `firm`, or one or several of year, office and client.
    private mutating func numberedBy() -> [NumberSeries.Part]? {
        guard let words = strings("series"), words != ["firm"] else { return nil }
        var parts: [NumberSeries.Part] = []
        for word in words {
            if let part = NumberSeries.Part(rawValue: word) {
                if !parts.contains(part) { parts.append(part) }
            } else {
                let known = ["firm"] + NumberSeries.Part.allCases.map(\.rawValue)
                refuseValue(
                    "series", word,
                    remedy: didYouMean(word, among: known)
                        ?? "write firm, or one or several of year, office and client")
            }
        }
        return parts
    }

    /// No two documents may get one number, whatever the registers come to hold.
    private mutating func checkPrefix(of series: NumberSeries) {
        for case .unknown(let word) in series.pieces {
            refuse(
                "prefix", "nothing fills in {\(word)}",
                remedy: "the words in braces are {year}, {office} and {client}")
        }
        for part in series.by where !series.pieces.contains(.part(part)) {
            refuse(
                "prefix", as: .numbersRepeat,
                "each \(part.rawValue) has numbers of its own, and the prefix \"\(series.prefix)\" "
                    + "does not tell them apart",
                remedy: "write {\(part.rawValue)} into the prefix, like "
                    + "prefix: \"{\(part.rawValue)}-\"")
        }
        if !series.keepsNumbersApart {
            refuse(
                "prefix", as: .numbersRepeat,
                "in \"\(series.prefix)\" nothing parts a name from the digits: C1 with 11 would be "
                    + "C11 with 1",
                remedy: "write a hyphen or another sign after it, like prefix: \"{client}-\"")
        }
    }

    /// An office in a number is some office, even where a client and a matter name none.
    mutating func officeIsKnown(in firm: Firm) {
        guard firm.office == nil else { return }
        let needsOffice = [firm.invoices.numbers, firm.proformas].contains {
            $0.pieces.contains(.part(.office))
        }
        guard needsOffice else { return }
        refuse(
            "office", as: .settingMissing, "numbers tell the office, and \"office\" is missing",
            remedy: "write the office of clients and matters that name no other, like office: NY")
    }
}

/// Names of offices and clients that fill a prefix in two ways to the same text, so that two series
/// would give the same numbers.
func seriesThatMeet(in firm: Firm, _ registers: Registers) -> [Diagnostic] {
    [("invoice", firm.invoices.numbers), ("pro forma", firm.proformas)].flatMap { kind, series in
        // By prefix, in either case, because people find documents by either.
        var seen: [String: (name: String, text: String)] = [:]
        var met: Set<String> = []
        var diagnostics: [Diagnostic] = []
        guard !series.by.isEmpty else { return diagnostics }
        for matter in registers.matters.values.sorted(by: { $0.id < $1.id }) {
            for matters in [[matter.id], []] {
                let office = registers.office(of: matters, matter.client, in: firm)
                let document = Numbered(year: 2_000, office: office, client: matter.client)
                let name = series.name(kind, of: document)
                let text = [office, matter.client.text].joined(separator: ", ")
                let prefix = series.prefix(for: document)
                guard let other = seen[prefix.lowercased()] else {
                    seen[prefix.lowercased()] = (name, text)
                    continue
                }
                guard other.name != name, met.insert(prefix.lowercased()).inserted else { continue }
                diagnostics.append(
                    Diagnostic(
                        .numbersRepeat, at: matter.place,
                        "the numbers of \(kind)s for \(other.text) and for \(text) would be the same",
                        remedy: "write the offices in one way, or change prefix in firm.yaml"))
            }
        }
        return diagnostics
    }
}
