import Billing
import Grouping
import Rating
import TestSupport

/// Three months of matters that each have an arrangement of their own, drawn from a seed: each
/// month's invoices are past to the next.
struct RandomArrangements {
    static let count = 20
    static let ends = ["2026-10-31", "2026-11-30", "2026-12-31"]

    let firm: Firm
    private(set) var registers = Registers()
    /// By the month in which it is loaded.
    private(set) var work: [[MatterID: UnbilledWork]] = Self.ends.map { _ in [:] }
    /// Matters whose last term, under each agreement, is this cap over the matter.
    private(set) var lifetimeCaps: [MatterID: Int] = [:]

    init(seed: Int) {
        var draw = RandomTerms(random: SeededGenerator(seed: UInt64(seed)))
        var firm = Firm(name: "Firm")
        firm.invoices.statements = draw.one(of: [.consolidated, .perMatter])
        self.firm = firm
        let clients = zip(1..., ["USD", "JPY", "KWD"]).map { number, code in
            Client(id: ClientID("C\(number)"), name: code, currency: Currency(code: code))
        }
        let people = [("AA", "partner"), ("BB", "associate"), ("CC", "associate")]
        let timekeepers = people.map {
            Timekeeper(id: TimekeeperID($0.0), name: $0.0, rateClass: $0.1)
        }
        var rates: [Rate] = []
        for timekeeper in timekeepers {
            for currency in clients.compactMap(\.currency) {
                for date in ["2026-01-01", "2026-11-10"] {
                    rates.append(
                        Rate(
                            effective: day(date), timekeeper: timekeeper.id,
                            perHour: Money(minorUnits: draw.rate(), currency)))
                }
            }
        }
        var matters: [Matter] = []
        var arrangements: [String: FeeArrangement] = [:]
        var events: [MatterEvent] = []
        for number in 1...Self.count {
            let id = MatterID("M\(number)")
            matters.append(
                Matter(
                    id: id, client: draw.one(of: clients).id, name: "Matter", arrangement: id.text,
                    opened: draw.chance(20) ? draw.date() : nil,
                    closed: draw.chance(30) ? draw.date() : nil))
            var agreements = [Agreement(name: "First", basis: draw.basis(), terms: draw.terms())]
            if draw.chance(40) {
                agreements.append(
                    Agreement(
                        from: draw.change(of: agreements[0].basis), name: "Second",
                        basis: draw.basis(), terms: draw.terms()))
            }
            if draw.chance(25) {
                var cap = draw.cap(.matter)
                (cap.countsCosts, cap.countedBefore) = (false, 0)
                for index in agreements.indices {
                    agreements[index].terms.removeAll {
                        if case .cap(let other) = $0 {
                            other.span == .matter && other.phase == nil
                        } else {
                            false
                        }
                    }
                    agreements[index].terms.append(.cap(cap))
                }
                lifetimeCaps[id] = cap.minorUnits
            }
            arrangements[id.text] = FeeArrangement(name: id.text, agreements: agreements)
            events += draw.events(of: id)
            makeWork(id, number, &draw)
        }
        registers = Registers(
            clients: clients, matters: matters, timekeepers: timekeepers, rates: rates,
            arrangements: arrangements, events: events)
    }

    private mutating func makeWork(_ matter: MatterID, _ number: Int, _ draw: inout RandomTerms) {
        var key = number * 1_000
        func place() -> Place { Place(file: "a.csv", line: key) }
        func date(_ month: Int) -> CivilDate {
            // A little of it comes late.
            day(Self.ends[month]).adding(days: -draw.number(0...(draw.chance(10) ? 60 : 29)))
        }
        func disposition() -> Disposition {
            draw.chance(85) ? .billable : draw.one(of: [.noCharge, .nonBillable])
        }
        for month in Self.ends.indices {
            var work = UnbilledWork(matter: matter)
            for _ in 0..<draw.number(0...5) {
                key += 2
                work.time.append(
                    TimeEntry(
                        key: EntryKey(key), matter: matter,
                        timekeeper: TimekeeperID(draw.one(of: ["AA", "BB", "CC"])),
                        date: date(month), seconds: 360 * draw.number(0...60), narrative: "Work",
                        task: draw.one(of: ["L110", "L120", "L310"]), disposition: disposition(),
                        place: place()))
            }
            for _ in 0..<draw.number(0...1) {
                key += 2
                work.costs.append(
                    CostEntry(
                        key: EntryKey(key), matter: matter, date: date(month),
                        minorUnits: draw.number(-500...20_000), description: "Cost",
                        disposition: disposition(), place: place()))
            }
            self.work[month][matter] = work
        }
    }

    // MARK: Variants

    /// The same work, loaded in another order.
    func shuffled(by seed: UInt64) -> RandomArrangements {
        var other = self
        var order = SeededGenerator(seed: seed)
        for month in work.indices {
            for matter in work[month].keys.sorted() {
                other.work[month][matter]?.time.shuffle(using: &order)
                other.work[month][matter]?.costs.shuffle(using: &order)
            }
        }
        return other
    }

    /// The same work, each time of more than a tenth of an hour in two entries. Where that
    /// makes a difference they stay as they are.
    func split() -> RandomArrangements {
        var other = self
        for month in work.indices {
            for (matter, one) in work[month] where !staysWhole(matter) {
                other.work[month][matter]?.time = one.time.flatMap { entry in
                    let tenths = entry.seconds / 360
                    guard tenths > 1 else { return [entry] }
                    var (first, second) = (entry, entry)
                    first.seconds = 360 * (tenths / 3 + 1)
                    second.seconds = entry.seconds - first.seconds
                    second.key = EntryKey(entry.key.number + 1)
                    return second.seconds > 0 ? [first, second] : [entry]
                }
            }
        }
        return other
    }

    /// Whether each entry is a unit with a price, or a cap of a phase looks at lines that bear
    /// shares of an amount, whose last cents fall otherwise on more lines.
    private func staysWhole(_ matter: MatterID) -> Bool {
        registers.arrangements[matter.text]?.agreements.contains { agreement in
            agreement.basis.countsEntries
                || (agreement.terms.contains(where: \.isOfPhase)
                    && (agreement.basis.isProrated || agreement.terms.contains(where: \.setsFee)))
        } ?? false
    }

    // MARK: Billing

    struct Month {
        var rated: [RatedMatter] = []
        var statements: [Statement] = []
        var considered: [MatterID: Set<EntryKey>] = [:]
        var found: [Diagnostic] = []
    }

    func months() -> [Month] {
        let rater = Rater(firm: firm, registers: registers)
        let grouper = StatementGrouper(firm: firm, registers: registers)
        var past = Past()
        var left: [MatterID: UnbilledWork] = [:]
        return zip(Self.ends, work).map { end, loaded in
            var month = Month(found: rater.diagnostics)
            let through = day(end)
            var runPast = past
            for matter in registers.matters.values.map(\.id).sorted() {
                var one = left[matter] ?? UnbilledWork(matter: matter)
                one.time += loaded[matter]?.time ?? []
                one.costs += loaded[matter]?.costs ?? []
                month.considered[matter] = Set(
                    one.time.filter { $0.disposition != .nonBillable }.map(\.key)
                        + one.costs.filter { $0.disposition != .nonBillable }.map(\.key))
                let rated = rater.rate(
                    one, through: through, past: runPast, reporting: &month.found)
                guard let rated else { continue }
                runPast.add(rated, through: through)
                month.rated.append(rated)
                let claimed = Set(rated.charges.map(\.entry.key) + rated.costs.map(\.entry.key))
                one.time.removeAll { claimed.contains($0.key) }
                one.costs.removeAll { claimed.contains($0.key) }
                left[matter] = one
            }
            month.statements = grouper.statements(
                of: month.rated, kind: .invoice, date: through, through: through, history: [:])
            // What is on no statement is not posted.
            for rated in month.rated where !rated.isEmpty {
                past.add(rated, through: through)
                past.billedParts.formUnion(rated.items.compactMap(\.part))
            }
            return month
        }
    }
}

extension FeeBasis {
    fileprivate var countsEntries: Bool {
        switch self {
        case .units: true
        case .subscription(let subscription): !subscription.units.isEmpty
        default: false
        }
    }

    fileprivate var isProrated: Bool {
        switch self {
        case .flat(let fee): fee.entries == .prorated
        case .contingent(let fee): fee.entries == .prorated
        case .reverseContingent(let fee): fee.entries == .prorated
        case .agreedValue(let value): value.entries == .prorated
        default: false
        }
    }
}

extension FeeTerm {
    fileprivate var isOfPhase: Bool {
        if case .cap(let cap) = self { cap.phase != nil } else { false }
    }

    fileprivate var setsFee: Bool {
        if case .setFee = self { true } else { false }
    }
}
