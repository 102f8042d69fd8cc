import Billing
import Foundation
import Loading
import Testing

@Suite struct FirmFolderTests {
    private func read(
        _ changes: [String: String?]
    ) throws -> (records: FirmRecords?, found: [String]) {
        var files = smallFirm
        for (name, text) in changes { files[name] = text }
        let folder = try TestFolder(files)
        let read = try FirmFolder.read(at: folder.path)
        return (read.records, summary(read.diagnostics))
    }

    @Test func theSmallFirmLoads() throws {
        let (records, found) = try read([:])
        #expect(found.isEmpty)
        let registers = try #require(records?.registers)
        #expect(registers.clients.count == 2)
        #expect(registers.clients[ClientID("C0001")]?.aliases == ["Acme", "ACME Inc."])
        #expect(registers.matters[MatterID("00012")]?.client == ClientID("C0001"))
        #expect(registers.rates.first?.perHour == Money(minorUnits: 37_500, .usd))
        #expect(registers.rates.first?.place == Place(file: "rates.csv", line: 2))
        #expect(registers.arrangements["hourly"] != nil)
    }

    @Test func missingFilesAreReportedTogether() throws {
        let folder = try TestFolder()
        let read = try FirmFolder.read(at: folder.path)
        #expect(read.records == nil)
        #expect(
            summary(read.diagnostics) == [
                "setting-missing firm.yaml:0:0", "setting-missing timekeepers.csv:0:0",
                "setting-missing clients.csv:0:0", "setting-missing matters.csv:0:0",
                "setting-missing rates.csv:0:0",
            ])
    }

    @Test func brokenFirmFileStillLetsTheRegistersReport() throws {
        let (records, found) = try read([
            "firm.yaml": "name: \"x\n", "timekeepers.csv": "id,name\nJRO,\n",
        ])
        #expect(records == nil)
        #expect(found.contains("yaml-unreadable firm.yaml:2:1"))
        #expect(found.contains("cell-blank timekeepers.csv:2:5"))
    }

    @Test func aFolderInPlaceOfAFileIsAnEnvironmentError() throws {
        let folder = try TestFolder(smallFirm)
        try FileManager.default.removeItem(atPath: folder.path + "/clients.csv")
        try folder.write([], to: "clients.csv/x")
        #expect(throws: EnvironmentError.self) { try FirmFolder.read(at: folder.path) }
    }

    @Test func arrangementsAreReadInTheirMattersCurrency() throws {
        let (records, found) = try read([
            "clients.csv": "id,name,currency\nC1,Tokyo KK,JPY\n",
            "matters.csv": "id,client,name,arrangement\nM1,C1,Work,closing\nM2,C1,More,closng\n",
            "arrangements/closing.yaml": "name: Closing\nbasis: {flat: {amount: 18500}}\n",
            "arrangements/.hidden.yaml": "x",
            "arrangements/notes.txt": "x",
        ])
        #expect(found == ["arrangement-unknown matters.csv:3:12"])
        guard
            case .flat(let fee) = records?.registers.arrangements["closing"]?.agreements.first?
                .basis
        else {
            Issue.record("no flat fee")
            return
        }
        #expect(fee.parts.first?.minorUnits == 18_500)
    }

    @Test func anArrangementOfTwoKindsOfCurrencyIsRefused() throws {
        let (_, found) = try read([
            "clients.csv": "id,name,currency\nC1,Tokyo KK,JPY\nC2,Acme,USD\n",
            "matters.csv": "id,client,name,arrangement\nM1,C1,Work,a\nM2,C2,More,a\n",
            "arrangements/a.yaml": "name: A\nbasis: {flat: {amount: 18500}}\n",
        ])
        #expect(found == ["arrangement-meaningless arrangements/a.yaml:0:0"])
    }
}
