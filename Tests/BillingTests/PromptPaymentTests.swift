import Billing
import TestSupport
import Testing

/// What an invoice offers whoever pays it soon.
@Suite struct PromptPaymentTests {
    private func matter(_ id: String, fees: Int, costs: Int = 0) -> MatterStatement {
        MatterStatement(
            id: MatterID(id), caption: id, reference: nil, arrangement: "Fixed fee", lines: [],
            sections: [
                FeeSection(
                    agreement: "Fixed fee", time: usd(0),
                    items: [FeeItem(kind: .flatFee, amount: usd(fees))])
            ],
            costLines: costs == 0
                ? []
                : [
                    CostLine(
                        id: LineID(EntryKey(1)), entry: EntryKey(1), date: day("2026-10-05"),
                        timekeeper: nil, description: "Filing", code: nil, amount: usd(costs),
                        display: .amount)
                ], timekeepers: [], tasks: [], currency: .usd,
            review: Review(
                oldestDays: 0, workedHours: .zero, standard: usd(0), billed: usd(fees),
                budget: nil, billedBefore: usd(0), owed: usd(0)))
    }

    private func statement(
        _ matters: [MatterStatement], owed: Int = 0, offering percent: Int = 2_000,
        on base: PromptPayment.Base = .total, held: Int = 0
    ) -> Statement {
        var statement = Statement(
            kind: .invoice, number: "1", date: day("2026-10-31"), due: nil,
            periodStart: day("2026-10-01"), periodEnd: day("2026-10-31"),
            letterhead: Letterhead(name: "Firm", lines: [], taxID: nil, payment: []),
            billTo: BillTo(id: ClientID("C1"), name: "Client", address: [], reference: nil),
            attorney: nil, currency: .usd, hoursDecimals: 2, matters: matters, taxes: [],
            account: Account(previousBalance: usd(owed)), terms: "", template: "standard",
            paper: "letter")
        if held > 0 {
            statement.matters[0].review.owed = usd(owed)
            statement.apply([
                MatterID("M1"): HeldRetainer(
                    terms: RetainerTerms(), before: usd(held), available: usd(held))
            ])
        }
        statement.offer(
            PromptPayment(percent: Percent(thousandths: percent), days: 10, base: base))
        return statement
    }

    /// Ten days from 31 October; the last is 10 November.
    @Test func thePercentageIsOfTheTotalOrTheFees() throws {
        let matter = matter("M1", fees: 1_000_00, costs: 250_00)
        // 2 % of 1,250.00 is 25.00.
        let whole = statement([matter])
        #expect(whole.offer?.discount == usd(25_00) && whole.offer?.amount == usd(1_225_00))
        #expect(whole.offer?.until == day("2026-11-10") && whole.addsUp)
        // 2 % of 1,000.00 is 20.00.
        let ofFees = statement([matter], on: .fees)
        #expect(ofFees.offer?.base == usd(1_000_00) && ofFees.offer?.amount == usd(1_230_00))
        #expect(ofFees.addsUp)
    }

    /// 2 % of 12.25 is 0.245, half up 0.25; of 12.24 it is 0.2448.
    @Test func theDiscountIsRoundedOnce() {
        #expect(statement([matter("M1", fees: 12_25)]).offer?.discount == usd(25))
        #expect(statement([matter("M1", fees: 12_24)]).offer?.discount == usd(24))
    }

    @Test(arguments: [
        // owed before, held; base, to pay
        (300_00, 0, 1_000_00, 980_00),
        // The retainer pays what was owed first, and 400.00 of this invoice: 2 % of 600.00.
        (300_00, 700_00, 600_00, 588_00),
        (300_00, 200_00, 1_000_00, 980_00),
        // A credit of 250.00 leaves 750.00: 15.00 off.
        (-250_00, 0, 750_00, 735_00),
    ])
    func itIsOfWhatIsLeftToPayOfThisInvoice(owed: Int, held: Int, base: Int, amount: Int) {
        let statement = statement([matter("M1", fees: 1_000_00)], owed: owed, held: held)
        #expect(statement.offer?.base == usd(base) && statement.offer?.amount == usd(amount))
        #expect(statement.addsUp)
    }

    @Test func whereNothingIsLeftToPayNothingIsOffered() {
        #expect(statement([matter("M1", fees: 1_000_00)], held: 1_000_00).offer == nil)
        #expect(statement([matter("M1", fees: 1_000_00)], owed: -1_000_00).offer == nil)
        #expect(statement([matter("M1", fees: 0)]).offer == nil)
        #expect(statement([matter("M1", fees: -5_00)]).offer == nil)
        // 2 % of 0.24 is less than half a cent.
        #expect(statement([matter("M1", fees: 24)]).offer == nil)
        #expect(statement([matter("M1", fees: 0, costs: 50_00)], on: .fees).offer == nil)
    }

    /// 2 % of 1,000.00 is 20.00, of which 333.33 / 1,000.00 are 6.6666, and of 333.34 6.6668.
    @Test func itIsSharedByWhatTheMattersHaveInIt() throws {
        let three = statement([
            matter("M1", fees: 333_33), matter("M2", fees: 333_33), matter("M3", fees: 333_34),
        ])
        #expect(three.offer?.shares.map(\.discount) == [usd(6_67), usd(6_66), usd(6_67)])
        let credit = statement([matter("M1", fees: 600_00), matter("M2", fees: -100_00)])
        // 2 % of 500.00; a matter with a credit has no part in it.
        #expect(credit.offer?.shares.map(\.discount) == [usd(10_00), usd(0)])
        #expect(three.addsUp && credit.addsUp)
        let costs = statement(
            [matter("M1", fees: 100_00), matter("M2", fees: 100_00, costs: 800_00)], on: .fees)
        #expect(costs.offer?.shares.map(\.discount) == [usd(2_00), usd(2_00)])
    }

    @Test func anOfferThatDoesNotAddUpIsNoticed() {
        let right = statement([matter("M1", fees: 600_00), matter("M2", fees: 400_00)])
        let changes: [(inout PaymentOffer) -> Void] = [
            { $0.discount = usd(20_01) }, { $0.amount = usd(979_99) },
            { $0.percent = Percent(thousandths: 2_001) }, { $0.shares[0].discount = usd(12_01) },
            { $0.shares.removeLast() },
            { ($0.base, $0.discount, $0.amount) = (usd(1_500_00), usd(30_00), usd(970_00)) },
        ]
        for (index, change) in changes.enumerated() {
            var wrong = right
            wrong.offer = right.offer.map { offer in
                var offer = offer
                change(&offer)
                return offer
            }
            #expect(!wrong.addsUp, "change \(index)")
        }
    }

    // MARK: Who offers what

    @Test func theArrangementGoesBeforeTheFirm() {
        let two = PromptPayment(percent: Percent(thousandths: 2_000), days: 10)
        let five = PromptPayment(percent: Percent(thousandths: 5_000), days: 5)
        func arrangement(_ rule: PromptPaymentRule?) -> FeeArrangement {
            var arrangement = FeeArrangement.hourly
            arrangement.payment.promptPayment = rule
            return arrangement
        }
        let registers = Registers(
            matters: ["own", "none", "silent", "hourly"].map {
                Matter(id: MatterID($0), client: ClientID("C1"), name: $0, arrangement: $0)
            },
            arrangements: [
                "own": arrangement(.offered(five)), "none": arrangement(.notOffered),
                "silent": arrangement(nil),
            ])
        func offered(_ matters: String..., firm: PromptPayment? = nil) -> PromptPayment? {
            let firm = Firm(name: "F", invoices: InvoicePractice(promptPayment: firm))
            return registers.promptPayment(ofAll: matters.map(MatterID.init), in: firm).offered
        }
        #expect(offered("own", firm: two) == five)
        #expect(offered("none", firm: two) == nil)
        #expect(offered("silent", firm: two) == two && offered("hourly", firm: two) == two)
        #expect(offered("silent") == nil)
        #expect(offered("silent", "hourly", firm: two) == two)
        #expect(offered("silent", "own", firm: two) == nil, "they differ")
        #expect(offered("silent", "own", firm: five) == five)
    }
}
