internal import Billing

/// Subscription: so much a period, with hours or units included.
///
/// Time counts with the period in which it was worked, and is billed when that period has ended;
/// time of a period already billed counts with the first one that is billed now. Hours not used may
/// be carried into later periods, the oldest used first.
extension FeeUnderway {
    mutating func charge(_ subscription: Subscription, _ priced: [Charge]) {
        let periods = subscription.periods(reachedBy: days.upperBound)
        for period in periods { billPrice(subscription, of: period) }

        let ended = periods.filter { $0.last <= days.upperBound }
        guard subscription.includedHours != nil || !subscription.units.isEmpty else {
            // The price covers whatever was done until the end of the last period.
            let isCovered = { (charge: Charge) in
                ended.last.map { charge.entry.date <= $0.last } ?? false
            }
            cover(
                priced.filter(isCovered), by: subscription.name, shown: subscription.entries,
                itemsFrom: items.count)
            waiting += priced.filter { !isCovered($0) }.map(\.entry.key)
            return
        }
        let open = ended.filter { !wasBilled($0.part + "/time") }
        var left = priced
        for period in open {
            let ofPeriod = left.filter { $0.entry.date <= period.last }
            left.removeAll { $0.entry.date <= period.last }
            billTime(ofPeriod, of: period, subscription)
        }
        // Work dated in the period that still runs waits for its end; so does late work of earlier
        // ones when no period ends now.
        waiting += left.map(\.entry.key)
    }

    private mutating func billPrice(_ subscription: Subscription, of period: Period) {
        let due = subscription.billed == .inAdvance ? period.first : period.last
        guard due <= days.upperBound, !wasBilled(period.part) else { return }
        items.append(
            FeeItem(
                kind: .subscription,
                description: "\(subscription.name), \(period.first) – \(period.last)",
                amount: money(subscription.minorUnits),
                part: FeePartID(matter: matter.id, part: period.part)))
    }

    private mutating func billTime(
        _ priced: [Charge], of period: Period, _ subscription: Subscription
    ) {
        let first = items.count
        for unit in subscription.units {
            let count = countUnbilled(unit, among: priced, upTo: period.last)
            let over = count - unit.included
            guard over > 0 else { continue }
            let price = money(unit.minorUnits)
            items.append(
                FeeItem(
                    kind: .overage, description: unit.name,
                    working: [
                        .sum(.beyond, count, -unit.included), .product(.quantity, over, price),
                    ], amount: money(over * unit.minorUnits)))
        }
        var overage = billOverage(priced, of: period, subscription)
        overage.part = FeePartID(matter: matter.id, part: period.part + "/time")
        items.append(overage)
        cover(priced, by: subscription.name, shown: subscription.entries, itemsFrom: first)
    }

    /// What time beyond the included hours costs; an item without amount where there is none, so
    /// that the period's time counts as billed.
    private mutating func billOverage(
        _ priced: [Charge], of period: Period, _ subscription: Subscription
    ) -> FeeItem {
        var item = FeeItem(
            kind: .overage, description: "\(period.first) – \(period.last)",
            amount: .zero(currency))
        guard let included = subscription.includedHours else { return item }
        let counted = priced.filter { $0.entry.disposition == .billable }
        let used = counted.map(\.billed).sum()
        let carried = carriedHours(into: period, subscription)
        let carriedIn = carried.map(\.hours).sum()
        item.working = [.given(.included, included)]
        if carriedIn > .zero { item.working.append(.given(.carriedIn, carriedIn)) }
        item.working.append(.given(.used, used))
        let beyond = used - included - carriedIn
        redeem(carried, used: max(.zero, used - included))
        if used < included, subscription.rollover != .none {
            tally(
                "subscription/\(period.first)", .unused, (included - used).tenThousandths)
        }
        guard beyond > .zero else { return item }
        item.working.append(.sum(.beyond, used, .zero - included, .zero - carriedIn))
        switch subscription.overage {
        case .none: break
        case .rate(let perHour):
            let step = WorkingStep.product(.quantity, beyond, money(perHour))
            item.working.append(step)
            item.amount = step.money ?? item.amount
        case .share(let percent):
            let value = standardValue(ofLast: beyond, in: counted)
            let step = WorkingStep.percent(.share, percent, of: value)
            item.working.append(step)
            item.amount = step.money ?? item.amount
        }
        return item
    }

    /// The standard value of the hours that came last, by day, person and entry; of an entry that
    /// only partly counts, its share rounded half up.
    private func standardValue(ofLast beyond: Hours, in counted: [Charge]) -> Money {
        var left = beyond
        var value = Money.zero(currency)
        let lastFirst = counted.sorted {
            ($1.entry.date, $1.entry.timekeeper, $1.entry.key)
                < ($0.entry.date, $0.entry.timekeeper, $0.entry.key)
        }
        for charge in lastFirst where left > .zero && charge.billed > .zero {
            let part = min(left, charge.billed)
            value += money(
                multiply(
                    charge.standard.minorUnits, by: part.tenThousandths,
                    dividingHalfUpBy: charge.billed.tenThousandths))
            left = left - part
        }
        return value
    }

    // MARK: Hours carried over

    /// Unused hours of earlier periods that this one may use, oldest first.
    private func carriedHours(
        into period: Period, _ subscription: Subscription
    ) -> [(term: String, hours: Hours)] {
        let back: Int
        switch subscription.rollover {
        case .none: return []
        case .periods(let count): back = count
        case .unlimited: back = period.index
        }
        let earlier = max(0, period.index - back)..<period.index
        return earlier.compactMap { index in
            let term = "subscription/\(subscription.period(index).first)"
            let here = tallies.reduce(0) { sum, tally in
                guard tally.term == term else { return sum }
                return sum + (tally.measure == .unused ? tally.amount : -tally.amount)
            }
            let left = history.sum(term, .unused) - history.sum(term, .redeemed) + here
            return left > 0 ? (term, Hours(tenThousandths: left)) : nil
        }
    }

    private mutating func redeem(_ carried: [(term: String, hours: Hours)], used: Hours) {
        var left = used
        for (term, hours) in carried where left > .zero {
            let part = min(left, hours)
            tally(term, .redeemed, part.tenThousandths)
            left = left - part
        }
    }
}

private struct Period {
    var index: Int
    var first: CivilDate
    var last: CivilDate
    var part: String { "subscription/\(first)" }
}

extension Subscription {
    fileprivate func period(_ index: Int) -> Period {
        let first = begins.adding(months: index * every.months)
        let next = begins.adding(months: (index + 1) * every.months)
        return Period(index: index, first: first, last: next.adding(days: -1))
    }

    /// All periods that have begun.
    fileprivate func periods(reachedBy day: CivilDate) -> [Period] {
        var periods: [Period] = []
        while period(periods.count).first <= day { periods.append(period(periods.count)) }
        return periods
    }
}
