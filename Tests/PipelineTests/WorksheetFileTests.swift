import Billing
import Foundation
import Ledger
import Pipeline
import TestSupport
import Testing

/// Worksheets on disk: there with every pro forma, and never written over once somebody has.
@Suite struct WorksheetFileTests {
    private let proformas = Selection(date: day("2026-10-31"))

    private func moreWork(in firm: SmallFirm) throws {
        try firm.export(["time,T9,2026-10-20,M1,BSM,0.5,Proofread again,,"], as: "b.csv")
        try firm.load()
    }

    private func mark(_ firm: ReturnedWorksheets, _ name: String) throws -> Data {
        var sheet = try firm.sheet(name)
        try sheet.fill("Draft lease", ["new hours": "1.20"])
        try sheet.save(to: firm.firm.path + "/" + name)
        return try firm.firm.folder.read(name)
    }

    @Test func eachProformaAndEachAttorneyHasOneAndInvoicesHaveNone() throws {
        let firm = try ReturnedWorksheets().firm
        let wanted = [ReturnedWorksheets.acme, ReturnedWorksheets.beta, ReturnedWorksheets.all]
        #expect(firm.folder.files(endingIn: "worksheet.csv") == wanted)
        let report = try firm.run(.proforma)
        #expect(
            report.proformas.compactMap(\.worksheet).map { "Output/" + $0 } == Array(wanted[..<2]))
        #expect(report.worksheets.map { "Output/" + $0 } == [wanted[2]])
        #expect(try firm.run(.invoice).invoices.allSatisfy { $0.worksheet == nil })
        #expect(firm.folder.files(endingIn: "worksheet.csv") == wanted)
    }

    @Test func oneThatIsGoneIsWrittenAgainWithTheSameBytes() throws {
        let firm = try ReturnedWorksheets().firm
        for name in [ReturnedWorksheets.acme, ReturnedWorksheets.all] {
            let bytes = try firm.folder.read(name)
            try FileManager.default.removeItem(atPath: firm.path + "/" + name)
            #expect(try firm.run(.proforma).diagnostics == [])
            #expect(try firm.folder.read(name) == bytes)
        }
    }

    @Test func aRunCutOffBeforeItsWorksheetsIsCompletedByTheNext() throws {
        let firm = try ReturnedWorksheets().firm
        let names = [ReturnedWorksheets.acme, ReturnedWorksheets.beta, ReturnedWorksheets.all]
        let bytes = try names.map { try firm.folder.read($0) }
        _ = try firm.rows("INSERT INTO delivery SELECT id, '\(firm.output)' FROM document")
        for name in names { try FileManager.default.removeItem(atPath: firm.path + "/" + name) }
        #expect(try firm.run(.invoice).completed.count == 2)
        #expect(try names.map { try firm.folder.read($0) } == bytes)
        #expect(firm.folder.unfinished == [])
    }

    @Test func oneThatSomebodyWroteIntoIsLeftAsItIsAndTold() throws {
        let firm = try ReturnedWorksheets()
        for name in [ReturnedWorksheets.acme, ReturnedWorksheets.all] {
            let marked = try mark(firm, name)
            let notes = try firm.firm.run(.proforma).diagnostics
            #expect(try firm.firm.folder.read(name) == marked)
            #expect(notes.last?.code == .worksheetKept && notes.last?.severity == .note)
            #expect(notes.last.map { "Output/" + ($0.place?.file ?? "") } == name)
            #expect(notes.last?.remedy?.contains("engross edit") == true)
        }
        #expect(firm.firm.folder.files(endingIn: "worksheet.csv").count == 3)
        // Completing a run leaves it alone as well.
        let marked = try firm.firm.folder.read(ReturnedWorksheets.acme)
        _ = try firm.firm.rows(
            "INSERT INTO delivery SELECT id, '\(firm.firm.output)' FROM document")
        try firm.firm.run(.invoice)
        #expect(try firm.firm.folder.read(ReturnedWorksheets.acme) == marked)
    }

    @Test func aNextVersionHasItsOwnAndTakesTheAttorneysPlace() throws {
        let firm = try ReturnedWorksheets()
        let first = try firm.firm.folder.read(ReturnedWorksheets.acme)
        try moreWork(in: firm.firm)
        try firm.firm.run(.proforma)
        #expect(try firm.firm.folder.read(ReturnedWorksheets.acme) == first)
        let second = ReturnedWorksheets.acme.replacingOccurrences(of: "-v1", with: "-v2")
        #expect(try firm.sheet(second).rows.allSatisfy { $0[1] == "PF-001 v2" })
        // Documents in the order in which they were posted: the new version last.
        let rows = try firm.sheet(ReturnedWorksheets.all).rows
        #expect(
            rows.map { $0[1] } == Array(repeating: "PF-002 v1", count: 4)
                + Array(repeating: "PF-001 v2", count: 6))
    }

    @Test func whereTheAttorneysIsMarkedTheNextVersionsGoesBesideIt() throws {
        let firm = try ReturnedWorksheets()
        let marked = try mark(firm, ReturnedWorksheets.all)
        try moreWork(in: firm.firm)
        let report = try firm.firm.run(.proforma)
        let second = ReturnedWorksheets.all.replacingOccurrences(of: ".csv", with: " 2.csv")
        #expect(report.worksheets.map { "Output/" + $0 } == [second])
        #expect(report.diagnostics.map(\.code) == [.worksheetKept])
        #expect(try firm.firm.folder.read(ReturnedWorksheets.all) == marked)
        #expect(try firm.sheet(second).rows.count == 10)
        // Once more makes no third, and the marks of the first still come back.
        try firm.firm.run(.proforma)
        #expect(firm.firm.folder.files(endingIn: " 3.csv") == [])
        #expect(try firm.read(ReturnedWorksheets.all).requests.count == 1)
    }
}
