import TestSupport
import Testing

/// What clients and attorneys read, against what was recorded.
@Suite struct PrintedTextTests {
    private let month: SampleMonth
    private let inbox: [CSVTable.Row]

    init() throws {
        month = try SampleMonth.shared()
        inbox = try month.inbox()
    }

    // MARK: Narratives

    @Test func everyInvoiceTellsAllThatWasRecordedInItsOrder() throws {
        let arrangements = try arrangements()
        var checked = 0
        for document in month.documents where document.kind == "invoice" && isLatin(document) {
            let printed = StatementTexts(document.text)
            for matter in document.matters where arrangements[matter] != "immigration-flat" {
                let recorded = recordedServices(of: matter, arrangements[matter] ?? "")
                #expect(printed.services[matter] ?? [] == recorded, "\(document.file) \(matter)")
                let costs = recordedCosts(of: matter)
                #expect(printed.costs[matter] ?? [] == costs, "\(document.file) \(matter)")
                checked += recorded.count + costs.count
            }
        }
        #expect(checked > 250)
    }

    @Test func everyProformaTellsAllThatWasRecordedInItsOrder() throws {
        let arrangements = try arrangements()
        for document in month.documents where document.kind == "proforma" && isLatin(document) {
            let printed = StatementTexts(document.text)
            for matter in document.matters {
                let recorded = recordedServices(of: matter, arrangements[matter] ?? "")
                #expect(printed.services[matter] ?? [] == recorded, "\(document.file) \(matter)")
                #expect(
                    printed.costs[matter] ?? [] == recordedCosts(of: matter),
                    "\(document.file) \(matter)")
            }
        }
    }

    /// A fixed fee whose arrangement hides the entries shows the client the price and no work.
    @Test func whatAnArrangementHidesIsNotOnTheInvoice() throws {
        let hidden = try arrangements().filter { $0.value == "immigration-flat" }.map(\.key)
        #expect(!hidden.isEmpty)
        for document in month.documents where document.kind == "invoice" {
            for matter in hidden where document.matters.contains(matter) {
                #expect(document.text.contains("Fixed fee"))
                let services = StatementTexts(document.text).services[matter] ?? []
                #expect(services == [], "\(document.file)")
            }
        }
    }

    private func isLatin(_ document: SampleMonth.Document) -> Bool {
        document.client < "C0012"
    }

    private func arrangements() throws -> [String: String] {
        let matters = CSVTable(try month.firmFile("matters.csv")).rows
        return Dictionary(matters.map { ($0["id"], $0["arrangement"]) }) { first, _ in first }
    }

    /// By date, then timekeeper, then in the order of the exports; without white space.
    private func recordedServices(of matter: String, _ arrangement: String) -> [String] {
        inbox.enumerated().filter { _, row in
            row["matter"] == matter && row["type"] == "time" && row["billing"] != "non-billable"
                // The one phase of the sample that is priced and not due by the end of October.
                && !(arrangement == "acquisition-phases" && row["task"].hasPrefix("P6"))
        }.sorted { left, right in
            (left.element["date"], left.element["timekeeper"], left.offset)
                < (right.element["date"], right.element["timekeeper"], right.offset)
        }.map { withoutBlanks($0.element["narrative"]) }
    }

    private func recordedCosts(of matter: String) -> [String] {
        inbox.enumerated().filter { _, row in
            row["matter"] == matter && row["type"] == "cost" && row["billing"] != "non-billable"
        }.sorted { ($0.element["date"], $0.offset) < ($1.element["date"], $1.offset) }
            .map { withoutBlanks($0.element["narrative"]) }
    }

    // MARK: What a document says of itself

    @Test func everyProformaSaysOnEveryPageThatItIsNoInvoice() throws {
        let invoiceNumbers = month.documents.filter { $0.kind == "invoice" }.map(\.number)
        for document in month.documents where document.kind == "proforma" {
            let pages = document.text.split(separator: "\n").filter {
                $0.contains(/Page [0-9]+ of [0-9]+/)
            }
            #expect(!pages.isEmpty)
            for page in pages { #expect(page.contains("Not an invoice"), "\(document.file)") }
            let words = Set(document.text.split { $0 == " " || $0 == "\n" }.map(String.init))
            #expect(words.isDisjoint(with: invoiceNumbers), "\(document.file)")
            #expect(words.contains(document.number), "\(document.file)")
        }
    }

    @Test func everyLineOfAProformaHasTheIdThatTheLedgerKnowsItBy() throws {
        let database = month.folder.path + "/firm/ledger.sqlite"
        let lines = try rows(
            of: database,
            """
            SELECT number, line FROM document_line JOIN document ON document.id = document
            WHERE kind = 'proforma'
            """)
        let byNumber = Dictionary(grouping: lines) { $0[0] }
        #expect(lines.count == Set(lines.map { $0[1] }).count)
        for document in month.documents where document.kind == "proforma" {
            let ids = (byNumber[document.number] ?? []).map { $0[1] }
            let printed = StatementTexts(document.text).lineIDs
            #expect(printed.sorted() == ids.sorted(), "\(document.file)")
        }
    }

    @Test func everyInvoiceHasItsNumberItsDueDateAndTheCaptionsOfItsMatters() throws {
        let terms = Dictionary(
            CSVTable(try month.firmFile("clients.csv")).rows.map { ($0["id"], $0["terms_days"]) }
        ) { first, _ in first }
        // 30, 45 and 60 days from 31 October, counted on a calendar.
        let due = [
            "": "November 30, 2026", "30": "November 30, 2026", "45": "December 15, 2026",
            "60": "December 30, 2026",
        ]
        let captions = Dictionary(
            CSVTable(try month.firmFile("matters.csv")).rows.map { ($0["id"], $0["name"]) }
        ) { first, _ in first }
        for document in month.documents where document.kind == "invoice" {
            let lines = document.text.split(separator: "\n").map(PageLine.init)
            #expect(
                lines.contains { $0.fields.suffix(2) == ["Number", document.number] },
                "\(document.file)")
            let expected = try #require(due[terms[document.client] ?? ""])
            #expect(
                lines.contains { $0.fields.suffix(2) == ["Due", expected] }, "\(document.file)")
            guard isLatin(document) else { continue }
            let text = withoutBlanks(document.text)
            for matter in document.matters {
                let caption = try #require(captions[matter])
                #expect(
                    text.contains(withoutBlanks(caption)) || caption.count > 60,
                    "\(document.file): \(caption)")
                #expect(lines.contains { $0.fields.last == "Matter " + matter })
            }
        }
    }
}
