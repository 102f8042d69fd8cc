package import Billing
package import Paper

/// A credit note as a document: an invoice's lines once more, below zero, and nothing to pay.
package func composeCreditNote(_ statement: Statement, in template: Template) -> Document {
    let parts = StatementParts(statement: statement, template: template)
    let title = template.text(.creditNote) + " " + statement.title
    var document = parts.letter(title, as: .creditNote)
    let sections = template.layout.sections
    document.blocks = parts.letterhead + parts.creditAddress
    if sections.contains(.opening) {
        document.blocks += parts.fragment(.opening, of: .creditNote)
    }
    document.blocks += parts.mattersInFull
    document.blocks += parts.overviewOfSeveral
    document.blocks = parts.keepingWithNext(document.blocks)
    document.blocks += [.space(18), .together([parts.sums(parts.creditRows)])]
    if sections.contains(.closing) {
        document.blocks += parts.fragment(.closing, of: .creditNote)
    }
    document.blocks += parts.retainerAccount()
    return document
}

extension StatementParts {
    fileprivate var creditAddress: [Block] {
        var rows: [(Label, String)] = [
            (.number, statement.number), (.date, dates.long(statement.date)),
        ]
        if let correction = statement.correction {
            rows.append((.credits, named(correction.original)))
            if let reissue = correction.reissue { rows.append((.replacedBy, named(reissue))) }
        }
        rows += [(.period, period), (.client, statement.billTo.id.text)]
        if let reference = statement.billTo.reference { rows.append((.reference, reference)) }
        return address(under: .creditNote, rows)
    }

    /// From the fees down to what the client's account is credited with.
    fileprivate var creditRows: [Row] {
        var rows = chargeRows
        rows.append(
            totalRow(template.text(.totalCreditNote), statement.total, rule: template.rule(.thin)))
        rows += keptDiscountRows
        if let retainer = statement.retainer {
            rows.append(sumRow(template.text(.returnedToRetainer), -retainer.applied))
        }
        rows.append(
            totalRow(
                template.text(.creditedToAccount), statement.amountDue, .due,
                rule: template.rule(.strong)))
        return rows
    }
}
