package import Billing

/// What was billed before, as a term looks at it: summed over a span, this statement's earlier
/// agreements included.
struct FeeHistory {
    let matter: Matter
    let registers: Registers
    /// The end of this statement's period, which says what month and year it belongs to.
    let through: CivilDate
    private(set) var past: Past
    /// What earlier agreements came to on this statement.
    private var thisStatement: PastStatement

    init(matter: Matter, registers: Registers, through: CivilDate, past: Past) {
        self.matter = matter
        self.registers = registers
        self.through = through
        self.past = past
        thisStatement = PastStatement(date: through, periodEnd: through, fees: 0, costs: 0)
    }

    func adding(_ fee: FeeUnderway) -> FeeHistory {
        var history = self
        history.thisStatement.fees += fee.fee.minorUnits
        history.thisStatement.costs += fee.costsSoFar.minorUnits
        history.thisStatement.tallies += fee.tallies
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
        guard let first = firstDay(of: span) else { return all + [thisStatement] }
        return all.filter { first <= $0.periodEnd } + [thisStatement]
    }

    /// The matters whose fees a volume discount goes by.
    func matters(in scope: VolumeDiscount.Scope) -> [MatterID] {
        let clients: [ClientID]
        switch scope {
        case .matter: return [matter.id]
        case .client: clients = [matter.client]
        case .group(let others): clients = [matter.client] + others
        }
        return registers.matters.values.filter { clients.contains($0.client) }.map(\.id).sorted()
    }

    /// Whether a year ends with this statement's period, or has ended since the last one's.
    func isLastDay(ofYearBeginning beginning: CivilDate?) -> Bool {
        let span = TermSpan.year(beginning: beginning)
        guard let first = firstDay(of: span) else { return false }
        return through == first.adding(months: 12).adding(days: -1)
    }

    /// Nil where a span has no beginning.
    private func firstDay(of span: TermSpan) -> CivilDate? {
        switch span {
        case .statement, .matter: return nil
        case .month: return through.firstOfMonth
        case .rollingTwelveMonths: return through.adding(days: 1).adding(months: -12)
        case .year(let beginning):
            let (year, month, day) = through.yearMonthDay
            let (_, firstMonth, firstDay) = beginning?.yearMonthDay ?? (year, 1, 1)
            let isBefore = (month, day) < (firstMonth, firstDay)
            return CivilDate(year: isBefore ? year - 1 : year, month: firstMonth, day: 1)?
                .adding(days: firstDay - 1)
        }
    }

    /// The sum of one measure of a term over a span.
    func sum(_ term: String, _ measure: Tally.Measure, in span: TermSpan = .matter) -> Int {
        statements(in: span).reduce(0) { $0 + $1.sum(term, measure) }
    }

    /// The same over several matters.
    func sum(
        _ term: String, _ measure: Tally.Measure, of matters: [MatterID], in span: TermSpan
    ) -> Int {
        statements(of: matters, in: span).reduce(0) { $0 + $1.sum(term, measure) }
    }
}

extension PastStatement {
    func sum(_ term: String, _ measure: Tally.Measure) -> Int {
        tallies.sum(term, measure)
    }

    /// What a term counted here; the fees of a statement from before the term.
    func counted(_ term: String, _ measure: Tally.Measure, orElse other: Int) -> Int {
        tallies.contains { $0.term == term && $0.measure == measure }
            ? sum(term, measure) : other
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
                date: through, periodEnd: through, fees: rated.fees.minorUnits,
                costs: rated.costsTotal.minorUnits, tallies: rated.tallies))
    }
}
