package import Billing

/// Finds the hourly rate in force for a piece of work.
///
/// The usual order of the trade, most specific first: the entry's own rate; the matter's rate for
/// the timekeeper, for the class, for anyone; the client's likewise; the firm's rate for a task or
/// activity; the timekeeper's; the class's; the firm's for anyone. Within one step a row for the
/// activity beats one for the task, and that one beats a row for any work. Of several rows in one
/// step the latest effective one in force on the work date wins.
package struct RateLookup: Sendable {
    package struct Found: Sendable, Equatable {
        package var perHour: Money
        /// The step of the order that answered, in words: "matter and timekeeper".
        package var source: String
        package var place: Place?
    }

    /// A row that answers a question on the days on which it is in force.
    package struct Answer: Sendable, Equatable {
        package var found: Found
        package var effective: CivilDate
        package var until: CivilDate?

        package func isInForce(on date: CivilDate) -> Bool {
            effective <= date && until.map { date <= $0 } ?? true
        }
    }

    /// What work a rate is asked for.
    package struct Question: Sendable {
        package var matter: MatterID
        package var client: ClientID
        package var timekeeper: TimekeeperID
        package var rateClass: String?
        package var task: String?
        package var activity: String?
        package var currency: Currency

        package init(
            about entry: TimeEntry, client: ClientID, rateClass: String?, currency: Currency
        ) {
            matter = entry.matter
            self.client = client
            timekeeper = entry.timekeeper
            self.rateClass = rateClass
            task = entry.task
            activity = entry.activity
            self.currency = currency
        }
    }

    /// The rows for one matter, one client or the whole firm, in each list the latest one first.
    fileprivate struct Book {
        var timekeepers: [TimekeeperID: [Rate]] = [:]
        var classes: [String: [Rate]] = [:]
        var anyone: [Rate] = []
    }

    private var matters: [MatterID: Book] = [:]
    private var clients: [ClientID: Book] = [:]
    private var firm = Book()
    /// Codes that any row is for: other codes decide nothing.
    private var tasks: Set<String> = []
    private var activities: Set<String> = []

    /// Rows of a shape that the order does not know, or that answer one question twice, are
    /// reported and left out.
    package init(_ rates: [Rate], reporting diagnostics: inout [Diagnostic]) {
        for rate in rates {
            if let problem = RateLookup.problem(with: rate) {
                diagnostics.append(problem)
                continue
            }
            // A row for a matter may name the client too; it means the same.
            let twin =
                if let matter = rate.matter {
                    matters[matter, default: Book()].add(rate)
                } else if let client = rate.client {
                    clients[client, default: Book()].add(rate)
                } else {
                    firm.add(rate)
                }
            if let twin {
                diagnostics.append(
                    Diagnostic(
                        .rateRepeated, at: rate.place,
                        "this rate and the one in line \(twin.place.line) are for the same work "
                            + "from the same day, \(rate.effective)",
                        remedy: "delete one of the two rows, or change its effective date"))
                continue
            }
            if let task = rate.task { tasks.insert(task) }
            if let activity = rate.activity { activities.insert(activity) }
        }
    }

    private static func problem(with rate: Rate) -> Diagnostic? {
        let fact: String? =
            if rate.timekeeper != nil && rate.rateClass != nil {
                "a rate is for a timekeeper or for a class, not for both"
            } else if rate.task != nil && rate.activity != nil {
                "a rate is for a task or for an activity, not for both"
            } else {
                nil
            }
        return fact.map {
            Diagnostic(
                .rateShape, at: rate.place, $0, remedy: "blank one of the two cells in rates.csv")
        }
    }

    /// The entry's task, if any row is for it.
    package func decidingTask(of entry: TimeEntry) -> String? {
        tasks.isEmpty ? nil : entry.task.flatMap { tasks.contains($0) ? $0 : nil }
    }

    /// The entry's activity, if any row is for it.
    package func decidingActivity(of entry: TimeEntry) -> String? {
        activities.isEmpty ? nil : entry.activity.flatMap { activities.contains($0) ? $0 : nil }
    }

    /// All rows that may answer, the one that wins first: of those in force, the first is the rate.
    package func answers(to question: Question) -> [Answer] {
        var answers: [Answer] = []
        for (scope, book) in [
            ("matter", matters[question.matter]), ("client", clients[question.client]),
        ] {
            guard let book else { continue }
            for (who, rows) in book.lists(for: question) {
                let source = who.map { "\(scope) and \($0)" } ?? scope
                for kind in WorkKind.allCases {
                    answers += rows.answers(to: question, by: kind, source)
                }
            }
        }
        // The firm's task rates come before its timekeepers' own.
        let lists = firm.lists(for: question)
        for kinds in [[WorkKind.activity, .task], [.any]] {
            for (who, rows) in lists {
                for kind in kinds {
                    answers += rows.answers(to: question, by: kind, who ?? "firm")
                }
            }
        }
        return answers
    }

    package func rate(
        for entry: TimeEntry, client: ClientID, rateClass: String?, currency: Currency
    ) -> Found? {
        let question = Question(
            about: entry, client: client, rateClass: rateClass, currency: currency)
        return RateLookup.rate(for: entry, among: answers(to: question), currency)
    }

    package static let ownSource = "the entry itself"

    /// The price that an export names on the entry, if that is asked for; else the first of the
    /// answers that is in force on its day.
    static func rate(
        for entry: TimeEntry, among answers: [Answer], _ currency: Currency, usesOwn: Bool = true
    ) -> Found? {
        if usesOwn, let own = entry.rateMinorUnits {
            return Found(
                perHour: Money(minorUnits: own, currency), source: ownSource, place: entry.place)
        }
        return answers.first { $0.isInForce(on: entry.date) }?.found
    }
}

/// What kind of work a row is for, the most specific first.
private enum WorkKind: CaseIterable {
    case activity, task, any
}

extension RateLookup.Book {
    /// The row that answers the same question from the same day, in the place of which this one is
    /// left out.
    fileprivate mutating func add(_ rate: Rate) -> Rate? {
        if let timekeeper = rate.timekeeper {
            timekeepers[timekeeper, default: []].add(rate)
        } else if let rateClass = rate.rateClass {
            classes[rateClass, default: []].add(rate)
        } else {
            anyone.add(rate)
        }
    }

    /// The most specific first, each with whom it is for; nil is for anyone.
    fileprivate func lists(
        for question: RateLookup.Question
    ) -> [(who: String?, rows: [Rate])] {
        var lists: [(who: String?, rows: [Rate])] = []
        if let rows = timekeepers[question.timekeeper] { lists.append(("timekeeper", rows)) }
        if let rateClass = question.rateClass, let rows = classes[rateClass] {
            lists.append(("class", rows))
        }
        if !anyone.isEmpty { lists.append((nil, anyone)) }
        return lists
    }
}

extension [Rate] {
    fileprivate mutating func add(_ rate: Rate) -> Rate? {
        if let twin = first(where: { $0.answersSame(as: rate) }) { return twin }
        insert(rate, at: firstIndex { $0.effective < rate.effective } ?? endIndex)
        return nil
    }

    fileprivate func answers(
        to question: RateLookup.Question, by kind: WorkKind, _ source: String
    ) -> [RateLookup.Answer] {
        compactMap { rate in
            guard rate.perHour.currency == question.currency,
                rate.client ?? question.client == question.client,
                let suffix = rate.suffix(by: kind, for: question)
            else { return nil }
            return RateLookup.Answer(
                found: RateLookup.Found(
                    perHour: rate.perHour, source: source + suffix, place: rate.place),
                effective: rate.effective, until: rate.until)
        }
    }
}

extension Rate {
    fileprivate func answersSame(as other: Rate) -> Bool {
        effective == other.effective && task == other.task && activity == other.activity
            && perHour.currency == other.perHour.currency
            && (client == nil || other.client == nil || client == other.client)
    }

    /// Nil where the row is not for this kind of work.
    fileprivate func suffix(by kind: WorkKind, for question: RateLookup.Question) -> String? {
        switch kind {
        case .activity: activity.flatMap { $0 == question.activity ? ", activity \($0)" : nil }
        case .task: task.flatMap { $0 == question.task ? ", task \($0)" : nil }
        case .any: task == nil && activity == nil ? "" : nil
        }
    }
}
