/// firm.yaml: who bills, and the firm's defaults.
package struct Firm: Sendable, Equatable {
    package var name: String
    package var letterhead: [String]
    package var taxID: String?
    package var currency: Currency
    package var paper: String
    package var template: String
    /// What invoices show of the work, where client and matter say nothing of it.
    package var presentation = Presentation([])
    /// Of statements to clients and matters that name no other.
    package var language = Firm.defaultLanguage
    /// By language, what stands in the place of a text that the firm wrote in its own.
    package var translations: [String: [String: String]] = [:]
    /// How an export's `04/05/2026` is read; nil asks where the file itself does not tell.
    package var dateOrder: DateOrder?
    /// Whether a rate that an export names on an entry overrides the rate book.
    package var usesExportRates: Bool
    package var time: TimePractice
    /// The zone by whose clock work begins and ends, like `Europe/Berlin`; nil where the clock is
    /// never put forward or back.
    package var timeZone: String?
    package var hoursDecimals: Int
    package var invoices: InvoicePractice
    package var proformas: NumberSeries
    package var creditNotes: NumberSeries
    /// How a corrected invoice is numbered.
    package var corrections: CorrectionPractice
    package var taxes: [Tax]
    package var costRules: CostRules
    package var payment: [String]
    /// What invoices can be paid by.
    package var paymentCode: PaymentCode?
    /// What statements show as pictures, where a client has no wishes of its own.
    package var charts: [ChartKind] = []
    /// The office of clients and matters that name no other.
    package var office: String?
    /// Whether only what was approved on its pro forma is billed.
    package var requiresApproval = false
    /// How the PDFs of statements are made.
    package var pdf = PDFForm()
    /// How the files are made that hold several of them.
    package var combined = CombinedFiles()
    /// What stands before each invoice, of a client that names no other letter.
    package var coverLetter: Letter?
    /// What stands above a statement of account.
    package var statementLetter: Letter?
    /// From the first reminder to the last; none where the firm reminds nobody.
    package var reminders: [ReminderLevel] = []
    /// The last days of the stretches of an ageing.
    package var ageing = Ageing.usualLimits

    package static let defaultLanguage = "en-US"

    /// A text of the firm's own, as a statement in that language has it.
    package func text(_ own: String, in language: String) -> String {
        translations[language]?[own] ?? own
    }

    package init(
        name: String, letterhead: [String] = [], taxID: String? = nil, currency: Currency = .usd,
        paper: String = "letter", template: String = "standard", dateOrder: DateOrder? = nil,
        usesExportRates: Bool = true,
        time: TimePractice = TimePractice(increment: .minutes(6), rounding: .up, minimumMinutes: 0),
        hoursDecimals: Int = 2, invoices: InvoicePractice = InvoicePractice(),
        proformas: NumberSeries = NumberSeries(prefix: "PF-", first: 1, width: 5),
        creditNotes: NumberSeries = NumberSeries(prefix: "CN-", first: 1, width: 1),
        corrections: CorrectionPractice = .renumber,
        taxes: [Tax] = [], costRules: CostRules = CostRules(), payment: [String] = []
    ) {
        self.name = name
        self.letterhead = letterhead
        self.taxID = taxID
        self.currency = currency
        self.paper = paper
        self.template = template
        self.dateOrder = dateOrder
        self.usesExportRates = usesExportRates
        self.time = time
        self.hoursDecimals = hoursDecimals
        self.invoices = invoices
        self.proformas = proformas
        self.creditNotes = creditNotes
        self.corrections = corrections
        self.taxes = taxes
        self.costRules = costRules
        self.payment = payment
    }
}

/// What number a corrected invoice gets. The postings are the same.
package enum CorrectionPractice: String, Sendable, CaseIterable {
    /// The next of the series; and the credit note the next of its own.
    case renumber
    /// The number it had, with the revision: 1042-R1, and 1042-C1 for the credit beneath.
    case revise
}

package enum DateOrder: String, Sendable, CaseIterable {
    case dayFirst = "day-first"
    case monthFirst = "month-first"
}

/// How worked time becomes billed time. Matter beats client beats firm, setting by setting.
package struct TimePractice: Sendable, Equatable {
    package enum Increment: Sendable, Equatable {
        /// Bill what was recorded, rounded only to the printed decimals.
        case exact
        case minutes(Int)
    }

    package enum Rounding: String, Sendable, CaseIterable {
        case up, nearest, down
    }

    /// What is rounded as one.
    package enum Per: String, Sendable, CaseIterable {
        case entry
        /// All that one person did on one day for one matter.
        case day
    }

    package static let incrementsMinutes = [1, 5, 6, 10, 15, 30]
    package static let graceMinutes = 0...29

    package var increment: Increment?
    package var rounding: Rounding?
    /// The least time that what is rounded as one is billed at.
    package var minimumMinutes: Int?
    /// So many minutes beyond a whole increment are not billed up.
    package var graceMinutes: Int?
    package var per: Per?

    package init(
        increment: Increment? = nil, rounding: Rounding? = nil, minimumMinutes: Int? = nil,
        graceMinutes: Int? = nil, per: Per? = nil
    ) {
        self.increment = increment
        self.rounding = rounding
        self.minimumMinutes = minimumMinutes
        self.graceMinutes = graceMinutes
        self.per = per
    }

    package func falling(backTo general: TimePractice) -> TimePractice {
        TimePractice(
            increment: increment ?? general.increment, rounding: rounding ?? general.rounding,
            minimumMinutes: minimumMinutes ?? general.minimumMinutes,
            graceMinutes: graceMinutes ?? general.graceMinutes, per: per ?? general.per)
    }

    /// A grace as long as an increment would leave nothing to round up.
    package var graceIsTooLong: Bool {
        guard case .minutes(let minutes)? = increment, let graceMinutes else { return false }
        return graceMinutes >= minutes
    }
}

package struct InvoicePractice: Sendable, Equatable {
    package var numbers: NumberSeries
    package var termsDays: Int
    package var terms: String
    package var statements: StatementPractice
    /// What is offered where an arrangement says nothing else.
    package var promptPayment: PromptPayment?
    package var batch = InvoiceBatch.together

    package init(
        numbers: NumberSeries = NumberSeries(), termsDays: Int = 30, terms: String = "",
        statements: StatementPractice = .perMatter, promptPayment: PromptPayment? = nil
    ) {
        self.promptPayment = promptPayment
        self.numbers = numbers
        self.termsDays = termsDays
        self.terms = terms
        self.statements = statements
    }
}

/// How the invoices of one run are posted.
package enum InvoiceBatch: String, Sendable, CaseIterable {
    /// All of them, or none.
    case together
    /// Each as soon as it is made; the next run goes on where one stopped.
    case oneByOne = "one-by-one"
}
