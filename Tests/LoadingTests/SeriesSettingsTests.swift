import Billing
import Testing

@testable import Loading

@Suite struct SeriesSettingsTests {
    private func read(_ text: String) -> (firm: Firm?, found: [Diagnostic]) {
        let read = FirmFile.read(Array(("name: Roe\n" + text).utf8))
        return (read.firm, read.diagnostics)
    }

    @Test func seriesApprovalAndBatchAreRead() {
        let (firm, found) = read(
            """
            office: NY
            require-approval: yes
            invoices: {series: [year, office], prefix: "{year}-{office}-", width: 4,
                       batch: one-by-one}
            proformas: {series: client, prefix: "PF {client}-"}
            """)
        #expect(found == [])
        #expect(firm?.office == "NY" && firm?.requiresApproval == true)
        #expect(firm?.invoices.numbers.by == [.year, .office])
        #expect(firm?.invoices.batch == .oneByOne)
        #expect(firm?.proformas.by == [.client])
        #expect(read("invoices: {series: firm}\n").found == [])
    }

    @Test(arguments: [
        // Two years would both begin with 0001.
        ("invoices: {series: year}\n", "numbers-repeat", "each year has numbers of its own"),
        (
            "invoices: {series: [year, client], prefix: \"{year}-\"}\n", "numbers-repeat",
            "each client"
        ),
        // Client C1 with 11 and client C11 with 1.
        ("proformas: {series: client, prefix: \"{client}\"}\n", "numbers-repeat", "nothing parts"),
        ("invoices: {prefix: \"{month}-\"}\n", "setting-unreadable", "{month}"),
        ("invoices: {series: yaer, prefix: \"{year}\"}\n", "setting-unreadable", "\"yaer\""),
        ("invoices: {series: office, prefix: \"{office}-\"}\n", "setting-missing", "\"office\""),
        ("invoices: {batch: all}\n", "setting-unreadable", "\"all\""),
        ("require-approval: sometimes\n", "setting-unreadable", "\"sometimes\""),
    ])
    func whatCannotCountIsRefused(_ text: String, _ code: String, _ fact: String) {
        let found = read(text).found
        #expect(found.map(\.code.rawValue) == [code])
        #expect(found.first?.fact.contains(fact) == true, "\(found)")
        #expect(found.first?.remedy?.isEmpty == false)
        #expect(found.first?.place?.file == "firm.yaml")
    }

    /// Office A-B of client C and office A of client B-C: A-B-C-0001 twice.
    @Test func namesThatRunTogetherAreRefused() throws {
        let folder = try TestFolder([
            "firm.yaml": """
            name: Roe
            office: HQ
            invoices: {series: [office, client], prefix: "{office}-{client}-"}
            """,
            "clients.csv": "id,name,office\nC,Acme,A-B\nB-C,Beta,A\n",
            "matters.csv": "id,client,name,arrangement\nM1,C,Lease,hourly\nM2,B-C,Audit,hourly\n",
            "timekeepers.csv": "id,name\nJRO,Jane Roe\n",
            "rates.csv": "effective,rate\n2026-01-01,100.00\n",
        ])
        let found = try FirmFolder.read(at: folder.path).diagnostics
        #expect(summary(found) == ["numbers-repeat matters.csv:3:0"])
        #expect(found.first?.fact.contains("A-B, C") == true)
    }

    /// NY and ny would be two series, and people find documents by either.
    @Test func anOfficeIsWrittenInOneWay() throws {
        let folder = try TestFolder([
            "firm.yaml":
                "name: Roe\noffice: NY\nproformas: {series: office, prefix: \"{office}-\"}\n",
            "clients.csv": "id,name\nC1,Acme\n",
            "matters.csv":
                "id,client,name,arrangement,office\nM1,C1,Lease,hourly,\nM2,C1,Audit,hourly,ny\n",
            "timekeepers.csv": "id,name\nJRO,Jane Roe\n",
            "rates.csv": "effective,rate\n2026-01-01,100.00\n",
        ])
        let found = try FirmFolder.read(at: folder.path).diagnostics
        #expect(summary(found) == ["numbers-repeat matters.csv:3:0"])
    }
}
