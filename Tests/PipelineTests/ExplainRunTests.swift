import Billing
import Pipeline
import TestSupport
import Testing

/// What `engross explain` says, word by word where a biller would repeat it to a client.
@Suite struct ExplainRunTests {
    private static let header =
        "type,id,date,matter,timekeeper,hours,narrative,task,billing,amount,rate\n"

    private func firm(_ changes: [String: String] = [:], rows: [String]) throws -> SmallFirm {
        let firm = try SmallFirm(changes)
        try firm.folder.write(
            Self.header + rows.map { $0 + "\n" }.joined(), to: "inbox/a.csv")
        return firm
    }

    private func proformas(_ firm: SmallFirm) throws -> [RunReport.Made] {
        try firm.load()
        return try firm.run(.proforma).proformas
    }

    private func explain(
        _ name: String, _ firm: SmallFirm, date: String = "2026-10-31"
    ) throws -> [Explanation] {
        let (explanations, diagnostics) = try ExplainRun(workspace: try firm.workspace())
            .run(name, Selection(date: day(date)))
        #expect(diagnostics == [])
        return explanations
    }

    /// The facts of the part whose heading has these words: `rate: 400.00 an hour: …`.
    private func facts(_ words: String, _ explanations: [Explanation]) throws -> [String] {
        let part = try #require(
            explanations.flatMap(\.parts).first { $0.heading.contains(words) }, "\(words)")
        return part.facts.map { $0.name.isEmpty ? $0.text : "\($0.name): \($0.text)" }
    }

    private static let rates = """
        effective,until,client,matter,timekeeper,class,task,rate
        2026-01-01,,,,JRO,,,400.00
        2026-07-01,,,,JRO,,,420.00
        2027-01-01,,,,JRO,,,450.00
        2026-01-01,,,,,partner,,380.00
        2026-01-01,,C1,,,partner,,410.00
        2026-01-01,2026-06-30,,M1,JRO,,,390.00
        2026-01-01,,,,,associate,,250.00
        """

    @Test func anEntryTellsWhichRateWonAndWhyEachOtherLost() throws {
        let firm = try firm(
            ["rates.csv": Self.rates], rows: ["time,E1,2026-10-05,M1,JRO,0:13,Draft lease,,,,"])
        _ = try firm.month()
        // 13 minutes are 3 times 6; 0.30 × 410.00 = 123.00
        #expect(
            try facts("Jane Roe", explain("E1", firm)) == [
                "work: Draft lease", "worked: 0:13:00 hours", "billed: 0.30 hours: up to 6 minutes",
                "rate: 410.00 an hour: client and class, rates.csv:6",
                "not: 390.00 an hour: matter and timekeeper, rates.csv:7, because in force only "
                    + "until 2026-06-30",
                "not: 450.00 an hour: timekeeper, rates.csv:4, because in force only from 2027-01-01",
                "not: 420.00 an hour: timekeeper, rates.csv:3, because a row for client and class "
                    + "goes before one for timekeeper",
                "not: 400.00 an hour: timekeeper, rates.csv:2, because a row for client and class "
                    + "goes before one for timekeeper",
                "not: 380.00 an hour: class, rates.csv:5, because a row for client and class goes "
                    + "before one for class",
                "amount: 0.30 × 410.00 = 123.00", "on the bill: 123.00",
            ])
    }

    @Test func aLaterRowReplacesAnEarlierOneAndTheEntrysOwnRateAll() throws {
        let firm = try firm(
            ["rates.csv": Self.rates],
            rows: [
                "time,E1,2026-10-05,M3,JRO,1.0,Audit,,,,",
                "time,E2,2026-10-06,M3,JRO,1.0,Audit,,,,99.50",
            ])
        _ = try firm.month()
        #expect(
            try facts("2026-10-05", explain("E1", firm)).contains(
                "not: 400.00 an hour: timekeeper, rates.csv:2, because replaced by a later row"))
        let own = try facts("2026-10-06", explain("E2", firm))
        #expect(own.contains("rate: 99.50 an hour: the entry itself, inbox/a.csv:3"))
        #expect(
            own.contains(
                "not: 420.00 an hour: timekeeper, rates.csv:3, because the entry names its own rate"
            ))
    }

    @Test func aRowIsInForceOnItsFirstDayAndOnItsLast() throws {
        let firm = try firm(
            ["rates.csv": Self.rates],
            rows: [
                "time,E1,2026-07-01,M1,JRO,1.0,Draft lease,,,,",
                "time,E2,2026-06-30,M1,JRO,1.0,Draft lease,,,,",
            ])
        _ = try firm.month()
        #expect(
            try facts("2026-07-01", explain("E1", firm)).contains(
                "not: 420.00 an hour: timekeeper, rates.csv:3, because a row for client and class "
                    + "goes before one for timekeeper"))
        let last = try facts("2026-06-30", explain("E2", firm))
        #expect(last.contains("rate: 390.00 an hour: matter and timekeeper, rates.csv:7"))
        #expect(
            last.contains(
                "not: 420.00 an hour: timekeeper, rates.csv:3, because in force only from "
                    + "2026-07-01"))
    }

    private static let capped = """
        name: Capped at 1,000.00
        basis: {discounted: {percent: 10}}
        terms:
          - cap: {amount: 1000.00, per: matter, excess: written-off}
        """

    @Test func anInvoiceTellsWhatEachTermDid() throws {
        let firm = try firm(
            [
                "matters.csv": """
                id,client,name,arrangement
                M1,C1,Lease,capped
                """, "arrangements/capped.yaml": Self.capped,
            ],
            rows: [
                "time,E1,2026-10-05,M1,JRO,3.0,Draft lease,,,,",
                "cost,K1,2026-10-06,M1,,,Courier,,,12.34,",
            ])
        let invoice = try #require(try firm.month().invoices.first)
        let told = try explain(invoice.number, firm)
        #expect(told.map(\.title) == ["Invoice \(invoice.number) of 2026-10-31, for Acme Holdings"])
        // 400.00 less 10 % is 360.00; 3 × 360.00 = 1,080.00, 80.00 over the cap.
        #expect(
            try facts("Jane Roe", told).suffix(3) == [
                "agreed rate: 360.00 an hour: 10 % off the rate", "amount: 3.00 × 360.00 = 1080.00",
                "on the bill: 1080.00 (at standard rates 1200.00)",
            ])
        let fee = try facts("Fee of matter M1 · Capped at 1,000.00", told)
        #expect(fee.first == "lines: 1080.00")
        #expect(fee.contains("over cap: 1080.00 - 1000.00 = 80.00"))
        #expect(fee.suffix(2) == ["over cap: -80.00", "fee: 1000.00"])
        #expect(
            try facts("Sums of matter M1", told) == [
                "fees: 1000.00", "costs: 12.34", "standard value: 1200.00",
                "realization: 1000.00 of 1200.00 = 83.333 %",
            ])
        #expect(try facts("Total", told).suffix(2) == ["total: 1012.34", "amount due: 1012.34"])
    }

    @Test func aMatterTellsWhatIsUnbilledAndWhatWasBilled() throws {
        let firm = try firm(rows: [
            "time,E1,2026-10-05,M1,JRO,1.0,Draft lease,,,,",
            "time,E2,2026-11-05,M1,BSM,2.0,Revise lease,,,,",
        ])
        let invoice = try #require(try firm.month().invoices.first)
        // 2 × 333.35
        let told = try explain("m1", firm, date: "2026-11-30")
        #expect(try facts("Bob Smith", told).last == "on the bill: 666.70")
        #expect(
            try facts("Billed before", told) == [
                "invoice \(invoice.number): 2026-10-31: fees 400.00, costs 0.00"
            ])
        #expect(try explain("Lease", firm, date: "2026-11-30") == told)
        let before = try explain("M1", firm)
        #expect(
            try facts("Unbilled", before) == ["nothing: there is nothing to bill through that day"])
    }

    private static let phases = """
        name: By phase
        basis:
          flat:
            entries: no-charge
            phases:
              - {phase: L100, name: Assessment, amount: 900.00, due: 2026-10-31}
              - {phase: L200, name: Pleadings, amount: 900.00, due: 2026-12-31}
        """

    @Test func anEntryThatIsOnNoBillTellsWhy() throws {
        let firm = try firm(
            [
                "matters.csv": """
                id,client,name,arrangement
                M1,C1,Lease,phases
                M2,C1,Merger,hourly
                """, "arrangements/phases.yaml": Self.phases,
            ],
            rows: [
                "time,E1,2026-10-05,M1,JRO,1.0,Assess,L110,,,",
                "time,E2,2026-10-06,M1,JRO,1.0,Plead,L210,,,",
                "time,E3,2026-10-06,M2,JRO,1.0,Firm meeting,,non-billable,,",
                "time,E4,2026-11-02,M2,JRO,1.0,Merge,,,,",
                "payment,P1,2026-10-07,M2,,,Wire,,,50.00,",
            ])
        _ = try proformas(firm)
        func why(_ name: String) throws -> String? {
            try facts("As recorded", explain(name, firm)).first { $0.hasPrefix("on no bill") }
        }
        #expect(try why("E1") == nil)
        #expect(try facts("Jane Roe", explain("E1", firm)).contains("covered: by \"Assessment\""))
        #expect(
            try why("E2")
                == "on no bill: it waits: their part of a fixed price is not due yet, or the "
                + "cost is held or borne by the firm")
        #expect(try why("E3") == "on no bill: it is not billable")
        #expect(try why("E4") == "on no bill: it is dated after 2026-10-31")
        #expect(try why("P1") == "on no bill: the next invoice lists it")
    }

    @Test func aLineIdOfAProFormaIsEnoughAndItsCorrectionIsTold() throws {
        let firm = try firm(rows: ["time,E1,2026-10-05,M1,JRO,1.0,Draft lease,,,,"])
        let proforma = try #require(try proformas(firm).first)
        try firm.folder.write(
            Self.header + "time,E1,2026-10-05,M1,JRO,1.5,Draft lease,,,,\n", to: "inbox/b.csv")
        let again = try #require(try proformas(firm).first)
        #expect([proforma.version, again.version] == [1, 2])

        let line = LineID(EntryKey(1)).text
        let told = try explain(line.lowercased(), firm)
        #expect(
            told.map(\.title) == ["Time \(line), as pro formas through 2026-10-31 would have it"])
        #expect(
            try facts("As recorded", told) == [
                "recorded: 2026-10-05, matter M1: Draft lease", "file: inbox/b.csv:2",
                "before: inbox/a.csv:2 said 1.00 hours",
            ])
        #expect(try facts("Jane Roe", told).last == "on the bill: 600.00")
        // The first version says what it said.
        #expect(
            try facts("Jane Roe", explain(proforma.number + " v1", firm)).last
                == "on the bill: 400.00")
        #expect(
            try facts("Jane Roe", explain(proforma.number, firm)).last == "on the bill: 600.00")
    }

    @Test func aNameThatIsTwoThingsExplainsBothAndOneThatIsNothingSaysWhatToName() throws {
        let firm = try firm(rows: ["time,0101,2026-10-05,M1,JRO,1.0,Draft lease,,,,"])
        let invoice = try #require(try firm.month().invoices.first)
        #expect(invoice.number == "0101")
        #expect(try explain("0101", firm).map(\.title).count == 2)

        let before = try firm.folder.read("ledger.sqlite")
        let (told, diagnostics) = try ExplainRun(workspace: try firm.workspace())
            .run("0102", Selection(date: day("2026-10-31")))
        #expect(told == [])
        #expect(diagnostics.map(\.fact) == ["nothing is called \"0102\""])
        #expect(try firm.folder.read("ledger.sqlite") == before)
    }

    @Test func aCorrectedInvoiceItsCreditNoteItsReissueAndALineTellOfEachOther() throws {
        let firm = try firm(rows: ["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,,,"])
        try firm.month()
        try firm.correct("0101", try firm.mark("T1") { $0.hours = "1.20" })
        #expect(
            try facts("Corrections", try explain("0101", firm)) == [
                "credit note: CN-1 of 2026-11-20, the client asked",
                "replaced by: invoice 0102 of 2026-11-20",
            ])
        #expect(
            try facts("Corrections", try explain("CN-1", firm)) == [
                "credits: invoice 0101 of 2026-10-31", "why: the client asked",
                "replaced by: invoice 0102 of 2026-11-20",
            ])
        #expect(
            try facts("Corrections", try explain("0102", firm)) == [
                "replaces: invoice 0101 of 2026-10-31",
                "credit note: CN-1 of 2026-11-20, the client asked",
            ])
        let line = try explain(try firm.line("T1"), firm)
        #expect(line.first?.title.contains("on invoice 0102 of 2026-11-20") == true)
        #expect(
            try facts("As recorded", line).contains(
                "was on: invoice 0101 of 2026-10-31, credited by CN-1 of 2026-11-20, "
                    + "the client asked"))
        try firm.void("0102", on: "2026-11-21")
        #expect(
            try facts("Corrections", try explain("0102", firm)).last
                == "replaced by: nothing: the invoice is void")
    }
}
