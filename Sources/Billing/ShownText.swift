extension Diagnostic {
    /// The fact in one line that is safe to print: no character of a quoted cell moves the cursor,
    /// colours the terminal or turns the direction of what follows, and long cells are cut.
    package var shownFact: String { shownText(fact) }

    /// The remedy in the same way.
    package var shownRemedy: String? { remedy.map(shownText) }
}

/// So much of a quoted cell is shown.
private let longestQuotation = 60

/// Text with its controls written out, as `\n` or `\u{1B}`, and with the end left out of what
/// stands in quotation marks and is long.
package func shownText(_ text: String) -> String {
    var parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    for index in parts.indices where !index.isMultiple(of: 2) {
        guard parts[index].utf8.count > longestQuotation,
            let end = parts[index].index(
                parts[index].startIndex, offsetBy: longestQuotation,
                limitedBy: parts[index].endIndex),
            end < parts[index].endIndex
        else { continue }
        parts[index] = parts[index][..<end] + "…"
    }
    var shown = String.UnicodeScalarView()
    for scalar in parts.joined(separator: "\"").unicodeScalars {
        if isUnseen(scalar) {
            shown.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
        } else {
            shown.append(scalar)
        }
    }
    return String(shown)
}

/// Controls, ends of lines, and marks that turn the direction of writing.
private func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2028...0x202E, 0x2066...0x2069: true
    default: scalar.properties.generalCategory == .control
    }
}
