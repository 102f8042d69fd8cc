import Billing
import Loading
import Testing

/// How many pieces a cost is for.
@Suite struct QuantityTests {
    private static let header = "type,id,date,matter,narrative,expense,amount,quantity\n"

    private func load(_ rows: String) throws -> LoadedExport {
        try LoadedExport(QuantityTests.header + rows)
    }

    @Test func aQuantityIsReadAndMayStandForTheAmount() throws {
        let export = try load(
            """
            cost,1,2026-03-04,C0001-01,Copies,E101,25.00,250
            cost,2,2026-03-04,C0001-01,Copies,E101,,12.125
            cost,3,2026-03-04,C0001-01,Copies taken back,E101,-1.00,-10
            cost,4,2026-03-04,C0001-01,Filing fee,E112,435.00,
            cost,5,2026-03-04,C0001-01,None,E101,0,0
            """)
        #expect(export.diagnostics.isEmpty)
        #expect(export.costs.map(\.minorUnits) == [2_500, nil, -100, 43_500, 0])
        #expect(
            export.costs.map { $0.quantity?.thousandths } == [250_000, 12_125, -10_000, nil, nil])
    }

    @Test(arguments: [
        ("cost,1,2026-03-04,C0001-01,Copies,E101,25.00,many", ["number-unreadable 2:46"]),
        ("cost,1,2026-03-04,C0001-01,Copies,E101,25.00,0.0001", ["number-unreadable 2:46"]),
        ("cost,1,2026-03-04,C0001-01,Copies,E101,25.00,1000001", ["number-unreadable 2:46"]),
        ("cost,1,2026-03-04,C0001-01,Copies,E101,,", ["cell-blank 2:40"]),
    ])
    func whatIsNoQuantityIsRefused(_ row: String, _ expected: [String]) throws {
        let export = try load(row)
        #expect(export.found == expected)
        #expect(export.rows.isEmpty)
    }

    /// Two rows that differ in nothing else are two costs; one without a quantity is the cost that
    /// it was in a file without the column.
    @Test func aQuantityIsPartOfWhatARowSays() throws {
        let rows = try load(
            """
            cost,,2026-03-04,C0001-01,Copies,E101,25.00,250
            cost,,2026-03-04,C0001-01,Copies,E101,25.00,251
            cost,,2026-03-04,C0001-01,Copies,E101,25.00,
            """
        ).rows
        #expect(Set(rows.map(\.identity)).count == 3)
        let plain = try LoadedExport(
            "type,date,matter,narrative,expense,amount\n"
                + "cost,2026-03-04,C0001-01,Copies,E101,25.00\n"
        ).rows
        #expect(plain.map(\.content) == [rows[2].content])
        #expect(plain.map(\.identity) == [rows[2].identity])
    }

    @Test func clioWritesAQuantityOfOneWhereItWasToldNone() throws {
        let export = try LoadedExport(
            """
            ID,Type,Date,Quantity (Hours),Description,Matter,User,Billable ($),Bill state
            1,TimeEntry,03/14/2026,0.4,Call,00012,Jane Roe,420.00,Unbilled
            2,ExpenseEntry,03/14/2026,1.0,Fee,00012,Jane Roe,435.00,Unbilled
            3,ExpenseEntry,03/14/2026,250.0,Copies,00012,Jane Roe,25.00,Unbilled
            """)
        #expect(!export.diagnostics.hasErrors, "\(export.diagnostics)")
        #expect(export.times.map(\.seconds) == [1_440])
        #expect(export.costs.map(\.minorUnits) == [43_500, 2_500])
        #expect(export.costs.map { $0.quantity?.thousandths } == [nil, 250_000])
    }

    @Test func clioTemplatesHaveAPriceForAPiece() throws {
        let export = try LoadedExport(
            """
            matter,date,price,quantity,note,activity_user,type,non_billable
            00012,2026-03-14,0.15,33.5,Copies,Jane Roe,ExpenseEntry,No
            00012,2026-03-14,9.00,,Fee,Jane Roe,ExpenseEntry,No
            """)
        #expect(!export.diagnostics.hasErrors, "\(export.diagnostics)")
        // 33.5 × 0.15 = 5.025
        #expect(export.costs.map(\.minorUnits) == [503, 900])
        #expect(export.costs.map { $0.quantity?.thousandths } == [33_500, nil])
    }
}
