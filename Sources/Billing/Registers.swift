/// Whoever the firm works for and bills.
@dynamicMemberLookup
package struct Client: Registered {
    package var id: ClientID
    package var name: String
    package var place: Place
    @usableFromInline var practice: Seldom<ClientPractice>

    package init(
        id: ClientID, name: String, address: [String] = [], attorney: TimekeeperID? = nil,
        statements: StatementPractice? = nil, currency: Currency? = nil, taxCodes: [String] = [],
        time: TimePractice = TimePractice(), termsDays: Int? = nil, reference: String? = nil,
        template: String? = nil, presentation: Presentation? = nil, office: String? = nil,
        aliases: [String] = [], language: String? = nil, charts: [ChartKind]? = nil,
        coverLetter: CoverLetter? = nil, pdfPassword: FilePassword? = nil,
        place: Place = Place(file: "clients.csv")
    ) {
        self.id = id
        self.name = name
        self.place = place
        practice = Seldom(
            ClientPractice(
                address: address, attorney: attorney, statements: statements, currency: currency,
                taxCodes: taxCodes, time: time, termsDays: termsDays, reference: reference,
                template: template, presentation: presentation, language: language,
                office: office, coverLetter: coverLetter, charts: charts,
                pdfPassword: pdfPassword, aliases: aliases))
    }

    @inlinable
    package subscript<Value>(
        dynamicMember path: WritableKeyPath<ClientPractice, Value>
    ) -> Value {
        get { practice.value[keyPath: path] }
        set { practice.value[keyPath: path] = newValue }
    }
}

/// What a client may have of its own.
package struct ClientPractice: Blank {
    package var address: [String] = []
    package var attorney: TimekeeperID?
    /// Nil where the firm's default holds.
    package var statements: StatementPractice?
    package var currency: Currency?
    /// Of the firm's taxes; matters may have their own.
    package var taxCodes: [String] = []
    package var time = TimePractice()
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
    package var aliases: [String] = []

    package static let blank = Boxed(ClientPractice())
}

/// One engagement for a client; the unit of billing.
@dynamicMemberLookup
package struct Matter: Registered {
    package var id: MatterID
    package var client: ClientID
    package var name: String
    /// The billing attorney; the client's where the matter names none.
    package var attorney: TimekeeperID?
    /// `hourly`, or the name of a file under arrangements/; nil is an error that rating reports.
    package var arrangement: String?
    package var place: Place
    @usableFromInline var practice: Seldom<MatterPractice>

    package init(
        id: MatterID, client: ClientID, name: String, attorney: TimekeeperID? = nil,
        arrangement: String? = "hourly", ownArrangement: FeeArrangement? = nil,
        time: TimePractice = TimePractice(), taxCodes: [String]? = nil, budget: Money? = nil,
        opened: CivilDate? = nil, closed: CivilDate? = nil,
        reference: String? = nil, presentation: Presentation? = nil, office: String? = nil,
        aliases: [String] = [], language: String? = nil, place: Place = Place(file: "matters.csv")
    ) {
        self.id = id
        self.client = client
        self.name = name
        self.attorney = attorney
        self.arrangement = arrangement
        self.place = place
        practice = Seldom(
            MatterPractice(
                ownArrangement: ownArrangement, time: time, taxCodes: taxCodes, budget: budget,
                opened: opened, closed: closed, reference: reference, presentation: presentation,
                language: language, office: office, aliases: aliases))
    }

    @inlinable
    package subscript<Value>(
        dynamicMember path: WritableKeyPath<MatterPractice, Value>
    ) -> Value {
        get { practice.value[keyPath: path] }
        set { practice.value[keyPath: path] = newValue }
    }
}

/// What a matter may have of its own.
package struct MatterPractice: Blank {
    /// What the columns of matters.csv say that stand for a simple arrangement; it goes before the
    /// one that is named.
    package var ownArrangement: FeeArrangement?
    package var time = TimePractice()
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
    package var aliases: [String] = []

    package static let blank = Boxed(MatterPractice())
}

/// A person whose time is billed.
package struct Timekeeper: Registered {
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
    package var clients: Register<Client>
    package var matters: Register<Matter>
    package var timekeepers: Register<Timekeeper>
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
        self.clients = Register(clients)
        self.matters = Register(matters)
        self.timekeepers = Register(timekeepers)
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
