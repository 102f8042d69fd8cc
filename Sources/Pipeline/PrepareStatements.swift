internal import Billing
internal import Grouping
internal import Ledger
internal import Rating

/// Statements ready to be numbered, and what the run needs to account for them.
struct PreparedStatements {
    var statements: [Statement] = []
    var entries = RunReport.Entries()
    /// Payments and movements of the retainer that each matter's invoice will list.
    var receipts: [MatterID: [EntryKey]] = [:]
    /// Entries that stay unbilled though their day has come: their part of a price is not due, or
    /// the cost is held.
    var waiting: [MatterID: [EntryKey]] = [:]
    /// Matters that were looked at, in the order in which they were rated.
    var matters: [MatterID] = []
    /// Those with errors of their own; they are on no statement.
    var faulty: Set<MatterID> = []
    /// What is unbilled of matters that were to be left out.
    var leftOut: [UnbilledWork] = []
    /// Something is wrong that is not one matter's.
    var isStopped = false
    /// Entries that edits keep off these statements.
    var held: [MatterID: [HeldEntry]] = [:]
    /// What was marked, as far as it holds.
    var markup = Markup()
    var diagnostics: [Diagnostic] = []

    /// Payments and movements of the retainer that a statement lists.
    func receipts(of statement: Statement) -> [EntryKey] {
        statement.matterIDs.flatMap { receipts[$0] ?? [] }
    }

    /// Why lines are not what they were, by whose decision.
    var reasons: [EntryKey: [String]] {
        markup.lines.mapValues { $0.marks.map(\.plainText) }
    }

    /// Marks at its matters as a whole, and those that leave entries off this one invoice. A hold
    /// goes on.
    func marksUsed(by statement: Statement) -> [Int] {
        statement.matterIDs.flatMap { matter in
            let marked = markup.matters[matter] ?? MarkedMatter()
            let own = (marked.marks + marked.replaced).filter {
                if case .hold = $0.change { false } else { true }
            }
            let excluded = (held[matter] ?? []).flatMap { entry in
                (markup.lines[entry.key]?.marks ?? []).filter { $0.change == .exclude }
            }
            return own.map(\.number) + excluded.map(\.number)
        }
    }
}

/// An invoice that is to be made of what another one carried.
struct ReissueDraft {
    /// The original's entries; no other unbilled work goes with them.
    var entries: Set<EntryKey>
    var reissue: Reissue
    /// What is marked at them, and what was marked for the original or with the correction.
    var markup: Markup
    /// All matters that the arrangements of the original's may look at.
    var related: [MatterID]
}

/// From unbilled work to statements: rate each matter, then group by client and matter.
///
/// Matters are rated in the order in which their statements are posted, so that whatever looks at
/// other matters finds the same in a run that goes on after a crash.
func prepareStatements(
    _ kind: Statement.Kind, _ selection: Selection, in workspace: Workspace,
    reading transaction: LedgerTransaction, as draft: ReissueDraft? = nil,
    leavingOut leftOut: Set<MatterID> = []
) throws(EnvironmentError) -> PreparedStatements {
    var prepared = PreparedStatements()
    let registers = workspace.registers
    let matters = selection.matterIDs(in: registers, reporting: &prepared.diagnostics)

    prepared.markup = if let draft { draft.markup } else { try transaction.markup() }
    let works = try transaction.unbilledWork(
        of: matters, through: selection.through, markup: prepared.markup
    ).map { draft.map($0.only(of:)) ?? $0 }
    // A reissue has nothing to do with work that was not on its original.
    if draft == nil {
        prepared.entries.nonBillable = try transaction.countNonBillable(
            of: matters, through: selection.through)
        prepared.entries.later = try transaction.countLater(of: matters, than: selection.through)
    }
    let billed = try transaction.past(of: draft?.related)
    var past = billed
    let rater = Rater(firm: workspace.firm, registers: registers)
    prepared.diagnostics += rater.diagnostics
    prepared.isStopped = prepared.diagnostics.hasErrors
    var rated: [RatedMatter] = []
    for work in withArrangements(works, matters: matters, registers: registers) {
        prepared.entries.considered += work.time.count + work.costs.count
        prepared.matters.append(work.matter)
        guard !leftOut.contains(work.matter) else {
            prepared.entries.leftOut += work.time.count + work.costs.count
            prepared.leftOut.append(work)
            continue
        }
        let (work, held) = work.marked(by: prepared.markup, on: selection.date)
        prepared.entries.held += held.count
        if !held.isEmpty { prepared.held[work.matter] = held }
        // What an arrangement adds to a matter that is held waits with its entries.
        if prepared.markup.matters[work.matter]?.holding(on: selection.date) != nil { continue }
        let one = rater.rate(
            work, through: selection.through, past: past,
            reporting: &prepared.diagnostics)
        guard let one else {
            reportUnknownMatter(work, in: registers, to: &prepared.diagnostics)
            prepared.faulty.insert(work.matter)
            continue
        }
        past.add(one, through: selection.through)
        prepared.entries.add(one)
        if !one.waiting.isEmpty { prepared.waiting[one.matter] = one.waiting }
        rated.append(one)
    }

    let history = try matterHistories(
        of: rated.map(\.matter), on: selection.date, after: billed, in: workspace,
        reading: transaction, into: &prepared)
    prepared.statements = StatementGrouper(firm: workspace.firm, registers: registers).statements(
        of: rated, kind: kind, date: selection.date, through: selection.through, history: history,
        as: draft?.reissue)
    prepared.diagnostics += offersThatDiffer(on: prepared.statements, in: workspace)
    prepared.diagnostics += paymentCodesLeftOut(from: prepared.statements, by: workspace.firm)
    return prepared
}

/// What each matter owed and paid before, in the currency it is billed in.
private func matterHistories(
    of matters: [MatterID], on date: CivilDate, after past: Past, in workspace: Workspace,
    reading transaction: LedgerTransaction, into prepared: inout PreparedStatements
) throws(EnvironmentError) -> [MatterID: MatterHistory] {
    let balances = try transaction.balances(on: date, of: matters)
    let retainers = try transaction.retainers(on: date, of: matters)
    // Only a chart asks for it.
    let isAged =
        workspace.firm.charts.contains(.ageing)
        || workspace.registers.clients.values.contains { $0.charts?.contains(.ageing) == true }
    let openAmounts = try isAged ? transaction.openAmounts(on: date, of: matters) : [:]
    var histories: [MatterID: MatterHistory] = [:]
    for id in matters {
        guard let matter = workspace.registers.matters[id] else { continue }
        let currency = workspace.registers.currency(of: matter, in: workspace.firm)
        let found = prepared.diagnostics.count
        let open = balances[id] ?? [:]
        for (other, balance) in open.sorted(by: { $0.key < $1.key })
        where other != currency.code && !balance.isZero {
            prepared.diagnostics.append(
                Diagnostic(
                    .currencyDiffers, at: workspace.registers.clients[matter.client]?.place,
                    "matter \(id) has open items in \(other), and is billed in \(currency) now",
                    remedy: "settle them first, or open a new matter for the new currency"))
        }
        let balance = open[currency.code] ?? MatterBalance()
        let retainer = heldRetainer(
            of: matter, retainers[id] ?? [:], in: currency, workspace.registers,
            reporting: &prepared.diagnostics)
        if prepared.diagnostics[found...].hasErrors { prepared.faulty.insert(id) }
        prepared.receipts[id] = balance.paymentKeys + retainer.keys
        histories[id] = MatterHistory(
            previousBalance: Money(minorUnits: balance.previousBalance, currency),
            payments: balance.payments.map {
                Account.Payment(
                    date: $0.date, description: $0.description,
                    amount: Money(minorUnits: $0.minorUnits, currency), discountOn: $0.discountOn)
            }, feesBilled: Money(minorUnits: past.feesBilled(of: id), currency),
            retainer: retainer.held)
        histories[id]?.billed = past.statements[id] ?? []
        histories[id]?.open = openAmounts[id]?[currency.code] ?? []
    }
    return histories
}

/// Matters whose arrangement is more than hours times rates may have something to bill without any
/// entry.
private func withArrangements(
    _ works: [UnbilledWork], matters: [MatterID]?, registers: Registers
) -> [UnbilledWork] {
    let present = Set(works.map(\.matter))
    let priced = registers.matters.values.filter { matter in
        guard !present.contains(matter.id), matters?.contains(matter.id) ?? true,
            let arrangement = registers.arrangement(of: matter)
        else { return false }
        return !arrangement.isPlainlyHourly
    }
    func place(_ work: UnbilledWork) -> (ClientID, MatterID) {
        (registers.matters[work.matter]?.client ?? ClientID(""), work.matter)
    }
    return (works + priced.map { UnbilledWork(matter: $0.id) }).sorted { place($0) < place($1) }
}

func reportUnknownMatter(
    _ work: UnbilledWork, in registers: Registers, to diagnostics: inout [Diagnostic]
) {
    guard registers.matters[work.matter] == nil else { return }
    diagnostics.append(
        Diagnostic(
            .matterUnknown, at: (work.time.map(\.place) + work.costs.map(\.place)).first,
            "matter \"\(work.matter)\" has unbilled work but is no longer in the register",
            remedy: "add it to matters.csv again"))
}

extension UnbilledWork {
    /// Of these entries the ones that the draft is of.
    fileprivate func only(of draft: ReissueDraft) -> UnbilledWork {
        var work = self
        work.time = time.filter { draft.entries.contains($0.key) }
        work.costs = costs.filter { draft.entries.contains($0.key) }
        return work
    }
}

extension RunReport.Entries {
    fileprivate mutating func add(_ rated: RatedMatter) {
        charged += Set(rated.charges.map(\.entry.key)).count + rated.costs.count
        waiting += rated.waiting.count
        workedSeconds += rated.charges.reduce(0) { $0 + $1.entry.seconds }
        billedTenThousandthsOfHours += rated.charges.map(\.billed).sum().tenThousandths
    }
}
