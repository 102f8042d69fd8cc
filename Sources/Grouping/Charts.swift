internal import Billing

/// Reckons the figures of a statement's charts. A chart without anything to show is left out.
struct ChartFigures {
    let statement: Statement
    let histories: [MatterHistory]
    let budgets: [Money?]

    private static let mostPersons = 12
    private static let mostMonths = 12

    func chart(_ kind: ChartKind) -> Chart? {
        switch kind {
        case .hoursByTimekeeper: hoursByTimekeeper
        case .feesByMonth: feesByMonth
        case .ageing: ageing
        }
    }

    private var hoursByTimekeeper: Chart? {
        // What the client is not shown in the lines is in no chart either.
        let isHidden =
            statement.kind != .proforma
            && statement.matters.contains {
                $0.presentation?.hidesHours == true || $0.presentation?.isOneLine == true
            }
        guard !isHidden else { return nil }
        let rows = statement.matters.flatMap(\.timekeepers).filter { $0.hours > .zero }
        let persons = Dictionary(grouping: rows, by: \.timekeeper).map { person, rows in
            PersonHours(name: person.name, hours: rows.map(\.hours).sum())
        }.sorted { ($1.hours, $0.name ?? "") < ($0.hours, $1.name ?? "") }
        guard persons.count > 1 else { return nil }
        guard persons.count > Self.mostPersons else { return .hoursByTimekeeper(persons) }
        let first = persons.prefix(Self.mostPersons - 1)
        let rest = persons.dropFirst(first.count).map(\.hours).sum()
        return .hoursByTimekeeper(first + [PersonHours(name: nil, hours: rest)])
    }

    /// Months are those that statements end in.
    private var feesByMonth: Chart? {
        func number(_ date: CivilDate) -> Int {
            date.yearMonthDay.year * 12 + date.yearMonthDay.month - 1
        }
        let now = number(statement.periodEnd)
        var fees = [now: statement.fees]
        for past in histories.flatMap(\.billed) {
            let amount = Money(minorUnits: past.fees, statement.currency)
            fees[number(past.periodEnd), default: .zero(statement.currency)] += amount
        }
        let first = max(fees.keys.min() ?? now, now - Self.mostMonths + 1)
        let months = (first...now).map { month in
            MonthFees(
                year: month / 12, month: month % 12 + 1,
                fees: fees[month] ?? .zero(statement.currency))
        }
        let known = budgets.compactMap { $0 }.filter { $0.currency == statement.currency }
        var budget: BudgetUse?
        if known.count == budgets.count, !known.isEmpty {
            let before = histories.map(\.feesBilled).sum(statement.currency)
            budget = BudgetUse(
                budget: known.sum(statement.currency), used: before + statement.fees)
        }
        guard months.count > 1 || budget != nil else { return nil }
        return .feesByMonth(months, budget: budget)
    }

    private var ageing: Chart? {
        var sums: [AgedAmount.Age: Money] = [:]
        for open in histories.flatMap(\.open) {
            let age = AgedAmount.Age(days: statement.date.days(since: open.date))
            sums[age, default: .zero(statement.currency)] += Money(
                minorUnits: open.minorUnits, statement.currency)
        }
        let rows = AgedAmount.Age.allCases.compactMap { age in
            sums[age].map { AgedAmount(age: age, amount: $0) }
        }
        return rows.isEmpty ? nil : .ageing(rows, this: statement.total)
    }
}
