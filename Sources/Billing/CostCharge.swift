/// A cost with what is charged for it, and how that came about.
package struct CostCharge: Sendable, Equatable {
    package var entry: CostEntry
    /// What it comes to by the rules, whether it is charged or not.
    package var standard: Money
    package var amount: Money
    /// Hidden where the firm bears the cost: not on the invoice, and on the pro forma as absorbed.
    package var display: ChargeDisplay
    /// Empty where the amount is what was recorded and nothing was reckoned.
    package var steps: [CostStep]
    /// Whether taxes on costs are on this one.
    package var isTaxed: Bool

    package init(
        entry: CostEntry, standard: Money? = nil, amount: Money, display: ChargeDisplay,
        steps: [CostStep] = [], isTaxed: Bool = true
    ) {
        self.entry = entry
        self.standard = standard ?? amount
        self.amount = amount
        self.display = display
        self.steps = steps
        self.isTaxed = isTaxed
    }
}

/// One step from a recorded cost to what is charged, for the client to check with a pencil.
package struct CostStep: Hashable, Sendable, Codable {
    package enum Figure: Hashable, Sendable, Codable {
        case recorded
        /// So many pieces, each at a price.
        case pieces(Quantity, each: PiecePrice)
        /// A percentage on top of what the step before came to.
        case markup(Percent, on: Money)
        /// So many pieces, each at the most that one may cost.
        case ceiling(Quantity, each: PiecePrice)
        /// The most that an entry may come to.
        case most
        case noCharge
        case absorbed
        /// What was marked at it.
        case marked(LineMark)
    }

    package var figure: Figure
    /// What the cost comes to after the step.
    package var amount: Money
    /// The rule that made it so: `firm.yaml, E101`; nil where the entry itself says it.
    package var rule: String?

    package init(_ figure: Figure, _ amount: Money, rule: String? = nil) {
        self.figure = figure
        self.amount = amount
        self.rule = rule
    }

    /// Whether the figure is what its parts make it, after a step that came to `before`.
    func isTrue(after before: Money?) -> Bool {
        switch figure {
        case .recorded: return before == nil
        case .pieces(let quantity, let each): return amount == quantity.times(each)
        case .markup(let percent, let base):
            return before == base && amount == base + base.times(percent)
        case .ceiling(let quantity, let each):
            return amount == quantity.times(each) && isWithin(before)
        case .most: return isWithin(before)
        case .noCharge, .absorbed: return amount.isZero
        case .marked: return true
        }
    }

    private func isWithin(_ before: Money?) -> Bool {
        before.map { abs(amount.minorUnits) < abs($0.minorUnits) } ?? false
    }
}

extension CostLine {
    /// Each step is true, and the last one is the amount.
    var addsUp: Bool {
        var before: Money?
        for step in steps {
            guard step.isTrue(after: before) else { return false }
            before = step.amount
        }
        return (before.map { $0 == amount } ?? true) && (display == .amount || amount.isZero)
    }
}
