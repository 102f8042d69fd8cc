internal import Billing

/// Subscription: so much a period, with hours or units included.
///
/// Time counts with the period in which it was worked, and is billed when that period has ended;
/// late time uses what its period has left, on the next statement. Work from before the first period
/// counts with the first, and work from after the matter was closed with the last. Hours not used may
/// be carried into later periods, the oldest used first.
extension FeeUnderway {
    mutating func charge(_ subscription: Subscription, _ priced: [Charge]) {
        let lastDay = min(days.upperBound, matter.closed ?? days.upperBound)
        let periods = subscription.periods(reachedBy: lastDay)
            // Those that ended before this agreement began are none of its own.
            .filter { days.lowerBound <= $0.last }
        refuseCutShort(periods.last, subscription)
        for period in periods { billPrice(subscription, of: period) }

        let covered = periods.filter { subscription.covers($0, by: days.upperBound) }
        let byPeriod = Dictionary(grouping: priced) { periods.holding($0.entry.date)?.index }
        let settled = Set(covered.map(\.index))
        waiting += priced.map(\.entry).filter {
            periods.holding($0.date).map { !settled.contains($0.index) } ?? true
        }.map(\.key)
        for period in covered {
            let ofPeriod = byPeriod[period.index] ?? []
            let first = items.count
            for unit in subscription.units {
                billUnits(unit, among: ofPeriod, of: period, periods)
            }
            if let included = subscription.includedHours {
                billHours(ofPeriod, of: period, included, subscription)
            }
            cover(
                ofPeriod, by: subscription.name, shown: subscription.entries, itemsFrom: first)
        }
    }

    private mutating func billPrice(_ subscription: Subscription, of period: Period) {
        let due = subscription.billed == .inAdvance ? period.first : period.last
        guard due <= days.upperBound, !wasBilled(period.ledgerName) else { return }
        items.append(
            FeeItem(
                kind: .subscription,
                description: subscription.name, days: period.first...period.last,
                amount: money(subscription.minorUnits),
                part: FeePartID(matter: matter.id, part: period.ledgerName)))
    }

    /// Half a period has neither a price nor hours: the next agreement must begin with one.
    private mutating func refuseCutShort(_ running: Period?, _ subscription: Subscription) {
        guard !holdsAtTheEnd, let running, days.upperBound < running.last else { return }
        let (from, next) = (days.upperBound.adding(days: 1), running.last.adding(days: 1))
        diagnostics.append(
            Diagnostic(
                .arrangementMeaningless, at: arrangementPlace,
                "the agreement from \(from) begins within a period of \"\(subscription.name)\", "
                    + "\(running.first) – \(running.last)",
                remedy: "let it begin on \(running.first) or on \(next)"))
    }

    // MARK: Units beyond those included

    /// What was billed of a period's units is a tally: late ones, and quantities put right later,
    /// change what lies beyond the included ones.
    private mutating func billUnits(
        _ unit: UnitPrice, among priced: [Charge], of period: Period, _ periods: [Period]
    ) {
        let term = period.ledgerName + "/" + unit.ledgerName
        let before = history.sum(term, .units)
        let now: Int
        switch unit.counted {
        case .entries(let code): now = priced.count { $0.isUnit(code) }
        case .events(let name):
            let all = ownEvents(name).filter { periods.holding($0.date)?.index == period.index }
            now = all.quantity - before
        }
        tally(term, .units, now)
        let counted = before + now
        let billed = max(0, before - unit.included)
        let over = max(0, counted - unit.included) - billed
        guard over != 0 else { return }
        var working: [WorkingStep] = []
        if unit.included > 0 || before != 0 {
            working = [.given(.included, unit.included), .given(.used, counted)]
            if counted > unit.included {
                working.append(.sum(.beyond, counted, -unit.included))
            }
            if billed != 0 { working.append(.given(.billedBefore, billed)) }
        }
        let price = WorkingStep.product(.quantity, over, money(unit.minorUnits))
        items.append(
            FeeItem(
                kind: .overage, description: unit.name, working: working + [price],
                amount: price.money ?? .zero(currency)))
    }

    // MARK: Hours beyond those included

    /// What time beyond the included hours costs. A period's first reckoning is an item even where
    /// that is nothing: it tells the hours used, and that they were reckoned.
    private mutating func billHours(
        _ priced: [Charge], of period: Period, _ included: Hours, _ subscription: Subscription
    ) {
        let part = period.ledgerName + "/time"
        let isLate = wasBilled(part)
        let counted = priced.filter { $0.entry.disposition == .billable }
        let used = counted.map(\.billed).sum()
        guard !isLate || used > .zero else { return }

        let room = isLate ? unusedHours(of: period.ledgerName) : included
        let carried = carriedHours(into: period, subscription)
        let carriedIn = carried.map(\.hours).sum()
        var item = FeeItem(
            kind: .overage, days: period.first...period.last,
            working: [.given(isLate ? .room : .included, room)], amount: .zero(currency),
            part: isLate ? nil : FeePartID(matter: matter.id, part: part))
        if carriedIn > .zero { item.working.append(.given(.carriedIn, carriedIn)) }
        item.working.append(.given(.used, used))
        if isLate {
            tally(period.ledgerName, .redeemed, min(used, room).tenThousandths)
        } else {
            tally(period.ledgerName, .unused, max(.zero, room - used).tenThousandths)
        }
        redeem(carried, used: max(.zero, used - room))
        let beyond = used - room - carriedIn
        if beyond > .zero {
            item.working.append(
                carriedIn > .zero
                    ? .sum(.beyond, used, .zero - room, .zero - carriedIn)
                    : .sum(.beyond, used, .zero - room))
            if let step = price(of: beyond, among: counted, subscription.overage) {
                item.working.append(step)
                item.amount = step.money ?? item.amount
            }
        }
        if !isLate {
            let next = subscription.period(period.index + 1)
            let left = carriedHours(into: next, subscription).map(\.hours).sum()
            if left > .zero { item.working.append(.given(.carriedOut, left)) }
        }
        items.append(item)
    }

    private func price(
        of beyond: Hours, among counted: [Charge], _ overage: Subscription.Overage
    ) -> WorkingStep? {
        switch overage {
        case .none: nil
        case .rate(let perHour): .product(.quantity, beyond, money(perHour))
        case .share(let percent):
            .percent(.share, percent, of: standardValue(ofLast: beyond, in: counted))
        }
    }

    /// The standard value of the hours that came last, by day, person and entry; of an entry that
    /// only partly counts, its share rounded half up.
    private func standardValue(ofLast beyond: Hours, in counted: [Charge]) -> Money {
        var left = beyond
        var value = Money.zero(currency)
        for line in counted.asPrinted(counted.indices).reversed() where left > .zero {
            let charge = counted[line]
            guard charge.billed > .zero else { continue }
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
            let term = subscription.period(index).ledgerName
            let hours = unusedHours(of: term)
            return hours > .zero ? (term, hours) : nil
        }
    }

    /// What neither its own nor later periods have used of a period's hours.
    private func unusedHours(of term: String) -> Hours {
        Hours(
            tenThousandths: history.sum(term, .unused) + tallies.sum(term, .unused)
                - history.sum(term, .redeemed) - tallies.sum(term, .redeemed))
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
    /// Also the ledger's name for the period's price.
    var ledgerName: String { "subscription/\(first)" }
}

extension [Period] {
    /// The period that a day counts with; nil where it lies in one that has not begun. They follow
    /// one another: work from before them counts with the first.
    fileprivate func holding(_ day: CivilDate) -> Period? {
        last { $0.first <= day } ?? first
    }
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

    /// Whether the work of a period is billed: when it has ended, or at once where all of it is
    /// covered by a price that is billed already.
    fileprivate func covers(_ period: Period, by day: CivilDate) -> Bool {
        period.last <= day
            || (includedHours == nil && units.isEmpty && billed == .inAdvance)
    }
}
