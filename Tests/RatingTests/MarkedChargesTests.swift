import Billing
import Rating
import TestSupport
import Testing

/// What was marked at entries, in arrangements other than hours times rate. AA has 400.00 an hour.
@Suite struct MarkedChargesTests {
    private func rate(
        _ bench: Bench, _ time: [TimeEntry], marks: [Int: [LineChange]] = [:],
        matter: [MatterChange] = []
    ) throws -> RatedMatter {
        var work = UnbilledWork(matter: MatterID("M1"), time: time)
        for (key, changes) in marks {
            work.marks[EntryKey(key)] = MarkedLine(changes.map { mark($0) })
        }
        work.mark = MarkedMatter(matter.map { mark($0) })
        var found: [Diagnostic] = []
        let rated = Rater(firm: bench.firm, registers: bench.registers).rate(
            work, through: day("2026-10-31"), past: Past(), reporting: &found)
        let result = try #require(rated)
        expectSums(of: result)
        return result
    }

    private func mark<Change>(_ change: Change) -> RecordedMark<Change> {
        RecordedMark(number: 1, edit: 1, change: change, by: "ABC", reason: "courtesy")
    }

    @Test func standardValueIsWhatWasWorked() throws {
        let rated = try rate(Bench(), [entry(1)], marks: [1: [.hours(to: hours(40))]])
        let charge = try #require(rated.charges.first)
        #expect(charge.amount == usd(160_00) && charge.standard == usd(400_00))
        #expect(charge.worked == hours(100))
        #expect(
            charge.trace.last
                == .multiplied(
                    hours: hours(40), perHour: usd(400_00), amount: usd(160_00)))
    }

    @Test func anAmountIsHoursTimesRateAndTheRest() throws {
        let rated = try rate(Bench(), [entry(1)], marks: [1: [.amount(to: usd(350_00))]])
        #expect(rated.charges.map(\.adjustment) == [usd(-50_00)])
        #expect(rated.fees == usd(350_00))
    }

    /// 1.00 hours in parts of 0.25 and 0.75: 100.00 and 300.00, 15 and 45 minutes worked.
    @Test func partsShareTheWorkedTime() throws {
        let parts = [
            LinePart(hours: hours(25), narrative: "Call"),
            LinePart(hours: hours(75), narrative: "Draft"),
        ]
        let rated = try rate(Bench(), [entry(1)], marks: [1: [.divide(into: parts)]])
        #expect(rated.charges.map(\.amount) == [usd(100_00), usd(300_00)])
        #expect(rated.charges.map(\.entry.seconds) == [900, 2700])
        #expect(rated.charges.map(\.part) == [1, 2])
        #expect(rated.charges.map(\.standard) == [usd(100_00), usd(300_00)])
    }

    @Test func aPartnerThatIsNotThereLeavesTheLineAlone() throws {
        let rated = try rate(
            Bench(), [entry(1)], marks: [1: [.combine(with: LineID(EntryKey(2)))]])
        #expect(rated.charges.map(\.display) == [.amount] && rated.fees == usd(400_00))
    }

    /// The client knew the cap; the partner takes a tenth off what is left.
    @Test func aDiscountComesAfterTheTerms() throws {
        var bench = Bench(.hourly)
        bench.arrangement?.agreements[0].terms = [
            .cap(
                FeeCap(
                    minorUnits: 500_00, span: .statement, phase: nil, countsCosts: false,
                    excess: .writtenOff, alerts: [], countedBefore: 0))
        ]
        let rated = try rate(
            bench, [entry(1), entry(2)],
            matter: [.discountPercent(Percent(thousandths: 10_000))])
        #expect(rated.fees == usd(450_00))
        #expect(rated.items.last?.description == "courtesy")
    }

    /// 800.00 of lines brought to 700.00: each line of 400.00 bears 50.00.
    @Test func aFigureForTheFeesIsSpreadOverTheLines() throws {
        let rated = try rate(
            Bench(), [entry(1), entry(2)], matter: [.fees(to: usd(700_00))])
        #expect(rated.charges.map(\.amount) == [usd(350_00), usd(350_00)])
        #expect(rated.fees == usd(700_00))
        #expect(rated.items.map(\.part) == [nil])
    }

    @Test func underAPriceALineWrittenOffIsOnlyNotListed() throws {
        let bench = Bench(
            .flat(
                FlatFee(
                    parts: [
                        FlatFee.Part(
                            name: "Deal", minorUnits: 1_000_00, due: .on(day("2026-10-31")))
                    ], entries: .noCharge)))
        let rated = try rate(bench, [entry(1), entry(2)], marks: [1: [.writeOff]])
        #expect(rated.fees == usd(1_000_00))
        #expect(rated.charges.map(\.display) == [.hidden, .noCharge])
    }
}
