/// A pro forma, an invoice or a credit note: the single truth for page, posting and exports.
///
/// Every figure that is printed is stored here, rounded once. `total` is the sum of the matters'
/// fees and costs and the taxes; `amountDue` adds what the client owed before, and takes off a
/// discount that was earned already and what is paid from a retainer.
package struct Statement: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable {
        case proforma, invoice
        case creditNote = "credit-note"
    }

    package var kind: Kind
    package var number: String
    /// Counted from 1 for pro formas that were issued again; always 1 for others.
    package var version: Int
    package var date: CivilDate
    package var due: CivilDate?
    package var periodStart: CivilDate
    package var periodEnd: CivilDate
    package var letterhead: Letterhead
    package var billTo: BillTo
    package var attorney: Person?
    package var currency: Currency
    package var hoursDecimals: Int
    package var matters: [MatterStatement]
    package var taxes: [TaxLine]
    package var fees: Money
    package var costs: Money
    package var tax: Money
    package var total: Money
    package var account: Account
    /// Nil where nothing is held for the client and nothing was agreed about it.
    package var retainer: StatementRetainer?
    /// Of an invoice that asks for a prompt payment.
    package var offer: PaymentOffer?
    /// By which the amount due can be paid from a telephone.
    package var paymentCode: PaymentCode?
    /// What stands as pictures before the sums.
    package var charts: [Chart] = []
    /// A discount for prompt payment that was earned before this document was made.
    package var keptDiscount: KeptDiscount?
    /// Of a credit note, and of the invoice in place of the one that it credits.
    package var correction: Correction?
    package var terms: String
    package var template: String
    /// Whose words it is printed in.
    package var language = Firm.defaultLanguage
    package var paper: String
    /// What stands above the matters, a paragraph each.
    package var notes: [String] = []
    /// Of a pro forma that was issued again: what changed since the version before.
    package var changes: StatementDifference?

    package init(
        kind: Kind, number: String = "", version: Int = 1, date: CivilDate, due: CivilDate?,
        periodStart: CivilDate, periodEnd: CivilDate, letterhead: Letterhead, billTo: BillTo,
        attorney: Person?, currency: Currency, hoursDecimals: Int, matters: [MatterStatement],
        taxes: [TaxLine], account: Account, terms: String, template: String, paper: String
    ) {
        self.kind = kind
        self.number = number
        self.version = version
        self.date = date
        self.due = due
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.letterhead = letterhead
        self.billTo = billTo
        self.attorney = attorney
        self.currency = currency
        self.hoursDecimals = hoursDecimals
        self.matters = matters
        self.taxes = taxes
        fees = matters.map(\.fees).sum(currency)
        costs = matters.map(\.costsTotal).sum(currency)
        tax = taxes.map(\.amount).sum(currency)
        total = fees + costs + tax
        self.account = account
        self.terms = terms
        self.template = template
        self.paper = paper
    }

    /// `10421`, or `PF-00012 v2`: how people name the document.
    package var title: String {
        kind == .proforma ? "\(number) v\(version)" : number
    }

    package var amountDueBeforeRetainer: Money {
        account.previousBalance + account.paymentsTotal + total
            - (keptDiscount?.amount ?? .zero(currency))
    }

    package var amountDue: Money {
        amountDueBeforeRetainer - (retainer?.applied ?? .zero(currency))
    }

    package var matterIDs: [MatterID] { matters.map(\.id) }
}

package struct Letterhead: Sendable, Equatable, Codable {
    package var name: String
    package var lines: [String]
    package var taxID: String?
    package var payment: [String]

    package init(name: String, lines: [String], taxID: String?, payment: [String]) {
        self.name = name
        self.lines = lines
        self.taxID = taxID
        self.payment = payment
    }
}

package struct BillTo: Sendable, Equatable, Codable {
    package var id: ClientID
    package var name: String
    package var address: [String]
    package var reference: String?

    package init(id: ClientID, name: String, address: [String], reference: String?) {
        self.id = id
        self.name = name
        self.address = address
        self.reference = reference
    }
}

package struct Person: Sendable, Hashable, Codable {
    package var id: TimekeeperID
    package var name: String
    package var title: String?

    package init(id: TimekeeperID, name: String, title: String? = nil) {
        self.id = id
        self.name = name
        self.title = title
    }
}

package struct MatterStatement: Sendable, Equatable, Codable {
    package var id: MatterID
    package var caption: String
    package var reference: String?
    /// Nil for plain hourly work, which needs no explanation.
    package var arrangement: String?
    package var lines: [FeeLine]
    /// What each agreement makes of its lines; one, unless the arrangement changed.
    package var sections: [FeeSection]
    package var costLines: [CostLine]
    /// What terms add to the costs or take off them.
    package var costItems: [FeeItem]
    package var timekeepers: [TimekeeperTotal]
    package var tasks: [TaskTotal]
    /// Sum of the lines: what the columns of the services table add up to.
    package var linesTotal: Money
    package var hoursTotal: Hours
    /// Lines and items together.
    package var fees: Money
    package var costsTotal: Money
    package var review: Review
    /// What later statements go on from.
    package var tallies: [Tally]
    /// What an invoice shows of the work; nil where it shows everything.
    package var presentation: Presentation?

    package init(
        id: MatterID, caption: String, reference: String?, arrangement: String?, lines: [FeeLine],
        sections: [FeeSection], costLines: [CostLine], costItems: [FeeItem] = [],
        timekeepers: [TimekeeperTotal], tasks: [TaskTotal], currency: Currency, review: Review,
        tallies: [Tally] = []
    ) {
        self.id = id
        self.caption = caption
        self.reference = reference
        self.arrangement = arrangement
        self.lines = lines
        self.sections = sections
        self.costLines = costLines
        self.costItems = costItems
        self.timekeepers = timekeepers
        self.tasks = tasks
        linesTotal = lines.map(\.amount).sum(currency)
        hoursTotal = lines.map(\.hours).sum()
        fees = sections.map(\.fee).sum(currency)
        costsTotal =
            costLines.map(\.amount).sum(currency) + costItems.map(\.amount).sum(currency)
        self.review = review
        self.tallies = tallies
    }

    package var total: Money { fees + costsTotal }

    package var items: [FeeItem] { sections.flatMap(\.items) }
}

package struct FeeLine: Sendable, Equatable, Codable {
    package var id: LineID
    package var entry: EntryKey
    package var date: CivilDate
    package var timekeeper: Person
    package var narrative: String
    package var task: String?
    package var activity: String?
    package var workedSeconds: Int
    package var worked: Hours
    package var hours: Hours
    package var perHour: Money?
    package var amount: Money
    /// What of the amount is not hours times rate.
    package var adjustment: Money
    package var standard: Money
    package var display: ChargeDisplay
    package var trace: [TraceStep]

    package init(
        id: LineID, entry: EntryKey, date: CivilDate, timekeeper: Person, narrative: String,
        task: String?, activity: String?, workedSeconds: Int, worked: Hours, hours: Hours,
        perHour: Money?, amount: Money, adjustment: Money? = nil, standard: Money,
        display: ChargeDisplay, trace: [TraceStep]
    ) {
        self.adjustment = adjustment ?? .zero(amount.currency)
        self.id = id
        self.entry = entry
        self.date = date
        self.timekeeper = timekeeper
        self.narrative = narrative
        self.task = task
        self.activity = activity
        self.workedSeconds = workedSeconds
        self.worked = worked
        self.hours = hours
        self.perHour = perHour
        self.amount = amount
        self.standard = standard
        self.display = display
        self.trace = trace
    }
}

extension CodingUserInfoKey {
    /// Set for whoever reads statements by the thousand and looks at figures only.
    package static let withoutTraces = CodingUserInfoKey(rawValue: "without traces")
}

extension FeeLine {
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(LineID.self, forKey: .id)
        entry = try values.decode(EntryKey.self, forKey: .entry)
        date = try values.decode(CivilDate.self, forKey: .date)
        timekeeper = try values.decode(Person.self, forKey: .timekeeper)
        narrative = try values.decode(String.self, forKey: .narrative)
        task = try values.decodeIfPresent(String.self, forKey: .task)
        activity = try values.decodeIfPresent(String.self, forKey: .activity)
        workedSeconds = try values.decode(Int.self, forKey: .workedSeconds)
        worked = try values.decode(Hours.self, forKey: .worked)
        hours = try values.decode(Hours.self, forKey: .hours)
        perHour = try values.decodeIfPresent(Money.self, forKey: .perHour)
        amount = try values.decode(Money.self, forKey: .amount)
        adjustment = try values.decode(Money.self, forKey: .adjustment)
        standard = try values.decode(Money.self, forKey: .standard)
        display = try values.decode(ChargeDisplay.self, forKey: .display)
        let isBare = CodingUserInfoKey.withoutTraces.map { decoder.userInfo[$0] != nil } ?? false
        trace = isBare ? [] : try values.decode([TraceStep].self, forKey: .trace)
    }
}

extension FeeLine {
    /// Whether the line has an amount to show, rather than being covered or free.
    package var isCharged: Bool { display == .amount || display == .share }

    /// Whether it counts among what a person did on the bill.
    package var isCounted: Bool { display != .writtenOff && display != .combined }
}

package struct CostLine: Sendable, Equatable, Codable {
    package var id: LineID
    package var entry: EntryKey
    package var date: CivilDate
    package var timekeeper: Person?
    package var description: String
    package var code: String?
    /// What it comes to by the rules, whether it is charged or not.
    package var standard: Money
    package var amount: Money
    package var display: ChargeDisplay
    /// Empty where the amount is what was recorded and nothing was reckoned.
    package var steps: [CostStep]
    /// Whether taxes on costs are on this one.
    package var isTaxed: Bool

    package init(
        id: LineID, entry: EntryKey, date: CivilDate, timekeeper: Person?, description: String,
        code: String?, standard: Money? = nil, amount: Money, display: ChargeDisplay,
        steps: [CostStep] = [], isTaxed: Bool = true
    ) {
        self.id = id
        self.entry = entry
        self.date = date
        self.timekeeper = timekeeper
        self.description = description
        self.code = code
        self.standard = standard ?? amount
        self.amount = amount
        self.display = display
        self.steps = steps
        self.isTaxed = isTaxed
    }
}

/// A row of the timekeeper summary: one person at one rate.
package struct TimekeeperTotal: Sendable, Equatable, Codable {
    package var timekeeper: Person
    package var hours: Hours
    package var perHour: Money?
    package var amount: Money

    package init(timekeeper: Person, hours: Hours, perHour: Money?, amount: Money) {
        self.timekeeper = timekeeper
        self.hours = hours
        self.perHour = perHour
        self.amount = amount
    }
}

/// A row of the task summary; lines without a code share one row with a nil code.
package struct TaskTotal: Sendable, Equatable, Codable {
    package var code: String?
    package var name: String?
    package var hours: Hours
    package var amount: Money

    package init(code: String?, name: String?, hours: Hours, amount: Money) {
        self.code = code
        self.name = name
        self.hours = hours
        self.amount = amount
    }
}

/// What the billing attorney needs to judge a matter's pro forma.
package struct Review: Sendable, Equatable, Codable {
    /// Age of the oldest unbilled entry in days.
    package var oldestDays: Int
    package var workedHours: Hours
    package var standard: Money
    package var billed: Money
    package var budget: Money?
    /// Fees billed on earlier invoices of this matter.
    package var billedBefore: Money
    /// What the matter's earlier invoices still have open.
    package var owed: Money
    package var standing: ArrangementStanding

    package init(
        oldestDays: Int, workedHours: Hours, standard: Money, billed: Money, budget: Money?,
        billedBefore: Money, owed: Money,
        standing: ArrangementStanding = ArrangementStanding()
    ) {
        self.standing = standing
        self.oldestDays = oldestDays
        self.workedHours = workedHours
        self.standard = standard
        self.billed = billed
        self.budget = budget
        self.billedBefore = billedBefore
        self.owed = owed
    }

    /// Billed over standard value, in thousandths of a percent; nil where nothing was worked.
    package var realization: Percent? {
        guard standard.minorUnits > 0 else { return nil }
        return Percent(
            thousandths: multiply(
                billed.minorUnits, by: 100_000, dividingHalfUpBy: standard.minorUnits))
    }

    /// The fee for an hour worked; nil where nothing was worked.
    package var effectiveRate: Money? {
        guard workedHours > .zero else { return nil }
        return Money(
            minorUnits: multiply(
                billed.minorUnits, by: 10_000, dividingHalfUpBy: workedHours.tenThousandths),
            billed.currency)
    }

    package var budgetLeft: Money? {
        budget.map { $0 - billedBefore - billed }
    }
}

/// What the client owed before this statement, and what came in since the last one.
package struct Account: Sendable, Equatable, Codable {
    package struct Payment: Sendable, Equatable, Codable {
        package var date: CivilDate
        package var description: String
        /// Negative: it lowers what is owed.
        package var amount: Money
        /// The invoice that was paid in time, where this is what it offered for that.
        package var discountOn: String?

        package init(
            date: CivilDate, description: String, amount: Money, discountOn: String? = nil
        ) {
            self.date = date
            self.description = description
            self.amount = amount
            self.discountOn = discountOn
        }
    }

    package var previousBalance: Money
    package var payments: [Payment]

    package init(previousBalance: Money, payments: [Payment] = []) {
        self.previousBalance = previousBalance
        self.payments = payments
    }

    package var paymentsTotal: Money {
        payments.map(\.amount).sum(previousBalance.currency)
    }

    package var isEmpty: Bool { previousBalance.isZero && payments.isEmpty }
}

extension Statement {
    /// Invariant 1: every stored sum is the sum of what it stands under. Checked before anything is
    /// posted, and again by whoever reads a statement back.
    package var addsUp: Bool {
        let matterSums = matters.allSatisfy { matter in
            let lines = matter.lines.map(\.amount).sum(currency)
            let hours = matter.lines.map(\.hours).sum()
            return lines == matter.linesTotal && hours == matter.hoursTotal
                && matter.fees == lines + matter.items.map(\.amount).sum(currency)
                && matter.costsTotal == matter.costLines.map(\.amount).sum(currency)
                    + matter.costItems.map(\.amount).sum(currency)
                && matter.timekeepers.map(\.amount).sum(currency) == lines
                && matter.timekeepers.map(\.hours).sum() == hours
                && (matter.tasks.isEmpty
                    || (matter.tasks.map(\.amount).sum(currency) == lines
                        && matter.tasks.map(\.hours).sum() == hours))
                && matter.lines.allSatisfy(\.addsUp) && matter.costLines.allSatisfy(\.addsUp)
                && matter.itemsAddUp && matter.reviewTies
        }
        return matterSums && fees == matters.map(\.fees).sum(currency)
            && costs == matters.map(\.costsTotal).sum(currency)
            && tax == taxes.map(\.amount).sum(currency) && total == fees + costs + tax
            && taxesAddUp && retainerAddsUp && offerAddsUp && keptDiscountAddsUp
    }
}

extension MatterStatement {
    /// Each step of each item's working is true, what it calls the fee so far is what stands above
    /// it, and one of its figures is the amount. The sections share the lines among them.
    fileprivate var itemsAddUp: Bool {
        let currency = fees.currency
        let sectionsAddUp = sections.allSatisfy { section in
            section.fee == section.time + section.items.map(\.amount).sum(currency)
                && section.items.addUp(from: section.time)
        }
        return sectionsAddUp && sections.map(\.time).sum(currency) == linesTotal
            && sections.map(\.fee).sum(currency) == fees
            && costItems.addUp(from: costLines.map(\.amount).sum(currency))
    }

    fileprivate var reviewTies: Bool {
        review.billed == fees && review.workedHours == lines.map(\.worked).sum()
            && review.standard == lines.map(\.standard).sum(fees.currency)
    }
}

extension [FeeItem] {
    fileprivate func addUp(from start: Money) -> Bool {
        var above = start
        for item in self {
            for step in item.working {
                guard step.isTrue else { return false }
                let isSoFar = step.name == .feeSoFar || step.name == .costsSoFar
                if isSoFar, step.money != above { return false }
            }
            if let base = item.wholeBase, base != above { return false }
            let figures = item.working.compactMap(\.money)
            if !figures.isEmpty, !item.isInLines, !item.isOpen,
                !figures.contains(item.amount), !figures.contains(-item.amount)
            {
                return false
            }
            above += item.amount
        }
        return true
    }
}

extension FeeItem {
    /// What the one percentage of an item is of, where that is all that stands above it.
    fileprivate var wholeBase: Money? {
        guard [.adjustment, .discount, .holdback].contains(kind), working.count == 1,
            case .percent(_, let base)? = working.first?.figure
        else { return nil }
        return base
    }
}

extension FeeLine {
    /// The printed hours times the printed rate are the printed amount, but for what was written
    /// up or down.
    fileprivate var addsUp: Bool {
        display != .amount || perHour.map { hours.times($0) + adjustment == amount } ?? false
    }
}
