import Billing
import TestSupport
import Testing

/// A credit note adds up like any statement, and each of its figures is the statement's below zero.
func expectMirror(of statement: Statement, _ source: String) {
    let note = statement.credit(
        Correction(
            original: DocumentReference(number: "101", date: statement.date),
            creditNote: DocumentReference(number: "CN-1", date: statement.date)),
        held: [:], taken: statement.offer.map(KeptDiscount.init))
    #expect(note.addsUp, "\(source)")
    let sums: [(Statement) -> [Money]] = [
        { [$0.fees, $0.costs, $0.tax, $0.total] }, \.taxShares,
        { $0.matters.flatMap { [$0.linesTotal, $0.fees, $0.costsTotal] } },
        { $0.matters.flatMap { $0.lines.map(\.amount) + $0.costLines.map(\.amount) } },
        { $0.matters.flatMap { $0.items.map(\.amount) + $0.costItems.map(\.amount) } },
    ]
    for figures in sums { #expect(figures(note).map { -$0 } == figures(statement), "\(source)") }
    #expect(
        note.matters.map { .zero - $0.hoursTotal } == statement.matters.map(\.hoursTotal),
        "\(source)")
    #expect(note.matters.flatMap { $0.tallies } == [], "\(source)")
    #expect(note.matters.flatMap(\.items).compactMap(\.part) == [], "\(source)")
}
