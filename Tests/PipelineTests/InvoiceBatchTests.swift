import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// A batch is posted as a whole, or each invoice as soon as it is made.
@Suite struct InvoiceBatchTests {
    private static let work = [
        "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,", "time,T2,2026-10-06,M2,JRO,0.5,Call,,",
        "time,T3,2026-10-06,M3,BSM,1.0,Audit,,",
    ]

    private func firm(_ batch: String) throws -> SmallFirm {
        let yaml = SmallFirm.plain["firm.yaml", default: ""].replacingOccurrences(
            of: "invoices:\n", with: "invoices:\n  batch: \(batch)\n")
        let firm = try SmallFirm(["firm.yaml": yaml], inbox: Self.work)
        try firm.load()
        return firm
    }

    /// A file where the folder of C2's invoices is to be.
    private let obstacle = "Output/2026-10-31/invoices/C2 Beta LLC"

    private func documents(_ firm: SmallFirm) throws -> [[String]] {
        try firm.rows("SELECT number, client, total, sha256 FROM document ORDER BY id")
    }

    @Test func bothWaysMakeTheSameInvoices() throws {
        let (whole, single) = (try firm("together"), try firm("one-by-one"))
        let reports = try [whole, single].map { try $0.run(.invoice) }
        #expect(reports[0].invoices.map(\.number) == ["0101", "0102", "0103"])
        #expect(try documents(whole) == documents(single))
        #expect(whole.folder.files(endingIn: ".pdf") == single.folder.files(endingIn: ".pdf"))
        #expect(try single.count("delivery") == 0)
    }

    @Test func togetherIsAllOrNothing() throws {
        let firm = try firm("together")
        try firm.folder.write("", to: obstacle)
        #expect(throws: EnvironmentError.self) { try firm.run(.invoice) }
        #expect(try firm.count("document") == 0)
    }

    @Test func aRunThatStoppedIsContinuedWithTheNextNumber() throws {
        let firm = try firm("one-by-one")
        try firm.folder.write("", to: obstacle)
        #expect(throws: EnvironmentError.self) { try firm.run(.invoice) }
        #expect(try documents(firm).map { $0[0] } == ["0101", "0102"])
        #expect(firm.folder.files(endingIn: ".pdf").count == 2)
        try FileManager.default.removeItem(atPath: firm.path + "/" + obstacle)

        let report = try firm.run(.invoice)
        #expect(report.invoices.map(\.number) == ["0103"])
        #expect(report.completed.count == 2)
        let undisturbed = try self.firm("one-by-one")
        try undisturbed.run(.invoice)
        #expect(try documents(firm) == documents(undisturbed))
        #expect(
            firm.folder.files(endingIn: "") == undisturbed.folder.files(endingIn: ""))
    }

    /// Discounts over a group are counted in the order in which invoices are posted, so that a run
    /// that goes on finds what the one that stopped had counted. M9 is client C1's and billed first.
    @Test func figuresThatLookAtOtherMattersAreTheSameAfterAStop() throws {
        let changes = [
            "matters.csv": "id,client,name,arrangement\nM9,C1,Lease,volume\nM3,C2,Audit,volume\n",
            "arrangements/volume.yaml": """
            name: Volume
            basis: hourly
            terms:
              - volume-discount:
                  over: {clients: [C1, C2]}
                  in: year
                  how: marginal
                  tiers: [{from: 0, percent: 10}, {from: 400, percent: 20}]
            """,
            "firm.yaml": "name: Roe\ninvoices: {batch: one-by-one}\n",
        ]
        let rows = [
            "time,T1,2026-10-05,M9,JRO,1.0,Draft,,", "time,T2,2026-10-05,M3,JRO,1.0,Call,,",
        ]
        let (stopped, undisturbed) = (
            try SmallFirm(changes, inbox: rows), try SmallFirm(changes, inbox: rows)
        )
        try stopped.load()
        try undisturbed.load()
        try undisturbed.run(.invoice)
        try stopped.folder.write("", to: obstacle)
        #expect(throws: EnvironmentError.self) { try stopped.run(.invoice) }
        try FileManager.default.removeItem(atPath: stopped.path + "/" + obstacle)
        try stopped.run(.invoice)
        // 400.00 less 10 %; 400.00 above the first 400.00 less 20 %
        #expect(try documents(stopped).map { $0[2] } == ["36000", "32000"])
        #expect(try documents(stopped) == documents(undisturbed))
    }
}
