import Billing
import Paper
import TestSupport
import Testing

@testable import Composing

/// Which columns tables of entries have, in which order, and what goes where the paper is narrow.
@Suite struct EntryColumnsTests {
    private func read(_ own: String) throws -> (template: Template?, diagnostics: [Diagnostic]) {
        TemplateFile.read(
            TemplateSource([
                try ShippedTemplate.language("en-US"), try ShippedTemplate.template(),
                .init(name: "Templates/own/template.yaml", text: own),
            ]), named: "own")
    }

    private func statement(_ kind: Statement.Kind, paper: String = "letter") -> Statement {
        var statement = SampleStatement.make(kind, [SampleStatement.hourly])
        statement.paper = paper
        return statement
    }

    private func invoice(_ own: String, paper: String = "letter") throws -> Document {
        composeInvoice(
            statement(.invoice, paper: paper), in: try #require(try read(own).template))
    }

    private let line = SampleStatement.hourly.lines[0].id.text

    @Test func columnsStandInTheirOrder() throws {
        let document = try invoice(
            "entries: {columns: [timekeeper, date, narrative, rate, hours, amount]}\n")
        #expect(
            document.row(marked: line) == [
                "AA", "10/01/2026", "Drafted {{ motion }} & <i>brief</i>", "400.00", "1.50",
                "600.00",
            ])
        #expect(
            document.row(startingWith: "Time recorded") == ["Time recorded", "2.33", "682.50"])
    }

    /// The sum stands in the column of its figures, its name beside the narratives.
    @Test func sumsFollowTheirColumns() throws {
        let document = try invoice("entries: {columns: [date, hours, narrative, amount]}\n")
        #expect(
            document.row(marked: line)
                == ["10/01/2026", "1.50", "Drafted {{ motion }} & <i>brief</i>", "600.00"])
        #expect(
            document.row(startingWith: "2.33") == ["2.33", "Time recorded", "682.50"])
        let table = try #require(document.entryTable)
        #expect(table.columns.count == 4)
        #expect(table.rows.allSatisfy { $0.cells.map(\.span).reduce(0, +) == 4 })
    }

    @Test func everyRowFillsItsTableWhateverTheOrder() throws {
        for columns in [
            "[narrative, date, timekeeper, amount, hours, rate]", "[amount, narrative]",
            "[hours, rate, date, narrative, timekeeper, amount]", "[narrative, timekeeper, amount]",
        ] {
            let own = "entries: {columns: \(columns)}\n"
            for document in [
                try invoice(own),
                composeProforma(statement(.proforma), in: try #require(try read(own).template)),
            ] {
                for case .table(let table) in document.blocks where !table.header.isEmpty {
                    for row in table.header + table.rows + [table.continued].compactMap(\.self) {
                        #expect(row.cells.map(\.span).reduce(0, +) == table.columns.count)
                    }
                }
            }
        }
    }

    /// The code of a cost stays where the timekeeper is left out; whoever reviews sees everything.
    @Test func whatAnInvoiceLeavesOutAProFormaHas() throws {
        let own = "entries: {columns: [narrative, amount]}\n"
        let cost = SampleStatement.hourly.costLines[0].id.text
        #expect(
            try invoice(own).row(marked: line)
                == ["Drafted {{ motion }} & <i>brief</i>", "600.00"])
        #expect(
            try invoice(own).row(marked: cost) == ["E108", "Courier to court", "12.34"])
        let proforma = composeProforma(
            statement(.proforma), in: try #require(try read(own).template))
        let row = try #require(proforma.row(marked: line))
        // Date over line id, timekeeper, narrative, hours, rate, amount over the boxes.
        #expect(row.contains("10/01/2026") && row.contains("1.50") && row.contains("400.00"))
    }

    /// Paper of 420 with margins of 58: 304 points. Date 52, timekeeper 28, hours 34, rate 46, amount
    /// 60 and five gaps of 9 leave 39 for narratives; without the rate 94; without the timekeeper too
    /// 131.
    @Test(arguments: [
        ("", ["10/01/2026", "AA", "1.50", "600.00"]),
        ("narrative-width: 90", ["10/01/2026", "AA", "1.50", "600.00"]),
        ("narrative-width: 120", ["10/01/2026", "1.50", "600.00"]),
    ])
    func onNarrowPaperColumnsAreDropped(width: String, left: [String]) throws {
        // 90 is less than narratives get in any case.
        let isRead = width != "narrative-width: 90"
        let own = """
            papers: {narrow: {width: \(width.isEmpty ? 430 : 420), height: 700}}
            margins: {left: 58, right: 58}
            pro-forma: {margins: {left: 42, right: 58}}
            entries: {drop-when-narrow: [rate, timekeeper, hours], \(width)}

            """
        guard isRead else {
            #expect(try read(own).diagnostics.map(\.code) == [.settingUnreadable])
            return
        }
        let document = try invoice(own, paper: "narrow")
        let row = try #require(document.row(marked: line))
        #expect(row.filter { !$0.hasPrefix("Drafted") } == left)
        // On letter paper there is room for all.
        #expect(try invoice(own).row(marked: line)?.count == 6)
    }

    @Test func textAndFiguresAreAlignedAsTheTemplateSays() throws {
        let document = try invoice(
            "entries: {align: {timekeeper: centre, hours: trailing}}\n")
        let table = try #require(document.entryTable)
        #expect(
            table.columns.map(\.alignment)
                == [.leading, .centre, .leading, .trailing, .decimal, .decimal])
    }

    @Test(arguments: [
        ("{columns: [date, narrative]}", "a table of entries goes out with amount"),
        ("{columns: [date, amount]}", "a table of entries goes out with narrative"),
        ("{columns: [date, date, narrative, amount]}", "has a word twice"),
        ("{columns: [date, tk, narrative, amount]}", "one that is not known"),
        ("{drop-when-narrow: [amount]}", "a table of entries goes out with amount"),
        ("{narrative-width: 20}", "cannot be \"20\""),
        ("{align: {amount: leading}}", "\"entries.align.amount\" cannot be \"leading\""),
        ("{align: {date: decimal}}", "\"entries.align.date\" cannot be \"decimal\""),
    ])
    func whatCannotBeIsTold(entries: String, fact: String) throws {
        let found = try read("entries: \(entries)\n").diagnostics
        #expect(found.map(\.severity) == [.error])
        #expect(found.first?.fact.contains(fact) == true)
        #expect(found.first?.place?.line == 1 && found.first?.remedy?.isEmpty == false)
    }

    /// Margins that leave nothing, unless columns go.
    @Test func columnsThatGoMakeRoom() throws {
        let narrow =
            "papers: {narrow: {width: 430, height: 700}}\n"
            + "margins: {left: 58, right: 58}\npro-forma: {margins: {left: 42, right: 58}}\n"
        let refused = try read(narrow).diagnostics
        #expect(refused.contains { $0.fact.contains("no room for narratives on narrow") })
        let dropping = narrow + "entries: {drop-when-narrow: [rate, timekeeper]}\n"
        #expect(try read(dropping).diagnostics == [])
    }

    // MARK: Carried forward

    /// 600.00, 82.50 and an hour at no charge; then 10 % off: (68.25).
    @Test func sumsAreCarriedRowByRow() throws {
        let document = try invoice("layout: {carried-forward: yes}\n")
        let table = try #require(document.entryTable)
        func texts(_ row: Row?) -> [String] {
            row?.cells.flatMap(\.parts).compactMap { part in
                switch part {
                case .text(let text, _, _), .figure(let text, _, _): text
                default: nil
                }
            } ?? []
        }
        #expect(
            table.carried.map { texts($0?.forward).last }
                == ["600.00", "682.50", "682.50", "682.50", "614.25"])
        #expect(texts(table.carried[0]?.forward).first == "Carried forward")
        #expect(texts(table.carried[0]?.brought).first == "Brought forward")
        // The total tells no hours where more than time is charged, nor do these.
        #expect(texts(table.carried[0]?.forward).count == 2)
    }

    /// 75 and 45 hours at 400.00 and 250.00.
    @Test func hoursAreCarriedWhereTheTotalTellsThem() throws {
        let template = try #require(try read("layout: {carried-forward: yes}\n").template)
        let matter = SampleStatement.matter(SampleStatement.longMonth)
        let document = composeInvoice(
            SampleStatement.make(.invoice, [matter]), in: template)
        let table = try #require(document.entryTable)
        let figures = try #require(table.carried[1]).forward.cells.flatMap(\.parts)
            .compactMap { if case .figure(let text, _, _) = $0 { text } else { nil } }
        #expect(figures == ["120.00", "41,250.00"])
    }

    @Test func nothingIsCarriedWhereTheTemplateDoesNotSaySo() throws {
        #expect(try #require(try invoice("").entryTable).carried.isEmpty)
    }

    /// With several matters, whose the table is.
    @Test func aTableThatGoesOnIsNamed() throws {
        let template = try #require(try ShippedTemplate.read())
        for (matters, name) in [
            ([SampleStatement.hourly], "Professional services (continued)"),
            (
                [SampleStatement.hourly, SampleStatement.flat(.withoutFigures)],
                "Smith v. Jones: Professional services (continued)"
            ),
        ] {
            let document = composeInvoice(SampleStatement.make(.invoice, matters), in: template)
            let row = try #require(document.entryTable?.continued)
            guard case .text(let text, _, _)? = row.cells.first?.parts.first else {
                Issue.record("it is no text")
                return
            }
            #expect(text == name)
        }
    }
}

extension Document {
    /// The first table with lines of a matter in it.
    fileprivate var entryTable: Table? {
        for case .table(let table) in blocks where table.rows.contains(where: { $0.mark != nil }) {
            return table
        }
        return nil
    }
}
