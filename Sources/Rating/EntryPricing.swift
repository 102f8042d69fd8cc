internal import Billing

/// Prices the entries of one matter: worked seconds to billed hours, and hours at their rate.
struct EntryPricing {
    let firm: Firm
    let registers: Registers
    let rates: RateLookup
    let matter: Matter
    let currency: Currency

    /// Nil where an entry cannot be priced, which `diagnostics` tells. The standard value is at the
    /// rate book's rate whatever the basis; the amount is at the rate that the basis says.
    /// What was marked at entries goes before both.
    func price(
        _ entries: [TimeEntry], marked marks: [EntryKey: MarkedLine] = [:], by basis: FeeBasis,
        reporting diagnostics: inout [Diagnostic]
    ) -> [Charge]? {
        let practice = matter.time
            .falling(backTo: registers.clients[matter.client]?.time ?? TimePractice())
            .falling(backTo: firm.time)
        let billed = billTime(entries, practice: practice, decimals: firm.hoursDecimals)
        var known = KnownRates(pricing: self)
        var priced: [Charge] = []
        priced.reserveCapacity(entries.count)
        for (entry, time) in zip(entries, billed) {
            if let charge = price(entry, time, by: basis, &known, reporting: &diagnostics) {
                priced.append(charge)
            }
        }
        guard priced.count == entries.count else { return nil }
        return marks.isEmpty ? priced : marked(priced, by: marks)
    }

    private func marked(_ priced: [Charge], by marks: [EntryKey: MarkedLine]) -> [Charge] {
        var charges: [Charge] = []
        charges.reserveCapacity(priced.count)
        for charge in priced {
            guard let line = marks[charge.entry.key] else {
                charges.append(charge)
                continue
            }
            var charge = charge
            charge.mark(by: line, currency: currency)
            charges += line.parts.map { charge.divided(into: $0) } ?? [charge]
        }
        charges.combine(marks)
        return charges
    }

    private func price(
        _ entry: TimeEntry, _ time: BilledTime, by basis: FeeBasis, _ known: inout KnownRates,
        reporting diagnostics: inout [Diagnostic]
    ) -> Charge? {
        let (rateClass, found) = known.rate(for: entry)
        if found == nil {
            diagnostics.append(missingRate(entry, isError: basis.needsRateBook))
            if basis.needsRateBook { return nil }
        }
        let agreed = basis.agreedRate(
            for: entry, rateClass: rateClass, standard: found?.perHour, currency: currency)
        if case .missing = agreed {
            diagnostics.append(missingBlend(entry, rateClass: rateClass))
            return nil
        }
        let standard = found.map { time.hours.times($0.perHour) } ?? .zero(currency)
        var charge = Charge(
            entry: entry,
            worked: Hours(seconds: entry.seconds, decimals: firm.hoursDecimals),
            billed: time.hours, perHour: found?.perHour, amount: standard, standard: standard,
            display: .amount, trace: [])
        if case .agreed(let perHour, _) = agreed {
            charge.perHour = perHour
            charge.amount = time.hours.times(perHour)
        }
        if entry.disposition == .noCharge {
            charge.amount = .zero(currency)
            charge.display = .noCharge
        }
        charge.trace = trace(of: charge, time, found, agreed, isByTheHour: basis.isByTheHour)
        return charge
    }

    private func trace(
        of charge: Charge, _ time: BilledTime, _ found: RateLookup.Found?,
        _ agreed: FeeBasis.AgreedRate, isByTheHour: Bool
    ) -> [TraceStep] {
        var steps: [TraceStep] = []
        steps.reserveCapacity(4)
        steps += time.steps(worked: charge.entry.seconds)
        if let found {
            steps.append(
                .rate(perHour: found.perHour, source: found.source, place: found.place))
        }
        if case .agreed(let perHour, let rule) = agreed {
            steps.append(.agreedRate(perHour: perHour, rule: rule))
        }
        if charge.entry.disposition == .noCharge {
            steps.append(.noCharge(reason: "the entry is marked no charge"))
        } else if isByTheHour, let perHour = charge.perHour {
            steps.append(
                .multiplied(hours: time.hours, perHour: perHour, amount: charge.amount))
        }
        return steps
    }

    private func missingRate(_ entry: TimeEntry, isError: Bool) -> Diagnostic {
        Diagnostic(
            isError ? .error : .warning, .rateMissing, at: entry.place,
            "no rate in \(currency) for timekeeper \"\(entry.timekeeper)\" on \(entry.date)",
            remedy: "add a row to rates.csv effective on or before that date"
                + (isError ? "" : "; until then the matter's standard value leaves this entry out"))
    }

    private func missingBlend(_ entry: TimeEntry, rateClass: String?) -> Diagnostic {
        Diagnostic(
            .error, .rateMissing, at: entry.place,
            "the arrangement of matter \(matter.id) has no blended rate for timekeeper "
                + "\"\(entry.timekeeper)\"" + (rateClass.map { ", class \"\($0)\"" } ?? ""),
            remedy: "give the arrangement a rate for that class, or one for everybody")
    }
}

/// The rates of one matter as far as entries have asked for them: who did what kind of work is
/// looked up once, and each entry takes the row in force on its day.
private struct KnownRates {
    private struct Work: Hashable {
        var timekeeper: TimekeeperID
        var task: String?
        var activity: String?
    }

    private let pricing: EntryPricing
    private var known: [Work: (rateClass: String?, answers: [RateLookup.Answer])] = [:]

    init(pricing: EntryPricing) {
        self.pricing = pricing
    }

    mutating func rate(for entry: TimeEntry) -> (rateClass: String?, found: RateLookup.Found?) {
        let work = Work(
            timekeeper: entry.timekeeper, task: pricing.rates.decidingTask(of: entry),
            activity: pricing.rates.decidingActivity(of: entry))
        let (rateClass, answers) = known[work] ?? lookUp(entry, work)
        let found = RateLookup.rate(
            for: entry, among: answers, pricing.currency, usesOwn: pricing.firm.usesExportRates)
        return (rateClass, found)
    }

    private mutating func lookUp(
        _ entry: TimeEntry, _ work: Work
    ) -> (rateClass: String?, answers: [RateLookup.Answer]) {
        let rateClass = pricing.registers.timekeepers[entry.timekeeper]?.rateClass
        let question = RateLookup.Question(
            about: entry, client: pricing.matter.client, rateClass: rateClass,
            currency: pricing.currency)
        let answers = pricing.rates.answers(to: question)
        known[work] = (rateClass, answers)
        return (rateClass, answers)
    }
}
