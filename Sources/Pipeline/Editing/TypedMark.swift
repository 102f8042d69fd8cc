package import Billing
internal import Ledger
internal import Loading

/// What is to be marked, as it was typed on the command line.
package struct TypedMark: Sendable {
    package enum Hold: Sendable {
        case open
        case until(CivilDate)
    }

    package var line: String?
    package var matter: String?
    package var hours: String?
    package var rate: String?
    package var amount: String?
    package var narrative: String?
    package var isNoCharge = false
    package var isWriteOff = false
    package var isExclude = false
    package var isRestore = false
    package var hold: Hold?
    package var transfer: String?
    /// `0.30 Call with client`, one a part.
    package var parts: [String] = []
    package var partner: String?
    package var discount: String?
    package var fees: String?
    package var note: String?
    package var terms: String?
    package var template: String?
    package var billTo: String?
    package var reason = ""
    package var decidedBy: String?

    package init() {}
}

extension TypedMark {
    /// Empty where something cannot be read, which `diagnostics` tells.
    func requests(
        in workspace: Workspace, reading transaction: LedgerTransaction,
        reporting diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [MarkRequest] {
        var words = Words(decimals: workspace.firm.hoursDecimals)
        var requests: [MarkRequest] = []
        if let line {
            guard let id = LineID(typed: line) else {
                diagnostics.append(
                    Diagnostic(
                        .editRefused, at: nil, "there is no line \"\(line)\"",
                        remedy: "line ids stand beside each line of a pro forma"))
                return []
            }
            let entry = try transaction.entry(id.entry)
            words.currency = workspace.currency(of: entry?.matter)
            requests.append(
                MarkRequest(
                    .line(id, lineChanges(&words)), reason: reason, decidedBy: decidedBy))
        }
        if let matter {
            words.currency = workspace.currency(of: MatterID(matter))
            requests.append(
                MarkRequest(
                    .matter(MatterID(matter), matterChanges(&words)), reason: reason,
                    decidedBy: decidedBy))
        }
        diagnostics += words.diagnostics
        return words.diagnostics.isEmpty ? requests : []
    }

    private func lineChanges(_ words: inout Words) -> [LineChange] {
        var changes: [LineChange] = []
        if isRestore { changes.append(.restore) }
        if let matter = transfer { changes.append(.transfer(to: MatterID(matter))) }
        if let hours = words.hours(hours) { changes.append(.hours(to: hours)) }
        if let rate = words.money(rate) { changes.append(.rate(to: rate)) }
        if let amount = words.money(amount) { changes.append(.amount(to: amount)) }
        if let narrative { changes.append(.narrative(to: narrative)) }
        if isNoCharge { changes.append(.noCharge) }
        if isWriteOff { changes.append(.writeOff) }
        if isExclude { changes.append(.exclude) }
        if let hold { changes.append(.hold(until: hold.day)) }
        if !parts.isEmpty { changes.append(.divide(into: parts.compactMap { words.part($0) })) }
        if let partner, let line = words.line(partner) { changes.append(.combine(with: line)) }
        return changes
    }

    private func matterChanges(_ words: inout Words) -> [MatterChange] {
        var changes: [MatterChange] = []
        if isRestore { changes.append(.restore) }
        if let discount {
            if let percent = words.percent(discount) {
                changes.append(.discountPercent(percent))
            } else if let amount = words.money(discount) {
                changes.append(.discountAmount(amount))
            }
        }
        if let fees = words.money(fees) { changes.append(.fees(to: fees)) }
        if let note { changes.append(.note(note)) }
        if let hold { changes.append(.hold(until: hold.day)) }
        if let terms { changes.append(.terms(terms)) }
        if let template { changes.append(.template(template)) }
        if let billTo { changes.append(.billTo(ClientID(billTo))) }
        return changes
    }
}

extension TypedMark.Hold {
    fileprivate var day: CivilDate? {
        if case .until(let day) = self { day } else { nil }
    }
}

/// Reads figures, and keeps what cannot be read.
private struct Words {
    let decimals: Int
    var currency = Currency.usd
    var diagnostics: [Diagnostic] = []

    init(decimals: Int) {
        self.decimals = decimals
    }

    mutating func hours(_ text: String?) -> Hours? {
        guard let text else { return nil }
        guard let seconds = try? Duration.seconds(text) else {
            refuse("\"\(text)\" is no number of hours", "write hours like 1.20 or 1:12")
            return nil
        }
        return Hours(seconds: seconds, decimals: decimals)
    }

    mutating func money(_ text: String?) -> Money? {
        guard let text else { return nil }
        guard let units = try? AmountText.minorUnits(text, in: currency) else {
            refuse("\"\(text)\" is no amount in \(currency)", "write an amount like 480.00")
            return nil
        }
        return Money(minorUnits: units, currency)
    }

    /// Nil, and nothing said, where there is no percent sign.
    mutating func percent(_ text: String) -> Percent? {
        guard text.hasSuffix("%") else { return nil }
        let number = String(text.dropLast()).trimmingSpaces
        // Thousandths, as a currency of three decimals has them.
        guard let dinar = Currency(code: "KWD"),
            let units = try? AmountText.minorUnits(number, in: dinar)
        else {
            refuse("\"\(text)\" is no percentage", "write a percentage like 10%")
            return nil
        }
        return Percent(thousandths: units)
    }

    mutating func part(_ text: String) -> LinePart? {
        let pieces = text.split(separator: " ", maxSplits: 1)
        guard pieces.count == 2, let hours = hours(String(pieces[0])) else {
            if pieces.count != 2 {
                refuse("\"\(text)\" is no part", "write hours and words: \"0.30 Call with client\"")
            }
            return nil
        }
        return LinePart(hours: hours, narrative: String(pieces[1]))
    }

    mutating func line(_ text: String) -> LineID? {
        let line = LineID(typed: text)
        if line == nil {
            refuse("there is no line \"\(text)\"", "line ids stand beside each line of a pro forma")
        }
        return line
    }

    private mutating func refuse(_ fact: String, _ remedy: String) {
        diagnostics.append(Diagnostic(.editRefused, at: nil, fact, remedy: remedy))
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
