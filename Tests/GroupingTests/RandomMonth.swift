import Billing
import Grouping
import Rating
import TestSupport

/// A month of a small firm, drawn from a seed: rates, arrangements, currencies, entries and costs.
struct RandomMonth {
    private(set) var firm = Firm(name: "Firm")
    private var clients: [Client] = []
    private var matters: [Matter] = []
    private var timekeepers: [Timekeeper] = []
    private var rates: [Rate] = []
    private var arrangements: [String: FeeArrangement] = [:]
    private var work: [UnbilledWork] = []
    private var random: SeededGenerator

    init(seed: Int) {
        random = SeededGenerator(seed: UInt64(seed))
        makeFirm()
        makePeople()
        makeArrangements()
        for index in 1...Int.random(in: 1...4, using: &random) { makeClient(index) }
        makeWork()
    }

    // MARK: Statements

    /// The statements of the month, with everything handed over in the order of `shuffle`.
    func statements(shuffledBy seed: UInt64? = nil) -> (all: [Statement], found: [Diagnostic]) {
        var shuffle = self
        var order = SeededGenerator(seed: seed ?? 0)
        if seed != nil {
            shuffle.clients.shuffle(using: &order)
            shuffle.matters.shuffle(using: &order)
            shuffle.timekeepers.shuffle(using: &order)
            shuffle.rates.shuffle(using: &order)
            shuffle.work.shuffle(using: &order)
            for index in shuffle.work.indices {
                shuffle.work[index].time.shuffle(using: &order)
                shuffle.work[index].costs.shuffle(using: &order)
            }
        }
        let registers = Registers(
            clients: shuffle.clients, matters: shuffle.matters, timekeepers: shuffle.timekeepers,
            rates: shuffle.rates, arrangements: arrangements)
        let rater = Rater(firm: firm, registers: registers)
        var found = rater.diagnostics
        let rated = shuffle.work.compactMap {
            rater.rate($0, through: day("2026-10-31"), past: Past(), reporting: &found)
        }
        let history = Dictionary(
            uniqueKeysWithValues: shuffle.matters.map { matter in
                (
                    matter.id,
                    MatterHistory(
                        previousBalance: Money(
                            minorUnits: 1_000, registers.currency(of: matter, in: firm)),
                        payments: [], feesBilled: .zero(registers.currency(of: matter, in: firm)))
                )
            })
        let all = StatementGrouper(firm: firm, registers: registers).statements(
            of: rated, kind: .invoice, date: day("2026-11-05"), through: day("2026-10-31"),
            history: history)
        return (all, found)
    }

    var entryCount: Int { work.reduce(0) { $0 + $1.time.count } }

    // MARK: Drawing

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 1...100, using: &random) <= percent
    }

    private mutating func one<Element>(of all: [Element]) -> Element {
        all[Int.random(in: all.indices, using: &random)]
    }

    private mutating func practice() -> TimePractice {
        var result = TimePractice()
        if chance(50) {
            result.increment =
                chance(30) ? .exact : .minutes(one(of: TimePractice.incrementsMinutes))
        }
        if chance(50) { result.rounding = one(of: TimePractice.Rounding.allCases) }
        if chance(30) { result.minimumMinutes = one(of: [0, 6, 10, 15]) }
        if chance(30) { result.graceMinutes = one(of: [1, 2, 4]) }
        if chance(30) { result.per = one(of: TimePractice.Per.allCases) }
        return result
    }

    private mutating func makeFirm() {
        firm.hoursDecimals = one(of: [1, 2, 2, 2, 3, 4])
        firm.time = practice()
        firm.usesExportRates = chance(50)
        firm.taxes = [
            Tax(
                code: "t", name: "Tax",
                percent: Percent(thousandths: Int.random(in: 0...25_000, using: &random)),
                onFees: chance(70), onCosts: chance(70)),
            Tax(
                code: "u", name: "Tax on tax",
                percent: Percent(thousandths: Int.random(in: 0...15_000, using: &random)),
                onFees: chance(50), onCosts: chance(70), onTaxes: one(of: [[], ["t"]])),
        ]
        firm.costRules = CostRules([
            CostRule([.code("e101")], kind: .soft, unitPrice: 1_250, most: 5_000),
            CostRule([.code("e102")], kind: .soft, treatment: .absorbed, isTaxed: chance(50)),
            CostRule([.kind(.soft)], ceiling: 1_000),
            CostRule([.all], markup: Percent(thousandths: 7_125)),
        ])
        if chance(50) { firm.invoices.statements = .consolidated }
    }

    private var currencies: [Currency] { ["JPY", "USD", "KWD"].compactMap { Currency(code: $0) } }

    private mutating func makePeople() {
        for name in ["AA", "BB", "CC", "DD"] {
            let id = TimekeeperID(name)
            timekeepers.append(
                Timekeeper(id: id, name: one(of: ["Same Name", name]), rateClass: "lawyer"))
            for currency in currencies {
                for date in ["2026-01-01", "2026-10-10"] {
                    rates.append(
                        Rate(effective: day(date), timekeeper: id, perHour: price(in: currency)))
                }
                if chance(30) {
                    rates.append(
                        Rate(
                            effective: day("2026-10-05"), timekeeper: id, task: "L110",
                            perHour: price(in: currency)))
                }
            }
        }
        for currency in currencies where chance(50) {
            rates.append(
                Rate(
                    effective: day("2026-10-15"), client: ClientID("C1"), rateClass: "lawyer",
                    perHour: price(in: currency)))
        }
    }

    private mutating func price(in currency: Currency) -> Money {
        Money(minorUnits: Int.random(in: 1...99_999, using: &random), currency)
    }

    private mutating func makeArrangements() {
        for number in 1...6 {
            var arrangement = FeeArrangement(name: "Agreed \(number)", basis: .hourly)
            let entries = one(of: CoveredEntries.allCases)
            let amount = Int.random(in: 1...9_999_999, using: &random)
            if number % 3 == 1 {
                arrangement.agreements[0].basis = .flat(
                    FlatFee(
                        parts: [
                            FlatFee.Part(
                                name: "Whole", minorUnits: amount,
                                due: one(of: [.notYet, .on(day("2026-10-20"))]))
                        ], entries: entries))
            } else if number % 3 == 2 {
                arrangement.agreements[0].basis = .agreedValue(
                    AgreedValue(
                        deliverable: "Opinion", minorUnits: amount,
                        due: one(of: [.notYet, .on(day("2026-10-20"))]), entries: entries))
            }
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                arrangement.agreements[0].terms.append(
                    .adjustment(
                        PercentAdjustment(
                            percent: Percent(
                                thousandths: Int.random(in: -50_000...50_000, using: &random)),
                            reason: "Agreed")))
            }
            arrangements["agreed-\(number)"] = arrangement
        }
    }

    private mutating func makeClient(_ index: Int) {
        let id = ClientID("C\(index)")
        clients.append(
            Client(
                id: id, name: "Client \(index)",
                statements: one(of: [nil, .consolidated, .perMatter]),
                currency: one(of: currencies), taxCodes: one(of: [[], ["t"], ["t", "u"]]),
                time: practice()))
        for number in 1...Int.random(in: 1...3, using: &random) {
            matters.append(
                Matter(
                    id: MatterID("C\(index)-\(number)"), client: id, name: "Matter \(number)",
                    arrangement: chance(50)
                        ? "hourly" : "agreed-\(Int.random(in: 1...6, using: &random))",
                    time: practice()))
        }
    }

    private mutating func makeWork() {
        var key = 0
        for matter in matters {
            var one = UnbilledWork(matter: matter.id)
            for _ in 0..<Int.random(in: 0...25, using: &random) {
                key += 1
                one.time.append(makeEntry(key, matter.id))
            }
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                key += 1
                one.costs.append(makeCost(key, matter.id))
            }
            work.append(one)
        }
    }

    private mutating func makeEntry(_ key: Int, _ matter: MatterID) -> TimeEntry {
        TimeEntry(
            key: EntryKey(key), matter: matter,
            timekeeper: TimekeeperID(one(of: ["AA", "BB", "CC", "DD"])), date: date(),
            seconds: Int.random(in: 0...40_000, using: &random), narrative: "Work",
            task: one(of: [nil, "L110", "L120"]), disposition: disposition(),
            rateMinorUnits: chance(10) ? Int.random(in: 1...99_999, using: &random) : nil,
            place: Place(file: "a.csv", line: key))
    }

    private mutating func makeCost(_ key: Int, _ matter: MatterID) -> CostEntry {
        CostEntry(
            key: EntryKey(key), matter: matter, date: date(),
            minorUnits: Int.random(in: -9_999...99_999, using: &random),
            quantity: one(of: [
                nil, Quantity(thousandths: Int.random(in: 1...999_999, using: &random)),
            ]),
            description: "Cost", code: one(of: [nil, "E101", "E102", "E103"]),
            disposition: disposition(), place: Place(file: "a.csv", line: key))
    }

    private mutating func date() -> CivilDate {
        day("2026-10-01").adding(days: Int.random(in: 0...32, using: &random))
    }

    private mutating func disposition() -> Disposition {
        chance(80) ? .billable : one(of: [.noCharge, .nonBillable])
    }
}
