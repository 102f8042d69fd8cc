/// Hourly rates agreed for everybody, or by class.
package struct BlendedRates: Sendable, Equatable {
    /// Minor units an hour, for those whose class has no rate of its own; nil: they are refused.
    package var perHour: Int?
    /// By the class in small letters.
    package private(set) var byClass: [String: Int]

    /// Of classes that differ only in capital letters the first one by name holds.
    package init(perHour: Int?, byClass: [String: Int] = [:]) {
        self.perHour = perHour
        self.byClass = Dictionary(
            byClass.sorted { $0.key < $1.key }.map { ($0.key.lowercased(), $0.value) }
        ) { first, _ in first }
    }
}

/// A percentage off the rate book. Of several that fit an entry one for its task wins, then one
/// for its class, then one for all.
package struct RateDiscount: Sendable, Equatable {
    package var percent: Percent
    package var rateClass: String?
    /// A task code, or a UTBMS phase for all tasks below it.
    package var task: String?

    package init(percent: Percent, rateClass: String? = nil, task: String? = nil) {
        self.percent = percent
        self.rateClass = rateClass
        self.task = task
    }
}

/// One amount for the matter, an amount a phase, or amounts one after the other (milestones,
/// instalments).
package struct FlatFee: Sendable, Equatable {
    package struct Part: Sendable, Equatable {
        /// By which the ledger knows that it was billed; unique within the arrangement.
        package var id: String
        /// The entry's phase or task code that belongs here; nil takes every entry.
        package var phase: String?
        package var name: String
        package var minorUnits: Int
        package var due: DueDay

        package init(
            id: String? = nil, phase: String? = nil, name: String, minorUnits: Int, due: DueDay
        ) {
            self.id = id ?? phase ?? "whole"
            self.phase = phase
            self.name = name
            self.minorUnits = minorUnits
            self.due = due
        }
    }

    package var parts: [Part]
    package var entries: CoveredEntries

    package init(parts: [Part], entries: CoveredEntries) {
        self.parts = parts
        self.entries = entries
    }
}

/// Something that is counted and has a price.
package struct UnitPrice: Sendable, Equatable {
    package enum Counted: Sendable, Equatable {
        /// Rows of events.csv with this event, by their quantity.
        case events(String)
        /// Time entries with this task, activity or phase code; each is one.
        case entries(String)
    }

    /// As it is printed: "Filing of an application".
    package var name: String
    package var minorUnits: Int
    package var counted: Counted
    /// How many each period of a subscription includes.
    package var included: Int

    package init(name: String, minorUnits: Int, counted: Counted, included: Int = 0) {
        self.name = name
        self.minorUnits = minorUnits
        self.counted = counted
        self.included = included
    }
}

package struct UnitFee: Sendable, Equatable {
    package var units: [UnitPrice]
    package var entries: CoveredEntries

    package init(units: [UnitPrice], entries: CoveredEntries) {
        self.units = units
        self.entries = entries
    }
}

package struct Subscription: Sendable, Equatable {
    package enum Billed: String, Sendable, CaseIterable {
        /// On the first statement that reaches the period's first day.
        case inAdvance = "in-advance"
        /// On the first statement that reaches the period's last day.
        case inArrears = "in-arrears"
    }

    /// What time beyond the included hours costs.
    package enum Overage: Sendable, Equatable {
        /// Nothing: the price covers all.
        case none
        /// Minor units an hour.
        case rate(Int)
        /// A share of the standard value of the time beyond.
        case share(Percent)
    }

    /// What becomes of included hours that were not used.
    package enum Rollover: Sendable, Equatable {
        case none
        /// They may be used in so many periods after their own.
        case periods(Int)
        case unlimited
    }

    package var name: String
    package var minorUnits: Int
    package var every: BillingPeriod
    /// The first day of the first period.
    package var begins: CivilDate
    package var billed: Billed
    /// Nil: all time is covered.
    package var includedHours: Hours?
    package var overage: Overage
    package var rollover: Rollover
    package var units: [UnitPrice]
    package var entries: CoveredEntries

    package init(
        name: String, minorUnits: Int, every: BillingPeriod, begins: CivilDate, billed: Billed,
        includedHours: Hours? = nil, overage: Overage = .none, rollover: Rollover = .none,
        units: [UnitPrice] = [], entries: CoveredEntries
    ) {
        self.name = name
        self.minorUnits = minorUnits
        self.every = every
        self.begins = begins
        self.billed = billed
        self.includedHours = includedHours
        self.overage = overage
        self.rollover = rollover
        self.units = units
        self.entries = entries
    }
}

package struct ContingentFee: Sendable, Equatable {
    package enum Shares: Sendable, Equatable {
        /// Of the sum of all recoveries: each tier's percentage of what lies in it.
        case byAmount([Tier])
        /// Of each recovery, by the stage the case had reached on its day.
        case byStage([Stage])
    }

    package struct Stage: Sendable, Equatable {
        package var name: String
        package var percent: Percent
        /// When the stage begins; the first begins at once.
        package var begins: DueDay

        package init(name: String, percent: Percent, begins: DueDay) {
            self.name = name
            self.percent = percent
            self.begins = begins
        }
    }

    package enum Costs: String, Sendable, CaseIterable {
        /// The share is of the recovery as it came in.
        case beforeCosts = "before-costs"
        /// The matter's costs are taken off the recovery first.
        case afterCosts = "after-costs"
    }

    /// The event in events.csv that records a recovery with its amount.
    package var recovery: String
    package var shares: Shares
    package var costs: Costs
    package var entries: CoveredEntries

    package init(recovery: String, shares: Shares, costs: Costs, entries: CoveredEntries) {
        self.recovery = recovery
        self.shares = shares
        self.costs = costs
        self.entries = entries
    }
}

package struct ReverseContingentFee: Sendable, Equatable {
    /// What the client stood to lose, as agreed.
    package var exposure: Int
    /// The event in events.csv that records what the client had to pay.
    package var outcome: String
    /// Of what was saved: each tier's percentage of what lies in it.
    package var tiers: [Tier]
    package var entries: CoveredEntries

    package init(exposure: Int, outcome: String, tiers: [Tier], entries: CoveredEntries) {
        self.exposure = exposure
        self.outcome = outcome
        self.tiers = tiers
        self.entries = entries
    }
}

package struct AgreedValue: Sendable, Equatable {
    /// Something more that the client may choose.
    package struct Option: Sendable, Equatable {
        package var name: String
        package var minorUnits: Int
        package var isChosen: Bool

        package init(name: String, minorUnits: Int, isChosen: Bool) {
            self.name = name
            self.minorUnits = minorUnits
            self.isChosen = isChosen
        }
    }

    package var deliverable: String
    package var minorUnits: Int
    /// When the deliverable was handed over, or the outcome reached.
    package var due: DueDay
    package var options: [Option]
    package var entries: CoveredEntries

    package init(
        deliverable: String, minorUnits: Int, due: DueDay, options: [Option] = [],
        entries: CoveredEntries
    ) {
        self.deliverable = deliverable
        self.minorUnits = minorUnits
        self.due = due
        self.options = options
        self.entries = entries
    }
}
