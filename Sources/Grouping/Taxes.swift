internal import Billing

extension Registers {
    /// The firm's taxes on the matters of one statement, in the firm's order, each on the matters
    /// that are charged it: a matter has its own taxes, else those of whoever is billed.
    func taxes(
        among taxes: [Tax], for client: Client,
        on matters: [(matter: Matter, statement: MatterStatement)],
        _ currency: Currency
    ) -> [TaxLine] {
        var lines: [TaxLine] = []
        for tax in taxes {
            let taxed = matters.filter {
                ($0.matter.taxCodes ?? client.taxCodes).contains(tax.code)
            }
            guard !taxed.isEmpty else { continue }
            lines.append(TaxLine(tax, on: taxed.map(\.statement), after: lines, currency))
        }
        return lines
    }
}
