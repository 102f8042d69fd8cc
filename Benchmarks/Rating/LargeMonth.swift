import Billing
import Rating

/// The same numbers each time.
private struct Dice {
    var state: UInt64 = 11

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: state >> 33) % sides
    }
}

/// A month of a firm with 300 clients, 900 matters and 40 timekeepers, whose arrangements have every
/// basis and every term between them, after a year of invoices.
struct LargeMonth {
    static let matters = 900

    private let firm = Firm(name: "Bench LLP")
    private let registers: Registers
    private let work: [UnbilledWork]
    private let past: Past
    private static let lastDay = CivilDate(year: 2026, month: 10, day: 31)

    init(entries count: Int) {
        var dice = Dice()
        let timekeepers = (0..<40).map {
            Timekeeper(
                id: TimekeeperID("T\($0)"), name: "Keeper \($0)",
                rateClass: ["partner", "associate", "paralegal"][$0 % 3])
        }
        let clients = (0..<300).map { Client(id: ClientID("C\($0)"), name: "Client \($0)") }
        let matters = (0..<LargeMonth.matters).map { number in
            Matter(
                id: MatterID("C\(number / 3)-\(number % 3)"), client: clients[number / 3].id,
                name: "Matter \(number)", arrangement: "agreed-\(number % 16)")
        }
        registers = Registers(
            clients: clients, matters: matters, timekeepers: timekeepers,
            rates: LargeMonth.rates(timekeepers, clients),
            arrangements: LargeMonth.arrangements,
            events: matters.map {
                MatterEvent(
                    matter: $0.id, name: "settlement", date: LargeMonth.day(20),
                    minorUnits: 9_000_000)
            })
        var work = matters.map { UnbilledWork(matter: $0.id) }
        for key in 1...count {
            let matter = key % work.count
            work[matter].time.append(
                TimeEntry(
                    key: EntryKey(key), matter: matters[matter].id,
                    timekeeper: timekeepers[dice.roll(40)].id,
                    date: LargeMonth.day(1 + dice.roll(31)), seconds: 360 * (1 + dice.roll(60)),
                    narrative:
                        "Conference with counsel on the terms of the agreement; revise draft",
                    task: "L\(1 + dice.roll(5))10", activity: "A10\(1 + dice.roll(9))",
                    place: Place(file: "inbox/october.csv", line: key)))
        }
        self.work = work
        var past = Past()
        for matter in matters {
            past.statements[matter.id] = (1...9).compactMap { month in
                CivilDate(year: 2026, month: month, day: 28).map {
                    PastStatement(periodEnd: $0, fees: 1_250_000, costs: 10_000)
                }
            }
        }
        self.past = past
    }

    func rate() -> (rated: [RatedMatter], found: [Diagnostic]) {
        let rater = Rater(firm: firm, registers: registers)
        var found = rater.diagnostics
        let through = LargeMonth.lastDay ?? LargeMonth.day(31)
        let rated = work.compactMap {
            rater.rate($0, through: through, past: past, reporting: &found)
        }
        return (rated, found)
    }

    private static func day(_ day: Int) -> CivilDate {
        CivilDate(year: 2026, month: 10, day: day) ?? CivilDate(dayNumber: 20_727)
    }

    private static func rates(_ timekeepers: [Timekeeper], _ clients: [Client]) -> [Rate] {
        var rates: [Rate] = []
        for (index, begins) in [0, 365, 638].enumerated() {
            let effective = CivilDate(dayNumber: 20_089 + begins)
            rates += timekeepers.enumerated().map {
                Rate(
                    effective: effective, timekeeper: $1.id,
                    perHour: usd(30_000 + 1_000 * $0 + 500 * index))
            }
            rates += clients.enumerated().filter { $0.offset % 5 == 0 }.map {
                Rate(
                    effective: effective, client: $1.id, rateClass: "associate",
                    perHour: usd(28_000 + 500 * index))
            }
            rates.append(
                Rate(
                    effective: effective, rateClass: "paralegal", task: "L510",
                    perHour: usd(15_000)))
        }
        return rates
    }

    private static func usd(_ cents: Int) -> Money { Money(minorUnits: cents, .usd) }

    private static func percent(_ whole: Int) -> Percent { Percent(thousandths: whole * 1_000) }

    private static let tiers = [
        Tier(from: 0, percent: percent(0)), Tier(from: 5_000_000, percent: percent(5)),
        Tier(from: 20_000_000, percent: percent(8)),
    ]

    private static let arrangements: [String: FeeArrangement] = {
        let bases: [FeeBasis] = [
            .hourly, .hourly, .hourly,
            .blended(BlendedRates(perHour: 35_000, byClass: ["partner": 52_000])),
            .discounted([
                RateDiscount(percent: percent(10)),
                RateDiscount(percent: percent(20), task: "L300"),
            ]),
            .flat(
                FlatFee(
                    parts: [
                        FlatFee.Part(name: "All", minorUnits: 50_000_000, due: .on(day(15)))
                    ], entries: .prorated)),
            .subscription(
                Subscription(
                    name: "Service", minorUnits: 900_000, every: .month, begins: day(1),
                    billed: .inArrears, includedHours: Hours(tenThousandths: 400_000),
                    overage: .share(percent(80)), rollover: .unlimited, entries: .noCharge)),
            .contingent(
                ContingentFee(
                    recovery: "settlement",
                    shares: .byAmount([Tier(from: 0, percent: percent(30))]),
                    costs: .beforeCosts, entries: .hidden)),
        ]
        let terms: [[FeeTerm]] = [
            [
                .cap(
                    FeeCap(
                        minorUnits: 30_000_000, span: .year(beginning: nil),
                        excess: .writtenOff)),
                .discount(Discount(extent: .percent(percent(5)), reason: "Agreed")),
                .holdback(
                    Holdback(percent: percent(10), release: "verdict", reason: "Until the verdict")
                ),
            ],
            [
                .volumeDiscount(
                    VolumeDiscount(
                        scope: .client, span: .rollingTwelveMonths, method: .retroactive,
                        tiers: tiers)),
                .floor(FeeFloor(minorUnits: 100_000, span: .month)),
                .valueAdjustment(
                    ValueAdjustment(
                        event: "review", up: .percent(percent(10)), down: .percent(percent(10)))),
            ],
        ]
        var all: [String: FeeArrangement] = [:]
        for number in 0..<16 {
            all["agreed-\(number)"] = FeeArrangement(
                name: "Agreed \(number)", basis: bases[number % 8], terms: terms[number / 8])
        }
        all["agreed-0"] = FeeArrangement(
            name: "Collar", basis: .hourly,
            terms: [
                .collar(
                    FeeCollar(
                        target: 30_000_000, up: .percent(percent(20)), down: .percent(percent(20)),
                        inside: .actual, measured: .fromEdge, clientPaysAbove: percent(50),
                        clientSavesBelow: percent(50), settlement: .eachStatement))
            ])
        all["agreed-1"] = FeeArrangement(
            name: "Set", basis: .hourly,
            terms: [.setFee(SetFee(minorUnits: 30_000_000, month: day(1), reason: "Agreed"))])
        return all
    }()
}
