/// How a matter's fee is found: one basis, then terms in the order they apply.
///
/// The YAML files under arrangements/ are read into this type, and each basis and each term has
/// its rule in a file of its own under Rating/Bases and Rating/Terms.
package struct FeeArrangement: Sendable, Equatable {
    package var name: String
    package var basis: FeeBasis
    package var terms: [FeeTerm]
    package var place: Place

    package init(
        name: String, basis: FeeBasis, terms: [FeeTerm] = [],
        place: Place = Place(file: "arrangements")
    ) {
        self.name = name
        self.basis = basis
        self.terms = terms
        self.place = place
    }

    package static let hourly = FeeArrangement(name: "Hourly", basis: .hourly)
}

package enum FeeBasis: Sendable, Equatable {
    /// Each entry at its rate.
    case hourly
    /// Agreed amounts, whatever time it takes.
    case flat(FlatFee)
    /// An agreed price for something delivered.
    case agreedValue(AgreedValue)
}

package enum FeeTerm: Sendable, Equatable {
    /// A percentage added to or taken off the fee so far, with the reason the client agreed to.
    case adjustment(PercentAdjustment)
}

/// How entries print whose time is covered by an agreed price.
package enum CoveredEntries: String, Sendable, Codable, CaseIterable {
    /// Listed with their hours, marked as not charged.
    case noCharge = "no-charge"
    /// Listed by date and narrative only.
    case withoutFigures = "without-figures"
    /// Not listed on the invoice; the pro forma still shows them.
    case hidden
}

package struct FlatFee: Sendable, Equatable {
    /// A part of the price: one for the whole matter, or one a phase.
    package struct Part: Sendable, Equatable {
        /// The entry's phase or task code that belongs here; nil takes every entry.
        package var phase: String?
        package var name: String
        package var minorUnits: Int
        /// The part is on the first statement whose period includes this day; nil: not yet.
        package var billed: CivilDate?

        package init(phase: String?, name: String, minorUnits: Int, billed: CivilDate?) {
            self.phase = phase
            self.name = name
            self.minorUnits = minorUnits
            self.billed = billed
        }
    }

    package var parts: [Part]
    package var entries: CoveredEntries

    package init(parts: [Part], entries: CoveredEntries) {
        self.parts = parts
        self.entries = entries
    }
}

package struct AgreedValue: Sendable, Equatable {
    package var deliverable: String
    package var minorUnits: Int
    /// The day the deliverable was handed over; nil: not yet.
    package var delivered: CivilDate?
    package var entries: CoveredEntries

    package init(
        deliverable: String, minorUnits: Int, delivered: CivilDate?, entries: CoveredEntries
    ) {
        self.deliverable = deliverable
        self.minorUnits = minorUnits
        self.delivered = delivered
        self.entries = entries
    }
}

package struct PercentAdjustment: Sendable, Equatable {
    /// Signed: negative takes off, positive adds.
    package var percent: Percent
    package var reason: String

    package init(percent: Percent, reason: String) {
        self.percent = percent
        self.reason = reason
    }
}
