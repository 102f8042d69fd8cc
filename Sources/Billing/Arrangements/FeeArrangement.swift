/// How a matter's fee is found: one basis, then terms in the order they apply.
///
/// The YAML files under arrangements/ are read into this type. Each basis and each term has its
/// rule in a file of its own under Rating/Bases and Rating/Terms. Amounts are in minor units of the
/// currency of the matters that name the arrangement.
package struct FeeArrangement: Sendable, Equatable {
    package var name: String
    /// By the day from which they hold; the first holds from the beginning.
    package var agreements: [Agreement]
    /// Before the firm's own, setting by setting; they hold for all agreements.
    package var costRules: CostRules
    /// How statements are paid; it holds for all agreements.
    package var payment: PaymentTerms
    package var place: Place

    package init(
        name: String, agreements: [Agreement], costRules: CostRules = CostRules(),
        payment: PaymentTerms = PaymentTerms(),
        place: Place = Place(file: "arrangements")
    ) {
        self.name = name
        self.agreements = agreements
        self.costRules = costRules
        self.payment = payment
        self.place = place
    }

    package init(
        name: String, basis: FeeBasis, terms: [FeeTerm] = [],
        place: Place = Place(file: "arrangements")
    ) {
        self.init(
            name: name, agreements: [Agreement(name: name, basis: basis, terms: terms)],
            place: place)
    }

    package static let hourly = FeeArrangement(
        name: PlainName.hourly.text, basis: .hourly)

    /// The agreement that holds for work of this day.
    package func agreement(on day: CivilDate) -> Agreement? {
        agreements.last { $0.from.map { $0 <= day } ?? true }
    }

    /// Each time at its rate and nothing else: such a matter has nothing to bill without work.
    package var isPlainlyHourly: Bool {
        agreements.allSatisfy { $0.basis == .hourly && $0.terms.isEmpty }
    }
}

/// What was agreed with a client for work from a day on, until the next agreement replaces it.
package struct Agreement: Sendable, Equatable {
    /// The first work day; nil: from the beginning.
    package var from: CivilDate?
    /// As it is printed.
    package var name: String
    package var basis: FeeBasis
    package var terms: [FeeTerm]

    package init(from: CivilDate? = nil, name: String, basis: FeeBasis, terms: [FeeTerm] = []) {
        self.from = from
        self.name = name
        self.basis = basis
        self.terms = terms
    }
}

package enum FeeBasis: Sendable, Equatable {
    /// Each entry at its rate in the rate book.
    case hourly
    /// Each entry at a rate agreed for everybody, or for everybody of a class.
    case blended(BlendedRates)
    /// Each entry at its rate in the rate book less an agreed share.
    case discounted([RateDiscount])
    /// Agreed amounts, whatever time it takes.
    case flat(FlatFee)
    /// So much a filing, a page, a hearing.
    case units(UnitFee)
    /// So much a month, quarter or year, with hours or units included.
    case subscription(Subscription)
    /// A share of what was recovered.
    case contingent(ContingentFee)
    /// A share of what was saved.
    case reverseContingent(ReverseContingentFee)
    /// An agreed price for something delivered.
    case agreedValue(AgreedValue)
}

package enum FeeTerm: Sendable, Equatable {
    /// A percentage added to or taken off the fee so far, with the reason the client agreed to.
    case adjustment(PercentAdjustment)
    /// A percentage or an amount taken off fees, costs or both.
    case discount(Discount)
    /// Not to exceed.
    case cap(FeeCap)
    /// A minimum fee.
    case floor(FeeFloor)
    /// A target with a band; what lies beyond is shared.
    case collar(FeeCollar)
    /// A share of what stayed below a target.
    case sharedSavings(SharedSavings)
    /// A discount that grows with the fees.
    case volumeDiscount(VolumeDiscount)
    /// A share withheld until an event.
    case holdback(Holdback)
    /// A fee for an agreed result.
    case successFee(SuccessFee)
    /// What the client adds or takes off within an agreed band.
    case valueAdjustment(ValueAdjustment)
    /// An attorney's figure for the whole fee, spread over the entries.
    case setFee(SetFee)
}

/// How entries print whose time is covered by an agreed price.
package enum CoveredEntries: String, Sendable, Codable, CaseIterable {
    /// Listed with their hours, marked as not charged.
    case noCharge = "no-charge"
    /// Listed by date and narrative only.
    case withoutFigures = "without-figures"
    /// Not listed on the invoice; the pro forma still shows them.
    case hidden
    /// Listed with their share of the price, by standard value.
    case prorated
}

/// When a priced part falls due: it is on the first statement whose period includes the day.
package enum DueDay: Sendable, Hashable {
    case notYet
    case on(CivilDate)
    /// The day on which events.csv records this event.
    case event(String)
}

/// A length of time by which periods are counted from a day on.
package enum BillingPeriod: String, Sendable, CaseIterable {
    case month, quarter, year

    package var months: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .year: 12
        }
    }
}

/// A percentage for what lies above `from`, up to the `from` of the next tier.
package struct Tier: Sendable, Equatable {
    /// In minor units.
    package var from: Int
    package var percent: Percent

    package init(from: Int, percent: Percent) {
        self.from = from
        self.percent = percent
    }
}

/// A percentage, or an amount in minor units.
package enum Extent: Sendable, Equatable {
    case percent(Percent)
    case amount(Int)
}
