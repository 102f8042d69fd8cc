internal import Billing
internal import Paper

/// What letters have besides the parts of a statement: a text of the firm's own.
extension StatementParts {
    /// The parts of a page that is about no matter: letterhead, address, tables and slip.
    init(_ head: LetterHead, _ currency: Currency, in template: Template) {
        var statement = Statement(
            kind: .invoice, date: head.date, due: nil, periodStart: head.date,
            periodEnd: head.date, letterhead: head.letterhead, billTo: head.billTo,
            attorney: nil, currency: currency, hoursDecimals: 2, matters: [], taxes: [],
            account: Account(previousBalance: .zero(currency)), terms: "",
            template: head.template, paper: head.paper)
        statement.language = head.language
        self.init(statement: statement, template: template)
    }

    /// Subject and paragraphs of a letter that is filled in.
    func blocks(of letter: Letter, isMarkup: Bool = false) -> [Block] {
        func paragraph(_ text: String, _ role: Template.Role, _ alignment: Alignment) -> Block {
            var paragraph = Paragraph(
                text, style: template.style(role), alignment: alignment,
                keepsWithNext: role == .caption)
            paragraph.isMarkup = isMarkup
            return .paragraph(paragraph)
        }
        var blocks: [Block] = []
        if let subject = letter.subject {
            blocks += [.space(16), paragraph(subject, .caption, .left), .space(2)]
        }
        for text in letter.paragraphs {
            blocks.append(.space(8))
            blocks += text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.isEmpty }.map { paragraph(String($0), .body, .leading) }
        }
        return blocks
    }

    /// A page before the invoice, where the firm or the client wants one.
    var coverLetter: [Block] {
        guard let letter = statement.coverLetter else { return [] }
        let filled = letter.filled([
            .client: statement.billTo.name, .number: statement.number,
            .amount: figures.total(statement.amountDue).text, .date: dates.long(statement.date),
            .due: dates.long(statement.due ?? statement.date),
            .matters: statement.matters.map(\.caption).joined(separator: "; "),
        ])
        return letterhead + address(titled: nil, [(.date, dates.long(statement.date))])
            + [.space(28)] + blocks(of: filled) + [.newFirstPage]
    }
}
