package import Billing

/// Turns unbilled work into charges: prices each entry, then lets the matter's arrangement decide.
///
/// To add an arrangement: a case in Billing/Arrangements/FeeArrangement.swift, its rule in a file
/// under Bases/ or Terms/, a line in a `switch` below, and its YAML under Loading/Arrangements.
package struct Rater: Sendable {
    private let firm: Firm
    private let registers: Registers
    private let rates: RateLookup
    /// What is wrong with the rate book itself.
    package let diagnostics: [Diagnostic]

    package init(firm: Firm, registers: Registers) {
        self.firm = firm
        self.registers = registers
        var diagnostics: [Diagnostic] = []
        rates = RateLookup(registers.rates, reporting: &diagnostics)
        self.diagnostics = diagnostics
    }

    /// Rates one matter's work dated on or before `through`.
    ///
    /// `past` is what was billed before, of all matters that an arrangement may look at. Nil where
    /// something is wrong, which `diagnostics` tells.
    package func rate(
        _ work: UnbilledWork, through: CivilDate, past: Past,
        reporting diagnostics: inout [Diagnostic]
    ) -> RatedMatter? {
        guard let matter = registers.matters[work.matter] else { return nil }
        guard let arrangement = arrangement(of: matter, reporting: &diagnostics) else {
            return nil
        }
        let found = diagnostics.count
        let currency = registers.currency(of: matter, in: firm)
        let pricing = EntryPricing(
            firm: firm, registers: registers, rates: rates, matter: matter, currency: currency)
        let costPricing = CostPricing(
            arrangement: arrangement.costRules, firm: firm.costRules, currency: currency)
        var rated = RatedMatter(matter: matter.id, currency: currency)
        rated.mark = work.mark
        var history = FeeHistory(
            matter: matter, firm: firm, registers: registers, through: through, past: past)
        let agreements = arrangement.agreements(through: through)
        let terms = agreements.map(\.agreement.terms)
        var handedOver: Set<EntryKey> = []
        for (index, (agreement, days)) in agreements.enumerated() {
            let isRated = { (entry: TimeEntry) in
                entry.disposition != .nonBillable
                    && (days.contains(entry.date) || handedOver.contains(entry.key))
            }
            let time =
                work.time.allSatisfy(isRated) ? work.time : work.time.filter(isRated)
            let costs = work.costs.filter {
                $0.disposition != .nonBillable && days.contains($0.date)
            }
            let (charged, held) = costPricing.charge(
                costs, marked: work.marks, reporting: &diagnostics)
            var fee = FeeUnderway(
                agreement: agreement, matter: matter, currency: currency, days: days,
                events: registers.events[matter.id] ?? [], history: history,
                laterTerms: Set(terms[(index + 1)...].joined().compactMap(\.ledgerName)),
                costs: charged)
            let priced = pricing.price(
                time, marked: work.marks, by: agreement.basis, reporting: &diagnostics)
            guard let priced else { continue }
            fee.apply(agreement.basis, to: priced)
            handedOver =
                index + 1 < agreements.count
                ? fee.handOver(to: agreements[index + 1].agreement) : []
            fee.reportStranded()
            for term in agreement.terms { fee.apply(term) }
            if index == agreements.count - 1 { fee.apply(work.mark) }
            fee.count(towards: terms.joined())
            diagnostics += fee.diagnostics
            history = fee.historyAfter
            rated.add(fee)
            rated.waiting += held
        }
        rated.keepAbsorbedForLater()
        if terms.joined().contains(where: \.isHoldback) || history.held != 0 {
            rated.standing.held = Money(minorUnits: history.held, currency)
        }
        return diagnostics[found...].hasErrors ? nil : rated
    }

    private func arrangement(
        of matter: Matter, reporting diagnostics: inout [Diagnostic]
    ) -> FeeArrangement? {
        if let arrangement = registers.arrangement(of: matter) { return arrangement }
        // A name that no file answers was reported when the registers were read.
        if matter.arrangement == nil {
            diagnostics.append(
                Diagnostic(
                    .arrangementMissing, at: matter.place,
                    "matter \(matter.id) has no fee arrangement",
                    remedy: "write \"hourly\", or the name of a file under arrangements/, "
                        + "in its arrangement cell"))
        }
        return nil
    }
}

extension FeeUnderway {
    fileprivate mutating func apply(_ basis: FeeBasis, to priced: [Charge]) {
        switch basis {
        case .hourly, .blended, .discounted: chargeHourly(priced)
        case .flat(let fee): charge(fee, priced)
        case .units(let fee): charge(fee, priced)
        case .subscription(let subscription): charge(subscription, priced)
        case .contingent(let fee): charge(fee, priced)
        case .reverseContingent(let fee): charge(fee, priced)
        case .agreedValue(let value): charge(value, priced)
        }
        countLines()
    }

    fileprivate mutating func apply(_ term: FeeTerm) {
        switch term {
        case .adjustment(let adjustment): apply(adjustment)
        case .discount(let discount): apply(discount)
        case .cap(let cap): apply(cap)
        case .floor(let floor): apply(floor)
        case .collar(let collar): apply(collar)
        case .sharedSavings(let savings): apply(savings)
        case .volumeDiscount(let discount): apply(discount)
        case .holdback(let holdback): apply(holdback)
        case .successFee(let fee): apply(fee)
        case .valueAdjustment(let adjustment): apply(adjustment)
        case .setFee(let figure): apply(figure)
        }
    }
}

extension FeeArrangement {
    /// Each agreement with the work days it holds for, up to `through`.
    fileprivate func agreements(
        through: CivilDate
    ) -> [(agreement: Agreement, days: ClosedRange<CivilDate>)] {
        let first = CivilDate(dayNumber: Int.min / 2)
        return agreements.indices.compactMap { index in
            let begins = agreements[index].from ?? first
            let next = index + 1 < agreements.count ? agreements[index + 1].from : nil
            let ends = next.map { min($0.adding(days: -1), through) } ?? through
            return begins <= ends ? (agreements[index], begins...ends) : nil
        }
    }
}

extension RatedMatter {
    fileprivate mutating func add(_ fee: FeeUnderway) {
        if charges.isEmpty { charges = fee.charges } else { charges += fee.charges }
        if !fee.charges.isEmpty || !fee.items.isEmpty { sections.append(fee.section) }
        costs += fee.costs
        costItems += fee.costItems
        waiting += fee.waiting
        tallies += fee.tallies
        standing = fee.standing
    }

    /// Costs that the firm bears go with a bill, and are no reason for one.
    fileprivate mutating func keepAbsorbedForLater() {
        guard charges.isEmpty, items.isEmpty, costItems.isEmpty,
            costs.allSatisfy({ $0.display == .hidden })
        else { return }
        waiting += costs.map(\.entry.key)
        costs = []
    }
}
