import Billing

/// What is wrong with the marks of a file only because of others in it.
struct MarksOfFile {
    /// Each that is to be marked, once.
    private(set) var requests: [MarkRequest] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ all: [MarkRequest]) {
        var ofLines: [LineID: MarkRequest] = [:]
        var ofMatters: [MatterID: [(change: MatterChange, place: Place?)]] = [:]
        for request in all {
            switch request.mark {
            case .line(let id, let changes):
                if let first = ofLines[id] {
                    // Each part of a line that was divided may say so.
                    if changes == [.restore], first.mark == request.mark { continue }
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
            requests.append(request)
        }
        for request in all { checkCombined(request, among: ofLines) }
    }

    private mutating func check(
        _ change: MatterChange, of matter: MatterID, at place: Place?,
        with others: [(change: MatterChange, place: Place?)]
    ) {
        for other in others {
            let (name, otherName) = (change.kind, other.change.kind)
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
                        + "\(line(other.place)): \(mark.plainText)",
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
}

extension MatterChange {
    /// A fee that is set leaves nothing to take a discount off, and what is restored is not marked.
    fileprivate func contradicts(_ other: MatterChange) -> Bool {
        if self == .restore || other == .restore { return true }
        switch (self, other) {
        case (.fees, .discountPercent), (.fees, .discountAmount), (.discountPercent, .fees),
            (.discountAmount, .fees):
            return true
        default: return false
        }
    }
}
