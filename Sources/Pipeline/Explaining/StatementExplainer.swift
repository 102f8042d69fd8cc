internal import Billing
internal import Rating

/// Explains what a statement says, by its own traces. What rates lost to the one that won is looked
/// up in the rate book as it is today.
struct StatementExplainer {
    private typealias Fact = Explanation.Fact

    private let statement: Statement
    private let registers: Registers
    private let rates: RateLookup

    init(_ statement: Statement, registers: Registers) {
        self.statement = statement
        self.registers = registers
        // What is wrong with the rate book is for `check` to tell.
        var ignored: [Diagnostic] = []
        rates = RateLookup(registers.rates, reporting: &ignored)
    }

    /// Everything from the first line to the total.
    func parts() -> [Explanation.Part] {
        statement.matters.flatMap(parts) + [totals]
    }

    func parts(of matter: MatterStatement) -> [Explanation.Part] {
        matter.lines.map { part(of: $0, in: matter) } + matter.costLines.map(part)
            + matter.sections.compactMap { part(of: $0, in: matter) } + [sums(of: matter)]
    }

    /// The one line that shows the entry, with what the terms made of the fee where it is part of
    /// one; empty where the entry is on none.
    func parts(of entry: EntryKey) -> [Explanation.Part] {
        for matter in statement.matters {
            if let line = matter.lines.first(where: { $0.entry == entry }) {
                return [part(of: line, in: matter)]
                    + matter.sections.compactMap { part(of: $0, in: matter) }
            }
            if let line = matter.costLines.first(where: { $0.entry == entry }) {
                return [part(of: line)]
            }
        }
        return []
    }

    // MARK: Lines

    private func part(of line: FeeLine, in matter: MatterStatement) -> Explanation.Part {
        var facts = [
            Fact("work", line.narrative),
            Fact(
                "worked",
                "\(exactHours(seconds: line.workedSeconds)) hours"
                    + (line.task.map { ", task \($0)" } ?? "")
                    + (line.activity.map { ", activity \($0)" } ?? "")),
        ]
        for step in line.trace {
            facts.append(fact(of: step))
            if case .rate(_, let source, let place) = step {
                facts += lostRates(of: line, in: matter, to: place, source)
            }
        }
        if !line.adjustment.isZero {
            facts.append(Fact("written up or down", bare(line.adjustment)))
        }
        facts.append(Fact("on the bill", shown(line)))
        return Explanation.Part(
            heading: "Line \(line.id) · \(line.date) · \(line.timekeeper.name) "
                + "(\(line.timekeeper.id)) · matter \(matter.id)", facts: facts)
    }

    private func shown(_ line: FeeLine) -> String {
        let standard = " (at standard rates \(bare(line.standard)))"
        return switch line.display {
        case .amount, .share:
            bare(line.amount) + (line.amount == line.standard ? "" : standard)
        case .noCharge: "no charge" + standard
        case .withoutFigures: "listed without figures" + standard
        case .hidden: "not listed" + standard
        case .writtenOff: "written off" + standard
        case .combined: "part of another line" + standard
        }
    }

    private func fact(of step: TraceStep) -> Fact {
        switch step {
        case .rounded(_, let rule, let hours): Fact("billed", "\(plain(hours)) hours: \(rule)")
        case .roundedTogether(let entries, let seconds, let rule, let hours):
            Fact(
                "the day",
                "\(entries) entries, \(exactHours(seconds: seconds)) hours worked, "
                    + "\(plain(hours)) billed: \(rule)")
        case .rate(let perHour, let source, let place):
            Fact("rate", "\(bare(perHour)) an hour: \(source)" + shown(place))
        case .agreedRate(let perHour, let rule):
            Fact("agreed rate", "\(bare(perHour)) an hour: \(rule)")
        case .multiplied(let hours, let perHour, let amount):
            Fact("amount", "\(plain(hours)) × \(bare(perHour)) = \(bare(amount))")
        case .noCharge(let reason): Fact("no charge", reason)
        case .covered(let name): Fact("covered", "by \"\(name)\"")
        case .spread(let name, let amount): Fact("share", "\(bare(amount)) of \"\(name)\"")
        case .marked(let mark): Fact("edit \(mark.edit)", mark.plainText)
        case .combined(let line, let hours):
            Fact("combined", "\(plain(hours)) hours of line \(line)")
        }
    }

    private func shown(_ place: Place?) -> String {
        guard let place else { return "" }
        return ", \(place.file)" + (place.line > 0 ? ":\(place.line)" : "")
    }

    /// Rows that were for this work too, each with why it is not the rate.
    private func lostRates(
        of line: FeeLine, in matter: MatterStatement, to winner: Place?, _ source: String
    ) -> [Fact] {
        guard let client = registers.matters[matter.id]?.client else { return [] }
        let entry = TimeEntry(
            key: line.entry, matter: matter.id, timekeeper: line.timekeeper.id, date: line.date,
            seconds: line.workedSeconds, narrative: "", task: line.task, activity: line.activity,
            place: Place(file: ""))
        let answers = rates.answers(
            to: RateLookup.Question(
                about: entry, client: client,
                rateClass: registers.timekeepers[line.timekeeper.id]?.rateClass,
                currency: statement.currency))
        let isOwn = source == RateLookup.ownSource
        return answers.filter { isOwn || $0.found.place != winner }.map { answer in
            let reason =
                if answer.effective > line.date {
                    "in force only from \(answer.effective)"
                } else if let until = answer.until, until < line.date {
                    "in force only until \(until)"
                } else if isOwn {
                    "the entry names its own rate"
                } else if answer.found.source == source {
                    "replaced by a later row"
                } else {
                    "a row for \(source) goes before one for \(answer.found.source)"
                }
            return Fact(
                "not",
                "\(bare(answer.found.perHour)) an hour: \(answer.found.source)"
                    + shown(answer.found.place) + ", because " + reason)
        }
    }

    private func part(of line: CostLine) -> Explanation.Part {
        var facts = [Fact("cost", line.description + (line.code.map { ", code \($0)" } ?? ""))]
        facts += line.steps.map { Fact("reckoned", plain($0)) }
        let amount =
            switch line.display {
            case .noCharge: "no charge"
            case .hidden: "not listed"
            case .writtenOff: "written off"
            default: bare(line.amount)
            }
        facts.append(Fact("on the bill", amount + (line.isTaxed ? "" : ", not taxed")))
        return Explanation.Part(heading: "Line \(line.id) · \(line.date) · cost", facts: facts)
    }

    // MARK: Basis, terms, totals

    private func part(of section: FeeSection, in matter: MatterStatement) -> Explanation.Part? {
        guard !section.items.isEmpty else { return nil }
        let from = section.from.map { " from \($0)" } ?? ""
        return Explanation.Part(
            heading: "Fee of matter \(matter.id) · \(section.agreement)\(from)",
            facts: [Fact("lines", bare(section.time))] + section.items.flatMap(facts)
                + [Fact("fee", bare(section.fee))])
    }

    private func facts(of item: FeeItem) -> [Fact] {
        var text = bare(item.amount)
        if item.isInLines { text = "spread over the lines" }
        if item.isOpen { text = "the client has not said yet" }
        if let days = item.days { text += ", \(days.lowerBound) to \(days.upperBound)" }
        if !item.description.isEmpty { text += ": \(item.description)" }
        // First how it was reckoned, then what came of it, as on the page.
        return item.working.map { Fact("", plain($0)) }
            + [Fact(plainWords(item.kind.rawValue), text)]
    }

    private func sums(of matter: MatterStatement) -> Explanation.Part {
        var facts = matter.costItems.flatMap(self.facts)
        facts += [
            Fact("fees", bare(matter.fees)), Fact("costs", bare(matter.costsTotal)),
            Fact("standard value", bare(matter.review.standard)),
        ]
        if let realization = matter.review.realization {
            facts.append(
                Fact(
                    "realization",
                    "\(bare(matter.review.billed)) of \(bare(matter.review.standard)) = "
                        + plainPercent(realization)))
        }
        return Explanation.Part(
            heading: "Sums of matter \(matter.id) · \(statement.currency)", facts: facts)
    }

    private var totals: Explanation.Part {
        var facts = [Fact("fees", bare(statement.fees)), Fact("costs", bare(statement.costs))]
        facts += statement.taxes.map {
            Fact(
                "tax",
                "\($0.name), \(plainPercent($0.percent)) of \(bare($0.base)): \(bare($0.amount))")
        }
        facts.append(Fact("total", bare(statement.total)))
        if !statement.account.previousBalance.isZero {
            facts.append(Fact("previous balance", bare(statement.account.previousBalance)))
        }
        facts += statement.account.payments.map {
            Fact("payment", "\(bare($0.amount)) on \($0.date): \($0.description)")
        }
        if let retainer = statement.retainer, !retainer.applied.isZero {
            facts.append(
                Fact("from the retainer", bare(.zero(statement.currency) - retainer.applied)))
        }
        facts.append(Fact("amount due", bare(statement.amountDue)))
        return Explanation.Part(heading: "Total · \(statement.currency)", facts: facts)
    }
}
