internal import Billing
internal import Composing
internal import Paper
internal import Typesetting

/// One of the documents that a template is looked at with.
struct SampleDocument: Sendable {
    enum Content: Sendable {
        case statement(Statement)
        case difference(from: Statement, to: Statement)
        case account(AccountStatement)
        case reminder(Reminder)
    }

    /// What it shows, and what its file is called: `long invoice`.
    var name: String
    var content: Content

    var language: String {
        switch content {
        case .statement(let statement), .difference(_, let statement): statement.language
        case .account(let account): account.head.language
        case .reminder(let reminder): reminder.head.language
        }
    }
}

/// How sample documents are set, and for whom.
struct SampleDress: Sendable {
    var template: String
    var language = Firm.defaultLanguage
    /// The firm's own, in the place of the fictional one's.
    var firm: Firm?
    var paper: String?
}

/// Documents that try a template: short, long, many matters, right to left, and each of the letters.
struct SampleDocuments: Sendable {
    /// Of all of them: 31 October 2026.
    static let date = CivilDate(dayNumber: 20_757)

    private(set) var all: [SampleDocument] = []

    init(_ samples: SampleStatements, in dress: SampleDress) {
        func add(_ name: String, _ statement: Statement?) {
            guard let statement else { return }
            all.append(
                SampleDocument(
                    name: name,
                    content: .statement(statement.dressed(dress, number: 10_421 + all.count))))
        }
        let bySize = samples.invoicesBySize
        let usual = bySize.isEmpty ? nil : bySize[bySize.count / 2]
        add("short invoice", bySize.first)
        add("invoice", usual)
        add("long invoice", bySize.last)
        add("invoice of several matters", samples.ofMostMatters)
        var hebrew = dress
        hebrew.language = "he"
        let right = samples.fromRightToLeft?.dressed(hebrew, number: 10_425)
        if let right {
            all.append(SampleDocument(name: "right to left", content: .statement(right)))
        }
        var proforma = samples.proformas.max { $0.lineCount < $1.lineCount }
        proforma?.number = "PF-00012"
        add("pro forma", proforma)
        if let usual {
            add("credit note", usual.sampleCredit())
            let account = usual.dressed(dress, number: 10_427)
            all.append(
                SampleDocument(
                    name: "statement of account",
                    content: .account(account.sampleAccount(of: dress.firm))))
            all.append(
                SampleDocument(
                    name: "reminder", content: .reminder(account.sampleReminder(of: dress.firm))))
        }
        let plain = bySize.filter { $0.taxes.isEmpty && $0.matters[0].arrangement == nil }
        if !plain.isEmpty {
            let original = plain[plain.count / 2].dressed(dress, number: 10_421)
            all.append(
                SampleDocument(name: "difference page", content: original.sampleDifference()))
        }
        add("cover letter", bySize.first?.withSampleLetter(of: dress.firm))
    }
}

extension Statement {
    func dressed(_ dress: SampleDress, number: Int) -> Statement {
        var statement = self
        if statement.number.isEmpty { statement.number = String(number) }
        statement.template = dress.template
        statement.language = dress.language
        if let paper = dress.paper ?? dress.firm?.paper { statement.paper = paper }
        if let firm = dress.firm {
            statement.letterhead = Letterhead(
                name: firm.name, lines: firm.letterhead, taxID: firm.taxID, payment: firm.payment)
        }
        return statement
    }
}

extension Renderer {
    func document(of sample: SampleDocument, in template: LoadedTemplate) -> Document {
        switch sample.content {
        case .statement(let statement): compose(statement, in: template)
        case .difference(let original, let corrected):
            composeDifference(from: original, to: corrected, in: template.template)
        case .account(let account): composeAccount(account, in: template.template)
        case .reminder(let reminder): composeReminder(reminder, in: template.template)
        }
    }

    func typesetter(for sample: SampleDocument, in template: LoadedTemplate) -> Typesetter {
        if case .statement(let statement) = sample.content {
            return template.typesetter(for: statement.kind)
        }
        return template.invoices
    }
}
