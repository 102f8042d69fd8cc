import Billing
import Settings

/// Reads the marks of one row.
struct RowMarks {
    let row: WorksheetRow
    let shown: ShownRow
    let proforma: MarkedProforma
    let names: WorksheetNames
    let dates: WorksheetDates
    var found: [Diagnostic] = []

    mutating func report(
        _ code: Diagnostic.Code, as severity: Diagnostic.Severity = .error,
        at column: WorksheetColumn, _ fact: String, remedy: String
    ) {
        found.append(
            Diagnostic(severity, code, at: row.place(of: column), fact, remedy: remedy))
    }

    /// What the row asks for; nil where that is nothing, or where something is wrong with it.
    mutating func request() -> MarkRequest? {
        reportSpreadsheetErrors()
        guard !found.contains(where: { $0.code == .markupUnreadable }) else { return nil }
        guard row.isMarked else {
            if let remark = WorksheetColumn.remarks.first(where: { row.text($0) != nil }) {
                report(
                    .markupMisplaced, as: .warning, at: remark,
                    "the row has a \(remark.title), and marks nothing",
                    remedy:
                        "nothing to do if nothing is to change: remarks are kept with marks only")
            }
            return nil
        }
        let mark: MarkRequest.Mark
        if let id = shown.id {
            let changes = lineChanges()
            guard !changes.isEmpty else { return nil }
            // What is taken back at a part is the division of the whole.
            mark = .line(changes == [.restore] ? LineID(id.entry) : id, changes)
        } else {
            let changes = matterChanges()
            guard !changes.isEmpty else { return nil }
            mark = .matter(shown.matter, changes)
        }
        guard !found.hasErrors else { return nil }
        return MarkRequest(
            mark, reason: row.text(.reason) ?? "", decidedBy: row.text(.who),
            proforma: shown.proforma, place: row.place(of: .line))
    }

    // MARK: The action

    /// Nil where there is none, or none that can be taken, which is reported.
    mutating func action(among allowed: [WorksheetAction]) -> WorksheetAction? {
        guard let text = row.text(.action) else { return nil }
        guard let action = WorksheetAction(typed: text) else {
            reportUnknownAction(text, allowed)
            return nil
        }
        guard allowed.contains(action) else {
            let isForMatters = WorksheetAction.forMatters.contains(action)
            report(
                .actionUnavailable, at: .action,
                isForMatters
                    ? "\"\(text)\" is for a matter as a whole, not for a line"
                    : "\"\(text)\" is for a line, not for a matter as a whole",
                remedy: isForMatters
                    ? "write it in the row with \"\(ShownRow.matterWord)\" under \"line\""
                    : "write it in the rows of the lines; to hold a whole matter, write hold")
            return nil
        }
        return action
    }

    private mutating func reportUnknownAction(_ text: String, _ allowed: [WorksheetAction]) {
        if let action = WorksheetAction.beginning(text) {
            report(
                .markupMisplaced, at: .action, "\"\(text)\" is an action and more",
                remedy: "write \(action.rawValue) under \"action\", and the rest under \"with\"")
        } else if AmountText.isAmount(text) || (try? Duration.seconds(text)) != nil {
            report(
                .markupMisplaced, at: .action, "\"\(text)\" is a figure, not an action",
                remedy: "write it under \"new hours\", \"new rate\" or \"new amount\"")
        } else {
            let words = allowed.map(\.rawValue)
            report(
                .wordUnknown, at: .action, "\"\(text)\" is not an action",
                remedy: didYouMean(text, among: words) ?? "write \(words.joined(separator: ", "))")
        }
    }

    /// Reports each of these columns that is filled in though `action` leaves nothing to change
    /// there.
    mutating func refuse(_ columns: [WorksheetColumn], besides action: WorksheetAction) {
        for column in columns where row.text(column) != nil {
            report(
                .markupContradictory, at: column,
                "\"\(action.rawValue)\" and \"\(column.title)\" contradict each other",
                remedy: "keep one of them")
        }
    }

    /// For actions that need nothing besides.
    mutating func refuseWith() {
        guard let text = row.text(.with) else { return }
        report(
            .markupMisplaced, at: .with,
            row.text(.action) == nil
                ? "\"\(text)\" stands beside no action" : "the action needs no \"\(text)\"",
            remedy: "write an action that needs it, or clear the cell")
    }

    /// What an action needs, which may not be blank.
    mutating func needed(_ what: String, like example: String) -> String? {
        if let text = row.text(.with) { return text }
        report(
            .cellBlank, at: .with,
            "\"\(row.text(.action) ?? "")\" needs \(what), and \"with\" is blank",
            remedy: "write it under \"with\", like \(example)")
        return nil
    }

    /// Until a day, or until the mark is taken back; nil where the day cannot be read.
    mutating func holdDate() -> CivilDate?? {
        guard let text = row.text(.with), folded(text) != "open" else { return .some(nil) }
        switch dates.date(text, at: row.place(of: .with)) {
        case .failure(let refusal):
            found.append(refusal.diagnostic)
            return nil
        case .success(let day) where day <= shown.date:
            report(
                .actionUnavailable, at: .with,
                "\(day) is no later than the pro forma, which is of \(shown.date)",
                remedy: "write the day until which it is held, or open")
            return nil
        case .success(let day): return .some(day)
        }
    }

    // MARK: Figures

    mutating func hours(_ text: String, at column: WorksheetColumn) -> Hours? {
        let decimals = proforma.statement.hoursDecimals
        do {
            let seconds = try Duration.seconds(text)
            let plain = String(text.map { $0 == "," ? "." : $0 })
            guard let exact = exactDecimal(plain, places: 6) else {
                return Hours(seconds: seconds, decimals: decimals)
            }
            if exact.isMultiple(of: Hours.tenThousandths(ofOneInPlace: decimals) * 100) {
                return Hours(tenThousandths: exact / 100)
            }
            report(
                .durationUnreadable, at: column,
                "\"\(text)\" has more decimals than are billed (\(decimals))",
                remedy: "round it")
        } catch {
            if WorksheetAction(typed: text) != nil {
                reportAction(text, at: column)
            } else {
                found.append(Duration.diagnostic(error, text, at: row.place(of: column)))
            }
        }
        return nil
    }

    mutating func money(_ column: WorksheetColumn, mayBeNegative: Bool = false) -> Money? {
        guard let text = row.text(column) else { return nil }
        do {
            let units = try AmountText.minorUnits(text, in: shown.currency)
            if units >= 0 || mayBeNegative { return Money(minorUnits: units, shown.currency) }
            report(
                .amountNegative, at: column, "\"\(text)\" is less than zero",
                remedy: "write an amount of zero or more")
        } catch {
            if WorksheetAction(typed: text) != nil {
                reportAction(text, at: column)
            } else {
                found.append(
                    AmountText.diagnostic(
                        error, text, in: shown.currency, at: row.place(of: column)))
            }
        }
        return nil
    }

    private mutating func reportAction(_ text: String, at column: WorksheetColumn) {
        report(
            .markupMisplaced, at: column, "\"\(text)\" is an action, not a figure",
            remedy: "write it under \"action\"")
    }

    /// Whether a cell holds what a spreadsheet shows for a formula that it cannot reckon: most
    /// likely a text that began with a sign.
    mutating func reportSpreadsheetErrors() {
        for column in WorksheetColumn.marks + WorksheetColumn.remarks {
            guard let text = row.text(column), text.hasPrefix("#") || text.hasPrefix("Err:"),
                RowMarks.spreadsheetErrors.contains(text) || text.hasPrefix("Err:")
            else { continue }
            report(
                .markupUnreadable, at: column,
                "the spreadsheet took what was written here for a formula, and shows \"\(text)\"",
                remedy: "write it again with an apostrophe before it")
        }
    }

    private static let spreadsheetErrors: Set<String> = [
        "#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#ERROR!",
    ]
}
