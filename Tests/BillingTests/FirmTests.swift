import Billing
import Testing

@Suite struct FirmTests {
    @Test func eachTimeSettingFallsBackByItself() {
        let firm = TimePractice(increment: .minutes(6), rounding: .up, minimumMinutes: 12)
        let client = TimePractice(rounding: .nearest)
        let matter = TimePractice(increment: .exact, minimumMinutes: 0)
        #expect(
            matter.falling(backTo: client).falling(backTo: firm)
                == TimePractice(increment: .exact, rounding: .nearest, minimumMinutes: 0))
        #expect(
            TimePractice().falling(backTo: client).falling(backTo: firm)
                == TimePractice(increment: .minutes(6), rounding: .nearest, minimumMinutes: 12))
    }

    @Test(arguments: [(1, "PF-00001"), (12_345, "PF-12345"), (1_234_567, "PF-1234567")])
    func numbersAreFilledAndNeverCut(_ number: Int, _ text: String) {
        let document = Numbered(year: 2026, office: "Boston", client: ClientID("C1"))
        #expect(NumberSeries(prefix: "PF-", first: 1, width: 5).text(number, of: document) == text)
    }
}
