import Billing
import TestSupport

/// Bases, terms and events drawn from a seed, as the files of arrangements may combine them.
struct RandomTerms {
    var random: SeededGenerator

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 1...100, using: &random) <= percent
    }

    mutating func one<Element>(of all: [Element]) -> Element {
        all[Int.random(in: all.indices, using: &random)]
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func percent(_ range: ClosedRange<Int> = 0...100_000) -> Percent {
        Percent(thousandths: number(range))
    }

    mutating func date() -> CivilDate { day("2026-09-25").adding(days: number(0...100)) }

    // MARK: Bases

    mutating func basis() -> FeeBasis {
        let entries = one(of: CoveredEntries.allCases)
        switch number(1...12) {
        case 1...3: return .hourly
        case 4:
            return .blended(
                BlendedRates(perHour: rate(), byClass: chance(50) ? ["partner": rate()] : [:]))
        case 5:
            return .discounted([
                RateDiscount(percent: tens()), RateDiscount(percent: tens(), rateClass: "partner"),
                RateDiscount(percent: tens(), task: one(of: ["L100", "L310"])),
            ])
        case 6, 7: return .flat(flatFee(entries))
        case 8: return .units(UnitFee(units: units(), entries: entries))
        case 9: return .subscription(subscription())
        case 10:
            return .contingent(
                ContingentFee(
                    recovery: "recovery",
                    shares: chance(60) ? .byAmount(tiers()) : .byStage(stages()),
                    costs: one(of: ContingentFee.Costs.allCases), entries: entries))
        case 11:
            return .reverseContingent(
                ReverseContingentFee(
                    exposure: number(1...2_000_000), outcome: "outcome", tiers: tiers(),
                    entries: entries))
        default:
            return .agreedValue(
                AgreedValue(
                    deliverable: "Opinion", minorUnits: number(1...999_999), due: due(),
                    options: [
                        AgreedValue.Option(name: "Summary", minorUnits: 7_777, isChosen: chance(50))
                    ],
                    entries: entries))
        }
    }

    /// So much an hour that a tenth of an hour has no fraction of a minor unit, discounted too.
    mutating func rate() -> Int { 100 * number(1...900) }

    private mutating func tens() -> Percent { Percent(thousandths: 10_000 * number(0...10)) }

    private mutating func due() -> DueDay {
        one(of: [.notYet, .on(date()), .on(date()), .event("closing")])
    }

    private mutating func flatFee(_ entries: CoveredEntries) -> FlatFee {
        switch number(1...3) {
        case 1:
            return FlatFee(
                parts: [FlatFee.Part(name: "Whole", minorUnits: number(1...999_999), due: due())],
                entries: entries)
        case 2:
            return FlatFee(
                parts: ["L100", "L300"].map {
                    FlatFee.Part(phase: $0, name: $0, minorUnits: number(1...99_999), due: due())
                }, entries: entries)
        default:
            return FlatFee(
                parts: (1...3).map {
                    FlatFee.Part(
                        id: "instalment/\($0)", name: "Instalment \($0)",
                        minorUnits: number(1...99_999), due: due())
                }, entries: entries)
        }
    }

    private mutating func units() -> [UnitPrice] {
        [
            UnitPrice(
                name: "Filing", minorUnits: number(1...9_999), counted: .events("filing"),
                included: number(0...2)),
            UnitPrice(name: "Hearing", minorUnits: number(1...9_999), counted: .entries("L310")),
        ]
    }

    private mutating func subscription() -> Subscription {
        let included = chance(70) ? hours(10 * number(0...100)) : nil
        return Subscription(
            name: "Service", minorUnits: number(1...99_999),
            every: one(of: [.month, .month, .quarter]),
            begins: day(one(of: ["2026-10-01", "2026-09-15", "2026-08-31"])),
            billed: one(of: Subscription.Billed.allCases), includedHours: included,
            overage: included == nil
                ? .none : one(of: [.none, .rate(rate()), .share(percent())]),
            rollover: included == nil
                ? .none : one(of: [.none, .periods(number(1...2)), .unlimited]),
            units: chance(30) ? units() : [],
            entries: one(of: [.noCharge, .withoutFigures, .hidden]))
    }

    /// A day from which another agreement may hold: a subscription's periods are whole.
    mutating func change(of basis: FeeBasis) -> CivilDate {
        guard case .subscription(let subscription) = basis else {
            return day("2026-10-01").adding(days: number(1...80))
        }
        return subscription.begins.adding(months: subscription.every.months * number(1...3))
    }

    private mutating func tiers() -> [Tier] {
        var from = 0
        return (1...number(1...4)).map { index in
            if index > 1 { from += number(1...150_000) }
            return Tier(from: from, percent: percent(0...50_000))
        }
    }

    private mutating func stages() -> [ContingentFee.Stage] {
        [
            ContingentFee.Stage(name: "Before", percent: percent(), begins: .notYet),
            ContingentFee.Stage(name: "Suit", percent: percent(), begins: .on(date())),
            ContingentFee.Stage(name: "Trial", percent: percent(), begins: .event("closing")),
        ]
    }

    // MARK: Terms

    /// Some terms in any order that has a meaning: of each kind one, a fee that is set first, then
    /// what looks at lines.
    mutating func terms() -> [FeeTerm] {
        var first: [FeeTerm] = []
        if chance(10) {
            first.append(
                .setFee(
                    SetFee(
                        minorUnits: number(0...500_000),
                        month: day(one(of: ["2026-10-01", "2026-11-01", "2026-12-01"])),
                        reason: "As promised")))
        }
        if chance(15) { first.append(.cap(cap(.matter, phase: one(of: ["L100", "L310"])))) }
        var others: [FeeTerm] = [
            .adjustment(PercentAdjustment(percent: percent(-50_000...50_000), reason: "Agreed")),
            .discount(discount()), .cap(cap(.month)), .cap(cap(.matter)),
            .cap(cap(one(of: [.statement, .rollingTwelveMonths]))),
            .floor(FeeFloor(minorUnits: number(1...200_000), span: one(of: spans))),
            .collar(collar()), .sharedSavings(savings()), .volumeDiscount(volumeDiscount()),
            .holdback(Holdback(percent: percent(0...40_000), release: "release", reason: "Held")),
            .holdback(Holdback(percent: percent(0...40_000), release: "appeal", reason: "Held")),
            .successFee(successFee()),
            .valueAdjustment(
                ValueAdjustment(
                    event: "review", up: .percent(Percent(thousandths: 10_000)),
                    down: .percent(Percent(thousandths: 10_000)))),
        ]
        others.shuffle(using: &random)
        return first + others.prefix(number(0...5))
    }

    private var spans: [TermSpan] { [.statement, .month, .year(beginning: nil), .matter] }

    mutating func cap(_ span: TermSpan, phase: String? = nil) -> FeeCap {
        FeeCap(
            minorUnits: number(1...500_000), span: span, phase: phase,
            countsCosts: phase == nil && chance(20), excess: one(of: FeeCap.Excess.allCases),
            alerts: [Percent(thousandths: 75_000)],
            countedBefore: chance(20) ? number(0...50_000) : 0)
    }

    private mutating func discount() -> Discount {
        Discount(
            extent: chance(60) ? .percent(percent()) : .amount(number(1...50_000)),
            onFees: chance(80),
            onCosts: chance(40), reason: "Courtesy")
    }

    private mutating func settlement() -> Settlement {
        one(of: [.eachStatement, .once(.on(date())), .once(.event("closing"))])
    }

    private mutating func collar() -> FeeCollar {
        let target = number(1...400_000)
        return FeeCollar(
            target: target, up: chance(50) ? .percent(percent()) : .amount(number(0...target)),
            down: chance(50) ? .percent(percent()) : .amount(number(0...target)),
            inside: one(of: FeeCollar.Inside.allCases),
            measured: one(of: FeeCollar.Measured.allCases), clientPaysAbove: percent(),
            clientSavesBelow: percent(), settlement: settlement())
    }

    private mutating func savings() -> SharedSavings {
        SharedSavings(target: number(1...400_000), firmShare: percent(), settlement: settlement())
    }

    private mutating func volumeDiscount() -> VolumeDiscount {
        VolumeDiscount(
            scope: one(of: [.matter, .client, .group([ClientID("C1"), ClientID("C2")])]),
            span: one(of: [
                .month, .year(beginning: day("2000-11-15")), .rollingTwelveMonths, .matter,
            ]), method: one(of: [.marginal, .retroactive]), tiers: tiers(),
            countedBefore: chance(20) ? number(0...100_000) : 0)
    }

    private mutating func successFee() -> SuccessFee {
        SuccessFee(
            name: "Success", event: "verdict",
            amount: one(of: [.fixed(number(1...99_999)), .ofFees(percent()), .ofResult(tiers())]),
            ceiling: chance(40) ? number(100_000...200_000) : nil)
    }

    // MARK: Events

    mutating func events(of matter: MatterID) -> [MatterEvent] {
        var events: [MatterEvent] = []
        func add(
            _ name: String, _ date: CivilDate, _ units: Int? = nil, _ percent: Percent? = nil,
            _ quantity: Int = 1
        ) {
            events.append(
                MatterEvent(
                    matter: matter, name: name, date: date, minorUnits: units, percent: percent,
                    quantity: quantity, place: Place(file: "events.csv", line: events.count + 2)))
        }
        if chance(50) { add("closing", date()) }
        if chance(50) { add("verdict", date(), number(-100...400_000)) }
        if chance(50) { add("release", date(), nil, one(of: [nil, percent()])) }
        if chance(30) { add("appeal", date(), one(of: [0, nil])) }
        for _ in 0..<number(0...3) { add("recovery", date(), number(1...300_000)) }
        for _ in 0..<number(0...2) { add("outcome", date(), number(0...2_500_000)) }
        for _ in 0..<number(0...3) { add("filing", date(), nil, nil, number(-1...4)) }
        for _ in 0..<number(0...2) { add("review", date(), nil, percent(-10_000...10_000)) }
        return events
    }
}
