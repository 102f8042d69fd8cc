internal import Billing

/// Floor: a minimum fee over a statement, a month, a year or the matter. What is missing is added
/// when the span ends.
extension FeeUnderway {
    mutating func apply(_ floor: FeeFloor) {
        let term = "floor/" + floor.span.name
        let before = money(
            history.statements(in: floor.span).reduce(floor.countedBefore) {
                $0 + $1.counted(term, .counted, orElse: $1.fees)
            })
        let minimum = money(floor.minorUnits)
        let soFar = fee
        let missing = minimum - before - soFar
        if missing.minorUnits > 0, isDue(floor.span) {
            var working: [WorkingStep] = [
                .given(.minimum, minimum), .given(.feeSoFar, soFar),
            ]
            if !before.isZero { working.append(.given(.countedBefore, before)) }
            working.append(
                before.isZero
                    ? .sum(.result, minimum, -soFar) : .sum(.result, minimum, -before, -soFar))
            items.append(FeeItem(kind: .minimumFee, working: working, amount: missing))
        }
        tallies.append(Tally(term: term, measure: .counted, amount: fee.minorUnits))
    }

    private func isDue(_ span: TermSpan) -> Bool {
        switch span {
        case .statement, .month, .rollingTwelveMonths: true
        case .year(let beginning):
            // The year ends with this statement's period, or has ended since its own last one.
            history.isLastDay(ofYearBeginning: beginning)
        case .matter: matter.closed.map { $0 <= days.upperBound } ?? false
        }
    }
}
