import Billing
import Rating
import TestSupport

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

    var registers: Registers {
        var matter = matter
        if arrangement != nil { matter.arrangement = "agreed" }
        return Registers(
            clients: [client],
            matters: [
                matter, Matter(id: MatterID("M2"), client: ClientID("C1"), name: "Second"),
            ], timekeepers: timekeepers, rates: rates,
            arrangements: arrangement.map { ["agreed": $0] } ?? [:])
    }

    func rate(
        _ time: [TimeEntry], costs: [CostEntry] = [], through: String = "2026-10-31",
        billedBefore: Set<FeePartID> = []
    ) -> (rated: RatedMatter?, diagnostics: [Diagnostic]) {
        var found: [Diagnostic] = []
        let rated = Rater(firm: firm, registers: registers).rate(
            UnbilledWork(matter: MatterID("M1"), time: time, costs: costs), through: day(through),
            past: Past(billedParts: billedBefore), reporting: &found)
        return (rated, found)
    }
}
