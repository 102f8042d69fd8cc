import Billing
import Grouping
import TestSupport
import Testing

@Suite struct StatementGrouperTests {
    private var firm = Firm(
        name: "Firm", letterhead: ["1 Street"], taxID: "12-3", payment: ["Bank"])
    private var client = Client(id: ClientID("C1"), name: "Client", address: ["2 Road"])
    private var matters = [
        Matter(
            id: MatterID("M1"), client: ClientID("C1"), name: "First",
            attorney: TimekeeperID("AA")),
        Matter(id: MatterID("M2"), client: ClientID("C1"), name: "Second"),
        Matter(id: MatterID("M3"), client: ClientID("C2"), name: "Third"),
    ]

    private func group(
        _ rated: [RatedMatter], kind: Statement.Kind = .invoice,
        history: [MatterID: MatterHistory] = [:]
    ) -> [Statement] {
        let registers = Registers(
            clients: [client, Client(id: ClientID("C2"), name: "Other")], matters: matters,
            timekeepers: [
                Timekeeper(id: TimekeeperID("AA"), name: "Ada Ayers", title: "Partner"),
                Timekeeper(id: TimekeeperID("BB"), name: "Ben Boyd"),
            ], codeNames: ["L110": "Analysis"])
        return StatementGrouper(firm: firm, registers: registers).statements(
            of: rated, kind: kind, date: day("2026-11-05"), through: day("2026-10-31"),
            history: history)
    }

    /// A charge of whole hours at 100.00.
    private func charge(
        _ key: Int, matter: String = "M1", by person: String = "AA", on date: String = "2026-10-05",
        hours time: Int = 1, rate: Int = 10_000, task: String? = nil,
        display: ChargeDisplay = .amount
    ) -> Charge {
        let entry = TimeEntry(
            key: EntryKey(key), matter: MatterID(matter), timekeeper: TimekeeperID(person),
            date: day(date), seconds: time * 3_600, narrative: "Work \(key)", task: task,
            place: Place(file: "a.csv", line: key))
        return Charge(
            entry: entry, worked: hours(time * 100), billed: hours(time * 100), perHour: usd(rate),
            amount: usd(display == .amount ? time * rate : 0), standard: usd(time * rate),
            display: display, trace: [])
    }

    private func cost(_ key: Int, on date: String = "2026-10-05", _ cents: Int) -> CostCharge {
        CostCharge(
            entry: CostEntry(
                key: EntryKey(key), matter: MatterID("M1"), date: day(date), minorUnits: cents,
                description: "Cost \(key)", place: Place(file: "a.csv", line: key)),
            amount: usd(cents), display: .amount)
    }

    private func rated(
        _ matter: String, _ charges: [Charge], items: [FeeItem] = [], costs: [CostCharge] = []
    ) -> RatedMatter {
        RatedMatter(
            matter: MatterID(matter), currency: .usd, charges: charges,
            sections: [
                FeeSection(
                    agreement: "Hourly", time: charges.map(\.amount).sum(.usd), items: items)
            ], costs: costs)
    }

    // MARK: Who gets what

    @Test func aMatterGetsAStatementOfItsOwnUnlessTheClientWishesOneForAll() {
        var suite = self
        let work = [
            rated("M3", [charge(3, matter: "M3")]), rated("M2", [charge(2, matter: "M2")]),
            rated("M1", [charge(1)]),
        ]
        #expect(suite.group(work).map { $0.matterIDs.map(\.text) } == [["M1"], ["M2"], ["M3"]])
        suite.client.statements = .consolidated
        #expect(suite.group(work).map { $0.matterIDs.map(\.text) } == [["M1", "M2"], ["M3"]])
        suite.client.statements = nil
        suite.firm.invoices.statements = .consolidated
        #expect(suite.group(work).map { $0.matterIDs.map(\.text) } == [["M1", "M2"], ["M3"]])
        suite.client.statements = .perMatter
        #expect(suite.group(work).map { $0.matterIDs.map(\.text) } == [["M1"], ["M2"], ["M3"]])
    }

    @Test func aConsolidatedStatementIsTheSumOfItsMatters() throws {
        var suite = self
        suite.client.statements = .consolidated
        let statement = try #require(
            suite.group([
                rated("M1", [charge(1, hours: 2)], costs: [cost(3, 1_250)]),
                rated("M2", [charge(2, matter: "M2", hours: 3)]),
            ]).first)
        // 2 × 100.00 and 3 × 100.00; 12.50
        #expect(statement.matters.map(\.fees) == [usd(20_000), usd(30_000)])
        #expect(statement.fees == usd(50_000))
        #expect(statement.costs == usd(1_250))
        #expect(statement.total == usd(51_250))
        #expect(statement.addsUp)
    }

    @Test func mattersWithoutWorkAreLeftOut() {
        var waiting = rated("M2", [])
        waiting.waiting = [EntryKey(9)]
        #expect(group([rated("M1", []), waiting]) == [])
        var suite = self
        suite.client.statements = .consolidated
        let statements = suite.group([waiting, rated("M1", [charge(1)])])
        #expect(statements.map { $0.matterIDs.map(\.text) } == [["M1"]])
    }

    @Test func aMatterWithCostsOrAFeeAloneIsBilled() {
        #expect(group([rated("M1", [], costs: [cost(1, 500)])]).map(\.total) == [usd(500)])
        let fee = FeeItem(kind: .flatFee, description: "Fixed", amount: usd(90_000))
        #expect(group([rated("M1", [], items: [fee])]).map(\.total) == [usd(90_000)])
    }

    @Test func theBillingAttorneyIsTheMattersOrElseTheClients() {
        var suite = self
        suite.client.attorney = TimekeeperID("BB")
        let statements = suite.group([
            rated("M1", [charge(1)]), rated("M2", [charge(2, matter: "M2")]),
        ])
        #expect(statements.map(\.attorney?.name) == ["Ada Ayers", "Ben Boyd"])
    }

    @Test func headAndAddressComeFromFirmAndClient() throws {
        let statement = try #require(group([rated("M1", [charge(1)])]).first)
        #expect(
            statement.letterhead
                == Letterhead(name: "Firm", lines: ["1 Street"], taxID: "12-3", payment: ["Bank"]))
        #expect(
            statement.billTo
                == BillTo(id: ClientID("C1"), name: "Client", address: ["2 Road"], reference: nil))
    }

    // MARK: Order

    @Test func linesStandByDateThenTimekeeperThenAsLoaded() throws {
        let statement = try #require(
            group([
                rated(
                    "M1",
                    [
                        charge(6, by: "AA", on: "2026-10-07"), charge(5, by: "BB"),
                        charge(4, by: "AA"), charge(3, by: "AA"),
                        charge(2, by: "BB", on: "2026-09-30"),
                    ], costs: [cost(9, 1), cost(8, on: "2026-10-06", 1), cost(7, 1)])
            ]).first)
        #expect(statement.matters[0].lines.map(\.entry.number) == [2, 3, 4, 5, 6])
        #expect(statement.matters[0].costLines.map(\.entry.number) == [7, 9, 8])
        #expect(statement.matters[0].lines[0].id == LineID(EntryKey(2)))
    }

    @Test func thePeriodBeginsWithTheOldestWork() throws {
        let statement = try #require(
            group([rated("M1", [charge(1)], costs: [cost(2, on: "2026-08-17", 500)])]).first)
        #expect(statement.periodStart == day("2026-08-17"))
        #expect(statement.periodEnd == day("2026-10-31"))
        // 14 days left of August, 30 of September, 31 of October, 5 of November
        #expect(statement.matters[0].review.oldestDays == 80)
    }

    // MARK: Summaries

    @Test func summariesTieToTheLines() throws {
        let statement = try #require(
            group([
                rated(
                    "M1",
                    [
                        charge(1, by: "BB", hours: 1, task: "L110"),
                        charge(2, by: "AA", hours: 2, rate: 40_000),
                        charge(3, by: "AA", hours: 3, rate: 45_000, task: "L110"),
                        charge(4, by: "AA", hours: 4, rate: 40_000, task: "L100"),
                        charge(5, by: "BB", hours: 5, task: "L110", display: .noCharge),
                    ])
            ]).first)
        let matter = statement.matters[0]
        #expect(
            matter.timekeepers.map(\.timekeeper.name)
                == ["Ada Ayers", "Ada Ayers", "Ben Boyd", "Ben Boyd"])
        #expect(matter.timekeepers.map(\.perHour) == [usd(45_000), usd(40_000), usd(10_000), nil])
        // 3 h, 2 + 4 h, 1 h, 5 h at no charge
        #expect(
            matter.timekeepers.map(\.hours) == [hours(300), hours(600), hours(100), hours(500)])
        #expect(
            matter.timekeepers.map(\.amount)
                == [usd(135_000), usd(240_000), usd(10_000), usd(0)])
        #expect(matter.tasks.map(\.code) == ["L100", "L110", nil])
        #expect(matter.tasks.map(\.name) == [nil, "Analysis", nil])
        // 4 h; 1 + 3 + 5 h; 2 h
        #expect(matter.tasks.map(\.hours) == [hours(400), hours(900), hours(200)])
        #expect(matter.tasks.map(\.amount) == [usd(160_000), usd(145_000), usd(80_000)])
        // 100 + 800 + 1 350 + 1 600
        #expect(matter.linesTotal == usd(385_000))
        #expect(matter.hoursTotal == hours(1_500))
        #expect(statement.addsUp)
    }

    @Test func aShareOfAPriceHasNoRateAndIsNotMixedWithTimeAtNoCharge() throws {
        var shared = [charge(1, by: "BB", hours: 2), charge(2, by: "AA", rate: 40_000)]
        for index in shared.indices { shared[index].display = .share }
        let free = charge(3, by: "BB", hours: 5, display: .noCharge)
        let matter = try #require(group([rated("M1", shared + [free])]).first).matters[0]
        // By the rate of the rate book, which is not printed.
        #expect(
            matter.timekeepers.map(\.timekeeper.name) == ["Ada Ayers", "Ben Boyd", "Ben Boyd"])
        #expect(matter.timekeepers.map(\.perHour) == [nil, nil, nil])
        #expect(matter.timekeepers.map(\.hours) == [hours(100), hours(200), hours(500)])
        #expect(matter.timekeepers.map(\.amount) == [usd(40_000), usd(20_000), usd(0)])
    }

    @Test func whereAmountsWereWrittenDownNobodyHasARate() throws {
        // 100.00 and 400.00, the second brought to 300.00.
        var charges = [charge(1, by: "BB"), charge(2, by: "AA", rate: 40_000)]
        charges[1].amount = usd(30_000)
        charges[1].adjustment = usd(-10_000)
        let statement = try #require(group([rated("M1", charges)]).first)
        let people = statement.matters[0].timekeepers
        #expect(people.map(\.timekeeper.name) == ["Ada Ayers", "Ben Boyd"])
        #expect(people.map(\.perHour) == [nil, nil])
        #expect(people.map(\.amount) == [usd(30_000), usd(10_000)])
        #expect(statement.addsUp)
    }

    @Test func workWithoutTaskCodesHasNoTaskSummary() {
        #expect(group([rated("M1", [charge(1)])]).first?.matters[0].tasks == [])
    }

    @Test func onlyUnusualArrangementsAreNamed() {
        var flat = rated("M1", [charge(1)])
        #expect(group([flat]).first?.matters[0].arrangement == nil)
        flat.sections[0].agreement = "Fixed fee"
        #expect(group([flat]).first?.matters[0].arrangement == "Fixed fee")
    }

    @Test func aStatementOfCostsAloneNamesTheAgreementOfItsDay() {
        var suite = self
        var costs = rated("M1", [], costs: [cost(2, 4_000)])
        costs.sections = []
        #expect(suite.group([costs]).first?.matters[0].arrangement == nil)
        // Through October 31: the agreement from November on is not the one that holds.
        suite.matters[0].ownArrangement = FeeArrangement(
            name: "Contingent fee",
            agreements: [
                Agreement(name: "Contingent fee", basis: .hourly),
                Agreement(from: day("2026-10-01"), name: "Contingent fee, new", basis: .hourly),
                Agreement(from: day("2026-11-01"), name: "Fixed fee", basis: .hourly),
            ])
        #expect(
            suite.group([costs]).first?.matters[0].arrangement == "Contingent fee, new")
    }

    // MARK: Tax

    @Test(
        "a tax is reckoned once on the sum, rounded half up",
        arguments: [
            // Fees 2 × 100.04 = 200.08, costs 0.12 + 0.12 = 0.24; 12.5 %.
            // On fees 25.01; on costs 0.03 (a line each: 0.015, 0.02 + 0.02); on both 200.32, 25.04.
            (true, false, 20_008, 2_501), (false, true, 24, 3), (true, true, 20_032, 2_504),
        ])
    func tax(_ onFees: Bool, _ onCosts: Bool, _ base: Int, _ amount: Int) throws {
        var suite = self
        suite.firm.taxes = [
            Tax(code: "other", name: "Other", percent: Percent(thousandths: 99_000)),
            Tax(
                code: "vat", name: "VAT", percent: Percent(thousandths: 12_500), onFees: onFees,
                onCosts: onCosts),
        ]
        suite.client.taxCodes = ["vat"]
        suite.client.statements = .consolidated
        let statement = try #require(
            suite.group([
                rated("M1", [charge(1, rate: 10_004)], costs: [cost(2, 12), cost(3, 12)]),
                rated("M2", [charge(4, matter: "M2", rate: 10_004)]),
            ]).first)
        #expect(statement.taxes.map(\.name) == ["VAT"])
        #expect(statement.taxes.map(\.base) == [usd(base)])
        #expect(statement.taxes.map(\.amount) == [usd(amount)])
        #expect(statement.tax == usd(amount))
        #expect(statement.total == usd(20_008 + 24 + amount))
        #expect(statement.addsUp)
    }

    @Test func halfACentOfTaxIsRoundedUp() throws {
        var suite = self
        suite.firm.taxes = [Tax(code: "t", name: "T", percent: Percent(thousandths: 5_000))]
        suite.client.taxCodes = ["t"]
        // 100.10 × 5 % = 5.005
        #expect(suite.group([rated("M1", [charge(1, rate: 10_010)])]).first?.tax == usd(501))
    }

    @Test func aClientMayHaveSeveralTaxesAndAMatterItsOwn() throws {
        var suite = self
        suite.firm.taxes = [
            Tax(code: "GST", name: "GST", percent: Percent(thousandths: 5_000)),
            Tax(code: "PST", name: "PST", percent: Percent(thousandths: 7_000)),
            Tax(code: "HST", name: "HST", percent: Percent(thousandths: 13_000)),
        ]
        // In the firm's order, whatever the client's.
        suite.client.taxCodes = ["PST", "GST"]
        suite.client.statements = .consolidated
        suite.matters[1].taxCodes = ["HST"]
        func taxes() throws -> [TaxLine] {
            let statement = try #require(
                suite.group([
                    rated("M1", [charge(1)]), rated("M2", [charge(2, matter: "M2", hours: 2)]),
                ]).first)
            #expect(statement.addsUp)
            return statement.taxes
        }
        // 5 % and 7 % of 100.00; 13 % of 200.00
        #expect(try taxes().map(\.name) == ["GST", "PST", "HST"])
        #expect(try taxes().map(\.amount) == [usd(5_00), usd(7_00), usd(26_00)])
        #expect(try taxes().map { $0.shares.map(\.matter.text) } == [["M1"], ["M1"], ["M2"]])
        // A matter that is charged no tax.
        suite.matters[1].taxCodes = []
        #expect(try taxes().map(\.base) == [usd(100_00), usd(100_00)])
    }

    @Test func clientsWithoutATaxCodeAreNotTaxed() {
        var suite = self
        suite.firm.taxes = [Tax(code: "t", name: "T", percent: Percent(thousandths: 5_000))]
        let statement = suite.group([rated("M1", [charge(1)])]).first
        #expect(statement?.taxes == [])
        #expect(statement?.tax == usd(0))
    }

    // MARK: Terms

    @Test func theClientsTermsBeatTheFirms() throws {
        var suite = self
        suite.firm.invoices.termsDays = 30
        suite.firm.invoices.terms = "Due in {days} days; {days} and {other}."
        let firms = try #require(suite.group([rated("M1", [charge(1)])]).first)
        // 5 November + 30 days
        #expect(firms.due == day("2026-12-05"))
        #expect(firms.terms == "Due in 30 days; 30 and {other}.")
        suite.client.termsDays = 10
        let clients = try #require(suite.group([rated("M1", [charge(1)])]).first)
        #expect(clients.due == day("2026-11-15"))
        #expect(clients.terms == "Due in 10 days; 10 and {other}.")
    }

    @Test func aProFormaIsNotDue() {
        #expect(group([rated("M1", [charge(1)])], kind: .proforma).first?.due == nil)
    }

    // MARK: History

    @Test func earlierBalancesAndPaymentsAreCarriedOver() throws {
        var suite = self
        suite.client.statements = .consolidated
        suite.matters[0].budget = usd(1_000_000)
        let history = [
            MatterID("M1"): MatterHistory(
                previousBalance: usd(50_000),
                payments: [payment("2026-10-20", "Wire", -20_000)], feesBilled: usd(300_000)),
            MatterID("M2"): MatterHistory(
                previousBalance: usd(7_500),
                payments: [
                    payment("2026-10-20", "Cheque", -7_000), payment("2026-10-02", "Wire", -500),
                ], feesBilled: usd(80_000)),
            MatterID("M3"): MatterHistory(
                previousBalance: usd(999), payments: [], feesBilled: usd(999)),
        ]
        let statement = try #require(
            suite.group(
                [rated("M1", [charge(1)]), rated("M2", [charge(2, matter: "M2")])],
                history: history
            ).first)
        #expect(statement.account.previousBalance == usd(57_500))
        #expect(
            statement.account.payments == [
                payment("2026-10-02", "Wire", -500), payment("2026-10-20", "Cheque", -7_000),
                payment("2026-10-20", "Wire", -20_000),
            ])
        // 575.00 - 275.00 + 200.00
        #expect(statement.amountDue == usd(50_000))
        #expect(statement.matters.map(\.review.billedBefore) == [usd(300_000), usd(80_000)])
        // 500.00 - 200.00; 75.00 - 70.00 - 5.00
        #expect(statement.matters.map(\.review.owed) == [usd(30_000), usd(0)])
        // 10,000.00 - 3,000.00 - 100.00
        #expect(statement.matters.map(\.review.budgetLeft) == [usd(690_000), nil])
    }

    @Test func aFirstInvoiceHasNoHistory() throws {
        let statement = try #require(group([rated("M1", [charge(1)])]).first)
        #expect(statement.account.isEmpty)
        #expect(statement.amountDue == statement.total)
        #expect(statement.matters[0].review.billedBefore == usd(0))
    }

    @Test func theAttorneysBoxComparesWhatWasWorkedAndWhatIsBilled() throws {
        let fee = FeeItem(kind: .flatFee, description: "Fixed", amount: usd(15_000))
        let statement = try #require(
            group(
                [rated("M1", [charge(1, hours: 2, display: .noCharge)], items: [fee])],
                kind: .proforma
            ).first)
        let review = statement.matters[0].review
        #expect(review.workedHours == hours(200))
        #expect(review.standard == usd(20_000))
        #expect(review.billed == usd(15_000))
        #expect(review.realization == Percent(thousandths: 75_000))
    }

    private func payment(_ date: String, _ text: String, _ cents: Int) -> Account.Payment {
        Account.Payment(date: day(date), description: text, amount: usd(cents))
    }
}
