import Billing
import Grouping
import TestSupport
import Testing

/// What settles what, and how old the rest is.
@Suite struct ClientAccountsTests {
    private let first = MatterID("M1")
    private let second = MatterID("M2")

    private func event(
        _ kind: AccountEvent.Kind, _ units: Int, on date: String, due: String? = nil,
        of matter: MatterID? = nil, invoice: Int64? = nil, source: Int = 0,
        currency: Currency = .usd
    ) -> AccountEvent {
        let isDocument = kind != .payment && kind != .opening && kind != .promptDiscount
        return AccountEvent(
            kind,
            isDocument
                ? .document(source > 0 ? Int64(source) : invoice ?? 0)
                : .entry(EntryKey(source)),
            payor: ClientID("C1"), matter: matter ?? first, date: day(date), due: due.map(day),
            number: invoice.map { String($0) }, amount: Money(minorUnits: units, currency),
            invoice: invoice)
    }

    private func account(
        _ events: [AccountEvent], on date: String, from: String? = nil
    ) throws -> ClientAccount {
        let accounts = clientAccounts(
            of: events, on: day(date), from: from.map(day), ageing: Ageing.usualLimits)
        #expect(accounts.allSatisfy { $0.addsUp })
        return try #require(accounts.first)
    }

    /// 600.00 + 400.00 − 450.00 − 100.00 = 450.00. The payment that names no invoice settles the
    /// oldest: 600.00 − 450.00; the other its own: 400.00 − 100.00. From 30 October to 5 December
    /// are 36 days, from 30 November 5.
    @Test func aPaymentSettlesTheInvoiceItNamesElseTheOldest() throws {
        let account = try account(
            [
                event(.invoice, 600_00, on: "2026-09-30", due: "2026-10-30", invoice: 101),
                event(.invoice, 400_00, on: "2026-10-31", due: "2026-11-30", invoice: 102),
                event(.payment, -100_00, on: "2026-11-08", invoice: 102, source: 1),
                event(.payment, -450_00, on: "2026-11-10", source: 2),
            ], on: "2026-12-05")
        #expect(account.lines.map(\.balance.minorUnits) == [600_00, 1000_00, 900_00, 450_00])
        #expect(account.closing.minorUnits == 450_00)
        #expect(account.open.map(\.number) == ["101", "102"])
        #expect(account.open.map(\.open.minorUnits) == [150_00, 300_00])
        #expect(account.open.map(\.amount.minorUnits) == [600_00, 400_00])
        #expect(account.open.map(\.daysOverdue) == [36, 5])
        #expect(account.ageing.amounts.map(\.minorUnits) == [0, 300_00, 150_00, 0, 0])
    }

    /// Of two matters, one was paid 50.00 too much: it is a credit, and settles nothing of the other.
    @Test func noMatterPaysForAnother() throws {
        let account = try account(
            [
                event(.invoice, 100_00, on: "2026-09-30", due: "2026-10-30", invoice: 101),
                event(
                    .invoice, 80_00, on: "2026-09-30", due: "2026-10-30", of: second, invoice: 102),
                event(.payment, -150_00, on: "2026-10-10", source: 1),
            ], on: "2026-10-20")
        #expect(account.open.map(\.number) == ["102"])
        #expect(account.unapplied.minorUnits == -50_00)
        #expect(account.closing.minorUnits == 30_00)
        #expect(account.ageing.amounts[0].minorUnits == 80_00)
    }

    /// Unless the payment names the invoice that both matters are on: 100.00 + 80.00 − 150.00.
    @Test func aPaymentOfAnInvoicePaysForAllItsMatters() throws {
        let account = try account(
            [
                event(.invoice, 100_00, on: "2026-09-30", due: "2026-10-30", invoice: 101),
                event(
                    .invoice, 80_00, on: "2026-09-30", due: "2026-10-30", of: second, invoice: 101),
                event(.payment, -150_00, on: "2026-10-10", invoice: 101, source: 1),
            ], on: "2026-10-20")
        #expect(account.lines.map(\.matters) == [[first, second], [first]])
        #expect(account.open.map(\.open.minorUnits) == [30_00])
        #expect(account.open.map(\.amount.minorUnits) == [180_00])
        #expect(account.unapplied.isZero)
    }

    /// 712.35 − 698.10 − 14.25 = 0, and the credit note takes the discount back with it:
    /// −712.35 + 14.25. What was paid is a credit, and pays the next invoice: 800.00 − 698.10.
    @Test func whatWasPaidOnACreditedInvoicePaysTheNext() throws {
        let account = try account(
            [
                event(.invoice, 712_35, on: "2026-09-30", due: "2026-10-30", invoice: 101),
                event(.payment, -698_10, on: "2026-10-05", invoice: 101, source: 1),
                event(.promptDiscount, -14_25, on: "2026-10-05", invoice: 101, source: 1),
                event(.creditNote, -712_35, on: "2026-10-12", invoice: 101, source: 7),
                event(.discountTakenBack, 14_25, on: "2026-10-12", invoice: 101, source: 7),
                event(.invoice, 800_00, on: "2026-10-31", due: "2026-11-30", invoice: 102),
            ], on: "2026-11-15")
        #expect(
            account.lines.map(\.balance.minorUnits)
                == [712_35, 14_25, 0, -712_35, -698_10, 101_90])
        #expect(account.open.map(\.number) == ["102"])
        #expect(account.open.map(\.open.minorUnits) == [101_90])
    }

    @Test(arguments: [(0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4)])
    func aStretchEndsOnItsLastDay(days: Int, stretch: Int) throws {
        let due = day("2026-10-30")
        var invoice = event(.invoice, 5_00, on: "2026-09-30", invoice: 101)
        invoice.due = due
        let account = try #require(
            clientAccounts(
                of: [invoice], on: due.adding(days: days), ageing: Ageing.usualLimits
            ).first)
        #expect(account.ageing.amounts.firstIndex { !$0.isZero } == stretch)
    }

    /// 600.00 − 450.00 before; 400.00 − 100.00 since.
    @Test func whatWasBeforeIsTheOpeningBalance() throws {
        let account = try account(
            [
                event(.invoice, 600_00, on: "2026-09-30", due: "2026-10-30", invoice: 101),
                event(.payment, -450_00, on: "2026-10-31", source: 1),
                event(.invoice, 400_00, on: "2026-11-01", due: "2026-12-01", invoice: 102),
                event(.payment, -100_00, on: "2026-11-08", source: 2),
            ], on: "2026-12-05", from: "2026-11-01")
        #expect(account.opening.minorUnits == 150_00)
        #expect(account.lines.map(\.balance.minorUnits) == [550_00, 450_00])
        #expect(account.open.map(\.open.minorUnits) == [50_00, 400_00])
    }

    @Test func currenciesHaveAccountsOfTheirOwn() throws {
        let euro = try #require(Currency(code: "EUR"))
        let accounts = clientAccounts(
            of: [
                event(.invoice, 10_00, on: "2026-09-30", invoice: 101),
                event(.invoice, 20_00, on: "2026-09-30", invoice: 102, currency: euro),
                event(.payment, -4_00, on: "2026-10-01", source: 1, currency: euro),
            ], on: day("2026-12-05"), ageing: [30])
        #expect(accounts.map(\.currency.code) == ["EUR", "USD"])
        #expect(accounts.map(\.closing.minorUnits) == [16_00, 10_00])
    }

    /// Whatever happens on an account, opening and lines, open items and credits, and the ageing come
    /// to one balance.
    @Test(arguments: 0..<200)
    func anyAccountAddsUp(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var events: [AccountEvent] = []
        for step in 1...Int.random(in: 1...30, using: &random) {
            let date = day("2026-01-01").adding(days: Int.random(in: 0...300, using: &random))
            let matter = [first, second].randomElement(using: &random) ?? first
            let units = Int.random(in: -20_000...60_000, using: &random)
            let isCharge = Bool.random(using: &random)
            var event =
                isCharge
                ? event(.invoice, units, on: "2026-01-01", of: matter, invoice: Int64(step))
                : event(
                    .payment, -abs(units), on: "2026-01-01", of: matter,
                    invoice: Bool.random(using: &random)
                        ? Int64.random(in: 1...30, using: &random) : nil, source: step)
            (event.date, event.due) = (date, isCharge ? date.adding(days: 30) : nil)
            events.append(event)
        }
        let accounts = clientAccounts(
            of: events, on: day("2026-12-01"), from: day("2026-05-01"), ageing: [30, 60])
        #expect(accounts.allSatisfy { $0.addsUp }, "seed \(seed)")
        #expect(
            accounts.map(\.closing.minorUnits).reduce(0, +)
                == events.map(\.amount.minorUnits).reduce(0, +))
    }
}
