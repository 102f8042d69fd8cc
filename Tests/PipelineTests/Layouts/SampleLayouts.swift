import Billing
import Composing
import Paper
import TestSupport
import Testing
import Typesetting

@testable import Pipeline

/// Every kind of document of the fictional firm: short, as most are, and of two hundred pages and more.
struct SampleLayouts: Sendable {
    static let templates = ["standard", "modern", "compact", "ledger"]
    static let papers = ["letter", "a4"]

    private static let made = Result { try Material() }

    /// Statements that are not dressed yet.
    private struct Material: Sendable {
        let samples: SampleStatements
        let severalMatters: Statement?
        let fromRightToLeft: Statement?
        /// By how many times over their lines are there.
        let many: [Int: Statement]

        init() throws {
            samples = try SampleStatements(on: SampleDocuments.date)
            let short = samples.invoicesBySize
            severalMatters = short.first { $0.matters.count > 2 }
            let hebrew = samples.fromRightToLeft?.billTo.id
            fromRightToLeft = short.first { $0.billTo.id == hebrew }
            let all = samples.invoices
            many = Dictionary(
                uniqueKeysWithValues: (2...4).map { ($0, Statement(all, repeated: $0)) })
        }
    }

    let all: [SampleDocument]
    /// Of thousands of lines.
    let long: [SampleDocument]

    init(template: String, paper: String) throws {
        let material = try Self.made.get()
        let samples = material.samples
        let dress = SampleDress(template: template, paper: paper)
        let named = SampleDocuments(samples, in: dress).all
        func dressed(_ statement: Statement, _ number: Int) -> SampleDocument.Content {
            .statement(statement.dressed(dress, number: number))
        }
        let invoices = samples.invoicesBySize
        let proformas = samples.proformas.filter { $0.lineCount > 1 }
            .sorted { $0.lineCount < $1.lineCount }
            .map { statement -> Statement in
                var statement = statement
                statement.number = "PF-00012"
                return statement
            }
        var plain = invoices.filter { $0.taxes.isEmpty && $0.matters[0].arrangement == nil }
        plain = plain.map { $0.dressed(dress, number: 10_421) }
        var all: [SampleDocument] = []
        func add(_ name: String, _ content: SampleDocument.Content) {
            all.append(SampleDocument(name: name, content: content))
        }
        add("short pro forma", dressed(proformas[0], 1))
        add("pro forma", dressed(proformas[proformas.count / 2], 1))
        add("short credit note", dressed(invoices[0].sampleCredit(), 1))
        add("short difference page", plain[0].sampleDifference())
        add("short statement of account", .account(plain[0].sampleAccount(of: nil, invoices: 0)))
        add("short reminder", .reminder(plain[0].sampleReminder(of: nil, invoices: 2)))
        if let statement = material.severalMatters {
            add("invoice of several matters", dressed(statement, 1))
        }
        if var statement = material.fromRightToLeft?.dressed(dress, number: 1) {
            statement.language = "he"
            add("right to left", .statement(statement))
        }
        let own = Set(all.map(\.name) + ["long invoice"])
        all += named.filter { !own.contains($0.name) }
        self.all = all

        let isSmall = ["compact", "ledger"].contains(template)
        func repeated(_ times: Int) throws -> Statement {
            try #require(material.many[times]).dressed(dress, number: 10_421)
        }
        let many = try repeated(isSmall ? 4 : 3)
        let changed = try repeated(isSmall ? 3 : 2)
        var draft = many
        (draft.kind, draft.number) = (.proforma, "PF-00012")
        long = [
            SampleDocument(name: "long pro forma", content: .statement(draft)),
            SampleDocument(name: "long invoice", content: .statement(many)),
            SampleDocument(name: "long credit note", content: dressed(many.sampleCredit(), 1)),
            SampleDocument(
                name: "long difference page",
                content: .difference(from: changed, to: changed.longer)),
            SampleDocument(
                name: "long statement of account",
                content: .account(many.sampleAccount(of: nil, invoices: 3000, every: 2))),
        ]
    }
}

extension Statement {
    /// All lines in dollars of these statements, so many times over, as one matter's.
    fileprivate init(_ statements: [Statement], repeated count: Int) {
        let own = statements.filter { $0.currency == .usd && $0.taxes.isEmpty }
        let matters = own.flatMap(\.matters)
        let lines = repeatElement(matters.flatMap(\.lines), count: count).flatMap { $0 }
        struct Rated: Hashable {
            var person: Person
            var rate: Money?
        }
        let rated = Dictionary(grouping: lines) { Rated(person: $0.timekeeper, rate: $0.perHour) }
        let persons = rated.map { rated, lines in
            TimekeeperTotal(
                timekeeper: rated.person, hours: lines.map(\.hours).sum(), perHour: rated.rate,
                amount: lines.map(\.amount).sum(.usd))
        }
        let first = matters[0]
        let matter = MatterStatement(
            id: first.id, caption: first.caption, reference: nil, arrangement: nil, lines: lines,
            sections: [
                FeeSection(
                    agreement: "hourly", time: lines.map(\.amount).sum(.usd), items: [])
            ], costLines: matters.flatMap(\.costLines),
            timekeepers: persons.sorted {
                ($0.timekeeper.id.text, $0.perHour?.minorUnits ?? 0)
                    < ($1.timekeeper.id.text, $1.perHour?.minorUnits ?? 0)
            }, tasks: [], currency: .usd, review: first.review)
        let model = own[0]
        self.init(
            kind: .invoice, date: model.date, due: model.due, periodStart: model.periodStart,
            periodEnd: model.periodEnd, letterhead: model.letterhead, billTo: model.billTo,
            attorney: model.attorney, currency: .usd, hoursDecimals: 2, matters: [matter],
            taxes: [], account: Account(previousBalance: usd(0)), terms: model.terms,
            template: model.template, paper: model.paper)
    }

    /// Each line by a dollar.
    fileprivate var longer: Statement {
        var statement = self
        for index in statement.matters[0].lines.indices {
            statement.matters[0].lines[index].amount += usd(100)
        }
        return statement
    }
}
