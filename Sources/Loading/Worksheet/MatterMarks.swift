import Billing
import Settings

/// The marks of a row that is a whole matter's: the fees under `new amount`, the cover note under
/// `new narrative`, and one action.
extension RowMarks {
    mutating func matterChanges() -> [MatterChange] {
        for column in [WorksheetColumn.newHours, .newRate] where row.text(column) != nil {
            report(
                .markupMisplaced, at: column, "a matter as a whole has no \"\(column.title)\"",
                remedy: "write hours and rates in the rows of the lines")
        }
        let reports = found.count
        let action = action(among: WorksheetAction.forMatters)
        guard found.count == reports else { return [] }
        var changes = action.map { change($0) } ?? []
        if action == nil { refuseWith() }
        if action == .restore {
            refuse([.newAmount, .newNarrative], besides: .restore)
            return changes
        }
        if let fees = money(.newAmount), fees.minorUnits != shownFees {
            changes.append(.fees(to: fees))
        }
        if let note = row.text(.newNarrative) { changes.append(.note(note)) }
        return changes
    }

    private var shownFees: Int? {
        try? AmountText.minorUnits(shown.text(.amount), in: shown.currency)
    }

    private mutating func change(_ action: WorksheetAction) -> [MatterChange] {
        switch action {
        case .discount: return discount().map { [$0] } ?? []
        case .hold: return holdDate().map { [.hold(until: $0)] } ?? []
        case .restore:
            refuseWith()
            return [.restore]
        case .fees:
            // What stands under "new amount" says it as well.
            if row.text(.newAmount) != nil {
                refuseWith()
                return []
            }
            _ = needed("what the fees come to", like: "5000.00")
            return money(.with).map { [.fees(to: $0)] } ?? []
        case .note:
            if row.text(.newNarrative) != nil {
                refuseWith()
                return []
            }
            return needed("the words to print", like: "With thanks").map { [.note($0)] } ?? []
        case .terms:
            return needed("the terms to print", like: "Payable within 60 days")
                .map { [.terms($0)] } ?? []
        case .template: return template().map { [.template($0)] } ?? []
        case .billTo: return payer().map { [.billTo($0)] } ?? []
        case .noCharge, .writeOff, .exclude, .transfer, .divide, .combine: return []
        }
    }

    /// `10 %`, or an amount. A bare number up to a hundred could be either.
    private mutating func discount() -> MatterChange? {
        guard let text = needed("a percentage or an amount", like: "10 % or 500.00") else {
            return nil
        }
        if row.text(.newAmount) != nil {
            report(
                .markupContradictory, at: .newAmount,
                "\"discount\" and \"new amount\" contradict each other", remedy: "keep one of them")
            return nil
        }
        if text.contains("%") {
            let percent = exactPercent(String(text.map { $0 == "," ? "." : $0 }))
            if let percent, (1...100_000).contains(percent.thousandths) {
                return .discountPercent(percent)
            }
            report(
                .numberUnreadable, at: .with,
                "\"\(text)\" is not a percentage above 0 and up to 100",
                remedy: "write it with at most 3 decimals, like 12.5 %")
            return nil
        }
        guard let amount = money(.with) else { return nil }
        let isBare = text.allSatisfy { $0.isNumber || ".,".contains($0) }
        if isBare, amount.minorUnits <= 100 * shown.currency.minorUnitsPerUnit {
            report(
                .markupUnreadable, at: .with,
                "\"\(text)\" could be a percentage or an amount",
                remedy: "write \(text) %, or \(shown.currency) \(text)")
            return nil
        }
        return .discountAmount(amount)
    }

    private mutating func template() -> String? {
        guard let text = needed("the name of a template", like: "standard") else { return nil }
        guard let known = names.templates else { return text }
        if let name = known.first(where: { folded($0) == folded(text) }) { return name }
        report(
            .templateUnknown, at: .with, "there is no template \"\(text)\"",
            remedy: didYouMean(text, among: known)
                ?? "write one of these: \(known.joined(separator: ", "))")
        return nil
    }

    private mutating func payer() -> ClientID? {
        guard let text = needed("the client who is billed", like: "C0001") else { return nil }
        switch names.client(text) {
        case .id(let client): return client == shown.client ? nil : client
        case .refused(let code, let fact, let remedy):
            report(code, at: .with, fact, remedy: remedy ?? "write the client's id")
            return nil
        }
    }
}
