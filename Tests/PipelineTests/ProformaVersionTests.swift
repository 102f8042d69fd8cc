import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// A pro forma keeps its number until its work is billed, and its version until something changes.
@Suite struct ProformaVersionTests {
    private func firm() throws -> SmallFirm {
        let firm = try SmallFirm(inbox: ["time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,"])
        try firm.load()
        return firm
    }

    @Test func nothingChangedIsTheSameDocument() throws {
        let firm = try firm()
        let first = try #require(try firm.run(.proforma).proformas.first)
        let bytes = try firm.bytes(first)
        let again = try firm.run(.proforma).proformas
        #expect(again.map(\.number) == ["PF-001"] && again.map(\.version) == [1])
        #expect(again.map(\.isNew) == [false])
        #expect(again.map(\.path) == [first.path])
        #expect(try firm.bytes(first) == bytes)
        #expect(try firm.count("document") == 1)
    }

    /// Each file that is written is a new one on the disk, whatever it holds.
    @Test func aFileThatStandsIsLeftAloneAndADamagedOneIsNot() throws {
        let firm = try firm()
        let first = try #require(try firm.run(.proforma).proformas.first)
        let path = firm.output + "/" + first.path
        func place() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        }
        let (bytes, before) = (try firm.bytes(first), try place())
        let again = try #require(try firm.run(.proforma).proformas.first)
        #expect(try place() == before)
        #expect(again.pages == first.pages && again.total == first.total)

        try firm.run(.proforma, setsAnew: true)
        #expect(try place() != before)
        #expect(try firm.bytes(first) == bytes)

        try Data("damaged".utf8).write(to: URL(fileURLWithPath: path))
        try firm.run(.proforma)
        #expect(try firm.bytes(first) == bytes)
    }

    @Test func moreWorkIsTheNextVersionOfTheSameNumber() throws {
        let firm = try firm()
        let first = try #require(try firm.run(.proforma).proformas.first)
        try firm.export(["time,T2,2026-10-06,M1,BSM,0.5,Proofread lease,,"], as: "b.csv")
        try firm.load()
        let second = try #require(try firm.run(.proforma).proformas.first)
        #expect(second.number == "PF-001" && second.version == 2 && second.isNew)
        #expect(second.path != first.path)
        // 600.00, and half an hour at 333.35: 166.675
        #expect(second.total == 766_68)
        #expect(try firm.text(second).contains("PF-001 v2"))
        #expect(firm.folder.files(endingIn: ".pdf").contains("Output/" + first.path))
    }

    @Test func afterBillingTheNextProformaHasANewNumber() throws {
        let firm = try firm()
        try firm.run(.proforma)
        try firm.run(.invoice)
        #expect(try firm.run(.proforma).proformas.isEmpty)
        try firm.export(["time,T2,2026-10-06,M1,BSM,0.5,Proofread lease,,"], as: "b.csv")
        try firm.load()
        let next = try #require(try firm.run(.proforma).proformas.first)
        #expect(next.number == "PF-002" && next.version == 1)
    }

    @Test func aProformaBillsNothing() throws {
        let firm = try firm()
        try firm.run(.proforma)
        #expect(try firm.count("claim") == 0)
        #expect(try firm.count("posting") == 0)
        #expect(try firm.run(.invoice).invoices.map(\.total) == [600_00])
    }

    @Test func theAttorneysFileHoldsTheLatestVersionOnly() throws {
        let firm = try firm()
        let first = try #require(try firm.run(.proforma).proformas.first)
        try firm.export(["time,T2,2026-10-06,M1,BSM,0.5,Proofread lease,,"], as: "b.csv")
        try firm.load()
        let report = try firm.run(.proforma)
        let second = try #require(report.proformas.first)
        let combined = try #require(report.combined.first)
        let text = try pageText(of: firm.output + "/" + combined)
        #expect(text.contains("PF-001 v2") && !text.contains("Pro forma PF-001 v1"))
        #expect(first.version == 1 && second.version == 2)
    }
}
