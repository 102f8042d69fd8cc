/// A tax that a client or a matter may be charged, on what is left after all terms.
package struct Tax: Sendable, Hashable, Codable {
    package enum Category: String, Sendable, Codable, CaseIterable {
        case taxed
        /// No tax on what would otherwise be taxed.
        case exempt
        /// The recipient accounts for the tax.
        case reverseCharge = "reverse-charge"
    }

    package enum Rounding: String, Sendable, Codable, CaseIterable {
        /// Once, on the sum of all that is taxed.
        case sum
        /// For each line of the statement; the tax is the sum of these.
        case line
    }

    package var code: String
    package var name: String
    /// Zero unless the category is taxed.
    package var percent: Percent
    package var category: Category
    package var onFees: Bool
    package var onCosts: Bool
    /// Codes of taxes reckoned before, on which this one is too.
    package var onTaxes: [String]
    package var rounding: Rounding
    /// Printed beneath the tax.
    package var note: String?

    package init(
        code: String, name: String, percent: Percent, category: Category = .taxed,
        onFees: Bool = true, onCosts: Bool = true, onTaxes: [String] = [],
        rounding: Rounding = .sum, note: String? = nil
    ) {
        self.code = code
        self.name = name
        self.percent = percent
        self.category = category
        self.onFees = onFees
        self.onCosts = onCosts
        self.onTaxes = onTaxes
        self.rounding = rounding
        self.note = note
    }
}

/// A tax on a statement: what it is reckoned on, and what it comes to.
package struct TaxLine: Sendable, Equatable, Codable {
    /// One matter's part.
    package struct Share: Sendable, Equatable, Codable {
        package var matter: MatterID
        package var base: Money
        package var amount: Money

        package init(matter: MatterID, base: Money, amount: Money) {
            self.matter = matter
            self.base = base
            self.amount = amount
        }
    }

    package var tax: Tax
    package var base: Money
    package var amount: Money
    /// Of the matters that it is charged on; they sum to base and amount.
    package var shares: [Share]

    package init(_ tax: Tax, shares: [Share], _ currency: Currency) {
        self.tax = tax
        self.shares = shares
        base = shares.map(\.base).sum(currency)
        amount = shares.map(\.amount).sum(currency)
    }

    package var name: String { tax.name }
    package var percent: Percent { tax.percent }

    /// Reckons a tax on these matters of a statement, `before` being the taxes reckoned already.
    ///
    /// Rounded on the sum, the tax is the percentage of the whole base, and each matter's share is
    /// what it adds to the tax of the matters before it.
    package init(
        _ tax: Tax, on matters: [MatterStatement], after before: [TaxLine], _ currency: Currency
    ) {
        var base = Money.zero(currency)
        let shares = matters.map { matter in
            let parts = matter.parts(under: tax, after: before)
            let own = parts.sum(currency)
            let soFar = base.times(tax.percent)
            base += own
            let amount =
                switch tax.rounding {
                case .sum: base.times(tax.percent) - soFar
                case .line: parts.map { $0.times(tax.percent) }.sum(currency)
                }
            return Share(matter: matter.id, base: own, amount: amount)
        }
        self.init(tax, shares: shares, currency)
    }
}

extension MatterStatement {
    /// What a tax is reckoned on, line by line: lines and items of the fees, taxed costs, and the
    /// taxes before it.
    fileprivate func parts(under tax: Tax, after before: [TaxLine]) -> [Money] {
        var parts: [Money] = []
        if tax.onFees { parts += lines.map(\.amount) + items.map(\.amount) }
        if tax.onCosts { parts += taxedCosts }
        for line in before where tax.onTaxes.contains(line.tax.code) {
            parts += line.shares.filter { $0.matter == id }.map(\.amount)
        }
        return parts
    }

    /// Taxed costs, and of what terms add to all costs or take off them the same share as theirs
    /// of all costs.
    private var taxedCosts: [Money] {
        let taxed = costLines.filter(\.isTaxed).map(\.amount)
        let all = costLines.map(\.amount).sum(fees.currency).minorUnits
        let part = taxed.sum(fees.currency).minorUnits
        guard all != 0, part != all else { return taxed + costItems.map(\.amount) }
        return taxed
            + costItems.map {
                Money(
                    minorUnits: multiply($0.amount.minorUnits, by: part, dividingHalfUpBy: all),
                    fees.currency)
            }
    }
}

extension Statement {
    /// Each tax is what it comes to on the matters that share it.
    var taxesAddUp: Bool {
        taxes.indices.allSatisfy { index in
            let line = taxes[index]
            let ids = line.shares.map(\.matter)
            let taxed = ids.compactMap { id in matters.first { $0.id == id } }
            return line == TaxLine(line.tax, on: taxed, after: Array(taxes[..<index]), currency)
        }
    }
}
