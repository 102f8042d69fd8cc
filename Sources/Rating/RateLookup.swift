package import Billing

/// Finds the hourly rate in force for a piece of work.
///
/// The usual order of the trade, most specific first: the entry's own rate; the matter's rate for
/// the timekeeper, for the class, for anyone; the client's likewise; the firm's rate for a task or
/// activity; the timekeeper's; the class's; the firm's for anyone. Within one step a row for the
/// activity beats one for the task, and that one beats a row for any work. Of several rows in one
/// step the latest effective one in force on the work date wins.
package struct RateLookup: Sendable {
    /// What a row is for; nil fields mean "any".
    private struct Key: Hashable {
        var client: ClientID?
        var matter: MatterID?
        var timekeeper: TimekeeperID?
        var rateClass: String?
        var task: String?
        var activity: String?
        var currency: Currency
    }

    package struct Found: Sendable, Equatable {
        package var perHour: Money
        /// The step of the order that answered, in words: "matter and timekeeper".
        package var source: String
        package var place: Place?
    }

    private var rows: [Key: [Rate]] = [:]
    /// Codes that any row is for: other codes decide nothing.
    private var tasks: Set<String> = []
    private var activities: Set<String> = []
    /// Matters and clients that any row is for; the others are asked about in vain.
    private var matters: Set<MatterID> = []
    private var clients: Set<ClientID> = []

    /// Rows of a shape that the order does not know, or that answer one question twice, are
    /// reported and left out.
    package init(_ rates: [Rate], reporting diagnostics: inout [Diagnostic]) {
        for rate in rates {
            if let problem = RateLookup.problem(with: rate) {
                diagnostics.append(problem)
                continue
            }
            // A row for a matter may name the client too; it means the same.
            let key = Key(
                client: rate.matter == nil ? rate.client : nil, matter: rate.matter,
                timekeeper: rate.timekeeper,
                rateClass: rate.rateClass, task: rate.task, activity: rate.activity,
                currency: rate.perHour.currency)
            if let twin = rows[key]?.first(where: { $0.answersSame(as: rate) }) {
                diagnostics.append(
                    Diagnostic(
                        .rateRepeated, at: rate.place,
                        "this rate and the one in line \(twin.place.line) are for the same work "
                            + "from the same day, \(rate.effective)",
                        remedy: "delete one of the two rows, or change its effective date"))
                continue
            }
            rows[key, default: []].append(rate)
            if let task = rate.task { tasks.insert(task) }
            if let activity = rate.activity { activities.insert(activity) }
            if let matter = rate.matter {
                matters.insert(matter)
            } else if let client = rate.client {
                clients.insert(client)
            }
        }
        for key in rows.keys {
            rows[key]?.sort { $0.effective > $1.effective }
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

    /// What work a rate is asked for.
    package struct Question: Hashable, Sendable {
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

    /// The entry's task, if any row is for it.
    package func decidingTask(of entry: TimeEntry) -> String? {
        tasks.isEmpty ? nil : entry.task.flatMap { tasks.contains($0) ? $0 : nil }
    }

    /// The entry's activity, if any row is for it.
    package func decidingActivity(of entry: TimeEntry) -> String? {
        activities.isEmpty ? nil : entry.activity.flatMap { activities.contains($0) ? $0 : nil }
    }

    /// A row that answers a question on the days on which it is in force.
    package struct Answer: Sendable, Equatable {
        package var rate: Rate
        /// The step of the order that it answers in, in words: "matter and timekeeper".
        package var source: String

        package func isInForce(on date: CivilDate) -> Bool {
            rate.effective <= date && rate.until.map { date <= $0 } ?? true
        }
    }

    /// All rows that may answer, the one that wins first: of those in force, the first is the rate.
    package func answers(to question: Question) -> [Answer] {
        var answers: [Answer] = []
        for step in steps(for: question) {
            for work in RateLookup.works(of: question, onlyCoded: step.isOnlyForCoded) {
                let key = Key(
                    client: step.scope.client, matter: step.scope.matter,
                    timekeeper: step.timekeeper, rateClass: step.rateClass, task: work.task,
                    activity: work.activity, currency: question.currency)
                for rate in rows[key] ?? []
                where rate.client ?? question.client == question.client {
                    answers.append(Answer(rate: rate, source: step.name + work.suffix))
                }
            }
        }
        return answers
    }

    package func rate(
        for entry: TimeEntry, client: ClientID, rateClass: String?, currency: Currency
    ) -> Found? {
        if let own = RateLookup.ownRate(of: entry, currency: currency) { return own }
        let question = Question(
            about: entry, client: client, rateClass: rateClass, currency: currency)
        return answers(to: question).first { $0.isInForce(on: entry.date) }.map(Found.init)
    }

    /// The price that an export names on the entry.
    package static func ownRate(of entry: TimeEntry, currency: Currency) -> Found? {
        entry.rateMinorUnits.map {
            Found(
                perHour: Money(minorUnits: $0, currency), source: "the entry itself",
                place: entry.place)
        }
    }

    // MARK: The order

    private struct Scope {
        var client: ClientID?
        var matter: MatterID?
    }

    private struct Step {
        var name: String
        var scope: Scope
        var timekeeper: TimekeeperID?
        var rateClass: String?
        /// The firm's task rates come before its timekeepers' own.
        var isOnlyForCoded = false
    }

    private struct Work {
        var task: String?
        var activity: String?
        var suffix: String
    }

    private func steps(for question: Question) -> [Step] {
        let matter = Scope(client: nil, matter: question.matter)
        let ofClient = Scope(client: question.client, matter: nil)
        let firm = Scope(client: nil, matter: nil)
        var steps: [Step] = []
        let own = [
            matters.contains(question.matter) ? ("matter", matter) : nil,
            clients.contains(question.client) ? ("client", ofClient) : nil,
        ]
        for (name, scope) in own.compactMap({ $0 }) {
            steps.append(
                Step(name: name + " and timekeeper", scope: scope, timekeeper: question.timekeeper))
            if let rateClass = question.rateClass {
                steps.append(
                    Step(name: name + " and class", scope: scope, rateClass: rateClass))
            }
            steps.append(Step(name: name, scope: scope))
        }
        for isOnlyForCoded in [true, false] {
            steps.append(
                Step(
                    name: "timekeeper", scope: firm, timekeeper: question.timekeeper,
                    isOnlyForCoded: isOnlyForCoded))
            if let rateClass = question.rateClass {
                steps.append(
                    Step(
                        name: "class", scope: firm, rateClass: rateClass,
                        isOnlyForCoded: isOnlyForCoded))
            }
            steps.append(Step(name: "firm", scope: firm, isOnlyForCoded: isOnlyForCoded))
        }
        return steps
    }

    private static func works(of question: Question, onlyCoded: Bool) -> [Work] {
        var works: [Work] = []
        if let activity = question.activity {
            works.append(Work(task: nil, activity: activity, suffix: ", activity \(activity)"))
        }
        if let task = question.task {
            works.append(Work(task: task, activity: nil, suffix: ", task \(task)"))
        }
        if !onlyCoded { works.append(Work(task: nil, activity: nil, suffix: "")) }
        return works
    }
}

extension RateLookup.Found {
    package init(_ answer: RateLookup.Answer) {
        self.init(
            perHour: answer.rate.perHour, source: answer.source, place: answer.rate.place)
    }
}

extension Rate {
    fileprivate func answersSame(as other: Rate) -> Bool {
        effective == other.effective
            && (client == nil || other.client == nil || client == other.client)
    }
}
