internal import Billing
package import Paper

/// How statements look: read from `Templates/NAME/template.yaml`, which documents every key.
package struct Template: Sendable {
    /// The styles that statements are set in. A template defines each.
    package enum Role: String, CaseIterable, Sendable {
        case firm, letterhead, title, caption, heading, body, narrative, figure, total, due
        case columnHead = "column-head"
        case label, value, small
        case lineID = "line-id"
        case tick, footer, banner
    }

    /// The rules that statements are drawn with.
    package enum RuleRole: String, CaseIterable, Sendable {
        case hair, thin, strong, cut
    }

    /// Widths of table columns, in points.
    package enum ColumnRole: String, CaseIterable, Sendable {
        case date, timekeeper, hours, rate, amount, code, details
        case proformaDate = "pro-forma-date"
        case gap
    }

    package var name: String
    package var papers: [String: (width: Double, height: Double)]
    package var invoiceMargins: Margins
    package var proformaMargins: Margins
    package var styles: StyleSheet
    /// The same styles with the pro forma's wider line spacing.
    package var proformaStyles: StyleSheet
    package var rules: [RuleRole: Rule]
    package var columns: [ColumnRole: Double]
    package var layout: Layout
    /// Of tables of entries.
    package var tables: TableLook
    var entries = EntryColumns()
    var fragments: [Fragment.Role: Fragment] = [:]
    package var pictures: TemplatePictures
    /// The language it speaks, with the words that it has of its own.
    package var words: Words
    /// What it was read from: kept with every final.
    package var source: TemplateSource

    package struct Margins: Sendable {
        package var top, right, bottom, left: Double
    }

    func page(_ paper: String, _ margins: Margins) -> PageFormat {
        let size = papers[paper] ?? (612, 792)
        return PageFormat(
            width: size.width, height: size.height, top: margins.top, right: margins.right,
            bottom: margins.bottom, left: margins.left, isTwoSided: layout.isTwoSided)
    }

    /// Reading a template makes sure that every style, rule, column and label is there.
    func style(_ role: Role) -> StyleID {
        guard let id = styles.id(role.rawValue) else { preconditionFailure("style \(role)") }
        return id
    }

    func rule(_ role: RuleRole) -> Rule {
        rules[role] ?? Rule(weight: 0.5, colour: .black)
    }

    func column(_ role: ColumnRole) -> Double { columns[role] ?? 0 }

    package var figures: FigureFormat { words.figures }
    package var dates: DateFormat { words.dates }

    func head(of kind: FeeItem.Kind) -> String { words.items[kind] ?? "" }

    func name(of step: WorkingStep.Name) -> String { words.steps[step] ?? "" }

    func text(_ label: Label, _ values: (String, String)...) -> String {
        words.text(label, values)
    }

    /// `Basis: Hourly`, as the language puts them together.
    func named(_ name: String, _ text: String) -> String {
        self.text(.named, ("name", name), ("text", text))
    }

    /// `one, other`; what is blank is left out.
    func listed(_ texts: String...) -> String {
        texts.filter { !$0.isEmpty }.joined(separator: text(.comma))
    }

    /// In the language of the page, where it is a name that nobody gave.
    func own(_ name: String) -> String {
        PlainName(name).map(words.name) ?? name
    }
}

/// Every word that a statement prints of its own.
package enum Label: String, CaseIterable, Sendable {
    case invoice
    case proforma = "pro-forma"
    case notAnInvoice = "not-an-invoice"
    case creditNote = "credit-note"
    case credits, replaces
    case replacedBy = "replaced-by"
    case totalCreditNote = "total-credit-note"
    case creditedToAccount = "credited-to-account"
    case keptDiscount = "kept-discount"
    case discountTakenBack = "discount-taken-back"
    case returnedToRetainer = "returned-to-retainer"
    case retainerCredited = "retainer-credited"
    case paidOnOriginal = "paid-on-original"
    case differencePage = "difference-page"
    case original, corrected, taxes
    case lineTakenOff = "line-taken-off"
    case lineAdded = "line-added"
    case narrativeBefore = "narrative-before"
    case fromTo = "from-to"
    case billedTo = "billed-to"
    case billedToBefore = "billed-to-before"
    case linesThatChanged = "lines-that-changed"
    case number, date, period, due, client, matter, reference, attorney, version
    case taxID = "tax-id"
    case servicesRendered = "services-rendered"
    case servicesAnnexed = "services-annexed"
    case annex
    case groupTotal = "group-total"
    case withoutGroup = "without-group"
    case services, costs, timekeepers, tasks, summary
    case timekeeper
    case timekeeperName = "timekeeper-name"
    case narrative, hours, rate, amount, title, code, task, description, line
    case timeCharges = "time-charges"
    case costCharges = "cost-charges"
    case workBefore = "work-before"
    case workFrom = "work-from"
    case sectionFee = "section-fee"
    case totalServices = "total-services"
    case totalCosts = "total-costs"
    case totalMatter = "total-matter"
    case total
    case percentOf = "percent-of"
    case hoursUnit = "hours-unit"
    case inLines = "in-lines"
    case ratesLeftOut = "rates-left-out"
    case adjustedMark = "adjusted-mark"
    case adjustedLines = "adjusted-lines"
    case noCharge = "no-charge"
    case otherTasks = "other-tasks"
    case fees, tax
    case taxByLine = "tax-by-line"
    case taxFree = "tax-free"
    case pieces
    case costMarkup = "cost-markup"
    case costMost = "cost-most"
    case absorbed
    case writtenOff = "written-off"
    case combinedLine = "combined-line"
    case changedLine = "changed-line"
    case newLine = "new-line"
    case goneLine = "gone-line"
    case wasBefore = "was-before"
    case changesSince = "changes-since"
    case lineHead = "line-head"
    case before, now, difference
    case totalInvoice = "total-invoice"
    case totalProforma = "total-pro-forma"
    case previousBalance = "previous-balance"
    case creditBalance = "credit-balance"
    case amountDue = "amount-due"
    case remittance
    case payByCode = "pay-by-code"
    case remitReturn = "remit-return"
    case enclosed
    case promptPayment = "prompt-payment"
    case promptDiscount = "prompt-discount"
    case appliedFromRetainer = "applied-from-retainer"
    case retainer
    case retainerBefore = "retainer-before"
    case retainerReceived = "retainer-received"
    case retainerReturned = "retainer-returned"
    case retainerApplied = "retainer-applied"
    case retainerAfter = "retainer-after"
    case replenish
    case replenishMatter = "replenish-matter"
    case replenishment
    case oldestWork = "oldest-work"
    case oneDay = "one-day"
    case days
    case workedHours = "worked-hours"
    case standardValue = "standard-value"
    case billedValue = "billed-value"
    case realization
    case budget
    case budgetLeft = "budget-left"
    case effectiveRate = "effective-rate"
    case cap
    case capLeft = "cap-left"
    case heldBack = "held-back"
    case tickNoCharge = "tick-no-charge"
    case tickHold = "tick-hold"
    case tickTransfer = "tick-transfer"
    case signOff = "sign-off"
    case approved
    case approvedWithChanges = "approved-with-changes"
    case holdAll = "hold-all"
    case signature, remarks
    case page, basis
    // Where a table goes on over the page.
    case continued
    case carriedForward = "carried-forward"
    case broughtForward = "brought-forward"
    case hourly
    case fixedFee = "fixed-fee"
    case blendedRate = "blended-rate"
    case instalment, named, comma, quoted
    case chartHours = "chart-hours"
    case chartFees = "chart-fees"
    case chartAgeing = "chart-ageing"
    case others
    case budgetUsed = "budget-used"
    case thisStatement = "this-statement"
    case ageUpTo = "age-up-to"
    case ageRange = "age-range"
    case ageOver = "age-over"

    // Statements of account, reminders, letters
    case statementOfAccount = "statement-of-account"
    case balanceBefore = "balance-before"
    case balanceOn = "balance-on"
    case openingBalance = "opening-balance"
    case namedInvoice = "named-invoice"
    case namedCreditNote = "named-credit-note"
    case payment
    case ofMatters = "of-matters"
    case retainerForInvoice = "retainer-for-invoice"
    case retainerBack = "retainer-back"
    case discountKept = "discount-kept"
    case discountBack = "discount-back"
    case charged
    case credited
    case balance
    case accountLines = "account-lines"
    case openInvoices = "open-invoices"
    case invoiced
    case open
    case daysOverdue = "days-overdue"
    case ageing
    case notDue = "not-due"
    case daysBetween = "days-between"
    case daysOver = "days-over"
    case unappliedCredits = "unapplied-credits"
    case nothingOpen = "nothing-open"
    case accountIn = "account-in"
    case overdueInvoices = "overdue-invoices"
    case reminderNumber = "reminder-number"
    case reminderLevel = "reminder-level"
    case overdue
    case namedReminderFee = "named-reminder-fee"
    case reminderFee = "reminder-fee"
    case totalDemand = "total-demand"
    case invoices, documents, pages, sheets
    case proformas = "pro-formas"
    case allAttorneys = "all-attorneys"
    case withoutAttorney = "without-attorney"
}
