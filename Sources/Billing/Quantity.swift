/// How many copies, pages or miles a cost is for: a decimal of at most three places, negative where
/// the cost is a refund.
package struct Quantity: Hashable, Sendable, Codable {
    package var thousandths: Int

    package init(thousandths: Int) {
        self.thousandths = thousandths
    }

    package static let one = Quantity(thousandths: 1_000)

    /// Larger than any log of copies; loading refuses what is beyond it.
    package static let largestThousandths = 1_000_000_000

    package var magnitude: Quantity { Quantity(thousandths: abs(thousandths)) }

    package static prefix func - (quantity: Quantity) -> Quantity {
        Quantity(thousandths: -quantity.thousandths)
    }

    /// Rounded half up once to the minor unit.
    package func times(_ each: PiecePrice) -> Money {
        Money(
            minorUnits: multiply(
                thousandths, by: each.tenThousandths,
                dividingHalfUpBy: 10_000_000 / each.currency.minorUnitsPerUnit), each.currency)
    }
}

/// The price of one piece in ten-thousandths of the currency's unit, because a mile may cost 0.725.
package struct PiecePrice: Hashable, Sendable, Codable {
    package var tenThousandths: Int
    package var currency: Currency

    package init(tenThousandths: Int, _ currency: Currency) {
        self.tenThousandths = tenThousandths
        self.currency = currency
    }

    /// What an amount comes to a piece; nil where that is no such price to the last decimal.
    package init?(of amount: Money, for quantity: Quantity) {
        let perUnit = 10_000_000 / amount.currency.minorUnitsPerUnit
        let (product, isTooLarge) = amount.minorUnits.multipliedReportingOverflow(by: perUnit)
        guard quantity.thousandths != 0, !isTooLarge,
            product.isMultiple(of: quantity.thousandths)
        else { return nil }
        self.init(tenThousandths: product / quantity.thousandths, amount.currency)
    }
}
