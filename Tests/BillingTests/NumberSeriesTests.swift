import Billing
import Testing

@Suite struct NumberSeriesTests {
    private let document = Numbered(year: 2026, office: "NY", client: ClientID("C0012"))

    @Test func wordsInBracesAreFilledIn() {
        let series = NumberSeries(
            prefix: "{year}-{office}/{client}-", width: 4, by: [.year, .office])
        #expect(series.text(7, of: document) == "2026-NY/C0012-0007")
    }

    @Test func aNameWithBracesIsNotFilledInAgain() {
        let odd = Numbered(year: 2026, office: "{year}", client: ClientID("C1"))
        #expect(NumberSeries(prefix: "{office}-").text(1, of: odd) == "{year}-1")
    }

    @Test func eachSeriesHasANameOfItsOwn() {
        func name(_ by: [NumberSeries.Part], _ document: Numbered) -> String {
            NumberSeries(by: by).name("invoice", of: document)
        }
        #expect(name([], document) == "invoice")
        #expect(name([.office, .year], document) == name([.year, .office], document))
        #expect(name([.year], document) != name([.client], document))
        // An office cannot be called so that its series is another one's.
        let tricky = Numbered(year: 2026, office: "A/client=B", client: ClientID("C"))
        let plain = Numbered(year: 2026, office: "A", client: ClientID("B/client=C"))
        #expect(name([.office, .client], tricky) != name([.office, .client], plain))
    }

    @Test(arguments: [
        ("", true), ("PF-", true), ("{year}", true), ("{client}-", true), ("{client}-0", true),
        ("{client}", false), ("{office}{year}", false), ("{office}0", false),
        ("{office}-{year}", true), ("{year}-{office}", false),
    ])
    func aNameIsPartedFromTheDigits(_ prefix: String, _ isApart: Bool) {
        #expect(NumberSeries(prefix: prefix).keepsNumbersApart == isApart)
    }

    @Test func theOfficeIsTheMattersElseTheClientsElseTheFirms() {
        var firm = Firm(name: "Roe")
        firm.office = "HQ"
        let registers = Registers(
            clients: [
                Client(id: ClientID("C1"), name: "Acme"),
                Client(id: ClientID("C2"), name: "Beta", office: "NY"),
            ],
            matters: [
                Matter(id: MatterID("M1"), client: ClientID("C1"), name: "Lease"),
                Matter(id: MatterID("M2"), client: ClientID("C2"), name: "Audit"),
                Matter(id: MatterID("M3"), client: ClientID("C2"), name: "Appeal", office: "LA"),
            ])
        func office(_ matters: [String], _ client: String) -> String {
            registers.office(of: matters.map(MatterID.init), ClientID(client), in: firm)
        }
        #expect(office(["M1"], "C1") == "HQ")
        #expect(office(["M2"], "C2") == "NY")
        #expect(office(["M3"], "C2") == "LA")
        #expect(office(["M2", "M3"], "C2") == "NY")
    }
}
