package import Billing

/// Turns unbilled work into charges: prices each entry, then lets the matter's arrangement decide.
///
/// To add an arrangement: a case in Billing/FeeArrangement.swift, its rule in a file under Bases/
/// or Terms/, a line in the `switch` below, and its YAML in Loading/ArrangementFile.swift.
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
    /// `billedParts` are the parts of arrangements that earlier invoices carry. Nil where
    /// something is wrong, which `diagnostics` tells.
    package func rate(
        _ work: UnbilledWork, through: CivilDate, billedParts: Set<FeePartID>,
        reporting diagnostics: inout [Diagnostic]
    ) -> RatedMatter? {
        guard let matter = registers.matters[work.matter] else { return nil }
        guard let arrangement = arrangement(of: matter, reporting: &diagnostics) else {
            return nil
        }
        let currency = registers.currency(of: matter, in: firm)
        let needsRate = arrangement.basis == .hourly
        var priced: [Charge] = []
        var isWhole = true
        for entry in work.time where entry.disposition != .nonBillable && entry.date <= through {
            if let charge = price(
                entry, of: matter, currency: currency, needsRate: needsRate,
                reporting: &diagnostics)
            {
                priced.append(charge)
            } else {
                isWhole = false
            }
        }
        guard isWhole else { return nil }

        var rated = RatedMatter(
            matter: matter.id, currency: currency, arrangement: arrangement.name)
        rated.costs = work.costs.filter { $0.disposition != .nonBillable && $0.date <= through }
            .map { chargeCost($0, currency: currency) }
        let found = diagnostics.count
        switch arrangement.basis {
        case .hourly:
            chargeHourly(priced, to: &rated)
        case .flat(let fee):
            chargeFlat(
                fee, named: arrangement.name, priced, to: &rated, through: through,
                billedParts: billedParts, reporting: &diagnostics)
        case .agreedValue(let value):
            chargeAgreedValue(
                value, priced, to: &rated, through: through, billedParts: billedParts)
        }
        for term in arrangement.terms {
            switch term {
            case .adjustment(let adjustment): apply(adjustment, to: &rated)
            }
        }
        return diagnostics[found...].hasErrors ? nil : rated
    }

    private func arrangement(
        of matter: Matter, reporting diagnostics: inout [Diagnostic]
    ) -> FeeArrangement? {
        guard let name = matter.arrangement else {
            diagnostics.append(
                Diagnostic(
                    .arrangementMissing, at: matter.place,
                    "matter \(matter.id) has no fee arrangement",
                    remedy: "write \"hourly\", or the name of a file under arrangements/, "
                        + "in its arrangement cell"))
            return nil
        }
        // A name that no file answers was reported when the registers were read.
        return registers.arrangements[name]
    }

    // MARK: One entry

    private func price(
        _ entry: TimeEntry, of matter: Matter, currency: Currency, needsRate: Bool,
        reporting diagnostics: inout [Diagnostic]
    ) -> Charge? {
        let practice = matter.time
            .falling(backTo: registers.clients[matter.client]?.time ?? TimePractice())
            .falling(backTo: firm.time)
        let worked = Hours(seconds: entry.seconds, decimals: firm.hoursDecimals)
        let (billed, rule) = billedHours(
            seconds: entry.seconds, practice: practice, decimals: firm.hoursDecimals)
        var charge = Charge(
            entry: entry, worked: worked, billed: billed, perHour: nil, amount: .zero(currency),
            standard: .zero(currency), display: .amount,
            trace: [.rounded(seconds: entry.seconds, rule: rule, to: billed)])
        let person = registers.timekeepers[entry.timekeeper]
        var asked = entry
        if !firm.usesExportRates { asked.rateMinorUnits = nil }
        guard
            let found = rates.rate(
                for: asked, client: matter.client, rateClass: person?.rateClass,
                currency: currency)
        else {
            diagnostics.append(missingRate(entry, currency: currency, isError: needsRate))
            return needsRate ? nil : charge
        }
        charge.perHour = found.perHour
        charge.standard = billed.times(found.perHour)
        charge.trace.append(
            .rate(perHour: found.perHour, source: found.source, place: found.place))
        charge.amount = charge.standard
        if entry.disposition == .noCharge {
            charge.amount = .zero(currency)
            charge.display = .noCharge
            charge.trace.append(.noCharge(reason: "the entry is marked no charge"))
        } else {
            charge.trace.append(
                .multiplied(hours: billed, perHour: found.perHour, amount: charge.amount))
        }
        return charge
    }

    private func missingRate(
        _ entry: TimeEntry, currency: Currency, isError: Bool
    ) -> Diagnostic {
        Diagnostic(
            isError ? .error : .warning, .rateMissing, at: entry.place,
            "no rate in \(currency) for timekeeper \"\(entry.timekeeper)\" on \(entry.date)",
            remedy: "add a row to rates.csv effective on or before that date"
                + (isError ? "" : "; until then the matter's standard value leaves this entry out"))
    }

    private func chargeCost(_ entry: CostEntry, currency: Currency) -> CostCharge {
        let isFree = entry.disposition == .noCharge
        return CostCharge(
            entry: entry,
            amount: isFree
                ? .zero(currency)
                : Money(
                    minorUnits: entry.minorUnits, currency),
            display: isFree ? .noCharge : .amount)
    }
}
