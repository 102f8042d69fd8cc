import Billing
import Foundation
import Loading
import Testing

/// Lists of other programs brought into the registers of the small firm.
@Suite struct ImportTests {
    /// What came of an import, and the register as it would be.
    private struct Imported {
        var result: ImportResult
        var text: String?
        var found: [String]

        /// The lines that the register has beyond those of `before`.
        func added(to before: String) -> [String] {
            guard let text, text.hasPrefix(before) else { return ["not an addition"] }
            return text.dropFirst(before.count).split(separator: "\n").map(String.init)
        }

        var counts: [Int] {
            [result.rows, result.added, result.known, result.changed, result.refused]
        }
    }

    private func importing(
        _ register: ImportedRegister, _ list: [UInt8], _ options: ImportOptions = ImportOptions(),
        firm files: [String: String] = [:]
    ) throws -> Imported {
        let folder = try TestFolder(smallFirm.merging(files) { $1 })
        try folder.write(list, to: "list.csv")
        let result = try register.importing(
            folder.path + "/list.csv", shownAs: "list.csv", into: folder.path, options)
        #expect(
            result.rows == result.added + result.known + result.changed + result.refused,
            "every row is accounted for")
        return Imported(
            result: result, text: result.bytes.map { String(decoding: $0, as: UTF8.self) },
            found: summary(result.diagnostics))
    }

    private func importing(
        _ register: ImportedRegister, _ list: String, _ options: ImportOptions = ImportOptions(),
        firm files: [String: String] = [:]
    ) throws -> Imported {
        try importing(register, Array(list.utf8), options, firm: files)
    }

    private static let clients = """
        id,name,address1,address2,address3,attorney,currency,terms_days,aliases
        C0001,Acme Holdings,,,,,,,Acme; ACME Inc.
        C0002,Beta LLC,,,,,EUR,,

        """

    // MARK: Round trip

    @Test(arguments: ImportedRegister.allCases)
    func importingTheRegisterItselfChangesNothing(_ register: ImportedRegister) throws {
        let text = try #require(smallFirm[register.file])
        for options in [ImportOptions(), ImportOptions(updates: true)] {
            let imported = try importing(register, text, options)
            #expect(imported.found == [])
            let rows = imported.result.rows
            #expect(imported.counts == [rows, 0, rows, 0, 0] && rows > 0)
            #expect(imported.result.bytes == nil)
        }
    }

    @Test func soDoesOneWithEverythingInIt() throws {
        let register = """
            sep=;
            ID;Name;Notes;address1;address2;address3;attorney;statements;currency;increment;rounding;minimum;terms_days;reference;aliases
            C0001;"Acme ""Holdings""; Inc.";mine;FILL IN;;Anytown, NY 10001;Jane Roe;Per-Matter;eur;EXACT;up;6;30;PO 7;a;b

            """.replacingOccurrences(of: "a;b\n", with: "\"a;b\"\n")
        let files = ["clients.csv": register, "matters.csv": "id,client,name,arrangement\n"]
        let imported = try importing(.clients, register, ImportOptions(updates: true), firm: files)
        #expect(imported.found == ["note column-unknown list.csv:2:0"])
        #expect(imported.counts == [1, 0, 1, 0, 0])
    }

    // MARK: Clients

    @Test func aListOfPracticeManagementIsMapped() throws {
        let list = """
            Id,Type,First Name,Last Name,Company,Primary Phone,Business Street,Business City,Business State,Business Postal Code,Business Country
            501,Company,,,"Gamma, Inc.",555,"1 Main St\nSuite 5",Anytown,NY,10001,
            502,Person,Ada,Byron,,556,2 Elm St,Otherton,,20002,United States
            503,Company,,,Delta GmbH,557,Hauptstr. 1,Berlin,,10115,Germany

            """
        let imported = try importing(
            .clients, list, firm: ["clients.csv": ImportTests.clients])
        #expect(imported.found == ["note column-unknown list.csv:1:0"])
        #expect(
            imported.result.diagnostics.first?.fact
                == "not taken from the file: \"Type\", \"Primary Phone\"")
        #expect(imported.counts == [3, 3, 0, 0, 0])
        #expect(
            imported.added(to: ImportTests.clients) == [
                "501,\"Gamma, Inc.\",1 Main St,Suite 5,\"Anytown, NY 10001\",,,,",
                "502,Ada Byron,2 Elm St,Otherton 20002,United States,,,,",
                "503,Delta GmbH,Hauptstr. 1,10115 Berlin,Germany,,,,",
            ])
    }

    @Test func aListOfAccountingIsMappedAndGivenIds() throws {
        let list = """
            Customer full name;Bill to 1;Bill to 2;Email;Terms;Currency
            Gamma;1 Main St;Anytown, NY 10001;g@example.com;Net 30;usd
            acme  HOLDINGS;;;;;
            ACME Inc.;;;;;
            Delta;;;;Due on receipt;

            """
        let imported = try importing(
            .clients, list, firm: ["clients.csv": ImportTests.clients])
        #expect(imported.counts == [4, 2, 2, 0, 0])
        #expect(
            imported.added(to: ImportTests.clients) == [
                "C0003,Gamma,1 Main St,\"Anytown, NY 10001\",,,USD,30,",
                "C0004,Delta,,,,,,0,",
            ])
    }

    @Test func theLinesOfALongAddressAreAllKept() throws {
        let register = "id,name,address1,address2,address3,address4,address5\n"
        let list = "Name,Street,City,State,Zip,Country\nGamma,\"a\nb\nc\nd\",E,NY,1,USA\n"
        let files = ["clients.csv": register, "matters.csv": "id,client,name,arrangement\n"]
        let imported = try importing(.clients, list, firm: files)
        #expect(imported.added(to: register) == ["C0001,Gamma,a,b,c,d,\"E, NY 1, USA\""])
    }

    @Test func whatTheRegisterHasNoColumnForIsNamed() throws {
        let imported = try importing(.clients, "Client,Street\nGamma,1 Main St\n")
        #expect(imported.found == ["warning column-missing clients.csv:1:0"])
        #expect(imported.result.diagnostics.first?.fact.contains("\"address1\"") == true)
        #expect(imported.counts == [1, 1, 0, 0, 0])
    }

    @Test func anAttorneyIsFoundByName() throws {
        let list = "Client,Responsible Attorney\nGamma,jane roe\nDelta,Jane Row\n"
        let imported = try importing(
            .clients, list, firm: ["clients.csv": ImportTests.clients])
        #expect(imported.found == ["timekeeper-unknown list.csv:3:7"])
        #expect(imported.counts == [2, 1, 0, 0, 1])
        #expect(imported.result.bytes == nil, "all or nothing")
        let good = try importing(
            .clients, "Client,Responsible Attorney\nGamma,jane roe\n",
            firm: ["clients.csv": ImportTests.clients])
        #expect(good.added(to: ImportTests.clients) == ["C0003,Gamma,,,,JRO,,,"])
    }

    // MARK: Known, changed, refused

    @Test func whatDiffersIsShownFieldByFieldAndLeftAlone() throws {
        let list = "id,name,currency,aliases\nC0001,Acme Holding,usd,acme\nC0002,Beta LLC,,\n"
        let imported = try importing(.clients, list)
        #expect(imported.found == ["warning register-differs list.csv:2:0"])
        let fact = try #require(imported.result.diagnostics.first?.fact)
        #expect(fact.contains("client C0001 in clients.csv, line 2"))
        #expect(fact.contains("name \"Acme Holdings\" → \"Acme Holding\""))
        #expect(fact.contains("currency blank → \"USD\""))
        #expect(!fact.contains("aliases"), "what is known already is no change")
        #expect(imported.counts == [2, 0, 1, 1, 0])
        #expect(imported.result.bytes == nil)
    }

    @Test func anUpdateChangesThatRowAlone() throws {
        let register =
            "id,name,Notes,aliases\r\n"
            + "\"C0001\",Acme Holdings,\"keep,\r\nme\",Acme\r\n"
            + "C0002 ,\"Beta LLC\",  spaced  ,\r\n"
        let list = "id,name,aliases\nC0001,\"Acme, Holdings\",\"acme; AH\"\n"
        let imported = try importing(
            .clients, list, ImportOptions(updates: true), firm: ["clients.csv": register])
        #expect(imported.found == ["note register-differs list.csv:2:0"])
        #expect(imported.counts == [1, 0, 0, 1, 0])
        #expect(
            imported.text == "id,name,Notes,aliases\r\n"
                + "C0001,\"Acme, Holdings\",\"keep,\r\nme\",Acme; AH\r\n"
                + "C0002 ,\"Beta LLC\",  spaced  ,\r\n")
    }

    @Test func whatWasLeftToFillInIsFilledIn() throws {
        let register = "id,name,address1\nC0001,Acme Holdings,FILL IN\n"
        let files = ["clients.csv": register, "matters.csv": "id,client,name,arrangement\n"]
        // Another program's number means nothing here: the name does.
        let list = "Customer No,Customer,Address\n77,Acme Holdings,1 Main St\n"
        let imported = try importing(
            .clients, list, ImportOptions(updates: true, isByName: true), firm: files)
        #expect(imported.counts == [1, 0, 0, 1, 0])
        #expect(imported.text == "id,name,address1\nC0001,Acme Holdings,1 Main St\n")
    }

    @Test func theSameRowTwiceIsKnownAndAnotherIsAConflict() throws {
        let list = "Client No,Client,Terms\n9,Gamma,30\n9,Gamma,30\n9,Gamma,15\n"
        let imported = try importing(
            .clients, list, firm: ["clients.csv": ImportTests.clients])
        #expect(imported.counts == [3, 1, 1, 0, 1])
        #expect(imported.found == ["rows-conflict list.csv:4:0"])
        #expect(imported.result.diagnostics.first?.fact.contains("lines 2 and 4") == true)
    }

    @Test func aNameThatIsNearOneInTheRegisterIsWarnedOf() throws {
        let imported = try importing(
            .clients, "Client No,Client\n9,\"ACME Holdings, Ltd.\"\n10,Beta LLC\n")
        #expect(
            imported.found == [
                "warning name-near list.csv:2:0", "warning name-near list.csv:3:0",
            ])
        #expect(
            imported.result.diagnostics.first?.fact.contains("(C0001) in clients.csv, line 2")
                == true)
        #expect(imported.counts == [2, 2, 0, 0, 0])
    }

    @Test func aNameOfSeveralRowsIsNotGuessed() throws {
        let register = "id,name\nC0001,Acme\nC0002,Acme\n"
        let imported = try importing(
            .clients, "Client,Street\nACME,x\n", firm: ["clients.csv": register])
        #expect(imported.found == ["id-repeated list.csv:2:1"])
        #expect(imported.result.diagnostics.first?.remedy?.contains("C0001 or C0002") == true)
    }

    @Test(
        arguments: [
            ("", ["file-empty list.csv:0:0"], [0, 0, 0, 0, 0]),
            (
                "a,b\n1,2\n", ["column-missing list.csv:1:0", "note column-unknown list.csv:1:0"],
                [1, 0, 0, 0, 1]
            ),
            ("Name,name\nx,y\n", ["column-repeated list.csv:1:6"], [1, 0, 0, 0, 1]),
            ("id,name\n7\n", ["row-ragged list.csv:2:0"], [1, 0, 0, 0, 1]),
            ("id,name\n7,\n", ["cell-blank list.csv:2:0"], [1, 0, 0, 0, 1]),
            ("name,currency\nx,dollars\n", ["currency-unknown list.csv:2:3"], [1, 0, 0, 0, 1]),
        ] as [(String, [String], [Int])])
    func aListThatCannotBeTakenIsRefusedWhole(
        _ list: String, _ expected: [String], _ counts: [Int]
    ) throws {
        let imported = try importing(.clients, list)
        #expect(imported.found == expected)
        #expect(imported.counts == counts)
        #expect(imported.result.bytes == nil)
    }

    @Test func aRegisterThatCannotBeReadIsLeftAlone() throws {
        let imported = try importing(
            .clients, "name\nGamma\n", firm: ["clients.csv": "id,name\nC1,Acme, Inc.\n"])
        #expect(imported.found == ["row-ragged clients.csv:2:9"])
        #expect(imported.result.bytes == nil)
    }

    // MARK: The file that a person keeps

    @Test(
        arguments: [
            ("id;name\r\nC0001;A\r\n", "id;name\r\nC0001;A\r\n7;\"x;y\"\r\n"),
            ("id\tname\nC0001\tA", "id\tname\nC0001\tA\n7\tx;y\n"),
            ("\u{FEFF}id,name\rC0001,A\r", "\u{FEFF}id,name\rC0001,A\r7,x;y\r"),
            ("sep=;\nname;more;id\n\nA;;C0001\n", "sep=;\nname;more;id\n\nA;;C0001\n\"x;y\";;7\n"),
        ])
    func aRowIsAddedInTheWayOfTheFile(_ register: String, _ expected: String) throws {
        let files = ["clients.csv": register, "matters.csv": "id,client,name,arrangement\n"]
        let imported = try importing(.clients, "number,client\n7,x;y\n", firm: files)
        #expect(imported.text == expected)
    }

    private func withRegister(_ bytes: [UInt8], importing list: String) throws -> ImportResult {
        let folder = try TestFolder(smallFirm)
        try folder.write(bytes, to: "timekeepers.csv")
        try folder.write(Array(list.utf8), to: "list.csv")
        return try ImportedRegister.timekeepers.importing(
            folder.path + "/list.csv", shownAs: "list.csv", into: folder.path)
    }

    @Test(arguments: [true, false])
    func aUTF16RegisterStaysOne(_ isLittle: Bool) throws {
        func utf16(_ text: String) -> [UInt8] {
            text.utf16.flatMap { unit -> [UInt8] in
                let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
                return isLittle ? [low, high] : [high, low]
            }
        }
        let before = "\u{FEFF}id\tname\r\nJRO\tJané Roe\r\nBSM\tBob\r\n"
        let result = try withRegister(utf16(before), importing: "name\nZoë Åberg\n")
        #expect(result.diagnostics == [])
        #expect(result.bytes == utf16(before + "ZAB\tZoë Åberg\r\n"))
    }

    @Test func aWindows1252RegisterStaysOne() throws {
        let before = Array("id,name\nJRO,Jan".utf8) + [0xE9] + Array(" Roe\nBSM,Bob\n".utf8)
        let result = try withRegister(before, importing: "name\nZoë – €\n")
        #expect(
            result.bytes == before + Array("ZOE,Zo".utf8) + [0xEB, 0x20, 0x96, 0x20, 0x80, 0x0A])
        let refused = try withRegister(before, importing: "name\n漢字\n")
        #expect(summary(refused.diagnostics) == ["file-not-utf8 timekeepers.csv:0:0"])
        #expect(refused.bytes == nil)
    }

    @Test func aListMayBeWindows1252() throws {
        let list = Array("name\nGamma\nZo".utf8) + [0xEB, 0x0A]
        let imported = try importing(.clients, list)
        #expect(imported.found == ["warning encoding-assumed list.csv:3:0"])
        #expect(imported.text?.contains("C0004,Zoë,") == true)
        #expect(imported.result.addedRows == ["C0003 Gamma", "C0004 Zoë"])
    }

    // MARK: Matters

    @Test func mattersOfAPracticeManagementListAreMapped() throws {
        let register = "id,client,name,attorney,arrangement,budget,opened\n"
        let list = """
            Display Number,Client,Description,Responsible Attorney,Open Date,Budget,Status
            00077-Acme,Acme Holdings,Sale of the mill,Jane Roe,01/31/2026,"$12,000.00",Open
            00078-Acme,ACME Inc.,Lease,Bob Smith,02/03/2026,,Open
            ,Beta LLC,Audit,,,,Open

            """
        let imported = try importing(
            .matters, list, firm: ["matters.csv": register, "rates.csv": "effective,rate\n"])
        #expect(imported.found == ["note column-unknown list.csv:1:0"])
        #expect(
            imported.added(to: register) == [
                "00077-Acme,C0001,Sale of the mill,JRO,hourly,12000.00,2026-01-31",
                "00078-Acme,C0001,Lease,BSM,hourly,,2026-02-03",
                "C0002-01,C0002,Audit,,hourly,,",
            ])
    }

    @Test func aMatterIsKnownByNameWithinItsClient() throws {
        let list = "client_company_name,description\nAcme Holdings,GENERAL\nBeta LLC,General\n"
        let imported = try importing(.matters, list)
        #expect(imported.counts == [2, 0, 2, 0, 0])
        #expect(imported.found == [])
    }

    @Test func datesThatLeaveTheirOrderOpenAreAskedAboutOnce() throws {
        let register = "id,client,name,arrangement,opened\n"
        let list = "client,matter,opened\nBeta LLC,A,01/02/2026\nBeta LLC,B,03/04/2026\n"
        let files = ["matters.csv": register, "rates.csv": "effective,rate\n"]
        let imported = try importing(.matters, list, firm: files)
        #expect(imported.found == ["date-ambiguous list.csv:2:12"])
        #expect(imported.counts == [2, 0, 0, 0, 2])
        let firm = "name: Roe\ncurrency: USD\ndate-order: day-first\n"
        let answered = try importing(
            .matters, list, firm: files.merging(["firm.yaml": firm]) { $1 })
        #expect(
            answered.added(to: register) == [
                "C0002-01,C0002,A,hourly,2026-02-01", "C0002-02,C0002,B,hourly,2026-04-03",
            ])
    }

    @Test func aBillingMethodThatIsNoArrangementIsRefused() throws {
        let imported = try importing(
            .matters, "client,matter,billing method\nBeta LLC,A,Contingency\n")
        #expect(imported.found == ["arrangement-unknown list.csv:2:12"])
        let hourly = try importing(
            .matters, "client,matter,billing method\nBeta LLC,A,HOURLY\n")
        #expect(hourly.result.added == 1 && hourly.found == [])
    }

    // MARK: Timekeepers

    @Test func usersAreMappedWithTheirAddressesAsAliases() throws {
        let list = "First name,Last name,Email,Job Title\nAda,Byron,ada@example.com,Partner\n"
        let register = "id,name,class,title,aliases\nJRO,Jane Roe,,,jroe\nBSM,Bob Smith,,,\n"
        let imported = try importing(.timekeepers, list, firm: ["timekeepers.csv": register])
        #expect(imported.found == [])
        #expect(imported.added(to: register) == ["ABY,Ada Byron,,Partner,ada@example.com"])
        let again = try importing(
            .timekeepers, "User,Email\nJane Roe,jr@example.com\n", ImportOptions(updates: true),
            firm: ["timekeepers.csv": register])
        #expect(again.text?.contains("JRO,Jane Roe,,,jroe; jr@example.com\n") == true)
    }

    // MARK: Rates

    @Test func ratesAreMapped() throws {
        let register = "effective,client,timekeeper,rate,currency\n2026-01-01,,JRO,375.00,\n"
        let list = """
            Employee,Billing Rate ($),Effective Date
            Jane Roe,375,1/1/2026
            Bob Smith,"$1,050.00",1/31/2026

            """
        let imported = try importing(.rates, list, firm: ["rates.csv": register])
        #expect(imported.found == [])
        #expect(imported.counts == [2, 1, 1, 0, 0])
        #expect(imported.added(to: register) == ["2026-01-31,,BSM,1050.00,"])
    }

    @Test func ratesWithoutADateTakeTheOneGiven() throws {
        let register = "effective,timekeeper,rate,currency\n2026-01-01,JRO,375.00,\n"
        let list = "First name,Last name,Rate (EUR)\nBob,Smith,\"200,50\"\n"
        let without = try importing(.rates, list, firm: ["rates.csv": register])
        #expect(without.found == ["column-missing list.csv:1:0"])
        #expect(without.result.diagnostics.first?.remedy?.contains("--effective") == true)
        let imported = try importing(
            .rates, list, ImportOptions(effective: CivilDate(iso: "2026-07-01")),
            firm: ["rates.csv": register])
        #expect(imported.added(to: register) == ["2026-07-01,BSM,200.50,EUR"])
    }

    @Test func aPriceThatDiffersIsAChange() throws {
        let list = "timekeeper,effective,rate\njroe,2026-01-01,400\n"
        let imported = try importing(.rates, list, ImportOptions(updates: true))
        #expect(imported.counts == [1, 0, 0, 1, 0])
        #expect(imported.text == "effective,timekeeper,rate\n2026-01-01,JRO,400.00\n")
        #expect(
            imported.result.diagnostics.first?.fact.contains("rate \"375.00\" → \"400.00\"")
                == true)
    }

    @Test func aRateThatIsNotInTheClientsCurrencyIsRefused() throws {
        let list = "client,timekeeper,effective,rate ($)\nBeta LLC,JRO,2026-01-01,400\n"
        #expect(try importing(.rates, list).found == ["currency-differs list.csv:2:25"])
    }

    // MARK: Whatever stands in the cells

    /// Registers and lists of random cells: nothing that was there changes, what is added is read
    /// back as it was in the list, and a second import finds everything known.
    @Test func whatIsAddedIsFoundAgain() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededGenerator(state: seed)
        let pieces = [
            "a", "B", " ", "\"", ",", ";", "\t", "|", "\r\n", "\n", "\r", "é", "漢", "=", "'", "7",
            "sep=",
        ]
        func cell() -> String {
            let text = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            return text
        }
        for round in 0..<40 {
            let sign = [",", ";", "\t", "|"].randomElement(using: &random) ?? ","
            let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
            func line(_ cells: [String]) -> String {
                cells.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
                    .joined(separator: sign)
            }
            let old = (0..<3).map { ["C\($0)", "N\($0)" + cell(), cell(), cell()] }
            let register = ([["id", "name", "address1", "mine"]] + old).map(line)
                .joined(separator: end)
            let new = (0..<3).map { ["X\($0)", "M\($0)" + cell(), cell()] }
            let list = ([["id", "name", "address1"]] + new).map { line($0) + end }.joined()
            let files = [
                "clients.csv": register, "matters.csv": "id,client,name,arrangement\n",
                "rates.csv": "effective,rate\n",
            ]
            let comment: Comment = "seed \(seed), round \(round): \(register.debugDescription)"
            let same = try importing(.clients, register, ImportOptions(updates: true), firm: files)
            #expect(same.counts == [3, 0, 3, 0, 0] && same.text == nil, comment)
            let imported = try importing(.clients, list, firm: files)
            #expect(imported.counts == [3, 3, 0, 0, 0], comment)
            let text = try #require(imported.text, comment)
            #expect(text.utf8.starts(with: register.utf8), comment)
            let folder = try TestFolder(smallFirm.merging(files) { $1 })
            try folder.write(Array(text.utf8), to: "clients.csv")
            let registers = try FirmFolder.read(at: folder.path).records?.registers
            for row in old + new {
                let client = try #require(registers?.clients[ClientID(row[0])], comment)
                #expect(client.name == row[1].trimmingCharacters(in: .whitespacesAndNewlines))
            }
            let again = try importing(
                .clients, list, ImportOptions(updates: true), firm: ["clients.csv": text])
            #expect(again.counts == [3, 0, 3, 0, 0], comment)
            let changed = try importing(
                .clients, "id,name\nC1,Other\n", ImportOptions(updates: true),
                firm: files.merging(["clients.csv": text]) { $1 })
            let changedText = try #require(changed.text, comment)
            try folder.write(Array(changedText.utf8), to: "clients.csv")
            let after = try FirmFolder.read(at: folder.path).records?.registers.clients
            #expect(after?[ClientID("C1")]?.name == "Other", comment)
            for client in registers?.clients.values ?? [] where client.id.text != "C1" {
                #expect(after?[client.id]?.name == client.name, comment)
                #expect(after?[client.id]?.address == client.address, comment)
            }
        }
    }
}
