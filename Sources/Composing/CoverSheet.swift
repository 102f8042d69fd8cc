package import Billing
package import Paper

/// What lies on a pile of documents that is to be printed: of whom they are, how many, and what they
/// come to.
package struct CoverSheet: Sendable {
    /// A document of the pile.
    package struct Item: Sendable {
        /// Its client's, or its attorney's.
        package var name: String
        package var pages: Int
        package var total: Money

        package init(name: String, pages: Int, total: Money) {
            self.name = name
            self.pages = pages
            self.total = total
        }
    }

    /// All of one name in one currency.
    struct Line: Equatable {
        var name: String
        var documents = 0
        var pages = 0
        var total: Money
    }

    /// What the documents come to, as they are counted one after the other: a whole run has a hundred
    /// thousand.
    package struct Tally: Sendable {
        private struct Key: Hashable {
            var name: String
            var currency: Currency
        }

        /// In the order of the documents; none where there are more than a cover holds.
        private(set) var lines: [Line] = []
        private var totalOfCurrency: [Currency: Line] = [:]
        private var places: [Key: Int] = [:]
        private var hasTooMany = false
        private(set) var documents = 0
        private(set) var pages = 0
        /// Of paper, where each document begins one and has text on both sides of it.
        private(set) var duplexSheets = 0

        package init() {}

        package mutating func add(_ item: Item) {
            documents += 1
            pages += item.pages
            duplexSheets += (item.pages + 1) / 2
            let currency = item.total.currency
            totalOfCurrency[currency, default: Line(name: "", total: .zero(currency))].add(item)
            guard !hasTooMany else { return }
            let key = Key(name: item.name, currency: currency)
            let place = places[key] ?? lines.count
            if place == lines.count {
                places[key] = place
                lines.append(Line(name: key.name, total: .zero(currency)))
            }
            lines[place].add(item)
            if lines.count > CoverSheet.mostLines { (hasTooMany, lines, places) = (true, [], [:]) }
        }

        /// One a currency.
        var totals: [Line] {
            totalOfCurrency.values.sorted { $0.total.currency.code < $1.total.currency.code }
        }
    }

    package enum Pile: Sendable {
        /// One attorney's documents, by client; nil where the matters have no attorney.
        case attorney(String?)
        /// All of a run, by attorney; blank is none.
        case wholeRun
    }

    package var kind: Statement.Kind
    package var pile: Pile
    /// From whom, and how the sheet is set.
    package var head: LetterHead
    package var tally: Tally
    /// Whether each document begins a sheet of paper and has text on both sides of it.
    package var isDuplex: Bool

    package init(
        of kind: Statement.Kind, _ pile: Pile, head: LetterHead, tally: Tally, isDuplex: Bool
    ) {
        self.kind = kind
        self.pile = pile
        self.head = head
        self.tally = tally
        self.isDuplex = isDuplex
    }

    /// A list of more is no cover, and is left out: the sums tell what follows.
    static let mostLines = 200

    /// Of paper, without the cover sheet.
    var sheets: Int { isDuplex ? tally.duplexSheets : tally.pages }
}

extension CoverSheet.Line {
    fileprivate mutating func add(_ item: CoverSheet.Item) {
        documents += 1
        pages += item.pages
        total += item.total
    }
}

package func composeCoverSheet(_ cover: CoverSheet, in template: Template) -> Document {
    let currency = cover.tally.totals.first?.total.currency ?? .usd
    let parts = StatementParts(cover.head, currency, in: template)
    let title = template.text(cover.kind == .proforma ? .proformas : .invoices)
    let whose =
        switch cover.pile {
        case .attorney(let name): name ?? template.text(.withoutAttorney)
        case .wholeRun: template.text(.allAttorneys)
        }
    var document = parts.letter(title, as: nil)
    document.subject = whose
    document.footer = parts.footer(title + " · " + template.words.isolated(whose))
    var rows: [(Label, String)] = [
        (.date, parts.dates.long(cover.head.date)), (.attorney, whose),
        (.documents, parts.figures.count(cover.tally.documents).text),
        (.pages, parts.figures.count(cover.tally.pages).text),
    ]
    if cover.isDuplex { rows.append((.sheets, parts.figures.count(cover.sheets).text)) }
    document.blocks =
        [
            parts.paragraph(cover.head.letterhead.name, .firm), .space(7),
            .rule(template.rule(.thin)), .space(30),
            parts.paragraph(title, .title, heading: 1), .space(12), parts.details(rows), .space(20),
        ] + [.table(parts.table(of: cover))]
    return document
}

extension StatementParts {
    fileprivate func table(of cover: CoverSheet) -> Table {
        let name: Label = if case .wholeRun = cover.pile { .attorney } else { .client }
        var rows: [Row] = []
        var last: String?
        for line in cover.tally.lines {
            // A name with several currencies stands once, and on each page.
            let isSame = line.name == last
            let shown = line.name.isEmpty ? template.text(.withoutAttorney) : line.name
            rows.append(
                Row(
                    [
                        isSame ? .empty : text(shown, .narrative), count(line.documents),
                        count(line.pages), total(line.total, .figure),
                    ], above: 3, below: 1.5))
            last = line.name
        }
        keepLast(&rows)
        for (index, sum) in cover.tally.totals.enumerated() {
            rows.append(
                Row(
                    [
                        index == 0 ? label(.total, .total) : .empty, count(sum.documents, .total),
                        count(sum.pages, .total), total(sum.total),
                    ], above: index == 0 ? 4 : 2,
                    ruleAbove: index == 0 ? template.rule(.thin) : nil,
                    keepsWithNext: index < cover.tally.totals.count - 1))
        }
        let gap = template.column(.gap)
        return entryTable(
            columns: [
                .init(width: .share(1), gap: 0),
                .init(width: .points(72), alignment: .trailing, gap: gap),
                .init(width: .points(60), alignment: .trailing, gap: gap),
                .init(width: .points(112), alignment: .decimal, gap: gap),
            ],
            header: [
                Row(
                    [
                        label(name), label(.documents, .columnHead, .trailing),
                        label(.pages, .columnHead, .trailing),
                        label(.total, .columnHead, .trailing),
                    ], below: 3, ruleBelow: template.rule(.thin))
            ], rows: rows)
    }

    private func count(_ count: Int, _ role: Template.Role = .figure) -> Cell {
        text(figures.count(count).text, role, .trailing)
    }
}
