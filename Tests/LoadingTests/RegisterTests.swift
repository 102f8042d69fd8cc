import Billing
import Loading
import Testing

@Suite struct RegisterTests {
    /// What a changed register of the small firm makes the firm's folder report.
    private func found(_ name: String, _ text: String, firm: String? = nil) throws -> [String] {
        var files = smallFirm
        files[name] = text
        if let firm { files["firm.yaml"] = firm }
        // Rows that other registers would miss are not what these tests are about.
        if name != "rates.csv" { files["rates.csv"] = "effective,rate\n" }
        if name == "clients.csv" || name == "timekeepers.csv" {
            files["matters.csv"] = "id,client,name,arrangement\n"
        }
        let folder = try TestFolder(files)
        return summary(try FirmFolder.read(at: folder.path).diagnostics)
    }

    @Test(
        arguments: [
            ("", ["file-empty clients.csv:0:0"]),
            (
                "id,nam\n",
                [
                    "warning column-unknown clients.csv:1:4", "column-missing clients.csv:1:0",
                ]
            ),
            ("id,name,ID\nC1,A,C1\n", ["column-repeated clients.csv:1:9"]),
            (" Name ,ID\nAcme,C1\n", []),
            ("id,name\nC1,A\nc1,B\n", ["id-repeated clients.csv:3:1"]),
            ("id,name\nC1,\n,B\n", ["cell-blank clients.csv:2:4", "cell-blank clients.csv:3:1"]),
            ("id,name\nC1\n", ["row-ragged clients.csv:2:0"]),
            ("id,name,attorney\nC1,A,JOR\n", ["timekeeper-unknown clients.csv:2:6"]),
            ("id,name,statements\nC1,A,per-mater\n", ["word-unknown clients.csv:2:6"]),
            ("id,name,currency\nC1,A,dollars\n", ["currency-unknown clients.csv:2:6"]),
            ("id,name,tax\nC1,A,vat\n", ["tax-unknown clients.csv:2:6"]),
            (
                "id,name,increment,rounding,minimum\nC1,A,7,sideways,soon\n",
                [
                    "word-unknown clients.csv:2:6", "word-unknown clients.csv:2:8",
                    "number-unreadable clients.csv:2:17",
                ]
            ),
            (
                "id,name,grace,rounded_per\nC1,A,30,week\n",
                ["number-unreadable clients.csv:2:6", "word-unknown clients.csv:2:9"]
            ),
            (
                "id,name,increment,grace\nC1,A,6,6\nC2,B,6,5\n",
                ["number-unreadable clients.csv:2:8"]
            ),
            ("id,name,terms_days\nC1,A,400\n", ["number-unreadable clients.csv:2:6"]),
            ("id,name,address1\nC1,A,FILL IN\n", ["warning left-to-fill-in clients.csv:2:6"]),
            ("id,name,increment,rounding,minimum,statements\nC1,A,Exact,UP,6,Consolidated\n", []),
        ] as [(String, [String])])
    func clients(_ text: String, _ expected: [String]) throws {
        #expect(try found("clients.csv", text) == expected)
    }

    @Test(
        arguments: [
            ("M1,Acme Holdngs,Lease,hourly,,,", ["client-unknown matters.csv:2:4"]),
            ("M1,acme,Lease,Hourly,,,", []),
            ("M1,,Lease,hourly,,,", ["cell-blank matters.csv:2:4"]),
            ("M1,C0001,Lease,hourley,,,", ["arrangement-unknown matters.csv:2:16"]),
            ("M1,C0001,Lease,,,,", []),
            ("M1,C0001,Lease,hourly,12.345,,", ["amount-unreadable matters.csv:2:23"]),
            ("M1,C0001,Lease,hourly,-5,,", ["amount-negative matters.csv:2:23"]),
            (
                "M1,C0001,Lease,hourly,,1/2/2026,2026-13-01",
                [
                    "date-unreadable matters.csv:2:24", "date-unreadable matters.csv:2:33",
                ]
            ),
        ] as [(String, [String])])
    func matters(_ row: String, _ expected: [String]) throws {
        let header = "id,client,name,arrangement,budget,opened,closed\n"
        #expect(try found("matters.csv", header + row + "\n") == expected)
    }

    @Test(
        arguments: [
            ("2026-01-01,,,JRO,,375.00,", []),
            ("2026-01-01,,,Jane Roe,partner,\"$1,050\",USD", []),
            (",,,JRO,,375,", ["cell-blank rates.csv:2:1"]),
            ("2026-01-01,,,JRO,,,", ["cell-blank rates.csv:2:19"]),
            ("2026-01-01,,,JRO,,FILL IN,", ["warning left-to-fill-in rates.csv:2:19"]),
            (
                "soon,,,JRO,,x,",
                ["date-unreadable rates.csv:2:1", "amount-unreadable rates.csv:2:13"]
            ),
            ("2026-01-01,Gamma,,,,375,", ["client-unknown rates.csv:2:12"]),
            ("2026-01-01,,M9,,,375,", ["matter-unknown rates.csv:2:13"]),
            ("2026-01-01,,General,,,375,", ["matter-ambiguous rates.csv:2:13"]),
            ("2026-01-01,C0002,C0001-01,,,375,", ["matter-of-other-client rates.csv:2:18"]),
            ("2026-01-01,,,XYZ,,375,", ["timekeeper-unknown rates.csv:2:14"]),
            ("2026-01-01,,,JRO,,375,Euro", ["currency-unknown rates.csv:2:23"]),
        ] as [(String, [String])])
    func rates(_ row: String, _ expected: [String]) throws {
        let header = "effective,client,matter,timekeeper,class,rate,currency\n"
        #expect(try found("rates.csv", header + row + "\n") == expected)
    }

    @Test func aRateTakesTheCurrencyOfWhomItIsFor() throws {
        var files = smallFirm
        files["rates.csv"] = """
            effective,client,matter,timekeeper,rate,currency
            2026-01-01,,,JRO,300,
            2026-01-01,C0002,,JRO,200,
            2026-01-01,,C0002-01,JRO,250,
            2026-01-01,,,JRO,150,GBP
            """
        let folder = try TestFolder(files)
        let rates = try FirmFolder.read(at: folder.path).records?.registers.rates
        #expect(rates?.map(\.perHour.currency.code) == ["USD", "EUR", "EUR", "GBP"])
    }

    @Test func timekeepersAndCodes() throws {
        let timekeepers = "id,name,class,title,aliases\nJRO,Jane Roe,partner,Partner,JR;jr2\n"
        #expect(try found("timekeepers.csv", timekeepers).isEmpty)
        #expect(
            try found("timekeepers.csv", timekeepers + "jro,Other,,,\n")
                == ["id-repeated timekeepers.csv:3:1"])
        #expect(try found("codes.csv", "code,name\nL110,Fact gathering\n").isEmpty)
        #expect(
            try found("codes.csv", "code,name\nL110,A\nL110,B\nL120,\n")
                == ["id-repeated codes.csv:3:1", "cell-blank codes.csv:4:6"])
    }

    @Test func aKnownTaxIsTakenInAnyCase() throws {
        let firm = "name: A\ntaxes: [{code: vat, name: VAT, percent: 20}]\n"
        #expect(try found("clients.csv", "id,name,tax\nC1,A,VAT\n", firm: firm).isEmpty)
    }
}
