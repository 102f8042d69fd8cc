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

    package func rate(
        for entry: TimeEntry, client: ClientID, rateClass: String?, currency: Currency
    ) -> Found? {
        if let own = entry.rateMinorUnits {
            return Found(
                perHour: Money(minorUnits: own, currency), source: "the entry itself",
                place: entry.place)
        }
        for step in steps(for: entry, client: client, rateClass: rateClass) {
            for work in RateLookup.works(of: entry, onlyCoded: step.isOnlyForCoded) {
                var key = Key(
                    timekeeper: step.timekeeper, rateClass: step.rateClass, task: work.task,
                    activity: work.activity, currency: currency)
                key.client = step.scope.client
                key.matter = step.scope.matter
                if let rate = inForce(key, of: client, on: entry.date) {
                    return Found(
                        perHour: rate.perHour, source: step.name + work.suffix,
                        place: rate.place)
                }
            }
        }
        return nil
    }

    private func inForce(_ key: Key, of client: ClientID, on date: CivilDate) -> Rate? {
        rows[key]?.first { rate in
            rate.effective <= date && rate.until.map { date <= $0 } ?? true
                && rate.client ?? client == client
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

    private func steps(
        for entry: TimeEntry, client: ClientID, rateClass: String?
    ) -> [Step] {
        let matter = Scope(client: nil, matter: entry.matter)
        let ofClient = Scope(client: client, matter: nil)
        let firm = Scope(client: nil, matter: nil)
        var steps: [Step] = []
        for (name, scope) in [("matter", matter), ("client", ofClient)] {
            steps.append(
                Step(name: name + " and timekeeper", scope: scope, timekeeper: entry.timekeeper))
            if let rateClass {
                steps.append(
                    Step(name: name + " and class", scope: scope, rateClass: rateClass))
            }
            steps.append(Step(name: name, scope: scope))
        }
        for isOnlyForCoded in [true, false] {
            steps.append(
                Step(
                    name: "timekeeper", scope: firm, timekeeper: entry.timekeeper,
                    isOnlyForCoded: isOnlyForCoded))
            if let rateClass {
                steps.append(
                    Step(
                        name: "class", scope: firm, rateClass: rateClass,
                        isOnlyForCoded: isOnlyForCoded))
            }
            steps.append(Step(name: "firm", scope: firm, isOnlyForCoded: isOnlyForCoded))
        }
        return steps
    }

    private static func works(of entry: TimeEntry, onlyCoded: Bool) -> [Work] {
        var works: [Work] = []
        if let activity = entry.activity {
            works.append(Work(task: nil, activity: activity, suffix: ", activity \(activity)"))
        }
        if let task = entry.task {
            works.append(Work(task: task, activity: nil, suffix: ", task \(task)"))
        }
        if !onlyCoded { works.append(Work(task: nil, activity: nil, suffix: "")) }
        return works
    }
}

extension Rate {
    fileprivate func answersSame(as other: Rate) -> Bool {
        effective == other.effective
            && (client == nil || other.client == nil || client == other.client)
    }
}
