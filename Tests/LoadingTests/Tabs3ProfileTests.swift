import Billing
import Testing

@testable import Loading

/// Transactions without a line of column names.
@Suite struct Tabs3ProfileTests {
    private static let firm: [String: String] = {
        var files = smallFirm
        files["matters.csv"] = """
            id,client,name,arrangement,aliases
            850.00,C0001,Lease,hourly,
            850.01M,C0001,Merger,hourly,
            """
        return files
    }()

    private static let rows = """
        850.00,JRO,100,L110,A103,03/13/26,1.25,400.00,500.00,"Draft lease, and review"
        850.01M,BSM,20009,,,3/2/2026,24,,,Proof reading
        850.01M,JRO,10102,,,03/02/26,0.5,,,Talk in the hall
        850.00,JRO,$210,,E112,03/04/26,1,,435.00,Filing fee
        850.00,JRO,100,L110,A103,03/13/26,1.25,400.00,500.00,"Draft lease, and review"

        """

    @Test(arguments: ["tabs3", nil])
    func theFirstRowIsAnEntryLikeAnyOther(_ profile: String?) throws {
        let export = try LoadedExport(
            Tabs3ProfileTests.rows, firm: Tabs3ProfileTests.firm, profile: profile)
        #expect(export.diagnostics.isEmpty)
        #expect(export.summary.profile == "tabs3")
        #expect(export.summary.rows == 5)
        #expect(export.rows[0].identity == export.rows[4].identity)
        #expect(export.times.map(\.matter.text) == ["850.00", "850.01M", "850.01M", "850.00"])
        #expect(
            export.times.map(\.date.description) == [
                "2026-03-13", "2026-03-02", "2026-03-02", "2026-03-13",
            ])
        #expect(export.times.map(\.seconds) == [4_500, 86_400, 1_800, 4_500])
        #expect(
            export.times.map(\.disposition) == [.billable, .noCharge, .nonBillable, .billable])
        #expect(export.times.first?.task == "L110")
        #expect(export.times.first?.activity == "A103")
        #expect(export.times.first?.rateMinorUnits == 40_000)
        #expect(export.costs.map(\.minorUnits) == [43_500])
        #expect(export.costs.first?.code == "E112")
    }

    @Test(
        arguments: [
            // Nine cells; no date; time that is none; nobody; an amount that is none.
            "850.00,JRO,100,L110,A103,03/13/26,1.25,400.00,500.00\n",
            "850.00,JRO,100,L110,A103,soon,1.25,400.00,500.00,Draft\n",
            "850.00,JRO,100,L110,A103,03/13/26,long,400.00,500.00,Draft\n",
            "850.00,,100,L110,A103,03/13/26,1.25,400.00,500.00,Draft\n",
            "850.00,JRO,100,L110,A103,03/13/26,1.25,400.00,much,Draft\n",
        ])
    func anotherShapeIsNotTakenForIt(_ row: String) throws {
        let export = try LoadedExport(row, firm: Tabs3ProfileTests.firm)
        #expect(export.diagnostics.map(\.code) == [.profileUnknown])
        #expect(export.summary.refused == export.summary.rows)
    }

    @Test func aFileWithTooFewColumnsIsRefusedAsAWhole() throws {
        let export = try LoadedExport(
            "850.00,JRO,100\n", firm: Tabs3ProfileTests.firm, profile: "tabs3")
        #expect(export.diagnostics.map(\.code) == [.columnMissing])
        #expect(export.diagnostics.first?.fact.contains("column 7") == true)
    }
}
