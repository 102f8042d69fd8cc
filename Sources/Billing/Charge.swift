/// Why a figure is what it is, step by step, in the order the steps were taken.
package enum TraceStep: Hashable, Sendable, Codable {
    /// Worked seconds became billed hours.
    case rounded(seconds: Int, rule: String, to: Hours)
    /// Which rate won, and the row it stands in.
    case rate(perHour: Money, source: String, place: Place?)
    /// Hours times rate.
    case multiplied(hours: Hours, perHour: Money, amount: Money)
    case noCharge(reason: String)
    /// The time is covered by an agreed price.
    case covered(by: String)
}

/// How a charge prints on an invoice.
package enum ChargeDisplay: String, Sendable, Codable {
    case amount
    case noCharge = "no-charge"
    case withoutFigures = "without-figures"
    case hidden
}

/// A time entry with its price, and the trace of rules behind it.
package struct Charge: Sendable, Equatable {
    package var entry: TimeEntry
    /// The time as worked, at the firm's decimals.
    package var worked: Hours
    package var billed: Hours
    /// Nil where no rate is needed or shown: covered entries of people without a rate.
    package var perHour: Money?
    package var amount: Money
    /// Billed hours at the entry's own rate, whatever is charged: the shadow value.
    package var standard: Money
    package var display: ChargeDisplay
    package var trace: [TraceStep]

    package init(
        entry: TimeEntry, worked: Hours, billed: Hours, perHour: Money?, amount: Money,
        standard: Money, display: ChargeDisplay, trace: [TraceStep]
    ) {
        self.entry = entry
        self.worked = worked
        self.billed = billed
        self.perHour = perHour
        self.amount = amount
        self.standard = standard
        self.display = display
        self.trace = trace
    }
}

/// A cost with what is charged for it.
package struct CostCharge: Sendable, Equatable {
    package var entry: CostEntry
    package var amount: Money
    package var display: ChargeDisplay

    package init(entry: CostEntry, amount: Money, display: ChargeDisplay) {
        self.entry = entry
        self.amount = amount
        self.display = display
    }
}

/// An amount of the fee that no single entry carries: a flat fee, an agreed value, an adjustment.
package struct FeeItem: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable {
        case flatFee = "flat-fee"
        case agreedValue = "agreed-value"
        case adjustment
    }

    /// How the amount came about, for the client to check with a pencil.
    package enum Arithmetic: Sendable, Equatable, Codable {
        case percent(Percent, of: Money)
    }

    package var kind: Kind
    package var description: String
    /// Nil where the amount is what was agreed and nothing was reckoned.
    package var arithmetic: Arithmetic?
    package var amount: Money
    /// Set where the item may be billed only once.
    package var part: FeePartID?

    package init(
        kind: Kind, description: String, arithmetic: Arithmetic? = nil, amount: Money,
        part: FeePartID? = nil
    ) {
        self.kind = kind
        self.description = description
        self.arithmetic = arithmetic
        self.amount = amount
        self.part = part
    }
}

/// All that one matter is charged in one run, before it is grouped into a statement.
package struct RatedMatter: Sendable {
    package var matter: MatterID
    package var currency: Currency
    package var arrangement: String
    package var charges: [Charge]
    package var items: [FeeItem]
    package var costs: [CostCharge]
    /// Entries that stay unbilled because the part of the price they belong to is not due yet.
    package var waiting: [EntryKey]

    package init(
        matter: MatterID, currency: Currency, arrangement: String, charges: [Charge] = [],
        items: [FeeItem] = [], costs: [CostCharge] = [], waiting: [EntryKey] = []
    ) {
        self.matter = matter
        self.currency = currency
        self.arrangement = arrangement
        self.charges = charges
        self.items = items
        self.costs = costs
        self.waiting = waiting
    }

    package var fees: Money {
        charges.map(\.amount).sum(currency) + items.map(\.amount).sum(currency)
    }

    package var isEmpty: Bool { charges.isEmpty && items.isEmpty && costs.isEmpty }
}
