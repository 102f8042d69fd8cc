import Billing
import Loading
import Testing

/// Registers as spreadsheets save them, and what one fault makes the others report.
@Suite struct RegisterTextTests {
    private func read(
        _ changes: [String: [UInt8]]
    ) throws -> (registers: Registers, found: [String]) {
        let folder = try TestFolder(smallFirm)
        for (name, bytes) in changes { try folder.write(bytes, to: name) }
        let read = try FirmFolder.read(at: folder.path)
        return (try #require(read.records).registers, summary(read.diagnostics))
    }

    private func found(_ changes: [String: String]) throws -> [String] {
        try read(changes.mapValues { Array($0.utf8) }).found
    }

    // MARK: Text

    private static let rows = [
        ["id", "name", "aliases"], ["JRO", "Roe, Jane", "jroe"], ["BSM", "Bob; Smith", ""],
        ["ZAX", "Zoë Å", ""],
    ]

    private static func text(_ sign: String, _ end: String, before: String = "") -> String {
        before
            + rows.map { row in
                row.map { $0.contains(sign) ? "\"\($0)\"" : $0 }.joined(separator: sign) + end
            }.joined()
    }

    @Test(
        arguments: [
            text(",", "\n"), text(";", "\r\n"), text("\t", "\n"), text("|", "\r"),
            text(",", "\r"), text(";", "\n", before: "sep=;\n"),
            text(",", "\r\n", before: "\u{FEFF}"), text(",", "\n", before: "\n\n"),
        ])
    func aRegisterMayBeSavedInAnyOfTheseWays(_ text: String) throws {
        let (registers, found) = try read(["timekeepers.csv": Array(text.utf8)])
        #expect(found == [])
        #expect(
            registers.timekeepers.values.map { [$0.id.text, $0.name] } == [
                ["JRO", "Roe, Jane"], ["BSM", "Bob; Smith"], ["ZAX", "Zoë Å"],
            ])
    }

    @Test(arguments: [true, false])
    func aRegisterMayBeUTF16(_ isLittle: Bool) throws {
        let bytes = RegisterTextTests.text("\t", "\r\n", before: "\u{FEFF}").utf16.flatMap {
            let (high, low) = (UInt8($0 >> 8), UInt8($0 & 0xFF))
            return isLittle ? [low, high] : [high, low]
        }
        let (registers, found) = try read(["timekeepers.csv": bytes])
        #expect(found == [])
        #expect(registers.timekeepers[TimekeeperID("ZAX")]?.name == "Zoë Å")
    }

    @Test func windows1252IsAssumedWithAWarning() throws {
        let bytes = Array("id;name\r\nJRO;Jane Roe\r\nBSM;Bob\r\nZAX;Zo".utf8) + [0xEB, 0x0D, 0x0A]
        let (registers, found) = try read(["timekeepers.csv": bytes])
        #expect(found == ["warning encoding-assumed timekeepers.csv:4:0"])
        #expect(registers.timekeepers[TimekeeperID("ZAX")]?.name == "Zoë")
    }

    @Test(
        arguments: [
            // A row with a cell too many, one with one too few.
            (
                "id,name\nJRO,Jane Roe\nBSM,Smith, Bob\nA,\n",
                ["row-ragged timekeepers.csv:3:11", "cell-blank timekeepers.csv:4:3"]
            ),
            ("id,name\nJRO,Jane Roe\nBSM\n", ["row-ragged timekeepers.csv:3:0"]),
            ("id,name\nJRO,Jane\u{0} Roe\nBSM,Bob\n", ["file-not-utf8 timekeepers.csv:2:9"]),
            ("id,name\nJRO,\"Jane\" Roe\nBSM,Bob\n", ["quote-unpaired timekeepers.csv:2:5"]),
            ("id,name\nJRO,\"Jane Roe\nBSM,Bob\n", ["quote-unpaired timekeepers.csv:2:5"]),
            ("id,name,NAME\nJRO,Jane,Jane\n", ["column-repeated timekeepers.csv:1:9"]),
            (
                "id,name\nJRO,Jane Roe\nid,name\nBSM,Bob\n",
                ["warning header-repeated timekeepers.csv:3:0"]
            ),
            ("id\nJRO\n", ["column-missing timekeepers.csv:1:0"]),
            ("", ["file-empty timekeepers.csv:0:0"]),
        ] as [(String, [String])])
    func aFaultIsReportedOnceWithItsLine(_ text: String, _ expected: [String]) throws {
        // Both are named by the other registers, which must not complain.
        let others = [
            "clients.csv": "id,name,attorney\nC0001,Acme,JRO\nC0002,Beta,BSM\n",
            "rates.csv": "effective,timekeeper,rate\n2026-01-01,JRO,5\n2026-01-01,BSM,5\n",
        ]
        #expect(try found(others.merging(["timekeepers.csv": text]) { $1 }) == expected)
    }

    // MARK: One cause, one report

    @Test func aRegisterThatIsNotThereIsMissedOnce() throws {
        let folder = try TestFolder(smallFirm.filter { $0.key != "clients.csv" })
        #expect(
            summary(try FirmFolder.read(at: folder.path).diagnostics)
                == ["setting-missing clients.csv:0:0"])
    }

    @Test func whatARefusedRowNamesIsNotCalledUnknown() throws {
        let changes = [
            "clients.csv": "id,name\nC0001,Acme, Inc.\nC0002,Beta LLC\n",
            "rates.csv": "effective,client,matter,rate\n2026-01-01,C0001,,5\n2026-01-01,,00012,5\n",
        ]
        #expect(try found(changes) == ["row-ragged clients.csv:2:12"])
    }

    @Test func aRealSlipIsReportedBesides() throws {
        let changes = [
            "clients.csv": "id,name\nC0001,Acme, Inc.\nC0002,Beta LLC\n",
            "rates.csv": "effective,client,matter,rate\n2026-01-01,C0003,,5\n",
        ]
        #expect(
            try found(changes) == [
                "row-ragged clients.csv:2:12", "client-unknown rates.csv:2:12",
            ])
    }

    @Test func aMatterOfNoClientIsNotMissedInTheRates() throws {
        let changes = [
            "matters.csv": "id,client,name,arrangement\nM1,Nobody,Lease,hourly\n",
            "rates.csv": "effective,matter,rate\n2026-01-01,M1,5\n2026-01-01,Lease,5\n",
        ]
        #expect(try found(changes) == ["client-unknown matters.csv:2:4"])
    }

    // MARK: Dates that a spreadsheet rewrote

    @Test func oneDateOfAColumnDecidesForAll() throws {
        let (registers, found) = try read([
            "rates.csv": Array(
                "effective,until,rate\n1/2/2026,,5\n1/31/2026,04/04/2026,6\n".utf8)
        ])
        #expect(found == [])
        #expect(registers.rates.map(\.effective.description) == ["2026-01-02", "2026-01-31"])
        #expect(registers.rates.last?.until?.description == "2026-04-04")
    }

    @Test func anotherColumnDecidesNothing() throws {
        let text = "effective,until,rate\n1/2/2026,31/12/2026,5\n"
        #expect(try found(["rates.csv": text]) == ["date-unreadable rates.csv:2:1"])
    }

    @Test func datesThatOnlyAnUnreadableFirmFileExplainsAreNoFault() throws {
        let folder = try TestFolder(smallFirm)
        try folder.write(Array("name: \"x\n".utf8), to: "firm.yaml")
        try folder.write(Array("effective,rate\n1/2/2026,5\n".utf8), to: "rates.csv")
        #expect(
            summary(try FirmFolder.read(at: folder.path).diagnostics)
                == ["yaml-unreadable firm.yaml:2:1"])
    }
}
