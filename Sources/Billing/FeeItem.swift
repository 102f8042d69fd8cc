/// An amount of the fee that no single entry carries: a price, or what a term adds or takes off.
package struct FeeItem: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case flatFee = "flat-fee"
        case units
        case subscription
        case overage
        case contingentFee = "contingent-fee"
        case reverseContingentFee = "reverse-contingent-fee"
        case agreedValue = "agreed-value"
        case option
        case adjustment
        case discount
        case overCap = "over-cap"
        case carriedOver = "carried-over"
        case minimumFee = "minimum-fee"
        case collar
        case sharedSavings = "shared-savings"
        case volumeDiscount = "volume-discount"
        case holdback
        case release
        case successFee = "success-fee"
        case valueAdjustment = "value-adjustment"
        case setFee = "set-fee"
    }

    package var kind: Kind
    /// In the firm's or the client's own words; may be empty.
    package var description: String
    /// The period that the item is for, where it is for one.
    package var days: ClosedRange<CivilDate>?
    /// How the amount came about. Empty where it is what was agreed and nothing was reckoned.
    package var working: [WorkingStep]
    package var amount: Money
    /// Set where the item may be billed only once.
    package var part: FeePartID?
    /// The amount is spread over the lines: here it is zero, and the working tells it.
    package var isInLines: Bool
    /// The client has not said its figure yet.
    package var isOpen: Bool

    package init(
        kind: Kind, description: String = "", days: ClosedRange<CivilDate>? = nil,
        working: [WorkingStep] = [], amount: Money, part: FeePartID? = nil, isInLines: Bool = false,
        isOpen: Bool = false
    ) {
        self.kind = kind
        self.description = description
        self.days = days
        self.working = working
        self.amount = amount
        self.part = part
        self.isInLines = isInLines
        self.isOpen = isOpen
    }
}

/// One step of a reckoning, for the client to check with a pencil: a name, how the figure is made,
/// and the figure.
package struct WorkingStep: Sendable, Hashable, Codable {
    package enum Name: String, Sendable, Codable, CaseIterable {
        /// What the lines and items above come to.
        case feeSoFar = "fee-so-far"
        case costsSoFar = "costs-so-far"
        case countedBefore = "counted-before"
        case billedBefore = "billed-before"
        case counted
        case cap
        case room
        case overCap = "over-cap"
        case carriedIn = "carried-in"
        /// Left for later: hours not used, or what lies above a cap.
        case carriedOut = "carried-out"
        case minimum
        case target
        case upperEdge = "upper-edge"
        case lowerEdge = "lower-edge"
        case beyond
        case share
        case tier
        case givenBefore = "given-before"
        case catchUp = "catch-up"
        case heldBefore = "held-before"
        case heldNow = "held-now"
        case released
        case forfeited
        case heldAfter = "held-after"
        case recovery
        case costs
        case exposure
        case outcome
        case saved
        case result
        case ceiling
        case price
        case included
        case used
        case quantity
        case bandUp = "band-up"
        case bandDown = "band-down"
        case fee
    }

    package enum Value: Sendable, Hashable, Codable {
        case money(Money)
        case hours(Hours)
        case count(Int)
    }

    package enum Figure: Sendable, Hashable, Codable {
        /// Agreed, recorded, or known from before.
        case given
        case percent(Percent, of: Money)
        /// Signed.
        case sum([Value])
        case product(Value, Money)
    }

    package var name: Name
    /// What in particular: a phase, a stage, an event.
    package var note: String
    /// The day of the event that the figure comes from.
    package var day: CivilDate?
    package var figure: Figure
    package var result: Value

    private init(_ name: Name, _ note: String, _ figure: Figure, _ result: Value) {
        self.name = name
        self.note = note
        self.figure = figure
        self.result = result
    }

    package static func given(
        _ name: Name, _ money: Money, _ note: String = "", on day: CivilDate? = nil
    ) -> WorkingStep {
        var step = WorkingStep(name, note, .given, .money(money))
        step.day = day
        return step
    }

    package static func given(_ name: Name, _ hours: Hours, _ note: String = "") -> WorkingStep {
        WorkingStep(name, note, .given, .hours(hours))
    }

    package static func given(_ name: Name, _ count: Int, _ note: String = "") -> WorkingStep {
        WorkingStep(name, note, .given, .count(count))
    }

    /// Rounded half away from zero once.
    package static func percent(
        _ name: Name, _ percent: Percent, of base: Money, _ note: String = ""
    ) -> WorkingStep {
        WorkingStep(name, note, .percent(percent, of: base), .money(base.times(percent)))
    }

    /// Signed amounts of one currency.
    package static func sum(
        _ name: Name, _ amounts: [Money], _ currency: Currency, _ note: String = ""
    ) -> WorkingStep {
        WorkingStep(name, note, .sum(amounts.map(Value.money)), .money(amounts.sum(currency)))
    }

    package static func sum(_ name: Name, _ first: Money, _ others: Money...) -> WorkingStep {
        sum(name, [first] + others, first.currency)
    }

    package static func sum(_ name: Name, _ first: Hours, _ others: Hours...) -> WorkingStep {
        let all = [first] + others
        return WorkingStep(name, "", .sum(all.map(Value.hours)), .hours(all.sum()))
    }

    package static func sum(_ name: Name, _ first: Int, _ others: Int...) -> WorkingStep {
        let all = [first] + others
        return WorkingStep(name, "", .sum(all.map(Value.count)), .count(all.reduce(0, +)))
    }

    package static func product(
        _ name: Name, _ hours: Hours, _ price: Money, _ note: String = ""
    ) -> WorkingStep {
        WorkingStep(name, note, .product(.hours(hours), price), .money(hours.times(price)))
    }

    package static func product(
        _ name: Name, _ count: Int, _ price: Money, _ note: String = ""
    ) -> WorkingStep {
        WorkingStep(
            name, note, .product(.count(count), price),
            .money(Money(minorUnits: count * price.minorUnits, price.currency)))
    }

    /// The result in money; nil for hours and counts.
    package var money: Money? {
        guard case .money(let money) = result else { return nil }
        return money
    }

    /// Whether the figure is what its parts make it.
    package var isTrue: Bool {
        switch (figure, result) {
        case (.given, _): true
        case (.percent(let percent, let base), .money(let money)): money == base.times(percent)
        case (.product(.hours(let hours), let price), .money(let money)):
            money == hours.times(price)
        case (.product(.count(let count), let price), .money(let money)):
            money.minorUnits == count * price.minorUnits
        case (.sum(let values), let sum):
            values.allSatisfy { $0.isAlike(sum) }
                && values.reduce(0) { $0 + $1.size } == sum.size
        default: false
        }
    }
}

extension WorkingStep.Value {
    package var money: Money? {
        guard case .money(let money) = self else { return nil }
        return money
    }

    /// In the smallest unit of its kind: minor units, ten-thousandths of an hour, pieces.
    package var size: Int {
        switch self {
        case .money(let money): money.minorUnits
        case .hours(let hours): hours.tenThousandths
        case .count(let count): count
        }
    }

    fileprivate func isAlike(_ other: Self) -> Bool {
        switch (self, other) {
        case (.money(let one), .money(let other)): one.currency == other.currency
        case (.hours, .hours), (.count, .count): true
        default: false
        }
    }
}

/// What a term counted on a statement and later statements go on from: what was held back, what
/// counted towards a cap. In minor units, ten-thousandths of an hour, or units.
package struct Tally: Sendable, Hashable, Codable {
    package enum Measure: String, Sendable, Codable {
        /// Towards a cap or a floor.
        case counted
        /// Above a cap, to be billed later. Negative once it is.
        case carried
        /// The fees that a volume discount, a collar or a shared saving goes by.
        case volume
        /// What a volume discount took off; positive.
        case given
        /// The percentage that a volume discount had reached, in thousandths.
        case tier
        case held, released, forfeited
        /// What a contingent fee or a success fee came to.
        case billed
        /// Events or entries counted and billed.
        case units
        /// Hours that a subscription's period included and nobody used; the term names the period.
        case unused
        /// Hours of those that late work of the period, or a later period, used after all.
        case redeemed
    }

    /// Which term of the arrangement: `cap/month`, `holdback/verdict`.
    package var term: String
    package var measure: Measure
    package var amount: Int

    package init(term: String, measure: Measure, amount: Int) {
        self.term = term
        self.measure = measure
        self.amount = amount
    }
}

/// What one agreement makes of the work it holds for.
package struct FeeSection: Sendable, Equatable, Codable {
    /// The agreement's name.
    package var agreement: String
    /// Its first work day, where it replaced another.
    package var from: CivilDate?
    /// What the lines of its entries come to.
    package var time: Money
    package var items: [FeeItem]
    package var fee: Money

    package init(agreement: String, from: CivilDate? = nil, time: Money, items: [FeeItem]) {
        self.agreement = agreement
        self.from = from
        self.time = time
        self.items = items
        fee = time + items.map(\.amount).sum(time.currency)
    }
}

/// A priced part of an arrangement (a phase, a deliverable) that is billed once.
package struct FeePartID: Hashable, Sendable, Codable {
    package var matter: MatterID
    package var part: String

    package init(matter: MatterID, part: String) {
        self.matter = matter
        self.part = part
    }
}
