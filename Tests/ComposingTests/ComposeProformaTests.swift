import Billing
import Composing
import Paper
import TestSupport
import Testing

@Suite struct ComposeProformaTests {
    private let ticks = ["no charge", "hold", "transfer"]

    private func compose(_ matters: [MatterStatement]) throws -> Document {
        let template = try #require(try ShippedTemplate.read())
        return composeProforma(SampleStatement.make(.proforma, matters), in: template)
    }

    @Test func everyLineHasItsIdAndBoxesToTick() throws {
        let document = try compose([SampleStatement.hourly])
        let matter = SampleStatement.hourly
        #expect(
            document.row(marked: matter.lines[0].id.text)
                == [
                    "10/01/2026", matter.lines[0].id.text, "AA",
                    "Drafted {{ motion }} & <i>brief</i>", "1.50", "400.00", "600.00",
                ] + ticks)
        #expect(
            document.row(marked: matter.lines[2].id.text)
                == [
                    "10/03/2026", matter.lines[2].id.text, "BB", "Filed papers", "0.50", "250.00",
                    "no charge",
                ] + ticks)
        #expect(
            document.row(marked: matter.costLines[0].id.text)
                == [
                    "10/08/2026", matter.costLines[0].id.text, "E108", "Courier to court", "12.34",
                ] + ticks)
        #expect(
            document.marks == matter.lines.map(\.id.text) + matter.costLines.map(\.id.text))
    }

    @Test(
        "a pro forma shows covered entries with their hours, whatever the invoice will show",
        arguments: [ChargeDisplay.hidden, .withoutFigures, .noCharge])
    func coveredEntries(_ display: ChargeDisplay) throws {
        let matter = SampleStatement.flat(display)
        let document = try compose([matter])
        #expect(document.marks == matter.lines.map(\.id.text))
        #expect(
            document.row(marked: matter.lines[0].id.text)
                == [
                    "10/04/2026", matter.lines[0].id.text, "AA", "Wrote the articles", "1.25",
                    "410.00", "no charge",
                ] + ticks)
        #expect(document.row(startingWith: "Fixed fee: The whole of it")?.last == "1,777.00")
    }

    @Test func theAttorneysBoxHoldsWhatIsNeededToJudge() throws {
        let document = try compose([SampleStatement.hourly])
        #expect(
            document.row(startingWith: "Oldest unbilled work")
                == ["Oldest unbilled work", "35 days", "Worked hours", "2.33"])
        #expect(
            document.row(startingWith: "Standard value")
                == ["Standard value", "807.50", "Billed value", "614.25"])
        // 614.25 / 807.50 = 76.07 %; 614.25 / 2.33 h = 263.627
        #expect(
            document.row(startingWith: "Realization")
                == ["Realization", "76.1\u{A0}%", "Effective rate an hour", "263.63"])
        #expect(document.row(startingWith: "Previous balance") == ["Previous balance", "379.98"])
        // 5,000.00 - 1,000.00 - 614.25
        #expect(
            document.row(startingWith: "Budget")
                == ["Budget", "5,000.00", "Left of budget", "3,385.75"])
    }

    /// Matter and box go to the next page with the first of the lines.
    @Test func theAttorneysBoxIsNotPartedFromTheLines() throws {
        let blocks = try compose([SampleStatement.hourly]).blocks
        let framed = blocks.compactMap { block -> Table? in
            if case .table(let table) = block, table.frame != nil,
                table.rows.first?.texts.first == "Oldest unbilled work"
            {
                table
            } else {
                nil
            }
        }
        #expect(framed.map(\.keepsWithNext) == [true])
    }

    @Test func itSumsUpAndIsSignedOff() throws {
        let document = try compose([SampleStatement.hourly])
        // 614.25 + 12.34 + 54.51
        #expect(
            document.row(startingWith: "Total of this pro forma")
                == ["Total of this pro forma", "$681.10"])
        #expect(document.row(startingWith: "Sales tax 8.875\u{A0}% on 614.25")?.last == "54.51")
        for text in [
            "approved as it stands", "approved with the changes marked", "hold the matter",
            "Signature", "Remarks", "Sign-off",
        ] {
            #expect(document.texts.contains(text), "\(text)")
        }
    }

    @Test func nobodyTakesItForAnInvoice() throws {
        let document = try compose([SampleStatement.hourly])
        #expect(document.title == "Pro forma PF-00012 v1")
        #expect(document.texts.contains("Not an invoice – for review only"))
        #expect(document.footer.left.contains("Not an invoice – for review only"))
        #expect(!document.texts.contains("Remittance"))
        #expect(!document.texts.contains("Due"))
    }

    @Test func itNamesItsVersionAndAttorney() throws {
        let document = try compose([SampleStatement.hourly])
        #expect(document.row(startingWith: "Version") == ["Version", "1"])
        #expect(document.row(startingWith: "Attorney") == ["Attorney", "Ada Ayers (AA)"])
        #expect(document.page.right == 118)
    }
}
