import Billing

/// What is wrong with the marks of a file only because of others in it.
struct MarksOfFile {
    private(set) var diagnostics: [Diagnostic] = []

    init(_ requests: [MarkRequest]) {
        var ofLines: [LineID: MarkRequest] = [:]
        var ofMatters: [MatterID: [(change: MatterChange, place: Place?)]] = [:]
        for request in requests {
            switch request.mark {
            case .line(let id, _):
                if let first = ofLines[id] {
                    reportTwice("line \(id) is marked", at: request.place, first: first.place)
                } else {
                    ofLines[id] = request
                }
            case .matter(let id, let changes):
                for change in changes {
                    check(change, of: id, at: request.place, with: ofMatters[id] ?? [])
                    ofMatters[id, default: []].append((change, request.place))
                }
            }
        }
        for request in requests { checkCombined(request, among: ofLines) }
    }

    private mutating func check(
        _ change: MatterChange, of matter: MatterID, at place: Place?,
        with others: [(change: MatterChange, place: Place?)]
    ) {
        for other in others {
            let (name, otherName) = (change.action.rawValue, other.change.action.rawValue)
            if name == otherName {
                reportTwice("\"\(name)\" of matter \(matter) stands", at: place, first: other.place)
            } else if change.contradicts(other.change) {
                diagnostics.append(
                    Diagnostic(
                        .markupContradictory, at: place,
                        "\"\(name)\" and \"\(otherName)\"\(line(other.place)) contradict each other",
                        remedy: "keep one of them"))
            }
        }
    }

    /// The line that another goes to has to stay what it is.
    private mutating func checkCombined(
        _ request: MarkRequest, among lines: [LineID: MarkRequest]
    ) {
        guard case .line(let id, let changes) = request.mark else { return }
        for case .combine(let target) in changes {
            guard let other = lines[target], case .line(_, let marks) = other.mark,
                let mark = marks.first(where: \.takesLineAway)
            else { continue }
            diagnostics.append(
                Diagnostic(
                    .markupContradictory, at: request.place,
                    "line \(id) goes to line \(target), which is marked itself"
                        + "\(line(other.place)): \(mark.action)",
                    remedy: "combine it with a line that stays on the invoice"))
        }
    }

    private mutating func reportTwice(_ what: String, at place: Place?, first: Place?) {
        diagnostics.append(
            Diagnostic(
                .markedTwice, at: place, "\(what)\(line(first)) already",
                remedy: "say in one row all that is to change, and clear the other"))
    }

    private func line(_ place: Place?) -> String { place.map { " in line \($0.line)" } ?? "" }
}

extension LineChange {
    fileprivate var takesLineAway: Bool {
        switch self {
        case .writeOff, .hold, .exclude, .transfer, .divide, .combine: true
        case .hours, .rate, .amount, .narrative, .noCharge, .restore: false
        }
    }

    /// The word for it in a worksheet.
    fileprivate var action: String {
        switch self {
        case .hours: WorksheetColumn.newHours.title
        case .rate: WorksheetColumn.newRate.title
        case .amount: WorksheetColumn.newAmount.title
        case .narrative: WorksheetColumn.newNarrative.title
        case .noCharge: WorksheetAction.noCharge.rawValue
        case .writeOff: WorksheetAction.writeOff.rawValue
        case .hold: WorksheetAction.hold.rawValue
        case .exclude: WorksheetAction.exclude.rawValue
        case .transfer: WorksheetAction.transfer.rawValue
        case .divide: WorksheetAction.divide.rawValue
        case .combine: WorksheetAction.combine.rawValue
        case .restore: WorksheetAction.restore.rawValue
        }
    }
}

extension MatterChange {
    fileprivate var action: WorksheetAction {
        switch self {
        case .discountPercent, .discountAmount: .discount
        case .fees: .fees
        case .note: .note
        case .hold: .hold
        case .terms: .terms
        case .template: .template
        case .billTo: .billTo
        case .restore: .restore
        }
    }

    /// A fee that is set leaves nothing to take a discount off, and what is restored is not marked.
    fileprivate func contradicts(_ other: MatterChange) -> Bool {
        let actions: Set<WorksheetAction> = [action, other.action]
        return actions.contains(.restore) || actions == [.fees, .discount]
    }
}
