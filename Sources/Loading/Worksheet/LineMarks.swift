import Billing

/// The marks of a row that is one line's.
extension RowMarks {
    mutating func lineChanges() -> [LineChange] {
        let reports = found.count
        let action = action(among: WorksheetAction.forLines)
        guard found.count == reports else { return [] }
        switch action {
        case nil:
            refuseWith()
            return newFigures()
        case .noCharge:
            refuse([.newHours, .newRate, .newAmount], besides: .noCharge)
            refuseWith()
            return newNarrative() + [.noCharge]
        case .writeOff:
            refuse(WorksheetColumn.figures, besides: .writeOff)
            refuseWith()
            return [.writeOff]
        case .restore:
            refuse(WorksheetColumn.figures, besides: .restore)
            refuseWith()
            return [.restore]
        case .exclude:
            refuseWith()
            return newFigures() + [.exclude]
        case .hold: return newFigures() + (holdDate().map { [.hold(until: $0)] } ?? [])
        case .transfer: return newFigures() + (transferTarget().map { [.transfer(to: $0)] } ?? [])
        case .divide: return parts().map { [.divide(into: $0)] } ?? []
        case .combine:
            refuse(WorksheetColumn.figures, besides: .combine)
            return combineTarget().map { [.combine(with: $0)] } ?? []
        case .discount, .fees, .note, .terms, .template, .billTo: return []
        }
    }

    // MARK: New figures

    /// What is as it was shown is no change: a column may have been copied whole.
    private mutating func newFigures() -> [LineChange] {
        var changes: [LineChange] = []
        switch shown.subject {
        case .time(let line):
            if let text = row.text(.newHours), let new = hours(text, at: .newHours),
                new != line.hours
            {
                changes.append(.hours(to: new))
            }
            if let rate = money(.newRate), rate != line.perHour {
                changes.append(.rate(to: rate))
            }
            if row.text(.newRate) != nil, row.text(.newAmount) != nil {
                report(
                    .markupContradictory, at: .newAmount,
                    "\"new rate\" and \"new amount\" contradict each other",
                    remedy: "keep one of them")
            } else if let amount = money(.newAmount), amount != line.amount {
                changes.append(.amount(to: amount))
            }
        case .cost(let line):
            for column in [WorksheetColumn.newHours, .newRate] where row.text(column) != nil {
                reportCost(column)
            }
            let amount = money(.newAmount, mayBeNegative: line.amount.minorUnits < 0)
            if let amount, amount != line.amount { changes.append(.amount(to: amount)) }
        case .matter: break
        }
        return changes + newNarrative()
    }

    private mutating func reportCost(_ column: WorksheetColumn) {
        report(
            .markupMisplaced, at: column, "the line is a cost, which has neither hours nor a rate",
            remedy: "write what it shall come to under \"new amount\"")
    }

    private func newNarrative() -> [LineChange] {
        guard let text = row.text(.newNarrative), text != shown.narrative else { return [] }
        return [.narrative(to: text)]
    }

    // MARK: What actions need

    private mutating func transferTarget() -> MatterID? {
        let text = needed("the matter that the line goes to", like: "M2 or a name of the matter")
        guard let text else { return nil }
        switch names.matter(text) {
        case .refused(let code, let fact, let remedy):
            report(code, at: .with, fact, remedy: remedy ?? "write the matter's id")
        case .id(shown.matter):
            report(
                .actionUnavailable, at: .with, "the line is on matter \(shown.matter) already",
                remedy: "name another matter")
        case .id(let matter):
            guard let currency = names.currency(of: matter), currency != shown.currency else {
                return matter
            }
            report(
                .currencyDiffers, at: .with,
                "matter \(matter) is billed in \(currency), and this line in \(shown.currency)",
                remedy: "write it off here, and record it anew for the other matter")
        }
        return nil
    }

    /// Another line of the same person and matter on the same pro forma.
    private mutating func combineTarget() -> LineID? {
        guard let text = needed("another line", like: "#28MX") else { return nil }
        guard let target = proforma.line(text), let id = target.id else {
            found.append(proforma.unknownLine(text, at: row.place(of: .with)))
            return nil
        }
        let fact: String? =
            switch (shown.subject, target.subject) {
            case (.time(let line), .time(let other)):
                if line.id == other.id {
                    "a line cannot be combined with itself"
                } else if line.timekeeper.id != other.timekeeper.id {
                    "line \(id) is of \(other.timekeeper.id), and this one of \(line.timekeeper.id)"
                } else if target.matter != shown.matter {
                    "line \(id) is on matter \(target.matter), and this one on \(shown.matter)"
                } else {
                    nil
                }
            default: "costs cannot be combined"
            }
        guard let fact else { return id }
        report(
            .actionUnavailable, at: .with, fact,
            remedy: "name a line of the same person and matter")
        return nil
    }

    // MARK: Parts

    /// `0.30 + 0.50`, and the narratives with strokes between them; without these each part keeps
    /// the narrative of the line.
    private mutating func parts() -> [LinePart]? {
        guard case .time(let line) = shown.subject else {
            report(
                .actionUnavailable, at: .action, "a cost cannot be divided",
                remedy: "write off or transfer the whole of it")
            return nil
        }
        refuse([.newRate, .newAmount], besides: .divide)
        refuseWith()
        guard let text = row.text(.newHours) else {
            report(
                .cellBlank, at: .newHours,
                "\"divide\" needs the hours of the parts, and \"new hours\" is blank",
                remedy: "write them with a plus between, like 0.30 + 0.50")
            return nil
        }
        let texts = text.split(separator: "+").map { String($0).trimmed }
        guard texts.count > 1 else {
            report(
                .durationUnreadable, at: .newHours, "\"\(text)\" is not two parts or more",
                remedy: "write them with a plus between and no sign before, like 0.30 + 0.50")
            return nil
        }
        var hours: [Hours] = []
        for text in texts {
            if let part = self.hours(text, at: .newHours) { hours.append(part) }
        }
        let narratives = row.text(.newNarrative).map {
            $0.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
        }
        if let narratives, narratives.count != texts.count || narratives.contains("") {
            report(
                .markupContradictory, at: .newNarrative,
                "there are \(texts.count) parts, and \(narratives.filter { !$0.isEmpty }.count) "
                    + "narratives",
                remedy: "write one for each part, with \" | \" between them")
            return nil
        }
        guard hours.count == texts.count else { return nil }
        if hours.sum() != line.hours {
            report(
                .durationDiffers, as: .warning, at: .newHours,
                "the parts come to \(plain(hours.sum())) hours, and the line shows "
                    + "\(plain(line.hours))",
                remedy: "nothing to do if that is meant")
        }
        let each = narratives ?? hours.map { _ in line.narrative }
        return zip(hours, each).map { LinePart(hours: $0, narrative: $1) }
    }

    private func plain(_ hours: Hours) -> String {
        plainDecimal(hours.tenThousandths / 100, decimals: 2)
    }
}
