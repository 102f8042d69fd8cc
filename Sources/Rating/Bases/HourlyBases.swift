internal import Billing

// Hourly, blended, discounted: each entry at its billed hours times its rate, as priced.

extension FeeUnderway {
    mutating func chargeHourly(_ priced: [Charge]) {
        charges = priced
    }
}

extension FeeBasis {
    enum AgreedRate {
        case asInTheBook
        case agreed(Money, rule: AgreedRateRule)
        /// The arrangement names no rate for this person.
        case missing
    }

    var isByTheHour: Bool {
        switch self {
        case .hourly, .blended, .discounted: true
        default: false
        }
    }

    /// Whether an entry without a row in the rate book cannot be charged.
    var needsRateBook: Bool {
        switch self {
        case .hourly, .discounted: true
        default: false
        }
    }

    /// The rate that the basis puts in the place of the rate book's, `standard`. A discounted rate
    /// is rounded half up to the minor unit, because it is what is printed.
    func agreedRate(
        for entry: TimeEntry, rateClass: String?, standard: Money?, currency: Currency
    ) -> AgreedRate {
        switch self {
        case .blended(let rates):
            if let rateClass, let own = rates.byClass[rateClass.lowercased()] {
                return .agreed(
                    Money(minorUnits: own, currency), rule: .blended(rateClass: rateClass))
            }
            guard let all = rates.perHour else { return .missing }
            return .agreed(Money(minorUnits: all, currency), rule: .blended(rateClass: nil))
        case .discounted(let discounts):
            guard let standard,
                let discount = discounts.discount(for: entry, rateClass: rateClass)
            else { return .asInTheBook }
            return .agreed(
                standard.times(Percent(thousandths: 100_000 - discount.percent.thousandths)),
                rule: .discounted(
                    discount.percent, rateClass: discount.rateClass, task: discount.task))
        default: return .asInTheBook
        }
    }
}

extension [RateDiscount] {
    fileprivate func discount(for entry: TimeEntry, rateClass: String?) -> RateDiscount? {
        entry.place(among: map(\.task)).map { self[$0] }
            ?? first { $0.task == nil && $0.rateClass != nil && $0.isFor(rateClass) }
            ?? first { $0.task == nil && $0.rateClass == nil }
    }
}

extension RateDiscount {
    fileprivate func isFor(_ other: String?) -> Bool {
        rateClass?.lowercased() == other?.lowercased()
    }
}

extension TimeEntry {
    /// An entry belongs to the phase it names, to its task code's own name, or to the phase that
    /// its UTBMS task code stands under (L110 under L100).
    func belongs(to phase: String) -> Bool {
        if let own = self.phase { return own == phase }
        guard let task else { return false }
        return task == phase || task.prefix(2) + "00" == phase
    }

    /// Which of several phases and task codes the entry belongs to: the one that it names itself
    /// before the phase above it.
    func place(among phases: [String?]) -> Int? {
        let own = phase ?? task
        return phases.firstIndex { $0 != nil && $0 == own }
            ?? phases.firstIndex { $0.map(belongs) ?? false }
    }
}
