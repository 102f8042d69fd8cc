internal import Billing
internal import Paper

extension StatementParts {
    /// A tax with what it is reckoned on, and its note beneath it.
    func taxRows(_ line: TaxLine) -> [Row] {
        let name = template.text(
            label(of: line.tax), ("name", line.name),
            ("percent", figures.percent(line.percent)), ("base", figures.amount(line.base).text))
        let row = sumRow(name, line.amount)
        guard let note = line.tax.note else { return [row] }
        return [
            row,
            Row([text(note, .small), .empty], below: 2, keepsWithNext: true),
        ]
    }

    private func label(of tax: Tax) -> Label {
        switch (tax.category, tax.rounding) {
        case (.taxed, .sum): .tax
        case (.taxed, .line): .taxByLine
        default: .taxFree
        }
    }
}
