package import Billing

/// A statement as data: what its pages show and nothing that they do not, for the client's systems.
/// Amounts, hours and rates are decimal text, because a number in JSON is read as a binary fraction.
package struct StatementData: Sendable, Encodable {
    package struct Line: Sendable, Encodable {
        /// Only on a pro forma, which prints it.
        package var line: String?
        package var date: String
        package var timekeeper: String?
        package var code: String?
        package var narrative: String
        package var hours: String?
        package var rate: String?
        package var amount: String?
        /// Why there is no amount: `no-charge`; on a pro forma also `written-off` and the like.
        package var uncharged: String?
    }

    /// A fee, a discount or what else stands beside the lines. Without an amount it is in the lines.
    package struct Item: Sendable, Encodable {
        package var name: String
        package var description: String
        package var amount: String?
    }

    package struct Timekeeper: Sendable, Encodable {
        package var id: String
        package var name: String
        package var title: String?
        package var hours: String?
        package var rate: String?
        package var amount: String
    }

    package struct Matter: Sendable, Encodable {
        package var id: String
        package var name: String
        package var reference: String?
        package var arrangement: String?
        package var services: [Line]
        package var serviceItems: [Item]
        package var fees: String
        package var costLines: [Line]
        package var costItems: [Item]
        package var costs: String
        package var total: String
        /// Left out where not all of the time is shown.
        package var timekeepers: [Timekeeper]?
    }

    package struct Party: Sendable, Encodable {
        package var id: String?
        package var name: String
        package var lines: [String]
        package var taxID: String?
        package var reference: String?
    }

    package struct Tax: Sendable, Encodable {
        package var name: String
        package var percent: String
        package var base: String
        package var amount: String
    }

    package struct Payment: Sendable, Encodable {
        package var date: String
        package var description: String
        package var amount: String
    }

    package struct Sums: Sendable, Encodable {
        package var fees: String
        package var costs: String
        package var tax: String
        package var total: String
        package var previousBalance: String?
        package var payments: [Payment]?
        package var discount: String?
        package var fromRetainer: String?
        package var due: String?
    }

    package var format = "engross-statement-1"
    package var kind: String
    package var number: String
    package var version: Int?
    package var date: String
    package var due: String?
    package var periodFrom: String
    package var periodTo: String
    package var currency: String
    package var from: Party
    package var billTo: Party
    package var matters: [Matter]
    package var taxes: [Tax]
    package var sums: Sums
}

extension StatementData {
    /// What the pages of this statement show in this template.
    package init(_ statement: Statement, in template: Template) {
        let parts = StatementParts(statement: statement, template: template)
        let isProforma = statement.kind == .proforma
        kind = statement.kind.rawValue
        number = statement.number
        version = isProforma ? statement.version : nil
        date = statement.date.description
        due = isProforma ? nil : statement.due?.description
        periodFrom = statement.periodStart.description
        periodTo = statement.periodEnd.description
        currency = statement.currency.code
        from = Party(
            id: nil, name: statement.letterhead.name,
            lines: isProforma ? [] : statement.letterhead.lines,
            taxID: isProforma ? nil : statement.letterhead.taxID, reference: nil)
        billTo = Party(
            id: statement.billTo.id.text, name: statement.billTo.name,
            lines: statement.billTo.address, taxID: nil,
            reference: isProforma ? nil : statement.billTo.reference)
        matters = statement.matters.map { parts.data(of: $0) }
        taxes = statement.taxes.map {
            Tax(
                name: $0.name, percent: plainPercent($0.percent), base: decimal($0.base),
                amount: decimal($0.amount))
        }
        sums = Sums(of: statement)
    }
}

extension StatementData.Sums {
    fileprivate init(of statement: Statement) {
        fees = decimal(statement.fees)
        costs = decimal(statement.costs)
        tax = decimal(statement.tax)
        total = decimal(statement.total)
        // A pro forma has the way to the amount due only where a retainer is on it.
        guard statement.kind != .proforma || statement.retainer != nil else { return }
        if statement.kind != .creditNote, !statement.account.isEmpty {
            previousBalance = decimal(statement.account.previousBalance)
            payments = statement.account.payments.map {
                StatementData.Payment(
                    date: $0.date.description, description: $0.description,
                    amount: decimal($0.amount))
            }
        }
        discount = statement.keptDiscount.map { decimal(-$0.amount) }
        fromRetainer = statement.retainer.flatMap { $0.applied.isZero ? nil : decimal(-$0.applied) }
        due = decimal(statement.amountDue)
    }
}

extension StatementParts {
    fileprivate func data(of matter: MatterStatement) -> StatementData.Matter {
        let sections = sections(of: matter)
        let lines = sections.flatMap(\.lines)
        let isProforma = statement.kind == .proforma
        let presentation = isProforma ? nil : matter.presentation
        let shown = ShownFigures(sections, presentation)
        let printed = template.layout.matterSections
        let hasLines =
            isProforma || presentation?.isAnnexed == true
            || (presentation?.isOneLine != true && printed.contains(.services))
        let hasCosts = isProforma || printed.contains(.costs)
        let hasTimekeepers =
            isProforma || (printed.contains(.timekeepers) && showsSummaries(of: matter))
        return StatementData.Matter(
            id: matter.id.text, name: matter.caption, reference: matter.reference,
            arrangement: matter.arrangement,
            services: isProforma
                ? lines.map(proformaLine)
                : hasLines
                    ? lines.filter(\.display.isListed).map { invoiceLine($0, shown) } : [],
            serviceItems: hasLines
                ? sections.flatMap(\.items).map(item)
                : [whole(.servicesRendered, matter.fees)], fees: decimal(matter.fees),
            costLines: hasCosts
                ? matter.costLines.filter { isProforma || $0.display.isListed }.map(costLine) : [],
            costItems: hasCosts
                ? self.printed(matter.costItems).map(item)
                : [whole(.costs, matter.costsTotal)], costs: decimal(matter.costsTotal),
            total: decimal(matter.total),
            timekeepers: hasTimekeepers
                ? matter.timekeepers.map { timekeeper($0, presentation) } : nil)
    }

    /// What is shown as one amount.
    private func whole(_ name: Label, _ amount: Money) -> StatementData.Item {
        StatementData.Item(name: template.text(name), description: "", amount: decimal(amount))
    }

    private func proformaLine(_ line: FeeLine) -> StatementData.Line {
        StatementData.Line(
            line: line.id.text, date: line.date.description, timekeeper: line.timekeeper.id.text,
            narrative: line.narrative, hours: digits(of: line.hours),
            rate: line.display == .share ? nil : line.perHour.map(decimal),
            amount: line.isCharged ? decimal(line.amount) : nil,
            uncharged: line.isCharged ? nil : line.display.rawValue)
    }

    private func invoiceLine(_ line: FeeLine, _ shown: ShownFigures) -> StatementData.Line {
        let hasTime = line.isCharged || line.display == .noCharge
        let hasRate = shown.rate && line.display == .amount
        return StatementData.Line(
            date: line.date.description, timekeeper: line.timekeeper.id.text,
            narrative: line.narrative, hours: shown.hours && hasTime ? digits(of: line.hours) : nil,
            rate: hasRate ? line.perHour.map(decimal) : nil,
            amount: line.isCharged ? decimal(line.amount) : nil,
            uncharged: line.display == .noCharge ? line.display.rawValue : nil)
    }

    private func costLine(_ line: CostLine) -> StatementData.Line {
        let isCharged = line.display == .amount
        return StatementData.Line(
            line: statement.kind == .proforma ? line.id.text : nil, date: line.date.description,
            code: line.code, narrative: line.description,
            amount: isCharged ? decimal(line.amount) : nil,
            uncharged: isCharged ? nil : line.display.rawValue)
    }

    private func item(_ item: FeeItem) -> StatementData.Item {
        StatementData.Item(
            name: template.head(of: item.kind), description: item.description,
            amount: item.isOpen || item.isInLines ? nil : decimal(item.amount))
    }

    private func timekeeper(
        _ total: TimekeeperTotal, _ presentation: Presentation?
    ) -> StatementData.Timekeeper {
        StatementData.Timekeeper(
            id: total.timekeeper.id.text, name: total.timekeeper.name,
            title: total.timekeeper.title,
            hours: presentation?.hidesHours == true ? nil : digits(of: total.hours),
            rate: presentation?.hidesRates == true ? nil : total.perHour.map(decimal),
            amount: decimal(total.amount))
    }

    private func digits(of hours: Hours) -> String {
        var value = hours.tenThousandths
        for _ in statement.hoursDecimals..<4 { value /= 10 }
        return plainDecimal(value, decimals: statement.hoursDecimals)
    }
}

private func decimal(_ money: Money) -> String {
    plainDecimal(money.minorUnits, decimals: money.currency.decimals)
}
