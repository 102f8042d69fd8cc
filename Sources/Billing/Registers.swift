/// Whoever the firm works for and bills.
package struct Client: Sendable, Equatable {
    package var id: ClientID
    package var name: String
    package var address: [String]
    package var attorney: TimekeeperID?
    /// Nil where the firm's default holds.
    package var statements: StatementPractice?
    package var currency: Currency?
    /// Of the firm's taxes; matters may have their own.
    package var taxCodes: [String]
    package var time: TimePractice
    package var termsDays: Int?
    /// What the client wants printed to find the invoice by: a vendor or order number.
    package var reference: String?
    package var template: String?
    /// What an invoice shows of the work; nil where the firm's default holds.
    package var presentation: Presentation?
    /// Nil where the firm's holds.
    package var language: String?
    /// Nil where the firm's own holds.
    package var office: String?
    /// Nil where the firm's own holds.
    package var coverLetter: CoverLetter?
    /// Nil where the firm's own hold.
    package var charts: [ChartKind]?
    /// Whoever opens a PDF that goes to the client must know it; nil where anyone can.
    package var pdfPassword: FilePassword?
    package var aliases: [String]
    package var place: Place

    package init(
        id: ClientID, name: String, address: [String] = [], attorney: TimekeeperID? = nil,
        statements: StatementPractice? = nil, currency: Currency? = nil, taxCodes: [String] = [],
        time: TimePractice = TimePractice(), termsDays: Int? = nil, reference: String? = nil,
        template: String? = nil, presentation: Presentation? = nil, office: String? = nil,
        aliases: [String] = [], place: Place = Place(file: "clients.csv")
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.attorney = attorney
        self.statements = statements
        self.currency = currency
        self.taxCodes = taxCodes
        self.time = time
        self.termsDays = termsDays
        self.reference = reference
        self.template = template
        self.presentation = presentation
        self.office = office
        self.aliases = aliases
        self.place = place
    }
}

/// One engagement for a client; the unit of billing.
package struct Matter: Sendable, Equatable {
    package var id: MatterID
    package var client: ClientID
    package var name: String
    /// The billing attorney; the client's where the matter names none.
    package var attorney: TimekeeperID?
    /// `hourly`, or the name of a file under arrangements/; nil is an error that rating reports.
    package var arrangement: String?
    /// What the columns of matters.csv say that stand for a simple arrangement; it goes before the
    /// one that is named.
    package var ownArrangement: FeeArrangement?
    package var time: TimePractice
    /// Nil where the client's taxes hold.
    package var taxCodes: [String]?
    package var budget: Money?
    package var opened: CivilDate?
    package var closed: CivilDate?
    package var reference: String?
    /// Nil where the client's holds.
    package var presentation: Presentation?
    /// Nil where the client's holds.
    package var language: String?
    /// Nil where the client's holds.
    package var office: String?
    package var aliases: [String]
    package var place: Place

    package init(
        id: MatterID, client: ClientID, name: String, attorney: TimekeeperID? = nil,
        arrangement: String? = "hourly", ownArrangement: FeeArrangement? = nil,
        time: TimePractice = TimePractice(), taxCodes: [String]? = nil, budget: Money? = nil,
        opened: CivilDate? = nil, closed: CivilDate? = nil,
        reference: String? = nil, presentation: Presentation? = nil, office: String? = nil,
        aliases: [String] = [], place: Place = Place(file: "matters.csv")
    ) {
        self.id = id
        self.client = client
        self.name = name
        self.attorney = attorney
        self.arrangement = arrangement
        self.ownArrangement = ownArrangement
        self.time = time
        self.taxCodes = taxCodes
        self.budget = budget
        self.opened = opened
        self.closed = closed
        self.reference = reference
        self.presentation = presentation
        self.office = office
        self.aliases = aliases
        self.place = place
    }
}

/// A person whose time is billed.
package struct Timekeeper: Sendable, Equatable {
    package var id: TimekeeperID
    package var name: String
    /// The class that class rates are looked up by, such as `partner`.
    package var rateClass: String?
    package var title: String?
    package var aliases: [String]
    package var place: Place

    package init(
        id: TimekeeperID, name: String, rateClass: String? = nil, title: String? = nil,
        aliases: [String] = [], place: Place = Place(file: "timekeepers.csv")
    ) {
        self.id = id
        self.name = name
        self.rateClass = rateClass
        self.title = title
        self.aliases = aliases
        self.place = place
    }
}

/// Whether a client gets one statement for all its matters, or one a matter.
package enum StatementPractice: String, Sendable, Codable, CaseIterable {
    case consolidated
    case perMatter = "per-matter"
}

/// Everything the firm keeps about clients, matters, people and prices, as read in one run.
package struct Registers: Sendable {
    package var clients: [ClientID: Client]
    package var matters: [MatterID: Matter]
    package var timekeepers: [TimekeeperID: Timekeeper]
    package var rates: [Rate]
    /// Names of task, activity and expense codes.
    package var codeNames: [String: String]
    /// By the name a matter uses: the file's name without its ending.
    package var arrangements: [String: FeeArrangement]
    /// What events.csv records of each matter.
    package var events: [MatterID: [MatterEvent]]

    package init(
        clients: [Client] = [], matters: [Matter] = [], timekeepers: [Timekeeper] = [],
        rates: [Rate] = [], codeNames: [String: String] = [:],
        arrangements: [String: FeeArrangement] = [:], events: [MatterEvent] = []
    ) {
        self.events = Dictionary(grouping: events, by: \.matter)
        self.clients = Dictionary(clients.map { ($0.id, $0) }) { first, _ in first }
        self.matters = Dictionary(matters.map { ($0.id, $0) }) { first, _ in first }
        self.timekeepers = Dictionary(timekeepers.map { ($0.id, $0) }) { first, _ in first }
        self.rates = rates
        self.codeNames = codeNames
        self.arrangements = arrangements
        self.arrangements["hourly"] = self.arrangements["hourly"] ?? .hourly
    }

    /// The billing attorney: the matter's own, else its client's.
    package func attorney(of matter: Matter) -> TimekeeperID? {
        matter.attorney ?? clients[matter.client]?.attorney
    }

    /// Nil where the matter names none, or one that could not be read.
    package func arrangement(of matter: Matter) -> FeeArrangement? {
        matter.ownArrangement ?? matter.arrangement.flatMap { arrangements[$0] }
    }

    /// What statements about the matter are written in, to the client who gets them.
    package func language(of matter: Matter, to client: Client, in firm: Firm) -> String {
        matter.language ?? client.language ?? firm.language
    }

    package func currency(of matter: Matter, in firm: Firm) -> Currency {
        clients[matter.client]?.currency ?? firm.currency
    }
}
