/// A field of an entry that an export says differently than before.
package struct FieldChange: Sendable, Equatable, Encodable {
    package var field: String
    package var from: String
    package var to: String

    package init(field: String, from: String, to: String) {
        self.field = field
        self.from = from
        self.to = to
    }

    /// Narratives are privileged: of a long text only the words that differ, and of those only so
    /// many that they can be told apart.
    package static func narrative(from old: String, to new: String) -> FieldChange {
        var left = old.split(separator: " ", omittingEmptySubsequences: false)[...]
        var right = new.split(separator: " ", omittingEmptySubsequences: false)[...]
        while let first = left.first, first == right.first {
            left.removeFirst()
            right.removeFirst()
        }
        while let last = left.last, last == right.last {
            left.removeLast()
            right.removeLast()
        }
        return FieldChange(field: "narrative", from: shortened(left), to: shortened(right))
    }

    private static func shortened(_ words: ArraySlice<Substring>) -> String {
        let text = words.prefix(4).joined(separator: " ")
        return "\"" + (words.count > 4 ? text + " …" : text) + "\""
    }
}
