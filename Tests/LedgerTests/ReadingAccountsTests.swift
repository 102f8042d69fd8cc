import Billing
import Ledger
import TestSupport
import Testing

@Suite struct ReadingAccountsTests {
    private let ledger: Ledger

    init() throws {
        ledger = try Ledger()
    }

    @Test func aBalanceRaisesAndAPaymentLowersWhatIsOwed() throws {
        try ledger.load([
            Sample.receipt(.balance, "B1", 250_00, date: "2026-09-01"),
            Sample.receipt(.payment, "P1", 100_00, date: "2026-10-12"),
        ])
        let balance = try #require(try ledger.balance(on: "2026-10-31"))
        #expect(balance.previousBalance == 250_00)
        #expect(balance.payments.map(\.minorUnits) == [-100_00])
        #expect(
            try ledger.accounts()
                == ["receivable": 150_00, "cash": 100_00, "opening": -250_00])
    }

    @Test func whatHappensAfterTheDayIsNotInTheBalance() throws {
        try ledger.load([
            Sample.receipt(.balance, "B1", 250_00, date: "2026-09-01"),
            Sample.receipt(.payment, "P1", 100_00, date: "2026-10-12"),
        ])
        let before = try #require(try ledger.balance(on: "2026-10-11"))
        #expect(before.previousBalance == 250_00 && before.payments.isEmpty)
        #expect(try ledger.balance(on: "2026-08-31") == nil)
    }

    @Test func aPaymentIsListedOnceAndInTheBalanceFromThenOn() throws {
        try ledger.load([
            Sample.time("T1"), Sample.receipt(.payment, "P1", 30_00, date: "2026-10-12"),
        ])
        let payment = try #require(try ledger.balance(on: "2026-10-31")).payments.map(\.key)
        #expect(payment.map(\.number) == [2])
        try ledger.post(
            Sample.document(.invoice, "1001", [Sample.matter("M1", fees: [(1, 100_00)])]),
            payments: payment)
        let after = try #require(try ledger.balance(on: "2026-11-30"))
        #expect(after.payments.isEmpty)
        #expect(after.previousBalance == 70_00)
        #expect(try ledger.feesBilled() == 100_00)
    }

    @Test func mattersKeepTheirBalancesApart() throws {
        try ledger.load([
            Sample.receipt(.balance, "B1", 10_00, date: "2026-09-01", "M1"),
            Sample.receipt(.balance, "B2", 20_00, date: "2026-09-01", "M2"),
        ])
        #expect(try ledger.balance(on: "2026-10-31", of: "M1")?.previousBalance == 10_00)
        #expect(try ledger.balance(on: "2026-10-31", of: "M2")?.previousBalance == 20_00)
    }
}
