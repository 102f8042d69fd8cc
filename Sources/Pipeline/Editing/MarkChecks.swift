internal import Billing
internal import Ledger

/// Decides which requests can be marked, and says of each other one why not.
struct MarkChecks {
    let workspace: Workspace
    let date: CivilDate
    let transaction: LedgerTransaction
    private let markup: Markup
    /// Where each line and matter was marked in this run.
    private(set) var seen: [String: Place?]
    private var versions: [ProformaVersion: Statement?] = [:]
    /// The last version of each number that was asked for.
    private var latest: [String: ProformaVersion?] = [:]
    /// The matter that each entry was recorded for.
    private var recorded: [EntryKey: MatterID] = [:]

    init(
        workspace: Workspace, date: CivilDate, transaction: LedgerTransaction,
        seen: [String: Place?] = [:]
    ) throws(EnvironmentError) {
        self.seen = seen
        self.workspace = workspace
        self.date = date
        self.transaction = transaction
        markup = try transaction.markup()
    }

    mutating func marks(
        for requests: [MarkRequest], reporting diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [NewMark] {
        var marks: [NewMark] = []
        for request in requests {
            func refuse(_ fact: String, _ remedy: String) {
                diagnostics.append(
                    Diagnostic(.editRefused, at: request.place, fact, remedy: remedy))
            }
            switch request.mark {
            case .line(let line, let changes):
                guard isFirst("line \(line.text)", request, &diagnostics) else { continue }
                guard let entry = try markable(line, request, &diagnostics) else { continue }
                recorded[entry.key] = entry.matter
                let matter = self.matter(of: entry)
                for change in changes {
                    let refusal = try whyNot(change, at: entry, in: matter)
                    if let refusal { refuse("line \(line): " + refusal.fact, refusal.remedy) }
                    marks.append(mark(.line(entry.key, change), matter, request))
                }
            case .matter(let matter, let changes):
                // Several rows may each mark something else of it.
                let names = changes.map { "\"\($0.kind)\" of matter \(matter)" }
                guard names.allSatisfy({ isFirst($0, request, &diagnostics) }) else { continue }
                guard workspace.registers.matters[matter] != nil else {
                    refuse(
                        "there is no matter \"\(matter)\"", "use an id from matters.csv")
                    continue
                }
                guard try isCurrent(matter, request, &diagnostics) else { continue }
                for change in changes {
                    if let refusal = whyNot(change, at: matter) {
                        refuse("matter \(matter): " + refusal.fact, refusal.remedy)
                    }
                    marks.append(mark(.matter(change), matter, request))
                }
            }
        }
        return marks
    }

    private func mark(
        _ change: NewMark.Change, _ matter: MatterID, _ request: MarkRequest
    ) -> NewMark {
        NewMark(
            matter: matter, change: change, was: "",
            by: request.decidedBy ?? workspace.occasion.by, reason: request.reason)
    }

    // MARK: What is marked

    /// Two rows for one line would leave open which of them holds.
    private mutating func isFirst(
        _ name: String, _ request: MarkRequest, _ diagnostics: inout [Diagnostic]
    ) -> Bool {
        if let earlier = seen[name] {
            let place = earlier.map { ", at \($0.file):\($0.line) before" } ?? ""
            diagnostics.append(
                Diagnostic(
                    .editRefused, at: request.place, "\(name) is marked twice" + place,
                    remedy: "leave one of the two rows, with all that should change"))
            return false
        }
        seen[name] = request.place
        return true
    }

    /// The entry of a line that may be marked: unbilled, and as the worksheet showed it.
    private mutating func markable(
        _ line: LineID, _ request: MarkRequest, _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> RecordedEntry? {
        func refuse(_ code: Diagnostic.Code, _ fact: String, _ remedy: String) {
            diagnostics.append(Diagnostic(code, at: request.place, fact, remedy: remedy))
        }
        guard line == LineID(line.entry) else {
            refuse(
                .editRefused, "line \(line) is a part of line \(LineID(line.entry))",
                "mark the whole line: restore it, or divide it anew")
            return nil
        }
        guard let entry = try transaction.entry(line.entry),
            ["time", "cost"].contains(entry.kind)
        else {
            refuse(
                .editRefused, "there is no line \(line)",
                "line ids stand beside each line of a pro forma")
            return nil
        }
        if let invoice = entry.invoice {
            refuse(
                .alreadyBilled, "line \(line) is on invoice \(invoice.number)",
                "correct the invoice: engross correct \(invoice.number) --line \(line) …")
            return nil
        }
        guard entry.isBillable else {
            refuse(
                .editRefused, "line \(line) is not billable",
                "correct the entry where it was recorded, and load it again")
            return nil
        }
        guard let version = request.proforma, let latest = try latest(of: version),
            latest.version > version.version
        else { return entry }
        let (old, new) = (
            try statement(of: version), try statement(of: latest)
        )
        guard old?.line(of: entry.key) == new?.line(of: entry.key) else {
            refuse(
                .proformaSuperseded,
                "line \(line) is not what \(version) shows: \(latest) shows it otherwise",
                "mark it on the worksheet of \(latest)")
            return nil
        }
        return entry
    }

    /// A mark at the matter as a whole is made with its figures in view.
    private mutating func isCurrent(
        _ matter: MatterID, _ request: MarkRequest, _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> Bool {
        guard let version = request.proforma, let latest = try latest(of: version),
            latest.version > version.version
        else { return true }
        let shown = [try statement(of: version), try statement(of: latest)].map { statement in
            statement?.matters.first { $0.id == matter }
        }
        guard shown[0]?.lines != shown[1]?.lines || shown[0]?.total != shown[1]?.total else {
            return true
        }
        diagnostics.append(
            Diagnostic(
                .proformaSuperseded, at: request.place,
                "matter \(matter) is not what \(version) shows: \(latest) shows it otherwise",
                remedy: "mark it on the worksheet of \(latest)"))
        return false
    }

    private mutating func latest(
        of version: ProformaVersion
    ) throws(EnvironmentError) -> ProformaVersion? {
        if let known = latest[version.number] { return known }
        let found = try transaction.documents(named: version.number).first.map {
            ProformaVersion(number: $0.number, version: $0.version)
        }
        latest[version.number] = found
        return found
    }

    private mutating func statement(
        of version: ProformaVersion
    ) throws(EnvironmentError) -> Statement? {
        if let known = versions[version] { return known }
        var statement: Statement?
        if let document = try transaction.documents(named: version.description).first {
            statement = try decode(document)
        }
        versions[version] = statement
        return statement
    }

    func matter(of entry: RecordedEntry) -> MatterID {
        markup.lines[entry.key]?.matter ?? entry.matter
    }

    // MARK: What is marked at it

    typealias Refusal = (fact: String, remedy: String)

    private func whyNot(
        _ change: LineChange, at entry: RecordedEntry, in matter: MatterID
    ) throws(EnvironmentError) -> Refusal? {
        let isTime = entry.kind == "time"
        switch change {
        case .hours, .rate, .divide, .combine:
            if !isTime {
                return (
                    "a cost has no hours to change", "give the new amount of the cost instead"
                )
            }
        default: break
        }
        switch change {
        case .hours(let hours) where hours < .zero:
            return ("the new hours are negative", "write 0 hours, or \"no charge\"")
        case .rate(let rate) where rate.minorUnits < 0:
            return ("the new rate is negative", "write the rate for an hour")
        case .amount(let amount) where isTime && amount.minorUnits < 0:
            return ("the new amount is negative", "give a credit as a discount of the matter")
        case .narrative(let text) where text.isEmpty:
            return ("the new narrative is empty", "write the words that should stand there")
        case .hold(let until?): return whyNotHeld(until: until)
        case .transfer(let target): return whyNotTransferred(from: matter, to: target)
        case .divide(let parts):
            if parts.count < 2 {
                return ("one part is no division", "give two parts or more")
            }
            if parts.contains(where: { $0.hours <= .zero || $0.narrative.isEmpty }) {
                return ("a part has no hours or no narrative", "give each part both")
            }
        case .combine(let partner):
            return try whyNotCombined(entry, in: matter, with: partner)
        case .rate(let money), .amount(let money): return whyNotBilled(money, in: matter)
        default: break
        }
        return nil
    }

    private func whyNotTransferred(from matter: MatterID, to target: MatterID) -> Refusal? {
        guard let new = workspace.registers.matters[target] else {
            return ("there is no matter \"\(target)\"", "use an id from matters.csv")
        }
        if target == matter {
            return ("it is in matter \(target) already", "name another matter")
        }
        if let closed = new.closed, closed <= date {
            return (
                "matter \(target) was closed on \(closed)", "open it again in matters.csv first"
            )
        }
        guard workspace.currency(of: target) == workspace.currency(of: matter) else {
            return (
                "matter \(target) is billed in \(workspace.currency(of: target))",
                "transfer to a matter of the same currency"
            )
        }
        return nil
    }

    private func whyNotCombined(
        _ entry: RecordedEntry, in matter: MatterID, with partner: LineID
    ) throws(EnvironmentError) -> Refusal? {
        guard let other = try transaction.entry(partner.entry), other.key != entry.key,
            other.kind == "time", partner == LineID(partner.entry)
        else {
            return ("there is no line \(partner) of time to combine it with", "name another line")
        }
        if let invoice = other.invoice {
            return (
                "line \(partner) is on invoice \(invoice.number)", "combine it with an unbilled one"
            )
        }
        if other.timekeeper != entry.timekeeper || self.matter(of: other) != matter {
            return (
                "line \(partner) is of another timekeeper or matter",
                "combine lines of one person in one matter"
            )
        }
        if let marks = markup.lines[other.key], marks.partner != nil || marks.parts != nil {
            return (
                "line \(partner) is divided or combined itself", "restore that line first"
            )
        }
        return nil
    }

    private func whyNot(_ change: MatterChange, at matter: MatterID) -> Refusal? {
        switch change {
        case .discountPercent(let percent) where !(1...100_000).contains(percent.thousandths):
            return (
                "a discount of \(plainPercent(percent)) is none", "give a percentage up to 100"
            )
        case .discountAmount(let amount) where amount.minorUnits <= 0:
            return ("the discount is not above zero", "write how much is taken off")
        case .fees(let fees) where fees.minorUnits < 0:
            return ("the fees are set below zero", "write what they should come to")
        case .hold(let until?): return whyNotHeld(until: until)
        case .discountAmount(let money), .fees(let money):
            return whyNotBilled(money, in: matter)
        case .template(let name):
            let (template, found) = workspace.templates.read(
                name, in: workspace.firm.language)
            if template == nil || found.hasErrors {
                return (
                    "there is no template \"\(name)\" that can be used",
                    "name a folder under Templates/ that has a template.yaml"
                )
            }
        case .billTo(let client) where workspace.registers.clients[client] == nil:
            return ("there is no client \"\(client)\"", "use an id from clients.csv")
        default: break
        }
        return nil
    }

    private func whyNotHeld(until day: CivilDate) -> Refusal? {
        day <= date ? ("it is held until \(day), which is past", "name a later day") : nil
    }

    private func whyNotBilled(_ money: Money, in matter: MatterID) -> Refusal? {
        let currency = workspace.currency(of: matter)
        guard money.currency != currency else { return nil }
        return ("the amount is in \(money.currency)", "the matter is billed in \(currency)")
    }

    // MARK: For the record

    /// The matters whose statements the marks may change.
    func mattersTouched(by marks: [NewMark]) -> [MatterID] {
        var matters: Set<MatterID> = []
        for mark in marks {
            matters.insert(mark.matter)
            guard case .line(let key, let change) = mark.change else { continue }
            if let own = recorded[key] { matters.insert(own) }
            if case .transfer(let target) = change { matters.insert(target) }
        }
        return matters.sorted()
    }

    /// The marks with what a pro forma would have shown before.
    func withWhatWas(_ marks: [NewMark], on statements: [Statement]) -> [NewMark] {
        marks.map { mark in
            var mark = mark
            mark.was = self.was(mark, on: statements)
            return mark
        }
    }

    private func was(_ mark: NewMark, on statements: [Statement]) -> String {
        guard case .line(let key, let change) = mark.change else {
            let matter = statements.lazy.flatMap(\.matters).first { $0.id == mark.matter }
            return matter.map { "fees \(plainAmount($0.fees))" } ?? ""
        }
        for matter in statements.flatMap(\.matters) {
            if let line = matter.lines.first(where: { $0.entry == key }) {
                return switch change {
                case .hours, .combine: plainHours(line.hours)
                case .divide: "\(plainHours(line.hours)), \"\(line.narrative)\""
                case .rate: line.perHour.map(plainAmount) ?? ""
                case .narrative: line.narrative
                case .transfer: matter.id.text
                default: plainAmount(line.amount)
                }
            }
            if let line = matter.costLines.first(where: { $0.entry == key }) {
                return switch change {
                case .narrative: line.description
                case .transfer: matter.id.text
                default: plainAmount(line.amount)
                }
            }
        }
        return ""
    }
}

/// A line of time or cost, to be held against another version of it.
private struct ShownLine: Equatable {
    var time: FeeLine?
    var cost: CostLine?
}

extension Statement {
    /// Without its trace: only what is shown counts.
    fileprivate func line(of entry: EntryKey) -> ShownLine? {
        for matter in matters {
            if var line = matter.lines.first(where: { $0.entry == entry }) {
                line.trace = []
                return ShownLine(time: line)
            }
            if let line = matter.costLines.first(where: { $0.entry == entry }) {
                return ShownLine(cost: line)
            }
        }
        return nil
    }
}
