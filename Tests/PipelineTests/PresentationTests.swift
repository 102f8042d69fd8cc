import Billing
import Pipeline
import TestSupport
import Testing

/// What an invoice shows of the work, by client or matter; a pro forma shows all.
@Suite struct PresentationTests {
    /// Jane Roe 1.50 at 400.00 and 0.50 at 400.00, Bob Smith 2.00 at 333.35; tasks L110, L120, L240.
    private func texts(
        clients: String = "id,name,show\nC1,Acme Holdings,\(Self.slot)\nC2,Beta LLC,\n",
        show: String,
        settings: String = ""
    ) throws -> (invoice: String, proforma: String) {
        let firm = try SmallFirm([
            "firm.yaml": SmallFirm.plain["firm.yaml", default: ""] + "\n" + settings,
            "clients.csv": clients.replacingOccurrences(of: Self.slot, with: show),
            "codes.csv": "code,name\nL100,Case assessment\nL110,Fact investigation\n",
            "inbox/a.csv": """
            type,id,date,matter,timekeeper,hours,narrative,task
            time,T1,2026-10-05,M1,JRO,1.5,Look into the facts,L110
            time,T2,2026-10-06,M1,BSM,2.0,Weigh the case,L120
            time,T3,2026-10-07,M1,JRO,0.5,Write a motion,L240

            """,
        ])
        let report = try firm.month()
        #expect(report.diagnostics.filter { $0.severity == .error } == [])
        let invoice = try #require(report.invoices.first)
        let proforma = try #require(report.proformas.first)
        return (try firm.text(invoice), try firm.text(proforma))
    }

    private static let slot = "@"

    /// The row that begins with a text, with single blanks.
    private func row(_ text: String, _ start: String) -> String? {
        text.split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
        }.first { $0.hasPrefix(start) }
    }

    @Test func everythingIsShownWhereNothingIsSaid() throws {
        let (invoice, _) = try texts(show: "")
        #expect(
            row(invoice, "10/05/2026") == "10/05/2026 JRO Look into the facts 1.50 400.00 600.00")
        // 1.5 + 2.0 + 0.5 hours; 600.00 + 666.70 + 200.00
        #expect(row(invoice, "Total professional") == "Total professional services 4.00 1,466.70")
    }

    @Test func ratesAreHiddenInTheLinesAndInTheSummary() throws {
        let (invoice, proforma) = try texts(show: "no-rates")
        #expect(row(invoice, "10/05/2026") == "10/05/2026 JRO Look into the facts 1.50 600.00")
        #expect(row(invoice, "Jane Roe (JRO)") == "Jane Roe (JRO) 2.00 800.00")
        #expect(!invoice.contains("400.00") && !invoice.contains("333.35"))
        #expect(proforma.contains("333.35"))
    }

    @Test func hoursAreHiddenAsWell() throws {
        let (invoice, _) = try texts(show: "no-hours no-rates")
        #expect(row(invoice, "10/05/2026") == "10/05/2026 JRO Look into the facts 600.00")
        #expect(row(invoice, "Total professional") == "Total professional services 1,466.70")
        #expect(!invoice.contains("1.50") && !invoice.contains("4.00"))
    }

    @Test func linesAreGroupedByPersonWithSubtotals() throws {
        let (invoice, _) = try texts(show: "by-timekeeper")
        #expect(row(invoice, "Total, Jane Roe") == "Total, Jane Roe 2.00 800.00")
        #expect(row(invoice, "Total, Bob Smith") == "Total, Bob Smith 2.00 666.70")
        #expect(row(invoice, "Total professional") == "Total professional services 4.00 1,466.70")
    }

    /// L110 and L120 are of phase L100, L240 of L200, whose name nobody gave.
    @Test func linesAreGroupedByPhase() throws {
        let (invoice, _) = try texts(show: "by-phase")
        #expect(
            row(invoice, "Total, L100") == "Total, L100 Case assessment 3.50 1,266.70")
        #expect(row(invoice, "Total, L200") == "Total, L200 0.50 200.00")
    }

    @Test func oneLineStandsForAllServices() throws {
        let (invoice, _) = try texts(show: "one-line")
        #expect(
            row(invoice, "For professional")
                == "For professional services rendered 1,466.70")
        #expect(!invoice.contains("Look into the facts"))
        #expect(!invoice.contains("Timekeeper summary"))
        #expect(row(invoice, "Amount due") == "Amount due $1,466.70")
    }

    @Test func entriesFollowTheSumsInAnAnnex() throws {
        let (invoice, _) = try texts(show: "annex")
        let due = try #require(invoice.range(of: "Amount due"))
        let annex = try #require(invoice.range(of: "Annex: services in detail"))
        let entry = try #require(invoice.range(of: "Look into the facts"))
        #expect(due.lowerBound < annex.lowerBound && annex.lowerBound < entry.lowerBound)
    }

    @Test(arguments: ["", "no-hours", "one-line"])
    func hoursThatAreNotShownAreInNoChart(show: String) throws {
        let (invoice, proforma) = try texts(show: show, settings: "charts: [hours-by-timekeeper]")
        #expect(invoice.contains("Hours by timekeeper") == show.isEmpty)
        #expect(proforma.contains("Hours by timekeeper"))
    }

    @Test func theFirmsDefaultHoldsUnlessTheClientSaysOtherwise() throws {
        #expect(try !texts(show: "", settings: "show: [no-rates]").invoice.contains("333.35"))
        #expect(
            try texts(show: "everything", settings: "show: [no-rates]").invoice.contains("333.35"))
    }

    @Test func aWordThatIsNotKnownIsTold() throws {
        let firm = try SmallFirm(["clients.csv": "id,name,show\nC1,Acme,no-rate\nC2,Beta,\n"])
        let found = try #require(try firm.findings().first { $0.code == .wordUnknown })
        #expect(found.place == Place(file: "clients.csv", line: 2, column: 9))
        #expect(found.remedy == "did you mean \"no-rates\"?")
    }
}
