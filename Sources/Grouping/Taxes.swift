internal import Billing

extension Registers {
    /// The codes of the taxes on a matter: its own, else its client's.
    fileprivate func taxCodes(of matter: Matter) -> [String] {
        matter.taxCodes ?? clients[matter.client]?.taxCodes ?? []
    }

    /// The firm's taxes on the matters of one statement, in the firm's order, each on the matters
    /// that are charged it.
    func taxes(
        among taxes: [Tax], on matters: [(matter: Matter, statement: MatterStatement)],
        _ currency: Currency
    ) -> [TaxLine] {
        var lines: [TaxLine] = []
        for tax in taxes {
            let taxed = matters.filter { taxCodes(of: $0.matter).contains(tax.code) }
            guard !taxed.isEmpty else { continue }
            lines.append(TaxLine(tax, on: taxed.map(\.statement), after: lines, currency))
        }
        return lines
    }
}
