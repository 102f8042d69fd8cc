internal import Billing

/// Floor: a minimum fee over a statement, a month, a year or the matter. What is missing is added
/// when the span has ended, by the agreement that holds on that day.
///
/// Where no statement ended on the last day of a month or year, the first one after it makes up for
/// it; that statement's own fees count for its own month or year.
extension FeeUnderway {
    mutating func apply(_ floor: FeeFloor) {
        let before = floor.counted(
            on: history.statements(in: floor.span),
            before: history.countedBefore(floor.countedBefore, in: floor.span))
        if isDue(floor.span) { add(floor, before: money(before), soFar: fee) }
        tally(floor.ledgerName, .counted, counting: fee)
        makeUp(floor)
    }

    private mutating func add(_ floor: FeeFloor, before: Money, soFar: Money) {
        let minimum = money(floor.minorUnits)
        let missing = minimum - before - soFar
        guard missing.minorUnits > 0 else { return }
        var working: [WorkingStep] = [.given(.minimum, minimum)]
        if !before.isZero { working.append(.given(.countedBefore, before)) }
        working += [
            .given(.feeSoFar, soFar),
            before.isZero
                ? .sum(.result, minimum, -soFar) : .sum(.result, minimum, -before, -soFar),
        ]
        items.append(FeeItem(kind: .minimumFee, working: working, amount: missing))
    }

    private func isDue(_ span: TermSpan) -> Bool {
        guard holdsAtTheEnd else { return false }
        let closed = matter.closed.flatMap { $0 <= history.through ? $0 : nil }
        switch span {
        case .statement: return hasSomethingToBill
        case .matter: return closed != nil
        case .month, .year, .rollingTwelveMonths:
            guard let span = history.days(of: span), !isBeforeOpening else { return false }
            // Of a closed matter the month or year in which it was closed is the last.
            return closed.map(span.contains) ?? (span.upperBound == history.through)
        }
    }

    private var isBeforeOpening: Bool { matter.opened.map { history.through < $0 } ?? false }

    private var hasSomethingToBill: Bool {
        !charges.isEmpty || !items.isEmpty || !costs.isEmpty || history.isUnderway
    }

    private mutating func makeUp(_ floor: FeeFloor) {
        guard holdsAtTheEnd, let ended = history.daysJustEnded(of: floor.span),
            days.contains(ended.upperBound)
        else { return }
        let statements = history.statements(within: ended)
        // A matter that was closed by the last of them had its minimum there.
        if let closed = matter.closed, statements.contains(where: { closed <= $0.periodEnd }) {
            return
        }
        // Only where the floor was agreed already.
        guard statements.contains(where: { $0.has(floor.ledgerName, .counted) }) else { return }
        let minimum = money(floor.minorUnits)
        let counted = money(
            floor.counted(
                on: statements,
                before: history.countedBefore(floor.countedBefore, within: ended)))
        let missing = minimum - counted
        guard missing.minorUnits > 0 else { return }
        items.append(
            FeeItem(
                kind: .minimumFee, days: ended,
                working: [
                    .given(.minimum, minimum), .given(.countedBefore, counted),
                    .sum(.result, minimum, -counted),
                ], amount: missing))
    }
}

extension FeeFloor {
    fileprivate func counted(on statements: [PastStatement], before: Int) -> Int {
        statements.reduce(before) { $0 + $1.counted(ledgerName, .counted, orElse: $1.fees) }
    }
}
