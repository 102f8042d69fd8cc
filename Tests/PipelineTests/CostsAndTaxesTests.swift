import Billing
import Pipeline
import TestSupport
import Testing

/// Costs by rule and several taxes, from a row of an export to paper and the ledger.
@Suite struct CostsAndTaxesTests {
    private static let settings = """

        taxes:
          - {code: GST, name: GST, percent: 5}
          - {code: PST, name: PST, percent: 7, on: [costs, GST]}
          - code: RC
            name: VAT
            category: reverse-charge
            note: "Reverse charge: VAT to be accounted for by the recipient"
        costs:
          - {code: E101, kind: soft, unit-price: 0.10}
          - {code: E105, bill: absorbed}
          - {code: E110, bill: held}
          - {code: E112, taxed: no}
        """

    private func firm() throws -> SmallFirm {
        let plain = SmallFirm.plain["firm.yaml"] ?? ""
        let firm = try SmallFirm([
            "firm.yaml": plain + CostsAndTaxesTests.settings,
            "clients.csv": "id,name,tax\nC1,Acme Holdings,GST PST\nC2,Beta LLC,RC\n",
            "matters.csv": "id,client,name,arrangement,tax\nM1,C1,Lease,hourly,\n"
                + "M2,C1,Merger,hourly,none\nM3,C2,Audit,hourly,\n",
        ])
        try firm.folder.write(
            """
            type,id,date,matter,timekeeper,hours,narrative,expense,amount,quantity
            time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,,
            cost,K1,2026-10-06,M1,,,Copies of the lease,E101,,333
            cost,K2,2026-10-07,M1,,,Filing fee,E112,435.00,
            cost,K3,2026-10-08,M1,,,Long distance calls,E105,12.00,
            cost,K4,2026-10-09,M1,,,Train to court,E110,9.00,
            time,T2,2026-10-05,M2,JRO,1.0,Draft merger,,,
            time,T3,2026-10-05,M3,JRO,2.0,Review accounts,,,

            """, to: "inbox/a.csv")
        return firm
    }

    private func lines(_ text: String) -> [PageLine] {
        text.split(separator: "\n").map(PageLine.init)
    }

    @Test func theInvoiceShowsWhatIsChargedAndHowItIsTaxed() throws {
        let firm = try firm()
        let report = try firm.month()
        #expect(!report.diagnostics.hasErrors)
        let text = try firm.text(try #require(report.invoices.first))
        let lines = lines(text)
        func figures(_ name: String) -> [Int]? {
            lines.first { $0.fields.first?.hasPrefix(name) == true }?.figures
        }
        // 333 × 0.10; 33.30 + 435.00
        #expect(lines.first { $0.text.contains("Copies of the lease") }?.figures.last == 33_30)
        #expect(text.contains("333 × 0.10"))
        #expect(figures("Total costs and disbursements") == [468_30])
        // 5 % of 600.00 + 33.30 is 31.665; 7 % of 33.30 + 31.67 is 4.5479
        #expect(figures("GST 5 % on 633.30") == [31_67])
        #expect(figures("PST 7 % on 64.97") == [4_55])
        // 600.00 + 468.30 + 31.67 + 4.55
        #expect(figures("Total of this invoice") == [1_104_52])
        #expect(!text.contains("Long distance calls") && !text.contains("Train to court"))
    }

    @Test func theProformaShowsWhatTheFirmAbsorbs() throws {
        let firm = try firm()
        try firm.load()
        let text = try firm.text(try #require(try firm.run(.proforma).proformas.first))
        let call = lines(text).first { $0.text.contains("Long distance calls") }
        #expect(call?.text.contains("absorbed") == true)
        #expect(!text.contains("Train to court"))
    }

    @Test func aMatterMayBeChargedNoTaxAndARecipientMayAccountForIt() throws {
        let firm = try firm()
        let invoices = try firm.month().invoices
        #expect(invoices.map(\.total) == [1_104_52, 400_00, 800_00])
        let reversed = try firm.text(try #require(invoices.last))
        #expect(
            lines(reversed).first { $0.fields.first == "VAT on 800.00" }?.figures == [0])
        // It may be broken into lines.
        #expect(
            reversed.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
                "Reverse charge: VAT to be accounted for by the recipient"))
    }

    @Test func whatIsChargedOrAbsorbedIsClaimedAndWhatIsHeldIsNot() throws {
        let firm = try firm()
        try firm.month()
        #expect(
            try firm.rows(
                "SELECT source_id FROM entry WHERE key NOT IN (SELECT entry FROM claim)")
                == [["K4"]])
        #expect(try firm.rows("SELECT quantity FROM entry WHERE source_id = 'K1'") == [["333000"]])
        #expect(
            try firm.rows(
                """
                SELECT account, minor_units FROM posting WHERE matter = 'M1' ORDER BY account
                """) == [
                    // 31.67 + 4.55
                    ["costs", "-46830"], ["fees", "-60000"], ["receivable", "110452"],
                    ["tax", "-3622"],
                ])
    }
}
