internal import Billing
internal import Paper

/// What was owed before, what was paid since, what is due now, and what is held for the client.
extension StatementParts {
    /// From the total down to the amount due.
    var accountRows: [Row] {
        var rows: [Row] = []
        if !statement.account.isEmpty {
            rows.append(
                sumRow(template.text(.previousBalance), statement.account.previousBalance))
            rows += statement.account.payments.map { payment in
                let name =
                    payment.discountOn.map {
                        template.text(.promptDiscount, ("number", $0))
                    } ?? payment.description
                return sumRow(
                    template.listed(name, dates.short(payment.date)), payment.amount)
            }
        }
        rows += keptDiscountRows
        if let retainer = statement.retainer, !retainer.applied.isZero {
            rows.append(sumRow(template.text(.appliedFromRetainer), -retainer.applied))
        }
        rows.append(
            totalRow(
                template.text(
                    statement.amountDue.minorUnits < 0 ? .creditBalance : .amountDue),
                statement.amountDue, .due, rule: template.rule(.strong)))
        return rows
    }

    /// A discount that was earned on the invoice that this one replaces; on a credit note, one that it
    /// takes back.
    var keptDiscountRows: [Row] {
        guard let kept = statement.keptDiscount else { return [] }
        let isBack = kept.amount.minorUnits < 0
        let name = template.text(
            isBack ? .discountTakenBack : .keptDiscount,
            ("percent", figures.percent(kept.percent)),
            ("base", figures.amount(isBack ? -kept.base : kept.base).text))
        return [sumRow(name, -kept.amount)]
    }

    /// What is taken off for a payment in time.
    var offer: [Block] {
        guard let offer = statement.offer else { return [] }
        let text = template.text(
            .promptPayment, ("amount", figures.total(offer.amount).text),
            ("date", dates.long(offer.until)), ("percent", figures.percent(offer.percent)),
            ("base", figures.total(offer.base).text),
            ("discount", figures.total(offer.discount).text))
        return [.space(12), paragraph(text, .body)]
    }

    /// What is held for the client, how it came to that, and what is missing of what was agreed.
    func retainerAccount(keepsWithNext: Bool = false) -> [Block] {
        guard let retainer = statement.retainer else { return [] }
        var rows = [
            Row([label(.retainer, .heading), .empty], keepsWithNext: true),
            sumRow(template.text(.retainerBefore), retainer.before),
        ]
        rows += retainer.movements.map { movement in
            let name = template.text(
                movement.amount.minorUnits < 0 ? .retainerReturned : .retainerReceived,
                ("date", dates.short(movement.date)))
            let words = movement.description
            return sumRow(
                words.isEmpty ? name : template.named(name, words), movement.amount)
        }
        if !retainer.applied.isZero {
            let name: Label =
                statement.kind == .creditNote ? .retainerCredited : .retainerApplied
            rows.append(sumRow(template.text(name), -retainer.applied))
        }
        rows.append(
            totalRow(template.text(.retainerAfter), retainer.after, rule: template.rule(.thin)))
        rows += retainer.accounts.compactMap(request).map {
            Row([text($0, .body, span: 2)], above: 3, keepsWithNext: true)
        }
        return [.space(12), .together([sums(rows)], keepsWithNext: keepsWithNext)]
    }

    /// Which matter's it is, where the statement is about several.
    private func request(_ account: RetainerAccount) -> String? {
        guard let target = account.target, let missing = account.replenishment else { return nil }
        return template.text(
            statement.matters.count > 1 ? .replenishMatter : .replenish,
            ("matter", account.matter.text), ("amount", figures.total(missing).text),
            ("target", figures.total(target).text))
    }
}
