/// Who does something, and when: what the ledger notes beside a change. No figure and no page
/// depends on it.
package struct Occasion: Sendable, Hashable {
    package var by: String
    /// UTC, to the second: `2026-11-05T16:42:07Z`.
    package var at: String

    package init(by: String, at: String) {
        self.by = by
        self.at = at
    }

    /// Where nobody was named, and no clock was read.
    package static let unnamed = Occasion(by: "", at: "")
}
