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
    func price(
        _ entries: [TimeEntry], by basis: FeeBasis, reporting diagnostics: inout [Diagnostic]
    ) -> [Charge]? {
        let practice = matter.time
            .falling(backTo: registers.clients[matter.client]?.time ?? TimePractice())
            .falling(backTo: firm.time)
        let billed = billTime(entries, practice: practice, decimals: firm.hoursDecimals)
        var priced: [Charge] = []
        priced.reserveCapacity(entries.count)
        for (entry, time) in zip(entries, billed) {
            if let charge = price(entry, time, by: basis, reporting: &diagnostics) {
                priced.append(charge)
            }
        }
        return priced.count == entries.count ? priced : nil
    }

    private func price(
        _ entry: TimeEntry, _ time: BilledTime, by basis: FeeBasis,
        reporting diagnostics: inout [Diagnostic]
    ) -> Charge? {
        let worked = Hours(seconds: entry.seconds, decimals: firm.hoursDecimals)
        var charge = Charge(
            entry: entry, worked: worked, billed: time.hours, perHour: nil,
            amount: .zero(currency), standard: .zero(currency), display: .amount,
            trace: time.steps(worked: entry.seconds))
        let rateClass = registers.timekeepers[entry.timekeeper]?.rateClass
        var asked = entry
        if !firm.usesExportRates { asked.rateMinorUnits = nil }
        let found = rates.rate(
            for: asked, client: matter.client, rateClass: rateClass, currency: currency)
        if let found {
            charge.perHour = found.perHour
            charge.standard = time.hours.times(found.perHour)
            charge.trace.append(
                .rate(perHour: found.perHour, source: found.source, place: found.place))
        } else {
            diagnostics.append(missingRate(entry, isError: basis.needsRateBook))
            if basis.needsRateBook { return nil }
        }
        guard basis.isByTheHour else {
            charge.amount = charge.standard
            return charge.free(if: entry.disposition == .noCharge)
        }
        switch basis.agreedRate(
            for: entry, rateClass: rateClass, standard: charge.perHour, currency: currency)
        {
        case .asInTheBook: break
        case .agreed(let perHour, let rule):
            charge.perHour = perHour
            charge.trace.append(.agreedRate(perHour: perHour, rule: rule))
        case .missing:
            diagnostics.append(missingBlend(entry, rateClass: rateClass))
            return nil
        }
        guard let perHour = charge.perHour else { return nil }
        charge.amount = time.hours.times(perHour)
        charge = charge.free(if: entry.disposition == .noCharge)
        if entry.disposition != .noCharge {
            charge.trace.append(
                .multiplied(hours: time.hours, perHour: perHour, amount: charge.amount))
        }
        return charge
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

extension Charge {
    fileprivate func free(if isFree: Bool) -> Charge {
        guard isFree else { return self }
        var charge = self
        charge.amount = .zero(amount.currency)
        charge.display = .noCharge
        charge.trace.append(.noCharge(reason: "the entry is marked no charge"))
        return charge
    }
}
