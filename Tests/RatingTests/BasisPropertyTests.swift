import Billing
import Rating
import TestSupport
import Testing

/// What must hold of every basis, whatever the work and the figures.
@Suite struct BasisPropertyTests {
    private static let seeds = 1...300

    @Test func theOrderOfEntriesChangesNothing() throws {
        for seed in Self.seeds {
            var draw = Draw(seed: seed)
            let (bench, time) = try draw.work()
            let straight = try #require(bench.rate(time).rated, "seed \(seed)")
            var other = bench
            other.events.shuffle(using: &draw.random)
            let shuffled = try #require(
                other.rate(time.shuffled(using: &draw.random)).rated, "seed \(seed)")
            #expect(sorted(shuffled) == sorted(straight), "seed \(seed)")
        }
    }

    /// Each entry is split in two of whole increments: by the hour each line is rounded for itself;
    /// a price stays what it is.
    @Test func splittingEntriesChangesNothingButRounding() throws {
        for seed in Self.seeds {
            var draw = Draw(seed: seed)
            let (bench, time) = try draw.work(countingEntries: false)
            let whole = try #require(bench.rate(time).rated, "seed \(seed)")
            let halves = time.flatMap { draw.split($0) }
            let split = try #require(bench.rate(halves).rated, "seed \(seed)")
            let allowed = draw.isByTheHour ? time.count : 0
            let difference = abs(split.fees.minorUnits - whole.fees.minorUnits)
            #expect(difference <= allowed, "seed \(seed): \(whole.fees), \(split.fees)")
        }
    }

    /// A statement a month or one for all: the client pays the same, and nothing twice.
    @Test func monthByMonthComesToTheSame() throws {
        for seed in Self.seeds {
            var draw = Draw(seed: seed)
            let (bench, time) = try draw.work()
            let ends = ["2026-10-31", "2026-11-30", "2026-12-31"]
            var starts = [""] + ends.map { $0 }
            starts.removeLast()
            let months = try bench.months(
                zip(starts, ends).map { start, end in
                    Month(
                        end,
                        time.filter {
                            start < $0.date.description && $0.date.description <= end
                        })
                })
            let once = try bench.months([Month("2026-12-31", time)])
            #expect(
                months.map(\.fees).reduce(0, +) == once[0].fees,
                "seed \(seed) \(months.map(\.fees))")
            let seen = months.flatMap(\.lines) + months[2].rated.waiting
            #expect(
                seen.sorted() == (once[0].lines + once[0].rated.waiting).sorted(), "seed \(seed)")
        }
    }

    private func sorted(_ rated: RatedMatter) -> RatedMatter {
        var rated = rated
        rated.charges.sort { $0.entry.key < $1.entry.key }
        rated.waiting.sort()
        return rated
    }
}

/// Draws a basis, events and three months of work.
private struct Draw {
    var random: SeededGenerator
    var isByTheHour = false

    init(seed: Int) {
        random = SeededGenerator(seed: UInt64(seed))
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private mutating func one<Element>(_ all: [Element]) -> Element {
        all[number(0...all.count - 1)]
    }

    private mutating func percent() -> Percent { Percent(thousandths: number(0...100_000)) }

    /// Of October to December 2026.
    private mutating func date() -> String {
        day("2026-10-01").adding(days: number(0...91)).description
    }

    mutating func work(countingEntries: Bool = true) throws -> (Bench, [TimeEntry]) {
        var bench = Bench(basis(countingEntries: countingEntries))
        let currency = one(["JPY", "USD", "KWD"])
        try bench.use(currency, aa: number(1...99_999), bb: number(1...99_999))
        for line in 1...number(2...6) {
            bench.events.append(
                recorded(
                    one(["happened", "begun"]), date(), number(1...9_999_999),
                    quantity: number(1...9), line: line))
        }
        let time = (1...number(2...20)).map { key in
            entry(
                key, by: one(["AA", "BB"]), on: date(), tenths: number(2...60),
                task: one([nil, "L110", "L120"]), one([.billable, .billable, .noCharge]))
        }
        return (bench, time)
    }

    /// In two entries of the same person and day.
    mutating func split(_ whole: TimeEntry) -> [TimeEntry] {
        var halves = [whole, whole]
        halves[0].seconds = number(1...whole.seconds / 360 - 1) * 360
        halves[1].seconds = whole.seconds - halves[0].seconds
        halves[1].key = EntryKey(whole.key.number + 100)
        return halves
    }

    private mutating func tiers() -> [Tier] {
        [Tier(from: 0, percent: percent()), Tier(from: number(1...9_999_999), percent: percent())]
    }

    private mutating func basis(countingEntries: Bool) -> FeeBasis {
        let entries = one(CoveredEntries.allCases)
        let amount = number(0...9_999_999)
        var units = [
            UnitPrice(name: "Event", minorUnits: number(1...9_999), counted: .events("happened"))
        ]
        if countingEntries {
            units.append(
                UnitPrice(name: "Entry", minorUnits: number(1...9_999), counted: .entries("L110")))
        }
        switch number(0...7) {
        case 0:
            isByTheHour = true
            return .blended(BlendedRates(perHour: amount, byClass: ["partner": number(0...99_999)]))
        case 1:
            isByTheHour = true
            return .discounted([
                RateDiscount(percent: percent()), RateDiscount(percent: percent(), task: "L100"),
            ])
        case 2:
            let due: [DueDay] = [.on(day(date())), .event("happened")]
            return .flat(
                FlatFee(
                    parts: due.indices.map { index in
                        FlatFee.Part(
                            id: "part/\(index)", name: "Part", minorUnits: amount, due: due[index])
                    }, entries: entries))
        case 3: return .units(UnitFee(units: units, entries: entries))
        case 4:
            for index in units.indices { units[index].included = number(0...9) }
            let overage: [Subscription.Overage] = [
                .none, .rate(number(1...99_999)), .share(percent()),
            ]
            let chosen = one(overage)
            if case .share = chosen { isByTheHour = true }
            return .subscription(
                Subscription(
                    name: "Counsel", minorUnits: amount, every: .month, begins: day("2026-10-01"),
                    billed: one(Subscription.Billed.allCases),
                    includedHours: one([nil, hours(number(0...30) * 100)]), overage: chosen,
                    rollover: one([.none, .periods(1), .unlimited]), units: one([[], units]),
                    entries: entries == .prorated ? .noCharge : entries))
        case 5:
            let shares: [ContingentFee.Shares] = [
                .byAmount(tiers()),
                .byStage([
                    ContingentFee.Stage(name: "One", percent: percent(), begins: .notYet),
                    ContingentFee.Stage(name: "Two", percent: percent(), begins: .event("begun")),
                ]),
            ]
            return .contingent(
                ContingentFee(
                    recovery: "happened", shares: one(shares),
                    costs: one(ContingentFee.Costs.allCases), entries: entries))
        case 6:
            return .reverseContingent(
                ReverseContingentFee(
                    exposure: amount, outcome: "happened", tiers: tiers(), entries: entries))
        default:
            return .agreedValue(
                AgreedValue(
                    deliverable: "Opinion", minorUnits: amount, due: .event("happened"),
                    options: [
                        AgreedValue.Option(
                            name: "More", minorUnits: number(0...99_999), isChosen: true)
                    ], entries: entries))
        }
    }
}
