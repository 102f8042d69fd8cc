import Billing
import TestSupport
import Testing

@Suite struct ApprovedFiguresTests {
    private func changes(_ change: (inout Statement) -> Void) -> [String] {
        var draft = Sample.statement
        change(&draft)
        return draft.changes(since: Sample.statement)
    }

    @Test func theSameLinesAndFiguresAreWhatWasApproved() {
        #expect(
            changes {
                $0.kind = .proforma
                $0.number = "PF-00012"
                $0.version = 3
                $0.date = day("2026-11-20")
                $0.due = day("2026-12-20")
                $0.terms = "Payable at once."
                $0.account.previousBalance = usd(1)
                $0.matters[0].review.owed = usd(5)
                $0.matters[0].review.oldestDays = 99
                $0.matters[0].lines[0].timekeeper.title = "Counsel"
            } == [])
    }

    @Test func figuresThatChangedAreTold() {
        let found = changes {
            $0.matters[0].lines[0].amount += usd(100)
            $0.total += usd(100)
        }
        let line = Sample.statement.matters[0].lines[0].id
        // 1,769.85 and a dollar more
        #expect(
            found == ["its total was USD 1769.85 and is USD 1770.85", "line \(line) was changed"])
    }

    @Test(
        arguments: [
            { $0.matters[0].lines[0].narrative += "." },
            { $0.matters[0].lines[0].date = day("2026-10-30") },
            { $0.matters[0].lines[0].timekeeper.id = TimekeeperID("ZZ") },
            { $0.matters[0].lines[0].task = "L120" },
            { $0.matters[0].lines[0].hours = hours(1) },
            { $0.matters[0].lines.removeLast() },
            { $0.matters[0].costLines[0].description += "." },
            { $0.matters[1].sections[0].items[0].amount += usd(1) },
            { $0.matters[1].sections[0].items[0].isOpen = true },
            { $0.taxes[0].amount += usd(1) },
            { $0.matters.removeLast() },
            { $0.billTo.id = ClientID("C9") },
        ] as [@Sendable (inout Statement) -> Void])
    func whateverAClientSeesIsCompared(_ change: @Sendable (inout Statement) -> Void) {
        #expect(!changes(change).isEmpty)
    }

    @Test func anotherCurrencyIsNoSumToCompare() throws {
        let euro = try #require(Currency(code: "EUR"))
        #expect(changes { $0.currency = euro } == ["it was in USD and is in EUR"])
    }
}
