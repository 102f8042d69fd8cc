import Billing
import Loading
import TestSupport
import Testing

@Suite struct EventRegisterTests {
    /// The small firm with arrangements that wait for events, in dollars and in yen.
    private func read(
        _ events: String, _ changes: [String: String] = [:]
    ) throws -> (registers: Registers, found: [String], diagnostics: [Diagnostic]) {
        var files = smallFirm
        files["clients.csv"] = "id,name,currency\nC1,Acme Holdings,\nC2,Tokyo KK,JPY\n"
        files["matters.csv"] = """
            id,client,name,arrangement,aliases
            M1,C1,Lease dispute,contingent,Lease
            M2,C2,Patents,filings,
            M3,C1,Advice,hourly,
            """
        files["arrangements/contingent.yaml"] = """
            name: Contingent fee
            basis: {contingent: {recovery: settlement, percent: 30, costs: before-costs}}
            terms:
              - holdback: {percent: 10, release: Client review, reason: x}
            """
        files["arrangements/filings.yaml"] = """
            name: Filings
            basis: {units: {list: [{name: Filing, price: 30000, count: {event: filing}}]}}
            """
        files["events.csv"] = events
        files.merge(changes) { $1 }
        let folder = try TestFolder(files)
        let read = try FirmFolder.read(at: folder.path)
        return (
            try #require(read.records).registers, summary(read.diagnostics), read.diagnostics
        )
    }

    private static let header = "matter,date,event,amount,percent,quantity,note\n"

    @Test func eventsOfSeveralMatters() throws {
        let read = try read(
            Self.header + """
                M1,2026-10-05,settlement,"40,000.00",,,First instalment
                Lease,2026-10-09,Settlement,-500,,,
                lease dispute,2026-11-01,client  review,,50,,
                M2,2026-10-01,filing,,,3,
                """)
        #expect(read.found.isEmpty)
        #expect(
            read.registers.events[MatterID("M1")] == [
                MatterEvent(
                    matter: MatterID("M1"), name: "settlement", date: day("2026-10-05"),
                    minorUnits: 4_000_000, note: "First instalment",
                    place: Place(file: "events.csv", line: 2)),
                MatterEvent(
                    matter: MatterID("M1"), name: "settlement", date: day("2026-10-09"),
                    minorUnits: -50_000, place: Place(file: "events.csv", line: 3)),
                // As the arrangement writes it, so that rating finds it.
                MatterEvent(
                    matter: MatterID("M1"), name: "Client review", date: day("2026-11-01"),
                    percent: Percent(50_000), place: Place(file: "events.csv", line: 4)),
            ])
        #expect(read.registers.events[MatterID("M2")]?.map(\.quantity) == [3])
        #expect(read.registers.events[MatterID("M1")]?.map(\.quantity) == [1, 1, 1])
    }

    @Test func amountsAreInTheMattersCurrency() throws {
        let changes = ["clients.csv": "id,name,currency\nC1,Acme,KWD\nC2,Tokyo KK,JPY\n"]
        let read = try read(
            Self.header + "M1,2026-10-05,settlement,40.125,,,\nM2,2026-10-05,filing,40.5,,,\n",
            changes)
        #expect(read.found == ["amount-unreadable events.csv:3:22"])
        #expect(read.registers.events[MatterID("M1")]?.first?.minorUnits == 40_125)
        #expect(read.registers.events[MatterID("M2")] == nil)
    }

    /// A date that fits one order only decides for the column.
    @Test func datesAreDecidedForTheColumn() throws {
        let read = try read(
            Self.header + "M1,04/05/2026,settlement,1,,,\nM1,31/05/2026,settlement,1,,,\n")
        #expect(read.found.isEmpty)
        #expect(
            read.registers.events[MatterID("M1")]?.map(\.date)
                == [day("2026-05-04"), day("2026-05-31")])
    }

    @Test func columnsThatAreNotNeededMayBeLeftOut() throws {
        let read = try read("Event,Date,Matter\nsettlement,2026-10-05,M1\n")
        #expect(read.found.isEmpty)
        #expect(read.registers.events[MatterID("M1")]?.count == 1)
    }

    @Test(
        arguments: [
            ("M9,2026-10-05,settlement,1,,,", ["matter-unknown events.csv:2:1"]),
            (
                ",,,,,,x",
                [
                    "cell-blank events.csv:2:1", "cell-blank events.csv:2:2",
                    "cell-blank events.csv:2:3",
                ]
            ),
            ("M1,2026-02-30,settlement,,,,", ["date-unreadable events.csv:2:4"]),
            ("M1,04/05/2026,settlement,,,,", ["date-unreadable events.csv:2:4"]),
            ("M1,2026-10-05,settlement,lots,,,", ["amount-unreadable events.csv:2:26"]),
            ("M1,2026-10-05,settlement,,101,,", ["number-unreadable events.csv:2:27"]),
            ("M1,2026-10-05,settlement,,some,,", ["number-unreadable events.csv:2:27"]),
            ("M1,2026-10-05,settlement,,,1.5,", ["number-unreadable events.csv:2:28"]),
            ("M1,2026-10-05,settlement,5,5,,", ["event-shape events.csv:2:28"]),
            ("M1,2026-10-05,settlement,FILL IN,,,", ["warning left-to-fill-in events.csv:2:26"]),
        ] as [(String, [String])])
    func aRowWithAnythingWrongIsLeftOut(_ row: String, _ expected: [String]) throws {
        let read = try read(Self.header + row + "\n")
        #expect(read.found == expected)
        #expect(read.registers.events.isEmpty)
    }

    @Test(
        arguments: [
            ("M1", "settlment", "did you mean \"settlement\"?"),
            ("M2", "verdict", "it waits for \"filing\""),
            ("M3", "settlement", "it waits for no event"),
        ])
    func anEventThatNothingWaitsForIsPointedOut(
        _ matter: String, _ event: String, _ remedy: String
    ) throws {
        let read = try read(Self.header + "\(matter),2026-10-05,\(event),,,,\n")
        #expect(read.found == ["warning event-unused events.csv:2:15"])
        #expect(read.diagnostics.first?.fact.contains("\"\(event)\"") == true)
        #expect(read.diagnostics.first?.remedy == remedy)
        #expect(read.registers.events[MatterID(matter)]?.count == 1)
    }

    /// What an arrangement waits for is unknown while it cannot be read.
    @Test func anArrangementThatIsRefusedIsNotComplainedOfTwice() throws {
        let read = try read(
            Self.header + "M1,2026-10-05,verdict,,,,\n",
            ["arrangements/contingent.yaml": "name: Contingent\nbasis: {contingnt: 3}\n"])
        #expect(!read.found.contains { $0.contains("events.csv") })
        #expect(!read.found.isEmpty)
    }

    @Test func theFileMayBeMissingButNotWithoutItsColumns() throws {
        let folder = try TestFolder(smallFirm)
        #expect(try FirmFolder.read(at: folder.path).diagnostics.isEmpty)
        #expect(
            try read("matter,date\nM1,2026-10-05\n").found == ["column-missing events.csv:1:0"])
        #expect(
            try read("matter,date,event,amout\n").found
                == ["warning column-unknown events.csv:1:19"])
    }
}
