internal import Billing

// What was marked at entries and at the matter, after they were priced as if nothing was.

extension Charge {
    /// The entry keeps its worked time and its standard value; what is billed of it changes.
    mutating func mark(by line: MarkedLine, currency: Currency) {
        if let narrative = line.narrative { entry.narrative = narrative }
        if let hours = line.hours { billed = hours }
        if let rate = line.perHour { perHour = rate }
        if display == .amount, let perHour { amount = billed.times(perHour) }
        if let marked = line.amount {
            display = perHour == nil ? .share : .amount
            adjustment = marked - (perHour.map { billed.times($0) } ?? marked)
            amount = marked
        }
        if line.hours != nil || line.perHour != nil || line.amount != nil {
            // Whoever names a figure charges it, also where the entry came as no charge.
            if entry.disposition == .noCharge, line.amount == nil, let perHour {
                amount = billed.times(perHour)
                display = .amount
            }
            entry.disposition = .billable
        }
        if line.isNoCharge { waive(as: .noCharge) }
        if line.isWrittenOff {
            waive(as: .writtenOff)
            billed = .zero
        }
        trace += line.marks.map { .marked($0) }
        guard display == .amount, line.hours != nil || line.perHour != nil, let perHour else {
            return
        }
        trace.append(.multiplied(hours: billed, perHour: perHour, amount: amount))
    }

    private mutating func waive(as display: ChargeDisplay) {
        entry.disposition = .noCharge
        amount = .zero(amount.currency)
        adjustment = .zero(amount.currency)
        self.display = display
    }

    /// One charge for each part; the worked time and the standard value are shared by their hours.
    func divided(into parts: [LinePart]) -> [Charge] {
        let weights = parts.map(\.hours.tenThousandths)
        let seconds = proRata(entry.seconds, by: weights)
        let worked = proRata(worked.tenThousandths, by: weights)
        let standards = proRata(standard.minorUnits, by: weights)
        return parts.indices.map { index in
            var charge = self
            charge.part = index + 1
            charge.entry.narrative = parts[index].narrative
            charge.entry.seconds = seconds[index]
            charge.worked = Hours(tenThousandths: worked[index])
            charge.standard = Money(minorUnits: standards[index], standard.currency)
            charge.billed = display == .writtenOff ? .zero : parts[index].hours
            if display == .amount, let perHour {
                charge.amount = charge.billed.times(perHour)
                charge.adjustment = .zero(amount.currency)
                charge.trace.append(
                    .multiplied(hours: charge.billed, perHour: perHour, amount: charge.amount))
            }
            return charge
        }
    }
}

extension [Charge] {
    /// Lines that were combined with one of these go into it; one whose partner is not here stands
    /// for itself.
    mutating func combine(_ marks: [EntryKey: MarkedLine]) {
        for index in indices {
            guard let partner = marks[self[index].entry.key]?.partner,
                let target = firstIndex(where: { $0.entry.key == partner.entry }),
                target != index, self[target].part == nil, self[index].part == nil
            else { continue }
            let line = self[index]
            self[target].take(line, hasOwnText: marks[partner.entry]?.narrative != nil)
            self[index].billed = .zero
            self[index].amount = .zero(line.amount.currency)
            self[index].adjustment = .zero(line.amount.currency)
            self[index].display = .combined
        }
    }
}

extension Charge {
    fileprivate mutating func take(_ line: Charge, hasOwnText: Bool) {
        billed += line.billed
        if !hasOwnText { entry.narrative += "; " + line.entry.narrative }
        trace.append(.combined(LineID(line.entry.key), hours: line.billed))
        guard display == .amount, let perHour else {
            amount += line.amount
            return
        }
        amount = billed.times(perHour) + adjustment
        trace.append(.multiplied(hours: billed, perHour: perHour, amount: amount))
    }
}

extension CostCharge {
    mutating func mark(by line: MarkedLine) {
        if let text = line.narrative { entry.description = text }
        for mark in line.marks {
            switch mark.change {
            case .amount(let marked):
                amount = marked
                display = .amount
            case .noCharge:
                amount = .zero(amount.currency)
                display = .noCharge
            case .writeOff:
                amount = .zero(amount.currency)
                display = .writtenOff
            default: break
            }
            // The first step says what the next ones go on from.
            if steps.isEmpty { steps.append(CostStep(.recorded, standard)) }
            steps.append(CostStep(.marked(mark), amount))
        }
    }
}

extension FeeUnderway {
    /// What was marked at the matter's fee, after the terms of its arrangement. A figure for the fees
    /// is for all agreements on the statement, and the last one bears what it differs by.
    mutating func apply(_ mark: MarkedMatter) {
        for mark in mark.feeMarks {
            switch mark.change {
            case .discountPercent(let percent):
                apply(Discount(extent: .percent(percent), reason: mark.reason))
            case .discountAmount(let amount):
                apply(Discount(extent: .amount(amount.minorUnits), reason: mark.reason))
            case .fees(let fees):
                let earlier = history.statements(in: .statement).reduce(0) { $0 + $1.fees }
                bring(feeTo: fees - money(earlier), reason: mark.reason, part: nil)
            default: break
            }
        }
    }
}
