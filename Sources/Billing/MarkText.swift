// Marks in plain words, for the history, explanations and reports: `hours 1.00`, `hold until 2026-12-01`.

extension LineChange {
    package var plainText: String {
        switch self {
        case .hours(let hours): "hours \(plainHours(hours))"
        case .rate(let rate): "rate \(plainAmount(rate))"
        case .amount(let amount): "amount \(plainAmount(amount))"
        case .narrative: "narrative"
        case .noCharge: "no charge"
        case .writeOff: "write off"
        case .hold(let until): "hold" + (until.map { " until \($0)" } ?? "")
        case .exclude: "exclude"
        case .transfer(let matter): "transfer to \(matter)"
        case .divide(let parts):
            "divide into " + parts.map { plainHours($0.hours) }.joined(separator: " + ")
        case .combine(let line): "combine with \(line)"
        case .restore: "restore"
        }
    }
}

extension MatterChange {
    /// What it changes, of which a matter has one.
    package var kind: String {
        switch self {
        case .discountPercent, .discountAmount: "discount"
        case .fees: "set fees"
        case .note: "cover note"
        case .hold: "hold"
        case .terms: "terms"
        case .template: "template"
        case .billTo: "bill to"
        case .restore: "restore"
        }
    }

    package var plainText: String {
        switch self {
        case .discountPercent(let percent): "discount \(plainPercent(percent))"
        case .discountAmount(let amount): "discount \(plainAmount(amount))"
        case .fees(let fees): "set the fees to \(plainAmount(fees))"
        case .note: "cover note"
        case .hold(let until): "hold the matter" + (until.map { " until \($0)" } ?? "")
        case .terms: "terms of payment"
        case .template(let name): "template \(name)"
        case .billTo(let client): "bill to \(client)"
        case .restore: "restore"
        }
    }
}

extension LineMark {
    /// `hours 1.00, by ABC: too long`
    package var plainText: String { told(change.plainText, by: by, reason: reason) }
}

extension MatterMark {
    package var plainText: String { told(change.plainText, by: by, reason: reason) }
}

private func told(_ change: String, by: String, reason: String) -> String {
    change + (by.isEmpty ? "" : ", by \(by)") + (reason.isEmpty ? "" : ": \(reason)")
}

/// With two decimals at least, and more where they are needed: `0.30`, `0.0833`.
package func plainHours(_ hours: Hours) -> String {
    var text = plainDecimal(hours.tenThousandths, decimals: 4)
    for _ in 0..<2 where text.hasSuffix("0") { text.removeLast() }
    return text
}

package func plainAmount(_ money: Money) -> String {
    plainDecimal(money.minorUnits, decimals: money.currency.decimals)
}
