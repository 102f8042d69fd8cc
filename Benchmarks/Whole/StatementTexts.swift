import Billing
import Foundation

/// What the peers show of a statement: all figures as texts, so that nobody formats them.
func textsOfStatement(_ statement: Statement) -> [String: Any] {
    func amount(_ money: Money) -> String {
        let cents = abs(money.minorUnits)
        var whole = String(cents / 100)
        var grouped = ""
        while whole.count > 3 {
            grouped = "," + whole.suffix(3) + grouped
            whole.removeLast(3)
        }
        let text = whole + grouped + "." + String(100 + cents % 100).dropFirst()
        return money.minorUnits < 0 ? "(\(text))" : text
    }
    func hours(_ hours: Hours) -> String {
        String(format: "%.2f", Double(hours.tenThousandths) / 10_000)
    }
    let matter = statement.matters[0]
    return [
        "number": statement.number, "firm": statement.letterhead.name,
        "letterhead": [statement.letterhead.name] + statement.letterhead.lines,
        "client": [statement.billTo.name] + statement.billTo.address,
        "particulars": [
            ["Number", statement.number], ["Date", statement.date.description],
            ["Client", statement.billTo.id.text], ["Matter", matter.id.text],
        ],
        "matter": matter.caption,
        "lines": matter.lines.map { line in
            [
                line.date.description, line.timekeeper.id.text, line.narrative,
                hours(line.hours), line.perHour.map(amount) ?? "", amount(line.amount),
            ]
        },
        "hours": hours(matter.hoursTotal), "services": amount(matter.fees),
        "timekeepers": matter.timekeepers.flatMap { row in
            [
                row.timekeeper.name, row.timekeeper.id.text, hours(row.hours),
                row.perHour.map(amount) ?? "", amount(row.amount),
            ]
        },
        "sums": ["Services", amount(statement.fees), "Costs", amount(statement.costs)],
        "due": amount(statement.amountDue),
    ]
}
