internal import Billing
internal import Paper

extension StatementParts {
    /// What a cost is for, and beneath it how it was reckoned.
    func costText(_ line: CostLine) -> Cell {
        var cell = text(line.description, .narrative)
        if let working = costWorking(line) {
            cell.parts.append(.text(working, template.style(.small), nil))
        }
        return cell
    }

    /// `250 × 0.10`; nil where the amount alone says it. What a ceiling or an edit put an end to is
    /// not shown.
    private func costWorking(_ line: CostLine) -> String? {
        let steps = line.steps
        let ceiling = steps.lastIndex {
            switch $0.figure {
            case .ceiling, .marked: true
            default: false
            }
        }
        let texts = steps[(ceiling ?? 0)...].compactMap(costWorking)
        return texts.isEmpty ? nil : texts.joined(separator: ", ")
    }

    private func costWorking(_ step: CostStep) -> String? {
        switch step.figure {
        case .recorded: nil
        case .pieces(let quantity, let each), .ceiling(let quantity, let each):
            quantity.magnitude == .one
                ? nil
                : template.text(
                    .pieces, ("quantity", figures.quantity(quantity)),
                    ("price", figures.piecePrice(each)))
        case .markup(let percent, let base):
            template.text(
                .costMarkup, ("base", figures.amount(base).text),
                ("percent", figures.percent(percent)))
        case .most: template.text(.costMost, ("most", figures.amount(step.amount).text))
        case .noCharge, .absorbed, .marked: nil
        }
    }
}
