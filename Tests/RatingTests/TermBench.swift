import Billing
import Rating
import TestSupport
import Testing

/// Hourly work on a matter, billed statement after statement under a list of terms. Work is given
/// by its price: an hour at that rate, so that a negative one is a credit.
struct TermBench {
    var bench = Bench()
    private var keys = 0

    init(_ terms: FeeTerm...) {
        arrange([Agreement(name: "Agreed", basis: .hourly, terms: terms)])
    }

    init(_ agreements: [Agreement]) {
        arrange(agreements)
    }

    var events: [MatterEvent] {
        get { bench.events }
        set { bench.events = newValue }
    }

    mutating func arrange(_ agreements: [Agreement]) {
        bench.arrangement = FeeArrangement(name: "Agreed", agreements: agreements)
    }

    mutating func price(at minorUnits: Int, on date: String, task: String? = nil) -> TimeEntry {
        keys += 1
        return entry(keys, on: date, task: task, rate: minorUnits)
    }

    /// Bills work of these prices, done on the last day of the period unless said otherwise.
    mutating func bill(
        _ through: String = "2026-10-31", _ prices: [Int] = [], on date: String? = nil,
        task: String? = nil, costs: [Int] = []
    ) throws -> Billed {
        let time = prices.map { price(at: $0, on: date ?? through, task: task) }
        let costs = costs.map { minorUnits in
            keys += 1
            return cost(keys, on: date ?? through, minorUnits)
        }
        return try bill(through, time: time, costs: costs)
    }

    mutating func bill(
        _ through: String, time: [TimeEntry], costs: [CostEntry] = []
    ) throws -> Billed {
        let (rated, found) = bench.rate(time, costs: costs, through: through)
        let result = try #require(rated, "\(found)")
        bench.post(result, through: day(through))
        return Billed(rated: result, found: found)
    }

    /// What is wrong with a statement that is refused.
    mutating func refusals(_ through: String = "2026-10-31", _ prices: [Int] = []) -> [Diagnostic] {
        let time = prices.map { price(at: $0, on: through) }
        let (rated, found) = bench.rate(time, through: through)
        #expect(rated == nil)
        return found
    }

    /// What another matter was billed, under whatever arrangement.
    mutating func addPast(_ matter: String, through: String, fees: Int) {
        bench.past.statements[MatterID(matter), default: []].append(
            PastStatement(
                periodEnd: day(through), fees: fees, costs: 0))
    }
}

struct Billed {
    var rated: RatedMatter
    var found: [Diagnostic]

    var fees: Int { rated.fees.minorUnits }

    var items: [FeeItem] { rated.items }

    /// What items of a kind come to; nil where there is none.
    func amount(_ kind: FeeItem.Kind) -> Int? {
        let amounts = items.filter { $0.kind == kind }.map(\.amount.minorUnits)
        return amounts.isEmpty ? nil : amounts.reduce(0, +)
    }

    /// The figure of the first step of a name.
    func step(_ name: WorkingStep.Name) -> Int? {
        items.flatMap(\.working).first { $0.name == name }?.money?.minorUnits
    }

    func tally(_ measure: Tally.Measure) -> Int {
        rated.tallies.filter { $0.measure == measure }.map(\.amount).reduce(0, +)
    }
}

func percent(_ whole: Int, thousandths: Int = 0) -> Percent {
    Percent(thousandths: whole * 1_000 + thousandths)
}

func event(
    _ name: String, on date: String, amount: Int? = nil, percent: Percent? = nil,
    note: String? = nil
) -> MatterEvent {
    recorded(name, date, amount, percent: percent?.thousandths, note: note)
}

/// An agreement on hourly work with terms.
func agreed(_ terms: FeeTerm..., from: String? = nil, named name: String = "Agreed") -> Agreement {
    Agreement(from: from.map(day), name: name, basis: .hourly, terms: terms)
}
