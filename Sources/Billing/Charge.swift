/// Why a figure is what it is, step by step, in the order the steps were taken.
package enum TraceStep: Hashable, Sendable, Codable {
    /// Worked seconds became billed hours.
    case rounded(seconds: Int, rule: String, to: Hours)
    /// All that the person did that day for the matter was rounded as one; the entry bears a share.
    case roundedTogether(entries: Int, seconds: Int, rule: String, to: Hours)
    /// Which rate won, and the row it stands in.
    case rate(perHour: Money, source: String, place: Place?)
    /// The rate that the arrangement puts in its place.
    case agreedRate(perHour: Money, rule: AgreedRateRule)
    /// Hours times rate.
    case multiplied(hours: Hours, perHour: Money, amount: Money)
    case noCharge(reason: String)
    /// The time is covered by an agreed price.
    case covered(by: String)
    /// The entry bears its share of an amount that was found for several.
    case spread(by: String, amount: Money)
    /// What was marked at it.
    case marked(LineMark)
    /// The hours and the narrative of another line come on top.
    case combined(LineID, hours: Hours)
}

/// Why an arrangement's rate is what it is. Words are made of it when it is told.
package enum AgreedRateRule: Hashable, Sendable, Codable, CustomStringConvertible {
    case blended(rateClass: String?)
    case discounted(Percent, rateClass: String?, task: String?)

    package var description: String {
        switch self {
        case .blended(let rateClass):
            "blended rate" + (rateClass.map { " for class \($0)" } ?? "")
        case .discounted(let percent, let rateClass, let task):
            "\(plainPercent(percent)) off "
                + (task.map { "for task \($0)" } ?? rateClass.map { "for class \($0)" }
                    ?? "the rate")
        }
    }
}

/// How a charge prints on an invoice.
package enum ChargeDisplay: String, Sendable, Codable {
    case amount
    /// A share of a price: no rate.
    case share
    case noCharge = "no-charge"
    case withoutFigures = "without-figures"
    case hidden
    /// Not on the invoice; on the pro forma as such.
    case writtenOff = "written-off"
    /// Part of another line; on the pro forma as such.
    case combined

    /// Whether an invoice has the line.
    package var isListed: Bool {
        switch self {
        case .hidden, .writtenOff, .combined: false
        case .amount, .share, .noCharge, .withoutFigures: true
        }
    }
}

/// A time entry with its price, and the trace of rules behind it.
package struct Charge: Sendable, Equatable {
    package var entry: TimeEntry
    /// Of an entry that was divided: which of its lines, from 1.
    package var part: Int?
    /// The time as worked, at the firm's decimals.
    package var worked: Hours
    package var billed: Hours
    /// Nil where no rate is needed or shown: covered entries of people without a rate.
    package var perHour: Money?
    package var amount: Money
    /// What of the amount is not hours times rate: its share of what was written up or down.
    package var adjustment: Money
    /// Billed hours at the entry's own rate, whatever is charged: the shadow value.
    package var standard: Money
    package var display: ChargeDisplay
    package var trace: [TraceStep]

    package init(
        entry: TimeEntry, worked: Hours, billed: Hours, perHour: Money?, amount: Money,
        adjustment: Money? = nil, standard: Money, display: ChargeDisplay, trace: [TraceStep]
    ) {
        self.entry = entry
        self.worked = worked
        self.billed = billed
        self.perHour = perHour
        self.amount = amount
        self.adjustment = adjustment ?? .zero(amount.currency)
        self.standard = standard
        self.display = display
        self.trace = trace
    }
}

/// All that one matter is charged in one run, before it is grouped into a statement.
package struct RatedMatter: Sendable, Equatable {
    package var matter: MatterID
    package var currency: Currency
    package var charges: [Charge]
    /// One an agreement; the charges of their entries follow one another by date.
    package var sections: [FeeSection]
    package var costs: [CostCharge]
    /// What terms add to the costs or take off them.
    package var costItems: [FeeItem]
    /// Entries that stay unbilled: the part of the price they belong to is not due yet, or the cost
    /// is held.
    package var waiting: [EntryKey]
    package var tallies: [Tally]
    package var standing: ArrangementStanding
    /// What was marked at the matter as a whole.
    package var mark = MarkedMatter()

    package init(
        matter: MatterID, currency: Currency, charges: [Charge] = [], sections: [FeeSection] = [],
        costs: [CostCharge] = [], costItems: [FeeItem] = [], waiting: [EntryKey] = [],
        tallies: [Tally] = [], standing: ArrangementStanding = ArrangementStanding()
    ) {
        self.matter = matter
        self.currency = currency
        self.charges = charges
        self.sections = sections
        self.costs = costs
        self.costItems = costItems
        self.waiting = waiting
        self.tallies = tallies
        self.standing = standing
    }

    package var items: [FeeItem] { sections.flatMap(\.items) }

    package var fees: Money { sections.map(\.fee).sum(currency) }

    package var costsTotal: Money {
        costs.map(\.amount).sum(currency) + costItems.map(\.amount).sum(currency)
    }

    package var isEmpty: Bool {
        charges.isEmpty && items.isEmpty && costs.isEmpty && costItems.isEmpty
    }
}

/// Where the matter stands with its arrangement after this statement; for the pro forma.
package struct ArrangementStanding: Sendable, Equatable, Codable {
    /// The tightest cap, and what is left of it.
    package var cap: Money?
    package var capLeft: Money?
    /// What is held back, with this statement's part.
    package var held: Money?

    package init(cap: Money? = nil, capLeft: Money? = nil, held: Money? = nil) {
        self.cap = cap
        self.capLeft = capLeft
        self.held = held
    }
}
