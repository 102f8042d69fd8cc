import Billing
import TestSupport
import Testing

@testable import Rating

@Suite struct RateLookupTests {
    /// Every question the order asks, the one that must win first.
    private static let order: [(source: String, rate: Rate)] = {
        var rows: [(String, Rate)] = []
        func add(
            _ source: String, client: String? = nil, matter: String? = nil,
            by person: String? = nil,
            rateClass: String? = nil, task: String? = nil, activity: String? = nil
        ) {
            let number = rows.count + 1
            rows.append(
                (
                    source,
                    Rate(
                        effective: day("2026-01-01"), client: client.map { ClientID($0) },
                        matter: matter.map { MatterID($0) },
                        timekeeper: person.map { TimekeeperID($0) }, rateClass: rateClass,
                        task: task, activity: activity, perHour: usd(number * 100),
                        place: Place(file: "rates.csv", line: number))
                ))
        }
        func addScope(_ name: String, client: String?, matter: String?) {
            let people: [(String, String?, String?)] = [
                (" and timekeeper", "AA", nil), (" and class", nil, "partner"), ("", nil, nil),
            ]
            for (suffix, person, rateClass) in people {
                add(
                    name + suffix + ", activity A101", client: client, matter: matter, by: person,
                    rateClass: rateClass, activity: "A101")
                add(
                    name + suffix + ", task L110", client: client, matter: matter, by: person,
                    rateClass: rateClass, task: "L110")
                add(name + suffix, client: client, matter: matter, by: person, rateClass: rateClass)
            }
        }
        addScope("matter", client: nil, matter: "M1")
        addScope("client", client: "C1", matter: nil)
        // The firm's rates for a task or activity come before its plain rates for people.
        for (name, person, rateClass) in [
            ("timekeeper", "AA", nil), ("class", nil, "partner"), ("firm", nil, nil),
        ] as [(String, String?, String?)] {
            add(name + ", activity A101", by: person, rateClass: rateClass, activity: "A101")
            add(name + ", task L110", by: person, rateClass: rateClass, task: "L110")
        }
        add("timekeeper", by: "AA")
        add("class", rateClass: "partner")
        add("firm")
        return rows
    }()

    private func find(
        _ rates: [Rate], _ entry: TimeEntry, rateClass: String? = "partner",
        currency: Currency = .usd
    ) -> RateLookup.Found? {
        var found: [Diagnostic] = []
        let lookup = RateLookup(rates, reporting: &found)
        #expect(found == [])
        return lookup.rate(
            for: entry, client: ClientID("C1"), rateClass: rateClass, currency: currency)
    }

    @Test func eachStepOfTheOrderBeatsAllBelowIt() {
        let order = RateLookupTests.order
        #expect(order.count == 27)
        let coded = entry(task: "L110", activity: "A101")
        for first in order.indices {
            let rates = order[first...].map(\.rate)
            let found = find(rates.reversed(), coded)
            #expect(
                found
                    == RateLookup.Found(
                        perHour: usd((first + 1) * 100), source: order[first].source,
                        place: Place(file: "rates.csv", line: first + 1)))
        }
    }

    @Test func theEntrysOwnRateBeatsEveryRow() {
        let found = find(
            RateLookupTests.order.map(\.rate), entry(task: "L110", activity: "A101", rate: 12_345))
        #expect(
            found
                == RateLookup.Found(
                    perHour: usd(12_345), source: "the entry itself",
                    place: Place(file: "inbox/a.csv", line: 2)))
    }

    @Test func rowsForOtherWorkAreNotTaken() {
        let rates = RateLookupTests.order.map(\.rate)
        let plain = find(rates, entry())
        #expect(plain?.source == "matter and timekeeper")
        #expect(find(rates, entry(task: "L120"))?.source == "matter and timekeeper")
        #expect(find(rates, entry(matter: "M2"))?.source == "client and timekeeper")
        #expect(find(rates, entry(by: "BB"))?.source == "matter and class")
        #expect(find(rates, entry(by: "BB"), rateClass: nil)?.source == "matter")
        let others = [
            Rate(effective: day("2026-01-01"), client: ClientID("C2"), perHour: usd(1)),
            Rate(effective: day("2026-01-01"), matter: MatterID("M2"), perHour: usd(2)),
            Rate(effective: day("2026-01-01"), timekeeper: TimekeeperID("BB"), perHour: usd(3)),
            Rate(effective: day("2026-01-01"), rateClass: "associate", perHour: usd(4)),
            Rate(effective: day("2026-01-01"), task: "L110", perHour: usd(5)),
            Rate(effective: day("2026-01-01"), activity: "A101", perHour: usd(6)),
        ]
        #expect(find(others, entry()) == nil)
    }

    @Test(
        "the latest row in force on the day of the work wins",
        arguments: [
            // From 1 January 100; from 1 April until 30 June 200; from 1 September 300.
            ("2025-12-31", nil), ("2026-01-01", 100), ("2026-03-31", 100), ("2026-04-01", 200),
            ("2026-06-30", 200), ("2026-07-01", 100), ("2026-08-31", 100), ("2026-09-01", 300),
            ("2030-01-01", 300),
        ] as [(String, Int?)])
    func effectiveDates(_ date: String, _ expected: Int?) {
        let rates = [
            Rate(effective: day("2026-09-01"), perHour: usd(300)),
            Rate(effective: day("2026-01-01"), perHour: usd(100)),
            Rate(
                effective: day("2026-04-01"), until: day("2026-06-30"), perHour: usd(200)),
        ]
        #expect(find(rates, entry(on: date))?.perHour == expected.map(usd))
    }

    @Test func aStepWithoutARowInForceGivesWayToTheNext() {
        let rates = [
            Rate(
                effective: day("2026-01-01"), until: day("2026-06-30"), matter: MatterID("M1"),
                perHour: usd(100)),
            Rate(effective: day("2026-01-01"), timekeeper: TimekeeperID("AA"), perHour: usd(200)),
        ]
        #expect(find(rates, entry(on: "2026-06-30"))?.perHour == usd(100))
        #expect(find(rates, entry(on: "2026-07-01"))?.perHour == usd(200))
    }

    @Test func ratesOfOtherCurrenciesAreNotTaken() throws {
        let euro = try #require(Currency(code: "EUR"))
        let rates = [
            Rate(effective: day("2026-01-01"), matter: MatterID("M1"), perHour: usd(100)),
            Rate(
                effective: day("2026-01-01"), timekeeper: TimekeeperID("AA"),
                perHour: Money(minorUnits: 200, euro)),
        ]
        #expect(find(rates, entry())?.perHour == usd(100))
        #expect(find(rates, entry(), currency: euro)?.perHour == Money(minorUnits: 200, euro))
    }

    @Test func aMattersRowMayNameItsClientToo() {
        let both = Rate(
            effective: day("2026-01-01"), client: ClientID("C1"), matter: MatterID("M1"),
            perHour: usd(100))
        let ofClient = Rate(
            effective: day("2026-01-01"), client: ClientID("C1"), timekeeper: TimekeeperID("AA"),
            perHour: usd(200))
        #expect(find([both, ofClient], entry())?.source == "matter")
    }

    @Test func theLatestRowWinsWhetherOrNotItNamesTheClient() {
        func row(_ date: String, client: String?, _ cents: Int) -> Rate {
            Rate(
                effective: day(date), client: client.map { ClientID($0) }, matter: MatterID("M1"),
                perHour: usd(cents))
        }
        let laterNames = [
            row("2026-01-01", client: nil, 100), row("2026-06-01", client: "C1", 200),
        ]
        #expect(find(laterNames, entry())?.perHour == usd(200))
        let laterDoesNot = [
            row("2026-01-01", client: "C1", 100), row("2026-06-01", client: nil, 200),
        ]
        #expect(find(laterDoesNot, entry())?.perHour == usd(200))
    }

    @Test func rowsOfAWrongShapeAreReportedAndLeftOut() {
        let place = Place(file: "rates.csv", line: 7)
        let rates = [
            Rate(
                effective: day("2026-01-01"), timekeeper: TimekeeperID("AA"), rateClass: "partner",
                perHour: usd(100), place: place),
            Rate(
                effective: day("2026-01-01"), task: "L110", activity: "A101", perHour: usd(200),
                place: place),
        ]
        var found: [Diagnostic] = []
        let lookup = RateLookup(rates, reporting: &found)
        #expect(found.map(\.code) == [.rateShape, .rateShape])
        #expect(found.allSatisfy { $0.severity == .error && $0.place == place })
        #expect(
            lookup.rate(
                for: entry(task: "L110", activity: "A101"), client: ClientID("C1"),
                rateClass: "partner", currency: .usd) == nil)
    }

    @Test func twoRowsForTheSameWorkFromTheSameDayAreReported() {
        func row(_ line: Int, client: String? = nil, currency: Currency = .usd) -> Rate {
            Rate(
                effective: day("2026-01-01"), client: client.map { ClientID($0) },
                matter: MatterID("M1"), perHour: Money(minorUnits: line * 100, currency),
                place: Place(file: "rates.csv", line: line))
        }
        var found: [Diagnostic] = []
        let lookup = RateLookup([row(2), row(3)], reporting: &found)
        #expect(found.map(\.code) == [.rateRepeated])
        #expect(found.first?.place == Place(file: "rates.csv", line: 3))
        #expect(found.first?.fact.contains("line 2") == true)
        let rate = lookup.rate(
            for: entry(), client: ClientID("C1"), rateClass: nil, currency: .usd)
        #expect(rate?.perHour == usd(200))
    }

    @Test func aRowThatNamesTheClientTooRepeatsTheOneThatDoesNot() {
        func row(_ line: Int, client: String?) -> Rate {
            Rate(
                effective: day("2026-01-01"), client: client.map { ClientID($0) },
                matter: MatterID("M1"), perHour: usd(line * 100),
                place: Place(file: "rates.csv", line: line))
        }
        var found: [Diagnostic] = []
        _ = RateLookup([row(2, client: nil), row(3, client: "C1")], reporting: &found)
        #expect(found.map(\.code) == [.rateRepeated])
    }

    @Test func rowsOfTwoCurrenciesOrTwoDaysAreNoRepetition() throws {
        let euro = try #require(Currency(code: "EUR"))
        let rates = [
            Rate(effective: day("2026-01-01"), perHour: usd(100)),
            Rate(effective: day("2026-01-02"), perHour: usd(100)),
            Rate(effective: day("2026-01-01"), perHour: Money(minorUnits: 100, euro)),
        ]
        var found: [Diagnostic] = []
        _ = RateLookup(rates, reporting: &found)
        #expect(found == [])
    }
}
