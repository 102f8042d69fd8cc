import Billing
import Ledger
import TestSupport
import Testing

/// Discounts for prompt payment: who gets them, and that nobody gets them twice.
@Suite struct TakingOffersTests {
    private let ledger: Ledger

    init() throws {
        ledger = try Ledger()
        try ledger.load((1...9).map { Sample.time("T\($0)") })
    }

    /// An invoice of 31 October over so much for each matter; 2 % less if paid by 10 November.
    @discardableResult
    private func invoice(
        _ number: String, _ matters: [(id: String, entry: Int, cents: Int)] = [("M1", 1, 1_000_00)]
    ) throws -> PaymentOffer? {
        var document = Sample.document(
            .invoice, number, matters.map { Sample.matter($0.id, fees: [($0.entry, $0.cents)]) })
        document.statement.offer(PromptPayment(percent: Percent(thousandths: 2_000), days: 10))
        try ledger.post(document)
        return document.statement.offer
    }

    private func payment(
        _ id: String, _ cents: Int, _ date: String = "2026-11-10", for reference: String? = nil,
        _ matter: String = "M1"
    ) -> LoadedRow {
        var row = Sample.receipt(.payment, id, cents, date: date, matter)
        if case .receipt(var receipt) = row.work {
            receipt.reference = reference
            row.work = .receipt(receipt)
        }
        return row
    }

    private func discounts(_ rows: LoadedRow...) throws -> [Int] {
        try rows.flatMap { try ledger.load([$0]) }.compactMap(\.takenOffer?.discount.minorUnits)
    }

    // MARK: In time, late, short

    @Test func aPaymentInTimeSettlesTheInvoiceWithTheDiscount() throws {
        try invoice("1001")
        let loaded = try ledger.load([payment("P1", 980_00, for: "1001")])
        #expect(loaded[0].takenOffer == TakenOffer(invoice: "1001", discount: usd(20_00)))
        #expect(
            try ledger.accounts() == [
                "receivable": 0, "fees": -1_000_00, "cash": 980_00, "discounts": 20_00,
            ])
        let balance = try #require(try ledger.balance(on: "2026-11-30"))
        #expect(balance.previousBalance == 1_000_00)
        #expect(balance.payments.map(\.minorUnits) == [-980_00, -20_00])
        #expect(balance.payments.map(\.discountOn) == [nil, "1001"])
        #expect(balance.paymentKeys == [EntryKey(10)])
    }

    @Test func aDayLateOrACentShortThereIsNone() throws {
        try invoice("1001")
        #expect(try discounts(payment("P1", 980_00, "2026-11-11", for: "1001")) == [])
        #expect(try discounts(payment("P2", 979_99, for: "1001")) == [])
        #expect(try ledger.accounts()["discounts"] == nil)
    }

    @Test func aPaymentOfAllSettlesItTooAndLeavesTheDiscountAsACredit() throws {
        try invoice("1001")
        #expect(try discounts(payment("P1", 1_000_00, for: "1001")) == [20_00])
        #expect(try ledger.accounts()["receivable"] == -20_00)
    }

    // MARK: Once

    @Test func itIsTakenOnceHoweverOftenItIsPaidOrLoaded() throws {
        try invoice("1001")
        #expect(try discounts(payment("P1", 980_00, for: "1001")) == [20_00])
        #expect(
            try discounts(
                payment("P1", 980_00, for: "1001"), payment("P2", 980_00, for: "1001"),
                payment("P3", 980_00)) == [])
        #expect(try ledger.accounts()["discounts"] == 20_00)
    }

    @Test func aLoadThatIsRolledBackTakesNothing() throws {
        try invoice("1001")
        let row = payment("P1", 980_00, for: "1001")
        #expect(try ledger.load([row], .rollBack)[0].takenOffer != nil)
        #expect(try ledger.accounts() == ["receivable": 1_000_00, "fees": -1_000_00])
        #expect(try discounts(row) == [20_00])
    }

    @Test func whatWasShownIsInThePreviousBalance() throws {
        try invoice("1001")
        _ = try discounts(payment("P1", 980_00, for: "1001"))
        let keys = try #require(try ledger.balance(on: "2026-11-30")).paymentKeys
        try ledger.post(
            Sample.document(
                .invoice, "1002", date: "2026-11-30", [Sample.matter("M1", fees: [(2, 50_00)])]),
            payments: keys)
        let after = try #require(try ledger.balance(on: "2026-12-31"))
        #expect(after.payments.isEmpty && after.previousBalance == 50_00)
    }

    // MARK: In parts

    /// Whichever part is loaded last settles it; what is late does not count.
    @Test(arguments: [["P1", "P2"], ["P2", "P1"]])
    func partsInTimeAreAddedUp(order: [String]) throws {
        try invoice("1001")
        let parts = [
            "P1": payment("P1", 480_00, "2026-11-03", for: "1001"),
            "P2": payment("P2", 500_00, "2026-11-10", for: "1001"),
        ]
        let rows = order.compactMap { parts[$0] }
        #expect(try ledger.load(rows).map { $0.takenOffer != nil } == [false, true])
    }

    @Test func aLatePartDoesNotCount() throws {
        try invoice("1001")
        #expect(
            try discounts(
                payment("P1", 480_00, "2026-11-03", for: "1001"),
                payment("P2", 500_00, "2026-11-11", for: "1001")) == [])
        // The missing 500.00 in time after all: a payment that was recorded late.
        #expect(try discounts(payment("P3", 500_00, "2026-11-09", for: "1001")) == [20_00])
    }

    // MARK: Without a reference

    @Test(arguments: [(979_99, []), (980_00, [20_00]), (980_01, [])])
    func exactlyWhatOneInvoiceOffersIsEnough(cents: Int, taken: [Int]) throws {
        try invoice("1001")
        #expect(try discounts(payment("P1", cents, for: "Check 4711")) == taken)
    }

    @Test func whereTwoInvoicesOfferThatMuchNobodyCanTell() throws {
        try invoice("1001")
        try invoice("1002", [("M1", 2, 1_000_00)])
        #expect(try discounts(payment("P1", 980_00)) == [])
        #expect(try discounts(payment("P2", 980_00, for: "1002")) == [20_00])
    }

    @Test func noOtherMattersInvoiceIsMeant() throws {
        try invoice("1001")
        #expect(try discounts(payment("P1", 980_00, "2026-11-03", "M2")) == [])
        #expect(try discounts(payment("P2", 980_00, for: "1001", "M2")) == [])
    }

    /// Before the invoice the amount is a coincidence; after its last day it is late.
    @Test(arguments: ["2026-10-30", "2026-11-11"])
    func anAmountOfAnotherTimeIsNotMeantForIt(date: String) throws {
        try invoice("1001")
        #expect(try discounts(payment("P1", 980_00, date)) == [])
    }

    /// It was paid in full without a word; what comes then is for something else.
    @Test func anInvoiceThatIsPaidIsNotMeant() throws {
        try invoice("1001")
        #expect(try discounts(payment("P1", 1_000_00), payment("P2", 980_00)) == [])
    }

    /// Who names another invoice means that one, whatever the amount.
    @Test func aReferenceToAnotherInvoiceIsTakenAtItsWord() throws {
        try invoice("1001")
        try ledger.post(Sample.document(.invoice, "1002", [Sample.matter("M1", fees: [(2, 5_00)])]))
        #expect(try discounts(payment("P1", 980_00, for: "1002")) == [])
    }

    // MARK: Several matters

    /// 2 % of 1,000.00: 20.00, of which 333.33 have 6.67 and 666.67 have 13.33.
    @Test func theDiscountIsSharedByTheMattersOfTheInvoice() throws {
        try invoice("1001", [("M1", 1, 333_33), ("M2", 2, 666_67)])
        #expect(
            try discounts(
                payment("P1", 330_00, for: "1001"), payment("P2", 650_00, for: "1001", "M2"))
                == [20_00])
        // 333.33 - 330.00 - 6.67; 666.67 - 650.00 - 13.33
        #expect(try owed("M1") == -3_34)
        #expect(try owed("M2") == 3_34)
    }

    private func owed(_ matter: String) throws -> Int {
        let balance = try #require(try ledger.balance(on: "2026-11-30", of: matter))
        return balance.payments.reduce(balance.previousBalance) { $0 + $1.minorUnits }
    }

    /// A payment on one matter and the discount of another are listed, and claimed, once.
    @Test func aDiscountOnAnotherMatterIsListedThere() throws {
        try invoice("1001", [("M1", 1, 500_00), ("M2", 2, 500_00)])
        #expect(try discounts(payment("P1", 980_00, for: "1001")) == [20_00])
        let first = try #require(try ledger.balance(on: "2026-11-30"))
        let second = try #require(try ledger.balance(on: "2026-11-30", of: "M2"))
        #expect(first.payments.map(\.minorUnits) == [-980_00, -10_00])
        #expect(second.payments.map(\.minorUnits) == [-10_00])
        #expect(first.paymentKeys.count == 1 && second.paymentKeys.isEmpty)
    }
}
