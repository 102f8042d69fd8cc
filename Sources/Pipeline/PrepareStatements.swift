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

/// From unbilled work to statements: rate each matter, then group by client and matter; all at once, or some
/// clients after the others, so that a month of a large firm need not be at hand at the same time.
///
/// Matters are rated in the order in which their statements are posted, so that whatever looks at
/// other matters finds the same in a run that goes on after a crash.
struct Preparation {
    private let kind: Statement.Kind
    private let selection: Selection
    private let workspace: Workspace
    private let transaction: LedgerTransaction
    private let draft: ReissueDraft?
    private let leftOut: Set<MatterID>
    private let matters: [MatterID]?
    /// Of the matters, where they are few.
    private let open: OpenEntries?
    private let most: Int
    private let markup: Markup
    private let rater: Rater
    /// Of what is looked at from other clients' parts; of everything, where all is given at once.
    private let billed: Past
    private var past: Past
    /// Clients that others' agreements look at.
    private let shared: Set<ClientID>
    /// All of a client's, where clients come one after the other.
    private var mattersOfClient: [ClientID: [MatterID]] = [:]
    private var withoutCode = PaymentCodesLeftOut()
    /// What the whole run tells, until the first part tells it.
    private var beginning: PreparedStatements?
    /// Matters that were not given yet, in the order of rating, each with how many entries it has; nil where
    /// all are given at once.
    private var ahead: ArraySlice<(matter: MatterID, entries: Int)>?

    /// How many entries a run has at hand at once: so few that the threads which set pages have work while the
    /// next are rated.
    static let usualPart = 2_000

    /// So many matters are looked up by themselves.
    private static let few = 50

    /// In parts of so many entries, or of one client who has more; nil for all at once.
    init(
        _ kind: Statement.Kind, _ selection: Selection, in workspace: Workspace,
        reading transaction: LedgerTransaction, as draft: ReissueDraft? = nil,
        leavingOut leftOut: Set<MatterID> = [], inPartsOf most: Int? = nil
    ) throws(EnvironmentError) {
        self.kind = kind
        self.selection = selection
        self.workspace = workspace
        self.transaction = transaction
        self.draft = draft
        self.leftOut = leftOut
        self.most = most ?? .max
        var beginning = PreparedStatements()
        matters = selection.matterIDs(
            in: workspace.registers, reporting: &beginning.diagnostics)
        markup = if let draft { draft.markup } else { try transaction.markup() }
        let few = matters.flatMap { $0.count <= Preparation.few ? $0 : nil }
        open = if let few { try transaction.openEntries(of: few) } else { nil }
        // A reissue has nothing to do with work that was not on its original.
        if draft == nil {
            beginning.entries.nonBillable = try transaction.countNonBillable(
                of: matters, among: open, through: selection.through)
            beginning.entries.later = try transaction.countLater(
                of: matters, among: open, than: selection.through)
        }
        rater = Rater(firm: workspace.firm, registers: workspace.registers)
        beginning.diagnostics += rater.diagnostics
        beginning.isStopped = beginning.diagnostics.hasErrors
        self.beginning = beginning
        shared = workspace.registers.clientsInGroups
        if most != nil, few == nil {
            ahead = try Preparation.order(
                of: matters, through: selection.through, markup, most: self.most, in: workspace,
                transaction)
        }
        if ahead == nil {
            billed = try transaction.past(
                of: draft?.related ?? few.map(workspace.registers.related))
        } else {
            var byClient: [ClientID: [MatterID]] = [:]
            for matter in workspace.registers.matters.values {
                byClient[matter.client, default: []].append(matter.id)
            }
            billed = try transaction.past(of: shared.flatMap { byClient[$0] ?? [] })
            mattersOfClient = byClient
        }
        past = billed
    }

    /// Nil where all of it is no more than one part.
    private static func order(
        of matters: [MatterID]?, through: CivilDate, _ markup: Markup, most: Int,
        in workspace: Workspace, _ transaction: LedgerTransaction
    ) throws(EnvironmentError) -> ArraySlice<(matter: MatterID, entries: Int)>? {
        let counts = try transaction.unbilledCounts(of: matters, through: through, markup: markup)
        guard counts.values.reduce(0, +) > most else { return nil }
        let present = counts.keys.map { UnbilledWork(matter: $0) }
        return withArrangements(present, matters: matters, registers: workspace.registers)
            .map { ($0.matter, counts[$0.matter] ?? 0) }[...]
    }

    /// The statements of the next clients; nil behind the last.
    mutating func next() throws(EnvironmentError) -> PreparedStatements? {
        guard ahead != nil else {
            guard let beginning else { return nil }
            var past = past
            return try prepare(matters, among: open, after: beginning, billed, &past)
        }
        guard let part = takePart() else { return nil }
        let open = try transaction.openEntries(of: part)
        // What was billed before is at hand of these clients, and of those that others look at.
        let clients = Set(part.compactMap { workspace.registers.matters[$0]?.client })
        let own = try transaction.past(
            of: clients.subtracting(shared).flatMap { mattersOfClient[$0] ?? [] })
        var past = past.joined(own)
        let prepared = try prepare(
            part, among: open, after: beginning ?? PreparedStatements(), billed.joined(own), &past)
        self.past = past.only { matter in
            workspace.registers.matters[matter].map { shared.contains($0.client) } ?? false
        }
        return prepared
    }

    /// Matters of whole clients.
    private mutating func takePart() -> [MatterID]? {
        guard var rest = ahead, !rest.isEmpty else { return nil }
        let matters = workspace.registers.matters
        var part: [MatterID] = []
        var entries = 0
        while let next = rest.first {
            let isSameClient =
                part.last.map { matters[$0]?.client == matters[next.matter]?.client } ?? true
            guard isSameClient || entries + next.entries <= most else { break }
            part.append(next.matter)
            // A statement is by itself as large as some entries.
            entries += next.entries + 10
            rest.removeFirst()
        }
        ahead = rest
        return part
    }

    private mutating func prepare(
        _ matters: [MatterID]?, among open: OpenEntries?, after beginning: PreparedStatements,
        _ billed: Past, _ past: inout Past
    ) throws(EnvironmentError) -> PreparedStatements {
        self.beginning = nil
        var prepared = beginning
        prepared.markup = markup
        let registers = workspace.registers
        let works = try transaction.unbilledWork(
            of: matters, among: open, through: selection.through, markup: markup
        ).map { draft.map($0.only(of:)) ?? $0 }
        var rated: [RatedMatter] = []
        for work in withArrangements(works, matters: matters, registers: registers) {
            prepared.entries.considered += work.time.count + work.costs.count
            prepared.matters.append(work.matter)
            guard !leftOut.contains(work.matter) else {
                prepared.entries.leftOut += work.time.count + work.costs.count
                prepared.leftOut.append(work)
                continue
            }
            let (work, held) = work.marked(by: markup, on: selection.date)
            prepared.entries.held += held.count
            if !held.isEmpty { prepared.held[work.matter] = held }
            // What an arrangement adds to a matter that is held waits with its entries.
            if markup.matters[work.matter]?.holding(on: selection.date) != nil { continue }
            let one = rater.rate(
                work, through: selection.through, past: past, reporting: &prepared.diagnostics)
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
        let grouper = StatementGrouper(firm: workspace.firm, registers: registers)
        prepared.statements = grouper.statements(
            of: rated, kind: kind, date: selection.date, through: selection.through,
            history: history, as: draft?.reissue)
        prepared.diagnostics += offersThatDiffer(on: prepared.statements, in: workspace)
        withoutCode.add(prepared.statements, by: workspace.firm)
        if ahead?.isEmpty ?? true {
            prepared.diagnostics += withoutCode.diagnostics(of: workspace.firm)
        }
        return prepared
    }
}

/// All at once.
func prepareStatements(
    _ kind: Statement.Kind, _ selection: Selection, in workspace: Workspace,
    reading transaction: LedgerTransaction, as draft: ReissueDraft? = nil
) throws(EnvironmentError) -> PreparedStatements {
    var preparation = try Preparation(
        kind, selection, in: workspace, reading: transaction, as: draft)
    return try preparation.next() ?? PreparedStatements()
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
    let all = matters?.compactMap { registers.matters[$0] } ?? Array(registers.matters.values)
    let priced = all.filter { matter in
        guard !present.contains(matter.id), let arrangement = registers.arrangement(of: matter)
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

extension Past {
    /// Of other matters.
    fileprivate func joined(_ other: Past) -> Past {
        Past(
            statements: statements.merging(other.statements) { one, _ in one },
            billedParts: billedParts.union(other.billedParts))
    }

    fileprivate func only(where isWanted: (MatterID) -> Bool) -> Past {
        Past(
            statements: statements.filter { isWanted($0.key) },
            billedParts: billedParts.filter { isWanted($0.matter) })
    }
}

extension FeeArrangement {
    /// Clients whose fees its volume discounts go by, besides the matter's own.
    fileprivate var clientsInGroups: [ClientID] {
        agreements.flatMap(\.terms).flatMap { term -> [ClientID] in
            guard case .volumeDiscount(let discount) = term,
                case .group(let others) = discount.scope
            else { return [] }
            return others
        }
    }
}

extension Registers {
    /// Clients that volume discounts of others go by.
    fileprivate var clientsInGroups: Set<ClientID> {
        Set(arrangements.values.flatMap(\.clientsInGroups))
    }

    /// All matters that arrangements of these may look at.
    func related(to ids: [MatterID]) -> [MatterID] {
        var clients: Set<ClientID> = []
        for matter in ids.compactMap({ matters[$0] }) {
            clients.insert(matter.client)
            clients.formUnion(arrangement(of: matter)?.clientsInGroups ?? [])
        }
        let others = matters.values.filter { clients.contains($0.client) }.map(\.id)
        return Set(ids).union(others).sorted()
    }
}

extension RunReport.Entries {
    mutating func add(_ other: RunReport.Entries) {
        considered += other.considered
        charged += other.charged
        waiting += other.waiting
        held += other.held
        leftOut += other.leftOut
        later += other.later
        nonBillable += other.nonBillable
        workedSeconds += other.workedSeconds
        billedTenThousandthsOfHours += other.billedTenThousandthsOfHours
    }

    fileprivate mutating func add(_ rated: RatedMatter) {
        charged += Set(rated.charges.map(\.entry.key)).count + rated.costs.count
        waiting += rated.waiting.count
        workedSeconds += rated.charges.reduce(0) { $0 + $1.entry.seconds }
        billedTenThousandthsOfHours += rated.charges.map(\.billed).sum().tenThousandths
    }
}
