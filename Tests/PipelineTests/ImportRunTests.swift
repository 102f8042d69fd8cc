import Billing
import Foundation
import Loading
import Pipeline
import TestSupport
import Testing

/// `engross import` on a folder: what is written, and what is not.
@Suite struct ImportRunTests {
    private func text(_ name: String, of firm: SmallFirm) throws -> String {
        String(decoding: try firm.folder.read(name), as: UTF8.self)
    }

    private func run(
        _ register: ImportedRegister, _ list: String, in firm: SmallFirm,
        _ options: ImportOptions = ImportOptions(), isDry: Bool = false
    ) throws -> ImportReport {
        let path = try firm.folder.write(list, to: "list.csv")
        return try ImportRun(folder: firm.path + "/").run(
            path, into: register, options, isDry: isDry)
    }

    @Test func aListIsWrittenOnceAndThenKnown() throws {
        let firm = try SmallFirm()
        let list = "Customer,City\nGamma,Anytown\nBeta LLC,\n"
        let before = try text("clients.csv", of: firm)
        let first = try run(.clients, list, in: firm)
        #expect(first.isWritten && first.added == 1 && first.known == 1 && first.rows == 2)
        #expect(try text("clients.csv", of: firm) == before + "\nC0001,Gamma,\n")
        #expect(firm.folder.unfinished == [])
        let again = try run(.clients, list, in: firm)
        #expect(!again.isWritten && again.known == 2 && again.added == 0)
        #expect(try Workspace.open(firm.path).diagnostics == [])
    }

    @Test func aLinkedRegisterAndItsModeStay() throws {
        let firm = try SmallFirm()
        let files = FileManager.default
        let shared = firm.path + "/shared.csv"
        try files.moveItem(atPath: firm.path + "/clients.csv", toPath: shared)
        try files.createSymbolicLink(
            atPath: firm.path + "/clients.csv", withDestinationPath: "shared.csv")
        try files.setAttributes([.posixPermissions: 0o660], ofItemAtPath: shared)
        #expect(try run(.clients, "Customer\nGamma\n", in: firm).isWritten)
        #expect(try text("shared.csv", of: firm).contains("Gamma"))
        let link = try files.attributesOfItem(atPath: firm.path + "/clients.csv")
        #expect(link[.type] as? FileAttributeType == .typeSymbolicLink)
        let mode = try files.attributesOfItem(atPath: shared)[.posixPermissions] as? Int
        #expect(mode == 0o660)
    }

    @Test func aDryRunWritesNothing() throws {
        let firm = try SmallFirm()
        let names = Set(firm.folder.files(endingIn: ""))
        let before = try text("clients.csv", of: firm)
        let report = try run(.clients, "Customer\nGamma\n", in: firm, isDry: true)
        #expect(report.added == 1 && !report.isWritten && !report.isRefused)
        #expect(try text("clients.csv", of: firm) == before)
        #expect(Set(firm.folder.files(endingIn: "")) == names.union(["list.csv"]))
    }

    @Test func oneBadRowKeepsAllOut() throws {
        let firm = try SmallFirm()
        let before = try text("matters.csv", of: firm)
        let report = try run(
            .matters, "client,matter\nC1,Sale\nNobody,Lease\n", in: firm)
        #expect(report.isRefused && report.added == 1 && report.refused == 1)
        #expect(try text("matters.csv", of: firm) == before)
    }

    /// A rate for a person and a class at once is refused by rating, not by reading.
    @Test func ratesThatRatingWouldRefuseAreNotWritten() throws {
        let firm = try SmallFirm([
            "rates.csv": "effective,timekeeper,class,rate\n2026-01-01,JRO,,400.00\n"
        ])
        let before = try text("rates.csv", of: firm)
        let list = "effective,timekeeper,class,rate\n2026-02-01,JRO,partner,500\n"
        let report = try run(.rates, list, in: firm)
        #expect(report.diagnostics.map(\.code) == [.rateShape])
        #expect(try text("rates.csv", of: firm) == before)
    }

    @Test func errorsThatWereThereBeforeDoNotStandInTheWay() throws {
        let firm = try SmallFirm(["rates.csv": "effective,timekeeper,rate\nsoon,JRO,400.00\n"])
        #expect(try run(.clients, "Customer\nGamma\n", in: firm).isWritten)
    }

    @Test func aFolderThatIsNotThereIsAnEnvironmentError() throws {
        #expect(throws: EnvironmentError.self) {
            try ImportRun(folder: "/no/such/folder").run("list.csv", into: .clients)
        }
        let firm = try SmallFirm()
        #expect(throws: EnvironmentError.self) {
            try ImportRun(folder: firm.path).run("/no/such/list.csv", into: .clients)
        }
    }
}
