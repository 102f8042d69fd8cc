internal import Billing
internal import Paper

/// What a template's own texts become on the page.
extension StatementParts {
    /// Paragraphs with space above, where the template has this text and something of it is left.
    func fragment(
        _ role: Fragment.Role, of kind: FragmentWord, keepsWithNext: Bool = false
    ) -> [Block] {
        guard let fragment = template.fragments[role] else { return [] }
        let blocks = blocks(of: fragment.filled(values(of: kind)), isMarkup: true)
        return blocks.isEmpty
            ? [] : [.space(4), .together(blocks, keepsWithNext: keepsWithNext)]
    }

    /// The lines at the foot of each page, in the place of the document's title.
    func footerLines(of kind: FragmentWord?, _ title: String) -> [String] {
        guard let fragment = template.fragments[.footer] else { return [] }
        return fragment.filled(values(of: kind, title)).paragraphs.flatMap { paragraph in
            paragraph.split(separator: "\n").map(String.init)
        }
    }

    /// What is not known of a document, such as the amount of a reminder, is not there.
    private func values(
        of kind: FragmentWord?, _ title: String = ""
    ) -> [FragmentWord: FragmentWord.Value] {
        let letterhead = statement.letterhead
        var values: [FragmentWord: FragmentWord.Value] = [
            .date: own(dates.long(statement.date)), .client: own(statement.billTo.name),
            .clientID: own(statement.billTo.id.text), .reference: own(statement.billTo.reference),
            .firm: own(letterhead.name), .taxID: own(letterhead.taxID), .title: own(title),
            .address: .list(statement.billTo.address), .letterhead: .list(letterhead.lines),
            .payment: .list(letterhead.payment),
        ]
        if let kind { values[kind] = .flag }
        guard kind == .invoice || kind == .creditNote else { return values }
        values[.number] = own(statement.number)
        values[.amount] = own(figures.total(statement.amountDue).text)
        values[.due] = own(statement.due.map(dates.long))
        values[.period] = own(period)
        values[.attorney] = own(statement.attorney?.name)
        values[.matters] = own(statement.matters.map(\.caption).joined(separator: "; "))
        return values
    }

    private func own(_ text: String?) -> FragmentWord.Value {
        .text(text.map { $0.isEmpty ? "" : template.words.isolated($0) } ?? "")
    }
}
