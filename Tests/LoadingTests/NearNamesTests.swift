import Billing
import Loading
import Testing

/// Rows of the registers that may be one and the same.
@Suite struct NearNamesTests {
    private func found(_ files: [String: String]) throws -> [Diagnostic] {
        var firm = smallFirm
        for (name, text) in files { firm[name] = text }
        if files["clients.csv"] != nil, files["matters.csv"] == nil {
            firm["matters.csv"] = "id,client,name,arrangement\n"
        }
        let folder = try TestFolder(firm)
        return try FirmFolder.read(at: folder.path).diagnostics
    }

    private func clients(_ names: [String]) throws -> [Diagnostic] {
        let rows = names.enumerated().map { "C\($0 + 1),\"\($1)\"\n" }.joined()
        return try found(["clients.csv": "id,name\n" + rows])
    }

    @Test(
        arguments: [
            ["Acme Holdings", "Acme Holding"],
            ["Acme Holdings Ltd", "ACME Holdings, Ltd."],
            ["Acme Holdings Limited", "Acme Holdings Ltd"],
            ["Acme Holdings", "Acme Holdings, Inc."],
            ["The Acme Holdings Company", "Acme Holdings Co."],
            ["Smith & Jones", "Smith and Jones"],
            ["Whitcombe", "Whitcomeb"],
            ["M\u{FC}ller Maschinenbau", "M\u{FC}lller Maschinenbau"],
            ["Ever Green Foods", "Ever Grean Foods"],
            ["Lee", "LEE"],
        ])
    func oneNameWrittenTwiceIsPointedOut(_ names: [String]) throws {
        let found = try clients(names)
        #expect(summary(found) == ["warning name-near clients.csv:3:0"])
        let fact = found.first?.fact ?? ""
        for text in ["\"\(names[1])\" (C2)", "\"\(names[0])\" (C1)", "line 2"] {
            #expect(fact.contains(text), "\(fact)")
        }
    }

    @Test(
        arguments: [
            ["Lease 1", "Lease 2"], ["Smith 2024", "Smith 2025"], ["Tower 12", "Tower 21"],
            ["Acme Fund II LP", "Acme Fund III LP"], ["Acme Fund VII", "Acme Fund VIII"],
            ["Series A Holders", "Series B Holders"], ["John A. Smith", "John B. Smith"],
            ["Lee", "Leo"], ["Bell", "Ball"], ["Acme Inc.", "Acme LLC"],
            ["Acme Holdings", "Acme Shipping"], ["12 Elm Street", "13 Elm Street"],
            ["Unit 4b Lease", "Unit 4c Lease"], ["\u{5C71}\u{7530}", "\u{5C71}\u{672C}"],
        ])
    func whatAPersonTellsApartIsLeftAlone(_ names: [String]) throws {
        #expect(try clients(names) == [])
    }

    @Test func timekeepersAreLookedThroughToo() throws {
        let found = try found([
            "timekeepers.csv": "id,name\nJRO,Jane Roe\nBSM,Robert Smith\nBS2,Robert Smyth\n"
        ])
        #expect(summary(found) == ["warning name-near timekeepers.csv:4:0"])
    }

    @Test func mattersAreOnlyComparedWithinTheirClient() throws {
        let found = try found([
            "matters.csv": """
            id,client,name,arrangement
            M1,C0001,General advice,hourly
            M2,C0002,General advice,hourly
            M3,C0002,General advise,hourly
            M4,C0001,General Advice,hourly
            """
        ])
        #expect(
            summary(found) == [
                "warning name-near matters.csv:4:0", "warning name-near matters.csv:5:0",
            ])
        #expect(found.first?.fact.contains("is nearly") == true)
        #expect(found.last?.fact.contains("has the name of \"General advice\" (M1)") == true)
    }

    @Test func ofManyTheFirstTwentyAreListed() throws {
        let names = (0..<50).map { _ in "Acme Holdings" }
        let found = try clients(names)
        #expect(found.count == 21)
        #expect(found.last?.fact.contains("29 more") == true)
    }

    /// Series as a large firm has them: no comparison of each with each, and no noise.
    @Test func thousandsOfRowsInSeriesAreQuiet() throws {
        let rows = (0..<3_000).map { "C\($0),Estate of tenant \($0)\n" }.joined()
        let all = "id,name\n" + rows + "CX,Whitcombe & Daughters\nCY,Whitcombe & Daughter\n"
        let found = try found(["clients.csv": all])
        #expect(summary(found) == ["warning name-near clients.csv:3003:0"])
    }

    // MARK: Aliases

    @Test(
        arguments: [
            ("C1,Acme,Beta\nC2,Beta,\n", 2, "also the name of C2 in line 3", "means C2"),
            ("C1,Acme,c2\nC2,Beta,\n", 2, "also the id of C2 in line 3", "means C2"),
            ("C1,Acme,AC\nC2,Beta,be;ac\n", 3, "also the alias of C1 in line 2", "is refused"),
            ("C1,Acme,\nC2,C1,\n", 3, "the name \"C1\" of client C2 is also the id of C1", "C1"),
        ])
    func anAliasThatMeansAnotherIsPointedOut(
        _ rows: String, _ line: Int, _ says: String, _ advises: String
    ) throws {
        let found = try found(["clients.csv": "id,name,aliases\n" + rows])
        #expect(summary(found) == ["warning alias-taken clients.csv:\(line):0"])
        #expect(found.first?.fact.contains(says) == true, "\(found)")
        #expect(found.first?.remedy?.contains(advises) == true, "\(found)")
    }

    @Test func anAliasMayRepeatItsOwnRow() throws {
        #expect(try found(["clients.csv": "id,name,aliases\nC1,Acme,acme;C1;ACME\n"]) == [])
    }

    /// Two clients may call their matters alike; a name that goes before an alias is another thing.
    @Test func aliasesOfMattersAreTheirClients() throws {
        let header = "id,client,name,arrangement,aliases\n"
        let quiet = "M1,C0001,Lease,hourly,old\nM2,C0002,Merger,hourly,old\n"
        #expect(try found(["matters.csv": header + quiet]) == [])
        let taken = "M1,C0001,Lease,hourly,merger\nM2,C0002,Merger,hourly,\n"
        #expect(
            summary(try found(["matters.csv": header + taken]))
                == ["warning alias-taken matters.csv:2:0"])
    }
}
