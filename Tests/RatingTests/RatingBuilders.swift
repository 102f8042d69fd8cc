import Billing
import Rating
import TestSupport
import Testing

/// An entry of six minutes times `tenths` on matter M1 of client C1, unless said otherwise.
func entry(
    _ key: Int = 1, matter: String = "M1", by timekeeper: String = "AA",
    on date: String = "2026-10-05", tenths: Int = 10, task: String? = nil,
    activity: String? = nil, phase: String? = nil, _ disposition: Disposition = .billable,
    rate: Int? = nil
) -> TimeEntry {
    TimeEntry(
        key: EntryKey(key), matter: MatterID(matter), timekeeper: TimekeeperID(timekeeper),
        date: day(date), seconds: tenths * 360, narrative: "Work \(key)", task: task,
        activity: activity, phase: phase, disposition: disposition, rateMinorUnits: rate,
        place: Place(file: "inbox/a.csv", line: key + 1))
}

func cost(
    _ key: Int, on date: String = "2026-10-05", _ cents: Int,
    _ disposition: Disposition = .billable
) -> CostEntry {
    CostEntry(
        key: EntryKey(key), matter: MatterID("M1"), date: day(date), minorUnits: cents,
        description: "Cost \(key)", disposition: disposition,
        place: Place(file: "inbox/a.csv", line: key + 1))
}

/// A firm with one client C1 (matters M1 and M2) and the timekeepers AA, partner, and BB, associate.
struct Bench {
    var firm = Firm(name: "Firm")
    var client = Client(id: ClientID("C1"), name: "Client")
    var matter = Matter(id: MatterID("M1"), client: ClientID("C1"), name: "Matter")
    var timekeepers = [
        Timekeeper(id: TimekeeperID("AA"), name: "Ada Ayers", rateClass: "partner"),
        Timekeeper(id: TimekeeperID("BB"), name: "Ben Boyd", rateClass: "associate"),
    ]
    /// AA at 400.00 and BB at 250.00.
    var rates = [
        Rate(
            effective: day("2026-01-01"), timekeeper: TimekeeperID("AA"), perHour: usd(40_000),
            place: Place(file: "rates.csv", line: 2)),
        Rate(
            effective: day("2026-01-01"), timekeeper: TimekeeperID("BB"), perHour: usd(25_000),
            place: Place(file: "rates.csv", line: 3)),
    ]
    var arrangement: FeeArrangement?
    /// Beside C1, and beside M1 and M2.
    var (clients, matters): ([Client], [Matter]) = ([], [])
    /// What codes.csv holds.
    var codeNames: [String: String] = [:]
    /// What events.csv holds.
    var events: [MatterEvent] = []
    /// What was billed before.
    var past = Past()

    var registers: Registers {
        var matter = matter
        if arrangement != nil { matter.arrangement = "agreed" }
        return Registers(
            clients: [client] + clients,
            matters: matters + [
                matter, Matter(id: MatterID("M2"), client: ClientID("C1"), name: "Second"),
            ], timekeepers: timekeepers, rates: rates, codeNames: codeNames,
            arrangements: arrangement.map { ["agreed": $0] } ?? [:], events: events)
    }

    /// Whatever comes of it, it adds up.
    func rate(
        _ time: [TimeEntry], costs: [CostEntry] = [], through: String = "2026-10-31",
        billedBefore: Set<FeePartID> = []
    ) -> (rated: RatedMatter?, diagnostics: [Diagnostic]) {
        var past = past
        past.billedParts.formUnion(billedBefore)
        var found: [Diagnostic] = []
        let rated = Rater(firm: firm, registers: registers).rate(
            UnbilledWork(matter: MatterID("M1"), time: time, costs: costs), through: day(through),
            past: past, reporting: &found)
        if let rated { expectSums(of: rated) }
        return (rated, found)
    }
}

extension Bench {
    init(_ basis: FeeBasis, named name: String = "Agreed") {
        self.init()
        arrangement = FeeArrangement(name: name, basis: basis)
    }

    /// One basis from the beginning, and another from a day on.
    init(_ first: FeeBasis, from day: CivilDate, _ second: FeeBasis) {
        self.init()
        arrangement = FeeArrangement(
            name: "Agreed",
            agreements: [
                Agreement(name: "First", basis: first),
                Agreement(from: day, name: "Second", basis: second),
            ], place: Place(file: "arrangements/agreed.yaml"))
    }

    /// The client is billed in another currency, AA and BB at these rates in minor units.
    mutating func use(_ code: String, aa: Int, bb: Int) throws {
        let currency = try #require(Currency(code: code))
        client.currency = currency
        rates = [("AA", aa), ("BB", bb)].map { name, perHour in
            Rate(
                effective: day("2026-01-01"), timekeeper: TimekeeperID(name),
                perHour: Money(minorUnits: perHour, currency))
        }
    }
}

// MARK: Statement after statement

/// What is known and loaded when a statement is made.
struct Month {
    /// The last day of the statement's period.
    var through: String
    /// Loaded since the statement before.
    var time: [TimeEntry] = []
    var costs: [CostEntry] = []
    /// What events.csv holds from now on; nil: what it held before.
    var events: [MatterEvent]?

    init(
        _ through: String, _ time: [TimeEntry] = [], costs: [CostEntry] = [],
        events: [MatterEvent]? = nil
    ) {
        self.through = through
        self.time = time
        self.costs = costs
        self.events = events
    }
}

struct BilledMonth {
    var rated: RatedMatter
    var diagnostics: [Diagnostic]

    /// In minor units.
    var fees: Int { rated.fees.minorUnits }
    var items: [FeeItem] { rated.items }
    /// In minor units, of items that are not spread over the lines.
    var amounts: [Int] { rated.items.map(\.amount.minorUnits) }
    var lines: [EntryKey] { rated.charges.map(\.entry.key).sorted() }
}

extension Bench {
    /// One invoice after the other, each going on from those before as the ledger would have it:
    /// entries are claimed once, parts are billed once, and an empty statement is not posted.
    func months(_ months: [Month]) throws -> [BilledMonth] {
        var bench = self
        var (time, costs): ([TimeEntry], [CostEntry]) = ([], [])
        return try months.map { month in
            time += month.time
            costs += month.costs
            bench.events = month.events ?? bench.events
            let through = day(month.through)
            let (rated, diagnostics) = bench.rate(
                time.filter { $0.date <= through }, costs: costs.filter { $0.date <= through },
                through: month.through)
            let charged = try #require(rated, "\(month.through): \(diagnostics)")
            let claimed = Set(charged.charges.map(\.entry.key) + charged.costs.map(\.entry.key))
            #expect(claimed.count == charged.charges.count + charged.costs.count)
            #expect(claimed.isDisjoint(with: charged.waiting))
            time.removeAll { claimed.contains($0.key) }
            costs.removeAll { claimed.contains($0.key) }
            bench.post(charged, through: through)
            return BilledMonth(rated: charged, diagnostics: diagnostics)
        }
    }

    mutating func post(_ rated: RatedMatter, through: CivilDate) {
        guard !rated.isEmpty else { return }
        past.add(rated, through: through)
        for part in rated.items.compactMap(\.part) {
            let isNew = past.billedParts.insert(part).inserted
            #expect(isNew, "\(part.part) is billed twice")
        }
    }
}

/// A pencil would find nothing wrong: lines and items make the sections, sections make the fee, each
/// step of a working is true, and an amount that was reckoned stands in its working.
func expectSums(of rated: RatedMatter) {
    let sections = rated.sections
    #expect(
        sections.map(\.time).sum(rated.currency)
            == rated.charges.map(\.amount).sum(rated.currency))
    for section in sections {
        #expect(
            section.fee == section.time + section.items.map(\.amount).sum(rated.currency))
        for item in section.items {
            let areTrue = item.working.allSatisfy(\.isTrue)
            #expect(areTrue, "\(item.working)")
            let figures = item.working.compactMap(\.money)
            #expect(
                figures.isEmpty || item.isInLines || item.isOpen || figures.contains(item.amount)
                    || figures.contains(-item.amount), "\(item)")
        }
    }
    for charge in rated.charges where charge.display == .amount {
        #expect(
            charge.perHour.map { charge.billed.times($0) + charge.adjustment } == charge.amount)
    }
}

/// A row of events.csv, of matter M1.
func recorded(
    _ name: String, _ date: String, _ cents: Int? = nil, percent: Int? = nil, quantity: Int = 1,
    note: String? = nil, line: Int = 2
) -> MatterEvent {
    MatterEvent(
        matter: MatterID("M1"), name: name, date: day(date), minorUnits: cents,
        percent: percent.map { Percent(thousandths: $0) }, quantity: quantity, note: note,
        place: Place(file: "events.csv", line: line))
}
