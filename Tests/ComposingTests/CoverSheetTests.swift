import Billing
import Composing
import TestSupport
import Testing

@Suite struct CoverSheetTests {
    /// So many clients, each with a document of 10.00 on two pages.
    private func rows(clients: Int) throws -> [[String]] {
        let sample = SampleStatement.make(.invoice, [SampleStatement.hourly])
        let head = LetterHead(
            date: sample.date, letterhead: sample.letterhead, billTo: sample.billTo,
            template: sample.template, language: sample.language, paper: sample.paper)
        var tally = CoverSheet.Tally()
        for client in 0..<clients {
            tally.add(CoverSheet.Item(name: "C\(client)", pages: 2, total: usd(10_00)))
        }
        let cover = CoverSheet(
            of: .invoice, .attorney("Roe"), head: head, tally: tally, isDuplex: false)
        let template = try #require(try ShippedTemplate.read())
        return composeCoverSheet(cover, in: template).rows.map { $0.texts.filter { !$0.isEmpty } }
    }

    @Test func itListsTheClientsAndWhatTheyComeTo() throws {
        let rows = try rows(clients: 200)
        #expect(rows.contains(["C0", "1", "2", "$10.00"]))
        #expect(rows.contains(["C199", "1", "2", "$10.00"]))
        #expect(rows.contains(["Total", "200", "400", "$2,000.00"]))
    }

    @Test func ofMoreThanACoverHoldsItHasTheSumsAlone() throws {
        let rows = try rows(clients: 201)
        #expect(!rows.contains { $0.first?.hasPrefix("C") == true })
        #expect(rows.contains(["Total", "201", "402", "$2,010.00"]))
    }
}
