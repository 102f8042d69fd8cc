import Billing
import TestSupport
import Testing

/// Of all that was marked at a line the last of each kind holds.
@Suite struct MarkedLineTests {
    private func marked(_ changes: LineChange...) -> MarkedLine {
        MarkedLine(
            changes.enumerated().map {
                LineMark(number: $0.offset, edit: 1, change: $0.element, by: "ABC", reason: "")
            })
    }

    @Test func aLaterFigureTakesThePlaceOfAnEarlierOne() {
        let line = marked(.hours(to: hours(100)), .rate(to: usd(300_00)), .hours(to: hours(50)))
        #expect(line.hours == hours(50) && line.perHour == usd(300_00))
        #expect(line.marks.count == 2)
    }

    @Test func hoursAfterAnAmountAreBilledAtTheirRate() {
        let line = marked(.amount(to: usd(500_00)), .hours(to: hours(100)))
        #expect(line.amount == nil && line.hours == hours(100))
    }

    @Test func anAmountAfterHoursLeavesThem() {
        let line = marked(.hours(to: hours(100)), .amount(to: usd(500_00)))
        #expect(line.amount == usd(500_00) && line.hours == hours(100))
    }

    @Test func aPriceEndsNoCharge() {
        #expect(!marked(.noCharge, .amount(to: usd(1))).isNoCharge)
        #expect(marked(.amount(to: usd(1)), .noCharge).amount == nil)
        #expect(!marked(.noCharge, .writeOff).isNoCharge)
    }

    @Test func restoringTakesAllBack() {
        let line = marked(
            .noCharge, .narrative(to: "Other"), .transfer(to: MatterID("M2")), .restore)
        #expect(line.isEmpty)
    }

    @Test func aHoldEndsOnItsDay() {
        let line = marked(.hold(until: day("2026-11-15")))
        #expect(line.keepingOff(on: day("2026-11-14")) != nil)
        #expect(line.keepingOff(on: day("2026-11-15")) == nil)
        #expect(marked(.hold(until: nil)).keepingOff(on: day("2099-01-01")) != nil)
    }

    @Test func aPartHasItsPlaceInTheLineID() {
        let id = LineID(EntryKey(7), part: 2)
        #expect(id.text == LineID(EntryKey(7)).text + ".2")
        #expect(LineID(typed: id.text.lowercased()) == id)
        #expect(id.entry == EntryKey(7))
        #expect(LineID(typed: LineID(EntryKey(7)).text + ".0") == nil)
        #expect(LineID(typed: LineID(EntryKey(7)).text + ".x") == nil)
    }
}
