package import Billing

/// What the ledger knows of a matter's past, as far as a statement prints it.
package struct MatterHistory: Sendable {
    /// Owed from earlier invoices, before the payments listed.
    package var previousBalance: Money
    package var payments: [Account.Payment]
    /// Fees of earlier invoices.
    package var feesBilled: Money
    /// Nil where nothing is held for the matter and nothing was agreed about it.
    package var retainer: HeldRetainer?
    /// Earlier invoices, and what is open of them by day; only charts ask for these.
    package var billed: [PastStatement] = []
    package var open: [OpenAmount] = []

    package var owed: Money {
        previousBalance + payments.map(\.amount).sum(previousBalance.currency)
    }

    package init(
        previousBalance: Money, payments: [Account.Payment], feesBilled: Money,
        retainer: HeldRetainer? = nil
    ) {
        self.previousBalance = previousBalance
        self.payments = payments
        self.feesBilled = feesBilled
        self.retainer = retainer
    }
}

/// What an invoice takes over from the one that it is issued in place of.
/// All its matters are on one invoice, as they were.
package struct Reissue: Sendable {
    /// That a payment of the original earned.
    package var discount: KeptDiscount?

    package init(keeping discount: KeptDiscount? = nil) {
        self.discount = discount
    }
}

/// Groups rated matters into statements: one a client, or one a matter, as the client wishes.
///
/// Entries stand by date, then timekeeper, then in the order they were loaded; statements by
/// client, then matter.
package struct StatementGrouper: Sendable {
    private let firm: Firm
    private let registers: Registers

    package init(firm: Firm, registers: Registers) {
        self.firm = firm
        self.registers = registers
    }

    package func statements(
        of rated: [RatedMatter], kind: Statement.Kind, date: CivilDate, through: CivilDate,
        history: [MatterID: MatterHistory], as reissue: Reissue? = nil
    ) -> [Statement] {
        let matters = rated.filter { !$0.isEmpty }.compactMap { rated in
            registers.matters[rated.matter].map { (matter: $0, rated: rated) }
        }.sorted { ($0.matter.client, $0.matter.id) < ($1.matter.client, $1.matter.id) }
        if let reissue {
            let client = matters.first.flatMap { registers.clients[$0.matter.client] }
            return client.map { client in
                [
                    statement(
                        for: client, matters, kind: kind, date: date, through: through,
                        history: history, keeping: reissue.discount)
                ]
            } ?? []
        }
        var statements: [Statement] = []
        var index = 0
        while index < matters.count {
            var end = index + 1
            if practice(of: matters[index].matter.client) == .consolidated {
                while end < matters.count,
                    matters[end].matter.client == matters[index].matter.client
                {
                    end += 1
                }
            }
            if let client = registers.clients[matters[index].matter.client] {
                statements.append(
                    statement(
                        for: client, Array(matters[index..<end]), kind: kind, date: date,
                        through: through, history: history))
            }
            index = end
        }
        return statements
    }

    private func practice(of client: ClientID) -> StatementPractice {
        registers.clients[client]?.statements ?? firm.invoices.statements
    }

    private func statement(
        for client: Client, _ matters: [(matter: Matter, rated: RatedMatter)],
        kind: Statement.Kind, date: CivilDate, through: CivilDate,
        history: [MatterID: MatterHistory], keeping earned: KeptDiscount? = nil
    ) -> Statement {
        let currency = client.currency ?? firm.currency
        let parts = matters.map { matter, rated in
            matterStatement(
                matter, rated, date: date, through: through, history: history[matter.id])
        }
        let days = client.termsDays ?? firm.invoices.termsDays
        let marks = matters.map(\.rated.mark)
        let payor = marks.compactMap(\.billTo).first.flatMap { registers.clients[$0] } ?? client
        let language = language(of: matters.map(\.matter), to: payor)
        let terms =
            marks.compactMap(\.terms).first
            ?? firm.text(firm.invoices.terms, in: language)
            .split(separator: "{days}", omittingEmptySubsequences: false)
            .joined(separator: String(days))
        let workDates = matters.flatMap { pair in
            pair.rated.charges.map(\.entry.date) + pair.rated.costs.map(\.entry.date)
        }
        let attorney = matters.first.flatMap { registers.attorney(of: $0.matter) }
        var statement = Statement(
            kind: kind, date: date, due: kind == .invoice ? date.adding(days: days) : nil,
            periodStart: min(workDates.min() ?? through, through), periodEnd: through,
            letterhead: Letterhead(
                name: firm.name, lines: firm.letterhead, taxID: firm.taxID, payment: firm.payment),
            billTo: BillTo(
                id: payor.id, name: payor.name, address: payor.address,
                reference: payor.reference),
            attorney: attorney.map(person), currency: currency,
            hoursDecimals: firm.hoursDecimals, matters: parts,
            taxes: registers.taxes(
                among: firm.taxes, on: Array(zip(matters.map(\.matter), parts)), currency),
            account: account(of: matters.map(\.matter.id), history, currency: currency),
            terms: terms,
            template: marks.compactMap(\.template).first ?? client.template ?? firm.template,
            paper: firm.paper)
        statement.language = language
        statement.translate { firm.text($0, in: language) }
        statement.notes = marks.compactMap(\.note)
        if kind == .invoice { statement.coverLetter = firm.coverLetter(for: payor) }
        let offered = registers.promptPayment(ofAll: statement.matterIDs, in: firm).offered
        if let earned { statement.keep(earned, of: offered?.base ?? .total) }
        statement.apply(history.compactMapValues(\.retainer))
        if kind == .invoice, earned == nil, let offered { statement.offer(offered) }
        let figures = ChartFigures(
            statement: statement, histories: statement.matterIDs.compactMap { history[$0] },
            budgets: matters.map(\.matter.budget))
        statement.charts = (client.charts ?? firm.charts).compactMap(figures.chart)
        if kind == .invoice { statement.paymentCode = firm.paymentCode?.asking(for: statement) }
        return statement
    }

    /// Several matters on one statement speak one language.
    private func language(of matters: [Matter], to payor: Client) -> String {
        let languages = Set(matters.map { registers.language(of: $0, to: payor, in: firm) })
        return languages.count == 1
            ? languages.first ?? firm.language : payor.language ?? firm.language
    }

    // MARK: One matter

    private func matterStatement(
        _ matter: Matter, _ rated: RatedMatter, date: CivilDate, through: CivilDate,
        history: MatterHistory?
    ) -> MatterStatement {
        let lines = order(of: rated.charges).map { feeLine(rated.charges[$0]) }
        let costs = rated.costs.map(costLine).sorted { ($0.date, $0.entry) < ($1.date, $1.entry) }
        let oldest = (lines.map(\.date) + costs.map(\.date)).min() ?? date
        var names: [String] = []
        for section in rated.sections where !names.contains(section.agreement) {
            names.append(section.agreement)
        }
        // A statement of costs alone tells by what agreement there is no fee.
        if names.isEmpty {
            let agreement = registers.arrangement(of: matter)?.agreement(on: through)
            names = [agreement?.name].compactMap { $0 }
        }
        let isPlain = rated.items.isEmpty && names.allSatisfy { $0 == FeeArrangement.hourly.name }
        var statement = MatterStatement(
            id: matter.id, caption: matter.name, reference: matter.reference,
            arrangement: isPlain ? nil : names.joined(separator: "; "), lines: lines,
            sections: rated.sections, costLines: costs, costItems: rated.costItems,
            timekeepers: timekeeperTotals(lines, currency: rated.currency),
            tasks: taskTotals(lines, currency: rated.currency), currency: rated.currency,
            review: Review(
                oldestDays: max(0, date.days(since: oldest)),
                workedHours: lines.map(\.worked).sum(),
                standard: lines.map(\.standard).sum(rated.currency), billed: rated.fees,
                budget: matter.budget, billedBefore: history?.feesBilled ?? .zero(rated.currency),
                owed: history?.owed ?? .zero(rated.currency), standing: rated.standing),
            tallies: rated.tallies)
        statement.presentation = presentation(of: matter, lines)
        return statement
    }

    /// By their places: charges are large, and moving them takes longer than comparing.
    private func order(of charges: [Charge]) -> [Int] {
        charges.indices.sorted { left, right in
            let (one, other) = (charges[left].entry.date, charges[right].entry.date)
            guard one == other else { return one < other }
            let keeper = charges[left].entry.timekeeper
            guard keeper == charges[right].entry.timekeeper else {
                return keeper < charges[right].entry.timekeeper
            }
            return (charges[left].entry.key, charges[left].part ?? 0)
                < (charges[right].entry.key, charges[right].part ?? 0)
        }
    }

    /// The matter's, or else the client's, or else the firm's; with the names of its groups.
    private func presentation(of matter: Matter, _ lines: [FeeLine]) -> Presentation? {
        var presentation =
            matter.presentation ?? registers.clients[matter.client]?.presentation
            ?? firm.presentation
        guard presentation != Presentation([]) else { return nil }
        for line in lines {
            guard let code = presentation.group(of: line) else { continue }
            presentation.groupNames[code] =
                presentation.grouping == .timekeeper
                ? line.timekeeper.name : registers.codeNames[code]
        }
        return presentation
    }

    private func person(_ id: TimekeeperID) -> Person {
        let timekeeper = registers.timekeepers[id]
        return Person(id: id, name: timekeeper?.name ?? id.text, title: timekeeper?.title)
    }

    private func feeLine(_ charge: Charge) -> FeeLine {
        let entry = charge.entry
        return FeeLine(
            id: charge.part.map { LineID(entry.key, part: $0) } ?? LineID(entry.key),
            entry: entry.key, date: entry.date, timekeeper: person(entry.timekeeper),
            narrative: entry.narrative, task: entry.task,
            activity: entry.activity, workedSeconds: entry.seconds, worked: charge.worked,
            hours: charge.billed, perHour: charge.perHour, amount: charge.amount,
            adjustment: charge.adjustment, standard: charge.standard, display: charge.display,
            trace: charge.trace)
    }

    private func costLine(_ charge: CostCharge) -> CostLine {
        let entry = charge.entry
        return CostLine(
            id: LineID(entry.key), entry: entry.key, date: entry.date,
            timekeeper: entry.timekeeper.map(person), description: entry.description,
            code: entry.code, standard: charge.standard, amount: charge.amount,
            display: charge.display, steps: charge.steps, isTaxed: charge.isTaxed)
    }

    // MARK: Summaries

    /// One row a person and rate; time at no charge has a row of its own without a rate, and so has
    /// time that bears a share of a price. Where amounts were written up or down, no rate makes them
    /// of the hours, and none is shown. Persons by their highest rate, as seniority reads; each
    /// person's rows together.
    private func timekeeperTotals(_ lines: [FeeLine], currency: Currency) -> [TimekeeperTotal] {
        struct Key: Hashable {
            var id: TimekeeperID
            var perHour: Money?
            var isCharged: Bool
        }
        let counted = lines.indices.filter { lines[$0].isCounted }
        let areAtRates = counted.allSatisfy { lines[$0].adjustment.isZero }
        var rows: [TimekeeperTotal] = []
        var isCharged: [Bool] = []
        var places: [Key: Int] = [:]
        var highest: [TimekeeperID: Int] = [:]
        for index in counted {
            let id = lines[index].timekeeper.id
            let perHour = lines[index].perHour
            let key = Key(
                id: id, perHour: lines[index].display == .amount && areAtRates ? perHour : nil,
                isCharged: lines[index].isCharged)
            let rate = key.isCharged ? perHour?.minorUnits ?? -1 : -1
            highest[id] = max(highest[id] ?? rate, rate)
            if let place = places[key] {
                rows[place].hours += lines[index].hours
                rows[place].amount += lines[index].amount
                continue
            }
            places[key] = rows.count
            isCharged.append(key.isCharged)
            rows.append(
                TimekeeperTotal(
                    timekeeper: lines[index].timekeeper, hours: lines[index].hours,
                    perHour: key.perHour, amount: lines[index].amount))
        }
        let ranks = rows.indices.map { row in
            let (person, perHour) = (rows[row].timekeeper, rows[row].perHour)
            return (
                -(highest[person.id] ?? -1), person.name, person.id, -(perHour?.minorUnits ?? -1),
                isCharged[row] ? 0 : 1
            )
        }
        return rows.indices.sorted { ranks[$0] < ranks[$1] }.map { rows[$0] }
    }

    private func taskTotals(_ lines: [FeeLine], currency: Currency) -> [TaskTotal] {
        let counted = lines.indices.filter { lines[$0].isCounted }
        guard counted.contains(where: { lines[$0].task != nil }) else { return [] }
        var rows: [TaskTotal] = []
        for index in counted {
            let code = lines[index].task
            if let row = rows.firstIndex(where: { $0.code == code }) {
                rows[row].hours += lines[index].hours
                rows[row].amount += lines[index].amount
            } else {
                rows.append(
                    TaskTotal(
                        code: code, name: code.flatMap { registers.codeNames[$0] },
                        hours: lines[index].hours, amount: lines[index].amount))
            }
        }
        return rows.sorted { ($0.code ?? "\u{10FFFF}") < ($1.code ?? "\u{10FFFF}") }
    }

    // MARK: Totals

    private func account(
        of matters: [MatterID], _ history: [MatterID: MatterHistory], currency: Currency
    ) -> Account {
        let pasts = matters.compactMap { history[$0] }
        return Account(
            previousBalance: pasts.map(\.previousBalance).sum(currency),
            payments: pasts.flatMap(\.payments).sorted {
                ($0.date, $0.discountOn ?? "", $0.description)
                    < ($1.date, $1.discountOn ?? "", $1.description)
            })
    }
}
