import Billing
import Composing
import Paper
import TestSupport
import Testing

@Suite struct ComposeInvoiceTests {
    private func compose(
        _ matters: [MatterStatement], taxed: Bool = true
    ) throws -> Document {
        let template = try #require(try ShippedTemplate.read())
        return composeInvoice(SampleStatement.make(.invoice, matters, taxed: taxed), in: template)
    }

    @Test func everyLineIsPrintedWithItsFigures() throws {
        let document = try compose([SampleStatement.hourly])
        let matter = SampleStatement.hourly
        #expect(
            document.row(marked: matter.lines[0].id.text) == [
                "10/01/2026", "AA", "Drafted {{ motion }} & <i>brief</i>", "1.50", "400.00",
                "600.00",
            ])
        #expect(
            document.row(marked: matter.lines[1].id.text) == [
                "10/02/2026", "BB", "Ενημέρωση του πελάτη", "0.33", "250.00", "82.50",
            ])
        #expect(
            document.row(marked: matter.lines[2].id.text)
                == ["10/03/2026", "BB", "Filed papers", "0.50", "no charge"])
        #expect(
            document.row(marked: matter.costLines[0].id.text)
                == ["10/08/2026", "E108", "Courier to court", "12.34"])
        #expect(
            document.row(marked: matter.costLines[1].id.text)
                == ["10/09/2026", "E109", "Copies", "no charge"])
        #expect(
            document.marks == matter.lines.map(\.id.text) + matter.costLines.map(\.id.text))
    }

    @Test func aShortSummaryIsNotTornApart() throws {
        for block in try compose([SampleStatement.hourly]).blocks {
            guard case .table(let table) = block, table.header.first?.cells.count == 5,
                table.rows.count == 4
            else { continue }
            // Three rows and their total.
            #expect(table.rows.dropLast().map(\.keepsWithNext) == [true, true, true])
            return
        }
        Issue.record("there is no summary by timekeeper")
    }

    /// The first of two goes with the second, and both with their total.
    @Test func aShortSummaryOfMattersIsNotTornApart() throws {
        let document = try compose([SampleStatement.hourly, SampleStatement.flat(.hidden)])
        let overview = document.blocks.compactMap { block -> Table? in
            if case .table(let table) = block, table.columns.count == 5,
                table.rows.contains(where: { $0.texts.contains("Incorporation") })
            {
                table
            } else {
                nil
            }
        }.first
        #expect(overview?.rows.map(\.keepsWithNext) == [true, true, false])
    }

    /// Of five entries the first goes with the second, and the last three with their total.
    @Test func noEntryStandsAloneUnderItsHeadingOrBeforeItsTotal() throws {
        var matter = SampleStatement.hourly
        matter.sections[0].items = []
        matter.lines = (0..<7).map { _ in matter.lines[0] }
        let tables = try compose([matter]).blocks.compactMap { block -> Table? in
            if case .table(let table) = block, table.rows.count == 8 { table } else { nil }
        }
        #expect(
            tables.first?.rows.map(\.keepsWithNext)
                == [true, false, false, false, true, true, true, false])
        // White space before the rule of the total.
        #expect(tables.first?.rows[6].below == 3)
    }

    @Test func theSumsLeadToTheAmountDue() throws {
        let document = try compose([SampleStatement.hourly])
        // 682.50 - 68.25
        #expect(document.row(startingWith: "Time recorded") == ["Time recorded", "2.33", "682.50"])
        #expect(
            document.row(startingWith: "Agreed adjustment –10\u{A0}% of 682.50: Volume discount")?
                .last == "(68.25)")
        #expect(
            document.row(startingWith: "Total professional services")
                == ["Total professional services", "614.25"])
        #expect(
            document.row(startingWith: "Total costs and disbursements")
                == ["Total costs and disbursements", "12.34"])
        #expect(
            document.row(startingWith: "Professional services")
                == ["Professional services", "614.25"])
        #expect(
            document.row(startingWith: "Costs and disbursements")
                == ["Costs and disbursements", "12.34"])
        // 614.25 × 8.875 % = 54.5146875
        #expect(
            document.row(startingWith: "Sales tax 8.875\u{A0}% on 614.25")?.last == "54.51")
        // 614.25 + 12.34 + 54.51
        #expect(
            document.row(startingWith: "Total of this invoice")
                == ["Total of this invoice", "$681.10"])
        #expect(document.row(startingWith: "Previous balance")?.last == "500.01")
        #expect(document.row(startingWith: "Wire, 10/12/2026")?.last == "(120.03)")
        // 681.10 + 500.01 - 120.03
        #expect(document.row(startingWith: "Amount due") == ["Amount due", "$1,061.08"])
        #expect(document.texts.count { $0 == "$1,061.08" } == 2, "in the sums and on the slip")
    }

    /// A cost of E101 with what was reckoned.
    private func costLine(
        _ key: Int, _ cents: Int, _ steps: [CostStep], _ display: ChargeDisplay = .amount
    ) -> CostLine {
        CostLine(
            id: LineID(EntryKey(key)), entry: EntryKey(key), date: day("2026-10-08"),
            timekeeper: nil, description: "Copies", code: "E101", amount: usd(cents),
            display: display, steps: steps)
    }

    @Test func aCostShowsHowItWasReckoned() throws {
        func pieces(_ count: Int, _ price: Int) -> CostStep.Figure {
            .pieces(
                Quantity(thousandths: count), each: PiecePrice(tenThousandths: price, .usd))
        }
        func ceiling(_ count: Int, _ price: Int) -> CostStep.Figure {
            .ceiling(
                Quantity(thousandths: count), each: PiecePrice(tenThousandths: price, .usd))
        }
        let ten = Percent(thousandths: 10_000)
        let printed: [([CostStep], String?)] = [
            ([CostStep(pieces(1_250_000, 1_000), usd(125_00))], "1,250 × 0.10"),
            ([CostStep(pieces(13_400, 7_250), usd(9_72))], "13.4 × 0.725"),
            ([CostStep(pieces(-10_000, 1_000), usd(-1_00))], "–10 × 0.10"),
            ([CostStep(pieces(1_000, 5_0000), usd(5_00))], nil),
            (
                [
                    CostStep(.recorded, usd(12_35)),
                    CostStep(.markup(ten, on: usd(12_35)), usd(13_59)),
                ],
                "12.35 plus 10\u{A0}%"
            ),
            (
                [
                    CostStep(pieces(1_000_000, 1_200), usd(120_00)),
                    CostStep(.markup(ten, on: usd(120_00)), usd(132_00)),
                    CostStep(ceiling(1_000_000, 1_250), usd(125_00)),
                    CostStep(.most, usd(100_00)),
                ], "1,000 × 0.125, at most 100.00"
            ),
        ]
        var matter = SampleStatement.hourly
        matter.costLines = printed.enumerated().map { index, line in
            costLine(20 + index, line.0.last?.amount.minorUnits ?? 0, line.0)
        }
        let document = try compose([matter])
        for (line, (_, working)) in zip(matter.costLines, printed) {
            let row = try #require(document.row(marked: line.id.text))
            #expect(row.dropFirst(2).dropLast() == ["Copies"] + [working].compactMap { $0 })
        }
    }

    @Test func whatTheFirmAbsorbsIsNotOnTheInvoice() throws {
        var matter = SampleStatement.hourly
        let absorbed = costLine(
            20, 0, [CostStep(.recorded, usd(5_00)), CostStep(.absorbed, usd(0))], .hidden)
        matter.costLines.append(absorbed)
        #expect(try compose([matter]).row(marked: absorbed.id.text) == nil)
        matter.costLines = [absorbed]
        #expect(
            try compose([matter]).row(startingWith: "Total costs and disbursements") == nil)
    }

    @Test func aTaxShowsItsKindAndItsNote() throws {
        let matter = SampleStatement.hourly
        var statement = SampleStatement.make(.invoice, [matter])
        let nothing = Percent(thousandths: 0)
        statement.taxes = [
            Tax(
                code: "L", name: "Tax", percent: Percent(thousandths: 5_000), rounding: .line),
            Tax(code: "X", name: "Exempt", percent: nothing, category: .exempt),
            Tax(
                code: "RC", name: "VAT", percent: nothing, category: .reverseCharge,
                note: "The recipient accounts for it."),
        ].map { TaxLine($0, on: [matter], after: [], .usd) }
        let document = composeInvoice(statement, in: try #require(try ShippedTemplate.read()))
        // 614.25 + 12.34; 5 % of 600.00, 82.50, 0.00, -68.25, 12.34 and 0.00:
        // 30.00 + 4.13 - 3.41 + 0.62, of -3.4125, 4.125 and 0.617
        #expect(
            document.row(startingWith: "Tax 5\u{A0}% on 626.59, line by line")?.last == "31.34")
        #expect(document.row(startingWith: "Exempt on 626.59")?.last == "0.00")
        #expect(document.row(startingWith: "VAT on 626.59")?.last == "0.00")
        #expect(document.texts.contains("The recipient accounts for it."))
    }

    @Test func summariesNamePeopleAndTasks() throws {
        let document = try compose([SampleStatement.hourly])
        #expect(
            document.row(startingWith: "Ada Ayers (AA)")
                == ["Ada Ayers (AA)", "Partner", "1.50", "400.00", "600.00"])
        #expect(
            document.rows.map { $0.texts.filter { !$0.isEmpty } }
                .contains(["Ben Boyd (BB)", "0.50", "no charge", "0.00"]))
        #expect(document.row(startingWith: "L210") == ["L210", "Pleadings", "1.50", "600.00"])
        #expect(
            document.row(startingWith: "Without task code")
                == ["Without task code", "0.83", "82.50"])
    }

    @Test func headAndAddressAreComplete() throws {
        let texts = try compose([SampleStatement.hourly]).texts
        for text in [
            "Hale & Partners", "12 Main Street", "Springfield", "Tax ID 98-76", "Client <b>One</b>",
            "2 Road", "Town", "Invoice", "10421", "November 5, 2026", "December 5, 2026",
            "October 1, 2026 – October 31, 2026", "C1", "PO 77", "Smith v. Jones", "Matter M1",
            "Reference Claim 9 · Fee basis: Hourly less 10 %", "Due in 30 days.", "Bank 123",
            "Remittance",
        ] {
            #expect(texts.contains(text), "\(text)")
        }
    }

    @Test func hiddenEntriesAreNotOnTheInvoice() throws {
        let document = try compose([SampleStatement.flat(.hidden)])
        #expect(document.marks == [])
        let texts = document.texts
        #expect(!texts.contains { $0.contains("articles") })
        for figure in ["1.25", "0.75", "2.00", "410.00", "512.50", "187.50", "700.00"] {
            #expect(!texts.contains(figure), "\(figure)")
        }
        #expect(!texts.contains { $0.contains("Ada Ayers") || $0.contains("Ben Boyd") })
        #expect(document.row(startingWith: "Fixed fee: The whole of it")?.last == "1,777.00")
        #expect(document.row(startingWith: "Total professional services")?.last == "1,777.00")
    }

    @Test func entriesWithoutFiguresShowDateAndNarrativeOnly() throws {
        let document = try compose([SampleStatement.flat(.withoutFigures)])
        let lines = SampleStatement.flat(.withoutFigures).lines
        #expect(
            document.row(marked: lines[0].id.text) == ["10/04/2026", "AA", "Wrote the articles"])
        for figure in ["1.25", "0.75", "2.00", "410.00", "250.00", "512.50", "700.00"] {
            #expect(!document.texts.contains(figure), "\(figure)")
        }
        #expect(document.row(startingWith: "Fixed fee: The whole of it")?.last == "1,777.00")
    }

    @Test func coveredEntriesMayBeListedAtNoCharge() throws {
        let document = try compose([SampleStatement.flat(.noCharge)])
        let lines = SampleStatement.flat(.noCharge).lines
        #expect(
            document.row(marked: lines[0].id.text)
                == ["10/04/2026", "AA", "Wrote the articles", "1.25", "no charge"])
        #expect(
            document.row(startingWith: "Time recorded") == ["Time recorded", "2.00", "no charge"])
        #expect(!document.texts.contains("410.00"))
    }

    @Test func aConsolidatedInvoiceSumsItsMatters() throws {
        let document = try compose(
            [SampleStatement.hourly, SampleStatement.flat(.hidden)], taxed: false)
        // 614.25 + 12.34
        #expect(
            document.row(startingWith: "Total matter M1") == ["Total matter M1", "$626.59"])
        #expect(
            document.row(startingWith: "Total matter M2") == ["Total matter M2", "$1,777.00"])
        #expect(
            document.row(startingWith: "M1") == [
                "M1", "Smith v. Jones", "614.25", "12.34", "626.59",
            ])
        #expect(
            document.row(startingWith: "M2")
                == ["M2", "Incorporation", "1,777.00", "0.00", "1,777.00"])
        // 614.25 + 1,777.00 = 2,391.25; + 12.34 = 2,403.59
        #expect(
            document.rows.map { $0.texts.filter { !$0.isEmpty } }
                .contains(["Total", "2,391.25", "12.34", "2,403.59"]))
        #expect(document.row(startingWith: "Total of this invoice")?.last == "$2,403.59")
    }

    @Test func anInvoiceWithoutHistoryHasNoBalanceLines() throws {
        let template = try #require(try ShippedTemplate.read())
        var statement = SampleStatement.make(.invoice, [SampleStatement.hourly])
        statement.account = Account(previousBalance: usd(0))
        let document = composeInvoice(statement, in: template)
        #expect(document.row(startingWith: "Previous balance") == nil)
        #expect(document.row(startingWith: "Amount due")?.last == "$681.10")
    }

    @Test func figuresPointAtTheirDecimals() throws {
        let document = try compose([SampleStatement.hourly])
        for case .table(let table) in document.blocks {
            for cell in table.rows.flatMap(\.cells) {
                for case .figure(let text, _, let point) in cell.parts {
                    let at = point.flatMap { Array(text.utf8).indices.contains($0) ? $0 : nil }
                    #expect(at.map { Array(text.utf8)[$0] } == 0x2E, "\(text)")
                }
            }
        }
    }

    @Test func theFileTellsWhatItIs() throws {
        let document = try compose([SampleStatement.hourly])
        #expect(document.title == "Invoice 10421")
        #expect(document.author == "Hale & Partners")
        #expect(document.subject == "Client <b>One</b>")
        #expect(document.date == "2026-11-05")
        #expect(document.page.width == 612)
        #expect(document.page.right == 58)
    }
}
