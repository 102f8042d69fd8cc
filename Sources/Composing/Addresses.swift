internal import Paper

/// The web and e-mail addresses in a line: words that begin with `www.`, `http://` or `https://`, or
/// have an @ in them.
func addresses(in text: String) -> [Link] {
    let around = Set<Character>([" ", ",", ";", "·", "|", "<", ">", "(", ")", "\u{A0}"])
    return text.split(whereSeparator: around.contains).compactMap { word in
        var word = word
        while let last = word.last, [".", ":"].contains(last) { word.removeLast() }
        return target(of: String(word)).map { Link(String(word), target: .address($0)) }
    }
}

private func target(of word: String) -> String? {
    guard word.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 0x20 }) else { return nil }
    let lower = word.lowercased()
    if lower.hasPrefix("https://") || lower.hasPrefix("http://") { return word }
    if lower.hasPrefix("www."), lower.dropFirst(4).contains(".") { return "https://" + word }
    let parts = word.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
        parts[1].first != ".", parts[1].last != "."
    else { return nil }
    return "mailto:" + word
}

extension Block {
    /// A table that only puts text in its places.
    static func lines(_ table: Table) -> Block {
        var table = table
        table.reading = .lines
        return .table(table)
    }
}
