extension Statement {
    /// The credit note that takes this invoice back, line for line and to the cent: hours and amounts
    /// below zero, rates as they are, items without their working.
    ///
    /// `held` is what the retainer of each matter holds before; `taken` the discount that a payment
    /// took on this invoice.
    package func credit(
        _ correction: Correction, held: [MatterID: Money], taken: KeptDiscount?
    ) -> Statement {
        var note = Statement(
            kind: .creditNote, number: correction.creditNote.number,
            date: correction.creditNote.date, due: nil, periodStart: periodStart,
            periodEnd: periodEnd, letterhead: letterhead, billTo: billTo, attorney: attorney,
            currency: currency, hoursDecimals: hoursDecimals, matters: matters.map(\.credit),
            taxes: taxes.map { $0.credit(currency) },
            account: Account(previousBalance: .zero(currency)), terms: "", template: template,
            paper: paper)
        note.language = language
        let returned = (retainer?.accounts ?? []).filter { !$0.applied.isZero }
        if !returned.isEmpty {
            note.retainer = StatementRetainer(
                accounts: returned.map {
                    RetainerAccount(
                        matter: $0.matter, before: held[$0.matter] ?? .zero(currency),
                        movements: [], applied: -$0.applied, target: nil)
                })
        }
        note.keptDiscount = (taken ?? keptDiscount).map { -$0 }
        note.correction = correction
        return note
    }
}

extension MatterStatement {
    fileprivate var credit: MatterStatement {
        var credit = MatterStatement(
            id: id, caption: caption, reference: reference, arrangement: arrangement,
            lines: lines.map(\.credit), sections: sections.map(\.credit),
            costLines: costLines.map(\.credit), costItems: costItems.map(\.credit),
            timekeepers: timekeepers.map {
                TimekeeperTotal(
                    timekeeper: $0.timekeeper, hours: -$0.hours, perHour: $0.perHour,
                    amount: -$0.amount)
            },
            tasks: tasks.map {
                TaskTotal(code: $0.code, name: $0.name, hours: -$0.hours, amount: -$0.amount)
            }, currency: fees.currency,
            review: Review(
                oldestDays: 0, workedHours: -review.workedHours, standard: -review.standard,
                billed: -review.billed, budget: nil, billedBefore: .zero(fees.currency),
                owed: .zero(fees.currency)))
        credit.presentation = presentation
        return credit
    }
}

extension FeeLine {
    fileprivate var credit: FeeLine {
        var line = self
        line.workedSeconds = -workedSeconds
        line.worked = -worked
        line.hours = -hours
        line.amount = -amount
        line.adjustment = -adjustment
        line.standard = -standard
        line.trace = []
        return line
    }
}

extension CostLine {
    fileprivate var credit: CostLine {
        var line = self
        line.standard = -standard
        line.amount = -amount
        line.steps = []
        return line
    }
}

extension FeeSection {
    fileprivate var credit: FeeSection {
        FeeSection(agreement: agreement, from: from, time: -time, items: items.map(\.credit))
    }
}

extension FeeItem {
    /// Its part of an arrangement is free to be billed again.
    fileprivate var credit: FeeItem {
        var item = self
        item.amount = -amount
        item.working = []
        item.part = nil
        return item
    }
}

extension TaxLine {
    fileprivate func credit(_ currency: Currency) -> TaxLine {
        TaxLine(
            tax,
            shares: shares.map { Share(matter: $0.matter, base: -$0.base, amount: -$0.amount) },
            currency)
    }
}

extension Hours {
    package static prefix func - (hours: Hours) -> Hours { .zero - hours }
}
