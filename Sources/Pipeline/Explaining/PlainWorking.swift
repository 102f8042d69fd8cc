internal import Billing

/// `over-cap` as `over cap`.
func plainWords(_ name: String) -> String {
    name.split(separator: "-").joined(separator: " ")
}

func plain(_ hours: Hours) -> String { plainHours(hours) }

/// The price of a piece, likewise.
private func plain(tenThousandths: Int) -> String {
    plainHours(Hours(tenThousandths: tenThousandths))
}

/// Without its currency, among figures that are all in one.
func bare(_ money: Money) -> String {
    plainAmount(money)
}

/// One step of a working: `over cap: 41250.00 - 35000.00 = 6250.00`.
func plain(_ step: WorkingStep) -> String {
    let day = step.day.map { " on \($0)" } ?? ""
    let note = step.note.isEmpty ? "" : " (\(step.note))"
    return plainWords(step.name.rawValue) + note + day + ": " + parts(of: step.figure)
        + figure(step.result)
}

private func parts(of working: WorkingStep.Figure) -> String {
    switch working {
    case .given: return ""
    case .percent(let percent, let base): return "\(plainPercent(percent)) of \(bare(base)) = "
    case .product(let quantity, let price): return "\(figure(quantity)) × \(bare(price)) = "
    case .sum(let values):
        let terms = values.map(figure)
        let rest = terms.dropFirst().map {
            $0.hasPrefix("-") ? " - " + $0.dropFirst() : " + " + $0
        }
        return (terms.first ?? "") + rest.joined() + " = "
    }
}

private func figure(_ value: WorkingStep.Value) -> String {
    switch value {
    case .money(let money): bare(money)
    case .hours(let hours): plain(hours) + " h"
    case .count(let count): String(count)
    }
}

/// From a recorded cost to what is charged.
func plain(_ step: CostStep) -> String {
    let rule = step.rule.map { ", \($0)" } ?? ""
    return switch step.figure {
    case .recorded: bare(step.amount) + " as recorded"
    case .pieces(let quantity, let each):
        "\(plainQuantity(quantity)) × \(plain(tenThousandths: each.tenThousandths)) = \(bare(step.amount))"
            + rule
    case .markup(let percent, let base):
        "\(bare(base)) + \(plainPercent(percent)) = \(bare(step.amount))" + rule
    case .ceiling(let quantity, let each):
        "at most \(plainQuantity(quantity)) × \(plain(tenThousandths: each.tenThousandths)) = \(bare(step.amount))"
            + rule
    case .most: "at most \(bare(step.amount))" + rule
    case .noCharge: "no charge" + rule
    case .absorbed: "borne by the firm" + rule
    case .marked(let mark): mark.plainText
    }
}
