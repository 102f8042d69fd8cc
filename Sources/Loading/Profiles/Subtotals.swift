/// How the sums in an export are told from its entries.
///
/// A row is a sum only where its date cell holds no date, and a word for a sum begins either the
/// stated column or the first filled cell; all other filled cells must then be numbers.
package struct Subtotals: Sendable, Equatable {
    /// Folded.
    package var words = [
        "total", "subtotal", "sub-total", "grand total", "summe", "zwischensumme", "gesamt",
    ]
    /// Nil for the first filled cell.
    package var column: ColumnSelector?
    /// Whether a row of nothing but numbers is a sum too.
    package var areNumbersOnly = false
}
