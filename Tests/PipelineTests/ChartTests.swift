import Billing
import Pipeline
import TestSupport
import Testing

/// Charts over whole runs: the figures that stand beside their bars.
@Suite struct ChartTests {
    private func firm(
        _ charts: String = "[hours-by-timekeeper, fees-by-month, ageing]",
        matters: String = "M1,C1,Lease,hourly,5000.00", clients: String = "C1,Acme,"
    ) throws -> SmallFirm {
        // 2.0 hours at 400.00 and 3.0 at 333.35 are 800.00 and 1,000.05.
        try SmallFirm(
            [
                "firm.yaml":
                    "name: Roe\ncurrency: USD\ninvoices:\n  first: 101\ncharts: \(charts)\n",
                "clients.csv": "id,name,charts\n\(clients)\n",
                "matters.csv": "id,client,name,arrangement,budget\n\(matters)\n",
            ],
            inbox: [
                "time,T1,2026-10-05,M1,JRO,2.0,Draft lease,,",
                "time,T2,2026-10-06,M1,BSM,3.0,Read lease,,",
            ])
    }

    /// The lines of a statement's text from the chart's heading on, without the blanks between.
    private func chart(_ title: String, _ rows: Int, in text: String) -> [String] {
        let lines = text.split(separator: "\n").map { line in
            line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { !$0.isEmpty }
        return Array(lines.drop { $0.lowercased() != title.lowercased() }.dropFirst().prefix(rows))
    }

    @Test func hoursStandByPersonAndFeesAgainstTheBudget() throws {
        let firm = try firm()
        let text = try firm.text(try #require(try firm.month().invoices.first))
        #expect(
            chart("Hours by timekeeper", 2, in: text) == ["Bob Smith 3.00", "Jane Roe 2.00"])
        #expect(
            chart("Fees by month", 2, in: text)
                == ["October 2026 1,800.05", "Of budget 5,000.00 1,800.05"])
        #expect(!text.contains("by age"))
    }

    @Test func monthsAddUpAndPaymentsSettleTheOldest() throws {
        let firm = try firm()
        try firm.month()
        try firm.export(["time,T3,2026-11-05,M1,JRO,1.0,Sign lease,,"], as: "b.csv")
        try firm.month("2026-11-30")
        try firm.export(
            [
                "payment,P1,2026-12-05,M1,,,Wire,,1000.00",
                "time,T4,2026-12-07,M1,JRO,0.5,Record lease,,",
            ], as: "c.csv")
        let text = try firm.text(try #require(try firm.month("2026-12-31").invoices.first))
        // One person: nothing to compare.
        #expect(!text.contains("Hours by timekeeper"))
        // 1,800.05 and 400.00 and 200.00 are 2,400.05.
        #expect(
            chart("Fees by month", 4, in: text) == [
                "October 2026 1,800.05", "November 2026 400.00", "December 2026 200.00",
                "Of budget 5,000.00 2,400.05",
            ])
        // On the last day of December, the end of November is 31 days ago and that of October 61.
        #expect(
            chart("What is owed, by age", 3, in: text)
                == ["This statement 200.00", "31 to 60 days 400.00", "61 to 90 days 800.05"])
    }

    @Test func aCreditedInvoiceIsNotOwed() throws {
        let firm = try firm("[ageing]")
        try firm.month()
        try firm.export(["time,T3,2026-11-05,M1,JRO,1.0,Sign lease,,"], as: "b.csv")
        try firm.month("2026-11-30")
        _ = try VoidRun(workspace: try firm.workspace(), output: firm.output).run(
            "102", reason: "wrong client", date: day("2026-12-01"))
        try firm.export(["time,T4,2026-12-07,M1,BSM,1.0,Record lease,,"], as: "c.csv")
        let text = try firm.text(try #require(try firm.month("2026-12-31").invoices.first))
        // November's hour is on this invoice again: 400.00 and 333.35.
        #expect(
            chart("What is owed, by age", 3, in: text).prefix(2)
                == ["This statement 733.35", "61 to 90 days 1,800.05"])
    }

    @Test func hoursThatAreNotTheClientsToSeeAreOnNoChart() throws {
        let firm = try firm("[hours-by-timekeeper]", matters: "M1,C1,Lease,fixed,")
        try firm.folder.write(
            "name: Fixed fee\nbasis:\n  flat: {amount: 2500.00, due: 2026-10-31, entries: without-figures}\n",
            to: "arrangements/fixed.yaml")
        try firm.load()
        let proforma = try #require(try firm.run(.proforma).proformas.first)
        #expect(try firm.text(proforma).contains("Hours by timekeeper"))
        let invoice = try #require(try firm.run(.invoice).invoices.first)
        #expect(try !firm.text(invoice).contains("Hours by timekeeper"))
    }

    @Test func aClientHasItsOwnChartsOrNone() throws {
        func hasFees(_ firm: SmallFirm) throws -> Bool {
            try firm.text(try #require(try firm.month().invoices.first)).contains("by month")
        }
        let none = try firm(clients: "C1,Acme,none")
        #expect(try !hasFees(none))
        let own = try firm("[ageing]", clients: "C1,Acme,fees-by-month")
        #expect(try hasFees(own))
    }

    @Test func aChartThatThereIsNotIsNamed() throws {
        let settings = try firm("[aging]").findings()
        #expect(settings.map(\.code) == [.settingUnreadable])
        #expect(settings.first?.remedy == "did you mean \"ageing\"?")
        let cell = try firm(clients: "C1,Acme,hours").findings()
        #expect(cell.map(\.code) == [.wordUnknown])
        #expect(cell.first?.place == Place(file: "clients.csv", line: 2, column: 9))
    }
}
