package struct PercentAdjustment: Sendable, Equatable {
    /// Signed: negative takes off, positive adds.
    package var percent: Percent
    package var reason: String

    package init(percent: Percent, reason: String) {
        self.percent = percent
        self.reason = reason
    }
}

package struct Discount: Sendable, Equatable {
    package var extent: Extent
    package var onFees: Bool
    package var onCosts: Bool
    package var reason: String

    package init(extent: Extent, onFees: Bool = true, onCosts: Bool = false, reason: String) {
        self.extent = extent
        self.onFees = onFees
        self.onCosts = onCosts
        self.reason = reason
    }
}

/// Over which statements a limit counts. A statement belongs to the month or year in which its
/// period ends.
package enum TermSpan: Sendable, Equatable {
    case statement
    case month
    /// A calendar year, or one that begins on the day and month given.
    case year(beginning: CivilDate?)
    case rollingTwelveMonths
    case matter
}

/// Not to exceed.
package struct FeeCap: Sendable, Equatable {
    package enum Excess: String, Sendable, CaseIterable {
        case writtenOff = "written-off"
        /// It is billed later, as far as there is room.
        case carried
    }

    package var minorUnits: Int
    package var span: TermSpan
    /// Only entries of this phase count and are capped.
    package var phase: String?
    package var countsCosts: Bool
    package var excess: Excess
    /// Percentages of the cap at which the biller is warned.
    package var alerts: [Percent]
    /// What counted before the firm used Engross: over the matter, or in the month or year of the
    /// matter's first statement.
    package var countedBefore: Int

    package init(
        minorUnits: Int, span: TermSpan, phase: String? = nil, countsCosts: Bool = false,
        excess: Excess = .writtenOff, alerts: [Percent] = [], countedBefore: Int = 0
    ) {
        self.minorUnits = minorUnits
        self.span = span
        self.phase = phase
        self.countsCosts = countsCosts
        self.excess = excess
        self.alerts = alerts
        self.countedBefore = countedBefore
    }
}

/// A minimum fee. Over a statement it is due where there is something to bill; over a month or a
/// year when that has ended, with work or without; over the matter once the matter is closed.
package struct FeeFloor: Sendable, Equatable {
    package var minorUnits: Int
    package var span: TermSpan
    package var countedBefore: Int

    package init(minorUnits: Int, span: TermSpan, countedBefore: Int = 0) {
        self.minorUnits = minorUnits
        self.span = span
        self.countedBefore = countedBefore
    }
}

/// When a target is settled against the fees.
package enum Settlement: Sendable, Equatable {
    /// On each statement that has a fee, against that.
    case eachStatement
    /// Once, against all fees of the matter since an earlier settlement.
    case once(DueDay)
}

/// A target with a band around it. Both readings of each choice are in use, so each arrangement
/// says which it means.
package struct FeeCollar: Sendable, Equatable {
    package enum Inside: String, Sendable, CaseIterable {
        /// Inside the band the target is billed.
        case target
        /// Inside the band the time is billed as it is.
        case actual
    }

    package enum Measured: String, Sendable, CaseIterable {
        case fromEdge = "from-edge"
        case fromTarget = "from-target"
    }

    package var target: Int
    /// How far the band reaches above and below the target.
    package var up: Extent
    package var down: Extent
    package var inside: Inside
    package var measured: Measured
    /// The client's share of what lies above the band: it is added.
    package var clientPaysAbove: Percent
    /// The client's share of what lies below the band: it is taken off.
    package var clientSavesBelow: Percent
    package var settlement: Settlement

    package init(
        target: Int, up: Extent, down: Extent, inside: Inside, measured: Measured,
        clientPaysAbove: Percent, clientSavesBelow: Percent, settlement: Settlement
    ) {
        self.target = target
        self.up = up
        self.down = down
        self.inside = inside
        self.measured = measured
        self.clientPaysAbove = clientPaysAbove
        self.clientSavesBelow = clientSavesBelow
        self.settlement = settlement
    }
}

/// The firm's share of what the fees stayed below a target.
package struct SharedSavings: Sendable, Equatable {
    package var target: Int
    package var firmShare: Percent
    package var settlement: Settlement

    package init(target: Int, firmShare: Percent, settlement: Settlement) {
        self.target = target
        self.firmShare = firmShare
        self.settlement = settlement
    }
}

package struct VolumeDiscount: Sendable, Equatable {
    package enum Scope: Sendable, Equatable {
        case matter
        case client
        /// The client and these others.
        case group([ClientID])
    }

    package enum Method: String, Sendable, CaseIterable {
        /// Each tier's percentage of the fees that lie in it.
        case marginal
        /// The percentage of the tier that is reached, on all fees of the span.
        case retroactive
    }

    package var scope: Scope
    package var span: TermSpan
    package var method: Method
    package var tiers: [Tier]
    /// Fees before the firm used Engross, discounted by the same tiers: over the matter, or in the
    /// span of the first statement.
    package var countedBefore: Int

    package init(
        scope: Scope, span: TermSpan, method: Method, tiers: [Tier], countedBefore: Int = 0
    ) {
        self.scope = scope
        self.span = span
        self.method = method
        self.tiers = tiers
        self.countedBefore = countedBefore
    }
}

/// A share of each statement's fee that is billed only after an event. The event's percentage or
/// amount in events.csv says how much is released; without either, all. What is left of the balance
/// then is forfeited.
package struct Holdback: Sendable, Equatable {
    package var percent: Percent
    package var release: String
    package var reason: String

    package init(percent: Percent, release: String, reason: String) {
        self.percent = percent
        self.release = release
        self.reason = reason
    }
}

package struct SuccessFee: Sendable, Equatable {
    package enum Amount: Sendable, Equatable {
        /// In minor units.
        case fixed(Int)
        /// Of all fees of the matter up to and with this statement.
        case ofFees(Percent)
        /// Of the amount that events.csv records: each tier's percentage of what lies in it.
        case ofResult([Tier])
    }

    package var name: String
    package var event: String
    package var amount: Amount
    /// The most that it can come to, in minor units.
    package var ceiling: Int?

    package init(name: String, event: String, amount: Amount, ceiling: Int? = nil) {
        self.name = name
        self.event = event
        self.amount = amount
        self.ceiling = ceiling
    }
}

/// The client's own judgement of the work. Its figure is recorded in events.csv: a percentage or an
/// amount, signed, within the band. Each record is for one statement, the first that waits for it.
package struct ValueAdjustment: Sendable, Equatable {
    package var event: String
    /// The most that may be added, and taken off.
    package var up: Extent
    package var down: Extent

    package init(event: String, up: Extent, down: Extent) {
        self.event = event
        self.up = up
        self.down = down
    }
}

/// An attorney's figure for the fee of one statement, before other terms.
package struct SetFee: Sendable, Equatable {
    package var minorUnits: Int
    /// The first statement whose period ends in the month of this day.
    package var month: CivilDate
    package var reason: String

    package init(minorUnits: Int, month: CivilDate, reason: String) {
        self.minorUnits = minorUnits
        self.month = month
        self.reason = reason
    }
}
