internal import Billing

/// The fee of one matter for the work of one agreement, while its basis and then its terms are
/// applied one after the other.
///
/// A basis decides what entries are charged. A term takes the fee so far and adds an item with its
/// arithmetic; what later statements go on from it leaves as a tally.
struct FeeUnderway {
    let agreement: Agreement
    let matter: Matter
    let currency: Currency
    /// The work days that the agreement holds for, up to the end of the statement's period.
    let days: ClosedRange<CivilDate>
    /// Of this matter, those after the period too.
    private let allEvents: [MatterEvent]
    /// What was billed before, and by earlier agreements on this statement.
    let history: FeeHistory
    /// Names of terms that a later agreement on this statement has too.
    let laterTerms: Set<String>

    var charges: [Charge] = []
    /// What the lines come to, as `countLines` found last.
    private(set) var time: Money
    var items: [FeeItem] = []
    var costs: [CostCharge]
    var costItems: [FeeItem] = []
    var waiting: [EntryKey] = []
    var tallies: [Tally] = []
    var standing = ArrangementStanding()
    var diagnostics: [Diagnostic] = []

    init(
        agreement: Agreement, matter: Matter, currency: Currency, days: ClosedRange<CivilDate>,
        events: [MatterEvent], history: FeeHistory, laterTerms: Set<String> = [],
        costs: [CostCharge]
    ) {
        self.agreement = agreement
        self.matter = matter
        self.currency = currency
        time = .zero(currency)
        self.days = days
        allEvents = events
        self.history = history
        self.laterTerms = laterTerms
        self.costs = costs
    }

    /// What lines and items come to so far.
    var fee: Money { time + items.map(\.amount).sum(currency) }

    /// Whoever sets or changes amounts of lines counts them then: each term asks for the fee.
    mutating func countLines() {
        time = money(charges.reduce(0) { $0 + $1.amount.minorUnits })
    }

    var costsSoFar: Money {
        costs.map(\.amount).sum(currency) + costItems.map(\.amount).sum(currency)
    }

    /// Whether the agreement holds on the last day of the statement's period: what is settled once
    /// a statement, a month or a year is settled by it.
    var holdsAtTheEnd: Bool { days.upperBound == history.through }

    func money(_ minorUnits: Int) -> Money { Money(minorUnits: minorUnits, currency) }

    /// Leaves what later statements go on from; nothing where there is nothing to say.
    mutating func tally(_ term: String, _ measure: Tally.Measure, _ amount: Int) {
        if amount != 0 { tallies.append(Tally(term: term, measure: measure, amount: amount)) }
    }

    /// The same where nothing is something to say: the term has looked at this statement.
    mutating func tally(_ term: String, _ measure: Tally.Measure, counting money: Money) {
        tallies.append(Tally(term: term, measure: measure, amount: money.minorUnits))
    }

    /// Events of this name up to the end of the agreement's days, by day, then in the file's order.
    func events(_ name: String) -> [MatterEvent] {
        allEvents(name).filter { $0.date <= days.upperBound }
    }

    /// The same, those after the agreement's days and the statement's period too.
    func allEvents(_ name: String) -> [MatterEvent] {
        allEvents.filter { $0.name.lowercased() == name.lowercased() }
            .sorted { ($0.date, $0.place) < ($1.date, $1.place) }
    }

    /// The amount that an event records; one that records none is reported.
    mutating func amount(of event: MatterEvent) -> Int {
        if event.minorUnits == nil { reportMissing("amount", of: event) }
        return event.minorUnits ?? 0
    }

    mutating func reportMissing(_ what: String, of event: MatterEvent) {
        diagnostics.append(
            Diagnostic(
                .eventIncomplete, at: event.place,
                "the event \"\(event.name)\" of matter \(matter.id) on \(event.date) has no "
                    + "\(what), and \"\(agreement.name)\" reckons with it",
                remedy: "write the \(what) in that row of events.csv"))
    }

    /// The day, if it was reached by the end of the agreement's days.
    func reached(_ due: DueDay) -> CivilDate? {
        switch due {
        case .notYet: nil
        case .on(let day): day <= days.upperBound ? day : nil
        case .event(let name): events(name).first?.date
        }
    }

    func wasBilled(_ part: String) -> Bool {
        history.past.billedParts.contains(FeePartID(matter: matter.id, part: part))
            || items.contains { $0.part?.part == part }
    }

    var section: FeeSection {
        FeeSection(agreement: agreement.name, from: agreement.from, time: time, items: items)
    }

    /// What the next agreement on this statement finds as billed.
    var historyAfter: FeeHistory { history.adding(self) }
}
