package import Billing

/// What was billed before, as a term looks at it: summed over a span, this statement's earlier
/// agreements included.
struct FeeHistory {
    let matter: Matter
    let firm: Firm
    let registers: Registers
    /// The end of this statement's period, which says what month and year it belongs to.
    let through: CivilDate
    private(set) var past: Past
    /// What earlier agreements came to on this statement.
    private var thisStatement: PastStatement
    /// Whether earlier agreements left something to bill on this statement.
    private(set) var isUnderway = false

    init(matter: Matter, firm: Firm, registers: Registers, through: CivilDate, past: Past) {
        self.matter = matter
        self.firm = firm
        self.registers = registers
        self.through = through
        self.past = past
        thisStatement = PastStatement(periodEnd: through, fees: 0, costs: 0)
    }

    func adding(_ fee: FeeUnderway) -> FeeHistory {
        var history = self
        history.thisStatement.fees += fee.fee.minorUnits
        history.thisStatement.costs += fee.costsSoFar.minorUnits
        history.thisStatement.tallies += fee.tallies
        history.isUnderway =
            isUnderway || !fee.charges.isEmpty || !fee.items.isEmpty || !fee.costs.isEmpty
        for part in fee.items.compactMap(\.part) { history.past.billedParts.insert(part) }
        return history
    }

    /// Earlier statements of this matter in a span, and this one as far as it has come.
    func statements(in span: TermSpan) -> [PastStatement] {
        statements(of: [matter.id], in: span)
    }

    func statements(of matters: [MatterID], in span: TermSpan) -> [PastStatement] {
        guard span != .statement else { return [thisStatement] }
        let all = matters.flatMap { past.statements[$0] ?? [] }
        guard let days = days(of: span) else { return all + [thisStatement] }
        return all.filter { days.contains($0.periodEnd) } + [thisStatement]
    }

    /// Earlier statements of this matter whose period ended within these days.
    func statements(within days: ClosedRange<CivilDate>) -> [PastStatement] {
        (past.statements[matter.id] ?? []).filter { days.contains($0.periodEnd) }
    }

    /// What counted before the firm used Engross, where that belongs to the span: a month or a year
    /// has it only where no statement of the matters is from before.
    func countedBefore(_ amount: Int, of matters: [MatterID]? = nil, in span: TermSpan) -> Int {
        guard span != .statement else { return 0 }
        guard let days = days(of: span) else { return amount }
        return countedBefore(amount, of: matters, within: days)
    }

    func countedBefore(
        _ amount: Int, of matters: [MatterID]? = nil, within days: ClosedRange<CivilDate>
    ) -> Int {
        let isFirst = (matters ?? [matter.id]).allSatisfy { matter in
            (past.statements[matter] ?? []).allSatisfy { days.lowerBound <= $0.periodEnd }
        }
        return isFirst ? amount : 0
    }

    /// The matters whose fees a volume discount goes by: those in its scope that are billed in the
    /// same currency.
    func matters(in scope: VolumeDiscount.Scope) -> [MatterID] {
        registers.matters(in: scope, of: matter, firm: firm)
    }

    /// What is held back of all fees of the matter.
    var held: Int {
        statements(in: .matter).flatMap(\.tallies).reduce(0) { sum, tally in
            switch tally.measure {
            case .held: sum + tally.amount
            case .released, .forfeited: sum - tally.amount
            default: sum
            }
        }
    }

    // MARK: Spans

    /// The days of the month or year that this statement belongs to; nil where a span has no days
    /// of its own.
    func days(of span: TermSpan) -> ClosedRange<CivilDate>? {
        days(of: span, with: through)
    }

    /// The month or year before, where this is the first statement since it ended: what was to be
    /// settled on its last day is settled now.
    func daysJustEnded(of span: TermSpan) -> ClosedRange<CivilDate>? {
        guard span != .rollingTwelveMonths, let current = days(of: span),
            let before = days(of: span, with: current.lowerBound.adding(days: -1)),
            let last = past.statements[matter.id]?.map(\.periodEnd).max(),
            before.contains(last), last < before.upperBound
        else { return nil }
        return before
    }

    private func days(of span: TermSpan, with day: CivilDate) -> ClosedRange<CivilDate>? {
        switch span {
        case .statement, .matter: return nil
        case .month:
            let first = day.firstOfMonth
            return first...first.adding(months: 1).adding(days: -1)
        case .rollingTwelveMonths: return day.adding(days: 1).adding(months: -12)...day
        case .year(let beginning):
            let year = day.yearMonthDay.year
            let firsts = (year - 1...year + 1).compactMap { firstDay(of: $0, beginning) }
            guard let next = firsts.first(where: { day < $0 }),
                let first = firsts.last(where: { $0 <= day })
            else { return nil }
            return first...next.adding(days: -1)
        }
    }

    /// A year that begins on 29 February begins on 1 March where there is none.
    private func firstDay(of year: Int, _ beginning: CivilDate?) -> CivilDate? {
        let (_, month, day) = beginning?.yearMonthDay ?? (year, 1, 1)
        return CivilDate(year: year, month: month, day: 1)?.adding(days: day - 1)
    }

    /// The sum of one measure of a term over a span.
    func sum(_ term: String, _ measure: Tally.Measure, in span: TermSpan = .matter) -> Int {
        statements(in: span).reduce(0) { $0 + $1.sum(term, measure) }
    }
}

extension PastStatement {
    func sum(_ term: String, _ measure: Tally.Measure) -> Int {
        tallies.sum(term, measure)
    }

    /// What a term counted here; the fees of a statement from before the term.
    func counted(_ term: String, _ measure: Tally.Measure, orElse other: Int) -> Int {
        has(term, measure) ? sum(term, measure) : other
    }

    func has(_ term: String, _ measure: Tally.Measure) -> Bool {
        tallies.contains { $0.term == term && $0.measure == measure }
    }
}

extension [Tally] {
    func sum(_ term: String, _ measure: Tally.Measure) -> Int {
        reduce(0) { $1.term == term && $1.measure == measure ? $0 + $1.amount : $0 }
    }
}

extension Past {
    /// Makes what a run has rated so far part of the past, for matters whose arrangements look at
    /// each other.
    package mutating func add(_ rated: RatedMatter, through: CivilDate) {
        statements[rated.matter, default: []].append(
            PastStatement(
                periodEnd: through, fees: rated.fees.minorUnits,
                costs: rated.costsTotal.minorUnits, tallies: rated.tallies))
    }
}
