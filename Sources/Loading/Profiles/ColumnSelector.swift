/// How a profile finds a column: by its name, by how its name begins, or by where it stands.
package enum ColumnSelector: Hashable, Sendable {
    /// In any case.
    case name(String)
    /// The name's beginning, in any case.
    case prefix(String)
    /// Counted from 1.
    case position(Int)

    /// From what people write: `Amount`, `Amount*`, `column 3`.
    package init(_ text: String) {
        let words = folded(text).split(separator: " ")
        if words.count == 2, words[0] == "column", let position = Int(words[1]), position > 0 {
            self = .position(position)
        } else if text.count > 1, text.hasSuffix("*") {
            self = .prefix(String(text.dropLast()))
        } else {
            self = .name(text)
        }
    }
}

extension ColumnSelector: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        self.init(text)
    }
}

extension ColumnSelector: CustomStringConvertible {
    /// As people write it.
    package var description: String {
        switch self {
        case .name(let name): name
        case .prefix(let beginning): beginning + "*"
        case .position(let position): "column \(position)"
        }
    }
}
