import Billing
import Composing
import Paper
import TestSupport
import Testing

/// What a statement says of what was paid, what is due, and what is held.
@Suite struct AccountPartsTests {
    /// 1,061.08 are due: 379.98 from before and 681.10 of this statement.
    private func statement(
        _ kind: Statement.Kind, held: Int, _ terms: RetainerTerms?, taxed: Bool = true
    ) -> Statement {
        var statement = SampleStatement.make(kind, [SampleStatement.hourly], taxed: taxed)
        statement.apply([
            MatterID("M1"): HeldRetainer(
                terms: terms, before: usd(held - 300_00),
                movements: [
                    .init(date: day("2026-10-20"), description: "Check 7", amount: usd(500_00)),
                    .init(date: day("2026-10-25"), description: "", amount: usd(-200_00)),
                ], available: usd(held))
        ])
        return statement
    }

    private func compose(_ statement: Statement) throws -> Document {
        let template = try #require(try ShippedTemplate.read())
        return statement.kind == .invoice
            ? composeInvoice(statement, in: template) : composeProforma(statement, in: template)
    }

    /// 2,000.00 - 1,061.08 = 938.92, which is 561.08 less than 1,500.00.
    @Test(arguments: [Statement.Kind.invoice, .proforma])
    func whatTheRetainerPaysAndWhatIsMissing(kind: Statement.Kind) throws {
        let document = try compose(
            statement(kind, held: 2_000_00, RetainerTerms(minimum: 1_000_00, replenishTo: 1_500_00))
        )
        let printed = document.rows.map { $0.texts.filter { !$0.isEmpty } }
        for row in [
            ["Previous balance", "500.01"], ["Wire, 10/12/2026", "(120.03)"],
            ["Applied from retainer", "(1,061.08)"], ["Amount due", "$0.00"],
            ["Balance of the retainer before", "1,700.00"],
            ["Received 10/20/2026: Check 7", "500.00"], ["Paid back 10/25/2026", "(200.00)"],
            ["Applied to the amount due", "(1,061.08)"], ["Balance of the retainer", "$938.92"],
        ] {
            #expect(printed.contains(row), "\(row)")
        }
        #expect(
            document.texts.contains("Please replenish the retainer by $561.08 to $1,500.00."))
        // Nothing is to be paid by any day; only the retainer is asked for on the slip.
        #expect(!document.texts.contains("December 5, 2026"))
        #expect(
            document.row(startingWith: "For the retainer")
                == (kind == .invoice ? ["For the retainer", "$561.08"] : nil))
    }

    @Test func whereEnoughIsHeldNothingIsAskedFor() throws {
        let document = try compose(
            statement(.invoice, held: 2_061_08, RetainerTerms(minimum: 1_000_00)))
        #expect(document.row(startingWith: "Balance of the retainer")?.last == "$1,000.00")
        #expect(!document.texts.contains { $0.contains("replenish") })
        #expect(!document.texts.contains("Remittance"))
    }

    @Test func whatTheRetainerLeavesIsDue() throws {
        let document = try compose(statement(.invoice, held: 300_00, RetainerTerms()))
        #expect(document.row(startingWith: "Amount due") == ["Amount due", "$761.08"])
        #expect(
            document.texts.contains("December 5, 2026") && document.texts.contains("Remittance"))
    }

    @Test func aRetainerThatIsNotTouchedIsOnlyShown() throws {
        let document = try compose(statement(.invoice, held: 2_000_00, nil))
        #expect(document.row(startingWith: "Applied from retainer") == nil)
        #expect(document.row(startingWith: "Applied to the amount due") == nil)
        #expect(document.row(startingWith: "Amount due")?.last == "$1,061.08")
        #expect(document.row(startingWith: "Balance of the retainer")?.last == "$2,000.00")
    }

    // MARK: Prompt payment

    /// 2 % of 681.10 are 13.622.
    @Test func anOfferTellsWhatToPayByWhenAndWhy() throws {
        var statement = SampleStatement.make(.invoice, [SampleStatement.hourly])
        statement.offer(PromptPayment(percent: Percent(thousandths: 2_000), days: 10))
        let document = try compose(statement)
        #expect(
            document.texts.contains(
                "Pay $667.48 for this invoice by November 15, 2026 and take 2\u{A0}% of $681.10 "
                    + "off: $13.62."))
        #expect(document.row(startingWith: "Amount due")?.last == "$1,061.08", "not what is due")
    }

    @Test func aDiscountIsListedWithTheInvoiceThatItIsOn() throws {
        var statement = SampleStatement.make(.invoice, [SampleStatement.hourly])
        statement.account.payments.append(
            Account.Payment(
                date: day("2026-10-12"), description: "Wire", amount: usd(-2_45),
                discountOn: "10388"))
        let document = try compose(statement)
        #expect(
            document.row(startingWith: "Discount, invoice 10388, 10/12/2026")
                == ["Discount, invoice 10388, 10/12/2026", "(2.45)"])
        #expect(document.row(startingWith: "Wire, 10/12/2026")?.last == "(120.03)")
    }

    @Test func withoutARetainerAProformaEndsWithItsTotal() throws {
        let document = try compose(
            SampleStatement.make(.proforma, [SampleStatement.hourly]))
        #expect(document.row(startingWith: "Amount due") == nil)
        #expect(document.row(startingWith: "Retainer") == nil)
    }
}
